"""Small signs of despair that add up: a message that fulfils no rule is a crisis when enough of them come together.

Idea and limits as in `signs`. Grief, laughter, study and bodily complaints weigh against.
"""

from bedside.core.answering.triage.message import Light
from bedside.core.answering.triage.rule import Rule, rule

DESPAIR_THRESHOLD = 4
"""The sum from which signs are met as a crisis."""

_ANYHOW = Light.QUESTION | Light.HYPOTHETICAL | Light.FEAR


def _dark(name: str, cues: str) -> Rule:
    return rule(f"dark-{name}", "suicide", cues, hears=_ANYHOW)


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
            pills|medicine|paracetamol|antidepressants|bottle|tablets|codeine|packet|pack|xanax|insulin|morphine|diazepam ~ pile|row|front|lined|counted|saved|stash*|enough|once|whole|entire|all|ready|hidden
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
    (
        -3,
        _dark(
            "figure-of-speech",
            "death of me\nwarmed up\nlike death\nto my grave\nhanging basket*|out|curtains|washing\nbasket*|lion+king|broccoli|toothache\njumped the gun\nlove of my life\nkids|toddler|son|daughter|child|old ~ sobbing|explain|phase ~ death",
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
            "proportion|teenager+about|prescription|repeat|eczema|cream|thyroid|cooking|tick|insect|counsellors|penicillin|allergy|spinal|hip|warning+signs|leaflet|newsletter|hotline|poster|guidelines|snake|copycat|coroner*|counsellors|counsellor|embryo|programmed|enzym*|inhibitor*|prevention|statistics|rates|rate|risk|risks|factors|increase|each|per|people|explain|leave+body|dispose|store|stored|how+long+does|antidote|screening|research|study|homework|essay|novel|story|documentary|film|article|guideline|how+common|percentage|legal|law|effective|diagnos*|philosoph*|symptoms|treatment|treated|training|volunteer*|toxicology|exam|quiz|support|help+someone|cope+with+losing",
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
        -3,
        _dark(
            "well-again-or-admin",
            """
            therapy|treatment|counselling|medicine .. worked|helped|saved
            feeling|doing|feel .. great|brilliantly|brilliant|wonderful
            years later
            subscription|account|app|login|password|button|leaves|watering|syringe|comfortable|aider
            lost .. suicide
            maximum|daily .. dose
            """,
        ),
    ),
    (
        -2,
        _dark(
            "fearing",
            "scared|afraid|terrified|worried|anxious|fear|phobia|nightmares|dreamed|dreamt|panic ~ wake|anaesthetic|die|dying|death|dead|drown*|chok*|hang*|cancer|sleep|height|heights|driving|flying|bridge|bridges|suicide",
        ),
    ),
)
