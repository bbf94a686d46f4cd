"""How a shard's patients lie in memory: one row a patient, one row a series (one signal of one patient).

A patient's series lie side by side, in the order of SIGNALS; ``mask`` has a bit for each signal there is, and ``first``
is the row of the lowest, so a series is found by counting bits, without an index. Levels are kept as whole numbers
(see `watched.LEVELS`), times as int32 milliseconds since the state's origin, which moves along every twelve days;
what is longer ago than 24 days counts as that long ago. So a patient with six signals takes 6 * 44 + 24 = 288 bytes.
"""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bedside.core.vitals.compiled import compiled
from bedside.core.vitals.conditions import LIMIT_LOW

Rows = NDArray[np.void]
Row = Any
"""One row, changed in place: a record of compiled code, else numpy's void, whose fields have no types."""
Whole = Any
"""A whole number: an int, or numpy's, in which whole fields are read so that both forms calculate alike."""

SERIES_DTYPE = np.dtype(
    [
        ("last", "i4"),  # time of the newest reading; NEVER before the first
        ("arrived", "i4"),  # when it arrived
        ("value", "f4"),  # of the newest reading
        ("level", "f4"),  # its one-minute level
        ("centre", "i2"),  # baseline: where the patient's own values lie,
        ("spread", "i2"),  # how far they usually stray,
        ("anchor", "i2"),  # and where they have lain for days
        ("past0", "i2"),  # level at the end of the last five minutes on the clock, and of the two before
        ("past1", "i2"),
        ("past2", "i2"),
        ("hours0", "i2"),  # level at the end of the last 90 minutes on the clock, and of those before
        ("hours1", "i2"),
        ("noise", "u2"),  # mean jump from one reading to the next
        ("lag", "i2"),  # least usual delay from observed to arrived, in tenths of a second
        ("every", "u2"),  # usual time from one reading to the next, in tenths of a second; see UNKNOWN_INTERVAL
        ("flags", "u2"),  # conditions that hold, CHANGED, and in the highest five bits how much the baseline has seen
        ("strays", "u1"),  # spreads from the baseline, in eighths; 0 where the direction does no harm
        ("points", "u1"),  # NEWS2 points by scale 1, scale 2 on air, scale 2 on oxygen: two bits each
        ("flat", "u1"),  # five-minute stretches without any change
        ("refused", "u1"),  # refused readings, four each, less three for each taken since
    ],
    align=True,
)

PATIENT_DTYPE = np.dtype(
    [
        ("first", "i4"),
        ("mask", "i4"),
        ("due", "i4"),  # from when on scores must be added up anew, as parts grow stale
        ("limits", "i4"),  # row of limits; 0 is the default
        ("joint", "u2"),  # sum of squared strays, in 64ths
        ("total", "u1"),  # NEWS2 so far as it is known
        ("known", "u1"),  # how many of its seven parts are
        ("flags", "u1"),  # conditions of the patient that hold, and PEWS_BIT
        ("about", "u1"),  # NOT_APPLICABLE, SCALE_2, ON_AIR, ON_OXYGEN, and from AGE_SHIFT on the age of a child
    ],
    align=True,
)

NEVER = -(2**31)
LONG_AGO = NEVER + 1
FOREVER = 2**31 - 1

NO_LEVEL = -(2**15)
MOST_LEVEL = 2**15 - 1

MOST_INTERVAL = 2**14 - 1
LEARNING, LEARNING_SHIFT, MOST_LEFT, MOST_MEAN = 2**15, 12, 7, 2**12 - 1
UNKNOWN_INTERVAL = 2**16 - 1
"""``every`` before the first two readings. While it is learned its highest bit is set, the next three say from how many
gaps at most it has still to be, and those below are the mean of the gaps so far; after that it is the usual gap."""

CHANGED = 1 << 3
"""The bit of ``flags`` at the place that the joint deviation would have: a value has changed in these five minutes."""
LEARNED_SHIFT = 11

