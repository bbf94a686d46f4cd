"""Why an episode opened, in words and numbers: "RR 26/min up 6 in 10 min, SpO2 91 %, NEWS2 7 (respiration 3, ...)".

What the episode is about comes first, then NEWS2, or a child's Bedside PEWS, or MEWS in pregnancy, with its parts, the
most points first. A value that is not the present one is said with its age, and of a score what is missing or too old:
"NEWS2 >= 5 (...), consciousness unknown". Of what is told again both are said: "SpO2 now 80 %, was 85 %". The words
stay as they are while the episode lasts: a change is that of the value beside it, and the age of a sensor's last value
is said to be that at the telling. Whether anybody had been reached is not known here, so it is not said. There is
nothing in it that names the patient.
"""

import math

from bedside.core.vitals.alertness import newest_of
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
    PEWS_HIGH,
    RATE_OF_CHANGE,
    SENSOR_FLAT,
    SENSOR_NOISY,
    SENSOR_SILENT,
    TREND,
)
from bedside.core.vitals.episode import About, Cause
from bedside.core.vitals.freshness import MEASURED_MS
from bedside.core.vitals.glance import Glance, Seen
from bedside.core.vitals.own_score import Name, own_score, scored
from bedside.core.vitals.rules import APNOEA, MEWS_HIGH, NO_BEAT, NOT_ALERT, SENSOR_LOST, UNRESPONSIVE
from bedside.core.vitals.sayings import NAMES, PARTS, age, listed, number, span, unit, value
from bedside.core.vitals.score import Part, Person, Score
from bedside.core.vitals.signals import BY_NAME, SIGNALS
from bedside.core.vitals.watched import WATCHED

_SCORE_OF: dict[int, Name] = {
    NEWS2_HIGH: "news2", NEWS2_MEDIUM: "news2", NEWS2_SINGLE: "news2", PEWS_HIGH: "pews", MEWS_HIGH: "mews",
}  # fmt: skip
_OF_CONSCIOUSNESS = {NOT_ALERT, UNRESPONSIVE}
_RESPONDS = {"C": "Newly confused", "V": "Responds to voice only", "P": "Responds to pain only", "U": "Unresponsive"}
_LASTING_MS = 60_000
_MOST_SIGNALS = 3
_MOST_DECIMALS = 4
_WITH_PARTS = 5
_LEAST_STRAYS = 2.0
_NOTABLE = 0.5
"""Share of the change that is a condition of its own, from which on a change is worth saying."""


def reason(cause: Cause, seen: Glance, person: Person, interval_ms: int = MEASURED_MS) -> str:
    """Returns why, as one line. ``seen`` is what is known of the patient by now; a score is of values that old."""
    if cause.condition == GATEWAY_GONE:
        silence = span(cause.fact.amount * 1000)
        return f"nothing from {cause.source} for {silence} when this was told, which had delivered regularly"
    if cause.rule.kind == "technical":
        return _of_sensor(cause, seen)
    score = _scored(cause, seen, person, interval_ms)
    if cause.condition in _SCORE_OF:
        return _risen(cause, score) + ", ".join([*_scoring(seen, score, cause.at_ms), _score(score)])
    if cause.condition in _OF_CONSCIOUSNESS:
        said = [_responds(cause, seen)]
    else:
        said = _strays(seen, cause.at_ms) if cause.condition == JOINT_DEVIATION else [_of_signal(cause, seen)]
    if score.applicable and score.parts:
        said.append(_score(score, with_parts=score.score >= _WITH_PARTS))
    return ", ".join(said)


