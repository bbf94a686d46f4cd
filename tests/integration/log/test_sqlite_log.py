"""What SQLite's log does beyond the contract: full disks, several processes, retention, large indexes, clocks."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bedside.adapters.log import index, sqlite
from bedside.adapters.log.sqlite import SqliteReadingLog
from bedside.errors import Corrupt, DiskFull, Misconfigured, Unavailable
from bedside.ports.watch import Taken
from bedside.testing.contracts.reading_log import entries, kept
from bedside.testing.offers import NOW_MS, offer, offered, stored
from integration.log.conftest import Open
from service.waiting import eventually

HOUR_MS = 3_600_000


def accepted(log: SqliteReadingLog, *event_ids: str, **changes: Any) -> list[bool]:
    return [taken == Taken.ACCEPTED for taken in log.append(offer(*event_ids, **changes)).tolist()]


def many(name: str, count: int) -> list[str]:
    return [f"{name}-{n}" for n in range(count)]


def limit_pages(log: SqliteReadingLog, pages: int) -> None:
    log.prepare()
    assert log._connection is not None
    log._connection.execute(f"PRAGMA max_page_count={pages}")


def test_a_full_disk_takes_nothing_says_so_and_recovers(open_log: Open) -> None:
    log = open_log()
    assert all(accepted(log, "a"))
    limit_pages(log, 12)
    with pytest.raises(DiskFull) as refusal:
        log.append(offer(*many("b", 2000)))
    assert (refusal.value.status, refusal.value.code) == (507, "log_disk_full")
    assert [one.event_id for one in kept(log)] == ["a"]
    limit_pages(log, 10_000)
    assert all(accepted(log, *many("b", 2000)))
    assert not any(accepted(open_log(), "a", *many("b", 2000)))


def test_all_callers_of_a_commit_that_failed_are_refused(open_log: Open) -> None:
    log = open_log()
    accepted(log, "a")
    limit_pages(log, 12)
    refused, start = list[BaseException](), threading.Barrier(6)

    def send(number: int) -> None:
        start.wait()
        try:
            log.append(offer(*many(f"c{number}", 2000)))
        except DiskFull as error:
            refused.append(error)

    callers = [threading.Thread(target=send, args=(n,)) for n in range(6)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert len(refused) == 6
    assert len(kept(log)) == 1


def test_two_open_logs_take_turns_and_know_what_the_other_took(open_log: Open) -> None:
    one, two = open_log(), open_log()
    for n in range(20):
        first, second = (one, two) if n % 2 else (two, one)
        assert accepted(first, f"e-{n}", f"own-{n}") == [True, True]
        assert accepted(second, f"e-{n}") == [False]
    assert [row.offset for row in entries(one, 0)] == list(range(1, 21))


OTHER = """
import sys
from bedside.adapters.log.sqlite import SqliteReadingLog
from bedside.testing.offers import offer
log = SqliteReadingLog(sys.argv[1])
for n in range(60):
    log.append(offer(f"both-{n}", f"{sys.argv[2]}-{n}"))
log.close()
"""


def test_two_processes_writing_one_log_lose_and_double_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/log.sqlite"
    children = [subprocess.Popen([sys.executable, "-W", "ignore", "-c", OTHER, url, name]) for name in ("l", "r")]
    assert [child.wait(60) for child in children] == [0, 0]
    with closing(SqliteReadingLog(url)) as log:
        found = [one.event_id for one in kept(log)]
    assert sorted(found) == sorted({*many("both", 60), *many("l", 60), *many("r", 60)})


def test_a_writer_that_holds_the_file_too_long_is_told_as_busy(open_log: Open) -> None:
    log = open_log(busy_timeout_s=0.05)
    accepted(log, "a")
    with closing(log._file.connect()) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable) as refusal:
            log.append(offer("b"))
        other.execute("ROLLBACK")
    assert refusal.value.code == "log_busy"
    assert accepted(log, "b") == [True]


def begun(log: SqliteReadingLog) -> threading.Event:
    """Tells when the next commit has begun; it then waits for whoever holds the log's lock."""
    event, commit = threading.Event(), log._committer._commit

    def announced(items: Any) -> Any:
        event.set()
        return commit(items)

    log._committer._commit = announced
    return event


