"""Whole columns are converted, refused and identified exactly as single readings are, whatever form they came in."""

import math
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from bedside.core.vitals.identity_columns import identities_of
from bedside.core.vitals.intake import Converted, converted_columns
from bedside.core.vitals.raw_columns import FIELDS, REASONS, SOUND, raw_of, raw_of_readings
from bedside.core.vitals.raw_times import time_ms
from bedside.core.vitals.reading import FUTURE_MS, OLDEST_MS, Reading, Reason, Refused, converted, identity
from bedside.core.vitals.signals import SIGNALS
from bedside.errors import InvalidInput

from .readings import NOW_MS, reading

ROWS = 6000
_UNITS = sorted({name for s in SIGNALS for unit in s.units for name in (unit.code, *unit.aliases)})
_NUMBERS = (math.nan, math.inf, -math.inf, -0.0, 0.0, 1e308, -1e308, 5e-324, 10**400, 100.4, 0.29, 12.5, 2.0**53)


def any_reading(chance: random.Random) -> Reading:
    """A reading that is sound more often than not, broken in any of its fields otherwise."""
    signal = chance.choice(SIGNALS)
    unit = chance.choice(signal.units)
    name = chance.choice((unit.code, *unit.aliases))
    value: Any = chance.choice(signal.codes) if signal.codes else chance.uniform(signal.low, signal.high)
    if not signal.codes:
        value = value / unit.factor + unit.offset
        value = chance.choice((value, round(value), round(value, 1), signal.low, signal.high))
    made: dict[str, Any] = {
        "patient_id": f"p-{chance.randrange(9)}",
        "signal": signal.name,
        "value": value,
        "unit": name,
        "observed_at": NOW_MS - chance.randrange(OLDEST_MS),
        "event_id": chance.choice((None, "", f"e:{chance.randrange(99)}")),
        "device_id": chance.choice((None, "", "d", "d:1", "gerät")),
        "sequence": chance.choice((None, 0, chance.randrange(2**63))),
    }
    broken: dict[str, tuple[Any, ...]] = {
        "patient_id": (
            "",
            " \t",
            "\u2003",
            "\x1c",
            "größe",
            "p\0",
            "p\n1",
            "p\u200b",
            "p\u3164",
            "p ",
            "p 1",
            "u\u0308",
        ),
        "event_id": ("e\0", "e\x7f", "e\u2800", "e "),
        "device_id": ("d\x85", "d\r"),
        "signal": ("", "pulse", "Heart_rate", "heart_rate "),
        "value": (*_NUMBERS, chance.gauss(50, 500), "A", "a", "72", "", "mild"),
        "unit": ("", "K", *_UNITS),
        "observed_at": tuple(NOW_MS + ahead for ahead in (FUTURE_MS, FUTURE_MS + 1, -OLDEST_MS, -OLDEST_MS - 1, 2**60)),
    }
    for field in chance.sample(sorted(broken), chance.choice((0, 0, 0, 1, 1, 2))):
        made[field] = chance.choice(broken[field])
    return Reading(**made)


def outcome(columns: Converted, at: int) -> Any:
    if columns.reason[at] != SOUND:
        return Refused(REASONS[columns.reason[at]], FIELDS[columns.field[at]])
    signal = SIGNALS[columns.signal[at]]
    value = columns.value[at]
    said = signal.codes[int(value)] if signal.codes else repr(float(value))
    return signal.name, said, bool(columns.avpu[at])


def expected(sent: Reading) -> Any:
    one = converted(sent, NOW_MS)
    if isinstance(one, Refused):
        return one
    return one.signal, one.value if isinstance(one.value, str) else repr(float(one.value)), one.unit == "{AVPU}"


def test_thousands_of_sound_and_broken_readings_come_out_as_one_by_one() -> None:
    chance = random.Random(7)
    given = [any_reading(chance) for _ in range(ROWS)]
    columns = converted_columns(raw_of_readings(given), NOW_MS)
    found = [outcome(columns, at) for at in range(ROWS)]
    assert found == [expected(sent) for sent in given]
    seen = {one.reason for one in found if isinstance(one, Refused)}
    assert seen == {
        Reason.NO_PATIENT,
        Reason.HIDDEN_CHARACTER,
        Reason.NOT_COMPOSED,
        Reason.UNKNOWN_SIGNAL,
        Reason.UNKNOWN_UNIT,
        Reason.NOT_A_NUMBER,
        Reason.UNKNOWN_CODE,
        Reason.IMPOSSIBLE_VALUE,
        Reason.IN_THE_FUTURE,
        Reason.TOO_OLD,
    }
    assert sum(not isinstance(one, Refused) for one in found) > ROWS / 4


