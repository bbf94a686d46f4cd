"""One patient getting worse: which course, from when, how fast, and whether somebody treats it."""

from dataclasses import dataclass

import numpy as np

from bedside.errors import InvalidInput
from bedside.jobs.simulation.courses import COURSES, Course
from bedside.jobs.simulation.vitals import VITALS, Array


@dataclass(frozen=True, slots=True)
class Deterioration:
    """One patient's deterioration: which course, in which bed, from when, how many times faster than its table.

    ``treated_after_s`` after onset it turns back, in half the time that the way down took; None leaves it untreated.
    Raises InvalidInput for a course there is not, or a pace that is not above 0.
    """

    kind: str
    bed: int
    onset_s: float
    pace: float = 1.0
    treated_after_s: float | None = None

    def __post_init__(self) -> None:
        if self.kind not in COURSES:
            raise InvalidInput("there is no such scenario", next_step=f"Use one of {', '.join(COURSES)}.")
        if not (self.pace > 0 and self.onset_s >= 0):
            raise InvalidInput("a scenario begins at 0 or later, at a pace above 0", next_step="Correct its numbers.")

    @property
    def course(self) -> Course:
        """Returns the table it follows."""
        return COURSES[self.kind]

    def full_s(self, speed: float) -> float:
        """Returns how long after onset it is complete, in seconds of the readings' clock."""
        return self.course.hours * 3600 / (self.pace * speed)

    def over_s(self, speed: float) -> float:
        """Returns when it is over, in seconds from the start; infinity where nobody treats it."""
        if self.treated_after_s is None:
            return float("inf")
        reached = min(self.treated_after_s, self.full_s(speed))
        return self.onset_s + self.treated_after_s + reached / 2

    def progress(self, at_s: Array, speed: float) -> Array:
        """Returns how far it has gone, 0 to 1, at times in seconds from the start of the ward."""
        since_s = at_s - self.onset_s
        full_s = self.full_s(speed)
        grown = np.clip(since_s / full_s, 0, 1)
        if self.treated_after_s is None:
            return grown
        worst = min(self.treated_after_s / full_s, 1)
        return np.minimum(grown, np.clip(worst - (since_s - self.treated_after_s) * 2 / full_s, 0, 1))

    def change(self, progress: Array) -> Array:
        """Returns the change of each vital sign, (6, n)."""
        course = self.course
        return np.stack([np.interp(progress, course.stages, course.change[name]) for name in VITALS])

    def level(self, progress: float) -> str:
        """Returns the consciousness (ACVPU) at a progress."""
        return next((code for stage, code in reversed(self.course.levels) if progress >= stage), "A")
