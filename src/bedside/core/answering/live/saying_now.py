"""Says what a patient's latest readings are: value, age, trend, points; the doubt in a sensor; what is missing."""

from collections.abc import Sequence

from bedside.core.answering.live.said import INSTEAD, USUAL, Said, listed, told
from bedside.core.answering.live.saying_scores import part_of
from bedside.core.answering.live.units import amount, as_asked, meant
from bedside.core.vitals.freshness import CONTINUOUS
from bedside.core.vitals.quality import Quality
from bedside.core.vitals.spoken import figure, lasting, named, shown
from bedside.core.vitals.view import Live, PatientView

TOGETHER_MS = 60_000
"""Up to how far apart systolic and diastolic are of one measurement."""
_PRESSURES = ("systolic_bp", "diastolic_bp", "mean_bp")
_DEFICIT = 10
"""From how far apart on heart rate and pulse rate are both told: beats that do not reach the finger."""
_MOST = {"oxygen": 2}
_SENSOR_FAULTS = frozenset(
    ("implausible", "sensor_flat", "sensor_noisy", "sensor_lost", "sensor_silent", "clock_skewed")
)


def values(signals: Sequence[str], view: PatientView, *, briefly: bool = False) -> list[Said]:
    """Returns what is known of the signals now; ``briefly`` leaves out that it is too early for a trend."""
    found = [live for signal in signals if (live := view.live(signal) or view.live(INSTEAD.get(signal, "")))]
    found = _of_one_heart(found)
    pair = pressure_pair(found, view)
    said = []
    for one in dict.fromkeys(found):
        if pair and one.signal == "systolic_bp":
            said.append(_pressure(pair, view, briefly=briefly))
        elif one not in pair:
            said.append(value(one, view, briefly=briefly))
        said += _doubt(one, view)
    there = {one.signal for one in found} | {"pulse_rate"}
    missing = [s for s in signals if s not in there and INSTEAD.get(s) not in there and s in (*USUAL, *signals[:1])]
    if "systolic_bp" in missing and "diastolic_bp" in missing:
        missing = ["blood_pressure" if s == "systolic_bp" else s for s in missing if s != "diastolic_bp"]
    if missing:
        said.append(Said(f"There is no reading of {listed(list(map(named, missing)))}."))
    return said


def _of_one_heart(found: list[Live]) -> list[Live]:
    """Returns the readings without a pulse rate that says what the heart rate says: both current and near."""
    heart = next((one for one in found if one.signal == "heart_rate" and one.quality is Quality.CURRENT), None)
    if heart is None:
        return found
    return [
        one
        for one in found
        if one.signal != "pulse_rate"
        or one.quality is not Quality.CURRENT
        or abs(float(one.value) - float(heart.value)) >= _DEFICIT
    ]


def value(one: Live, view: PatientView, *, briefly: bool = False) -> Said:
    """Returns the sentence of one reading."""
    subject = "The patient" if one.signal == "consciousness" else f"The {named(one.signal)}"
    text = f"{subject} is {amount(one.signal, one.value, one.unit)}"
    return Said(_placed(one, view, text, f"{_trend(one, briefly=briefly)}{_points(one, view)}"), (one,))


def bound_now(bound: str, number: float, signals: Sequence[str], view: PatientView) -> list[Said]:
    """Returns whether the latest value of the first signal that has one is below or above a number."""
    found = (live for signal in signals if (live := view.live(signal) or view.live(INSTEAD.get(signal, ""))))
    one = next((live for live in found if not isinstance(live.value, str)), None)
    if one is None:
        return []
    value, limit = (float(figure(one.signal, n)) for n in (float(one.value), meant(one.signal, number)))
    verb = "is" if one.quality is Quality.CURRENT else "was then"
    no = "" if (value < limit if bound == "below" else value > limit) else "not "
    text = f"The {named(one.signal)} {verb} {no}{bound} {as_asked(one.signal, number, one.unit)}."
    return [Said(text, (one,))]


