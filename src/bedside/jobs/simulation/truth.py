"""What is really wrong on a simulated ward, and when: what alerts are judged by.

A deterioration's criteria are looked for on the noise-free course, by the project's own NEWS2 with all parts known at
once: no alert can be expected before that, and cuff and nurse may come later. Times are RFC 3339, in UTC.
"""

from bisect import bisect_left
from typing import Any

import numpy as np

from bedside.core.vitals.news2 import news2
from bedside.core.vitals.score import Observed, Person, Score
from bedside.core.vitals.signals import BY_NAME
from bedside.jobs.simulation.artefacts import WHOLE_WARD
from bedside.jobs.simulation.body import Bodies
from bedside.jobs.simulation.deteriorations import Deterioration
from bedside.jobs.simulation.rows import times
from bedside.jobs.simulation.settings import Settings
from bedside.jobs.simulation.vitals import VITALS

CRITERIA = {"news2_5": 5, "news2_7": 7}
_LOOKS = 120
_FINENESS_S = 0.5


def truth(settings: Settings) -> dict[str, Any]:
    """Returns the ward's patients, its deteriorations with when each criterion is first met, and its faults.

    A criterion that it never meets is None; one that it meets only after the end has its time. Faults are those before
    the end; without an end only planned ones.
    """
    bodies = settings.bodies()
    ids = {patient.bed: patient.patient_id for patient in bodies.patients}
    end_s = settings.minutes * 60 if settings.minutes else None
    faults = settings.all_faults().between(0, end_s) if end_s else settings.planned
    return {
        "start": _time(settings, 0),
        "end": _time(settings, end_s),
        "seed": settings.seed,
        "speed": settings.speed,
        "patients": [{"patient_id": p.patient_id, "bed": p.bed, "kind": p.kind} for p in bodies.patients],
        "deteriorations": [
            {
                "patient_id": ids[one.bed],
                "bed": one.bed,
                "kind": one.kind,
                "onset_at": _time(settings, one.onset_s),
                "over_at": _time(settings, one.over_s(settings.speed)),
                "met_at": {name: _time(settings, met_s(bodies, one, limit)) for name, limit in CRITERIA.items()},
            }
            for one in settings.deteriorations
        ],
        "faults": [
            {
                "patient_id": None if fault.bed == WHOLE_WARD else ids[fault.bed],
                "kind": fault.kind,
                "signals": list(fault.signals),
                "from": _time(settings, fault.from_s),
                "until": _time(settings, fault.until_s),
            }
            for fault in faults
        ],
    }


def score(bodies: Bodies, bed: int, at_s: float) -> Score:
    """Returns NEWS2 of the noise-free course of one bed at a time in seconds from the start."""
    patient = bodies.patients[bed - 1]
    at_ms = 1_700_000_000_000
    values: dict[str, float | str] = dict(
        zip(VITALS, bodies.course(np.array([at_s]), [bed])[0, :, 0].tolist(), strict=True)
    )
    values["consciousness"] = bodies.level(bed, at_s)
    latest = {name: Observed(value, BY_NAME[name].unit, at_ms) for name, value in values.items()}
    return news2(latest, Person(None, patient.spo2_scale, patient.on_oxygen), at_ms)


def met_s(bodies: Bodies, one: Deterioration, limit: int) -> float | None:
    """Returns when NEWS2 first reaches a limit after onset, to half a second; None where it does not."""

    def reached(at_s: float) -> bool:
        return score(bodies, one.bed, at_s).score >= limit

    looks = one.onset_s + one.full_s(bodies.speed) * np.linspace(0, 1, _LOOKS + 1)
    first = next((i for i, at_s in enumerate(looks.tolist()) if reached(at_s)), None)
    if not first:
        return None if first is None else one.onset_s
    steps = np.arange(looks[first - 1], looks[first] + _FINENESS_S, _FINENESS_S).tolist()
    return float(steps[bisect_left(steps, True, key=reached)])


def _time(settings: Settings, at_s: float | None) -> str | None:
    if at_s is None or at_s == float("inf"):
        return None
    return times(np.array([settings.start_ms + round(at_s * 1000)]))[0]