def test_what_is_not_begun_in_time_is_never_taken(open_log: Open) -> None:
    log = open_log(append_timeout_s=0.1)
    accepted(log, "a")
    with log._writing:  # a commit that hangs
        began = begun(log)
        first = threading.Thread(target=lambda: log.append(offer("b")))
        first.start()
        assert began.wait(10)
        with pytest.raises(Unavailable):
            log.append(offer("c"))
    first.join()
    assert [one.event_id for one in kept(log)] == ["a", "b"]


def test_more_than_there_is_room_for_is_asked_to_come_later(open_log: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_ROOM", 10)
    log = open_log()
    accepted(log, "a")
    with log._writing:
        began = begun(log)
        waiting = [threading.Thread(target=log.append, args=(offer(*many(f"w{n}", 8)),)) for n in range(2)]
        waiting[0].start()
        assert began.wait(10)
        waiting[1].start()
        eventually(lambda: len(log._committer._queue) == 1)
        with pytest.raises(Unavailable) as refusal:
            log.append(offer(*many("x", 8)))
    for one in waiting:
        one.join()
    assert refusal.value.code == "log_overloaded"
    assert len(kept(log)) == 17


@pytest.fixture
def small_seal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "SEAL", 100)


def test_a_large_index_lies_in_files_and_a_start_reads_only_the_rows_behind_them(
    open_log: Open, small_seal: None, tmp_path: Path
) -> None:
    log = open_log()
    for n in range(60):
        assert all(accepted(log, *many(f"b{n}", 37)))
        log._index._aside.join()
    log.close()
    files = list((tmp_path / "log.sqlite-index").glob("*.run"))
    assert 0 < len(files) < 12
    again = open_log()
    again.prepare()
    assert (sum(map(len, again._index.known.files)), again._index.known.recent_size()) == (60 * 37, 0)
    for n in range(60):
        assert not any(accepted(again, *many(f"b{n}", 37)))


def test_a_process_that_does_not_keep_the_files_knows_all_the_same(open_log: Open, small_seal: None) -> None:
    keeper, other = open_log(), open_log()
    for n in range(10):
        accepted(keeper, *many(f"b{n}", 50))
    assert not any(accepted(other, *many("b3", 50), *many("b9", 50)))
    assert not other._index._files.are_ours


