"""People's names that mean a condition, a sign, a test or a plant, and the nouns that turn any name into one."""

EPONYMS = frozenset(
    """
    addison alport alzheimer alzheimers angelman apert apgar asperger aspergers babinski baker barlow barr barrett
    barretts barth bartter basedow becker beckwith behcet behcets bell bells binswanger blount bowen bright bruton
    budd buerger burkitt canavan carney caroli castleman chagas charcot chediak chiari coats cockayne cooley
    costello creutzfeldt crigler crohn crohns crouzon cushing cushings cyclops danlos darier dercum devic down downs
    dravet dubin duchenne dupuytren ebstein edwards ehlers eisenmenger epstein erb ewing fabry fallot fanconi felty
    foley freiberg friedreich gardner gaucher gehrig gilbert gilles gitelman glasgow goodpasture graves guillain
    hansen hartnup hashimoto hashimotos heimlich henoch hirschsprung hodgkin hodgkins horner horton hunter
    huntington huntingtons hurler jacob jakob joubert kaposi kartagener kawasaki kearns kegel kennedy klinefelter
    klippel korsakoff krabbe landau leber legg leigh lennox lesch lewy lou louis lyme lynch machado madelung mallory
    marfan mccune meckel meniere menieres menkes milroy moebius morton munchausen nissen noonan osgood osler paget
    parkinson parkinsons patau pearson perthes peutz peyronie peyronies pick pompe pott potter prader prinzmetal
    ramsay raynaud raynauds refsum reiter rett reye romberg sachs sandhoff scheuermann schlatter schwannoma sever
    sjogren sjogrens sotos stargardt stevens stickler still strep sturge sydenham takayasu tay tietze tinel tourette
    tourettes turner usher waardenburg wegener wegeners weil wernicke west whipple williams wilms wilson wilsons
    wolff zellweger zollinger
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
    r"classification|criteria|stain|law|index|procedure|operation|technique|position|virus|bacillus|"
    r"exercises?|hospital|clinic|university|"
    r"institute|foundation)s?\b"
)
"""What follows a name that is no person here."""

NOT_A_NAME = frozenset(
    """
    a able about afraid african after all allergic also am american an and any anyone april are as asian asking at
    august aware back been british but can canadian caring chinese christian concerned could curious currently dad
    daughter day december desperate diabetic diagnosed did dizzy do doctor does doing due english european every
    everyone february feeling female fine for french friday from german getting girl going good had happy has have
    having he hello help her hi him his hispanic hoping how husband i if in in-patient indian interested irish is it
    italian january japanese jewish july june just kind later latino living looking male man march may mexican mom
    monday mother mum muslim my nervous new no not nothing november now obese october of ok okay old on one only or
    our overweight patient planning pregnant pretty quite really russian saturday scared scottish september she sick
    so some sorry spanish still suffering sunday sure taking thank thanks that the their there these they thinking
    this those thursday tired to trying tuesday unable unsure using vegan vegetarian very was we wednesday well were
    what when where which who why wife will with woman wondering worried would writing year years yes you young your
    """.split()
)
"""Words that stand where a name could after "I'm" or "this is", folded."""
