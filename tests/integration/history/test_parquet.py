"""Parquet files keep every promise of a history, compacted or not, and one that breaks a promise is caught."""

from pathlib import Path
from typing import ClassVar

import pyarrow as pa
import pytest
from pyarrow import fs

from bedside.adapters.history.parquet import ParquetHistory
from bedside.adapters.objects.folder import FolderObjectStore
from bedside.core.vitals.versions import standing
from bedside.errors import Corrupt
from bedside.messages.readings import readings_of
from bedside.testing.contracts import reading_history
from bedside.testing.contracts.reading_history import DAY, HOUR, MINUTE, NOON, ids, reading, table_of


def history_in(folder: Path, of: type[ParquetHistory] = ParquetHistory, **options: int) -> ParquetHistory:
    folder.mkdir(exist_ok=True)
    return of(FolderObjectStore(folder), fs.SubTreeFileSystem(str(folder), fs.LocalFileSystem()), **options)


def files_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.glob("history/**/*.parquet"))


class CompactsAlways(ParquetHistory):
    """Compacts after every write, in files of ten rows: what is read must be the same."""

    def write(self, shard, first_offset, readings):
        super().write(shard, first_offset, readings)
        while self.compact(NOON + 9 * DAY, at_least=1):
            pass


BY_ONE_WRITER = [check for check in reading_history.CHECKS if not check.__name__.startswith("writers")]


@pytest.mark.parametrize("check", reading_history.CHECKS, ids=lambda check: check.__name__)
def test_parquet_keeps_the_contract(check, tmp_path):
    check(lambda: history_in(tmp_path))


@pytest.mark.parametrize("check", BY_ONE_WRITER, ids=lambda check: check.__name__)
def test_compacted_files_keep_the_contract(check, tmp_path):
    check(lambda: history_in(tmp_path, CompactsAlways, rows_a_file=10, rows_at_once=4))


class KeepsBothWrites(ParquetHistory):
    written = 0

    def write(self, shard, first_offset, readings):
        KeepsBothWrites.written += 1
        renamed = pa.array([f"{one}-{self.written}" for one in readings["event_id"].to_pylist()])
        super().write(shard, first_offset + self.written, readings.set_column(0, readings.schema[0], renamed))


