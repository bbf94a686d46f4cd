"""What every log of readings must do, as checks; a broken one raises AssertionError.

A check takes a function that opens the log. It is empty when the check begins, and the same each time it is opened,
also while it is open, as by another process.
"""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np

from bedside.core.vitals.stored_reading import StoredReading
from bedside.messages.readings import readings_of
from bedside.ports.watch import Entry, ReadingLog, Taken
from bedside.testing.offers import NOW_MS, offer, offered, stored

OpenLog = Callable[[], ReadingLog]
_SOON_S = 10.0
_AT_ONCE_S = 0.05


def entries(log: ReadingLog, shard: int, page: int = 256) -> list[Entry]:
    """Returns all rows of a shard."""
    found, after = list[Entry](), 0
    while rows := log.read(shard, after, page):
        found += rows
        after = rows[-1].offset
    return found


def kept(log: ReadingLog) -> list[StoredReading]:
    """Returns all readings, those of one shard in order."""
    return [
        reading
        for shard in range(log.shards)
        for entry in entries(log, shard)
        if entry.readings is not None
        for reading in readings_of(entry.readings)
    ]


def what_was_accepted_comes_back_whole_and_in_order(open_log: OpenLog) -> None:
    """All columns, in the order of one patient, also after opening anew."""
    given = [
        stored("e-1", device_id="d", sequence=7, source="hl7v2:ICU-GW", late=True),
        stored("e-2", signal="consciousness", value="V", unit="{AVPU}"),
        stored("e-3", value=0.1 + 0.2, signal="respiratory_rate", source="größe"),
    ]
    assert open_log().append(offered(given)).tolist() == [Taken.ACCEPTED] * 3
    assert kept(open_log()) == given


def rows_read_together_keep_each_its_own(open_log: OpenLog) -> None:
    """Rows of several senders by turns, with a tick between them, in one page."""
    log = open_log()
    given = [
        [stored("e-1", source="json")],
        [stored("e-2", source="größe"), stored("e-3", source="hl7v2:ICU-GW"), stored("e-4", source="größe")],
        [stored("e-5", source="json", signal="consciousness", value="V", unit="{AVPU}")],
        [stored("e-6", source="json", device_id=None)],
        [stored("e-7", source="hl7v2:ICU-GW")],
    ]
    for row in given[:3]:
        log.append(offered(row))
    log.tick(NOW_MS)
    for row in given[3:]:
        log.append(offered(row))
    shard = shard_of(log, given[0][0].patient_id)
    found = [list(_readings([row])) for row in entries(log, shard)]
    assert [row for row in found if row][:-1] == given


def a_reading_is_taken_once_however_it_is_batched_anew(open_log: OpenLog) -> None:
    """Also twice in one batch, and after opening anew."""
    log = open_log()
    new, known = Taken.ACCEPTED, Taken.DUPLICATE
    assert log.append(offer("a", "b", "a")).tolist() == [new, new, known]
    assert log.append(offer("c", "b")).tolist() == [new, known]
    assert open_log().append(offer("d", "c", "a")).tolist() == [new, known, known]
    assert log.append(offer("d")).tolist() == [known]
    assert sorted(one.event_id for one in kept(log)) == ["a", "b", "c", "d"]


def another_reading_under_a_known_id_is_told_and_not_taken(open_log: OpenLog) -> None:
    """Whether the first one came before or in the same batch."""
    log = open_log()
    given = offered([stored("a"), stored("a", value=90.0), stored("a", patient_id="p-2")])
    assert log.append(given).tolist() == [Taken.ACCEPTED, Taken.CONFLICTING, Taken.CONFLICTING]
    assert log.append(offer("a", value=90.0)).tolist() == [Taken.CONFLICTING]
    assert [one.value for one in kept(log)] == [72.0]


