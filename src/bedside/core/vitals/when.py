"""A past time as a person names it ("at 14:30", "overnight", "in the last half hour"), and the stretch that it is.

What was named is kept apart from what it comes to, since that depends on the moment of asking and on the zone. A clock
time without a day is the latest one that has passed; "at 2" without half of the day may be either, and is the latest.
A night is from 22 to 6 o'clock, a morning from 6 to 12, an afternoon from 12 to 18, an evening from 18 to 22: whatever
is answered names its hours, so that another idea of a night is seen.

Where a clock is set back an hour comes twice, and where it is set on one never comes. A moment in it is the latest that
it may be and that has passed; a stretch that begins or ends in it is the longest that it may be.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
LONGEST_MS = 7 * DAY_MS
"""How far back anything is looked for."""
KINDS = ("ago", "last", "clock", "since", "part", "between", "first", "alarm")
PARTS = {
    "early hours": (0, 6),
    "morning": (6, 12),
    "afternoon": (12, 18),
    "evening": (18, 22),
    "night": (22, 30),
    "tonight": (18, 30),
    "day": (0, 24),
}
"""The hours of each part of a day, counted from its midnight."""
_FOR_CLOCKS = {"morning": (0, 12), "evening": (16, 24), "night": (18, 32)}
"""Wider hours in which a clock time still belongs to a part: "at 5 this morning", "at 9 last night"."""
_DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class When:
    """A named time. ``kind`` is one of `KINDS`; ``back_ms`` is of ago and last, ``minute`` is that of the day.

    Of the kind "alarm" it is ``back_ms`` before the newest alert opened, which `at_alarm` makes a moment of.

    ``either_half`` means that half of the day was not said. ``days_back`` is 0 for today, None where no day was named;
    ``weekday`` (0 is Monday) names the latest such day, with ``days_back`` 1 the latest before today. ``on`` is a
    date: "2026-03-03", "--03-03" for the latest 3 March, "---03" for the latest 3rd.
    """

    kind: str
    back_ms: int = 0
    minute: int | None = None
    until_minute: int | None = None
    either_half: bool = False
    part: str = ""
    days_back: int | None = None
    weekday: int | None = None
    on: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time; ``moment_ms`` is the moment that was asked about, None where it was the stretch itself."""

    since_ms: int
    until_ms: int
    moment_ms: int | None = None


def zone_of(name: str) -> tzinfo:
    """Returns the zone of a name such as Europe/Berlin or +01:00; UTC for "". Raises what an unknown name raises.

    >>> zone_of("+01:00").utcoffset(None)
    datetime.timedelta(seconds=3600)
    """
    if name.startswith(("+", "-")):
        return datetime.strptime(name, "%z").tzinfo or UTC
    return ZoneInfo(name) if name else UTC


def clock(at_ms: int, now_ms: int, zone: tzinfo = UTC, *, to_the_minute: bool = False) -> str:
    """Returns a time of day with its zone, and with its day where it is not that of now.

    >>> clock(1000, 60_000), clock(0, DAY_MS), clock(0, 2 * DAY_MS)
    ('00:00:01 UTC', '00:00 UTC yesterday', '1970-01-01 00:00 UTC')
    """
    at, now = datetime.fromtimestamp(at_ms / 1000, zone), datetime.fromtimestamp(now_ms / 1000, zone)
    name = at.strftime("%Z")
    name = f"UTC{name}" if name.startswith(("+", "-")) else name
    if at.date() not in (now.date(), now.date() - timedelta(days=1)):
        return f"{at:%Y-%m-%d %H:%M} {name}"
    hands = f"{at:%H:%M}" if to_the_minute or at_ms % 60_000 == 0 else f"{at:%H:%M:%S}"
    return f"{hands} {name}" + ("" if at.date() == now.date() else " yesterday")


def span_of(when: When, at_ms: int, zone: tzinfo = UTC) -> Span:
    """Returns the stretch that a named time is for somebody who asks at ``at_ms``; never beyond that moment.

    A moment comes as a stretch of no length. What lies outside the days that are read comes as their nearest end:
    `reach_of` tells whether it does.
    """
    since, until = _ends(when, at_ms, zone)
    earliest = at_ms - LONGEST_MS
    since, until = max(min(since, at_ms), earliest), max(min(until, at_ms), earliest)
    return Span(since, until, since if when.kind in ("ago", "clock") else None)


def at_alarm(when: When, opened_ms: int | None, at_ms: int) -> When | None:
    """Returns the moment that is told by an alert's opening, None where there is none or it is out of reach."""
    if opened_ms is None or not 0 <= at_ms - opened_ms + when.back_ms <= LONGEST_MS:
        return None
    return When("ago", at_ms - opened_ms + when.back_ms)


def reach_of(when: When, at_ms: int, zone: tzinfo = UTC) -> str:
    """Returns where a named time lies: "" within the days that are read, "cut" in part, else "beyond" or "ahead"."""
    if when.kind == "alarm":
        return ""
    since, until = _ends(when, at_ms, zone)
    earliest = at_ms - LONGEST_MS
    if since > at_ms:
        return "ahead"
    if until < earliest or (until == earliest and since < until):
        return "beyond"
    return "cut" if since < earliest else ""


