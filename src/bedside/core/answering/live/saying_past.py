"""Says what a patient's readings were at a past moment or over a stretch; each sentence cites what it rests on.

A moment is answered by the reading nearest to it, which says how far away it was where that is not near; a stretch by
lowest, highest and median, or the mean where that was asked for, and by the time that was really covered. What was not
recorded is said to be so, and never met with the value of now.
"""

from collections.abc import Iterator, Sequence

from bedside.core.answering.live.asking import Asked
from bedside.core.answering.live.said import INSTEAD, Said, listed, stretch, told
from bedside.core.answering.live.saying_now import TOGETHER_MS, pressure_text
from bedside.core.answering.live.units import amount, as_asked, meant
from bedside.core.vitals.freshness import CONTINUOUS
from bedside.core.vitals.past import GAP_MS, Course, Past, Point, around_ms, is_at_once
from bedside.core.vitals.spoken import figure, lasting, named, shown
from bedside.core.vitals.view import PatientView
from bedside.core.vitals.when import DAY_MS, LONGEST_MS

_SLACK = 20
"""A stretch counts as covered where the readings begin and end within a twentieth of it from its ends."""


def past_values(asked: Asked, signals: Sequence[str], view: PatientView) -> list[Said]:
    """Returns what was read of the signals at the time that was asked about."""
    past = view.past
    if past is None:
        return []
    if asked.when is not None and asked.when.kind == "first":
        return _nothing(signals, past, view, list(_first(signals, past, view)))
    if past.moment_ms is not None:
        return _nothing(signals, past, view, list(_near(signals, past, past.moment_ms, view)))
    mine = of_one_heart(signals, past)
    found = [course for signal in mine if (course := past.course(signal) or past.course(INSTEAD.get(signal, "")))]
    return _nothing(signals, past, view, [one for course in found for one in _course(course, asked, past, view)])


def _nothing(signals: Sequence[str], past: Past, view: PatientView, said: list[Said]) -> list[Said]:
    """Returns what was said, with what was not recorded of what was asked for."""
    known = {one.signal for one in (*past.nearest, *(course.first for course in past.courses))}
    there = known | {signal for signal, other in INSTEAD.items() if other in known}
    stand_ins = {other for signal, other in INSTEAD.items() if signal in signals}
    missing = [signal for signal in signals if signal not in there and signal not in stand_ins]
    missing = missing if not said else [s for s in missing if s in signals[:1]]
    if not missing:
        return said
    if past.moment_ms is None:
        when = stretch(past.since_ms, past.until_ms, view)
    else:
        when = f"at {told(past.moment_ms, view)}, nor within {lasting(around_ms(missing[0]))} of it"
    return [*said, Said(f"Nothing was recorded of {listed(list(map(named, missing)))} {when}.")]


def of_one_heart(signals: Sequence[str], past: Past) -> list[str]:
    """Returns the signals without the pulse rate where the heart rate, which says the same, is there."""
    there = past.near("heart_rate") or past.course("heart_rate")
    return [one for one in signals if not (there and one == "pulse_rate" and "heart_rate" in signals)]


def _near(signals: Sequence[str], past: Past, moment: int, view: PatientView) -> Iterator[Said]:
    points = [one for s in of_one_heart(signals, past) if (one := past.near(s) or past.near(INSTEAD.get(s, "")))]
    pair = _pair(points, past)
    for one in dict.fromkeys(points):
        if pair and one.signal == "systolic_bp":
            text = pressure_text([p.value for p in pair], one.unit)
            yield Said(_at(one, "blood pressure", text, moment, view), pair)
        elif one not in pair:
            text = amount(one.signal, one.value, one.unit)
            yield Said(_at(one, named(one.signal), text, moment, view), (one,))


def _pair(points: Sequence[Point], past: Past) -> tuple[Point, ...]:
    high, low, mean = (past.near(signal) for signal in ("systolic_bp", "diastolic_bp", "mean_bp"))
    if high not in points or not high or not low or abs(high.observed_at_ms - low.observed_at_ms) > TOGETHER_MS:
        return ()
    is_one = mean is not None and abs(high.observed_at_ms - mean.observed_at_ms) <= TOGETHER_MS
    return (high, low, mean) if mean is not None and is_one else (high, low)


def _at(one: Point, name: str, value: str, moment: int, view: PatientView) -> str:
    apart, at = one.observed_at_ms - moment, told(moment, view)
    ago = lasting(view.at_ms - moment)
    if is_at_once(one.signal, apart):
        subject = "the patient" if one.signal == "consciousness" else f"the {name}"
        later = f", {lasting(apart)} later" if apart >= 1000 else ""
        return f"At {at}, {ago} ago, {subject} was {value} (read {told(one.observed_at_ms, view)}{later})."
    away = f"{lasting(abs(apart))} {'after' if apart > 0 else 'before'}"
    nearest = f"the nearest reading of {name} is {value}, {told(one.observed_at_ms, view)}, {away}"
    if abs(apart) <= around_ms(one.signal):
        return f"{nearest[0].upper()}{nearest[1:]} {at}."
    return f"Nothing was recorded of {name} at {at}, nor within {lasting(around_ms(one.signal))} of it; {nearest} that."


