"""Tells what a question asks of a monitored patient's readings.

Decided by words, as triage is: which signals and scores are named (`signal_words`), of what time (`asked_time`),
whether it is about an alarm, how the patient is, a number that was read off, or how far a value went. A question about
an illness in general ("what is asthma?") asks nothing of them.
When it fails: a question that names no signal and no person ("worse than before?") is taken as a general one.
"""

import re
from dataclasses import dataclass, replace

from bedside.core.answering.live import asked_words as words
from bedside.core.answering.live.asked_time import asked_time
from bedside.core.answering.live.condition_words import conditions_named
from bedside.core.answering.live.named_patients import others_named
from bedside.core.answering.live.not_read import asks_a_value, not_read
from bedside.core.answering.live.signal_words import scores_named, signals_named, spelt
from bedside.core.answering.live.units import charted, unit_asked
from bedside.core.answering.scope import out_of_scope
from bedside.core.text import fold_case
from bedside.core.vitals.freshness import CONTINUOUS
from bedside.core.vitals.when import DAY_MS, HOUR_MS, When

_DECLINED = ("dose", "dose change", "diagnosis")
LAST_DAY = When("last", DAY_MS)
"""The time of a course that is asked about without one: "her lowest sats?"."""


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
    usual: bool = False
    """It is asked whether what was told before is usual."""
    another_time: bool = False
    """A second past time is named, which is not read."""
    unclear: bool = False
    """A value is asked about that is not named, neither here nor before."""
    conditions: tuple[str, ...] = ()
    """The signals of conditions that are asked for by name ("is she febrile?"), whose published band is told beside."""

    @property
    def anything(self) -> bool:
        """Returns whether the readings are asked about at all."""
        named = self.signals or self.scores or self.alarm or self.status or self.not_read
        return bool(named or self.number is not None or self.unclear)


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
    is_here = _is_of_somebody(when, folded)
    if is_here is None:
        return Asked()
    rest = words.UNREAD.sub(" ", without_time := rest)
    seen_by = bool(words.SEEN_BY.search(rest))
    alarm = seen_by or bool(words.ALARM.search(rest))
    beds, ids = others_named(rest, text[:2000])
    if not (is_here or alarm or ids) and not _is_short(folded):
        return Asked()
    asked = _subject(Asked(alarm=alarm, seen_by=seen_by, beds=beds, ids=ids), when, folded, rest)
    is_told = _is_named(asked) or asked.status
    asked = replace(
        asked,
        medicines=bool(words.MEDICINES.search(rest)),
        declined=_declined(text, folded, asked.conditions) if is_told else (),
        future=bool(words.FUTURE.search(rest)) and is_told,
        unit=unit_asked(folded),
        another_time=when is not None and _names_a_time(without_time),
    )
    return _timed(_course(asked, rest), when, folded, without_time)


def _is_of_somebody(when: When | None, folded: str) -> bool | None:
    """Returns whether a question is of somebody here, or of now or a past time; None where it is a general one."""
    general = bool(words.GENERAL.search(folded)) and not (when and words.AVERAGE.search(folded))
    if words.PERSON.search(folded) or words.NOW.search(folded):
        return True
    if general:
        return None
    return when is not None or (bool(words.PAST_TENSE.search(folded)) and _is_short(folded, 12))


def _is_named(asked: Asked) -> bool:
    return bool(asked.signals or asked.scores or asked.alarm or asked.number is not None)


def _subject(asked: Asked, when: When | None, folded: str, rest: str) -> Asked:
    """Returns what is asked with the signals, scores, number and bound that are named, else whether how they are is."""
    scores = scores_named(rest)
    signals = signals_named(words.ALARM.sub(" ", rest) if asked.alarm else rest)
    signals, number, bound = _measured(signals, rest, unit_asked(folded), alone=not (scores or asked.alarm))
    asked = replace(asked, signals=signals, scores=scores, number=number, bound=bound)
    asked = replace(asked, conditions=conditions_named(rest) if signals and number is None else ())
    person = bool(words.PERSON.search(folded))
    asks_value = person and asks_a_value(folded) and not words.GENERAL.search(folded)
    beside = not_read(rest) if _is_named(asked) or asks_value else ()
    is_of_a_time = bool(when and (person or _is_short(folded, 10)))
    status = bool(words.STATUS.search(rest)) or is_of_a_time or bool(asked.ids and words.HOW.match(rest))
    return replace(asked, not_read=beside, status=status and not (_is_named(asked) or beside))


