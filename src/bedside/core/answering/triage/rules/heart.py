"""Emergencies of heart and great vessels: heart attack, dissection, dangerous rhythm, collapse, very high pressure.

After the public warning lists of NHS 111, the American Heart Association and MedlinePlus.
"""

from bedside.core.answering.triage.message import Light
from bedside.core.answering.triage.rule import rule

CHEST_PAIN = """
{chest} ~ {pain}
{chest} ~ {heavy}
{heart} ~ pain|pains|hurts|hurting|aching|aches|squeez*|tight*|crush*|stabbing|burning|pressure
angina
"""
HEART_COMPANY = """
arm|arms|jaw|shoulder|shoulders|neck|elbow|teeth|throat
shoulder blades|blade
radiat*|spread*|travel*|shoot* .. back|arm|arms|down|neck
through .. back
{sweat}
{breathless}
cannot .. {breathing}
cannot .. air
catch .. breath
nausea
sick|vomiting|vomited|vomit
{faint}
grey|pale|ashen|blue
doom
going .. die
dying
numb
fluttering|palpitations|racing|pounding|fuzzy|tingl*|elbow|fingers
unconscious
"""
VALUES = "pulse|pressure|spo2|saturation|saturations|ecg|heart+rate|vitals|obs"
"""What somebody asks for who stands beside a monitor and tells what they see in a word or two."""
BENIGN_CHEST = """
cough*|sneez* ~ chest
press|touch|poke|push ~ chest|on|it
muscle|pulled|gym|ups|bench|costochondritis|heartburn|reflux|indigestion ~ chest|sore|ache
anxiety|anxious
years
"""
GONE = "gone|went|settled|eased|passed|better ~ pain|pains|chest\n"

