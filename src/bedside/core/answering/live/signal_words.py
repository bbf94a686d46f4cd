"""Which signals and scores the words of a ward name, slips of the pen included.

Words of a known list that are one letter off (two in long ones) are read as the listed word: "saturaton", "presure".
Short words are not, nor those that are words of their own ("heard", "purse").
"""

import re

_SIGNALS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("respiratory_effort",), r"(?:respiratory|breathing) effort|work of breathing|wob"),
    (("systolic_bp", "diastolic_bp"), r"pulse pressures?"),
    (
        ("respiratory_rate",),
        r"rr|(?:breathing|breath|breaths|respirat\w+|resp) rates?|breaths? (?:a|per) min\w*"
        r"|(?:tachy|brady)pn\w+",
    ),
    (("respiratory_rate", "spo2"), r"breath\w*|respirat\w*|resps?|dyspn\w+|(?<!sleep )apno?e(?:as?|ic)"),
    (
        ("spo2",),
        r"spo2|spo|sp o2|sao2|sats?|satting|saturat\w*|oxygenat\w+|desat\w*|pulse ox\w*|oximet\w+|hypox\w+"
        r"|(?:oxygen|o2) (?:level|sat|saturation|number|reading)s?",
    ),
    (("oxygen_flow", "fio2", "spo2"), r"fio2|oxygen|o2"),
    (
        ("heart_rate", "pulse_rate"),
        r"heart ?rates?|heart ?beats?|pulse\w*|hr|bpm|tachy\w*|brady\w*|heart",
    ),
    (("mean_bp", "systolic_bp", "diastolic_bp"), r"map|mean (?:arterial |blood |bp )?(?:blood )?(?:pressures?|bp)"),
    (("diastolic_bp", "systolic_bp"), r"diastolics?(?: (?:blood )?(?:pressures?|bp))?"),
    (
        ("systolic_bp", "diastolic_bp"),
        r"blood pressures?|n?i?bp|bps|pressures?|systolics?|hypotens\w+|hypertens\w+",
    ),
    (
        ("temperature",),
        r"temp(?:erature)?s?|fever\w*|febrile|afebrile|apyrexial?|pyrexi\w+|warmer|hotter|hypotherm\w+|tmax",
    ),
    (("glucose",), r"glucose|blood sugars?|sugars?|hypoglyc\w+|hyperglyc\w+|bms?|bgl"),
    (("gcs", "consciousness"), r"gcs|(?:glasgow )?coma (?:scale|score)|glasgow"),
    (
        ("consciousness", "gcs"),
        r"conscious\w*|awake|alert(?= and|\?|$)|drows\w+|confus\w+|a?c?vpu|responsive|rousable",
    ),
    (("capillary_refill",), r"cap(?:illary)? refill|crt"),
    (("weight",), r"weight|weigh\w*"),
    (("height",), r"height|tall"),
)
_SCORES = (
    (("NEWS2",), r"news ?2?(?: scores?)?|national early warning"),
    (("PEWS",), r"b?pews|p(?:a?ed)iatric early warning"),
    (("MEWS",), r"mews|modified early warning"),
    (("qSOFA",), r"q ?-?sofa|quick sofa"),
    (("SIRS",), r"sirs"),
    (("qSOFA", "SIRS"), r"seps[ie]s|septic"),
    (("NEWS2", "PEWS"), r"early[- ]warnings?(?: scores?)?|ews|(?:warning|risk|obs) scores?|scor(?:e|es|ing)"),
)
_COMPILED = tuple((names, re.compile(rf"\b(?:{pattern})\b")) for names, pattern in _SIGNALS)
_COMPILED_SCORES = tuple((names, re.compile(rf"\b(?:{pattern})\b")) for names, pattern in _SCORES)
_KNOWN = (
    "breathing", "breaths", "respiratory", "respiration", "saturation", "saturations", "oxygen", "heart", "pulse",
    "blood", "pressure", "pressures", "systolic", "diastolic", "temperature", "fever", "glucose", "sugar",
    "consciousness", "conscious", "confused", "drowsy", "alarm", "alarms", "alert", "alerts", "acknowledged",
    "yesterday", "morning", "afternoon", "evening", "overnight", "midnight", "minutes", "minute", "hours", "highest",
    "lowest", "average", "patient", "warning", "score", "since", "trend", "ago",
)  # fmt: skip
_OWN = frozenset(
    "hour hear heat tend heard heats hearts beard purse pulses flood brood bloody store scare shore snore evenings "
    "mourning mornings agog "
    "never lever patients patience alarmed alerted alter pressured warming yours tours singe science scope trends "
    "tread friend breathe breather breathes heartbeat heartbeats sugars sugary fevers confuse saturated saturate "
    "saturating oxygenated oxygenation respirator respirations temperatures conscience breadth breath score "
    "situation situations".split()
)
"""Words of their own, however like a known one they look."""
_WORD = re.compile(r"[a-z]{4,}")


def signals_named(folded: str) -> tuple[str, ...]:
    """Returns the signals that are named. Words that named one are not read again: "oxygen saturation" is no flow.

    >>> signals_named("sats and temp?")
    ('spo2', 'temperature')
    """
    return _named(folded, _COMPILED)


def scores_named(folded: str) -> tuple[str, ...]:
    """Returns the scores that are named.

    >>> scores_named("what is his qsofa"), scores_named("early warning score?")
    (('qSOFA',), ('NEWS2', 'PEWS'))
    """
    return _named(folded, _COMPILED_SCORES)


def without_measures(folded: str) -> str:
    """Returns what is left of a text without the words that name signals and scores.

    >>> without_measures("how fast is her pulse")
    'how fast is her  '
    """
    for _, pattern in (*_COMPILED, *_COMPILED_SCORES):
        folded = pattern.sub(" ", folded)
    return folded


def spelt(folded: str) -> str:
    """Returns a folded text with slips of the pen in known words put right.

    >>> spelt("temprature and blood presure"), spelt("i heard that the purse is here")
    ('temperature and blood pressure', 'i heard that the purse is here')
    """
    return _WORD.sub(lambda found: _right(found[0]), folded)


def _named(folded: str, table: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]) -> tuple[str, ...]:
    found: list[str] = []
    for names, pattern in table:
        folded, count = pattern.subn(" ", folded)
        found += names if count else ()
    return tuple(dict.fromkeys(found))


def _right(word: str) -> str:
    if word in _KNOWN or word in _OWN:
        return word
    for known in _KNOWN:
        allowed = 2 if len(known) >= 8 else 1
        if word[0] == known[0] and abs(len(word) - len(known)) <= allowed and _apart(word, known, allowed):
            return known
    return word


def _apart(one: str, other: str, allowed: int) -> bool:
    """Returns whether two words differ by at most so many letters changed, left out, put in or swapped."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if older and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1] <= allowed
