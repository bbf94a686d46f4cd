"""What can be said of a patient or of what measures them: each condition with its kind and what it is a condition of.

A condition either holds or does not; whether it becomes an alert, after which delay and with which priority, is decided
by rules elsewhere. The kernel tells when a condition begins and when it ceases to hold. The place in the table is its
code in columns and in saved state: new ones are added at the end.

A condition ceases to hold as soon as it is not known to hold any more: also when the values it rests on have grown
stale. That is no all-clear, which is why silence is a condition of its own.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Condition:
    """One row. ``of`` says whose condition it is; ``amount`` what the number told with it means."""

    name: str
    kind: Literal["clinical", "technical"]
    of: Literal["patient", "signal", "source"]
    amount: str


CONDITIONS = (
    Condition("news2_high", "clinical", "patient", "NEWS2, 7 or more"),
    Condition("news2_medium", "clinical", "patient", "NEWS2, 5 or 6"),
    Condition("news2_single", "clinical", "patient", "NEWS2, below 5 with a part that scores 3 by itself"),
    Condition("limit_low", "clinical", "signal", "the limit that the value is below"),
    Condition("limit_high", "clinical", "signal", "the limit that the value is above"),
    Condition("deviation", "clinical", "signal", "spreads from the patient's own baseline, with its sign"),
    Condition("joint_deviation", "clinical", "patient", "sum over signals of squared spreads from the own baseline"),
    Condition("rate_of_change", "clinical", "signal", "change a minute, over the last ten minutes"),
    Condition("trend", "clinical", "signal", "change a minute, over the last hour and a half to three hours"),
    Condition("sensor_silent", "technical", "signal", "seconds since a reading arrived"),
    Condition("sensor_flat", "technical", "signal", "minutes in which the value stayed exactly the same, at least"),
    Condition("sensor_noisy", "technical", "signal", "mean jump from one reading to the next"),
    Condition("implausible", "technical", "signal", "readings refused of late, less those taken since"),
    Condition("clock_skewed", "technical", "signal", "seconds the clock is behind; negative where it is ahead"),
    Condition("gateway_gone", "technical", "source", "seconds since it was heard of; found outside the kernel"),
    Condition("pipeline_dead", "technical", "source", "seconds since the pipeline moved; found outside the kernel"),
    Condition("pews_high", "clinical", "patient", "Bedside PEWS, 8 or more"),
)

BY_NAME = {condition.name: condition for condition in CONDITIONS}

(NEWS2_HIGH, NEWS2_MEDIUM, NEWS2_SINGLE, LIMIT_LOW, LIMIT_HIGH, DEVIATION, JOINT_DEVIATION, RATE_OF_CHANGE) = range(8)
(TREND, SENSOR_SILENT, SENSOR_FLAT, SENSOR_NOISY, IMPLAUSIBLE, CLOCK_SKEWED, GATEWAY_GONE, PIPELINE_DEAD) = range(8, 16)
PEWS_HIGH = 16

OF_PATIENT = 255
"""What stands for the signal where a condition is of the patient as a whole."""