def _ends(when: When, at_ms: int, zone: tzinfo) -> tuple[int, int]:
    """Returns from when to when a named time is, however far back or ahead that may be."""
    now = datetime.fromtimestamp(at_ms / 1000, zone)
    match when.kind:
        case "ago":
            since = until = at_ms - when.back_ms
        case "last" | "first":
            since, until = at_ms - (when.back_ms or LONGEST_MS), at_ms
        case "clock":
            since = until = _ms(_clock(when, now))
        case "since":
            began = _clock(when, now) if when.minute is not None else _part(when, now)[0]
            since, until = min(map(_ms, _both(began))), at_ms
        case "between":
            began = _clock(when, now)
            ended = began + timedelta(minutes=_minutes_long(when))
            since, until = min(map(_ms, _both(began))), max(map(_ms, _both(ended)))
        case _:
            began, ended = _part(when, now)
            since, until = _ms(began), _ms(ended)
    return since, until


def _minutes_long(when: When) -> int:
    within = _DAY_MINUTES // 2 if when.either_half else _DAY_MINUTES
    return ((when.until_minute or 0) - (when.minute or 0)) % within or within


def _part(when: When, now: datetime) -> tuple[datetime, datetime]:
    """Returns when the named part of a day began and ends: of the named day, else the latest that has begun."""
    first, last = PARTS[when.part or "day"]
    day = _day(when, now)
    if day is None:
        today = now.date()
        day = today if _has_passed(_at(today, first * 60, now), now) else today - timedelta(days=1)
    if when.weekday is not None and not _has_passed(_at(day, first * 60, now), now):
        day -= timedelta(days=7)
    began = _at(day, first * 60, now)
    is_ahead = not _has_passed(began, now)
    if is_ahead and not when.on and when.part not in ("afternoon", "evening"):
        return _at(now.date(), 0, now), now  # "this morning", asked in the small hours
    return began, _at(day, last * 60, now)


def _day(when: When, now: datetime) -> date | None:
    if when.on:
        return _dated(when.on, now.date())
    if when.weekday is not None:
        days = (now.weekday() - when.weekday) % 7
        return now.date() - timedelta(days=7 if not days and when.days_back else days)
    return None if when.days_back is None else now.date() - timedelta(days=when.days_back)


def _dated(on: str, today: date) -> date:
    """Returns the day of a date; of one without a year or a month the latest that is not ahead."""
    if not on.startswith("-"):
        return date.fromisoformat(on)
    day = today
    while not day.isoformat().endswith(on.lstrip("-")):
        day -= timedelta(days=1)
    return day


def _clock(when: When, now: datetime) -> datetime:
    """Returns the latest moment with that clock time which has passed, within the named part where there is one."""
    passed = sorted((one for one in _clocks(when, now) if _has_passed(one, now)), key=_ms, reverse=True)
    day = _day(when, now)
    if when.on or (when.days_back or 0) > 1:
        return _clock_on(day or now.date(), when, now)
    if when.part or day:
        part = when.part or "day"
        first, last = _FOR_CLOCKS.get(part, PARTS[part])
        latest = day or now.date()
        days = [latest, latest - timedelta(days=1 if when.weekday is None else 7)]
        for one in days:
            began, ended = _ms(_at(one, first * 60, now)), _ms(_at(one, last * 60, now))
            if inside := [at for at in passed if began <= _ms(at) < ended]:
                return inside[0]
    return passed[0]


def _clock_on(day: date, when: When, now: datetime) -> datetime:
    """Returns the clock time on that very day: of two the later that has passed and lies within the named part."""
    minute, part = when.minute or 0, when.part or "day"
    minutes = [minute, (minute + _DAY_MINUTES // 2) % _DAY_MINUTES] if when.either_half else [minute]
    first, last = _FOR_CLOCKS.get(part, PARTS[part])
    began, ended = _ms(_at(day, first * 60, now)), _ms(_at(day, last * 60, now))
    may_be = [at for one in minutes for later in (0, 1) for at in _both(_at(day + timedelta(days=later), one, now))]
    inside = sorted((at for at in may_be if began <= _ms(at) < ended), key=_ms) or [_at(day, minute, now)]
    return max((at for at in inside if _has_passed(at, now)), key=_ms, default=inside[0])


def _clocks(when: When, now: datetime) -> Iterator[datetime]:
    minute = when.minute or 0
    minutes = {minute, (minute + _DAY_MINUTES // 2) % _DAY_MINUTES} if when.either_half else {minute}
    for days in range(9):
        for one in minutes:
            yield from _both(_at(now.date() - timedelta(days=days), one, now))


def _at(day: date, minute: int, now: datetime) -> datetime:
    days, rest = divmod(minute, _DAY_MINUTES)
    midnight = datetime(day.year, day.month, day.day, tzinfo=now.tzinfo) + timedelta(days=days)
    return midnight.replace(hour=rest // 60, minute=rest % 60)


def _both(at: datetime) -> tuple[datetime, datetime]:
    """Returns the two moments that a time of a clock may be in an hour that comes twice or never, else one twice."""
    return at.replace(fold=0), at.replace(fold=1)


def _has_passed(at: datetime, now: datetime) -> bool:
    return _ms(at) <= _ms(now)  # of one zone, times compare by their clocks alone


def _ms(at: datetime) -> int:
    return round(at.timestamp() * 1000)
