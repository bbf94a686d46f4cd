"""Tells what a question asks of a monitored patient's readings.

Decided by words, as triage is: which signals and scores are named (`signal_words`), of what time (`asked_time`),
whether it is about an alarm, how the patient is, a number that was read off, or how far a value went. A question about
an illness in general ("what is asthma?") asks nothing of them.
When it fails: a question that names no signal and no person ("worse than before?") is taken as a general one.
"""

import re
from dataclasses import dataclass

from bedside.core.answering.live.asked_date import NOT_READ
from bedside.core.answering.live.asked_time import asked_time
from bedside.core.answering.live.named_patients import others_named
from bedside.core.answering.live.not_read import asks_a_value, not_read
from bedside.core.answering.live.signal_words import scores_named, signals_named, spelt
from bedside.core.answering.live.units import charted, unit_asked
from bedside.core.answering.scope import out_of_scope
from bedside.core.text import fold_case
from bedside.core.vitals.when import DAY_MS, HOUR_MS, When

_PERSON = re.compile(
    r"\b(?:she|he|her|hers|his|him|they|their|them|patients?|pt|pts|(?:mr|mrs|ms)\.?|bed \w+"
    r"|th(?:is|at|e) (?:man|woman|lady|gentleman|child|one|kid|boy|girl|baby)"
    r"|(?:my|our|the) (?:mum|mom|mother|dad|father|husband|wife"
    r"|son|daughter|child|baby|boy|girl|brother|sister|gran|grandma|grandmother|grandad|grandpa|grandfather|partner|uncle"
    r"|aunt|friend|little one)|mum|mom|mother|dad|father|husband|wife|grandma|grandpa|gran|nan|baby)\b"
)
_NOW = re.compile(
    r"\b(?:now|current(?:ly)?|latest|last|recent(?:ly)?|at the moment|so far|still|just now|at present)\b"
)
_ALARM = re.compile(
    r"\b(?:alarms?|alarmed|alarming|alerts|alerted|an alert|the alert|that alert|any alert|alert (?:go|went|was|at)"
    r"|went off|going off|go off|goes off|beep\w*|bleep\w*|paged?|(?<!early )warnings?(?! score))\b"
)
_BY_ALARM = re.compile(
    r"\b(?:(?P<count>\d{1,4}(?:\.\d)?) ?(?P<unit>m|mins?|minutes?|h|hrs?|hours?) (?P<way>before|after)"
    r"|(?:just |right |shortly |immediately )?(?:when|before|at|at the (?:time|moment) of|during|as))"
    r" (?:(?:the|that|this|her|his|its) )?(?:last |latest |newest )?"
    r"(?:alarm|alert|(?:monitor|it|she|he) (?:alarmed|alerted|went off|beeped|bleeped))\b"
    r"(?!.{0,20}\b(?:acknowledged|silenced|stopped|closed|ended|cleared|over|seen)\b)"
)
"""A time that is told by the opening of one alert."""
_SEEN_BY = re.compile(
    r"\backnowledg\w*\b|\back(?:ed|'d)?\b"
    r"|\banyone (?:come|came|see|seen|respond\w*|answer\w*)\b"
    r"|\bwho(?:'s| has| have| was)? (?:\w+ )?(?:seen|saw|answered|silenced|responded|dealt|came)\b"
)
_COUNT = re.compile(r"\bhow (?:many|often)\b|\bnumber of\b|\bcount\b")
_STATUS = re.compile(
    r"\b(?:how(?: is|'s|s| are| was| were|'re)"
    r" (?:she|he|they|the \w+|my \w+|our \w+|bed|mr|mrs|ms|mum|mom|dad|it going|things)"
    r"|how (?:has|have|did) \w+ (?:been|do|sleep)|doing|stable|unstable|deteriorat\w+|worse|worsening|better|improv\w+"
    r"|okay|ok|all right|alright|well|vitals?|vital signs?|observations?|obs|readings?|numbers|status|update|condition"
    r"|overview|summar\w+|sick|safe|handover|sbar|what happened|anything|events?|concern\w*|problems?|worr\w+"
    r"|chang\w+|night)\b"
)
_HOW = re.compile(r"\W*how(?:'s| is| was| are| did| has)\b")
_GENERAL = re.compile(
    r"\bwhat(?: is| are|'s) (?:an? |the )?(?:normal|usual|healthy|typical|good|dangerous|safe|average)\b"
    r"|\bwhat does .{1,60} mean\b|\bwhat (?:can )?causes?\b|\bsymptoms? of\b|\btreatments? (?:for|of)\b|\bdefin\w+\b"
    r"|\bhow often (?:should|do|is|are|can|must)\b|\btell me (?:more )?about\b|\bexplain\b"
    r"|\bhow does\b|\brisk factors?\b|\bside effects?\b|\bcomplications?\b"
    r"|\b(?:in|for) (?:an? |the )?(?:children|adults?|bab(?:y|ies)|infants?|toddlers?|pregnancy|elderly|teenagers?)\b"
    r"|\bhow (?:is|are|do you|do i|can|to) .{0,40}(?:treat|measure|diagnos|prevent|calculat)"
    r"|\bwhat(?: is|'s) (?:a |an |the )?(?:news ?2?|mews|pews|qsofa|sirs|sepsis|gcs|spo2"
    r"|early warning score)(?: score)?\W*$"
)
_EXTREME = re.compile(
    r"\b(?:highest|lowest|maximum|minimum|max\b|(?<!\d )(?<!\d)min\b|peak\w*|how (?:high|low)|range|worst|best|tmax"
    r"|(?:ever|never) |drop\w*|dip\w*|fall below|fell|spik\w+|desat\w*"
    r"|(?:go|goes|gone|went|been) (?:below|above|over|under))"
)
_CHANGE = re.compile(
    r"\b(?:trend\w*|history|going (?:up|down)|gone (?:up|down)|go (?:up|down)|went (?:up|down)|com(?:e|ing) down"
    r"|came down|ris(?:en|ing|e)|rose|fall\w*|fell|dropp\w+|climb\w*|chang\w+|improv\w+|increas\w+|decreas\w+|better"
    r"|worse\w*|deteriorat\w*|stable|course|compared?|settl\w+)\b"
)
_PAST_TENSE = re.compile(r"\b(?:was|were|did|had)\b")
_UNREAD = re.compile(
    r"\b(?:since|before|after|until|when|while) (?:she|he|they|i|we|you|the|her|his|my|this|that|surgery"
    r"|theatre|lunch)\b"
    r"|\bbefore\W*$|\b(?:that|then)\W*$|\b(?:ago|earlier)\b|\bthe other (?:day|night|morning|evening)\b|\bweekend\b"
    r"|\b(?:last|past|previous|this) (?:\w+ )?(?:months?|years?)\b"
    r"|\b(?:in|last|since) (?:january|february|march|april|june|july|august|september|october|november|december)\b"
    r"|\b(?:at|around|about|during|over|by|since|after|before) (?:lunch\w*|breakfast|dinner\w*|tea ?time|supper\w*"
    r"|bed ?time|handover|the (?:start|beginning|end) of)\b"
    rf"|\b{NOT_READ}\b"
)
"""Times that are named but not read: dates that are none or may be two, and those of other events."""
_OF_NOW = re.compile(r"\b(?:last|latest|newest|most recent|recent|how old|when (?:was|did|were))\b")
_PERCENT = re.compile(r"\d ?%")
_LEAST_SATURATION = 50
_ONSET = re.compile(
    r"\b(?:how long (?:has|have|is|was)|since when|when did .{1,40} (?:start|begin|come on|go (?:up|down)))\b"
)
_SERIES = re.compile(
    r"\b(?:last|previous|past|recent) (?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|few) (?=[a-z])"
)
"""Some readings back: "last 3 temps"."""
_COMPARE = re.compile(
    r"\b(?:compar\w+|vs\.?|versus|than|to now|until now|now|currently|at the moment|at present|and today)\b"
)
_AVERAGE = re.compile(r"\b(?:average|mean(?! (?:arterial|blood|bp|pressure))|median|typically|usually)\b")
_PRESENT = re.compile(r"\b(?:is|are|what's|how's|does|now|currently|'s she|'s he)\b")
_BELOW = re.compile(r"\b(?:below|under|less than|lower than|drop\w* to|dip\w* to|fell to|<)\s*$")
_ABOVE = re.compile(r"\b(?:above|over|more than|higher than|exceed\w*|greater than|spik\w* to|>)\s*$")
_FUTURE = re.compile(r"\b(?:will|going to|tomorrow|gonna|predict\w*|expect\w*)\b")
_NUMBER = re.compile(
    r"(?<![\w./-])(\d{1,3}(?:\.\d{1,2})?)(?![\w.]*\d)(?!/|st\b|nd\b|rd\b|th\b)"
    r"(?! ?(?:mg\b(?!/dl)|mcg|micrograms?|g|ml|units?|tablets?|doses?|puffs?"
    r"|years?|months?|weeks?|times|minutes?|mins?|hours?|h|days?|l\b|litres?)\b)"
)
_MEDICINES = re.compile(r"\b(?:medicines?|medications?|meds|drugs?|tablets?|pills?|prescription\w*)\b")
_NOT_OURS = (
    (
        re.compile(
            r"\b(?:can|could|should|shall|may|must|do|need to) (?:i|we|you|they|she|he|nurses?)(?: \w+)?"
            r" (?:stop|start|give|have(?! [^.?]*\b(?:obs|observations|readings?|vitals?|update|numbers|summary)\b)"
            r"|take|increase|reduce|raise|lower|wean|turn|change|hold|withhold|titrate"
            r"|discharge|extubate|intubate|switch|go home)\b|\bwhat (?:should|shall|do) (?:i|we) (?:do|give)\b"
        ),
        "What to give, change or stop is for whoever treats this patient to decide; readings alone do not tell it.",
    ),
    (
        re.compile(
            r"\b(?:does|has|is|could|might|may|what if) .{0,40}\b(?:seps[ie]s|septic|heart attack|stroke|pneumonia"
            r"|infect\w+|embol\w+|clots?|bleed\w*|copd|asthma|heart failure|shock|arrhythmia|fibrillation|dying|die)\b"
        ),
        "Readings show signs and make no diagnosis: what is behind them is for a clinician to judge.",
    ),
)
_DECLINED = ("dose", "dose change", "diagnosis")
_DAY = When("last", DAY_MS)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the readings. ``when`` is the past time that is asked about, None for now alone.

    ``number`` is a value that the asker read off, or a bound that is asked about: ``bound`` is then below or above.
    ``declined`` is what to say of a dose or the like that is asked for beside.
    """

    signals: tuple[str, ...] = ()
    alarm: bool = False
    status: bool = False
    when: When | None = None
    number: float | None = None
    medicines: bool = False
    beds: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    """Beds and what looks like ids of patients, as the question names them; "next door" is an id of nobody's."""
    scores: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    bound: str = ""
    extreme: bool = False
    change: bool = False
    average: bool = False
    compare: bool = False
    present: bool = False
    future: bool = False
    count: bool = False
    seen_by: bool = False
    unread: bool = False
    """A past time seems to be asked about that was not understood."""
    onset: bool = False
    """It is asked since when something is so."""
    not_read: tuple[str, ...] = ()
    """What is asked for beside that no reading tells."""
    unit: str = ""
    """The unit that is named, by its UCUM code."""

    @property
    def anything(self) -> bool:
        """Returns whether the readings are asked about at all."""
        named = self.signals or self.scores or self.alarm or self.status or self.not_read
        return bool(named or self.number is not None)


