"""Emergencies of the belly: bleeding from above or below, hard abdomen, appendix, blockage, twisted and stuck things.

After the public warning lists of NHS 111 and MedlinePlus.
"""

from bedside.core.answering.triage.rule import rule

BELLY_PAIN = """
stomach|bellybutton|navel|ribs ~ {pain}
stomach ~ agony|cramp*|excruciating|killing|hard|rigid|swollen|tight
"""

RULES = (
    rule(
        "vomiting-blood",
        "gut_bleed",
        """
        {vomit}|vomits|sick|vom|throwing|hiccup*|burp*|retch*|dribbl*|drool* ~ blood|bloody|coffee|red|black
        spit*|cough* ~ blood ~ lots|stomach|clots|cup
        coffee+grounds|ground|granules
        blood ~ vomit
        """,
        unless="no blood\nbeetroot|wine|cordial|juice ~ red\nfood dye|nosebleed ~ streak\nblack coffee",
    ),
    rule(
        "tarry-stool",
        "gut_bleed",
        "poo|diarrhoea|movement|movements ~ black|tarry|tar|maroon ~ sticky|tarry|tar|smell*|faint*|dizzy|weak|ibuprofen|aspirin|warfarin|naproxen|thinners|since|jet|loose|breathless|pale|pain|blood|days|pale|runny|melena\nmelena|melaena|tarry\npoo|diarrhoea ~ tar|tarry|maroon\nblack tar",
        unless="iron|pepto|bismuth|liquorice|licorice|charcoal|guinness|blueberries",
    ),
    rule(
        "rectal-bleeding",
        "gut_bleed",
        "bottom|rectum|rectal|passage|anus|poo|toilet|behind|bowel|diarrhoea|toilet ~ {bleed}",
        "{lots}|faint*|dizzy|dark|collaps*|loads|full|maroon|weak|pale|filled|clammy|thinners|warfarin|breathless|pouring",
        unless="few|spot|spots|streak|smear|wipe|paper\nurine",
        span=20,
    ),
    rule(
        "belly-rigid",
        "belly",
        "stomach ~ rigid|rock|hard|board|solid|stiff|wood ~ {pain}|agony|touch*|move|fever|#fever|cannot|vomit*|cramp*|severe\nrock hard\npain* ~ move|moving|still ~ stomach ~ severe|agony|terrible|cannot",
        "stomach",
        unless="constipat*\nabs|pregnan*",
    ),
    rule(
        "belly-severe",
        "belly",
        BELLY_PAIN,
        """
        stomach|side|flank|ribs ~ pain*|hurts|hurting|ache ~ severe|agony|worst|unbearabl*|excruciating|intense|doubled|screaming|sudden*|horrific|stand|walk|crying|writhing|killing|terribl*|awful|scream*|floor|cannot|tearing|extreme
        stomach ~ agony|excruciating|screaming|writhing|agonis*|agoniz*
        doubled over|up
        """,
        """
        {sick}|fever|#fever|faint*|sweating|collaps*|pale|grey|cannot|move|swollen|hard|rigid|bloated|blood|touch|hours|shoulder|back|pregnant|worse|dizzy|stand|getting|sudden*|straight|minutes|hour|clammy|yellow|help|floor|now|tonight|today|morning
        """,
        unless="period+pain|cramps|periods\nmonths\nibs",
        span=30,
    ),
    rule(
        "appendicitis",
        "belly",
        """
        bellybutton|navel|button|middle|around|centre|center ~ right|lower|moved|shifted|corner
        right ~ side|lower|bottom|low ~ {pain}
        appendix|appendicitis
        """,
        """
        fever|#fever|vomit*|sick|nausea|eat|jump*|cough*|walk*|worse|let|press|moved|shifted|hop|bump*|touch|hot|straight|severe|appetite|stand
        """,
        """
        pain*|hurts|hurting|ache*|sore|tender|agony|appendi*
        """,
        unless="appendix .. out|removed ~ child|years\nmonths|years|chest+pain|headache|toe|knee|ankle|shoulder|dentist\nappend* .. removed",
        span=25,
    ),
    rule(
        "obstruction",
        "belly",
        "no|not|cannot|stopped|without .. poo|wind|fart|gas|bowel|farting ~ days|day|pass*|wind|since|gas|hours",
        "vomit*|blown|swollen|bloat*|distend*|hard|drum|brown|green|balloon",
        "vomit*|pain*|agony|cramp*|drum|brown|green|swollen|distend*|severe",
        unless="baby fine",
        span=25,
    ),
    rule(
        "vomiting-brown",
        "belly",
        "vomit*|sick ~ brown|faecal|fecal|green|bile ~ swollen|blown|days|pain*|stomach|constipat*|smell*\nvomit*|sick ~ smell*|like|taste*|looks ~ poo",
    ),
    rule(
        "hernia-stuck",
        "belly",
        "hernia|lump ~ groin|hernia|bellybutton|scar",
        "hard|stuck|purple|red|push|vomit*|agony|sudden*|back|painful|tender",
        "vomit*|agony|cannot|not|pain*|sick|severe|purple",
        unless="lipoma|months ago surgery",
    ),
    rule(
        "gallbladder-pancreas",
        "belly",
        "stomach|ribs|side ~ {pain} ~ back|shoulder|through|fever|#fever|yellow|vomit*",
        "severe|fever|#fever|vomit*|yellow|worst|unbearable|agony|cannot|stop|shiver*|sweating",
        unless="period|months|muscle",
        span=20,
    ),
    rule(
        "kidney-infected",
        "belly",
        "kidney|flank|side|back|loin|stone|stones ~ {pain}",
        "fever|#fever|shiver*|rigors|chills|shaking",
        "vomit*|urine|shiver*|rigors|shaking|stone*|confus*|pregnant|uti|pee|weak|kidney",
        unless="flu|muscle",
        span=25,
    ),
    rule(
        "swallowed-stuck",
        "belly",
        "bone|food|meat|steak|pill|coin|chicken|bread|lump ~ wedged|stuck|lodged ~ water|down|throat|chest|gullet|swallow|neck\nswallow* ~ bone|glass|needle|pin|screw|nail|coin|blade|razor|toothpick|knife|key|denture*|safety|sharp|earring",
        "cannot|saliva|spit|drool*|blood|pain*|vomit*|breath*|chest|sharp|glass|needle|pin|blade|razor|screw|nail|open|safety|swallow|{child}|i|he|she",
        unless="fine since\nsmoothly",
        span=20,
    ),
)
