"""Rarer emergencies that a list of common ones leaves out: exposures, glands, blood, depth and height, children, old age.

After the public warning lists of the NHS, the CDC (rabies, tetanus, needlesticks), the Sickle Cell Society, the Addison's
Disease Self-Help Group, DAN (divers) and the RCPCH.
"""

from bedside.core.answering.triage.message import Light
from bedside.core.answering.triage.rule import rule

LONG = "years|months|chronic"

RULES = (
    rule(
        "rabies-exposure",
        "bite",
        """
        bat|bats ~ bedroom|woke|scratch*|bit|bite|bitten|mark|room|touched|picked|handled|landed|hand|face|asleep|sleeping
        dog|monkey|cat|fox|raccoon|jackal|mongoose|animal|skunk|coyote|wolf|puppy ~ bit|bite|bitten|scratched|licked|nipped ~ stray|street|rabies|rabid|foam*|abroad|holiday|travel*|india|thailand|bali|goa|morocco|turkey|africa|asia|nepal|vietnam|strange*|wild|temple|egypt|philippines|mexico|cambodia|dead|died|raised|dies|acting
        scratch*|bit|bite|bitten ~ water|swallow ~ gag*|gaggy|spasm*|scared|choke*|tingl*
        rabies ~ bit|bite|bitten|scratch*|shot|shots|jab|exposure|bat|dog|monkey
        """,
        unless=LONG
        + "\nbat ~ baseball|cricket|fly|eyelid\nmy+dog ~ vaccin*\npet ~ vaccin*\nbefore .. travel\nvaccine .. before\nfear|phobia",
        span=20,
    ),
    rule(
        "fear-of-water",
        "bite",
        "gag*|gaggy|spasm*|choke*|choking|panic*|throat ~ water",
        "scratch*|bit|bite|bitten|dog|fox|bat|monkey|raccoon",
        unless=LONG + "\nswim*|pool|goldfish",
        span=30,
    ),
    rule(
        "bite-bad",
        "bite",
        "bit|bitten|bite|mauled|savaged|attacked",
        "dog|cat|horse|pig|human|man|person|drunk|rat|seal|monkey|fox|camel|ferret|pitbull|alsatian|rottweiler",
        "face|lip|cheek|nose|eyelid|throat|neck|bone|tendon|deep|torn|ripped|bleed*|swollen|streak*|pus|knuckle*|joint|hole|holes|puncture*|hand|fever|#fever|red|hot|spreading|half",
        unless=LONG + "\nplayful*|bite+nails|nipped",
        span=20,
    ),
    rule(
        "tetanus",
        "sepsis",
        "jaw|face|neck|back|muscles|body|mouth",
        "lock*|locking|stiff|clench*|arch*|spasm*|shut|rigid|seiz*|tight*",
        "rusty|nail|tetanus|wound|cut|thorn|garden*|jabs|spasms|arching|burn|splinter|scratch|soil|manure",
        unless=LONG + "\ntmj|dentist|wisdom\nsplint|guard",
        span=30,
    ),
    rule(
        "needle-or-blood-exposure",
        "illness",
        "needle|needlestick|syringe|sharps|condom|hiv|hepatitis|blood",
        "stuck|pricked|jabbed|stood|trod|stepped|poked|punctured|splash*|split|broke|exposed|raped|unprotected|bitten|spat|dirty|used|scratched",
        "needle|needlestick|syringe ~ park|beach|street|used|dirty|addict|patient|discarded|bin|stranger|someone|positive|hiv|found|junkie|clinic|hospital|ward|drug|tattoo\nhiv|hepatitis ~ positive|exposed|blood|needle|condom|split|broke|splash*|partner",
        unless=LONG + "\nfear|phobia|acupuncture|knitting|sewing\nblood+test|glucose\nundetectable|diagnosed",
        span=20,
    ),
    rule(
        "adrenal",
        "adrenal",
        "addison*|adrenal|hydrocortisone|hypopituitar*|cortisol|cah|steroid*|prednisolone|pred|fludrocortisone",
        "vomit*|sick|diarrhoea|faint*|collaps*|drows*|confus*|weak|floppy|dizzy|broken|fracture|shiver*|fever|#fever|crisis|injection|ran+out|stopped|missed|keep|shock|clammy|grey",
        "vomit*|sick|diarrhoea|collaps*|drows*|confus*|weak|crisis|keep|floppy|emergency|stopped|ran+out|missed|faint*|pressure|#low_pressure|fever|#fever",
        unless=LONG + "\ncream|nasal|inhaler|asthma|acne\nanabolic\ntaper*|weight",
        span=25,
    ),
    rule(
        "thyroid",
        "illness",
        "thyroid|graves|hyperthyroid*|overactive|carbimazole|thyrotoxic*|myxoedema|myxedema|hypothyroid*",
        "fever|#fever|racing|confus*|agitat*|drows*|heart|cold|sore+throat|collaps*|vomit*|pulse|#fast_heart|shak*",
        "fever|#fever|confus*|drows*|delirious|#fast_heart|sore+throat|ulcers|cold+slow|agitated|storm|collaps*|unconscious|jaundice|hot",
        unless=LONG + "\nhot+flush*|test|results|levels|dose",
        span=20,
    ),
    rule(
        "sickle",
        "breathing",
        "sickle|scd|ss+disease|hbss|haemophili*|hemophili*|von+willebrand|itp|thalass*",
        "chest|breath*|fever|#fever|pain*|agony|crisis|weak*|erection|spleen|pale|headache|vision|drows*|fell|hit|bang*|bump*|bleed*|swollen|head|joint|knee|limp|yellow|slur*",
        "agony|severe|crisis|chest|fever|#fever|breath*|worst|cannot|hospital|morphine|codeine|helping|working|head|bleed*|swollen|hours|pale|swell*|drows*|today|now|since|tonight|terrible|bad|everywhere|legs|back",
        unless=LONG + "\ntrait|carrier|inherit*|screening|gene|chances\nmanage|managing|diet",
        span=30,
    ),
    rule(
        "urine-stopped",
        "dehydration",
        """
        cannot|not|unable|nothing|no|stopped|without|hardly|barely .. urine|pee|pass|wee|peed|drop|dribble|go ~ bladder|hours|since|stomach|football|balloon|agony|burst*|painful|pain*|desperate|all+day|last+night|yesterday|morning|swollen|drops|dribbles|6|8|10|12|14|18|24
        bladder ~ bursting|full|burst*|football|melon|rock|hard|swollen|agony|empty
        urine ~ cola|coke|coca|tea|brown|black|dark|rust ~ puffy|puffed|face|muscle*|workout|crossfit|spin|marathon|gym|crush*|thighs|arms|floor|weak|swollen
        """,
        unless=LONG + "\ndiabet* .. urine+lots\npregnancy+test|drug+test|sample|test\nkidney stones ~ prevent\nquick",
        span=20,
    ),
    rule(
        "erection-lasts",
        "torsion",
        "erection|erect|hard+on|boner|priapism|stiffy",
        "hours|hour|down|away|painful|agony|purple|since|still|jab|injection|viagra|trimix|caverject|sickle|trazodone|subside",
        "hours|hour|down|away|since|agony|painful|subside",
        unless=LONG + "\ncannot|trouble|difficult*|keep|maintain|problems .. erection|erections",
        span=20,
    ),
    rule(
        "genital-injury",
        "torsion",
        "penis|foreskin|willy|testic*|ball|scrotum|vagina|testicle|bollock|nuts|bell+end|labia",
        "snap*|crack*|popped|stuck|zip|zipper|torn|tore|ripped|bent|black|purple|swollen|trapped|ring|kicked|lost+inside|glass|cut|behind|twisted|hard|up|one+side|agony",
        "snap*|crack*|popped|swollen|bleed*|blood|cannot|agony|purple|black|zip|zipper|hours|sudden*|sex|severe|ring|painful|pain*|sick|vomit*|excruciating|kicked|woke|morning|tonight",
        unless=LONG + "\nitch*|lump|cyst|bump|pimple\nchestnut|peanut|allerg*|ate|eat\nbladder",
        span=20,
    ),
    rule(
        "ovary-or-pelvis",
        "belly",
        "ovary|ovaries|ovarian|cyst|pelvis|pelvic|womb|ivf|coil|egg+collection|tampon|ohss|fibroid|hysteroscopy|d+c|termination|abortion",
        "{pain}|twist*|torsion|burst|ruptur*|fever|#fever|rash|swollen|bloated|breathless|faint*|clots|bleed*|blood",
        "sudden*|vomit*|sick|faint*|agony|worst|severe|excruciat*|fever|#fever|rash|breathless|collaps*|shoulder|pass|weight|dizzy|doubled|cannot|tearing|soak*|pouring|sunburn*",
        unless=LONG + "\nperiod+pain|usual|scan next",
        span=20,
    ),
    rule(
        "temporal-artery",
        "sight",
        "headache|temple|temples|scalp|head|jaw",
        "scalp|comb*|brush*|chew*|jaw|temple|temples ~ hurts|pain*|tender|sore|ache*|aching|agony",
        "vision|sight|eye|blind|blur*|chew*|jaw|double|polymyalgia|pmr|#old_person|7*|6*",
        unless=LONG + "\ndandruff|lice|sunburn|wisdom|tooth|teeth|tmj|sinus",
        span=20,
    ),
    rule(
        "cord-pressed-by-cancer",
        "spine",
        "cancer|myeloma|metastas*|mets|prostate|tumour|secondaries|chemo|lymphoma",
        "legs|leg|walk|walking|feet|bladder|bowel ~ weak*|numb|wobbly|heavy|tingl*|cannot|give|giving|buckl*|jelly|unsteady|lost\nback ~ band|severe|worse|night|weak*|legs",
        "back|spine|legs|band",
        unless=LONG + "\nfatigue\nscreening",
        span=25,
    ),
    rule(
        "muscles-failing",
        "spine",
        "weak*|weakness|tingl*|numb*|heavy|floppy|paralys*|jelly|rubber|droop*",
        "started|began .. feet|toes|legs ~ now|hands|arms|knees|face\nspreading|climbing|moving|rising|creeping|started+in+feet|up+legs|going+up|worse ~ legs|feet|arms|hands|knees|thighs|days|toes|face|eyelids|swallow|breath*\nmyasthenia|guillain|gbs|polio|tick|botulism",
        "hands|arms|walk|stand|breath*|swallow|each|days|today|yesterday|now|stairs|arms|hands|head+up|cough|speech|voice|choking|legs",
        unless="years|months|known|gradually\nsmall+fibre|neuropathy|sciatica|carpal",
        span=30,
    ),
    rule(
        "fainted-on-effort",
        "heart",
        "passed+out|fainted|collapsed|blacked+out|blackout|dropped|keeled|unconscious|went+down",
        "running|run|ran|sprint*|football|soccer|rugby|basketball|training|practice|match|race|gym|swim*|pitch|treadmill|cycling|exercise|exercising|playing|pe|field|hockey|jog*|netball|tennis|mid|spin+class",
        unless=LONG + "\npanic\nheadbutt",
        span=20,
        hears=Light.RESOLVED,
    ),
    rule(
        "fainted-with-warning",
        "heart",
        "fainted|collapsed|blackout|passed+out|keeled",
        "without+warning|no+warning|sitting|lying|family+history|died+suddenly|brother+died|driving|wheel|palpitations|racing|chest|woke+on+floor|injur*|3+times|again|pregnant|bleeding|black+poo|#old_person|third+time|second+time",
        unless=LONG + "\nblood+test|needle*|vaccin*|standing+up",
        span=20,
    ),
    rule(
        "diver-or-height",
        "breathing",
        "dive|diving|scuba|dived|ascent|surfaced|altitude|#metres|trek*|everest|kilimanjaro|base+camp|mountain|summit|ski|4000|4500|5000|3500|3800|4200",
        "joint|joints|elbow|shoulder|numb|tingl*|dizzy|chest|rash|weak*|legs|vision|breathless|breath*|cough*|confus*|stagger*|drunk|wobbly|headache|froth*|pink|stumbl*|vomit*|gurgl*|straight|paralys*|blood|blue",
        "scuba|ascent|surfaced|fast|metres|bends|tank|dive|diving|altitude|camp|summit|trek*|4000|4500|5000|3500|3800|4200|kilimanjaro|everest",
        unless=LONG + "\nplanning|train|insurance|next|before\ndive in|pool|shallow|diving+board ~ pool",
        span=25,
    ),
    rule(
        "high-pressure-or-ring",
        "limb",
        "paint+gun|grease+gun|pressure+washer|high+pressure|nail+gun|nailgun|hydraulic|injector|spray+gun|jet+wash\nring|hair|thread|cotton ~ stuck|wrapped|tight|round|tourniquet|wound|cannot|off ~ finger|toe|penis|willy",
        "finger|hand|thumb|foot|toe|knee|chest|head|leg|eye|arm|palm|penis|willy",
        "into|through|injected|hole|went|stuck|wrapped|tight|purple|blue|swollen|fired|shot|in|cannot|numb|black",
        unless="high+blood|blood+pressure|pressure+stockings|tyre",
        span=15,
    ),
    rule(
        "pierced",
        "bleeding",
        "nail|knife|glass|stick|pole|fence|rod|spike|stake|skewer|scissors|fork|screwdriver|wood|metal|branch|railing|arrow|dart|hook|shard|blade|chisel|drill|wire|pencil|chopstick|needle|javelin|railings|rebar|antler",
        "through|thru|into|in|stuck|embedded|sticking|impal*|pierc*|penetrat*|lodged|stabbed|went|jabbed|buried|skewered ~ knee|joint|chest|neck|stomach|eye|eyeball|eyelid|tongue|lip|penis|scalp|ear|nose|buttock|calf|ankle|elbow|palm|finger|thumb|toe|throat|back|thigh|groin|foot|hand|head|skull|mouth|palate|bottom|arm|wrist|leg|face|cheek|ribs|boot",
        unless="splinter|thorn|tiny|small\nfork+in+road|knitting|ingrown|nail+varnish\nsharp|stabbing|like .. knife|needle|needles|glass|knives|dart\nneedles|pins|acupuncture|feels\nmetal+taste|taste",
        span=14,
    ),
    rule(
        "stuck-inside",
        "swallowed",
        "bead|button|coin|lego|stone|pea|bean|magnet|battery|toy|bottle|vibrator|object|marble|peanut|seed|sponge|insect|bulb|tampon|earring|lolly|lollipop|pen+lid|crayon+lid|eraser|popcorn|sweetcorn|screw|nut|pebble|key|needle|pin|hairpin",
        "up|in|inside|down|stuck|lodged|swallow*|inhal*|breath*|shoved|pushed ~ nose|nostril|ear|bottom|rectum|throat|anus|windpipe|vagina|backside|airway|gullet|lung|chest",
        unless="cotton+bud|wax|hours+later+passed\nneedle+felt\nearring .. ear\ncame+out|passed",
        span=12,
    ),
    rule(
        "newborn-yellow",
        "baby",
        "{baby}|#young_baby|days+old|weeks+old|newborn|twins|preemie",
        "yellow|jaundice*|orange|bilirubin",
        "sleepy|drows*|feed*|wake|floppy|lethargic|latch*|hours+old|first+day|24|day+1|legs|feet|palms|soles|scream*|high+pitched|arch*|dark|pale|poo|eyes|spreading|suck*|milk|limp|hard",
        unless="poo .. yellow\nfeeding+well|gaining\nsnot|discharge|crust*|carrot*",
        span=25,
    ),
    rule(
        "newborn-unwell",
        "baby",
        "{baby}|#young_baby|newborn|days+old|weeks+old",
        "navel|bellybutton|cord|stump|umbilical ~ red|smell*|pus|bleed*|swollen|spreading|blood|hot\nwhimper*|moan*|inconsolable|screaming+for|will+not+stop+crying|shrill|high+pitched\nbruise*|bruising|handprint\ncold|hypotherm*|#cold_body ~ touch|hands+feet|feet|rectal|warm|temperature\nlump|swelling|bulge|hernia ~ groin|hard|purple|head|testic*\npauses|stops|stopped|forgets ~ breath*\nnot .. poo|passed|meconium ~ days|48|24|since|swollen|green|vomit*\nfit|jerk*|lip+smacking|cycling|twitch*|staring\nfell|dropped|rolled|landed ~ head|floor|tiles|bed|arms",
        unless="teeth*|colic ~ usual\nfell .. asleep\na cold|has+cold\ncord+blood",
        span=20,
    ),
    rule(
        "child-red-flags",
        "baby",
        "{small_child}|toddler|#child|months|she|he",
        """
        thirst*|drinking|weeing|urine|bedwetting|wetting .. loads|lots|constantly|gallons|again|nonstop ~ weight|thin|vomit*|breath*|sleepy|tired|fruity|tummy|stomach
        thirsty ~ weight|thin|vomit*|breath*|sleepy|drowsy
        limp|limping|weight|hobbling ~ fever|#fever|hot|temperature
        sick|vomit*|throws ~ every|across|projectile ~ feed*|room|weight|hungry|thin
        fever|#fever|temperature ~ days ~ eyes|lips|tongue|peel*|strawberry|hands
        scream* ~ knees|legs|pale|minutes|waves|bouts|intervals|every
        drawing|draws|pulling|pulls|curling .. knees|legs
        sunken|dry ~ eyes|mouth|tears|nappy
        drool*|dribbl* ~ swallow|breath*|fever|#fever|forward|noise|voice
        cannot|will+not|refus* .. walk|weight|move|bend ~ fever|#fever|leg|hip|neck|hot
        measles|chickenpox|chicken+pox ~ drows*|breath*|wobbly|confus*|stiff|spreading|hot|sleepy|fit
        whooping|bronchiolitis|croup|rsv ~ blue|stops|pauses|suck*|ribs|drink*|breath*|feed*|rest
        """,
        unless="years ago|teething\nplaying|happy|fine|well ~ eating|drinking",
        span=25,
    ),
    rule(
        "left-in-heat-or-cold",
        "heat",
        "locked|left|forgot|trapped|shut|stuck .. car|sauna|sun|van|conservatory|freezer ~ {small_child}|he|she|hot|baby|dad|mother|father\nhot|heat|heatstroke|overheated|sunstroke|boiling|41|40 ~ marathon|race|march|field|tent|site|roof|work*|football|training|heatwave|sun|greenhouse|kitchen|foundry",
        "hot|heat|sweat*|confus*|drows*|limp|vomit*|unconscious|cramps|staggering|collaps*|red|dry|rubbish|skin|head|sleepy|wobbly|cannot|windows|degrees|faint*|temperature|#high_fever",
        unless=LONG + "\nkeys|phone ~ locked|left\nheating",
        span=25,
    ),
    rule(
        "on-the-floor-long",
        "cold",
        "found|lying|lay|stuck|floor|fell|fallen|down",
        "floor|ground|bath|bathroom|carpet|stairs|garden",
        "all+night|overnight|hours|since+yesterday|all+day|since+last+night|days|cannot+get+up|cannot+stand|cannot+move|cold",
        unless=LONG + "\nsleep|slept|play*|tummy+time|pelvic+floor|exercise*\nshop+floor",
        span=20,
    ),
    rule(
        "hearing-lost",
        "illness",
        "hearing|deaf|ear|ears",
        "sudden*|overnight|woke|instant*|vanish*|morning|bang",
        "lost|gone|deaf|vanish*|cannot+hear|nothing|went",
        unless="years|months|wax|cold|flight|plane|aid|aids|music|concert|concussion\nwake|sleep",
        span=12,
    ),
    rule(
        "assaulted",
        "bleeding",
        "raped|rape|strangled|throttled|sexually+assaulted|stamped+on|headbutted|glassed|bottled",
        "bleeding|blood|hours|tonight|last+night|today|just|now|neck|voice|swallow|pain*|ago|morning|yesterday|faint*|dizzy|unconscious",
        unless="years|months|childhood",
        span=25,
    ),
    rule(
        "cold-inside",
        "cold",
        "#cold_body",
        "drunk|odd|slow|slurr*|confus*|sleepy|weak|shiver*|clumsy|feel|rectal|drows*|baby|old|lying|outside|wet",
        unless="thermometer .. broken|wrong|accurate\nalways",
    ),
    rule(
        "measured-badly",
        "illness",
        "#low_gcs\n#bad_lab\nnews|news2|mews|pews ~ 7|8|9|10|11|12|13\nlactate 4|5|6|7|8|9",
        unless="normal|range|mean|what+is",
    ),
    rule(
        "resuscitation-under-way",
        "not_breathing",
        "compressions|cpr|defib|aed|mouth+to+mouth|resuscitat*|rescue+breaths|chest+pumps",
        "doing|started|giving|now|collapsed|someone|ratio|him|her|how|he|she|pads|stop|continue|blue|breath*|tired|help",
        unless="course|class|training|train|certificate|learn*|dummy|mannequin|exam|guidelines|taught|dnr|dnacpr|advance",
    ),
    rule(
        "infection-deep",
        "sepsis",
        """
        back|spine ~ fever|#fever|rigors|chills ~ inject*|drugs|diabet*|severe|night|legs|cannot|tender|weak
        ear ~ behind|bone|mastoid ~ swollen|sticking|red|fever|#fever|pushed
        sinus|sinusitis ~ eye|forehead ~ swollen|bulg*|closed|puffy
        quinsy|abscess|tonsil* ~ open|swallow|voice|hot+potato|drool*|breath*|muffled|one+side
        tooth|dental|jaw|gum|wisdom ~ swollen|swelling|abscess ~ eye|neck|swallow|tongue|fever|#fever|breath*|closing|under|floor|open|spreading|shut
        mouth .. floor|under ~ swollen|swelling|hard
        contact+lens|lenses|lens ~ pain*|agony|white|vision|light ~ red|spot|worse|blur*|swimming|slept|severe|cloudy|vision
        rice+water ~ diarrhoea|poo
        tampon ~ fever|#fever|rash|vomit*|faint*|dizzy|peel*
        animal|cat|dog|human .. bite ~ red|swollen|pus|fever|#fever|spreading|streak*
        diabet* ~ foot|toe ~ black|smell*|pus|red|fever|#fever|spreading|ulcer|blister
        red|redness|swelling|line ~ pen|marker|drawn|line|past|spread* ~ hours|hour|past|beyond|fast|morning|fever|#fever|shiver*
        skin|blisters|leg|arm ~ dusky|purple|black|crackl* ~ pain*|fever|#fever|spreading|worse|smell*
        """,
        unless=LONG + "\nmild|eczema",
        span=25,
    ),
    rule(
        "eye-urgent",
        "eye",
        """
        eye|eyes|eyeball|cornea|eyelid ~ metal|grinder|shard|glass|wire|thorn|nail|hook|stick|twig|fork|knife|firework|bleach|acid|cement|plaster|lime|cleaner|glue|superglue|spray|ammonia|oven|chemical*|screw|drill|champagne|cork|squash|paintball|airsoft|elastic|bungee|pen|pencil|needle|claw|scratch* ~ see|vision|blur*|pain*|agony|open|stuck|blood|leak*|pupil|splash*|hit|went|flew|stings|burn*|cut|embedded|in|jelly|shape|poked|stabbed
        eye|eyes ~ chilli|chili|pepper|deep+heat|steam|sparks|weld*|arc|flash|vape|perfume|acid|sanitiser|sanitizer ~ open|see|burn*|agony|blur*|pain*
        eye ~ blood|bleed* ~ hit|punch*|ball|see|vision|coloured|colored|inside
        eye ~ operation|surgery|cataract|injection ~ pain*|worse|red|vision|pus|loss|blur*
        pupil|pupils ~ odd|misshapen|teardrop|bigger|uneven|unequal|different ~ headache|hit|eye|droop*|injury|fell
        """,
        unless="dust|eyelash|stye|onion|shampoo|optician\nyears|months|weeks",
        span=15,
    ),
    rule(
        "waters-and-birth",
        "pregnancy",
        "water|waters|membranes|amniotic|fluid ~ broke|broken|gone|went|popped|leaking|gush*|trickl*|break\nlabour|contractions|pushing|crowning|birth",
        "rope|loop|sausage|something ~ hanging|coming|out|down|feel|see\ngreen|brown|pea+soup|soup|meconium|poo|blood|bloody|red|pink|smell*|foul|cord|foot|feet|hand|bottom|breech|fever|#fever|early|moving|movement*|headache|strep|2+days|days|shoulders|stuck|head|bleeding|khaki|olive|mud|muddy|tea",
        unless="years|months|plan|birth+plan|urine|fish|tank\nblood+test|blood+group",
        span=20,
    ),
    rule(
        "clot-or-cold-limb",
        "limb",
        "leg|foot|arm|hand|toes|fingers|calf|feet",
        "white|pale|cold|blue|mottled|marble|ice|dusky|wax*|grey ~ cold|numb|pain*|pulse|feel|move|agony|sudden*|marble|ice|white|dead",
        "sudden*|nowhere|agony|excruciating|numb|pulse|feel|move|hour|hours|irregular|fibrillation|af|fracture|cast|bypass|one|right|left",
        unless="raynaud*|winter|weather|outside|years|months|both|snow|poor+circulation\nstairs",
        span=18,
    ),
    rule(
        "blood-lost-inside",
        "gut_bleed",
        "cirrhosis|varices|ulcer|thinners|warfarin|apixaban|rivaroxaban|liver|alcoholic|ibuprofen|naproxen|steroids|aspirin|polyp|colonoscopy|endoscopy|haemorrhoid*|aneurysm|haemophili*",
        "{bleed}|black|tarry|coffee|maroon|clots ~ vomit*|poo|toilet|bowl|sick|faint*|dizzy|cup|tar|motion|mouth|lots|pouring|head",
        unless="years|months|iron|prevent\ntest|pressure|sugar",
        span=25,
    ),
    rule(
        "liver-or-salt",
        "confusion",
        "cirrhosis|liver|hepatitis|dialysis|sodium|kidney+failure|calcium|potassium",
        "confus*|drows*|sleepy|flapping|muddled|swapped+day|hallucinat*|seizure|unrousable|vomit*|twitch*|rambling|weak",
        "confus*|drows*|sudden*|today|yesterday|now|since|flapping|tonight|seizure|rambling|morning",
        unless=LONG + "\nstage|scan|diagnosed|diet",
        span=25,
    ),
)