def pressure_pair(found: Sequence[Live], view: PatientView) -> tuple[Live, ...]:
    """Returns systolic, diastolic and, where there is one, mean pressure of one measurement; empty for none."""
    if not {"systolic_bp", "diastolic_bp"} <= {one.signal for one in found}:
        return ()
    high, low, mean = (view.live(signal) for signal in _PRESSURES)
    if not high or not low or abs(high.observed_at_ms - low.observed_at_ms) > TOGETHER_MS:
        return ()
    is_one = mean is not None and abs(high.observed_at_ms - mean.observed_at_ms) <= TOGETHER_MS
    return (high, low, mean) if mean is not None and is_one else (high, low)


def pressure_text(values_of: Sequence[float | str], unit: str) -> str:
    """Returns systolic, diastolic and perhaps mean pressure as one.

    >>> pressure_text([122.0, 81.0, 95.0], "mm[Hg]")
    '122/81 mmHg (systolic/diastolic), mean 95'
    """
    high, low, *mean = (figure("systolic_bp", float(one)) for one in values_of)
    return f"{high}/{low} {shown('systolic_bp', 0.0, unit)[2:]} (systolic/diastolic)" + "".join(
        f", mean {one}" for one in mean
    )


def _pressure(pair: Sequence[Live], view: PatientView, *, briefly: bool) -> Said:
    oldest = min(pair, key=lambda one: one.observed_at_ms)
    worst = next((one for one in pair if one.quality is not Quality.CURRENT), oldest)
    text = f"The blood pressure is {pressure_text([one.value for one in pair], pair[0].unit)}"
    trend = _trend(pair[0], briefly=briefly, name="systolic ")
    return Said(_placed(worst, view, text, f"{trend}{_points(pair[0], view)}"), tuple(pair))


def _doubt(one: Live, view: PatientView) -> list[Said]:
    """Returns what an open alert says of the sensor of a value."""
    return [
        Said(f"Its sensor is in doubt: {alert.reason}.", (alert,))
        for alert in view.alerts
        if alert.state != "closed"
        and alert.rule.partition(":")[2] == one.signal
        and alert.rule.partition(":")[0] in _SENSOR_FAULTS
    ]


def _placed(one: Live, view: PatientView, text: str, more: str) -> str:
    """Returns what is said of a value with its age, which decides how it may be said at all."""
    when = told(one.observed_at_ms, view)
    if one.quality is Quality.CURRENT:
        return f"{text}, read {lasting(one.age_ms)} ago ({when}){more}."
    text = text.replace("The ", "The last ", 1) if not text.startswith("The patient") else text
    if one.quality is Quality.STALE:
        text = text.replace("The patient is", "The patient was last")
        return f"{text}, from {lasting(one.age_ms)} ago ({when}): too old to be taken as current."
    if one.quality is Quality.LATE:
        text = text.replace("The patient is", "The patient was last")
        return f"{text}, from {lasting(one.age_ms)} ago ({when}): it came late, and is not taken as current."
    return f"{text}, but its time ({when}) lies in the future: when it was true is not known."


def _trend(one: Live, *, briefly: bool, name: str = "") -> str:
    if isinstance(one.value, str):
        return ""
    if one.change is None:
        return "" if briefly or one.signal not in CONTINUOUS else ", too early for a trend"
    now, before = figure(one.signal, one.value), figure(one.signal, one.change.from_value)
    over = lasting(one.change.minutes * 60_000)
    if now == before:
        return f", {name}unchanged in {over}"
    apart = figure(one.signal, abs(float(now) - float(before)))
    way = "up" if float(now) > float(before) else "down"
    return f", {name}{way} {apart} in {over}"


def _points(one: Live, view: PatientView) -> str:
    part = part_of(one, view.news2)
    if part is None or part.points is None or not view.news2.applicable:
        return ""
    if part.points == 0:
        return ", no points on NEWS2"
    return f", {part.points} of {_MOST.get(part.name, 3)} points on NEWS2"