def test_columns_that_round_otherwise_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bedside.core.vitals.intake.PARTS", 1e8)
    with pytest.raises(AssertionError):
        test_thousands_of_sound_and_broken_readings_come_out_as_one_by_one()


def test_identities_of_columns_are_those_of_single_readings() -> None:
    chance = random.Random(8)
    given = [any_reading(chance) for _ in range(ROWS)]
    ids, digests = identities_of(raw_of_readings(given))
    wanted = [identity(sent) for sent in given]
    assert [one if not sent.event_id else f"event:{one}" for one, sent in zip(ids.to_pylist(), given, strict=True)] == (
        wanted
    )
    assert len(set(digests.tolist())) == len(set(wanted))
    assert {kind.split(":")[0] for kind in wanted} == {"event", "device", "content"}


def batch(**columns: Any) -> pa.RecordBatch:
    sound = {
        "patient_id": pa.array(["p-1", "p-2"]),
        "signal": pa.array(["heart_rate", "spo2"]),
        "value": pa.array([72.0, 97.0]),
        "unit": pa.array(["/min", "%"]),
        "observed_at": pa.array([NOW_MS, NOW_MS - 1000], pa.int64()),
    }
    made = {name: column for name, column in {**sound, **columns}.items() if column is not None}
    return pa.record_batch(list(made.values()), names=list(made))


def refused(given: pa.RecordBatch) -> list[tuple[int, str, str]]:
    columns = converted_columns(raw_of(given), NOW_MS)
    return [
        (int(at), REASONS[columns.reason[at]].value, FIELDS[columns.field[at]])
        for at in np.flatnonzero(columns.reason != SOUND)
    ]