def about(cause: Cause, seen: Glance, person: Person, interval_ms: int = MEASURED_MS) -> About:
    """Returns what a clinical episode's reason rests on: values by signal, of a score those with points; and the score.

    A joint deviation names none, so that nothing is ever taken for told with it.
    """
    if cause.rule.kind == "technical" or cause.condition == JOINT_DEVIATION:
        return ()
    score = _scored(cause, seen, person, interval_ms)
    if cause.condition in _SCORE_OF:
        found = [_behind(seen, part) for part in _most_first(score)]
    elif cause.condition in _OF_CONSCIOUSNESS:
        found = [newest_of(seen)]
    else:
        found = [seen.of(SIGNALS[cause.rule.signal].name)]
    told = ((score.name, float(score.score)),) if score.applicable and score.parts else ()
    return (*((one.name, one.value) for one in found if one is not None), *told)


def _scored(cause: Cause, seen: Glance, person: Person, interval_ms: int) -> Score:
    """Returns the score that is told of, else the one that speaks for the person."""
    name = _SCORE_OF.get(cause.condition) or own_score(person, cause.at_ms)
    return scored(name, seen, person, cause.at_ms, interval_ms)


def _score(score: Score, *, with_parts: bool = True) -> str:
    """Returns the score with the parts that score, and what is missing or too old."""
    scoring = [f"{PARTS[part.name]} {part.points}" for part in _most_first(score)]
    parts = f" ({', '.join(scoring)})" if scoring and with_parts else ""
    said = [f"{score.name} {'>= ' if score.partial else ''}{score.score}{parts}"]
    missing = [PARTS[name] for name in score.missing]
    old = [PARTS[part.name] for part in score.parts if part.stale]
    unclear = [PARTS[part.name] for part in score.parts if part.points is None and not part.stale]
    said += [f"{listed(missing)} unknown"] if missing else []
    said += [f"{listed(old)} too old"] if old else []
    said += [f"{listed(unclear)} unclear, for want of air or oxygen"] if unclear else []
    return ", ".join(said)


def _risen(cause: Cause, score: Score) -> str:
    """Returns what the score is and what was told, where it is told again."""
    least = ">= " if score.partial else ""
    return "" if cause.was is None else f"{score.name} now {least}{score.score}, was {cause.was:g}: "


def _most_first(score: Score) -> list[Part]:
    return sorted((part for part in score.parts if part.points), key=lambda part: -(part.points or 0))


def _scoring(seen: Glance, score: Score, at_ms: int) -> list[str]:
    """Returns the values behind the parts that score most."""
    said = []
    for part in _most_first(score)[:_MOST_SIGNALS]:
        if part.name == "oxygen":
            said.append(f"on {_breathed(part)}")
        elif one := _behind(seen, part):
            said.append(_now(one, at_ms) + _moved(one))
    return said


def _breathed(part: Part) -> str:
    """Returns air or oxygen, of PEWS with how much of it: the part is then what was measured."""
    if isinstance(part.value, str):
        return part.value
    return f"oxygen {part.value:g} {part.unit}" if part.unit == "L/min" else f"FiO2 {part.value:g} %"


def _behind(seen: Glance, part: Part) -> Seen | None:
    """Returns the signal that a part was made from: the pulse may be that of either sensor, and so on."""
    names = {"heart_rate": ("heart_rate", "pulse_rate"), "consciousness": ("consciousness", "gcs")}
    found = (seen.of(name) for name in names.get(part.name, (part.name,)))
    return next((one for one in found if one is not None and one.observed_at_ms == part.observed_at_ms), None)


def _now(one: Seen, at_ms: int, word: str = "") -> str:
    return f"{NAMES[one.name]} {word}{value(one.name, one.value)}{age(one.name, one.observed_at_ms, at_ms)}"


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


def _responds(cause: Cause, seen: Glance) -> str:
    """Returns what was last said of consciousness, in words, or the coma scale."""
    one = newest_of(seen)
    if one is None:
        return "Not alert"
    if codes := BY_NAME[one.name].codes:
        said = _RESPONDS.get(codes[int(one.value)], "Alert again")
        was = "" if cause.was is None else _RESPONDS[codes[int(cause.was)]].lower()
    else:
        said = f"Coma scale {number(one.name, one.value)}"
        was = "" if cause.was is None else number(one.name, cause.was)
    return said + age(one.name, one.observed_at_ms, cause.at_ms) + (f" (before: {was})" if was else "")


