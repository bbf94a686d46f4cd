"""A detector for one series of numbers, as of a wearable or derived from a waveform: one value in, one score out.

Idea: a value is looked at in four ways that fail apart. Each gives a surprise, each surprise is turned into how rare it
is among all of its own kind in this stream (`rarity`), and the decades of rarity are added.

- step: the last two values against the second-nearest such pair among the last 4,096. A spike, a new level, a jump.
- pattern: the last eight values likewise. A shape or a rhythm never seen.
- hour: the value against the mean and spread of its hour of the day. An ordinary value at the wrong time.
- spread: the spread of the last 16 values against that of the 160 before. A signal that becomes restless, or flat.

A person is told once: for 200 values after a score lower ones are 0 and a higher one passes. Strictly causal: a score
depends on this value, its time, and what came before. Nothing is fitted to a stream in advance, nothing is random.

When it fails: it is silent for about the first 150 values, and by hour and spread for longer. A slow drift is never
new. What was in the memory twice is no longer a surprise. With many values an hour, "hour" is hardly more than the last
ten values; hours are of UTC. It knows nothing of medicine: a life-threatening value that is usual for the stream has a
low score, so it stands beside limits and NEWS2, never for them.

Cost: about 0.1 ms a value with numpy alone, 100 kB a stream whatever its length.

Sources: nearest neighbours of delay vectors, Burnaev and Ishimtsev, Conformalized density- and distance-based anomaly
detection in time-series data, 2016 (arXiv 1608.04585), and Yeh et al., Matrix Profile I, ICDM 2016; rarity of a raw
score in its own history, Ahmad et al., Unsupervised real-time anomaly detection for streaming data, Neurocomputing
2017; adding the logarithms, Fisher 1932. The combination is our own.

>>> from bedside.core.vitals.stream_state import new_state
>>> state = new_state()
>>> for minute in range(1000):
...     score, state = detect(state, minute * 60_000, 70.0 + minute % 7)
>>> score < THRESHOLD
True
>>> score, state = detect(state, 1000 * 60_000, 140.0)
>>> score > THRESHOLD
True
"""

from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from bedside.core.vitals.rarity import MOST, bin_of, rarity
from bedside.core.vitals.stream_state import HOLD, HOURS, KINDS, MEMORY, StreamState

THRESHOLD = 6.0
"""Scores from here on are worth telling somebody; a score is at most HIGHEST."""

HIGHEST = MOST * len(KINDS)

_PATTERN = 8
_NEAR = 16
_BEFORE = 160
_HOUR_MS = 3_600_000
_VISITS = 6
_HOUR_RATE = 0.1
_HOUR_FLOOR = 0.05
_SPREAD_FLOOR = 0.02
_SPREAD_EVERY = 64
_NORMAL_90 = 3.29
_LARGEST = 1e100


def detect(state: StreamState, time_ms: int, value: float) -> tuple[float, StreamState]:
    """Returns the score of the next value, 0 to HIGHEST, and the state, which is changed in place.

    ``time_ms`` is since 1970, UTC; gaps and unequal steps are allowed. A value that is no number, or
    beyond 1e100, scores 0 and changes nothing. Values count in the order they come in, whatever their time.
    """
    if not abs(value) < _LARGEST:
        return 0.0, state
    _keep(state, value)
    total = 0.0
    for kind, surprise in enumerate(_surprises(state, time_ms, value)):
        if surprise is not None:
            total += rarity(state.counts[kind], surprise)
            state.counts[kind, bin_of(surprise)] += 1
    return _told_once(state, total), state


def _keep(state: StreamState, value: float) -> None:
    """Appends the value; a full buffer moves its newer half to the front. Now and then measures the stream's spread."""
    if state.kept == len(state.values):
        state.values[:MEMORY] = state.values[MEMORY:]
        state.kept = MEMORY
    state.values[state.kept] = value
    state.kept += 1
    state.seen += 1
    if state.seen % _SPREAD_EVERY == 0 or state.seen in (4, 8, 16, 32):
        low, high = np.quantile(state.values[max(0, state.kept - MEMORY) : state.kept], (0.05, 0.95))
        state.spread = float(high - low) / _NORMAL_90


def _surprises(state: StreamState, time_ms: int, value: float) -> tuple[float | None, ...]:
    """Returns the surprise of each kind, None where too little was seen to have one."""
    return *_novelties(state), _of_hour(state, time_ms, value), _of_spread(state)


def _novelties(state: StreamState) -> tuple[float | None, float | None]:
    """Returns the distance of the last two and the last eight values from the second-nearest that do not overlap them.

    Distances are of vectors of values in their own unit: only their order and growth within the stream count.
    """
    end = state.kept
    first = max(_PATTERN - 1, end - 1 - MEMORY)
    if end - _PATTERN - first < _PATTERN:
        return None, None
    squares = np.zeros(end - _PATTERN - first)
    step = squares
    for lag in range(_PATTERN):
        apart = state.values[first - lag : end - _PATTERN - lag] - state.values[end - 1 - lag]
        squares = squares + apart * apart
        if lag == 1:
            step = squares
    return _second_smallest(step), _second_smallest(squares)


def _second_smallest(squares: NDArray[np.float64]) -> float:
    nearest = int(squares.argmin())
    others = min(float(part.min(initial=np.inf)) for part in (squares[:nearest], squares[nearest + 1 :]))
    return sqrt(others)


def _of_hour(state: StreamState, time_ms: int, value: float) -> float | None:
    """Returns how many spreads the value lies off its hour's mean, and lets the hour learn from it."""
    hour = state.hours[time_ms // _HOUR_MS % HOURS]
    mean, variance, visits = hour.tolist()
    off = value - mean if visits else 0.0
    rate = max(1 / (visits + 1), _HOUR_RATE)
    hour[:] = (mean + rate * off if visits else value, (1 - rate) * (variance + rate * off * off), visits + 1)
    usual = sqrt(variance) + _HOUR_FLOOR * state.spread
    if visits < _VISITS:
        return None
    return float(abs(off) / usual if usual else abs(off))


def _of_spread(state: StreamState) -> float | None:
    """Returns by how many e-foldings the spread of the last values differs from that of those before."""
    if state.seen < _NEAR + _BEFORE:
        return None
    end = state.kept
    floor = _SPREAD_FLOOR * state.spread
    near = float(state.values[end - _NEAR : end].std()) + floor
    before = float(state.values[end - _NEAR - _BEFORE : end - _NEAR].std()) + floor
    if near == 0 or before == 0:
        return None
    return float(abs(log(near / before)))


def _told_once(state: StreamState, total: float) -> float:
    if state.seen - state.told_at < HOLD and total <= state.told:
        return 0.0
    if total > 0:
        state.told, state.told_at = total, state.seen
    return total
