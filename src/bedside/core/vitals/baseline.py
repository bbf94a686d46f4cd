"""How far a patient strays from what is usual for this very patient, signal by signal and all together.

Idea: every five minutes on the clock the baseline looks at the signal's one-minute level. Its centre and spread are
exponentially weighted over four hours, with innovations clipped at two spreads, so that artefacts do not drag it. The
weight is that of the time passed, so gaps and odd intervals do no harm. The spread has a floor. It is not learned from
distances to the centre but from how far the level wanders within an hour or so, and from nothing beyond one spread
towards harm: otherwise a slope would widen it, and hide in it.

Slow deterioration does not become the new normal, by three bounds. Nothing is learned while the level strays by three
spreads or more towards harm, nor while NEWS2 is 5 or more. Clipping bounds the speed. And towards harm the centre stays
within two spreads of an anchor, which itself follows over three days; getting well takes the anchor along. A plain
exponentially weighted score never tells a steady slope: its mean follows, its spread grows, and z settles at about 1.

The joint deviation adds up the squares of what strays towards harm, each capped, so that it takes two signals at least.

It fails where the first half hour is not usual for the patient (agitated on admission): until then it keeps silent, and
afterwards measures against that; and with a change towards harm that is there to stay, which holds until a person takes
it for usual (`state.State.relearn`). Cost: a few nanoseconds a reading, since it is done once in five minutes.
Sources: exponentially weighted means, Roberts 1959; unequal intervals, Wright 1986 (here w = dt / (dt + tau)); clipping
as in Huber 1964.
"""

import math

import numpy as np

from bedside.core.vitals.compiled import compiled
from bedside.core.vitals.conditions import DEVIATION, JOINT_DEVIATION, LIMIT_LOW, OF_PATIENT
from bedside.core.vitals.state_rows import LEARNED_SHIFT, NO_LEVEL, Row, Whole, stored, tell, toggled

WARM_UP = 6
"""Looks, five minutes apart at least and with a reading each, before a baseline speaks."""

BEGINS, ENDS = 4.0, 2.5
"""Spreads from the baseline at which a deviation begins to hold, and below which it ceases to."""

JOINT_BEGINS, JOINT_ENDS = 24.0, 14.0
"""Sum of squared spreads; one signal adds 16 at most, three at 3 spreads are 27."""

_PAUSED = 3.0
_PAUSED_SCORE = 5
_CLIP = 2.0
_BAND = 2.0
_GUARDED = (
    3.0  # least spreads before the level from which on a change is one towards harm: the band holds there already
)
_WIDEST = 4.0  # times the floor
_LOOKS = 48.0  # of five minutes: four hours
_MOST_LOOKS = 12  # a gap counts for an hour at most
_ANCHOR_SHARE = 1.0 / 48  # of every 90 minutes: three days
_MEAN_TO_SPREAD = 1.2533  # from mean absolute to standard deviation, of a normal distribution
_WANDER_TO_SPREAD = 0.886  # the same from the mean absolute difference of two, which lie sqrt(2) as far apart
_EIGHTHS = 8.0
_MOST_EIGHTHS = 32


@compiled
def harms(rule: Row, level: float, change: float) -> bool:
    """Returns whether a change to this level is one towards harm."""
    return (change > 0 and level > rule["rise_above"]) or (change < 0 and level < rule["fall_below"])


