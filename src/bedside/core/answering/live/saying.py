"""Says what a patient's readings answer, each sentence with the readings or the alert it rests on.

What is old is said to be old, what is missing to be missing: a value is called current only while it is. No sentence
judges more than a published score does. The same question and view give the same words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bedside.core.answering.live.asking import Asked
from bedside.core.vitals.news2 import response, tells_risk
from bedside.core.vitals.score import Part
from bedside.core.vitals.spoken import figure, lasting, named, shown
from bedside.core.vitals.view import Extreme, Live, PatientView, Quality, SeenAlert

_INSTEAD = {"heart_rate": "pulse_rate", "consciousness": "gcs", "oxygen_flow": "fio2"}
"""What is read where the other is not there."""
_PARTS = {"heart_rate": ("heart_rate", "pulse_rate"), "consciousness": ("consciousness", "gcs")}
_CALLS_FOR = {
    "routine": "observed as usual",
    "registered nurse assesses": "a registered nurse should assess",
    "urgent ward review": "calls for an urgent ward review",
    "urgent review by a competent clinician": "calls for an urgent review by a competent clinician",
    "emergency review, critical-care competence": "calls for an emergency review with critical-care competence",
}
_USUAL = ("respiratory_rate", "spo2", "heart_rate", "systolic_bp", "temperature", "consciousness")
_MOST = {"oxygen": 2}
_DAY_MS = 24 * 3_600_000
_SENSOR_FAULTS = frozenset(
    ("implausible", "sensor_flat", "sensor_noisy", "sensor_lost", "sensor_silent", "clock_skewed")
)
_URGENCY = {"high": 0, "medium": 1, "low": 2}


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence, with what it rests on; empty for what is missing."""

    text: str
    rests_on: tuple[Live | Extreme | SeenAlert, ...] = ()


def say(asked: Asked, view: PatientView, medicines: Sequence[str] = ()) -> list[Said]:
    """Returns what the view answers, in reading order; empty where it was asked nothing.

    ``medicines`` are those the asker has told of in the conversation: none other are known here.
    """
    said: list[Said] = []
    if asked.alarm:
        said += _alarms(view)
    if asked.number is not None:
        said += _number(asked.number, asked.signals, view)
    elif asked.signals:
        said += _signals(asked.signals, view)
    if asked.status:
        said += [_score(view), *_signals(_USUAL, view), *_open_alerts(view)]
    if asked.span_ms:
        said += _extremes(asked, view)
    if asked.medicines:
        said.append(_medicines(medicines))
    return list(dict.fromkeys(said))


def clock(at_ms: int, now_ms: int) -> str:
    """Returns a time of day in UTC, with its date where it is not of the last day."""
    at = datetime.fromtimestamp(at_ms / 1000, UTC)
    return at.strftime("%H:%M:%S UTC" if abs(now_ms - at_ms) < _DAY_MS else "%Y-%m-%d %H:%M UTC")


def _signals(signals: Sequence[str], view: PatientView) -> list[Said]:
    found = [live for signal in signals if (live := view.live(signal) or view.live(_INSTEAD.get(signal, "")))]
    found = list(dict.fromkeys(found))
    pressures = {one.signal: one for one in found if one.signal in ("systolic_bp", "diastolic_bp")}
    said = []
    for one in found:
        together = len(pressures) == 2 and len({p.observed_at_ms for p in pressures.values()}) == 1
        if together and one.signal == "systolic_bp":
            said.append(_pressure(pressures["systolic_bp"], pressures["diastolic_bp"], view))
        elif not (together and one.signal == "diastolic_bp"):
            said.append(_value(one, view))
        said += _doubt(one, view)
    there = {one.signal for one in found}
    missing = [s for s in signals if s not in there and _INSTEAD.get(s) not in there and s in (*_USUAL, *signals[:1])]
    if missing:
        said.append(Said(f"There is no reading of {_listed(list(map(named, missing)))}."))
    return said


def _doubt(one: Live, view: PatientView) -> list[Said]:
    """Returns what an open alert says of the sensor of a value."""
    return [
        Said(f"Its sensor is in doubt: {alert.reason}.", (alert,))
        for alert in view.alerts
        if alert.state != "closed"
        and alert.rule.partition(":")[2] == one.signal
        and alert.rule.partition(":")[0] in _SENSOR_FAULTS
    ]


def _value(one: Live, view: PatientView) -> Said:
    subject = "The patient" if one.signal == "consciousness" else f"The {named(one.signal)}"
    text = f"{subject} is {shown(one.signal, one.value, one.unit)}"
    return Said(_placed(one, view, text, f"{_trend(one)}{_points(one, view)}"), (one,))


def _pressure(systolic: Live, diastolic: Live, view: PatientView) -> Said:
    text = f"The blood pressure is {figure('systolic_bp', float(systolic.value))}/"
    text += shown("diastolic_bp", diastolic.value, diastolic.unit)
    return Said(_placed(systolic, view, text, f"{_trend(systolic)}{_points(systolic, view)}"), (systolic, diastolic))


def _placed(one: Live, view: PatientView, text: str, more: str) -> str:
    """Returns what is said of a value with its age, which decides how it may be said at all."""
    when = clock(one.observed_at_ms, view.at_ms)
    if one.quality is Quality.CURRENT:
        return f"{text}, read {lasting(one.age_ms)} ago ({when}){more}."
    text = text.replace("The ", "The last ", 1)
    if one.quality is Quality.STALE:
        return f"{text}, from {lasting(one.age_ms)} ago ({when}): too old to be taken as current."
    return f"{text}, but its time ({when}) lies in the future: when it was true is not known."


