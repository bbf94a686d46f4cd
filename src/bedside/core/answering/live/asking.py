"""Tells what a question asks of a monitored patient's readings.

Decided by words, as triage is: which signals are named, whether it is about an alarm, how the patient is, a number that
was read off, or how far a value went. A question about an illness in general ("what is asthma?") asks nothing of them.
When it fails: a question that names no signal and no person ("worse than yesterday?") is taken as a general one.
"""

import re
from dataclasses import dataclass

from bedside.core.text import fold_case

_SIGNALS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("respiratory_effort",), r"(?:respiratory|breathing) effort|work of breathing"),
    (("respiratory_rate",), r"rr|(?:breathing|respirat\w+|resp) rate"),
    (("respiratory_rate", "spo2"), r"breath\w*|respirat\w*|resps?|dyspn\w+"),
    (
        ("spo2",),
        r"spo2|sp o2|sats?|saturation\w*|oxygenat\w+|desat\w*|oxygen (?:level|saturation)s?|o2 (?:level|sat)s?",
    ),
    (("oxygen_flow", "fio2", "spo2"), r"fio2|oxygen|o2"),
    (("heart_rate", "pulse_rate"), r"heart ?rates?|heart ?beats?|pulse\w*|hr|tachycardi\w+|bradycardi\w+|heart"),
    (
        ("systolic_bp", "diastolic_bp"),
        r"blood pressures?|bp|pressures?|systolic|diastolic|hypotens\w+|hypertens\w+|map",
    ),
    (("temperature",), r"temp(?:erature)?s?|fever\w*|febrile|pyrexi\w+|hypotherm\w+"),
    (("glucose",), r"glucose|blood sugars?|sugars?|hypoglyc\w+|hyperglyc\w+"),
    (("consciousness", "gcs"), r"conscious\w*|gcs|coma scale|awake|drows\w+|confus\w+|acvpu|avpu|responsive|rousable"),
    (("capillary_refill",), r"capillary refill|cap refill|crt"),
    (("weight",), r"weight|weigh\w*"),
    (("height",), r"height|tall"),
)
_COMPILED = tuple((signals, re.compile(rf"\b(?:{pattern})\b")) for signals, pattern in _SIGNALS)
_PERSON = re.compile(
    r"\b(?:she|he|her|hers|his|him|they|their|them|patients?|(?:mr|mrs|ms)\.?|bed \w+|this (?:man|woman|lady|child|one)"
    r"|mum|mother|dad|father|husband|wife)\b"
)
_NOW = re.compile(
    r"\b(?:now|current(?:ly)?|today|tonight|latest|last|recent(?:ly)?|at the moment|this (?:morning|afternoon|evening)"
    r"|overnight|since|so far|still|the past|ago)\b"
)
_ALARM = re.compile(
    r"\b(?:alarms?|alarmed|alarming|alerts?|alerted|went off|going off|go off|beep\w*|paged?|warning)\b"
)
_STATUS = re.compile(
    r"\b(?:how(?: is|'s| are| was) (?:she|he|they|the patient|my patient|bed|mr|mrs|ms|it going)"
    r"|how (?:has|have) \w+ been|doing|news ?2?|early warning|score|stable|unstable|deteriorat\w+|worse|better|okay|ok"
    r"|all right|alright|well|vitals?|vital signs?|observations?|obs|readings?|status|update|condition|overview"
    r"|summary|sick|safe)\b"
)
_GENERAL = re.compile(
    r"\bwhat(?: is| are|'s) (?:an? |the )?(?:normal|usual|healthy|typical|good|dangerous|safe|average)\b"
    r"|\bwhat does .{1,60} mean\b|\bwhat (?:can )?causes?\b|\bsymptoms? of\b|\btreatments? (?:for|of)\b|\bdefin\w+\b"
    r"|\bhow (?:is|are|do you|can|to) .{0,40}(?:treat|measure|diagnos|prevent)"
)
_EXTREME = re.compile(
    r"\b(?:highest|lowest|maximum|minimum|max|min|peak\w*|how (?:high|low)|range|worst|trend\w*|history|overnight|today"
    r"|(?:over )?the (?:last|past)|past (?:hour|day)|last (?:hour|\d+ hours|day|night|shift)|since|going (?:up|down)"
    r"|ris(?:en|ing)|rose|fall\w*|fell|dropp\w+|drop|chang\w+)\b"
)
_SPAN = re.compile(
    r"\b(?:last|past)\s+(?:(?P<count>\d{1,3})\s+)?(?P<unit>minutes?|mins?|hours?|hrs?|h|days?|night|shift)\b"
)
_NUMBER = re.compile(
    r"(?<![\w.-])(\d{1,3}(?:\.\d{1,2})?)(?![\w.]*\d)(?! ?(?:mg|mcg|micrograms?|g|ml|units?|tablets?|doses?|puffs?"
    r"|years?|times|minutes?|hours?|h|days?)\b)"
)
_ANOTHER = re.compile(r"\b(?:bed|room) (?P<bed>\w{1,10})\b|\b(?P<id>[a-z]{1,12}-\d{1,10}|[a-z]\d{1,6})(?:'s)?\b")
"""A bed or an id that a question names."""
_NO_IDS = frozenset(("o2", "b12", "t4", "t3"))
_MEDICINES = re.compile(r"\b(?:medicines?|medications?|meds|drugs?|tablets?|pills?|prescription\w*)\b")