def what_a_bed_told_is_taken_once_whoever_it_is_given_to(open_log: OpenLog) -> None:
    """Also under an id that would conflict, and after opening anew; what has the same id and no bed is not meant."""
    log, given = open_log(), offered([stored("a"), stored("b")])
    assert log.append(replace(given, as_told=np.array([7, 0], np.uint64))).tolist() == [Taken.ACCEPTED] * 2
    for again in (log, open_log()):
        moved = offered([stored("c", patient_id="p-2"), stored("a", patient_id="p-2"), stored("b", patient_id="p-2")])
        told = again.append(replace(moved, as_told=np.array([7, 7, 0], np.uint64)))
        assert told.tolist() == [Taken.DUPLICATE, Taken.DUPLICATE, Taken.CONFLICTING]
    beside = offered([stored("d", patient_id="p-2"), stored("d", patient_id="p-2")])
    assert log.append(replace(beside, as_told=np.array([7, 0], np.uint64))).tolist() == [
        Taken.DUPLICATE,
        Taken.ACCEPTED,
    ]
    assert sorted((one.event_id, one.patient_id) for one in kept(log)) == [("a", "p-1"), ("b", "p-1"), ("d", "p-2")]


def what_is_bound_together_is_taken_as_a_whole_or_not_at_all(open_log: OpenLog) -> None:
    """A conflict of one that is bound withholds what is new; a conflict of another does not; later ones go on."""
    log = open_log()
    log.append(offer("a"))
    given = offered([stored("b"), stored("a", value=90.0), stored("a")])
    binding = np.array([True, True, False])
    told = [Taken.WITHHELD, Taken.CONFLICTING, Taken.DUPLICATE]
    assert log.append(replace(given, binding=binding)).tolist() == told
    assert [one.event_id for one in kept(open_log())] == ["a"]
    told = [Taken.ACCEPTED, Taken.CONFLICTING, Taken.DUPLICATE]
    assert log.append(replace(given, binding=~binding)).tolist() == told
    assert sorted(one.event_id for one in kept(open_log())) == ["a", "b"]


def callers_at_once_have_each_reading_accepted_once(open_log: OpenLog) -> None:
    """Of many who offer the same at one time, one is told that it was accepted."""
    log = open_log()
    start = threading.Barrier(8)

    def send(number: int) -> list[int]:
        start.wait(_SOON_S)
        found: list[int] = log.append(offer(*(f"e-{n}" for n in range(50)), f"own-{number}")).tolist()
        return found

    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(send, range(8)))
    assert [sum(one[at] == Taken.ACCEPTED for one in taken) for at in range(50)] == [1] * 50
    assert all(one[50] == Taken.ACCEPTED for one in taken)
    assert len(kept(log)) == 58


def a_patient_stays_in_one_shard_and_in_order(open_log: OpenLog) -> None:
    """Offsets of a shard rise, and readings of one patient come as they were offered."""
    log = open_log()
    for turn in range(20):
        log.append(offered([stored(f"{turn}-{p}", patient_id=f"p-{p}", sequence=turn) for p in range(12)]))
    homes: dict[str, set[int]] = {}
    seen: dict[str, list[int | None]] = {}
    for shard in range(log.shards):
        rows = entries(log, shard, page=3)
        assert [row.offset for row in rows] == sorted({row.offset for row in rows})
        for reading in _readings(rows):
            homes.setdefault(reading.patient_id, set()).add(shard)
            seen.setdefault(reading.patient_id, []).append(reading.sequence)
    assert all(len(shards) == 1 for shards in homes.values())
    assert seen == {f"p-{p}": list(range(20)) for p in range(12)}
    assert len({shard for shards in homes.values() for shard in shards}) == min(log.shards, 4)


def a_tick_stands_where_it_came_in_every_shard(open_log: OpenLog) -> None:
    """After what was appended before it, before what is appended after it; it has no readings."""
    log = open_log()
    log.append(offer("a", patient_id="p"))
    log.tick(NOW_MS + 1000)
    log.append(offer("b", patient_id="p"))
    for shard in range(log.shards):
        rows = entries(log, shard)
        assert [row.at_ms for row in rows if row.readings is None] == [NOW_MS + 1000]
        told = [[one.event_id for one in readings_of(row.readings)] if row.readings else "tick" for row in rows]
        assert told in (["tick"], [["a"], "tick", ["b"]])


