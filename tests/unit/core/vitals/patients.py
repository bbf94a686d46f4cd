"""Builders for the tests of scores: people, and what was observed of them at noon on 15 June 2026."""

from datetime import UTC, date, datetime

from bedside.core.vitals.score import Observed, Part, Person, Score

NOW_MS = int(datetime(2026, 6, 15, 12, tzinfo=UTC).timestamp() * 1000)
HOUR_MS = 3_600_000

UNITS = {
    "heart_rate": "/min",
    "pulse_rate": "/min",
    "spo2": "%",
    "respiratory_rate": "/min",
    "systolic_bp": "mm[Hg]",
    "temperature": "Cel",
    "oxygen_flow": "L/min",
    "fio2": "%",
    "consciousness": "{code}",
    "gcs": "{score}",
    "capillary_refill": "s",
    "respiratory_effort": "{code}",
}

ADULT = Person(date(1960, 1, 1), on_oxygen=False)
ADULT_ON_OXYGEN = Person(date(1960, 1, 1), on_oxygen=True)
UNKNOWN_OXYGEN = Person(date(1960, 1, 1))

WELL = {
    "respiratory_rate": 14, "spo2": 98, "systolic_bp": 120, "heart_rate": 70, "consciousness": "A", "temperature": 37.0,
}  # fmt: skip
"""Scores 0 on every adult chart."""


def observed(signal: str, value: float | str, *, age_ms: int = 0, unit: str = "") -> Observed:
    return Observed(value, unit or UNITS[signal], NOW_MS - age_ms)


def latest(values: dict[str, float | str] | None = None, /, **more: float | str) -> dict[str, Observed]:
    return {signal: observed(signal, value) for signal, value in ((values or {}) | more).items()}


def part(score: Score, name: str) -> Part:
    return next(part for part in score.parts if part.name == name)


def points(score: Score, name: str) -> int | None:
    return part(score, name).points


def at(year: int, month: int, day: int, hour: int = 0) -> int:
    return int(datetime(year, month, day, hour, tzinfo=UTC).timestamp() * 1000)
