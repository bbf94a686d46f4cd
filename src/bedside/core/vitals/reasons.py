"""Why an episode opened, in words and numbers: "RR 26/min up 6 in 10 min, SpO2 91 %, NEWS2 7 (respiration 3, ...)".

What the episode is about comes first, then NEWS2, where it applies, with its parts, the most points first. A value that
is not the present one is said with its age, and of a score what is missing or too old: "NEWS2 >= 5 (...), consciousness
unknown". There is nothing in it that names the patient.
"""

from bedside.core.vitals.conditions import (
    CLOCK_SKEWED,
    DEVIATION,
    GATEWAY_GONE,
    IMPLAUSIBLE,
    JOINT_DEVIATION,
    LIMIT_HIGH,
    LIMIT_LOW,
    NEWS2_HIGH,
    NEWS2_MEDIUM,
    NEWS2_SINGLE,
    OF_PATIENT,
    RATE_OF_CHANGE,
    SENSOR_FLAT,
    SENSOR_NOISY,
    SENSOR_SILENT,
    TREND,
)
from bedside.core.vitals.episode import Cause
from bedside.core.vitals.freshness import MEASURED_MS
from bedside.core.vitals.glance import Glance, Seen
from bedside.core.vitals.news2 import news2
from bedside.core.vitals.rules import APNOEA, SENSOR_LOST
from bedside.core.vitals.sayings import NAMES, PARTS, age, listed, number, span, unit, value
from bedside.core.vitals.score import Observed, Part, Person, Score
from bedside.core.vitals.signals import BY_NAME, SIGNALS
from bedside.core.vitals.watched import WATCHED

_OF_SCORE = {NEWS2_HIGH, NEWS2_MEDIUM, NEWS2_SINGLE}
_LASTING_MS = 60_000
_MOST_SIGNALS = 3
_LEAST_STRAYS = 2.0
_NOTABLE = 0.5
"""Share of the change that is a condition of its own, from which on a change is worth saying."""


def reason(cause: Cause, seen: Glance, person: Person) -> str:
    """Returns why, as one line. ``seen`` is what is known of the patient by now."""
    if cause.condition == GATEWAY_GONE:
        return f"nothing from {cause.source} for {span(cause.fact.amount * 1000)}, which delivered regularly"
    if cause.rule.kind == "technical":
        return _of_sensor(cause, seen)
    score = news2(_latest(seen), person, cause.at_ms, interval_ms=MEASURED_MS)
    if cause.condition in _OF_SCORE:
        return ", ".join([*_scoring(seen, score, cause.at_ms), _score(score)])
    said = _strays(seen, cause.at_ms) if cause.condition == JOINT_DEVIATION else [_of_signal(cause, seen)]
    if score.applicable and score.parts:
        said.append(_score(score, with_parts=score.score >= 5))
    return ", ".join(said)


def _latest(seen: Glance) -> dict[str, Observed]:
    return {
        one.name: Observed(
            BY_NAME[one.name].codes[int(one.value)] if BY_NAME[one.name].codes else one.value,
            BY_NAME[one.name].unit,
            one.observed_at_ms,
        )
        for one in seen.seen
    }


def _score(score: Score, *, with_parts: bool = True) -> str:
    """Returns NEWS2 with the parts that score, and what is missing or too old."""
    scoring = [f"{PARTS[part.name]} {part.points}" for part in _most_first(score)]
    parts = f" ({', '.join(scoring)})" if scoring and with_parts else ""
    said = [f"NEWS2 {'>= ' if score.partial else ''}{score.score}{parts}"]
    missing = [PARTS[name] for name in score.missing]
    old = [PARTS[part.name] for part in score.parts if part.stale]
    unclear = [PARTS[part.name] for part in score.parts if part.points is None and not part.stale]
    said += [f"{listed(missing)} unknown"] if missing else []
    said += [f"{listed(old)} too old"] if old else []
    said += [f"{listed(unclear)} unclear, for want of air or oxygen"] if unclear else []
    return ", ".join(said)


def _most_first(score: Score) -> list[Part]:
    return sorted((part for part in score.parts if part.points), key=lambda part: -(part.points or 0))


def _scoring(seen: Glance, score: Score, at_ms: int) -> list[str]:
    """Returns the values behind the parts that score most."""
    said = []
    for part in _most_first(score)[:_MOST_SIGNALS]:
        if part.name == "oxygen":
            said.append(f"on {part.value}")
        elif one := _behind(seen, part):
            said.append(_now(one, at_ms) + _moved(one))
    return said


