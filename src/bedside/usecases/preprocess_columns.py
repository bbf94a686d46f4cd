"""Makes windows, gaps and NEWS2 of readings that come as columns: `preprocess_readings` for many at once.

Columns are raw ones as a sender has them, or canonical ones of the log, which pass through the same checks again. A
test holds the result equal to the one of single readings.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from bedside.core.vitals.freshness import MEASURED_MS, fresh_ms
from bedside.core.vitals.graver import gravest
from bedside.core.vitals.identity_columns import content_digests, identities_of
from bedside.core.vitals.intake import Converted, converted_columns
from bedside.core.vitals.news2 import news2
from bedside.core.vitals.parts import AVPU
from bedside.core.vitals.raw_columns import FIELDS, REASONS, SOUND, Raw, raw_of
from bedside.core.vitals.reading import Reason, Refused
from bedside.core.vitals.score import Observed, Person
from bedside.core.vitals.signals import SIGNALS
from bedside.core.vitals.windows import Readings, gaps, late_ones, windows
from bedside.errors import InvalidInput
from bedside.messages.readings import READINGS
from bedside.usecases.preprocess_readings import OLDEST_MS, OUT_OF_ORDER_MS, Preprocessed, Series

_CODED = np.array([bool(signal.codes) for signal in SIGNALS])
_NAMES = np.array([signal.name for signal in SIGNALS])
_CONFLICTING = REASONS.index(Reason.CONFLICTING)


def preprocess_columns(
    batch: pa.RecordBatch,
    sizes_ms: Sequence[int],
    every_ms: int | None = None,
    *,
    now_ms: int,
    interval_ms: int = MEASURED_MS,
) -> Preprocessed:
    """Returns what `preprocess_readings` does. Raises InvalidInput for columns that are no readings'."""
    raw = _raw_of_canonical(batch) if "received_at" in batch.schema.names else raw_of(batch)
    converted = converted_columns(raw, now_ms, oldest_ms=OLDEST_MS)
    kept, duplicates, refused = _kept(raw, converted)
    patients = raw.patient_id.take(pa.array(kept)).dictionary_encode()
    names, patient = patients.dictionary.to_pylist(), patients.indices.to_numpy().astype(np.int64)
    signal, value, times = converted.signal[kept].astype(np.int64), converted.value[kept], raw.observed_ms[kept]
    numeric = ~_CODED[signal]
    columns, series = _columns(names, patient[numeric], signal[numeric], times[numeric], value[numeric])
    fresh = np.array([fresh_ms(name, interval_ms) for _, name in series], np.int64)
    made = tuple(windows(columns, size, every_ms or size, OUT_OF_ORDER_MS, fresh) for size in sizes_ms)
    latest = _latest(names, patient, signal, times, (value, converted.avpu[kept]))
    at_ms = {name: max(one.observed_at_ms for one in latest[name].values()) for name in latest}
    scores = {name: news2(own, Person(), at_ms[name], interval_ms=interval_ms) for name, own in latest.items()}
    late = int(late_ones(columns, min(sizes_ms), OUT_OF_ORDER_MS).sum()) if sizes_ms else 0
    return Preprocessed(series, made, gaps(columns, fresh), late, duplicates, refused, scores, at_ms)


def _raw_of_canonical(batch: pa.RecordBatch) -> Raw:
    """Returns canonical readings as a sender would have sent them."""
    try:
        batch = batch.select(READINGS.names).cast(READINGS)
    except (KeyError, pa.ArrowException) as error:
        raise InvalidInput("The columns are not those of the log.", code="wrong_columns") from error
    place = pc.index_in(batch.column("signal").dictionary_decode(), pa.array(_NAMES)).fill_null(-1).to_numpy()
    value = batch.column("value").fill_null(np.nan).to_numpy(zero_copy_only=False)
    avpu = batch.column("avpu").fill_null(False).to_numpy(zero_copy_only=False)
    units = np.array([signal.unit for signal in SIGNALS], object)
    coded = _CODED[place] & (place >= 0)
    texts = [_code(at, number) if is_coded else None for at, number, is_coded in zip(place, value, coded, strict=True)]
    as_sent = pa.record_batch(
        {
            **{name: batch.column(name) for name in ("event_id", "patient_id", "device_id", "observed_at", "sequence")},
            "signal": batch.column("signal"),
            "unit": pa.array(np.where(avpu, AVPU, units[place]), pa.string()),
            "value": pa.array(value),
        }
    )
    raw = raw_of(as_sent)
    number = np.where(coded, np.nan, raw.number)
    text = pa.array(texts, pa.string()) if coded.any() else None
    return Raw(
        raw.event_id, raw.patient_id, raw.device_id, raw.signal, number, text, raw.unit, raw.observed_ms, raw.sequence,
        raw.fault, raw.fault_field,
    )  # fmt: skip


