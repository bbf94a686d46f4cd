"""Builds readings for tests: one sound heart rate, with whatever a test changes about it."""

from dataclasses import replace
from typing import Any

from bedside.core.vitals.reading import Reading

NOW_MS = 1_772_366_400_000
SOUND = Reading(patient_id="p-1", signal="heart_rate", value=72.0, unit="/min", observed_at=NOW_MS - 1000)


def reading(signal: str = "heart_rate", value: float | str = 72.0, unit: str = "/min", **more: Any) -> Reading:
    return replace(SOUND, signal=signal, value=value, unit=unit, **more)
