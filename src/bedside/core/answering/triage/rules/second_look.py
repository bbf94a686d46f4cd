"""Further signs of what earlier files are about, asked last: children, heat and cold, infection, eyes, birth, limbs, bleeding.

After the public warning lists of the NHS and the RCPCH.
"""

from bedside.core.answering.triage.rule import rule
from bedside.core.answering.triage.rules.heart import VALUES
from bedside.core.answering.triage.rules.rare import LONG

RULES = (
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
    rule(
        "signs-and-values",
        "illness",
        """
        he|she|husband|wife|mother|father fainted
        coughing|coughed up blood
        coughing|coughed blood
        slurred speech
        severe stomach|abdominal pain
        cold and clammy
        breathless
        having|has seizure
        """,
        VALUES,
        unless=LONG + "\nusual|usually|normally|always\nclimb*|stairs|run|running|exercise|exercising",
        span=10,
    ),
)
