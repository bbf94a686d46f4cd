"""The historian: what it writes when, and what a kill between writing and noting leaves."""

from pathlib import Path

import pytest
from pyarrow import fs

from bedside.adapters.history.parquet import ParquetHistory
from bedside.adapters.objects.folder import FolderObjectStore
from bedside.errors import Corrupt, Unavailable
from bedside.testing.contracts.reading_history import HOUR, MINUTE, NOON, ids, reading
from bedside.usecases.keep_history import GROUP, KeepHistory
from bedside.usecases.read_vitals import FollowVitals
from bedside.usecases.rounds import Round
from unit.usecases.log_in_memory import LogInMemory

SECOND = 1000


@pytest.fixture
def history(tmp_path: Path) -> ParquetHistory:
    return ParquetHistory(FolderObjectStore(tmp_path), fs.SubTreeFileSystem(str(tmp_path), fs.LocalFileSystem()))


def all_of(history):
    return history.read("p1", 0, NOON + 24 * HOUR)


def test_a_full_page_is_told_so_that_the_next_follows_at_once(history):
    log = LogInMemory()
    keep, vitals = KeepHistory(log, history), FollowVitals(log, history)
    for number in range(1025):
        log.add([reading(f"e{number}", NOON + number)])
    assert [keep() for _ in range(6)] == [Round.FULL] * 4 + [Round.ALL, Round.NOTHING]
    assert [vitals() for _ in range(3)] == [Round.FULL, Round.ALL, Round.NOTHING]


def test_readings_wait_for_a_minute_and_are_then_written_together(history, tmp_path):
    log = LogInMemory()
    keep = KeepHistory(log, history)
    for second in range(60):
        log.add([reading(f"e{second}", NOON + second * SECOND)])
    assert keep()
    assert all_of(history) == []
    assert log.position(GROUP, 0) == 0
    log.tick(NOON + MINUTE + SECOND)
    assert keep()
    assert ids(all_of(history)) == [f"e{second}" for second in range(60)]
    assert log.position(GROUP, 0) == 61
    assert len(list(tmp_path.glob("history/**/*.parquet"))) == 1
    assert not keep()


def test_so_many_readings_do_not_wait(history):
    log = LogInMemory()
    keep = KeepHistory(log, history, most_readings=10)
    log.add([reading(f"e{n}", NOON + n) for n in range(10)])
    keep()
    assert len(all_of(history)) == 10


def test_the_position_moves_over_ticks_without_writing_anything(history, tmp_path):
    log = LogInMemory(shards=2)
    keep = KeepHistory(log, history)
    for second in range(62):
        log.tick(NOON + second * SECOND)
    keep()
    assert [log.position(GROUP, shard) for shard in (0, 1)] == [62, 62]
    assert list(tmp_path.glob("history/**/*.parquet")) == []


def test_senders_of_several_names_are_kept_in_one_file(history):
    log = LogInMemory()
    keep = KeepHistory(log, history, most_readings=2)
    log.add([reading("a", source="json")])
    log.add([reading("b", NOON + 1, source="hl7v2:ICU")])
    keep()
    assert [one.source for one in all_of(history)] == ["json", "hl7v2:ICU"]


class KilledBeforeTheNote(LogInMemory):
    kills = 1

    def commit(self, group, shard, offset):
        if self.kills:
            self.kills -= 1
            raise Unavailable("killed")
        super().commit(group, shard, offset)


def test_a_kill_between_writing_and_noting_keeps_each_reading_once(history):
    log = KilledBeforeTheNote()
    log.add([reading(f"e{n}", NOON + n) for n in range(10)])
    with pytest.raises(Unavailable):
        KeepHistory(log, history, most_readings=10)()
    log.add([reading("after", NOON + 99)])
    KeepHistory(log, history, most_readings=10)()
    assert ids(all_of(history)) == [*(f"e{n}" for n in range(10)), "after"]