_Names = tuple[str, ...]


def asked_of(text: str) -> Asked:
    """Returns what a message asks of the readings of the patient it is about.

    >>> asked_of("How is her breathing?").signals
    ('respiratory_rate', 'spo2')
    >>> asked_of("What is a normal heart rate?").anything
    False
    """
    folded = spelt(fold_case(text)[:2000])
    when, rest = asked_time(folded)
    person, was = bool(_PERSON.search(folded)), bool(_PAST_TENSE.search(folded))
    general = bool(_GENERAL.search(folded)) and not (when and _AVERAGE.search(folded))
    is_here = person or bool(_NOW.search(folded)) or (not general and _is_timed(when, folded, was=was))
    if general and not is_here:
        return Asked()
    when = when or _time_of_alarm(rest)
    named_unread = when is None and bool(_UNREAD.search(rest))
    unread = named_unread or (when is None and was and not _OF_NOW.search(rest))
    rest = _UNREAD.sub(" ", rest)
    alarm = (seen_by := bool(_SEEN_BY.search(rest))) or bool(_ALARM.search(rest))
    beds, ids = others_named(rest, text[:2000])
    if not (is_here or alarm or ids) and not _is_short(folded):
        return Asked()
    scores = scores_named(rest)
    signals = signals_named(_ALARM.sub(" ", rest) if alarm else rest)
    signals, number, bound = _measured(signals, rest, unit_asked(folded), alone=not (scores or alarm))
    is_named = bool(signals or scores or alarm or number is not None)
    extreme, change, average, compare = (bool(one.search(rest)) for one in (_EXTREME, _CHANGE, _AVERAGE, _COMPARE))
    asks_value = person and asks_a_value(folded) and not _GENERAL.search(folded)
    beside = not_read(rest) if is_named or asks_value else ()
    is_of_a_time = bool(when and (person or _is_short(folded, 10)))
    status = not (is_named or beside) and (bool(_STATUS.search(rest)) or is_of_a_time or bool(ids and _HOW.match(rest)))
    present = bool(_PRESENT.search(rest))
    is_past = extreme or average or bool(_SERIES.search(rest)) or (bound and not present)
    when = when or (_DAY if not alarm and ((signals and is_past) or (scores and change)) else None)
    return Asked(
        signals,
        alarm,
        status,
        when if is_named or status else None,
        number,
        bool(_MEDICINES.search(rest)),
        beds,
        ids,
        scores,
        _declined(text, folded) if is_named or status else (),
        bound,
        extreme,
        change,
        average,
        compare,
        present,
        bool(_FUTURE.search(rest)) and (is_named or status),
        bool(_COUNT.search(rest)),
        seen_by,
        (named_unread and bool(not alarm or signals or scores)) or (unread and when is None and not alarm),
        bool(_ONSET.search(rest)),
        beside,
        unit_asked(folded),
    )