def _trend(one: Live) -> str:
    if one.change is None or isinstance(one.value, str):
        return ""
    now, before = figure(one.signal, one.value), figure(one.signal, one.change.from_value)
    if now == before:
        return f", unchanged in {one.change.minutes} min"
    apart = figure(one.signal, abs(float(now) - float(before)))
    way = "up" if float(now) > float(before) else "down"
    return f", {way} {apart} in {lasting(one.change.minutes * 60_000)}"


def _points(one: Live, view: PatientView) -> str:
    part = next((p for p in view.news2.parts if _is_of(p, one)), None)
    if part is None or part.points is None or not view.news2.applicable:
        return ""
    if part.points == 0:
        return ", no points on NEWS2"
    return f", {part.points} of {_MOST.get(part.name, 3)} points on NEWS2"


def _behind(part: Part, view: PatientView) -> Live | None:
    """Returns the reading that a part was made from; the part's own signal before one that stands in for it."""
    signals = _PARTS.get(part.name, (part.name,))
    return next((one for s in signals if (one := view.live(s)) and _is_of(part, one)), None)


def _is_of(part: Part, one: Live) -> bool:
    return one.signal in _PARTS.get(part.name, (part.name,)) and part.observed_at_ms == one.observed_at_ms


def _score(view: PatientView) -> Said:
    score = view.news2
    if not score.applicable:
        return Said(f"NEWS2 does not apply to this patient: {score.why_not}.")
    scored = [part for part in score.parts if part.points]
    rests_on = tuple(one for part in score.parts if part.points is not None if (one := _behind(part, view)))
    if not rests_on:
        return Said("No NEWS2 can be given: none of its parts has a value that is recent enough.")
    made_of = f" ({', '.join(f'{named(part.name)} {part.points}' for part in scored)})" if scored else ""
    unknown = [named(name) for name in score.missing] + [named(p.name) for p in score.parts if p.points is None]
    lacking = f"; not known: {_listed(unknown)}" if unknown else ""
    least = "at least " if score.partial else ""
    calls = response(score) if tells_risk(score) else None
    meaning = f": {calls.risk} risk, {_CALLS_FOR[calls.response]}" if calls else ": the risk is not known"
    return Said(f"NEWS2 is {least}{score.score} of 20{made_of}{lacking}{meaning}.", rests_on)


def _alarms(view: PatientView) -> list[Said]:
    if not view.alerts:
        return [Said("No alert of the last day is on record for this patient.")]
    opened = [one for one in view.alerts if one.state != "closed"]
    first = sorted(opened or view.alerts[:2], key=lambda one: _URGENCY.get(one.priority, len(_URGENCY)))
    said = [said for one in first[:2] for said in _alarm(one, view)]
    if len(opened) > 2:
        said.append(Said(f"{len(opened) - 2} more are open.", tuple(first[2:])))
    return said


def _alarm(one: SeenAlert, view: PatientView) -> Iterator[Said]:
    when = clock(one.opened_ms, view.at_ms)
    yield Said(f"The {one.priority}-priority alert of {when} was raised because: {one.reason.rstrip('.')}.", (one,))
    if one.closed_ms is not None:
        yield Said(f"It closed at {clock(one.closed_ms, view.at_ms)}.", (one,))
        return
    seen = f"acknowledged by {one.acknowledged_by}" if one.acknowledged_by else "nobody has acknowledged it"
    yield Said(f"It has been open for {lasting(view.at_ms - one.opened_ms)}, and {seen}.", (one,))


def _open_alerts(view: PatientView) -> list[Said]:
    return [
        Said(f"A {one.priority}-priority alert is open since {clock(one.opened_ms, view.at_ms)}: {one.reason}.", (one,))
        for one in sorted(view.alerts, key=lambda one: _URGENCY.get(one.priority, len(_URGENCY)))
        if one.state != "closed"
    ][:3]


def _number(number: float, signals: Sequence[str], view: PatientView) -> list[Said]:
    """Returns what is known of a value that the asker read off: the reading that shows it, else what there is."""
    given = f"{number:g}"
    shown_as = [
        one
        for one in view.readings
        if not isinstance(one.value, str) and (not signals or one.signal in signals) and _reads(one, number)
    ]
    if shown_as:
        return [_value(one, view) for one in shown_as]
    asked = signals or (("temperature",) if is_a_temperature(number) else ())
    said = [Said(f"No reading of this patient is {given} just now.")]
    return said + (_signals(asked, view) if asked else [])


def is_a_temperature(number: float) -> bool:
    """Returns whether a number that comes without its signal is read as a temperature: 38.4, but not 38 nor 88.5."""
    return 33 <= number <= 43 and number % 1 != 0


def _reads(one: Live, number: float) -> bool:
    return figure(one.signal, float(one.value)) == figure(one.signal, number)


def _extremes(asked: Asked, view: PatientView) -> Iterator[Said]:
    signals = asked.signals or _USUAL
    for signal in signals:
        ends = [one for one in view.extremes if one.signal == signal]
        if len(ends) == 2 and (asked.signals or ends[0].value != ends[1].value):
            low, high = ends
            yield Said(
                f"In the last {lasting(view.span_ms)} the {named(signal)} was between "
                f"{figure(signal, low.value)} ({clock(low.observed_at_ms, view.at_ms)}) and "
                f"{shown(signal, high.value, high.unit)} ({clock(high.observed_at_ms, view.at_ms)}).",
                (low, high),
            )


def _medicines(told: Sequence[str]) -> Said:
    whose = f"You named {_listed(told)} in this conversation; no other" if told else "No"
    return Said(
        f"{whose} medicines of this patient are known here: whether a value is dangerous together with a medicine is "
        "for the prescriber or a pharmacist to say."
    )


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