@compiled
def look(person: Row, row: Row, rule: Row, looks: Whole, anchors: Whole) -> None:
    """Learns from the level; ``looks`` stretches of five minutes have passed, and ``anchors`` of 90 have begun."""
    level, scale = float(row["level"]), float(rule["levels"])
    learned = np.int64(row["flags"]) >> LEARNED_SHIFT
    if learned < WARM_UP:
        begin(row, rule, level, learned)
        return
    centre, spread = row["centre"] / scale, max(row["spread"] / scale, rule["spread"])
    away = level - centre
    held = np.int64(row["flags"]) & (1 << (DEVIATION - LIMIT_LOW))
    if held or person["total"] >= _PAUSED_SCORE or (abs(away) >= _PAUSED * spread and harms(rule, level, away)):
        return
    weight = min(looks, _MOST_LOOKS) / (min(looks, _MOST_LOOKS) + _LOOKS)
    if row["hours0"] != NO_LEVEL and (abs(away) <= spread or not guarded(rule, level, away)):
        wander = _WANDER_TO_SPREAD * min(abs(level - row["hours0"] / scale), _CLIP * spread)
        row["spread"] = stored(min(spread + (wander - spread) * weight, _WIDEST * rule["spread"]), scale)
    centre += clipped(away, _CLIP * spread) * weight
    anchor = row["anchor"] / scale
    if anchors > 0:
        anchor += clipped(level - anchor, _CLIP * spread) * _ANCHOR_SHARE
    if guarded(rule, level, centre - anchor):
        centre = anchor + clipped(centre - anchor, _BAND * spread)
    else:
        anchor = centre - clipped(centre - anchor, _BAND * spread)
    row["centre"], row["anchor"] = stored(centre, scale), stored(anchor, scale)


@compiled
def guarded(rule: Row, level: float, change: float) -> bool:
    """Returns whether a change is one towards harm, or would be one before long."""
    return harms(rule, level + math.copysign(_GUARDED * rule["spread"], change), change)


@compiled
def clipped(amount: float, most: float) -> float:
    """Returns an amount, but not more than so much up or down."""
    return min(max(amount, -most), most)


@compiled
def begin(row: Row, rule: Row, level: float, learned: Whole) -> None:
    """Takes one more look while warming up: a plain mean, which becomes the anchor, and a plain mean distance."""
    scale, weight = float(rule["levels"]), 1.0 / (learned + 1)
    centre = row["centre"] / scale if learned else level
    away = level - centre
    spread = row["spread"] / scale if learned else float(rule["spread"])
    far = min(_MEAN_TO_SPREAD * abs(away), _WIDEST * rule["spread"])
    row["centre"] = row["anchor"] = stored(centre + away * weight, scale)
    row["spread"] = stored(spread + (far - spread) * weight, scale)
    row["flags"] = np.int64(row["flags"]) + (1 << LEARNED_SHIFT)


@compiled
def stray(desk: Row, person: Row, row: Row, rule: Row) -> None:
    """Tells whether the one-minute level strays from the baseline, and whether all signals together do."""
    if np.int64(row["flags"]) >> LEARNED_SHIFT < WARM_UP:
        toggled(desk, row, DEVIATION, False, True, 0.0)
        join(desk, person, row, 0)
        return
    scale, level = float(rule["levels"]), float(row["level"])
    away = (level - row["centre"] / scale) / max(row["spread"] / scale, rule["spread"])
    amount = abs(away) if harms(rule, level, away) else 0.0
    toggled(desk, row, DEVIATION, amount >= BEGINS, amount < ENDS, away)
    instead_of = np.int64(rule["instead_of"])
    joins = rule["joins"] and not (instead_of >= 0 and (np.int64(person["mask"]) >> instead_of) & 1)
    join(desk, person, row, min(int(amount * _EIGHTHS + 0.5), _MOST_EIGHTHS) if joins else 0)


@compiled
def join(desk: Row, person: Row, row: Row, eighths: Whole) -> None:
    """Puts a signal's new strays in place of its old ones in the joint deviation, and tells of that."""
    before = np.int64(row["strays"])
    row["strays"] = eighths
    joint = np.int64(person["joint"]) + eighths * eighths - before * before
    person["joint"] = joint
    amount = joint / (_EIGHTHS * _EIGHTHS)
    flags = np.int64(person["flags"])
    held = (flags >> JOINT_DEVIATION) & 1
    if (amount < JOINT_ENDS) if held else (amount >= JOINT_BEGINS):
        person["flags"] = flags ^ (1 << JOINT_DEVIATION)
        tell(desk, JOINT_DEVIATION, OF_PATIENT, not held, amount)