def clock_of(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    at = [NOW_MS]
    monkeypatch.setattr(sqlite, "steady_clock_ms", lambda: lambda: at[0])
    return at


def test_a_reading_is_known_for_the_horizon_and_may_come_again_after(
    open_log: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = clock_of(monkeypatch)
    log = open_log(identity_hours=24)
    accepted(log, "a")
    at[0] += 24 * HOUR_MS + 5 * 60_000  # a reading may be dated ahead by five minutes
    assert accepted(log, "a") == [False]
    at[0] += 1
    accepted(log, "b")
    assert accepted(log, "a") == [True]


def test_rows_older_than_the_horizon_are_not_learnt_at_a_start(open_log: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    old = NOW_MS - 30 * HOUR_MS
    at = clock_of(monkeypatch)
    at[0] = old
    accepted(log := open_log(), "a", received_at_ms=old)
    log._index._files.close()  # as after a kill: nothing was put into files
    log._index.known.recent.clear()
    log.close()
    at[0] = NOW_MS
    assert accepted(open_log(), "a") == [True]


def test_the_systems_clock_set_ahead_makes_nothing_forgotten(open_log: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    log = open_log()
    accepted(log, "a")
    monkeypatch.setattr(time, "time_ns", lambda: (NOW_MS + 48 * HOUR_MS) * 1_000_000)
    accepted(log, "b", received_at_ms=NOW_MS + 48 * HOUR_MS)
    monkeypatch.undo()
    assert accepted(log, "a") == [False]


def test_old_rows_are_dropped_once_every_group_has_done_them(open_log: Open) -> None:
    log = open_log()
    for n in range(6):
        accepted(log, f"e-{n}", received_at_ms=NOW_MS - (6 - n) * HOUR_MS)
    log.commit("scorer", 0, 5)
    log.commit("history", 0, 2)
    assert log.retain(NOW_MS - 2 * HOUR_MS, 10**12)
    assert [row.offset for row in entries(log, 0)] == [3, 4, 5, 6]
    assert not log.retain(NOW_MS - 2 * HOUR_MS, 10**12)
    log.forget_group("history")
    assert log.retain(NOW_MS, 10**12)
    assert [row.offset for row in entries(log, 0)] == [6]  # the newest stays and carries the offset on
    accepted(log, "next")
    assert log.end(0) == 7


def test_what_nobody_follows_is_dropped_by_age(open_log: Open) -> None:
    log = open_log(shards=4)
    for n in range(40):
        accepted(log, f"e-{n}", patient_id=f"p-{n}", received_at_ms=NOW_MS - HOUR_MS)
    while log.retain(NOW_MS, 10**12):
        pass
    assert [len(entries(log, shard)) for shard in range(4)] == [1, 1, 1, 1]


def test_a_log_too_large_drops_the_oldest_and_tells_who_missed_what(open_log: Open) -> None:
    log = open_log()
    missed: list[tuple[str, int]] = []
    log.forced = lambda group, rows: missed.append((group, rows))
    for n in range(30):
        log.append(offered([stored(f"e-{n}-{i}", patient_id="p" * 150) for i in range(600)]))
        log.tick(NOW_MS)
    eventually(lambda: log.end(0) == 60)
    log.commit("scorer", 0, 60)
    log.commit("preprocessing", 0, 3)
    _, before = log.size()
    while log.retain(0, before // 2):
        pass
    rows, size = log.size()
    assert before // 4 < size <= before // 2
    dropped = 60 - rows
    assert sum(count for group, count in missed) == sum(1 for offset in range(4, dropped + 1) if offset % 2)
    assert {group for group, _ in missed} == {"preprocessing"}
    assert entries(log, 0)[-1].offset == 60
    assert not any(accepted(log, "e-0-0", patient_id="p" * 150))  # the index remembers what the rows no longer hold


def test_a_disk_without_room_for_the_index_does_not_keep_a_log_too_large(
    open_log: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_told: Any) -> None:
        raise OSError(28, "No space left on device")

    log = open_log()
    for n in range(4):
        accepted(log, f"e-{n}")
    monkeypatch.setattr(log._index._files, "keep", full)
    while log.retain(0, 1):
        pass
    assert [row.offset for row in entries(log, 0)] == [4]
    assert not any(accepted(log, "e-0", "e-3"))


def test_the_room_of_dropped_rows_is_used_again(open_log: Open, tmp_path: Path) -> None:
    log = open_log()
    for n in range(40):
        log.append(offer(*many(f"e{n}", 500)))
        while log.retain(NOW_MS + HOUR_MS, 10**12):
            pass
    log.close()
    assert (tmp_path / "log.sqlite").stat().st_size < 4_000_000


def test_large_rows_are_read_a_few_at_a_time(open_log: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_PAGE_BYTES", 100_000)
    log = open_log()
    for n in range(10):
        log.append(offer(*many(f"e{n}", 500)))
    assert 1 <= len(log.read(0, 0)) < 5
    assert len(kept(log)) == 5000


def test_many_callers_share_a_commit(open_log: Open) -> None:
    log = open_log()
    commits: list[int] = []
    log.told = lambda _seconds, readings: commits.append(readings)
    callers = [
        threading.Thread(target=lambda name=name: [log.append(offer(f"{name}-{n}")) for n in range(20)])
        for name in "abcdefgh"
    ]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert sum(commits) == 160
    assert len(commits) < 160
    assert len(entries(log, 0)) == len(commits)


def test_sources_beyond_what_one_row_can_name_are_kept(open_log: Open) -> None:
    log = open_log()
    with log._writing:
        first = threading.Thread(
            target=log.append, args=(offered([stored(f"e-{n}", source=f"hl7v2:{n}") for n in range(120)]),)
        )
        began = begun(log)
        first.start()
        assert began.wait(10)
        callers = [
            threading.Thread(
                target=log.append, args=(offered([stored(f"{c}-{n}", source=f"mqtt:{c}{n}") for n in range(100)]),)
            )
            for c in "xyz"
        ]
        for caller in callers:
            caller.start()
        eventually(lambda: len(log._committer._queue) == 3)
    for caller in (first, *callers):
        caller.join()
    assert len({one.source for one in kept(log)}) == 420


def test_closing_commits_what_waits_and_refuses_what_comes_later(open_log: Open) -> None:
    log = open_log()
    log.tick(NOW_MS)
    log.close()
    log.close()
    with pytest.raises(Unavailable):
        log.append(offer("a"))
    assert [row.at_ms for row in entries(open_log(), 0)] == [NOW_MS]


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///", "kafka://host:9092", "log.sqlite"])
def test_an_address_that_is_no_file_is_named(url: str) -> None:
    with pytest.raises(Misconfigured) as refusal:
        SqliteReadingLog(url)
    assert "BEDSIDE_LOG_URL" in refusal.value.next_step


def damaged(path: Path) -> None:
    path.write_bytes(b"no database at all " * 1000)


def newer(path: Path) -> None:
    with closing(SqliteReadingLog(f"sqlite:///{path}")) as log, closing(log._file.connect()) as connection:
        connection.execute("PRAGMA user_version=99")


def a_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(("make", "error"), [(damaged, Corrupt), (newer, Misconfigured), (a_folder, Misconfigured)])
def test_a_file_that_cannot_be_used_says_why(
    tmp_path: Path, make: Callable[[Path], None], error: type[Exception]
) -> None:
    make(tmp_path / "log.sqlite")
    with pytest.raises(error):
        SqliteReadingLog(f"sqlite:///{tmp_path}/log.sqlite")


def test_a_commit_waits_for_the_disk(open_log: Open) -> None:
    log = open_log()
    log.prepare()
    assert log._connection is not None
    assert log._connection.execute("PRAGMA synchronous").fetchone() == (2,)
    assert log._connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_the_write_ahead_log_is_moved_into_the_file(open_log: Open, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(sqlite, "_CHECKPOINT_BYTES", 200_000)
    log = open_log()
    for n in range(40):
        log.append(offer(*many(f"e{n}", 500)))
    assert (tmp_path / "log.sqlite-wal").stat().st_size < 1_000_000
    assert np.unique([one.event_id for one in kept(log)]).size == 20_000


def looks(log: SqliteReadingLog, monkeypatch: pytest.MonkeyPatch, within_s: float) -> int:
    """Returns how often a waiter looks into the file where nothing comes."""
    counted = list[int]()
    end = log.end
    with monkeypatch.context() as patched:
        patched.setattr(log, "end", lambda shard: counted.append(shard) or end(shard))
        assert not log.wait(0, end(0), within_s)
    return len(counted)


def test_who_waits_where_this_process_writes_is_woken_and_hardly_looks_itself(
    open_log: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, reader = open_log(), open_log()
    accepted(log, "a")
    assert looks(reader, monkeypatch, 1.0) > 12
    assert looks(log, monkeypatch, 1.0) <= 12
    monkeypatch.setattr(sqlite, "_OWN_POLL_S", 60)
    end, came = log.end(0), list[float]()
    waiter = threading.Thread(target=lambda: came.append(time.monotonic()) if log.wait(0, end, 60) else None)
    waiter.start()
    accepted(log, "b")
    answered = time.monotonic()
    waiter.join()
    assert came[0] - answered < 5


def test_what_another_process_writes_beside_is_seen_at_the_next_look_a_tenth_of_a_second_later(open_log: Open) -> None:
    assert sqlite._OWN_POLL_S <= 0.1
    log, other = open_log(), open_log()
    accepted(log, "a")
    other.prepare()
    end, came = log.end(0), list[float]()
    waiter = threading.Thread(target=lambda: came.append(time.monotonic()) if log.wait(0, end, 60) else None)
    waiter.start()
    accepted(other, "b")
    answered = time.monotonic()
    waiter.join()
    assert came[0] - answered < 5
