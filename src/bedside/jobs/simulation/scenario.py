"""Reads a scenario as it is written on the command line: ``NAME:bed:at`` or ``NAME:bed:at:pace``."""

import re

from bedside.errors import InvalidInput
from bedside.jobs.simulation.courses import COURSES
from bedside.jobs.simulation.deteriorations import Deterioration

_WRITTEN = re.compile(r"(?P<kind>\w+):(?P<bed>\d+):(?P<at>[\d.]+)(?P<unit>[smh]?)(:(?P<pace>[\d.]+))?")
_SECONDS = {"s": 1, "m": 60, "": 60, "h": 3600}


def scenario(written: str) -> Deterioration:
    """Returns what is written; ``at`` is in minutes from the start, or with s, m or h. Raises InvalidInput.

    >>> scenario("sepsis:3:90s:60")
    Deterioration(kind='sepsis', bed=3, onset_s=90.0, pace=60.0, treated_after_s=None)
    """
    try:
        if found := _WRITTEN.fullmatch(written):
            onset_s = float(found["at"]) * _SECONDS[found["unit"]]
            return Deterioration(found["kind"], int(found["bed"]), onset_s, float(found["pace"] or 1))
    except ValueError:  # 1.2.3 is no number
        pass
    raise InvalidInput(
        "a scenario is written NAME:bed:at or NAME:bed:at:pace",
        next_step=f"Write it as sepsis:3:30m or bleeding:5:90s:60; the names are {', '.join(COURSES)}.",
    )
