"""People's names that mean a condition, a sign, a test or a plant, and the nouns that turn any name into one."""

EPONYMS = frozenset(
    """
    addison alport alzheimer alzheimers angelman apert apgar asperger aspergers babinski baker barlow barr barrett
    barretts barth bartter basedow becker beckwith behcet behcets bell bells binswanger blount bowen bright bruton
    budd buerger burkitt canavan carney caroli castleman chagas charcot chediak chiari coats cockayne cooley costa
    costello creutzfeldt crigler crohn crohns crouzon cushing cushings cyclops danlos darier dercum devic down downs
    dravet dubin duchenne dupuytren ebstein edwards ehlers eisenmenger epstein erb ewing fabry fallot fanconi felty
    foley fournier freiberg friedreich gardner gaucher gehrig gilbert gilles gitelman glasgow goodpasture graves
    greenberg guillain hansen hartnup hashimoto hashimotos heimlich helena henoch hirschsprung hodgkin hodgkins
    horner horton hunt hunter huntington huntingtons hurler jacob jakob joubert kaposi kartagener kawasaki kearns
    kegel kennedy klinefelter klippel korsakoff krabbe landau leber legg leigh lennox lesch lewy lou louis lyme
    lynch machado madelung mallory marfan mccune meckel meniere menieres menkes milroy moebius morton munchausen
    nissen noonan osgood osler paget parkinson parkinsons patau pearson perthes peutz peyronie peyronies pick pierre
    pompe pott potter prader prinzmetal ramsay rasmussen raynaud raynauds refsum reiter rett reye robin romberg
    sachs sandhoff scheuermann schlatter schwannoma sever sjogren sjogrens sotos stargardt stevens stickler still
    strep sturge sydenham takayasu tay tietze tinel todd tourette tourettes turner usher vera waardenburg wegener
    wegeners weil wernicke west whipple williams wilms wilson wilsons wolff zellweger zollinger
    """.split()
)
"""Folded; taken for a person's name only after a cue or a given name."""

EPONYM_NOUNS = (
    r"(?:'s?)?[ -](?:[a-z]+[ -])?(?:disease|syndrome|disorder|palsy|sarcoma|lymphoma|tumou?r|"
    r"thyroiditis|phenomenon|sign|test|scale|score|"
    r"anaemia|anemia|esophagus|oesophagus|contracture|chorea|dementia|ataxia|dystrophy|cyst|wort|maneuver|"
    r"manoeuvre|node|fever|reaction|"
    r"catheter|body|bodies|encephalopathy|malformation|anomaly|tetralogy|nevus|ulcer|hernia|fracture|"
    r"cancer|canal|duct|method|diet|type|"
    r"paralysis|sequence|variant|deficiency|retardation|[a-z]+(?:itis|osis|emia|oma|pathy|plasia|trophy|uria|trichosis|derma)|"
    r"classification|criteria|stain|law|index|procedure|operation|technique|position|virus|bacillus|"
    r"exercises?|hospital|clinic|university|"
    r"institute|foundation)s?\b"
)
"""What follows a name that is no person here."""

NOT_A_NAME = frozenset(
    """
    a able about abuse afraid african afro after agent all allergic almost already also am american an anaemic and
    anemic any anyone april arab are as asian asking asthmatic at august aware back been bipolar blind bot british
    but caller can canadian care caring celiac chinese christian coeliac concerned could covid curious currently dad
    danish daughter day deaf dealing december depressed desperate diabetic diagnosed did directives disease dizzy do
    doctor doctors does doing due dutch english epileptic european every everyone february feeling female fine for
    french friday from gay german getting girl going good greek had happy has have having he health hello help her
    hi him his hispanic hiv hoping how husband i id if ill im in in-patient indian interested irish is it italian
    ive january japanese jewish july june just kenyan kind later latino lesbian living looking male man march may
    menopausal message mexican mom monday mother mum muslim my nervous new no norwegian not nothing november now
    nutrition obese october of ok okay old on one only or our overweight patient people planning polish
    postmenopausal pregnant pretty question quite really russian safety saturday scared scottish seeing seeking
    september she sick so some sorry spanish staph still strong struggling subject suffering sunday sure swedish
    swiss syndrome taking test tests thai thank thanks that the their there these they thinking this those three
    thursday tired to told trans treatment trying tuesday turkish unable unsure user using vegan vegetarian very was
    we wednesday well welsh were what when where which who why wife will with woman wondering worried would writing
    year years yes you young your
    """.split()
)
"""Words that stand where a name could after "I'm" or "this is", folded."""

PLACE_STARTS = frozenset("cape east fort lake mount new north point port saint south st west".split())
"""First words of places, folded: what follows them is no person."""