RULES = (
    rule("heart-chest-pain-and-signs", "heart", CHEST_PAIN, HEART_COMPANY, span=40),
    rule(
        "heart-pressing-chest",
        "heart",
        """
        {chest} ~ crush*|squeez*|elephant|vice|vise|clamp*|anvil|squash*|gripp*|brick|bricks|strap|belt|sitting|standing|stamp*|kneel*|concrete|ton|fist|knot|stood|sat
        {chest} ~ tight* ~ band|belt
        {chest} ~ pressure|heaviness|weight
        band|weight|elephant|pressure .. {chest}
        grabb*|clutch*|holding|clasp* .. {chest}
        """,
    ),
    rule(
        "heart-chest-pain-now",
        "heart",
        """
        {chest} ~ {pain} ~ {severe}
        {chest} ~ {pain} ~ {sudden}
        {chest} ~ {pain} ~ now|started|minutes|hours|hour|today|tonight|morning|constant|rest|away|going|stop|stopped|worse|worsening|current*|since|walking|walk|stairs|exert*|active
        {chest} ~ tight* ~ now|started|minutes|worse|sudden*|today|tonight
        {chest} ~ pain|pains ~ i|he|she|husband|wife|mother|father|grandfather|grandmother|my
        """,
        unless=BENIGN_CHEST,
    ),
    rule(
        "heart-chest-hurts",
        "heart",
        """
        {chest} ~ pain|pains|hurts|hurting ~ his|her
        my chest hurts|hurting
        mother|father|husband|wife|grandmother|grandfather chest ~ hurts|hurting
        """,
        unless=BENIGN_CHEST + GONE,
    ),
    rule(
        "heart-chest-pain-and-values",
        "heart",
        "chest pain|pains|hurts|hurting",
        VALUES,
        unless=BENIGN_CHEST + GONE,
        span=12,
    ),
    rule(
        "heart-without-chest-pain",
        "heart",
        """
        jaw|teeth ~ {pain}
        jaw|teeth ~ odd|weird|tight*|numb|funny|strange|heavy
        shoulder blades|blade
        left arm ~ {pain}
        left arm ~ heavy|weak|numb|tingl*|funny|weird
        upper back ~ {pain}
        upper back ~ pressure|tight*|heavy
        arms ~ heavy|ache|aching|pain
        stomach|indigestion|heartburn ~ pressure|severe|terrible|never
        doom
        terrible ~ about happen
        going|about .. die
        """,
        """
        {sweat}
        {breathless}
        cannot .. {breathing}
        nausea
        vomiting|vomited
        fainted|fainting|dizzy
        grey|ashen
        """,
        unless="tooth|toothache|dentist\nexam|interview",
        span=30,
    ),
    rule(
        "heart-breathless-and-sweating",
        "heart",
        "breathless\ncannot .. breath|air|breathing",
        "{sweat}",
        "grey|pale|ashen|doom|diabetic|sudden*|faint*|terrible|nausea|dizzy|scared|die",
        span=25,
    ),
    rule(
        "heart-named",
        "heart",
        """
        having|has|have|be|think|is|it .. heart_attack
        having|had .. heart_attack ~ now|today|minutes|just|tonight|help
        heart_attack help|now
        heart stopped
        """,
        unless="heart_attack ~ last|ago|history|years|after|since|previous",
    ),
    rule(
        "heart-spray-fails",
        "heart",
        "gtn|nitro|nitroglycerin*|nitrolingual|spray ~ angina|chest|heart|times|pain",
        "not .. going|helping|help|working|easing|work|touching|gone|relief\nstill|without|nothing|no",
    ),
    rule(
        "dissection",
        "heart",
        "tearing|ripping|torn|ripped|ripp*\nbetween shoulder blades",
        "{pain}",
        "back|chest|shoulder|blades|stomach",
        "sudden*|worst|severe|terrible|tearing|ripping|excruciat*|agony",
        span=15,
    ),
    rule(
        "aneurysm",
        "heart",
        "stomach|back|flank ~ {pain}\naneurysm\npulsating|pulsing|throbbing .. stomach|lump",
        "faint*|grey|pale|collaps*|clammy|sweating|cold\npulsat*|pulsing",
        "sudden*|severe|worst|terrible|agony|aneurysm|back",
        span=25,
    ),
    rule("rhythm-measured", "heart", "#fast_heart"),
    rule(
        "rhythm-slow",
        "heart",
        "#slow_heart",
        "{faint}\nblacking|fainted\n{breathless}\nconfused|grey|pale|chest|weak|tired",
        unless="marathon*|athlete|fit",
    ),
    rule(
        "rhythm-with-signs",
        "heart",
        "heart|pulse|heartbeat ~ racing|pounding|fluttering|flutter*|irregular*|skipping|jumping|flipping|fast|thumping|beating\npalpitations",
        "fainted|fainting|breathless|chest|collaps*|clammy|sweating\nblack|blacked .. out\ncannot .. breath|breathing|stand\ndizzy|weak",
        unless="anxiety|panic|coffee|caffeine|stand+up",
        span=25,
    ),
    rule(
        "faint-on-effort",
        "heart",
        "fainted|collapsed",
        "running|exercis*|football|swimming|sprint*|race|training|gym|pitch|chest|palpitations|blue|pregnant",
        span=20,
    ),
    rule(
        "faint-again",
        "heart",
        "keep|keeps|kept|twice|times|repeatedly|3 ~ faint*|fainting|fainted|collapsing|collaps*",
        unless="feel faint",
    ),
    rule(
        "pressure-low",
        "heart",
        "#low_pressure",
        "pale|clammy|drowsy|faint*|dizzy|confused|cold|weak|grey|sweating|unwell|sepsis|infection|bleeding|fever|sleepy|vomit*|pain|breathless|{confused}|{drowsy}",
    ),
    rule(
        "pressure-severe",
        "heart",
        "#severe_pressure",
        "head|headache|vision|blur*|chest|breathless|confused|weak|numb|vomit*|nausea|dizzy|speech|nosebleed|pregnant|pain|eyes|seeing|sick|nose",
    ),
    rule(
        "pink-froth",
        "breathing",
        "pink|frothy|foam*|froth ~ cough*|spit*|phlegm|sputum\ncannot .. lie flat ~ breath*|gasp*|cough*\ngasp* ~ woke|wakes",
    ),
    rule(
        "dialysis-missed",
        "heart",
        "miss*|skip* ~ dialysis\npotassium #many_pills\npotassium 6.5|6.6|6.7|6.8|6.9|7|7.1|7.2|7.5|8",
        "weak|heart|breath*|swollen|chest|flutter*|palpitations|confus*|dizzy|potassium",
    ),
    rule(
        "implant-shocks",
        "heart",
        "defibrillator|icd|pacemaker ~ shock*|fired|going|zapp*|beeping|stopped",
        "shock*|times|twice|again|chest|faint*|dizzy|stopped|keeps",
    ),
    rule(
        "dying-now",
        "heart",
        "i am dying|going .. die\nthink .. i am dying\nfeel* .. dying|die\nthink .. dying",
        "{pain}\n{chest}\n{breathless}\nheart|racing|numb|bleeding|collaps*|vomit*|fever|infected|sweating|dizzy",
        hears=Light.FEAR,
        unless="panic|anxiety ~ years|always|usual",
        span=30,
    ),
)
