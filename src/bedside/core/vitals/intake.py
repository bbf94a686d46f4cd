"""Whole columns of readings become canonical, or are refused with their reason: `reading.converted`, many at once.

The table of signals and units is laid out as arrays once; each row looks its pair up in them. A test holds every
outcome equal to the one of `converted`, which is easier to read and says what is right. Cost: about a microsecond a
reading, nearly all of it for digests (`identity_columns`).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from bedside.core.vitals.ids import is_composed, is_seen
from bedside.core.vitals.parts import AVPU
from bedside.core.vitals.raw_columns import FIELDS, REASONS, SOUND, Raw
from bedside.core.vitals.reading import EXACT, FUTURE_MS, IDS, OLDEST_MS, PARTS, Reason
from bedside.core.vitals.signals import SIGNALS

_SIGNAL_NAMES = pa.array([signal.name for signal in SIGNALS], pa.string())
_UNIT_NAMES = sorted({name for s in SIGNALS for u in s.units for name in (u.code, *u.aliases)})
_CODE_NAMES = sorted({code for signal in SIGNALS for code in signal.codes})
_UNITS, _CODES = pa.array(_UNIT_NAMES, pa.string()), pa.array(_CODE_NAMES, pa.string())
_AVPU = pa.scalar(AVPU, pa.string())
_UNKNOWN = -1
_FIRST_SEEN, _LAST_SEEN = 0x21, 0x7E
"""The plain characters of ASCII that are seen wherever they stand."""


def _tables() -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.bool_], NDArray[np.int8]]:
    """Returns factor and offset (signal, unit, 2), which units are a signal's, which its own, and places of codes."""
    shape = (len(SIGNALS), len(_UNIT_NAMES))
    scales, known, own = np.zeros((*shape, 2)), np.zeros(shape, bool), np.zeros(shape, bool)
    places = np.full((len(SIGNALS), len(_CODE_NAMES)), _UNKNOWN, np.int8)
    for row, signal in enumerate(SIGNALS):
        for column, name in enumerate(_UNIT_NAMES):
            if unit := signal.unit_named(name):
                scales[row, column] = unit.factor, unit.offset
                known[row, column], own[row, column] = True, unit.code == signal.unit
        for place, code in enumerate(signal.codes):
            places[row, _CODE_NAMES.index(code)] = place
    return scales, known, own, places


_SCALES, _KNOWN, _OWN, _PLACES = _tables()
_LOW = np.array([signal.low for signal in SIGNALS])
_HIGH = np.array([signal.high for signal in SIGNALS])
_WHOLE = np.array([signal.whole for signal in SIGNALS])
_CODED = np.array([bool(signal.codes) for signal in SIGNALS])


@dataclass(frozen=True, slots=True)
class Converted:
    """Columns (n,): the signal's place in `SIGNALS`, the value in its unit (of a coded one the place of its code).

    ``avpu`` marks a consciousness by the scale that cannot say "new confusion". ``reason`` is a place in `REASONS`,
    `SOUND` where the reading is taken; ``field``, a place in `FIELDS`, is what to correct.
    """

    signal: NDArray[np.int8]
    value: NDArray[np.float64]
    avpu: NDArray[np.bool_]
    reason: NDArray[np.uint8]
    field: NDArray[np.uint8]


def converted_columns(raw: Raw, now_ms: int, *, future_ms: int = FUTURE_MS, oldest_ms: int = OLDEST_MS) -> Converted:
    """Returns the readings in their signals' own units, with the reason for each that is refused."""
    found = _Found(raw)
    signal = _places(raw.signal, _SIGNAL_NAMES)
    unit = _places(raw.unit, _UNITS)
    known = (signal >= 0) & (unit >= 0) & _KNOWN[signal, unit]
    found.refuse(_blank(raw.patient_id), Reason.NO_PATIENT, "patient_id")
    for name in IDS:
        texts = getattr(raw, name)
        if not _is_plain(texts):
            found.refuse(_where(texts, lambda text: not is_seen(text)), Reason.HIDDEN_CHARACTER, name)
            found.refuse(_where(texts, lambda text: not is_composed(text)), Reason.NOT_COMPOSED, name)
    found.refuse(signal < 0, Reason.UNKNOWN_SIGNAL, "signal")
    found.refuse(~known, Reason.UNKNOWN_UNIT, "unit")
    value = _measured(raw, signal, unit, found)
    if raw.text is not None:
        _read_codes(raw.text, signal, value, found)
    coded = _CODED[signal]
    found.refuse(coded & (value < 0), Reason.UNKNOWN_CODE, "value")
    ahead = raw.observed_ms.astype(np.float64) - now_ms  # as floats, which do not overflow at the ends of time
    found.refuse(ahead > future_ms, Reason.IN_THE_FUTURE, "observed_at")
    found.refuse(-ahead > oldest_ms, Reason.TOO_OLD, "observed_at")
    return Converted(signal.astype(np.int8), value, _avpu(raw.unit), found.reason, found.field)


