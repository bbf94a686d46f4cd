"""Emergencies of babies and small children.

After the public warning signs of the NHS "Is your baby or toddler seriously ill?", NICE fever in under fives (traffic
light) and the American Academy of Pediatrics.
"""

from bedside.core.answering.triage.rule import rule

RULES = (
    rule(
        "baby-fever",
        "baby",
        "#young_baby|newborn",
        "#fever|fever|temperature|hot|burning|38|39|40",
        unless="when+should|bath|room+temperature\n36|36.5|36.8|37|37.1|37.2|36.9\nnormal\nroom|weather|jab",
    ),
    rule(
        "baby-fever-months",
        "baby",
        "baby|newborn ~ 1|2|3 ~ months|weeks\n2|1 months ~ old\n#young_baby",
        "#fever|fever|temperature|hot|39|40|burning",
        unless="vaccin* ~ mild\n37|36|normal|no+fever",
    ),
    rule(
        "baby-floppy",
        "baby",
        "{baby}|months|weeks|toddler|son|daughter|child|#child|she|he",
        "floppy|limp|lethargic|rag+doll|ragdoll|lifeless|listless|unrousable|unresponsive\nhard|difficult|cannot|will+not|not .. wake|rouse|waking|wakes|awake\nwake|waking .. feed|feeds|properly\nblue|mottled|grey ~ lips|skin|face|pale|hands|going|turning|looks|gone|around|mouth\nsunken ~ eyes|spot|fontanelle|soft\nbulg* ~ spot|fontanelle|head|soft\ncry|crying|scream* ~ high|pitched|weird|weak|strange|odd|shrill|moan*|different|unusual\ngrunt*",
        unless="teenager|school\nall night|sleep through\ncolic|deaf|toy|doll+is",
        span=25,
    ),
    rule(
        "baby-not-feeding",
        "baby",
        "{baby}|weeks|months",
        "not|will+not|refus*|stopped|has+not|barely|hardly|no|nothing|cannot|does+not .. feed*|fed|milk|eat|suck*|bottle|latch*|drink*|breastfeed\nfeed* ~ refus*|poor*|stopped|half|less\n1|one|no|few|fewer|dry|2 .. nappy|wet|nappies\nnappy|nappies ~ dry|no|fewer|one|none|wet",
        "day|today|hours|since|sleepy|drows*|wet|nappy|fever|#fever|nappies|all|last|night|floppy|yesterday|hot|morning|breath*|#young_baby|weeks",
        unless="solids|weaning|gaining|rash|bottle+brand\nfeeding+well|fine|normally\nplenty|lots+of+wet|vegetables|toddler+picky|fussy+eater",
        span=30,
    ),
    rule(
        "baby-breathing",
        "breathing",
        "{child}|months|toddler|he|she|#child|weeks",
        "rib|ribs|throat|chest|tummy|stomach|neck|skin ~ suck*|sinking|pulling|drawn|retract*|caving|in|tugging|breath* ~ suck*|breath*|fast|in|each|hard\nretract*|recession\nbreathing ~ fast|rapid*|quick*|hard|grunt*|pauses|stopped|noisy|struggl*|weird|funny|stops|pausing|difficult*\nbreathless\ngrunt*|grunting\nnostrils|nose ~ flar*\ncannot .. breathing|catch\nstomach|belly breathing",
        unless="snuff*|blocked ~ nose\ntantrum\nsleep|asleep ~ normal\nribs ~ dinner",
        span=20,
    ),
    rule(
        "baby-green-vomit",
        "baby",
        "{baby}|weeks|newborn|child|son|daughter|months",
        "vomit*|sick|spit*|bring* ~ green|bile|bilious|yellow|blood|projectile\ngreen ~ vomit*|bile|stuff|sick",
        "green|bilious|bile|blood|yellow ~ vomit*|sick|stuff|throw*|bright|dark\nprojectile ~ feed*|every|weeks|hungry|after",
        unless="snot|nose|poo|phlegm",
        span=20,
    ),
    rule(
        "child-intussusception",
        "baby",
        "{child}|months|toddler",
        "jelly|redcurrant|currant\npulls|pulling|drawing|draws .. legs|knees ~ scream*|cry*|pale|vomit*",
        "poo|blood|nappy|scream*|cry*|vomit*|pale|stool|jelly|red",
        unless="teeth*",
    ),
    rule(
        "child-fever-ill",
        "baby",
        "{child}|toddler|he|she|months|#child",
        "#high_fever|#fever|fever|hot|temperature",
        "floppy|limp|drows*|lethargic|stiff|rash ~ fade|purple|glass|neck|wake|floppy|drows*|cannot|not|hard|blotchy|mottled|limp|unresponsive|confus*|dark|spots\nseizure|unresponsive|mottled\ncold .. hands|feet\nwill+not|cannot|hard|not .. wake|drink|rouse|walk|stand\nbreathless\nhallucinat*|delirious|nonsense|rambling",
        unless="playing|drinking+well|plenty",
        span=30,
    ),
    rule(
        "child-dry",
        "baby",
        "{child}|toddler|#child|months|baby|she|he",
        "no|not|without|only|few|fewer .. wet|nappy|urine|nappies|tears",
        "{sick}|diarrhoea|sunken|drows*|sleepy|hours|wake|floppy|day|dry|lethargic|fever|#fever|tears",
        unless="plenty|potty|training|trained|bed+wetting|bedwetting",
        span=30,
    ),
    rule(
        "child-limp-joint",
        "baby",
        "{child}|toddler",
        "walk|weight|leg|hip ~ not|cannot|refus*|will+not",
        "fever|#fever|hot|swollen|joint",
    ),
    rule("shaken-child", "baby", "shook|shaken|dropped .. baby|newborn"),
)
