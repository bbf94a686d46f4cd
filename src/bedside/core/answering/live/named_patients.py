"""Finds the patients that a question names: beds, ids, people by name, and "the patient next door".

A bed is named by a number or a letter, so that neither "in bed resting" nor "on room air" is one. A person is named by
a title ("Mr Smith"), by what is theirs ("Norm's pulse", but not "the monitor's", "today's" or "her mother's"), or by a
capital where a person stands ("How is Norm doing?"); one in small letters by `small_letter_names`. Bedside knows
nobody's name, so whoever is named is not met with the readings of the patient beside whom it is asked. When it fails: a
rare name in small letters that is nobody's id ("is norm better?") is not told from other words; ids of the store are
looked up besides (`ids_perhaps`).
"""

import re
from collections.abc import Iterator

from bedside.core.answering.live.asked_time import asked_time
from bedside.core.answering.live.signal_words import scores_named, signals_named
from bedside.core.answering.live.small_letter_names import named_in_small_letters
from bedside.core.answering.small_words import SMALL_WORDS
from bedside.core.answering.triage.normalise import read
from bedside.core.answering.triage.substances import medicine_labels
from bedside.core.text import fold_case

_NAMED = re.compile(
    r"\b(?:bed|room|cubicle)(?: number| no\.?)? (?P<bed>\w{0,8}\d\w{0,8}|[b-hj-z]\b(?!')|a(?=\W*$|'s| is\b))"
    r"|\b(?P<bay>bay (?:\d{1,3}[a-z]?|[b-h]\b(?!')))"
    r"|\b(?P<other>next door|(?:the |my )?(?:other|next|neighbouring|opposite|adjacent) (?:patient|bed|room|lady|man)"
    r"|(?:my|her|his) neighbour|someone else|somebody else|another patient"
    r"|(?:man|woman|lady|gentleman|boy|girl|patient|one) (?:in|by|at|near|beside) the"
    r" (?:window|door|corner|wall|end|middle|side room|first|last|far|opposite|next)"
    r")\b|\b(?P<id>[a-z]{1,12}-\d{1,10}|[a-z]\d{1,6})(?:'s)?\b"
)
_NO_ID = re.compile(
    r"(?:o2|b12|t4|t3|k2|d5|h1|n95|q\d{1,2}|(?:news|covid|type|grade|stage|day|class|level|phase|bp|hr|rr)-\d{1,2})$"
)
_NUMBERED = re.compile(
    r"\b(?:mrn|(?:hospital|nhs|record|chart|case|patient|pt)(?:'s)? (?:number|no\b\.?|nr\b\.?|id|#)"
    r"|(?<!the )(?<!this )(?<!my )(?<!our )(?:patient|pt)(?=\W{0,3}\d)|(?:patient|pt)(?=\W{0,3}\d{4}))"
    r"(?:\W{0,3}(?:is|number|no\b\.?|id))?\W{0,3}(?P<id>[a-z]{0,6}[-/]?\d[\w/-]{0,20}|(?<=mrn )[a-z]\w+)"
    r"(?![.,]?\d)(?!\s?(?:%|°|h\b|hours?|hrs?|min|days?|weeks?|months?|years?|yrs?|y/?o|mmhg|bpm|degrees|l\b))"
)
_OF_PATIENT = re.compile(
    r"\b(?:of|for|about|on) (?:patient|pt) (?P<name>[a-z][\w-]*)(?:'s)?(?=\W*$|[,;.?!]"
    r"| (?:now|today|at|in|over|last)\b)"
    r"|(?<!the )(?<!this )(?<!my )(?<!our )(?<!her )(?<!his )\b(?:patient|pt) (?P<whose>[a-z][\w-]*)'s\b"
)
_TITLED = re.compile(
    r"(?<!\d)(?<!\d )\b(?:[Mm]rs?|MRS?|M[sx]|ms(?= [A-Z])|Miss|[Mm]ister|Mstr|Master)\b\.? ?(?P<name>[A-Za-z][\w'-]+)"
)
_DOCTOR = re.compile(r"\b(?:[Dd]r|[Pp]rof|Sir|Lady|Sister|Nurse)\b\.? (?P<name>[A-Z][\w-]+|[a-z][\w-]+(?='s))")
_OF_THEM = re.compile(r"\b(?:of|for|about|(?:how|what)(?:'s| is| was)) $", re.IGNORECASE)
_KIND = (
    r"(?:(?:latest|last|current|recent|most recent|newest|resting|highest|lowest|average|mean|blood|oxygen|heart|o2"
    r"|respiratory|breathing|resp|early|body|present|overnight|morning|systolic|diastolic|own) ){0,3}"
)
_WHOSE = re.compile(rf"(?P<article>\b[\w']+ )?(?<![\w'-])(?P<name>[a-z][a-z-]*)(?P<s>'s|s') (?P<what>{_KIND}[a-z0-9]+)")
_ARTICLES = frozenset("the this that my our your her his their a an each every any which some".split())
_CAPITAL = r"(?P<name>[A-Z][a-z][\w-]*)"
_STATES = (
    r"(?:doing|today|tonight|overnight|now|been|sleep|sleeping|getting on|stable|unstable|better|worse|improving"
    r"|deteriorating|febrile|afebrile|septic|hypoxic|tachycardic|bradycardic|hypotensive|hypertensive|confused|awake"
    r"|alert|breathing|all right|alright|sick|unwell|well|okay|ok)"
)
_BY_CAPITAL = (
    re.compile(rf"\b[Hh]ow(?:'s| is| was| are| did| has) {_CAPITAL}(?= {_STATES}\b|\W*$|,)"),
    re.compile(rf"\b(?:[Ii]s|[Ww]as|[Hh]as|[Dd]id|[Dd]oes) {_CAPITAL}(?: \w+)?(?= {_STATES}\b)"),
    re.compile(
        rf"\b(?:of|for|about|on) {_CAPITAL}(?: [A-Z][\w-]+)?(?=\W*$|[,;.?!]| (?:now|today|at|in|over|last|an)\b)"
    ),
    re.compile(rf"\b(?:[Ww]hat(?:'s| is| was| are| were)|[Ss]how(?: me)?|[Gg]ive me|[Tt]ell me) {_CAPITAL} (?=[a-z])"),
)
_ROLES = frozenset(
    """
    patient patients pt mum mom mother dad father husband wife son daughter child baby boy girl brother sister gran nan
    granny grandma grandmother grandad grandpa grandfather partner uncle aunt friend kid man woman lady gentleman people
    mr mrs ms mx miss mister
    """.split()
)
_NOBODY = frozenset(
    """
    rate rates level levels
    everyone everybody anyone anybody someone somebody one nobody nothing anything everything something else monitor
    machine cuff probe sensor device ward unit hospital nurse nurses doctor doctors team staff consultant surgeon bed
    room bay today yesterday tonight tomorrow morning afternoon evening night midnight noon week month year day hour
    minute shift monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december parkinson alzheimer crohn graves hodgkin addison raynaud huntington
    cushing down bell tourette sjogren kussmaul conn wilson barrett hashimoto paget meniere lou gehrig still behcet
    asthma copd covid diabetes sepsis pneumonia flu heart lung lungs brain body finger arm leg hand chest skin
    air oxygen admission discharge handover theatre surgery recovery review arrival rest exercise room bedside news
    current latest last resting baseline normal average mean median highest lowest maximum minimum systolic diastolic
    early warning vital vitals signs sign obs observations readings reading values value numbers number alarm alarms
    alert alerts trend score scores status update summary overview breathing temperature fahrenheit celsius kelvin
    english german french warfarin insulin aspirin digoxin paracetamol morphine
    """.split()
)
"""Whose something is without anybody's being named by it."""
_WORDS = re.compile(r"(?<![\w.:/%-])[A-Za-z][\w.-]{1,39}(?<![.-])|(?<![\w.:/-])\d{4,12}(?![\w.:/%-])")
_MARKS = str.maketrans(dict.fromkeys("?!,;:()\"'", " "))
_LOOKED_UP = 4
_NO_STATE = re.compile(rf"{_STATES}$|.*(?:ing|ed|er|est|ly|ive|able|ous|ic)$")