def _behind(seen: Glance, part: Part) -> Seen | None:
    """Returns the signal that a part was made from: the pulse may be that of either sensor, and so on."""
    names = {"heart_rate": ("heart_rate", "pulse_rate"), "consciousness": ("consciousness", "gcs")}
    found = (seen.of(name) for name in names.get(part.name, (part.name,)))
    return next((one for one in found if one is not None and one.observed_at_ms == part.observed_at_ms), None)


def _now(one: Seen, at_ms: int) -> str:
    return f"{NAMES[one.name]} {value(one.name, one.value)}{age(one.name, one.observed_at_ms, at_ms)}"


def _moved(one: Seen) -> str:
    """Returns what a signal changed by in ten minutes, where that is worth saying."""
    watched = WATCHED.get(one.name)
    if watched is None or one.change is None or abs(one.change) < _NOTABLE * watched.rate:
        return ""
    return f" {_change(one.name, one.change)} in 10 min"


def _usually(one: Seen) -> str:
    return "" if one.usual is None else f" (usually {number(one.name, one.usual)})"


def _strays(seen: Glance, at_ms: int) -> list[str]:
    """Returns the signals that stray most from what is usual for the patient."""
    found = [
        (abs(one.value - one.usual) / WATCHED[one.name].spread, one)
        for one in seen.seen
        if one.usual is not None and one.name in WATCHED and WATCHED[one.name].joins
    ]
    found.sort(key=lambda pair: -pair[0])
    telling = [one for strays, one in found if strays >= _LEAST_STRAYS][:_MOST_SIGNALS]
    said = [_now(one, at_ms) + _usually(one) for one in telling]
    return said or ["several signs stray from what is usual"]


def _of_signal(cause: Cause, seen: Glance) -> str:
    """Returns what a clinical condition of one signal says."""
    name = SIGNALS[cause.rule.signal].name
    one = seen.of(name)
    now = _now(one, cause.at_ms) if one else NAMES[name]
    if cause.condition in {LIMIT_LOW, LIMIT_HIGH}:
        side = "below" if cause.condition == LIMIT_LOW else "above"
        lasted_ms = cause.at_ms - cause.began_ms
        lasting = f" for {span(lasted_ms)}" if lasted_ms >= _LASTING_MS else ""
        return f"{_beside(now, one, cause.fact.amount)}, {side} {number(name, cause.fact.amount)}{lasting}"
    if cause.condition == APNOEA:
        return f"no breath: {now}"
    if cause.condition == DEVIATION:
        return now + (_usually(one) if one else "")
    if cause.condition == RATE_OF_CHANGE:
        return f"{now} {_change(name, cause.fact.amount * 10)} in 10 min"
    assert cause.condition == TREND
    return f"{now} {_change(name, cause.fact.amount * 120)} in 2 h"


def _beside(now: str, one: Seen | None, limit: float) -> str:
    """Returns the value, to a decimal more where it would look like the limit that it is beyond."""
    if one is None or one.value == limit or number(one.name, one.value) != number(one.name, limit):
        return now
    return now.replace(number(one.name, one.value), f"{one.value:.2f}".rstrip("0"), 1)


def _change(name: str, by: float) -> str:
    return f"{'up' if by > 0 else 'down'} {number(name, abs(by))}"


def _of_sensor(cause: Cause, seen: Glance) -> str:
    """Returns what is wrong with a sensor, and its last value with its age."""
    assert cause.rule.signal != OF_PATIENT
    name = SIGNALS[cause.rule.signal].name
    one, amount = seen.of(name), cause.fact.amount
    sensor = f"{NAMES[name]} sensor"
    last = f", last {value(name, one.value)}{age(name, one.observed_at_ms, cause.at_ms)}" if one else ""
    if cause.condition == SENSOR_LOST:
        return f"{sensor} reported lost{last}"
    if cause.condition == SENSOR_SILENT:
        return f"{sensor} silent{last}"
    if cause.condition == SENSOR_FLAT:
        return f"{sensor} flat: exactly the same for {span(amount * 60_000)}{last}"
    if cause.condition == SENSOR_NOISY:
        return f"{sensor} noisy: {number(name, amount)}{unit(name)} from one reading to the next{last}"
    if cause.condition == IMPLAUSIBLE:
        return f"{sensor} sends impossible values, {round(amount)} refused of late{last}"
    assert cause.condition == CLOCK_SKEWED
    return f"clock of the {sensor} {span(abs(amount) * 1000)} {'behind' if amount > 0 else 'ahead'}"