def _of_signal(cause: Cause, seen: Glance) -> str:
    """Returns what a clinical condition of one signal says."""
    name = SIGNALS[cause.rule.signal].name
    one = seen.of(name)
    now = _now(one, cause.at_ms, "" if cause.was is None else "now ") if one else NAMES[name]
    if cause.condition in {LIMIT_LOW, LIMIT_HIGH}:
        side = "below" if cause.condition == LIMIT_LOW else "above"
        lasted_ms = cause.at_ms - cause.began_ms
        lasting = f" for {span(lasted_ms)}" if lasted_ms >= _LASTING_MS else ""
        limit = cause.fact.amount
        is_back = one is not None and (one.value >= limit if cause.condition == LIMIT_LOW else one.value <= limit)
        was = f"was {_apart(name, cause.fact.value, limit)}, " if is_back else ""
        told = "" if cause.was is None else f", was {value(name, cause.was)}"
        return f"{_beside(now, one, limit)}{told}, {was}{side} {_whole(name, limit)}{lasting}"
    if cause.condition == APNOEA:
        return f"no breath: {now}"
    if cause.condition == NO_BEAT:
        return f"no heartbeat: {now}"
    if cause.condition == DEVIATION:
        return now + (_usually(one) if one else "")
    if cause.condition == RATE_OF_CHANGE:
        return f"{now} {_change_of(name, one.change if one else None, cause.fact.amount * 10)}"
    assert cause.condition == TREND
    return f"{now} {_over_hours(name, one.over_hours if one else None, cause.fact.amount)}"


def _beside(now: str, one: Seen | None, limit: float) -> str:
    """Returns the value, to a decimal more where it would look like the limit that it is beyond."""
    if one is None:
        return now
    return now.replace(number(one.name, one.value), _apart(one.name, one.value, limit), 1)


def _apart(name: str, measured: float, limit: float) -> str:
    """Returns a value with as many decimals as tell it from the limit."""
    said = number(name, measured)
    decimals = len(said.partition(".")[2])
    while float(said) == float(_whole(name, limit)) != measured and decimals < _MOST_DECIMALS:
        decimals += 1
        said = f"{measured:.{decimals}f}"
    return said


def _whole(name: str, limit: float) -> str:
    """Returns a limit as people write it, whole where that would round it away."""
    said = number(name, limit)
    return said if math.isclose(float(said), limit, rel_tol=1e-6) else f"{limit:.4g}"


def _change(name: str, by: float) -> str:
    return f"{'up' if by > 0 else 'down'} {number(name, abs(by))}"


def _change_of(name: str, by: float | None, began: float) -> str:
    """Returns the change of the value that is said, else that by which it began, where the value has turned since."""
    if by is not None and by * began > 0 and float(number(name, by)):
        return f"{_change(name, by)} in 10 min"
    return f"{_change(name, began)} in 10 min when it began"


def _over_hours(name: str, by: float | None, began: float) -> str:
    """Returns the change over hours: from when exactly is not known, as one level is kept of 90 minutes."""
    if by is not None and by * began > 0 and float(number(name, by)):
        return f"{_change(name, by)} in the last hours"
    return f"{'rising' if began > 0 else 'falling'} over the last hours"


def _of_sensor(cause: Cause, seen: Glance) -> str:
    """Returns what is wrong with a sensor, and its last value with its age."""
    assert cause.rule.signal != OF_PATIENT
    name = SIGNALS[cause.rule.signal].name
    one, amount = seen.of(name), cause.fact.amount
    sensor = f"{NAMES[name]} sensor"
    old = age(name, one.observed_at_ms, cause.at_ms).replace(" ago", " before this was told") if one else ""
    last = f", last {value(name, one.value)}{old}" if one else ""
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