MOMENTS = [datetime.fromtimestamp(ms / 1000, UTC) for ms in (NOW_MS, NOW_MS - 1000)]
FORMS: dict[str, dict[str, Any]] = {
    "as they are": {},
    "dictionaries": {
        "patient_id": pa.array(["p-1", "p-2"]).dictionary_encode(),
        "signal": pa.array(["heart_rate", "spo2"]).dictionary_encode(),
        "unit": pa.array(["/min", "%"]).dictionary_encode(),
    },
    "large text": {"patient_id": pa.array(["p-1", "p-2"], pa.large_string())},
    "values as whole numbers": {"value": pa.array([72, 97], pa.int16())},
    "values as text": {"value": pa.array(["72", "9.7e1"])},
    "values as decimals": {"value": pa.array([72, 97]).cast(pa.decimal128(25, 2))},
    "times as text": {"observed_at": pa.array([moment.isoformat() for moment in MOMENTS])},
    "times of another zone": {
        "observed_at": pa.array([m.astimezone(timezone(timedelta(hours=5, minutes=30))).isoformat() for m in MOMENTS])
    },
    "times in seconds": {"observed_at": pa.array(MOMENTS, pa.timestamp("s", "Europe/Berlin"))},
    "times in nanoseconds": {"observed_at": pa.array(MOMENTS, pa.timestamp("ns", "UTC"))},
    "empty optional columns": {"event_id": pa.nulls(2), "device_id": pa.nulls(2), "sequence": pa.nulls(2)},
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_columns_is_the_same_readings(form: str) -> None:
    raw = raw_of(batch(**FORMS[form]))
    assert refused(batch(**FORMS[form])) == []
    assert raw.observed_ms.tolist() == [NOW_MS, NOW_MS - 1000]
    assert identities_of(raw)[0].to_pylist() == identities_of(raw_of(batch()))[0].to_pylist()


def test_a_text_column_carries_numbers_and_codes_at_once() -> None:
    given = batch(
        signal=pa.array(["heart_rate", "consciousness"]), value=pa.array(["72", "V"]), unit=pa.array(["/min", "{code}"])
    )
    columns = converted_columns(raw_of(given), NOW_MS)
    assert [outcome(columns, at) for at in range(2)] == [("heart_rate", "72.0", False), ("consciousness", "V", False)]


@pytest.mark.parametrize("value", ["nan", "inf", " 72", "7_2", "0x48", "072", "", "1e"])
def test_only_a_plain_number_in_a_text_is_one(value: str) -> None:
    assert refused(batch(value=pa.array([value, "97"]))) == [(0, "not_a_number", "value")]


FAULTS: list[tuple[dict[str, Any], str, str]] = [
    ({"patient_id": pa.array([None, "p"])}, "malformed", "patient_id"),
    ({"patient_id": pa.array(["é" * 201, "p"])}, "malformed", "patient_id"),
    ({"event_id": pa.array(["", "e"])}, "malformed", "event_id"),
    ({"device_id": pa.array(["d" * 201, "d"])}, "malformed", "device_id"),
    ({"signal": pa.array(["s" * 61, "spo2"])}, "malformed", "signal"),
    ({"value": pa.array([None, 97.0])}, "malformed", "value"),
    ({"value": pa.array([None, "97"])}, "malformed", "value"),
    ({"unit": pa.array([None, "%"])}, "malformed", "unit"),
    ({"sequence": pa.array([-1, 1])}, "malformed", "sequence"),
    ({"sequence": pa.array([2**63, 1], pa.uint64())}, "malformed", "sequence"),
    ({"observed_at": pa.array([None, NOW_MS], pa.int64())}, "not_a_time", "observed_at"),
    ({"observed_at": pa.array(["2026-03-01T12:00:00", MOMENTS[1].isoformat()])}, "not_a_time", "observed_at"),
    ({"observed_at": pa.array(["2026-02-30T12:00:00Z", MOMENTS[1].isoformat()])}, "not_a_time", "observed_at"),
    ({"observed_at": pa.array(["soon", MOMENTS[1].isoformat()])}, "not_a_time", "observed_at"),
    ({"observed_at": pa.array([2**62, 0], pa.timestamp("s", "UTC"))}, "not_a_time", "observed_at"),
]


@pytest.mark.parametrize(("fault", "reason", "field"), FAULTS)
def test_a_faulty_row_is_refused_by_its_field_and_the_other_is_taken(
    fault: dict[str, Any], reason: str, field: str
) -> None:
    found = refused(batch(**fault))
    assert found[0] == (0, reason, field)
    assert [one for one in found[1:] if one[1] != "too_old"] == []


@pytest.mark.parametrize(
    ("columns", "field"),
    [
        ({"unit": None}, "unit"),
        ({"colour": pa.array(["red", "blue"])}, "(columns)"),
        ({"value": pa.array([True, False])}, "value"),
        ({"patient_id": pa.array([1, 2])}, "patient_id"),
        ({"sequence": pa.array([1.5, 2.0])}, "sequence"),
        ({"observed_at": pa.array([1.5, 2.0])}, "observed_at"),
        ({"observed_at": pa.array([0, 0], pa.timestamp("ms"))}, "observed_at"),
    ],
)
def test_columns_of_another_kind_are_refused_as_a_whole(columns: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        raw_of(batch(**columns))
    assert [error["field"] for error in refusal.value.errors] == [field]


def test_a_column_named_twice_is_refused() -> None:
    twice = pa.RecordBatch.from_arrays([*batch().columns, batch().column(0)], names=[*batch().schema.names, "unit"])
    with pytest.raises(InvalidInput):
        raw_of(twice)


@pytest.mark.parametrize("make", [lambda: raw_of(batch().slice(0, 0)), lambda: raw_of_readings([])])
def test_no_rows_are_no_readings(make: Callable[[], Any]) -> None:
    raw = make()
    assert len(converted_columns(raw, NOW_MS).reason) == len(identities_of(raw)[0]) == 0


def test_sliced_columns_are_read_from_where_they_begin() -> None:
    whole = batch(event_id=pa.array(["e1", "e2"]), device_id=pa.array(["d", None]), sequence=pa.array([1, 2]))
    ids, digests = identities_of(raw_of(whole))
    of_last = identities_of(raw_of(whole.slice(1)))
    assert (of_last[0].to_pylist(), of_last[1].tolist()) == (ids.to_pylist()[1:], digests.tolist()[1:])
    (content,) = identities_of(raw_of(batch().slice(1)))[0].to_pylist()
    assert f"{content}" == identity(reading("spo2", 97.0, "%", patient_id="p-2", observed_at=NOW_MS - 1000))


def test_times_of_texts_are_read_alike_one_by_one_and_in_columns() -> None:
    texts = [
        "2026-03-01T12:00:00.123456789Z",
        "2026-03-01T12:00:00.5+05:30",
        "20260301T120000Z",
        "1969-12-31T23:59:59.999Z",
    ]
    raw = raw_of(pa.concat_batches([batch(observed_at=pa.array(texts[:2])), batch(observed_at=pa.array(texts[2:]))]))
    assert raw.observed_ms.tolist() == [time_ms(text) for text in texts]
    assert (raw.fault == SOUND).all()
