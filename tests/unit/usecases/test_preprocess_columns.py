"""Columns come to the same windows, gaps, scores and refusals as single readings do."""

import random
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from bedside.core.vitals.reading import Reading
from bedside.core.vitals.signals import SIGNALS
from bedside.core.vitals.stored_reading import StoredReading
from bedside.errors import InvalidInput
from bedside.messages.readings import batch_of
from bedside.usecases.preprocess_columns import preprocess_columns
from bedside.usecases.preprocess_readings import Preprocessed, preprocess_readings

NOW_MS = 1_772_366_400_000
SIZES_MS = [60_000, 300_000]


def some_readings(seed: int, count: int = 600) -> list[Reading]:
    chance = random.Random(seed)
    made = list[Reading]()
    for number in range(count):
        signal = chance.choice(SIGNALS)
        value: Any = chance.choice(signal.codes) if signal.codes else round(chance.uniform(signal.low, signal.high))
        unit = chance.choice((signal.unit, signal.unit, signal.unit, "K"))
        at = NOW_MS - 600_000 + number * 1000 - chance.choice((0, 0, 90_000))
        one = Reading(
            patient_id=f"p-{chance.randrange(4)}", signal=signal.name, value=value, unit=unit, observed_at=at,
            event_id=chance.choice((None, f"e-{number}")), device_id=chance.choice((None, "d")),
            sequence=chance.choice((None, number)),
        )  # fmt: skip
        made.append(one)
        if chance.random() < 0.1:
            made.append(chance.choice((one, replace(one, observed_at=at + 1))))
    return made


def columns_of(readings: list[Reading]) -> pa.RecordBatch:
    return pa.record_batch(
        {
            "event_id": pa.array([one.event_id for one in readings], pa.string()),
            "patient_id": pa.array([one.patient_id for one in readings]),
            "device_id": pa.array([one.device_id for one in readings], pa.string()),
            "signal": pa.array([one.signal for one in readings]),
            "value": pa.array([str(one.value) for one in readings]),
            "unit": pa.array([one.unit for one in readings]),
            "observed_at": pa.array([one.observed_at for one in readings], pa.int64()),
            "sequence": pa.array([one.sequence for one in readings], pa.int64()),
        }
    )


def same(one: Preprocessed, other: Preprocessed) -> None:
    assert (one.series, one.late, one.duplicates, one.refused) == (
        other.series,
        other.late,
        other.duplicates,
        other.refused,
    )
    assert (dict(one.news2), dict(one.scored_at_ms)) == (dict(other.news2), dict(other.scored_at_ms))
    assert list(one.news2) == list(other.news2)
    for mine, its in zip((*one.windows, one.gaps), (*other.windows, other.gaps), strict=True):
        for name in mine.__slots__:
            assert np.array_equal(getattr(mine, name), getattr(its, name)), name


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("every_ms", [None, 20_000])
def test_columns_come_to_what_single_readings_come_to(seed: int, every_ms: int | None) -> None:
    readings = some_readings(seed)
    single = preprocess_readings(readings, SIZES_MS, every_ms, now_ms=NOW_MS)
    same(preprocess_columns(columns_of(readings), SIZES_MS, every_ms, now_ms=NOW_MS), single)
    assert single.refused
    assert single.duplicates
    assert single.late


def test_the_logs_own_columns_are_taken_as_their_sender_meant_them() -> None:
    def stored(event_id: str, signal: str, value: float | str, unit: str) -> StoredReading:
        return StoredReading(
            event_id=event_id, patient_id="p", device_id=None, signal=signal, value=value, unit=unit,
            observed_at_ms=NOW_MS, received_at_ms=NOW_MS, source="json",
        )  # fmt: skip

    batch = batch_of(
        [
            stored("a", "consciousness", "V", "{AVPU}"),
            stored("b", "temperature", 39.5, "Cel"),
            stored("b", "temperature", 39.5, "Cel"),
            stored("c", "spo2", 1000.0, "%"),
        ]
    )
    found = preprocess_columns(batch, SIZES_MS, now_ms=NOW_MS)
    assert {part.name: part.points for part in found.news2["p"].parts} == {"consciousness": 3, "temperature": 2}
    assert any("AVPU" in note for note in found.news2["p"].notes)
    assert (found.duplicates, [(at, why.reason.value) for at, why in found.refused]) == (
        (2,),
        [(3, "impossible_value")],
    )


def test_columns_that_only_look_like_the_logs_are_refused() -> None:
    with pytest.raises(InvalidInput):
        preprocess_columns(pa.record_batch({"received_at": [1], "value": [2.0]}), SIZES_MS, now_ms=NOW_MS)


def test_no_rows_come_to_nothing() -> None:
    found = preprocess_columns(columns_of([]), SIZES_MS, now_ms=NOW_MS)
    assert (found.series, found.late, found.news2, found.duplicates, found.refused) == ((), 0, {}, (), ())