class NotesBeforeItWrites(KeepHistory):
    """The planted fault: acknowledged before it is durable."""

    def _write(self, shard):
        self._log.commit(GROUP, shard, self._pending[shard].after)
        super()._write(shard)


class FullOnce:
    """A history whose disk is full once."""

    def __init__(self, history):
        self.history, self.failures = history, 1

    def write(self, shard, first_offset, readings):
        if self.failures:
            self.failures -= 1
            raise Unavailable("full")
        self.history.write(shard, first_offset, readings)


@pytest.mark.parametrize(("of", "kept"), [(KeepHistory, 10), (NotesBeforeItWrites, 0)])
def test_nothing_is_noted_before_it_is_written(of, kept, history):
    log = LogInMemory()
    log.add([reading(f"e{n}", NOON + n) for n in range(10)])
    full = FullOnce(history)
    with pytest.raises(Unavailable):
        of(log, full, most_readings=10)()
    of(log, full, most_readings=10)()  # started anew
    assert len(all_of(history)) == kept


def test_a_write_that_failed_is_tried_again_and_no_more_is_held(history):
    log = LogInMemory()
    keep = KeepHistory(log, FullOnce(history), most_readings=10)
    log.add([reading(f"e{n}", NOON + n) for n in range(10)])
    with pytest.raises(Unavailable):
        keep()
    keep()
    assert len(all_of(history)) == 10


def test_what_is_held_back_is_written_when_the_process_stops(history):
    log = LogInMemory()
    keep = KeepHistory(log, history)
    log.add([reading("a")])
    keep()
    keep.flush()
    assert ids(all_of(history)) == ["a"]


def test_an_hour_is_compacted_piece_by_piece_under_a_stream_that_never_rests(history, tmp_path):
    log = LogInMemory()
    pieces = []

    def compact(before_ms):
        pieces.append(history.compact(before_ms))
        return pieces[-1]

    keep = KeepHistory(log, history, compact)
    for minute in range(95):
        log.add([reading(f"e{minute}", NOON + minute * MINUTE)])
        asked = len(pieces)
        assert keep() == Round.ALL
        assert len(pieces) <= asked + 1
    made = sorted(path.name for path in tmp_path.glob("history/*/12/*.parquet"))
    assert made == ["hour-000001-0000.parquet"]
    assert len(pieces) <= 13  # every ten minutes, and once more for what was done


def test_pieces_leave_time_between_them_while_readings_come_and_follow_at_once_while_none_do(history):
    log = LogInMemory()
    pieces = []

    def compact(before_ms):
        pieces.append(before_ms)
        return len(pieces) < 20

    keep = KeepHistory(log, history, compact)
    for tenth in range(101):
        log.add([reading(f"e{tenth}", NOON + tenth * 100)])
        keep()
    assert len(pieces) == 6
    while keep():
        pass
    assert len(pieces) == 20


def test_what_cannot_be_compacted_is_told_and_keeps_no_readings_from_being_kept(history):
    log = LogInMemory()
    asked = []

    def damaged(before_ms):
        asked.append(before_ms)
        raise Corrupt("damaged")

    keep = KeepHistory(log, history, damaged, longest_ms=0)
    failed = []
    for second in range(60, 1200, 10):
        log.add([reading(f"e{second}", NOON + second * SECOND)])
        try:
            keep()
            failed.append(False)
        except Corrupt:
            failed.append(True)
    assert [place for place, one in enumerate(failed) if one] == [0, 1, 2, 63, 64, 65]
    assert len(all_of(history)) == len(failed)


def test_hours_that_are_over_are_compacted(history, tmp_path):
    log = LogInMemory()
    keep = KeepHistory(log, history, history.compact)
    for minute in range(95):
        log.add([reading(f"e{minute}", NOON + minute * MINUTE)])
        while keep():
            pass
    made = sorted(path.name for path in tmp_path.glob("history/*/12/*.parquet"))
    assert made == ["hour-000001-0000.parquet"]
    assert len(history.read("p1", NOON, NOON + HOUR)) == 60