def _course(asked: Asked, rest: str) -> Asked:
    """Returns what is asked with how it went: its ends, its way, its middle, how often, since when."""
    return replace(
        asked,
        extreme=bool(words.EXTREME.search(rest)),
        change=bool(words.CHANGE.search(rest)),
        average=bool(words.AVERAGE.search(rest)),
        compare=bool(words.COMPARE.search(rest)),
        present=bool(words.PRESENT.search(rest)),
        count=bool(words.COUNT.search(rest)),
        onset=bool(words.ONSET.search(rest)),
    )


def _timed(asked: Asked, when: When | None, folded: str, rest: str) -> Asked:
    """Returns what is asked with the past time it is of, and whether one seems to be meant that is not understood.

    ``rest`` is the question without the time that was read.
    """
    when = when or _time_of_alarm(rest)
    named_unread = when is None and bool(words.UNREAD.search(rest))
    was = bool(words.PAST_TENSE.search(folded))
    unread = named_unread or (when is None and was and not words.OF_NOW.search(rest))
    rest = words.UNREAD.sub(" ", rest)
    is_past = asked.extreme or asked.average or bool(words.SERIES.search(rest) or (asked.bound and not asked.present))
    # the latest of what is measured rarely tell no way
    is_past = is_past or (asked.change and not set(asked.signals) & CONTINUOUS)
    of_a_day = (asked.signals and is_past) or (asked.scores and asked.change)
    when = when or (LAST_DAY if not asked.alarm and of_a_day else None)
    is_of_values = bool(not asked.alarm or asked.signals or asked.scores)
    return replace(
        asked,
        when=when if _is_named(asked) or asked.status else None,
        unread=(named_unread and is_of_values) or (unread and when is None and not asked.alarm),
    )


def _names_a_time(rest: str) -> bool:
    """Returns whether what is left of a question without its time names one more; today is told by now."""
    return asked_time(words.TODAY.sub(" ", rest))[0] is not None or bool(words.ANOTHER_TIME.search(rest))


def _measured(signals: _Names, rest: str, unit: str, *, alone: bool) -> tuple[_Names, float | None, str]:
    """Returns the signals, with what a number alone may be of; the number as it is charted; the bound it is, or ""."""
    number, bound = _number(rest)
    signals = _of_the_number(signals, number, is_percent=bool(words.PERCENT.search(rest)), alone=alone)
    if number is not None and signals and unit == "kPa":  # other units are told by its size
        number = round(charted(signals[0], number, unit), 1)
    return signals, number, bound


def _time_of_alarm(rest: str) -> When | None:
    """Returns the time that an alarm tells of what is asked beside it."""
    found = words.BY_ALARM.search(rest)
    return _of_alarm(found) if found and (signals_named(words.ALARM.sub(" ", rest)) or scores_named(rest)) else None


def _of_alarm(found: re.Match[str]) -> When:
    """Returns the time of an alert's opening, or so much before or after it."""
    apart = round(float(found["count"] or 0) * (HOUR_MS if (found["unit"] or "").startswith("h") else 60_000))
    return When("alarm", -apart if found["way"] == "after" else apart)


def _is_short(folded: str, words: int = 7) -> bool:
    """Returns whether a message is as short as a look at a monitor: "heart rate?", "is 38.4 dangerous?"."""
    return len(folded.split()) <= words


def _number(rest: str) -> tuple[float | None, str]:
    """Returns a number that is a value, and whether what lies below or above it is asked about."""
    rest = words.SERIES.sub(" ", rest)
    found = None if re.search(r"\b(?:bed|room|bay|ward|cubicle) \d", rest) else words.NUMBER.search(rest)
    if not found:
        return None, ""
    before = rest[: found.start()]
    return float(found[1]), "below" if words.BELOW.search(before) else "above" if words.ABOVE.search(before) else ""


def _of_the_number(signals: tuple[str, ...], number: float | None, *, is_percent: bool, alone: bool) -> tuple[str, ...]:
    """Returns the signals, that of the number first: "oxygen below 90" and "88 %" are a saturation, not a flow."""
    if number is None or not words.LEAST_SATURATION <= number <= 100:
        return signals
    if is_percent and alone and not signals:
        return ("spo2",)
    return ("spo2", *(one for one in signals if one != "spo2")) if signals[:1] == ("oxygen_flow",) else signals


def _declined(text: str, folded: str, conditions: _Names) -> tuple[str, ...]:
    """Returns what to say of a dose, a treatment or a diagnosis that is asked for: whose it is to tell."""
    found = out_of_scope(text)
    if found and found.name in _DECLINED:
        return found.said
    said = [said for pattern, said in words.NOT_OURS if pattern.search(folded)]
    return tuple(dict.fromkeys((*said, words.NO_DIAGNOSIS) if conditions else said))