_HOUR_MS = 3_600_000
_SPANS_MS = {"m": 60_000, "h": _HOUR_MS, "d": 24 * _HOUR_MS, "n": 12 * _HOUR_MS, "s": 12 * _HOUR_MS}
_DAY_MS = 24 * _HOUR_MS


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the readings. ``span_ms`` is how far back to look for extremes, 0 where nobody asks for them.

    ``number`` is a value that the asker read off, None where there is none.
    """

    signals: tuple[str, ...] = ()
    alarm: bool = False
    status: bool = False
    span_ms: int = 0
    number: float | None = None
    medicines: bool = False
    beds: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    """Beds and what looks like ids of patients, as the question names them."""

    @property
    def anything(self) -> bool:
        """Returns whether the readings are asked about at all."""
        return bool(self.signals or self.alarm or self.status or self.number is not None)


def asked_of(text: str) -> Asked:
    """Returns what a message asks of the readings of the patient it is about.

    >>> asked_of("How is her breathing?").signals
    ('respiratory_rate', 'spo2')
    >>> asked_of("What is a normal heart rate?").anything
    False
    """
    folded = fold_case(text)[:2000]
    person, now = bool(_PERSON.search(folded)), bool(_NOW.search(folded))
    if _GENERAL.search(folded) and not (person or now):
        return Asked()
    signals = _signals(folded)
    alarm = bool(_ALARM.search(folded))
    spans = bool(_EXTREME.search(folded))
    number = _number(folded)
    if not (person or now or alarm) and not _is_short(folded):
        return Asked()
    status = bool(_STATUS.search(folded)) and not signals and not alarm and number is None
    return Asked(
        signals,
        alarm,
        status,
        _span(folded) if spans and not alarm else 0,
        number,
        bool(_MEDICINES.search(folded)),
        tuple(found["bed"] for found in _ANOTHER.finditer(folded) if found["bed"]),
        tuple(found["id"] for found in _ANOTHER.finditer(folded) if found["id"] and found["id"] not in _NO_IDS),
    )


def _signals(folded: str) -> tuple[str, ...]:
    """Returns the signals that are named. Words that named one are not read again: "oxygen saturation" is no flow."""
    found: list[str] = []
    for names, pattern in _COMPILED:
        folded, count = pattern.subn(" ", folded)
        found += names if count else ()
    return tuple(dict.fromkeys(found))


def _is_short(folded: str) -> bool:
    """Returns whether a message is as short as a look at a monitor: "heart rate?", "is 38.4 dangerous?"."""
    return len(folded.split()) <= 7


def _number(folded: str) -> float | None:
    found = _NUMBER.search(_SPAN.sub(" ", folded))
    return float(found[1]) if found and not re.search(r"\bbed \d", folded) else None


def _span(folded: str) -> int:
    found = _SPAN.search(folded)
    if not found:
        return _DAY_MS
    return min(int(found["count"] or 1) * _SPANS_MS[found["unit"][0]], 7 * _DAY_MS)