NOT_APPLICABLE, SCALE_2, ON_AIR, ON_OXYGEN = 1, 2, 4, 8
AGE_SHIFT = 4
"""Above it stands which of `pews.AGES` a child has, from 1 on; 0 of anybody for whom PEWS is not made."""
A_CHILD = 1 << AGE_SHIFT
PEWS_BIT = 1 << 7
"""The bit of a patient's ``flags`` at the place of a condition that only series have: PEWS reaches its threshold."""


ROOM = 2048
"""Changes that are told in one go."""

TOLD_DTYPE = np.dtype(
    [
        ("at_ms", "i8"),
        ("patient", "i4"),
        ("reading", "i4"),
        ("amount", "f4"),
        ("value", "f4"),
        ("condition", "u1"),
        ("signal", "u1"),
        ("holds", "?"),
    ],
    align=True,
)

DESK_DTYPE = np.dtype(
    [
        ("origin", "i8"),
        ("stale_ms", "i8"),
        ("ahead_ms", "i8"),
        ("silent_ms", "i8"),
        ("skew_ds", "i8"),
        ("at", "i8"),  # arrival of the reading at hand, or the tick, after the origin
        ("time", "i8"),  # of the reading at hand, after the origin
        ("value", "f8"),
        ("low", "f8"),  # its limits
        ("high", "f8"),
        ("patient", "i8"),
        ("signal", "i8"),
        ("reading", "i8"),
        ("passed", "i8"),  # readings that were no news
        ("room", "i8"),  # count from which on there may be too little room for one more reading or patient
        ("count", "i8"),  # of changes told
        ("told", TOLD_DTYPE, (ROOM,)),
    ],
    align=True,
)
"""One row: the settings, what is at hand, and what is told. Rows are passed as pointers, which costs nothing."""


@compiled
def ones(bits: Whole) -> Whole:
    """Returns how many of the lower 32 bits are set."""
    bits = bits - ((bits >> 1) & 0x55555555)
    bits = (bits & 0x33333333) + ((bits >> 2) & 0x33333333)
    bits = (bits + (bits >> 4)) & 0x0F0F0F0F
    return (bits + (bits >> 8) + (bits >> 16) + (bits >> 24)) & 0x3F


@compiled
def series_row(person: Row, signal: Whole) -> Whole:
    """Returns the row of a patient's series, -1 where there is none."""
    mask = np.int64(person["mask"])
    if not (mask >> signal) & 1:
        return -1
    return np.int64(person["first"]) + ones(mask & ((1 << signal) - 1))


@compiled
def tell(desk: Row, condition: int, signal: Whole, holds: bool, amount: float) -> None:
    """Adds to what is told that a condition begins or ceases to hold, at what is at hand."""
    told = desk["told"][desk["count"]]
    told["at_ms"] = desk["at"] + desk["origin"]
    told["patient"] = desk["patient"]
    told["reading"] = desk["reading"]
    told["amount"] = amount
    told["value"] = desk["value"]
    told["condition"] = condition
    told["signal"] = signal
    told["holds"] = holds
    desk["count"] += 1


@compiled
def toggled(desk: Row, row: Row, condition: int, begins: bool, ends: bool, amount: float) -> None:
    """Begins a condition of the series at hand, if it does not hold yet, or ends it, if it does.

    Between ``begins`` and ``ends`` lies its hysteresis: it stays as it is.
    """
    bit = 1 << (condition - LIMIT_LOW)
    flags = np.int64(row["flags"])
    if ends if flags & bit else begins:
        row["flags"] = flags ^ bit
        tell(desk, condition, desk["signal"], not flags & bit, amount)


@compiled
def stored(value: float, levels: float) -> Whole:
    """Returns a value as it is stored: the nearest whole number of its signal's levels."""
    return int(min(max(math.floor(value * levels + 0.5), -MOST_LEVEL), MOST_LEVEL))
