"""One sentence of an answer about a patient with what it rests on, and what all such sentences are made with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bedside.core.vitals.past import Point
from bedside.core.vitals.view import Held, Live, PatientView, SeenAlert
from bedside.core.vitals.when import clock, zone_of

USUAL = ("respiratory_rate", "spo2", "heart_rate", "systolic_bp", "diastolic_bp", "temperature", "consciousness")
"""What is told of somebody of whom nothing in particular is asked."""
INSTEAD = {"heart_rate": "pulse_rate", "consciousness": "gcs", "oxygen_flow": "fio2"}
"""What is read where the other is not there."""


Source: TypeAlias = Live | Point | SeenAlert | Held
"""What a sentence may rest on."""


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence, with what it rests on; empty for what is missing."""

    text: str
    rests_on: tuple[Source, ...] = ()


def told(at_ms: int, view: PatientView, *, to_the_minute: bool = False) -> str:
    """Returns a clock time as the view tells it: in its zone, with the day where that is not the day of asking."""
    return clock(at_ms, view.at_ms, zone_of(view.zone), to_the_minute=to_the_minute)


def stretch(since_ms: int, until_ms: int, view: PatientView) -> str:
    """Returns from when to when, the zone and the day said once where they are the same."""
    since, until = (told(one, view, to_the_minute=True) for one in (since_ms, until_ms))
    is_dated = until[:4].isdigit()
    same = until.rpartition(" ")[2] if is_dated else until.partition(" ")[2]
    return f"from {since.removesuffix(' ' + same)} to {until}"


def listed(names: Sequence[str]) -> str:
    """Returns names as a sentence lists them.

    >>> listed(["pulse", "SpO2", "temperature"])
    'pulse, SpO2 and temperature'
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
