"""Rarer emergencies that a list of common ones leaves out: glands, blood, pelvis, nerves, faints, depth, height, things stuck.

After the public warning lists of the NHS, the Sickle Cell Society, the Addison's Disease Self-Help Group and DAN
(divers).
"""

from bedside.core.answering.triage.message import Light
from bedside.core.answering.triage.rule import rule

LONG = "years|months|chronic"
"""What has lasted is another matter."""

RULES = (
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
        "headache|temple|temples|scalp|head",
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
)