def others_named(folded: str, text: str = "") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Returns the beds and the ids that are named; "next door" or "mr smith" counts as an id, which is nobody's.

    ``text`` is the question as it was typed, whose capitals tell names.

    >>> others_named("is bed 8 worse than p2?"), others_named("she's in bed on room air, 2l o2")
    ((('8',), ('p2',)), ((), ()))
    >>> others_named("what is the pulse of mr smith?", "What is the pulse of Mr Smith?")
    ((), ('mr smith',))
    """
    found = list(_NAMED.finditer(folded))
    ids = [one["id"] or one["other"] for one in found]
    ids += [one["id"] for one in _NUMBERED.finditer(folded)]
    ids += [name for one in _OF_PATIENT.finditer(folded) if _is_a_name(name := one["name"] or one["whose"], _NOBODY)]
    named = [one for one in (*ids, *_people(folded, text.replace("\u2019", "'"))) if one and not _NO_ID.match(one)]
    beds = tuple(one["bed"] or one["bay"] for one in found if one["bed"] or one["bay"])
    return beds, tuple(dict.fromkeys(named))


def ids_perhaps(text: str) -> tuple[str, ...]:
    """Returns the words of a question that may be the id of some patient, for a look into the store; a few at most.

    >>> ids_perhaps("what is the pulse of norm?"), ids_perhaps("how is her heart rate today?")
    (('norm',), ())
    """
    plain = text[:2000].replace("\u2019", "'").replace("'s", " ")
    of_no_time = {word.strip(".") for word in asked_time(fold_case(plain))[1].translate(_MARKS).split()}
    found = (one[0] for one in _WORDS.finditer(plain) if one[0].lower() in of_no_time)
    return tuple(dict.fromkeys(one for one in found if _is_a_name(one) and not _NO_STATE.match(one.lower())))[
        :_LOOKED_UP
    ]


def _people(folded: str, text: str) -> Iterator[str]:
    """Yields the people who are named by a title, by what is theirs, or by a capital."""
    for one in _TITLED.finditer(text):
        if one["name"].lower() not in SMALL_WORDS:
            yield one[0].lower()
    for one in _DOCTOR.finditer(text):
        if text[one.end() : one.end() + 2] == "'s" or _OF_THEM.search(text[: one.start()]):
            yield one[0].lower()
    for one in _WHOSE.finditer(folded):
        article = (one["article"] or "").strip()
        is_theirs = article not in _ARTICLES and _is_of_a_patient(one["what"])
        if is_theirs and _is_a_name(one["name"]) and (one["s"] == "'s" or len(one["name"]) > 3):
            yield one["name"]
    yield from named_in_small_letters(folded)
    if sum(word[:1].isupper() for word in text.split()) * 2 > len(text.split()) > 3:
        return  # a title, whose capitals tell nothing
    for pattern in _BY_CAPITAL:
        yield from (one["name"].lower() for one in pattern.finditer(text) if _is_a_name(one["name"]))


def _is_of_a_patient(what: str) -> bool:
    return bool(
        signals_named(what)
        or scores_named(what)
        or what
        in ("vitals", "vital", "obs", "observations", "readings", "numbers", "alarm", "alarms", "alert", "alerts")
    )


def _is_a_name(word: str, nobody: frozenset[str] = _ROLES | _NOBODY) -> bool:
    """Returns whether a word may be somebody's name: no word of everyday, ward or measure, and no medicine."""
    folded = fold_case(word)
    if folded in SMALL_WORDS or folded in nobody or signals_named(folded) or scores_named(folded):
        return False
    return not medicine_labels(read(folded))