def _is_timed(when: When | None, folded: str, *, was: bool) -> bool:
    return when is not None or (was and _is_short(folded, 12))


def _measured(signals: _Names, rest: str, unit: str, *, alone: bool) -> tuple[_Names, float | None, str]:
    """Returns the signals, with what a number alone may be of; the number as it is charted; the bound it is, or ""."""
    number, bound = _number(rest)
    signals = _of_the_number(signals, number, is_percent=bool(_PERCENT.search(rest)), alone=alone)
    if number is not None and signals and unit == "kPa":  # other units are told by its size
        number = round(charted(signals[0], number, unit), 1)
    return signals, number, bound


def _time_of_alarm(rest: str) -> When | None:
    """Returns the time that an alarm tells of what is asked beside it."""
    found = _BY_ALARM.search(rest)
    return _of_alarm(found) if found and (signals_named(_ALARM.sub(" ", rest)) or scores_named(rest)) else None


def _of_alarm(found: re.Match[str]) -> When:
    """Returns the time of an alert's opening, or so much before or after it."""
    apart = round(float(found["count"] or 0) * (HOUR_MS if (found["unit"] or "").startswith("h") else 60_000))
    return When("alarm", -apart if found["way"] == "after" else apart)


def _is_short(folded: str, words: int = 7) -> bool:
    """Returns whether a message is as short as a look at a monitor: "heart rate?", "is 38.4 dangerous?"."""
    return len(folded.split()) <= words


