"""What the kernel watches for in each signal, as a table: limits, what is a spread, what a fast change, what a fault.

The limits are a starting point where nobody set limits for the patient, and none of them is a diagnosis. Heart rate,
breathing, pressure and SpO2 lie at or just inside the bands that score 3 in NEWS2 (Royal College of Physicians 2017:
pulse <= 40 or >= 131, breathing <= 8 or >= 25, systolic <= 90 or >= 220, SpO2 <= 91), moved where alarms at the band's
edge are known to be many and not acted on: SpO2 below 90 (962 patients at 1 Hz, PMC4891882: limit and delay decide how
many alarms there are) and breathing above 30. Systolic above 180 or diastolic above 110 is severe hypertension (ESC
2018, grade 3). Temperature: NEWS2's 3 and 2 points. Glucose: hypoglycaemia of level 2 (ADA: below 54 mg/dL). A mean
pressure of 65 mmHg is the target of sepsis care (Surviving Sepsis 2021). Diastolic below 40, a mean above 130 and
glucose above 400 are engineering choices.

The other columns are engineering choices, tuned on made patients only (``tests/unit/core/vitals``); they say when a
change is larger than what noise, daily rhythm and getting up do. They must be checked on a site's own readings.
"""

from dataclasses import dataclass, fields

import numpy as np

from bedside.core.vitals.chart_points import PLACES, add_chart
from bedside.core.vitals.freshness import CONTINUOUS
from bedside.core.vitals.signals import SIGNALS

NONE = float("inf")
"""A bound that is never reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """One signal's row; all values in the signal's own unit. What is left out is not watched for.

    Without limits of the patient's own, below ``low`` and above ``high`` are alarms, until the value is back inside by
    ``margin``. ``spread`` is the least spread of a baseline: finer changes are the sensor's. ``jump`` is how far one
    value may pull the one-minute level at once. A rise counts as a deviation, fast change or trend only above
    ``rise_above``, a fall only below ``fall_below``: getting well is not told. ``rate`` is a change in ten minutes,
    ``trend`` in two hours. ``noisy`` is a mean jump between readings, ``flat_min`` for how long a living signal may
    stay exactly the same. ``joins`` says that it counts in the joint deviation, unless ``instead_of`` is there;
    ``by_cuff`` that it may also be measured by a cuff, and then now and then.
    """

    low: float = -NONE
    high: float = NONE
    margin: float = 0.0
    spread: float = 1.0
    jump: float = NONE
    rise_above: float = NONE
    fall_below: float = -NONE
    rate: float = NONE
    trend: float = NONE
    noisy: float = NONE
    flat_min: float = NONE
    joins: bool = False
    by_cuff: bool = False
    instead_of: str = ""


_PULSE = {
    "low": 40, "high": 130, "margin": 3, "spread": 4, "jump": 15, "rise_above": 80, "fall_below": 60, "rate": 20,
    "trend": 15, "noisy": 20, "flat_min": 30, "joins": True,
}  # fmt: skip
# A pacemaker keeps a rate, too, but not one that a sensor counts exactly the same for half an hour.

WATCHED = {
    "heart_rate": Watched(**_PULSE),  # type: ignore[arg-type]  # one dictionary of numbers and a truth value
    "pulse_rate": Watched(**_PULSE, by_cuff=True, instead_of="heart_rate"),  # type: ignore[arg-type]  # as above
    "spo2": Watched(low=90, margin=2, spread=0.8, jump=4, fall_below=96, rate=4, trend=4, noisy=5, joins=True),
    # No flat_min: 100 % on oxygen stays 100 %.
    "respiratory_rate": Watched(
        low=8, high=30, margin=2, spread=2, jump=6, rise_above=16, fall_below=12, rate=6, trend=7, noisy=10, joins=True
    ),  # no flat_min: a ventilator keeps a rate exactly
    "systolic_bp": Watched(
        low=90, high=180, margin=5, spread=7, jump=20, rise_above=160, fall_below=115, rate=25, trend=30, noisy=35,
        flat_min=10, joins=True,
    ),
    "diastolic_bp": Watched(
        low=40, high=110, margin=5, spread=5, jump=15, rise_above=100, fall_below=60, rate=20, trend=20, noisy=30,
        flat_min=10,
    ),
    "mean_bp": Watched(
        low=65, high=130, margin=5, spread=5, jump=15, rise_above=115, fall_below=80, rate=20, trend=20, noisy=30,
        flat_min=10, joins=True, instead_of="systolic_bp",
    ),
    "temperature": Watched(
        low=35.1, high=39.0, margin=0.2, spread=0.25, jump=0.5, rise_above=37.5, fall_below=36.0, rate=1.0, trend=0.8,
        joins=True,
    ),
    "glucose": Watched(
        low=54, high=400, margin=6, spread=15, jump=40, rise_above=180, fall_below=100, rate=40, trend=80, noisy=60
    ),
}  # fmt: skip
"""The signals that are watched; of the others only the last value is kept, and what it scores."""

SCALE_2_SPO2_LOW = 86.0
"""The low limit of SpO2 for whom 88 to 92 % is aimed at: below it NEWS2's scale 2 scores 2 points and more."""

_NUMBERS = [field.name for field in fields(Watched) if field.name not in {"joins", "by_cuff", "instead_of"}]

LEVELS = 32_000
"""Stored levels are whole numbers of a signal's highest possible value divided by this: 0.011 /min of a heart rate."""

RULES_DTYPE = np.dtype(
    [(name, "f8") for name in (*_NUMBERS, "least", "most", "usual", "levels", "steps", "air")]
    + [(name, "i4") for name in ("instead_of", "joins", "by_cuff", "continuous", "watched", "later_wins")]
    + [("points", "u1", (PLACES,))],
    align=True,
)


def rules() -> np.ndarray[tuple[int], np.dtype[np.void]]:
    """Returns the table as the kernel reads it: a row for each of SIGNALS."""
    table = np.zeros(len(SIGNALS), RULES_DTYPE)
    names = [signal.name for signal in SIGNALS]
    for row, signal in zip(table, SIGNALS, strict=True):
        watched = WATCHED.get(signal.name, Watched())
        for name in _NUMBERS:
            row[name] = getattr(watched, name)
        row["least"] = signal.low
        row["most"] = len(signal.codes) - 1 if signal.codes else signal.high
        row["usual"] = _usual(signal.name, watched, row["least"], row["most"])
        row["levels"] = LEVELS / row["most"]
        row["instead_of"] = names.index(watched.instead_of) if watched.instead_of else -1
        row["joins"], row["by_cuff"] = watched.joins, watched.by_cuff
        row["continuous"] = signal.name in CONTINUOUS
        row["watched"] = signal.name in WATCHED
    add_chart(table)
    return table


def _usual(signal: str, watched: Watched, least: float, most: float) -> float:
    """Returns the value from which the farther is the graver: the middle of the limits, or the end that does no harm.

    Of what has no limits that is the least, as of oxygen given or of codes in the order of their gravity.
    """
    if watched.high < NONE:
        return (watched.low + watched.high) / 2
    return most if watched.low > -NONE or signal == "gcs" else least
