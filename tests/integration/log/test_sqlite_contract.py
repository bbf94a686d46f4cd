"""SQLite's log keeps every promise of the port, with one shard and with four, and a log that breaks one is caught."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from numpy.typing import NDArray

from bedside.adapters.log.sqlite import SqliteReadingLog
from bedside.ports.watch import Entry, Offered, Taken
from bedside.testing.contracts import reading_log
from integration.log.conftest import Open


@pytest.mark.parametrize("shards", [1, 4])
@pytest.mark.parametrize("check", reading_log.CHECKS, ids=lambda check: check.__name__)
def test_the_log_keeps_the_contract(check: Callable[[reading_log.OpenLog], None], shards: int, open_log: Open) -> None:
    check(lambda: open_log(shards=shards))


def named_by(names: pa.Array | None, readings: pa.RecordBatch | None) -> pa.RecordBatch | None:
    """Returns the readings with their sources looked up among others."""
    if readings is None or names is None:
        return readings
    places = pa.array(readings["source"].indices.to_numpy() % len(names), pa.int8())
    column = readings.schema.get_field_index("source")
    return readings.set_column(column, readings.schema[column], pa.DictionaryArray.from_arrays(places, names))


class Broken:
    """Passes all on to a real log; what derives from it breaks one promise."""

    def __init__(self, log: SqliteReadingLog) -> None:
        self.log = log

    def __getattr__(self, name: str) -> Any:
        return getattr(self.log, name)


class ForgetsAtAStart(Broken):
    def append(self, offered: Offered) -> NDArray[np.uint8]:
        salted = Offered(offered.readings, offered.identities ^ np.uint64(id(self)), offered.contents)
        return self.log.append(salted)


class TakesWhatConflicts(Broken):
    def append(self, offered: Offered) -> NDArray[np.uint8]:
        taken = self.log.append(offered)
        return np.where(taken == Taken.CONFLICTING, Taken.ACCEPTED, taken).astype(np.uint8)


class ForgetsBeds(Broken):
    def append(self, offered: Offered) -> NDArray[np.uint8]:
        return self.log.append(replace(offered, as_told=None))


class ReversesRows(Broken):
    def read(self, shard: int, after: int, limit: int = 256) -> Sequence[Entry]:
        return self.log.read(shard, after, limit)[::-1]


class NamesAllByTheFirst(Broken):
    def read(self, shard: int, after: int, limit: int = 256) -> Sequence[Entry]:
        rows = self.log.read(shard, after, limit)
        first = next((row.readings["source"].dictionary for row in rows if row.readings is not None), None)
        return [replace(row, readings=named_by(first, row.readings)) for row in rows]


class LosesTicks(Broken):
    def tick(self, _: int) -> None:
        pass


class SharesPositions(Broken):
    def position(self, _: str, shard: int) -> int:
        return self.log.position("scorer", shard)


class NeverWakes(Broken):
    def wait(self, *_: float) -> bool:
        return False


@pytest.mark.parametrize(
    ("broken", "check"),
    [
        (ForgetsAtAStart, reading_log.a_reading_is_taken_once_however_it_is_batched_anew),
        (TakesWhatConflicts, reading_log.another_reading_under_a_known_id_is_told_and_not_taken),
        (ForgetsBeds, reading_log.what_a_bed_told_is_taken_once_whoever_it_is_given_to),
        (NamesAllByTheFirst, reading_log.rows_read_together_keep_each_its_own),
        (ReversesRows, reading_log.a_patient_stays_in_one_shard_and_in_order),
        (LosesTicks, reading_log.a_tick_stands_where_it_came_in_every_shard),
        (SharesPositions, reading_log.positions_are_kept_for_each_group_and_shard),
        (NeverWakes, reading_log.a_waiting_reader_is_woken),
    ],
)
def test_a_broken_log_is_caught(
    broken: Callable[[SqliteReadingLog], Any], check: Callable[[Any], None], open_log: Open
) -> None:
    with pytest.raises(AssertionError):
        check(lambda: broken(open_log()))
