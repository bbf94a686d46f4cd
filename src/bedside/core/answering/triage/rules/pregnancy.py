"""Emergencies of pregnancy, birth and the weeks after.

After the public warning signs of the CDC "Hear Her" campaign, ACOG, the NHS and Tommy's.
"""

from bedside.core.answering.triage.rule import rule

PREGNANT = """
pregnan*|expecting|weeks|#weeks|trimester|miscarr*|labour|labor|contraction*|ectopic|implantation|due
missed .. period
positive .. test
period .. late|missed
"""
SURELY_PREGNANT = """
pregnan*|expecting|trimester|labour|labor|contractions|midwife|bump|gestation|unborn|#weeks
#weeks ~ baby|pregnant|bleeding|waters|kicks|contractions|i am
i am|at #weeks
"""

RULES = (
    rule(
        "pregnancy-bleeding",
        "pregnancy",
        PREGNANT,
        "{bleed} ~ {lots}\n{bleed} ~ bright|red|fresh|pain*|cramp*|dizzy|faint*|clots|shoulder|stomach|leg|legs|clot\nbleeding|hemorrhage",
        "pregnan*|#weeks|trimester|ectopic|miscarr*|labour|expecting|test|late",
        unless="nose|nosebleed|gums|postpartum|piles\nmiscarr* .. ovulate|ago|last|years|after\nspotting ~ light|brown",
        span=30,
    ),
    rule(
        "ectopic",
        "pregnancy",
        "pregnan*\npositive .. test\nectopic\nlate|missed .. period\nperiod .. late|missed\ncoil|iud ~ pregnant|late",
        "one side ~ {pain}\nside|stomach|pelvi*|low|lower ~ {pain} ~ severe|sharp|sudden*|one|side|stabbing|terrible|bad|faint*|agony|worst\nshoulder\nfaint*|fainted|fainting|collaps*|dizzy",
        "pain*|cramp*|hurts|sharp|bleed*|shoulder|agony|stabbing|ache",
        unless="ectopic .. ago|years|last|before\nround ligament\nmonths ago\nmorning sickness",
        span=30,
    ),
    rule(
        "pre-eclampsia",
        "pregnancy",
        SURELY_PREGNANT + "postpartum|birth|delivered|gave .. birth\nhad .. baby",
        "headache|head ~ pounding|bad|severe|terrible|splitting|awful|worst|vision|seeing|flashing|blur*|swollen|puff*|pressure|#high_pressure|spots|lights|stars|paracetamol|away|hands\nseeing|flashing|blur*|spots|stars|sparkles ~ lights|vision|spots|stars|eyes|headache|flashing|seeing\nribs|rib ~ pain*|hurts|severe|under\n#high_pressure\n#severe_pressure\nswollen|puff*|swelling ~ face|hands|sudden*|eyes ~ sudden*|headache|vision|pressure|overnight|face\nseizure",
        unless="#weeks .. ago",
        span=35,
    ),
    rule(
        "cord-prolapse",
        "pregnancy",
        "cord ~ hanging|out|feel|vagina|see|down|coming|between|there|something\nwaters ~ cord\ncord prolapse",
        "cord",
        unless="spinal|blind|vocal|clamp|phone|stump|cord+blood",
    ),
    rule(
        "waters-coloured",
        "pregnancy",
        "waters|water|fluid|liquor|meconium ~ broke|broken|gone|green*|brown*|breaking|break|leaking|gush*|went|poo",
        "green*|brown*|smell*|blood*|red|meconium|fever|#fever|early|preterm|pink|24|25|26|27|28|29|30|31|32|33|34|35|36|poo|cord|movement*|moving",
        unless="urine|fish+tank|river|tap|drink",
        span=20,
    ),
    rule(
        "movement-less",
        "pregnancy",
        "only|just|few|barely|hardly|faint .. wiggle*|kicks|flutters|movements|rolls ~ today|usually|normally|since|yesterday|morning\nbump|baby|kicks|kicking|movement|movements ~ nothing|none\nbump|baby|kicks|movement|movements ~ less|stopped|fewer|reduced|quiet ~ mov*|kick*|movement|movements|kicks\nnot|no|hardly|barely|cannot .. felt|feel .. baby|him|her|kick*|mov*\nnot|no|less|reduced|fewer|hardly|barely|stopped|cannot .. kick*|movement|movements|moving|moved|move ~ baby|belly|bump|stomach|womb|unborn|inside|foetal|fetal",
        "pregnan*|#weeks|bump|womb|trimester|midwife|kick*|unborn|foetal|fetal|weeks",
        unless="#weeks old\nbowel",
        span=25,
    ),
    rule(
        "labour-early",
        "pregnancy",
        "contraction*|labour|labor|waters|tighten*|cramp*|pains",
        "#weeks|preterm|premature|early ~ contraction*|labour|labor|waters|broke|minutes|every|tighten*|pregnant|regular|early|cramps",
        "every|minutes|regular|broke|24|25|26|27|28|29|30|31|32|33|34|35|36|premature|preterm|early|blood",
        unless="37|38|39|40|41|42|braxton",
        span=25,
    ),
    rule(
        "birth-now",
        "pregnancy",
        "head|baby|feet|foot|bottom|leg ~ coming|crowning|see|out|crowned|stuck|sticking ~ now|see|push*|contraction*|labour|crowning|taxi|car|traffic|help|wife|vagina|breech|shoulders|born|fast|legs\ncrowning\nsticking|hanging|poking .. out ~ foot|feet|hand|arm|bottom|leg|cord\nurge|need* .. push\nbaby .. coming .. now|fast|help\ngiving birth ~ now|help|car|home\ngave .. birth ~ car|home|toilet|bathroom|cord|alone|just\nborn ~ just|car|toilet|home ~ now|cord|placenta|breath*|blue|help",
        unless="teeth|tooth|gums|rash|cold|crib|fence|bone|knife|nail|glass|splinter|needle|wire|hook|metal|screw\npush ~ chest|hernia|ups\nbaby .. coming .. may|june|soon|home",
    ),
    rule(
        "placenta-abruption",
        "pregnancy",
        SURELY_PREGNANT,
        "stomach|bump|uterus|womb|belly ~ hard|rigid|constant|severe|tight|agony|sudden*",
        "pain*|agony|constant|bleed*|rigid|board|wood|sudden*|fell|crash|car|hit|kicked|punched",
        unless="braxton",
        span=20,
    ),
    rule(
        "pregnancy-danger",
        "pregnancy",
        SURELY_PREGNANT,
        "seizure|unconscious|fainted|collapsed\nbreathless\nchest ~ {pain}|tight*\nfell|crash|kicked|punched|hit|accident ~ stomach|stairs|car|bump|belly|hard|bad\n#fever|fever\nvomit* ~ keep|down|days|nothing|urine|water\n{pain} ~ severe|unbearable|worst|agony|excruciating|sudden*\nitch* ~ hands|feet|palms|soles",
        unless="hay fever|mild\nheartburn|sickness ~ mornings\ncold|vaccin*\n#weeks .. ago",
        span=25,
    ),
    rule(
        "after-birth-bleeding",
        "pregnancy",
        "birth|delivered|postpartum|partum|c+section|caesarean|cesarean|baby|born|placenta|labour|miscarr*|abortion|section|delivery",
        "{bleed} ~ {lots}\n{bleed} ~ soak*|pad|clot|clots|gush*|pouring|faint*|dizzy|hour\npads|pad ~ soak*|hour|fill*",
        "pad|pads|clots|clot|hour|gush*|pouring|faint*|dizzy|soak*|heavy|heavily|blood|lots|bleeding",
        unless="years|nose|nappy|circumcis*|gums",
        span=30,
    ),
    rule(
        "after-birth-ill",
        "pregnancy",
        "birth|delivered|postpartum|partum|c+section|caesarean|cesarean|section|placenta|had .. baby\nafter .. miscarriage|abortion|delivery",
        "#fever|fever|shiver*|rigors|chills|headache ~ #fever|smell*|shiver*|discharge|stomach|severe|worst|vision|shaking|rigors|womb|wound|breast|breath*|chills\nbreathless|chest\ncalf ~ swollen|pain*|red\nshiver*|shaking",
        unless="years|months|baby .. fever|#fever",
        span=30,
    ),
    rule(
        "bleeding-vaginal",
        "bleeding",
        "vagina*|period|pad|pads|tampon*|menstrua*|down|womb|miscarr*",
        "soak*|flood*|fill*|gush*|clots|pouring|changing|changed|through ~ pad|pads|tampon*|hour|minutes|hourly|blood|towel|size",
        "faint*|dizzy|hour|minutes|pale|weak|breathless|clots|gush*|hourly|2|3|4|heart|collaps*|pouring",
        unless="every+period|usual|gums|nose|years",
        span=20,
    ),
)
