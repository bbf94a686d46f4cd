"""Small signs that add up: a message that fulfils no rule is an emergency when enough of them come together.

Idea: people find words no rule foresaw, but seldom for everything at once. When it fails: a single unforeseen sign alone.
Weights were set by hand and checked on the development set. Source: the same public warning lists as the rules.
"""

from bedside.core.answering.triage.rule import Rule, rule

THRESHOLD = 3
STRONG = 2
"""The sum from which signs are met as an emergency, and the weight that one of them at least must have."""


def _sign(name: str, cues: str) -> Rule:
    return rule(f"sign-{name}", "illness", cues)


SIGNS: tuple[tuple[int, Rule], ...] = (
    (
        2,
        _sign(
            "senses-failing",
            """
            {drowsy}
            {confused}
            not|cannot|barely|hardly|stopped|no|never .. wake|awake|rouse|respond*|answer*|move|moving|moves|react*|talk|talking|speak|stand|sit|walk|see|recogni*|swallow|hear
            {speech} ~ {slur}
            staring|blank|vacant|glazed|unfocused|lifeless|out+of+it|not+himself|not+herself|not+right|acting+weird|acting+strange|acting+drunk|fading|spaced
            collaps*|fainted|unconscious|unresponsive|slumped|dropped|keeled
            seizure|jerk*|twitch*|convuls*|stiff|rigid
            vision|sight|eyesight ~ half|gone|lost|vanish*|blur*|black|dark|cannot|double|went|losing
            """,
        ),
    ),
    (
        2,
        _sign(
            "breath-failing",
            """
            cannot|not|barely|hardly|struggl*|trouble|hard|difficult*|fight* .. {breathing}|air
            {breathless}
            gasp*|wheez*|chok*|suffocat*|grunt*|pant*|gurgl*|rattl*|rasp*
            {breathing} ~ fast|heavy|shallow|noisy|hurts|weird|funny|quick*|rapid*|hard|worse|slow|stop*|bad|irregular|laboured|labored|good
            blue|purple|bluish ~ lips|face|mouth|around|skin|nails|he|she|baby|turn*|gone|went|is
            """,
        ),
    ),
    (
        2,
        _sign(
            "one-side-or-face",
            """
            {arm} ~ hangs|hang|hanging|falling|falls|drop*|lift|raise|dead|useless|weak|numb|gone|fuzzy|limp|paralys*|paralyz*|drag*|cannot
            face|mouth|smile|grin|eye|lip|lips|cheek ~ crooked|side|droop*|down|fall|fell|twisted|lopsided|uneven|closing|dribbl*|missing|pulled|slack|wonky
            one|left|right .. side|half ~ numb|weak|gone|dead|face|body|vision|feel|move|fall|down|tingl*
            """,
        ),
    ),
    (
        2,
        _sign(
            "chest",
            """
            {heart}|upper+body ~ {pain}|{heavy}|standing|sitting|stamping|odd|weird|funny|wrong|bursting|exploding|burning|flutter*|racing|pounding|hammering
            """,
        ),
    ),
    (
        2,
        _sign(
            "blood",
            """
            {bleed} ~ {lots}|shooting|filling|fills|filled|losing|lost|bowl|dripping|running|puking|coughing|spit*|keeps|again|constant*|hours|fresh|red|dark
            losing|lost .. blood
            blood .. vomit|poo|urine|sick|mouth|eyes|ear|ears|cough*
            {bleed} ~ pregnan*|thinners|warfarin|head|internal*
            """,
        ),
    ),
    (
        2,
        _sign(
            "worst-pain",
            """
            agony|excruciat*|unbearabl*|screaming|worst|agonis*|agoniz*|horrendous|intolerable|10/10|indescribable|insane|doubled|curled|writhing
            {pain} ~ {severe}
            {pain} ~ so|that ~ bad|much ~ cannot|stand|walk|move|breathe|cry*
            crying|cries|scream* ~ pain
            """,
        ),
    ),
    (
        2,
        _sign(
            "swelling-above",
            """
            {throat} ~ {swell}
            hives|welts ~ all|everywhere|spread*|body|over
            """,
        ),
    ),
    (
        2,
        _sign(
            "blow",
            """
            stabbed|gunshot|shot|impaled|electrocut*|drown*|hanged|crushed|run+over|trapped|amputat*|severed|mauled|scald*|burnt|explosion|exploded|mangled|thrown+from|pinned|socket|lightning
            crash*|flipped|rolled|overturned|collision|fell|fallen|knocked+down|thrown|landed|hit ~ car|bike|motorbike|roof|ladder|stairs|height|horse|head|truck|van|train|tree|scaffold*|window|balcony
            snake|scorpion|viper|jellyfish|spider ~ bit|bite|bitten|stung|sting
            """,
        ),
    ),
    (
        2,
        _sign(
            "young-baby-ill",
            """
            {baby} ~ #fever|fever|hot|limp|floppy|pale|blue|grey|feed*|eat|drink|vomit*|green|breath*|rash|cold|sleepy|wake|scream*|cry*|nappy|jerk*|shak*|stiff|weak|quiet
            """,
        ),
    ),
    (
        3,
        _sign(
            "swallowed-something",
            """
            {ingest} ~ {severe_toxic}
            overdos* ~ accident*|mistake|child|today|just|hour|he|she|friend|took|taken|heroin|insulin
            accident*|mistake|wrong ~ took|taken|swallowed|drank|injected|gave|given|ate
            {child}|toddler ~ swallowed|swallow|drank|licked|chewed|sucked|inhaled|stuffed|nose ~ {toxic}|{pills}|coin|button|bead|cell|object|plant
            spiked|drugged|poisoned
            """,
        ),
    ),
    (
        1,
        _sign(
            "sudden",
            "sudden*|instant*|nowhere|abrupt*|out+of+blue|all+at+once|just+now|just+started|minutes|hour|hours|ago|now|right+now|woke|this+morning|tonight|today",
        ),
    ),
    (
        1,
        _sign(
            "getting-worse",
            "worse|worsening|worst|spreading|spread*|getting+bigger|fast|quickly|rapidly|will+not+stop|not+stopping|does+not+stop|keeps|constant|nothing+helps|not+going|not+working",
        ),
    ),
    (1, _sign("vomiting", "{vomit}\nnausea")),
    (1, _sign("fever", "{fever}\n#fever")),
    (1, _sign("high-fever", "#high_fever|rigors|rigor|shivering|shaking")),
    (
        1,
        _sign(
            "faint",
            "faint*|dizzy|weak|unsteady|wobbly|black+out|going+out|pass+out|stars|lightheaded|going+to+collapse",
        ),
    ),
    (1, _sign("sweat-or-pale", "{sweat}\n{pale}\nawful|dreadful|terrible ~ looks|look|looking|feel*")),
    (1, _sign("numb", "numb|tingl*|fuzzy|cannot+feel|weakness|paralys*")),
    (1, _sign("racing-heart", "heart|pulse ~ racing|pounding|fast|irregular|flutter*|thumping\npalpitations")),
    (1, _sign("pain", "{pain}")),
    (1, _sign("bleeding", "bleeding|blood|bleed|bloody")),
    (1, _sign("burn", "burn*|scald*|boiling_water")),
    (1, _sign("rash", "{rash} ~ purple|fade|spreading|fever|tumbler|glass|vanish*|dark|sudden*|all\nhives")),
    (1, _sign("swollen", "swollen|swelling|swelled|bulging|rock+hard")),
    (1, _sign("cold", "freezing|icy|snow|frozen|ice+cold")),
    (1, _sign("heat", "heatwave|heatstroke|sun|sauna|overheat*|boiling")),
    (
        1,
        _sign(
            "cannot",
            "cannot|unable ~ walk|stand|move|sit|swallow|urine|lift|drink|eat|keep|bend|open|touch|use|feel|weight|straight|sleep\ncannot+stand|cannot+move",
        ),
    ),
    (1, _sign("dry", "not|no|without|barely .. urine|drink*|drunk|nappy|wet|peed|eaten|fed")),
    (
        1,
        _sign(
            "at-risk",
            "pregnan*|#weeks|newborn|#young_baby|baby|toddler|diabet*|chemo*|cancer|transplant|warfarin|apixaban|thinners|thinner|surgery|operation|op|epilep*|asthma*|#old_person|haemophili*|sickle|dialysis|elderly|grandmother|grandfather|immunosuppress*|heart+failure|heart+condition|copd|allerg*|addison*|stroke|postpartum|birth|immune",
        ),
    ),
    (
        1,
        _sign(
            "someone",
            "husband|wife|father|mother|son|daughter|brother|sister|friend|partner|he|she|roommate|neighbour|coworker|colleague|grandmother|grandfather|baby|boyfriend|girlfriend|uncle|aunt|man|woman",
        ),
    ),
    (
        2,
        _sign(
            "calls-for-help",
            "help ~ please|me|now|quick*|hurry|need|urgent*|someone|emergency|hlp\nplease help\nhlp\nhelp\nwhat do i do\nwhat should|shall i do\nhospital ~ go|going|now|drive|take\nambulance|911|999|112|a&e|emergency ~ call|go|need|should|now|take|ring|drive|waiting|urgent*\nurgent*|emergency",
        ),
    ),
    (
        -2,
        _sign(
            "mild",
            "mild|slight|slightly|little+bit|tiny|minor|small|occasionally|occasional|gently|playing|happy|happily|eating+well|drinking+well|feeding+well|fine|otherwise+well|otherwise+fine|normal|healed|better|healing|recovered|stable|controlled",
        ),
    ),
    (
        -2,
        _sign(
            "long-standing",
            "for|since|many|several|some|few|over|past|last|ongoing .. years|months\nyears|months .. now|already|later|running\nchronic|usual|always|every+winter|every+summer|since+childhood|lifelong|longstanding|for+ages|recurring|weekly|every+month|each+month|every+friday|monthly",
        ),
    ),
    (
        -2,
        _sign(
            "harmless-cause",
            "feet ~ dead|protein|gym\nfrozen+shoulder|gym|workout|exercise|hangover|period+pain|periods|teething|heartburn|indigestion|hay+fever|sunburn|jab|vaccin*|dentist|hiccups|constipat*|bloat*|acne|eczema|blister|verruca|wart|snor*|migraine|ibs|sciatica|coffee|caffeine|stress|panic|anxiety|cold+sore|gout|raynaud*|mosquito|midge|bruise|splinter|cramp|dandruff|sore+throat|runny|sneez*|blocked+nose|insomnia|diet|weight",
        ),
    ),
    (
        -2,
        _sign(
            "asks-advice",
            "remedy|remedies|cream|ointment|vitamin*|supplement*|dose|tips|recommend*|prevent*|diet|physio|exercises|which|can+i+take|can+i+use|can+i+fly|can+i+drink|how+long|safe+to|should+i+see|appointment|referral|prescription|over+counter|treatment+for|is+it+normal|what+causes|why+do|should+i+worry|curious|wondering",
        ),
    ),
)
