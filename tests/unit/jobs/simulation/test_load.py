"""Numbered load: each reading can be accounted for, as JSON and as Arrow, at the rate that was asked."""

import io
from typing import Any

import pyarrow as pa
import pytest

from bedside.core.vitals.reading import Reading, Refused, converted, identity
from bedside.errors import InvalidInput
from bedside.jobs.simulation.load import SIGNALS, Load
from cpu_time import cpu_s

from .wards import NOON_MS


def rows(load: Load) -> list[dict[str, Any]]:
    return [row for _, batch in load.batches() for row in batch.rows()]


def test_every_number_is_sent_once_by_its_device_in_order() -> None:
    load = Load(NOON_MS, devices=7, rate=100, count=1000)
    seen = [(row["device_id"], row["sequence"]) for row in rows(load)]
    assert seen == [load.device(number) for number in range(1000)]
    assert len(set(seen)) == 1000


def test_batches_are_due_at_the_rate_and_the_last_one_ends_it() -> None:
    batches = list(Load(NOON_MS, rate=2000, count=1050).batches(every_s=0.1))
    assert [(round(due_s, 3), len(batch)) for due_s, batch in batches] == [
        (0.1, 200), (0.2, 200), (0.3, 200), (0.4, 200), (0.5, 200), (0.6, 50),
    ]  # fmt: skip
    slow = [(due_s, len(batch)) for due_s, batch in Load(NOON_MS, rate=2, count=3).batches(every_s=0.25)]
    assert [count for _, count in slow] == [1, 1, 1]


def test_json_and_arrow_say_the_same() -> None:
    for event_ids in (False, True):
        load = Load(NOON_MS, devices=3, rate=100, count=200, event_ids=event_ids)
        for _, batch in load.batches():
            arrow = batch.arrow()
            assert arrow.schema.field("observed_at").type == pa.timestamp("ms", "UTC")
            assert arrow.schema.names == [
                "event_id", "patient_id", "device_id", "signal", "value", "unit", "observed_at", "sequence",
            ]  # fmt: skip
            listed = arrow.to_pylist()
            for row in listed:
                row["observed_at"] = row["observed_at"].isoformat(timespec="milliseconds").replace("+00:00", "Z")
            assert [{k: v for k, v in row.items() if v is not None} for row in listed] == [
                dict(row.items()) for row in batch.rows()
            ]


def test_the_arrow_stream_is_read_back() -> None:
    _, batch = next(Load(NOON_MS, count=50).batches())
    with pa.ipc.open_stream(io.BytesIO(batch.ipc())) as stream:
        assert stream.read_all().to_batches()[0].equals(batch.arrow())


def test_every_reading_is_taken_and_has_an_identity_of_its_own() -> None:
    load = Load(NOON_MS, devices=20, rate=1000, count=2000, sick=5)
    ids = set()
    for row in rows(load):
        reading = Reading(**{**row, "observed_at": NOON_MS})
        assert not isinstance(converted(reading, NOON_MS), Refused)
        ids.add(identity(reading))
    assert len(ids) == 2000


def test_sick_devices_change_in_the_middle_and_the_others_never() -> None:
    load = Load(NOON_MS, devices=10, rate=1000, count=10_000, sick=2)
    saturations = [(row["device_id"], row["sequence"], row["value"]) for row in rows(load) if row["signal"] == "spo2"]
    ill = {(device, n >= 500) for device, n, value in saturations if value < 93}
    assert ill == {("load-device-0", True), ("load-device-1", True)}


def test_a_seed_is_a_load() -> None:
    def values(seed: int) -> list[float]:
        return [row["value"] for row in rows(Load(NOON_MS, count=500, seed=seed))]

    assert values(7) == values(7)
    assert values(7) != values(8)
    assert len(set(values(7))) > 50


def test_all_signals_are_sent_by_every_device() -> None:
    sent = {(row["device_id"], row["signal"]) for row in rows(Load(NOON_MS, devices=5, rate=100, count=100))}
    assert len(sent) == 5 * len(SIGNALS)


def test_two_thousand_a_second_cost_less_than_a_twentieth_of_a_core_as_json_rows_or_arrow() -> None:
    def sent_as(form: str) -> None:
        for _, batch in Load(NOON_MS, count=20_000).batches():
            getattr(batch, form)()

    assert cpu_s(lambda: sent_as("rows")) / 10 < 0.05
    assert cpu_s(lambda: sent_as("ipc")) / 10 < 0.05


@pytest.mark.parametrize("wrong", [{"devices": 0}, {"rate": 0}, {"count": 0}], ids=str)
def test_numbers_without_sense_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        Load(NOON_MS, **wrong)
