"""Small signs that add up: a message that fulfils no rule is an emergency when enough of them come together.

Idea: people find words no rule foresaw, but seldom for everything at once. When it fails: a single unforeseen sign alone.
Weights were set by hand and checked on the development set. Source: the same public warning lists as the rules.
"""

from bedside.core.answering.triage.message import Light
from bedside.core.answering.triage.rule import Rule, rule

THRESHOLD = 3
DESPAIR_THRESHOLD = 3
STRONG = 2
"""The sums from which signs are met as an emergency, and as a crisis; one of them at least must be strong."""


_ANYHOW = Light.QUESTION | Light.HYPOTHETICAL | Light.FEAR


def _dark(name: str, cues: str) -> Rule:
    return rule(f"dark-{name}", "suicide", cues, hears=_ANYHOW)


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
            "help ~ please|me|now|quick*|hurry|need|urgent*|someone|emergency|hlp\nplease help\nhlp\nhelp\nwhat do i do\nwhat should|shall i do\nambulance|911|999|112|a&e|hospital|emergency ~ call|go|need|should|now|take|ring|drive|waiting|urgent*\nurgent*|emergency",
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
            "years|months|chronic|usual|always|every+winter|every+summer|since+childhood|lifelong|longstanding|for+ages|recurring|weekly|every+month|each+month|every+friday|monthly|old",
        ),
    ),
    (
        -2,
        _sign(
            "harmless-cause",
            "gym|workout|exercise|hangover|period+pain|periods|teething|heartburn|indigestion|hay+fever|sunburn|jab|vaccin*|dentist|hiccups|constipat*|bloat*|acne|eczema|blister|verruca|wart|snor*|migraine|ibs|sciatica|coffee|caffeine|stress|panic|anxiety|cold+sore|mosquito|midge|bruise|splinter|cramp|dandruff|sore+throat|runny|sneez*|blocked+nose|tired|insomnia|diet|weight",
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

DESPAIR_SIGNS: tuple[tuple[int, Rule], ...] = (
    (3, rule("dark-suicide", "suicide", "suicid*\nkill|shoot me", hears=Light.HYPOTHETICAL | Light.FEAR)),
    (
        2,
        _dark(
            "death",
            """
            die|dead|death|kill|overdose|overdosing|od|noose|hang|hanging|hung|hanged|unalive|funeral|lethal|fatal|deadly|nonexist*|oblivion|grave|shotgun|gun|pistol|revolver
            dying ~ want|way|wish|ready|think*|peace*|relief|about
            killing ~ myself|himself|herself|me|us
            """,
        ),
    ),
    (
        2,
        _dark(
            "ending",
            """
            end|ending|ended|finish|quit|leave|leaving|over|escape|exit|done ~ life|living|it|everything|all|exist*|world|me|suffering|misery|earth|being
            end it|things|everything
            want .. everything|all|thoughts|life .. stop
            disappear*|vanish*|fade ~ forever|never|world|earth|completely|just|could|back|want|good
            put .. out .. misery
            way out
            last week|day|night|christmas|birthday|message|time ~ my|decided|ever|goodbye|bye
            not .. around .. longer|much|anymore|tomorrow|christmas|summer
            not .. be .. here|around ~ anymore|tomorrow|longer|month|week|christmas|summer|long
            """,
        ),
    ),
    (
        2,
        _dark(
            "not-living",
            """
            not|never|no|nothing|nobody|cannot|without|stopped|zero ~ live|living|exist|existing|alive|wake|future|tomorrow|continue|worth|matters|matter|reason|carry
            stop existing|living|being
            never|not .. wake|woke|back|born|existed|get+up|up
            not .. belong
            """,
        ),
    ),
    (
        2,
        _dark(
            "hating-life",
            """
            hate|hates|hating|enough|tired|done|fed|sick|cannot|pointless|worthless|hopeless|meaningless|burden|unbearable|hard|empty|numb|pain|torture|hell|ruined|over|broken ~ life|living|myself|everything|world|existing|existence|alive|being
            worthless|hopeless|burden|misery|despair|unbearable|meaningless|pointless|worthlessness|hopelessness
            happier|better|easier|relieved|free ~ dead|gone|without|alive|off
            deserve|deserves ~ die|live|alive|pain|hurt|punish*|food
            nobody|no+one|noone|who ~ care|cares|miss|notice|find|loves|knows|save|help
            nothing .. matters|left|helps|works|live
            """,
        ),
    ),
    (
        2,
        _dark(
            "thoughts-of-means",
            """
            think*|thought*|want*|urge|urges|tempted|going|imagin*|pictur*|fantas*|looking|plan*|drew|draw|dream*|keep|research*|googl*|staring ~ jump*|balcony|bridge|cliff|train|trains|roof|pills|rope|gun|wrists|beams|tracks|knife|razor|hanging|drown*|traffic|lorry|overdose|blade|shotgun|river|ledge|noose|hang
            pills|medicine|paracetamol|antidepressants|bottle|tablets|codeine|packet|pack|xanax|insulin|morphine|diazepam ~ pile|row|front|lined|counted|saved|stash*|enough|once|whole|entire|together|all|ready|hidden
            took|swallowed|taken ~ pills|bottle|everything|medicine|overdose ~ locked|purpose|goodbye|crying|door|alone|hope|note|nobody
            """,
        ),
    ),
    (
        2,
        _dark(
            "hurting-oneself",
            """
            cut|cutting|hurt|hurting|harm|harming|burn|burning|bang|banging|punch*|hit|hitting|starv*|punish*|hang|hanging|hung|hanged|shot|shoot|stab|drown*|kill|slit ~ myself|himself|herself|themselves|ourselves
            cut too deep
            self harm*|injur*
            slit|slash* .. wrist|wrists
            overdosed
            """,
        ),
    ),
    (
        2,
        _dark(
            "voices-and-fear",
            """
            voice|voices|tv|god|devil|demons ~ tell*|told|say*|want*|command*|kill*
            thinks|believes|convinced|certain|insists ~ coming|watching|following|after|poison*|take|devil|jesus|god|spying|chosen|chip|messages|demons|evil
            not slept|sleep ~ days|nights
            makes|made|making|forces|forced .. me .. do|touch|undress|watch|sex|things
            hit|hits|beats|choked|strangled|raped|attacked|assaulted|threatened|threatens|abuses|molested ~ me|her|him|us
            """,
        ),
    ),
    (1, _dark("life", "life|living|alive|live|exist|existing|existence|world|misery|suffering|born")),
    (
        1,
        _dark(
            "intent",
            "maybe|want|wants|wanted|wish|wishing|going|plan*|decided|ready|should|thinking|thought*|think|thoughts|imagin*|pictur*|keep|urge|urges|hope|hoping|rather|consider*|tempted|would|might|try|tried|trying|if|asking|need|regret|nearly|almost|attempt*|about",
        ),
    ),
    (
        1,
        _dark(
            "means",
            "pills|medicine|bottle|pack|packet|rope|gun|shotgun|knife|razor|blade|bridge|balcony|roof|train|tracks|cliff|beams|garage|traffic|lorry|wrist|wrists|veins|height|building|jump|jumping|drown|drowning|belt|codeine|insulin|ledge|noose|ligature|exhaust|helium|overdose|overdosed|morphine|paracetamol|vodka|whisky",
        ),
    ),
    (
        1,
        _dark(
            "manner",
            "at+once|all+at+once|enough|pile|how+many|purpose|painless|painlessly|peaceful|peacefully|quick|quickly|consequences|locked|secretly|anymore|forever|tonight|goodbye|bye|note|letters|letter|notes|without+pain|for+sure|definitely|permanently",
        ),
    ),
    (
        1,
        _dark(
            "sorrow",
            "alone|lonely|sad|cry|crying|depress*|sorry|misery|grey|dark|darkness|numb|empty|broken|hate|ashamed|guilt*|worthless|hopeless|burden|useless|failure|trapped|desperate|despair|exhausted|tired|lost|nobody|noone|left+me|dumped|divorce*|debt|debts|bullied|scared",
        ),
    ),
    (1, _dark("self", "i|me|my|myself|im")),
    (
        1,
        _dark(
            "other",
            "he|she|brother|sister|husband|wife|mother|father|friend|son|daughter|roommate|boyfriend|girlfriend|student|ex|partner|teenager|cousin|uncle|aunt|him|her",
        ),
    ),
    (-3, _dark("laughing", "lol|lmao|haha|hahaha|rofl|joking|jk|hungover|hangover|literally|coffee|pizza|chocolate")),
    (
        -3,
        _dark(
            "grief",
            "died|passed|funeral|bereave*|bereaved|grief|grieving|mourning|anniversary|widow|late|lost .. wife|husband|son|daughter|mother|father|brother|sister|friend|baby|cat|dog\nkilled .. himself|herself",
        ),
    ),
    (
        -3,
        _dark(
            "learning",
            "prevention|statistics|rates|rate|risk|risks|factors|increase|each|per|people|explain|leave+body|dispose|store|stored|how+long+does|antidote|screening|research|study|homework|essay|novel|story|documentary|film|article|guideline|how+common|percentage|legal|law|effective|diagnos*|philosoph*|symptoms|treatment|treated|training|volunteer*|toxicology|exam|quiz|support|help+someone|cope+with+losing",
        ),
    ),
    (
        -2,
        _dark(
            "bodily",
            "chest|breath*|breathing|bleeding|blood|fever|cough|rash|vomiting|headache|stomach|pregnan*|swollen|itch*|itching|acne|weight|diet|smoking|caffeine|cigarettes|gym|exercise|knee|feet|throat|nose|hay+fever|period|cramps|snor*|job|homework|boss|work|phone|battery|plant|skin|teeth|tooth|hair|shaving|shave|vitamin|vitamins|beach|holiday|hospice|palliative|planning|end+of+life|coffee|range|sleep+apnea|diabetes|cancer|heart_attack|stroke|asthma|allerg*",
        ),
    ),
    (
        -2,
        _dark(
            "fearing",
            "scared|afraid|terrified|worried|anxious|fear|phobia|nightmares|dreamed|dreamt|panic ~ die|dying|death|dead|drown*|chok*|hang*|cancer|sleep|height|heights|driving|flying|bridge|bridges|suicide",
        ),
    ),
)