def reading_begins_behind_an_offset_and_stops_at_the_limit(open_log: OpenLog) -> None:
    """0 begins with the oldest; behind the newest there is nothing; the end is the newest offset."""
    log = open_log()
    shard, offsets = _one_patient(log, 5)
    assert [row.offset for row in log.read(shard, 0, 2)] == offsets[:2]
    assert [row.offset for row in log.read(shard, offsets[1], 2)] == offsets[2:4]
    assert log.read(shard, offsets[-1]) == []
    assert log.end(shard) == offsets[-1]
    assert offsets[0] > 0


def an_empty_log_has_nothing(open_log: OpenLog) -> None:
    """No rows, end 0, no position."""
    log = open_log()
    for shard in range(log.shards):
        assert (log.read(shard, 0), log.end(shard), log.position("scorer", shard)) == ([], 0, 0)
        assert not log.wait(shard, 0, _AT_ONCE_S)


def nothing_offered_is_nothing_taken(open_log: OpenLog) -> None:
    """An empty batch makes no row."""
    log = open_log()
    assert log.append(offer()).tolist() == []
    assert [log.end(shard) for shard in range(log.shards)] == [0] * log.shards


def only_known_readings_make_no_row(open_log: OpenLog) -> None:
    """A sender that repeats itself does not fill the log."""
    log = open_log()
    shard, offsets = _one_patient(log, 1)
    log.append(offer("e-0", patient_id="p"))
    assert log.end(shard) == offsets[-1]


def positions_are_kept_for_each_group_and_shard(open_log: OpenLog) -> None:
    """Durable, independent of one another, and may be set back."""
    log = open_log()
    log.commit("scorer", 0, 7)
    log.commit("history", 0, 3)
    log.commit("scorer", log.shards - 1, 9)
    log.commit("history", 0, 2)
    again = open_log()
    assert again.position("history", 0) == 2
    assert again.position("scorer", log.shards - 1) == 9
    assert again.position("scorer", 0) == (7 if log.shards > 1 else 9)


def a_waiting_reader_is_woken(open_log: OpenLog) -> None:
    """By an append of its own process, and by one of another's."""
    for reader in (writer := open_log(), open_log()):
        ends = [writer.end(shard) for shard in range(writer.shards)]
        with ThreadPoolExecutor(1) as pool:
            shard = shard_of(writer, "p")
            woken = pool.submit(reader.wait, shard, ends[shard], _SOON_S)
            writer.append(offer(f"new-{ends}", patient_id="p"))
            assert woken.result(_SOON_S)
        assert reader.wait(shard, ends[shard], 0.0)


def shard_of(log: ReadingLog, patient_id: str) -> int:
    """Returns the shard of a patient, by appending a reading."""
    before = [log.end(shard) for shard in range(log.shards)]
    log.append(offer(f"where-{patient_id}-{before}", patient_id=patient_id))
    return next(shard for shard in range(log.shards) if log.end(shard) > before[shard])


def _one_patient(log: ReadingLog, rows: int) -> tuple[int, list[int]]:
    """Appends rows of one patient; returns its shard and their offsets."""
    for row in range(rows):
        log.append(offer(f"e-{row}", patient_id="p"))
    shard = next(shard for shard in range(log.shards) if log.end(shard))
    return shard, [entry.offset for entry in entries(log, shard)]


def _readings(rows: list[Entry]) -> Iterator[StoredReading]:
    for row in rows:
        if row.readings is not None:
            yield from readings_of(row.readings)


CHECKS = (
    what_was_accepted_comes_back_whole_and_in_order,
    rows_read_together_keep_each_its_own,
    a_reading_is_taken_once_however_it_is_batched_anew,
    another_reading_under_a_known_id_is_told_and_not_taken,
    what_a_bed_told_is_taken_once_whoever_it_is_given_to,
    what_is_bound_together_is_taken_as_a_whole_or_not_at_all,
    callers_at_once_have_each_reading_accepted_once,
    a_patient_stays_in_one_shard_and_in_order,
    a_tick_stands_where_it_came_in_every_shard,
    reading_begins_behind_an_offset_and_stops_at_the_limit,
    an_empty_log_has_nothing,
    nothing_offered_is_nothing_taken,
    only_known_readings_make_no_row,
    positions_are_kept_for_each_group_and_shard,
    a_waiting_reader_is_woken,
)