def _number(rest: str) -> tuple[float | None, str]:
    """Returns a number that is a value, and whether what lies below or above it is asked about."""
    rest = _SERIES.sub(" ", rest)
    found = None if re.search(r"\b(?:bed|room|bay|ward|cubicle) \d", rest) else _NUMBER.search(rest)
    if not found:
        return None, ""
    before = rest[: found.start()]
    return float(found[1]), "below" if _BELOW.search(before) else "above" if _ABOVE.search(before) else ""


def _of_the_number(signals: tuple[str, ...], number: float | None, *, is_percent: bool, alone: bool) -> tuple[str, ...]:
    """Returns the signals, that of the number first: "oxygen below 90" and "88 %" are a saturation, not a flow."""
    if number is None or not _LEAST_SATURATION <= number <= 100:
        return signals
    if is_percent and alone and not signals:
        return ("spo2",)
    return ("spo2", *(one for one in signals if one != "spo2")) if signals[:1] == ("oxygen_flow",) else signals


def _declined(text: str, folded: str) -> tuple[str, ...]:
    """Returns what to say of a dose, a treatment or a diagnosis that is asked for: whose it is to tell."""
    found = out_of_scope(text)
    if found and found.name in _DECLINED:
        return found.said
    return tuple(said for pattern, said in _NOT_OURS if pattern.search(folded))
