"""What each possible value scores in NEWS2, as tables to look up: made from the chart's own rows (`news2.CHART`).

A value is looked up by its place at the chart's resolution, on the value as it came, in double precision. Rounding is
that of `bands.rounded`, halves upwards after the ninth decimal, without going through decimals.
"""

import numpy as np
from numpy.typing import NDArray

from bedside.core.vitals.bands import Bands
from bedside.core.vitals.compiled import compiled
from bedside.core.vitals.consciousness import GCS_BELOW_15
from bedside.core.vitals.news2 import CHART, CONSCIOUSNESS
from bedside.core.vitals.signals import BY_NAME, SIGNALS
from bedside.core.vitals.state_rows import Row, Rows, Whole

PLACES = 512
"""Values by the chart's resolution that have a place in the tables: a temperature of 47.0 is at 470."""

SCALE_1, SCALE_2_AIR, SCALE_2_OXYGEN = 0, 2, 4
_HAIR = 5e-10  # half of the ninth decimal, to which `bands.rounded` rounds first

HEART_RATE, PULSE_RATE, SPO2, RESPIRATORY_RATE, SYSTOLIC, TEMPERATURE, FLOW, FIO2, CONSCIOUS, GCS = (
    SIGNALS.index(BY_NAME[name])
    for name in (
        "heart_rate", "pulse_rate", "spo2", "respiratory_rate", "systolic_bp", "temperature", "oxygen_flow", "fio2",
        "consciousness", "gcs",
    )
)  # fmt: skip


def points_table() -> NDArray[np.uint8]:
    """Returns the packed points (signals, PLACES) of each value by the chart's resolution."""
    table = np.zeros((len(SIGNALS), PLACES), np.uint8)
    for name in ("respiratory_rate", "systolic_bp", "temperature", "heart_rate"):
        table[SIGNALS.index(BY_NAME[name])] = _by_place(CHART[name])
    table[PULSE_RATE] = table[HEART_RATE]
    table[SPO2] = sum(
        _by_place(CHART[f"spo2_scale_{scale}"]) << shift
        for scale, shift in (("1", SCALE_1), ("2_on_air", SCALE_2_AIR), ("2_on_oxygen", SCALE_2_OXYGEN))
    )
    for place, code in enumerate(BY_NAME["consciousness"].codes):
        table[CONSCIOUS, place] = CONSCIOUSNESS[code]
    table[GCS] = CONSCIOUSNESS[GCS_BELOW_15]
    table[GCS, 15] = CONSCIOUSNESS["A"]
    return table


def _by_place(row: Bands) -> NDArray[np.uint8]:
    return np.array([row.of(float(place * row.resolution)) for place in range(PLACES)], np.uint8)


def add_chart(rules: Rows) -> None:
    """Fills in the columns by which `points_of` finds what a value scores."""
    rules["points"], rules["steps"], rules["air"] = points_table(), 0.0, np.inf
    for signal, row in CHART.items():
        rules["steps"][SPO2 if signal.startswith("spo2") else SIGNALS.index(BY_NAME[signal])] = 1 / row.resolution
    rules["steps"][[PULSE_RATE, CONSCIOUS, GCS]] = 1.0
    rules["later_wins"][[CONSCIOUS, GCS]] = True
    rules["air"][FLOW], rules["air"][FIO2] = 0.0, 21.0


@compiled
def points_of(rule: Row, value: float) -> Whole:
    """Returns the packed points of a possible value; of a flow or an FiO2 1 where it says oxygen."""
    if value > rule["air"]:
        return 1
    place = int(value * rule["steps"] + 0.5 + _HAIR * rule["steps"])
    return np.int64(rule["points"][min(place, PLACES - 1)])


def points_in(signals: NDArray[np.integer], values: NDArray[np.float64], rules: Rows) -> NDArray[np.int64]:
    """Returns what `points_of` does, of columns (n,): the place of each signal in SIGNALS, and its value."""
    steps = rules["steps"][signals]
    place = np.minimum((values * steps + 0.5 + _HAIR * steps).astype(np.int64), PLACES - 1)
    return np.where(values > rules["air"][signals], 1, rules["points"][signals, place])
