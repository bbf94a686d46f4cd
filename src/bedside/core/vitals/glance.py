"""What the kernel knows of one patient at this moment, for a sentence such as "RR up 6 in 10 min, SpO2 91 %, NEWS2 7".

Read from the rows alone, in some tens of microseconds; nothing is judged anew, so conditions and score are those of the
last reading or tick.
"""

import math
from dataclasses import dataclass

import numpy as np

from bedside.core.vitals.baseline import WARM_UP
from bedside.core.vitals.columnar_news2 import counts_from
from bedside.core.vitals.conditions import CONDITIONS, LIMIT_LOW, OF_PATIENT, PEWS_HIGH
from bedside.core.vitals.kernel import LEVEL_MS
from bedside.core.vitals.movement import STRETCH_MS, change_in_ten_minutes
from bedside.core.vitals.signals import SIGNALS
from bedside.core.vitals.state import State
from bedside.core.vitals.state_rows import LEARNED_SHIFT, NEVER, NO_LEVEL, NOT_APPLICABLE, PEWS_BIT, Row, series_row
from bedside.core.vitals.watched import rules

_RULES = rules()
_PARTS = 7
_OF_PATIENT = [place for place, one in enumerate(CONDITIONS) if one.of == "patient" and place != PEWS_HIGH]
_DECIMALS = 4  # the value is kept in single precision, in which 38.05 is 38.04999924


@dataclass(frozen=True, slots=True)
class Seen:
    """One signal of the patient: its newest value with its time, in milliseconds since 1970; of one dated ahead of its
    arrival that is the arrival.

    ``change`` is by how much the value differs from what it was ten minutes before, ``over_hours`` from what it was 90
    minutes to some hours before; None where that is not known. ``usual`` is the centre of the patient's own baseline,
    None while that is learned. A coded value is the place of its code.
    """

    signal: int
    value: float
    observed_at_ms: int
    change: float | None
    usual: float | None
    over_hours: float | None = None

    @property
    def name(self) -> str:
        """Returns the signal's name."""
        return SIGNALS[self.signal].name


@dataclass(frozen=True, slots=True)
class Glance:
    """What is known of a patient: its signals in the order of SIGNALS, NEWS2, and the conditions that hold.

    ``news2`` is None where it does not apply; where it is ``partial`` it is the least the score can be. ``holds`` has
    pairs of condition and signal, 255 for the patient as a whole.
    """

    seen: tuple[Seen, ...]
    news2: int | None
    partial: bool
    holds: tuple[tuple[int, int], ...]

    def of(self, name: str) -> Seen | None:
        """Returns the signal of that name, None where nothing came of it."""
        return next((seen for seen in self.seen if seen.name == name), None)


def glance(state: State, patient: int) -> Glance:
    """Returns what is known of a patient; nothing of one who is not in the state."""
    if not 0 <= patient < len(state.patients):
        return Glance((), None, partial=True, holds=())
    person = state.patients[patient]
    signals = [signal for signal in range(len(SIGNALS)) if int(person["mask"]) >> signal & 1]
    rows = list(zip(signals, state.series[person["first"] :][: len(signals)], strict=True))
    own = [(condition, OF_PATIENT) for condition in _OF_PATIENT if int(person["flags"]) >> condition & 1]
    own += [(PEWS_HIGH, OF_PATIENT)] if int(person["flags"]) & PEWS_BIT else []
    return Glance(
        seen=tuple(_seen(state, signal, row) for signal, row in rows if row["last"] != NEVER),
        news2=None if int(person["about"]) & NOT_APPLICABLE else int(person["total"]),
        partial=bool(person["known"] < _PARTS),
        holds=(*own, *(pair for signal, row in rows for pair in _holding(signal, row))),
    )


def newest_dated_ms(state: State, patient: int, signal: int) -> int:
    """Returns the time of a signal's newest value as it was dated, in milliseconds since 1970; 0 without one."""
    if not 0 <= patient < len(state.patients):
        return 0
    place = int(series_row(state.patients[patient], np.int64(signal)))
    last = NEVER if place < 0 else int(state.series[place]["last"])
    return 0 if last == NEVER else last + (state.origin_ms or 0)


def _seen(state: State, signal: int, row: Row) -> Seen:
    rule, value = _RULES[signal], float(row["value"])
    learned = int(row["flags"]) >> LEARNED_SHIFT >= WARM_UP
    hours_ago = None if row["hours1"] == NO_LEVEL else float(row["hours1"]) / float(rule["levels"])
    return Seen(
        signal,
        round(value, _DECIMALS),
        int(counts_from(row)) + (state.origin_ms or 0),
        _change(row, rule, value),
        round(float(row["centre"] / rule["levels"]), _DECIMALS) if learned else None,
        None if hours_ago is None else round(value - hours_ago, _DECIMALS),
    )


def _change(row: Row, rule: Row, value: float) -> float | None:
    """Returns what the value changed by in the ten minutes before, None where that is not known.

    The level lags behind the value by a minute. It is said beside the value, so what it lags now and did not lag then
    is added: nothing of a steady rise, all of a jump.
    """
    of_level = float(change_in_ten_minutes(row, rule, counts_from(row)))
    if math.isnan(of_level):
        return None
    lag = value - float(row["level"])
    lag_then = (int(row["past1"]) - int(row["past2"])) / float(rule["levels"]) * (LEVEL_MS / STRETCH_MS)
    lag -= min(max(lag_then, min(lag, 0.0)), max(lag, 0.0))
    return round(of_level + lag, _DECIMALS)


def _holding(signal: int, row: Row) -> list[tuple[int, int]]:
    return [
        (place, signal)
        for place, condition in enumerate(CONDITIONS)
        if condition.of == "signal" and int(row["flags"]) >> (place - LIMIT_LOW) & 1
    ]