class ForgetsTheLastHour(ParquetHistory):
    def table(self, patient_id, since_ms, until_ms, signal=None):
        return super().table(patient_id, since_ms, until_ms // HOUR * HOUR, signal)


class ShowsWhatWasCorrected(ParquetHistory):
    def read(self, patient_id, since_ms, until_ms, signal=None):
        return list(readings_of(self.table(patient_id, since_ms, until_ms, signal)))


class LosesWhatReplaces(ParquetHistory):
    def table(self, patient_id, since_ms, until_ms, signal=None):
        return standing(super().table(patient_id, since_ms, until_ms, signal))


class ForgetsTheOneBefore(ParquetHistory):
    def _before(self, withdrawn, latest):  # noqa: ARG002 (the method's signature)
        return []


class ForgetsWithdrawals(ParquetHistory):
    def _remembered(self, prefix):
        return standing(super()._remembered(prefix))


class ForgetsLateness(ParquetHistory):
    def write(self, shard, first_offset, readings):
        column = readings.schema.get_field_index("late")
        super().write(
            shard, first_offset, readings.set_column(column, readings.schema[column], pa.array([False] * len(readings)))
        )


class KnowsTimesByName(ParquetHistory):
    """Takes it that a file never changes."""

    def __init__(self, *given, **options):
        super().__init__(*given, **options)
        known = {}
        self._span = lambda key, *of: known.setdefault(key, self._read_span(key, *of) if key not in known else None)


@pytest.mark.parametrize(
    ("broken", "check"),
    [
        (KeepsBothWrites, reading_history.writing_again_changes_nothing),
        (KnowsTimesByName, reading_history.what_is_written_again_with_more_is_seen_by_who_read_it_before),
        (ForgetsTheLastHour, reading_history.a_stretch_has_its_start_and_not_its_end),
        (ForgetsLateness, reading_history.readings_come_back_whole),
        (ShowsWhatWasCorrected, reading_history.of_several_versions_the_newest_is_read),
        (LosesWhatReplaces, reading_history.a_table_has_all_versions),
        (ForgetsTheOneBefore, reading_history.where_the_latest_was_withdrawn_the_one_before_is_the_latest),
        (ForgetsWithdrawals, reading_history.what_was_withdrawn_before_it_came_is_never_the_latest),
    ],
)
def test_a_broken_history_is_caught(broken, check, tmp_path):
    with pytest.raises(AssertionError):
        check(lambda: history_in(tmp_path, broken))


def test_files_lie_by_day_and_hour_and_a_repetition_replaces_its_own(tmp_path):
    history = history_in(tmp_path)
    for _ in range(2):
        history.write(3, 17, table_of([reading("a", NOON - 1), reading("b", NOON)]))
    assert files_in(tmp_path) == [
        "history/2026-03-01/11/part-0003-00000000000000000017.parquet",
        "history/2026-03-01/12/part-0003-00000000000000000017.parquet",
    ]


def test_an_hour_that_is_over_becomes_one_file_of_each_patient_once(tmp_path):
    history = history_in(tmp_path)
    rows = [reading(f"e{n}", NOON + n * MINUTE, f"p{n % 3}") for n in range(30)]
    for n in range(10):
        history.write(n % 2, n, table_of(rows[n * 3 : n * 3 + 3]))
    assert not history.compact(NOON + HOUR - 1)
    assert history.compact(NOON + HOUR)
    assert not history.compact(NOON + HOUR)
    assert files_in(tmp_path) == ["history/2026-03-01/12/hour-000001-0000.parquet"]
    assert ids(history.read("p1", 0, NOON + DAY)) == [f"e{n}" for n in range(1, 30, 3)]


def test_a_busy_hour_becomes_several_files_and_no_patient_is_in_two(tmp_path):
    history = history_in(tmp_path, rows_a_file=10, rows_at_once=10)
    for n in range(6):
        history.write(0, n, table_of([reading(f"{n}-{p}", NOON + n, f"p{p}") for p in range(7)]))
    while history.compact(NOON + HOUR):
        pass
    assert len(files_in(tmp_path)) > 2
    assert all("/hour-" in name for name in files_in(tmp_path))
    assert [len(history.read(f"p{p}", NOON, NOON + HOUR)) for p in range(7)] == [6] * 7


class CountsWhatIsMerged(ParquetHistory):
    merged = 0

    def _scan(self, keys, wanted, *, use_threads=True):
        found = super()._scan(keys, wanted, use_threads=use_threads)
        self.merged += len(found)
        return found


@pytest.mark.parametrize("pieces", range(1, 12))
def test_an_hour_is_compacted_in_small_pieces_and_may_be_left_after_any_of_them(tmp_path, pieces):
    history = history_in(tmp_path, CountsWhatIsMerged, rows_a_file=24, rows_at_once=12)
    for n in range(6):
        history.write(0, n, table_of([reading(f"{n}-{p}", NOON + n, f"p{p:02}") for p in range(20)]))
    done = 0
    while done < pieces and history.compact(NOON + HOUR):
        done += 1
        assert history.merged <= 12
        history.merged = 0
    late = [reading("late", NOON + 9, "p07", late=True)]
    history.write(0, 7, table_of(late))
    anew = history_in(tmp_path, rows_a_file=24, rows_at_once=12)
    for one in (anew, history):  # that goes on, or is started anew
        assert [len(one.read(f"p{p:02}", NOON, NOON + HOUR)) for p in range(20)] == [
            7 if p == 7 else 6 for p in range(20)
        ]
    while anew.compact(NOON + HOUR, at_least=1):
        pass
    assert all("/hour-" in name for name in files_in(tmp_path))
    assert [len(anew.read(f"p{p:02}", NOON, NOON + HOUR)) for p in range(20)] == [7 if p == 7 else 6 for p in range(20)]


def test_what_comes_late_between_two_pieces_is_kept(tmp_path):
    history = history_in(tmp_path, rows_at_once=4)
    for n in range(4):
        history.write(0, n, table_of([reading(f"{n}-{p}", NOON + n, f"p{p}") for p in range(4)]))
    assert history.compact(NOON + HOUR)
    history.write(0, 9, table_of([reading("late", NOON + 9, "p0")]))
    while history.compact(NOON + HOUR):
        pass
    assert files_in(tmp_path) == [
        "history/2026-03-01/12/hour-000001-0000.parquet",
        "history/2026-03-01/12/part-0000-00000000000000000009.parquet",
    ]
    assert [len(history.read(f"p{p}", NOON, NOON + HOUR)) for p in range(4)] == [5, 4, 4, 4]


def test_what_comes_late_to_a_compacted_hour_waits_until_it_is_worth_it(tmp_path):
    history = history_in(tmp_path)
    for n in range(3):
        history.write(0, n, table_of([reading(f"e{n}", NOON + n)]))
    history.compact(NOON + HOUR)
    for n in range(3, 6):
        history.write(0, n, table_of([reading(f"e{n}", NOON + n, late=True)]))
        assert not history.compact(NOON + DAY)
    history.write(0, 6, table_of([reading("e6", NOON + 6)]))
    assert history.compact(NOON + DAY)
    assert files_in(tmp_path) == ["history/2026-03-01/12/hour-000002-0000.parquet"]
    assert len(history.read("p1", NOON, NOON + HOUR)) == 7


class CountsWhatIsOpened(ParquetHistory):
    opened: ClassVar[list[str]] = []

    def _dataset(self, keys):
        self.opened.extend(keys)
        return super()._dataset(keys)

    def _read_span(self, key, *of):
        self.opened.append(key)
        return super()._read_span(key, *of)


def test_of_a_running_hour_only_the_files_of_a_stretch_are_opened_once_their_times_are_known(tmp_path):
    history = history_in(tmp_path, CountsWhatIsOpened)
    for n in range(40):
        history.write(0, n, table_of([reading(f"e{n}", NOON + n * MINUTE)]))
    assert ids(history.read("p1", NOON + 20 * MINUTE, NOON + 22 * MINUTE)) == ["e20", "e21"]
    history.opened.clear()
    assert ids(history.read("p1", NOON + 30 * MINUTE, NOON + 33 * MINUTE)) == ["e30", "e31", "e32"]
    assert len(history.opened) == 3


class FullAfter(FolderObjectStore):
    """Deletes nothing: the compaction that was killed before it removed what it had merged."""

    def delete(self, key: str) -> None:  # noqa: ARG002 (the port's signature)
        raise OSError("killed")


def test_a_compaction_that_was_killed_in_the_middle_is_read_once_and_done_again(tmp_path):
    history = history_in(tmp_path)
    for n in range(5):
        history.write(0, n, table_of([reading(f"e{n}", NOON + n)]))
    killed = ParquetHistory(FullAfter(tmp_path), fs.SubTreeFileSystem(str(tmp_path), fs.LocalFileSystem()))
    with pytest.raises(OSError, match="killed"):
        killed.compact(NOON + HOUR)
    assert len(files_in(tmp_path)) == 6
    assert ids(history.read("p1", NOON, NOON + HOUR)) == [f"e{n}" for n in range(5)]
    assert history.compact(NOON + HOUR)
    assert files_in(tmp_path) == ["history/2026-03-01/12/hour-000002-0000.parquet"]
    assert ids(history.read("p1", NOON, NOON + HOUR)) == [f"e{n}" for n in range(5)]


class ListsBeforeCompaction(FolderObjectStore):
    """Compacts between the listing of a reader and its reading, once."""

    history: ParquetHistory | None = None

    def keys(self, prefix=""):
        listed = list(super().keys(prefix))
        history, self.history = self.history, None
        if history is not None:
            history.compact(NOON + HOUR)
        return iter(listed)


def test_a_reader_beside_a_compaction_reads_again(tmp_path):
    writer = history_in(tmp_path)
    for n in range(5):
        writer.write(0, n, table_of([reading(f"e{n}", NOON + n)]))
    objects = ListsBeforeCompaction(tmp_path)
    objects.history = writer
    reader = ParquetHistory(objects, fs.SubTreeFileSystem(str(tmp_path), fs.LocalFileSystem()))
    assert ids(reader.read("p1", NOON, NOON + HOUR)) == [f"e{n}" for n in range(5)]
    assert objects.history is None


def test_a_damaged_file_is_told_with_the_next_step(tmp_path):
    history = history_in(tmp_path)
    history.write(0, 1, table_of([reading("a")]))
    (tmp_path / files_in(tmp_path)[0]).write_bytes(b"PAR1 not at all")
    with pytest.raises(Corrupt, match="history") as caught:
        history.read("p1", NOON, NOON + HOUR)
    assert "restore" in caught.value.next_step