def _code(signal: int, number: float) -> str:
    codes = SIGNALS[signal].codes
    return codes[int(number)] if number in range(len(codes)) else ""


def _kept(raw: Raw, converted: Converted) -> tuple[NDArray[np.intp], tuple[int, ...], tuple[tuple[int, Refused], ...]]:
    """Returns the places of readings that count, of those repeated, and of those refused with their reason."""
    _, identities = identities_of(raw)
    canonical = {
        "signal": converted.signal,
        "avpu": converted.avpu,
        "value": converted.value,
        "observed": raw.observed_ms,
    }
    contents = content_digests(raw.patient_id, raw.device_id, raw.sequence, canonical)
    sound = np.flatnonzero(converted.reason == SOUND)
    _, first, of = np.unique(identities[sound], return_index=True, return_inverse=True)
    is_first = first[of] == np.arange(len(sound))
    same = contents[sound] == contents[sound[first[of]]]
    reason, field = converted.reason.copy(), converted.field.copy()
    conflicting = sound[~is_first & ~same]
    reason[conflicting] = _CONFLICTING
    given = pc.greater(pc.binary_length(raw.event_id), 0).fill_null(False).to_numpy(zero_copy_only=False)
    field[conflicting] = np.where(given[conflicting], FIELDS.index("event_id"), FIELDS.index("sequence"))
    refused = tuple(
        (int(at), Refused(REASONS[reason[at]], FIELDS[field[at]])) for at in np.flatnonzero(reason != SOUND)
    )
    return sound[is_first], tuple(sound[~is_first & same].tolist()), refused


def _columns(
    names: list[str],
    patient: NDArray[np.int64],
    signal: NDArray[np.int64],
    times: NDArray[np.int64],
    values: NDArray[np.float64],
) -> tuple[Readings, tuple[Series, ...]]:
    """Returns the readings as columns, and the series that they number, in the order of patient and signal."""
    pairs, of = np.unique(patient * len(SIGNALS) + signal, return_inverse=True)
    told = [(names[pair // len(SIGNALS)], SIGNALS[pair % len(SIGNALS)].name) for pair in pairs.tolist()]
    order = sorted(range(len(told)), key=told.__getitem__)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return Readings(rank[of], patient, times, values), tuple(told[at] for at in order)


def _latest(
    names: list[str],
    patient: NDArray[np.int64],
    signal: NDArray[np.int64],
    times: NDArray[np.int64],
    said: tuple[NDArray[np.float64], NDArray[np.bool_]],
) -> dict[str, dict[str, Observed]]:
    """Returns the latest value of each patient and signal, of one time the graver; patients as they came."""
    value, avpu = said
    series = patient * len(SIGNALS) + signal
    kept = gravest(series, times, signal, value)
    order = kept[np.lexsort((times[kept], series[kept]))]
    last = order[np.append(np.flatnonzero(np.diff(series[order])), len(order) - 1)] if len(order) else order
    latest: dict[str, dict[str, Observed]] = {name: {} for name in names}
    for at in last.tolist():
        kind = SIGNALS[signal[at]]
        told = kind.codes[int(value[at])] if kind.codes else float(value[at])
        unit = AVPU if avpu[at] else kind.unit
        latest[names[patient[at]]][kind.name] = Observed(told, unit, int(times[at]))
    return latest