def _first(signals: Sequence[str], past: Past, view: PatientView) -> Iterator[Said]:
    courses = [course for signal in signals if (course := past.course(signal) or past.course(INSTEAD.get(signal, "")))]
    firsts = Past(past.since_ms, past.until_ms, nearest=tuple(course.first for course in past.courses))
    points = tuple(dict.fromkeys(course.first for course in courses))
    pair = _pair(points, firsts)
    for one in points:
        if one in pair and one.signal != "systolic_bp":
            continue
        rests_on = pair if one in pair else (one,)
        name = "blood pressure" if pair and one in pair else named(one.signal)
        text = (
            pressure_text([p.value for p in pair], one.unit) if one in pair else shown(one.signal, one.value, one.unit)
        )
        yield Said(
            f"When the patient came is not known here; the first {name} of the last {LONGEST_MS // DAY_MS} days is "
            f"{text} ({told(one.observed_at_ms, view)}).",
            rests_on,
        )


def _course(course: Course, asked: Asked, past: Past, view: PatientView) -> Iterator[Said]:
    when, name = _covered(course, past, view), named(course.signal)
    if course.lowest is None or course.highest is None:
        subject = "the patient" if course.signal == "consciousness" else f"the {name}"
        codes = [
            f"{shown(one.signal, one.value, one.unit)} (first {told(one.observed_at_ms, view)})" for one in course.codes
        ]
        yield Said(f"{when} {subject} was {listed(codes)}; {_readings(course)}.", course.codes)
        return
    low, high = course.lowest, course.highest
    if low.value == high.value:
        text = f"was {amount(low.signal, low.value, low.unit)}{' throughout' if course.count > 1 else ''}"
    else:
        text = (
            f"was between {figure(low.signal, float(low.value))} ({told(low.observed_at_ms, view)}) and "
            f"{shown(high.signal, high.value, high.unit)} ({told(high.observed_at_ms, view)}), {_middle(course, asked)}"
        )
    rests_on = (course.first, course.last) if asked.change else ()
    text += f", {_way(course, view)}" if asked.change and course.count > 1 else ""
    yield Said(f"{when} the {name} {text}; {_readings(course)}.", tuple(dict.fromkeys((low, high, *rests_on))))
    if asked.bound and asked.number is not None and asked.signals[:1] in ((course.signal,), (_stands_for(course),)):
        yield _bound(course, asked.bound, asked.number)


def _stands_for(course: Course) -> str:
    return next((signal for signal, other in INSTEAD.items() if other == course.signal), "")


def _middle(course: Course, asked: Asked) -> str:
    kind, value = ("mean", course.mean) if asked.average else ("median", course.median)
    return f"{kind} {figure(course.signal, value)}"


def _way(course: Course, view: PatientView) -> str:
    first, last = (figure(one.signal, float(one.value)) for one in (course.first, course.last))
    times = f"({told(course.first.observed_at_ms, view)}) to {last} at last ({told(course.last.observed_at_ms, view)})"
    apart = figure(course.signal, abs(float(last) - float(first)))
    way = "unchanged" if first == last else f"{'up' if float(last) > float(first) else 'down'} {apart}"
    return f"{way} from {first} at first {times}"


def _bound(course: Course, bound: str, number: float) -> Said:
    low, high = course.lowest, course.highest
    assert low is not None
    assert high is not None
    end = low if bound == "below" else high
    value, limit = (float(figure(end.signal, n)) for n in (float(end.value), meant(end.signal, number)))
    was = value < limit if bound == "below" else value > limit
    never = "It was" if was else "No reading of it was"
    return Said(
        f"{never} {bound} {as_asked(end.signal, number, end.unit)}{' at least once' if was else ' in that time'}.",
        (end,),
    )


def _covered(course: Course, past: Past, view: PatientView) -> str:
    """Returns the stretch as it was really covered: the asked one, or from the first to the last reading."""
    first, last = course.first.observed_at_ms, course.last.observed_at_ms
    slack = (past.until_ms - past.since_ms) // _SLACK
    to_the_end = min(slack, GAP_MS) if course.signal in CONTINUOUS else slack
    if course.signal in CONTINUOUS:
        is_whole = first - past.since_ms <= slack and past.until_ms - last <= to_the_end
        is_whole = is_whole and course.covered_ms >= (last - first) - slack
    else:
        is_whole = first - past.since_ms <= max(slack, around_ms(course.signal))
    if is_whole:
        return (
            f"{stretch(past.since_ms, past.until_ms, view)[0].upper()}{stretch(past.since_ms, past.until_ms, view)[1:]}"
        )
    asked = f"not the {lasting(past.until_ms - past.since_ms)} asked about"
    if course.signal in CONTINUOUS and course.covered_ms > 0:
        asked = f"{lasting(course.covered_ms)} of readings, {asked}"
    if past.until_ms >= view.at_ms and past.until_ms - last <= to_the_end:
        return f"Since {told(first, view)} ({asked})"
    if course.count == 1:
        return f"At {told(first, view)} ({asked})"
    where = stretch(first, last, view)
    return f"{where[0].upper()}{where[1:]} ({asked})"


def _readings(course: Course) -> str:
    return "1 reading" if course.count == 1 else f"{course.count:,} readings"