class _Found:
    """The first reason of each row."""

    def __init__(self, raw: Raw) -> None:
        self.reason = raw.fault.copy()
        self.field = raw.fault_field.copy()

    def refuse(self, where: NDArray[np.bool_], reason: Reason, field: str) -> None:
        where = where & (self.reason == SOUND)
        if where.any():
            self.reason[where] = REASONS.index(reason)
            self.field[where] = FIELDS.index(field)


def _measured(raw: Raw, signal: NDArray[np.int32], unit: NDArray[np.int32], found: _Found) -> NDArray[np.float64]:
    """Returns the numbers in canonical units; -1 for a coded signal, whose code is still to be read."""
    coded = _CODED[signal]
    found.refuse(~coded & ~np.isfinite(raw.number), Reason.NOT_A_NUMBER, "value")
    with np.errstate(over="ignore", invalid="ignore"):
        scales = _SCALES[signal, unit]
        value = (raw.number - scales[:, 1]) * scales[:, 0]
        parts = value * PARTS
        rounded = np.where(np.abs(parts) < EXACT, np.rint(parts) / PARTS + 0.0, value)
        value = np.where(_OWN[signal, unit], raw.number, rounded)
        impossible = ~((_LOW[signal] <= value) & (value <= _HIGH[signal])) | (_WHOLE[signal] & (np.mod(value, 1) != 0))
    found.refuse(~coded & impossible, Reason.IMPOSSIBLE_VALUE, "value")
    return np.where(coded, float(_UNKNOWN), value)


def _read_codes(text: pa.StringArray, signal: NDArray[np.int32], value: NDArray[np.float64], _: "_Found") -> None:
    rows = np.flatnonzero(_CODED[signal] & (signal >= 0))
    code = _places(text.take(pa.array(rows)), _CODES)
    value[rows] = np.where(code >= 0, _PLACES[signal[rows], code], _UNKNOWN)


def _places(texts: pa.StringArray, of: pa.StringArray) -> NDArray[np.int32]:
    """Returns the place of each text among others, -1 where it is none of them."""
    return np.asarray(pc.index_in(texts, of).fill_null(_UNKNOWN).to_numpy(zero_copy_only=False))


def _blank(texts: pa.StringArray) -> NDArray[np.bool_]:
    """Returns which are nothing but blanks."""
    return _where(texts, lambda text: not text.strip())


def _is_plain(texts: pa.StringArray) -> bool:
    """Returns whether all bytes are plain characters, so that none of the texts need be looked at by itself."""
    _, _, data = texts.buffers()
    written = np.frombuffer(data, np.uint8) if data is not None and data.size else np.zeros(0, np.uint8)
    return not len(written) or bool(((written >= _FIRST_SEEN) & (written <= _LAST_SEEN)).all())


def _where(texts: pa.StringArray, holds: Callable[[str], bool]) -> NDArray[np.bool_]:
    """Returns of which texts it holds, of none that is missing; each different text is looked at once."""
    encoded = texts.dictionary_encode()
    found = np.array([*map(holds, encoded.dictionary.to_pylist()), False], bool)
    places = np.asarray(encoded.indices.fill_null(len(found) - 1).to_numpy(zero_copy_only=False))
    return np.asarray(found[places], bool)


def _avpu(unit: pa.StringArray) -> NDArray[np.bool_]:
    return np.asarray(pc.equal(unit, _AVPU).to_numpy(zero_copy_only=False), dtype=bool)
