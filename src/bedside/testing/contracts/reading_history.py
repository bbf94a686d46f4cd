"""What every history of readings must do, as checks; a broken one raises AssertionError.

A check takes a function that opens the history: empty when the check begins, and the same each time it is opened.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pyarrow as pa

from bedside.core.vitals.parts import AVPU
from bedside.core.vitals.stored_reading import StoredReading
from bedside.core.vitals.versions import version_id
from bedside.messages.readings import READINGS, batch_of, readings_of
from bedside.ports.watch import ReadingHistory

OpenHistory = Callable[[], ReadingHistory]
NOON = 1_772_366_400_000
MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000


def reading(event_id: str, at_ms: int = NOON, patient_id: str = "p1", **changes: object) -> StoredReading:
    """Returns a heart rate that came a moment after it was observed."""
    one = StoredReading(
        event_id=event_id,
        patient_id=patient_id,
        device_id="monitor-1",
        signal="heart_rate",
        value=72.5,
        unit="/min",
        observed_at_ms=at_ms,
        received_at_ms=at_ms + 200,
        sequence=7,
        source="json",
    )
    return replace(one, **changes)  # type: ignore[arg-type]


def table_of(readings: Sequence[StoredReading]) -> pa.Table:
    """Returns the readings as the log's rows come."""
    return pa.Table.from_batches([batch_of(readings)], READINGS)


def ids(readings: Sequence[StoredReading]) -> list[str]:
    """Returns their event ids, in order."""
    return [one.event_id for one in readings]


def readings_come_back_whole(open_history: OpenHistory) -> None:
    """Also after opening anew: codes, the scale that cannot say confusion, what is not known, what came late."""
    written = [
        reading("a"),
        reading("b", NOON + 1, signal="consciousness", value="V", unit="{code}", device_id=None, sequence=None),
        reading("c", NOON + 2, signal="consciousness", value="A", unit=AVPU, source="manual"),
        reading("d", NOON + 3, signal="temperature", value=38.4, unit="Cel", late=True),
    ]
    open_history().write(0, 1, table_of(written))
    assert open_history().read("p1", NOON, NOON + HOUR) == written
    assert open_history().table("p1", NOON, NOON + HOUR).schema == READINGS


def a_stretch_has_its_start_and_not_its_end(open_history: OpenHistory) -> None:
    """Of one patient and, where asked, one signal; by time, over hours and days; nothing where there is nothing."""
    history = open_history()
    times = {"a": NOON - DAY, "b": NOON - 1, "c": NOON, "d": NOON + HOUR - 1, "e": NOON + HOUR, "f": NOON + DAY}
    history.write(0, 1, table_of([reading(name, at) for name, at in reversed(times.items())]))
    history.write(
        1, 1, table_of([reading("other", patient_id="p2"), reading("o2", signal="spo2", value=97.0, unit="%")])
    )
    assert ids(history.read("p1", NOON - DAY, NOON + DAY + 1)) == ["a", "b", "c", "o2", "d", "e", "f"]
    assert ids(history.read("p1", NOON, NOON + HOUR, "heart_rate")) == ["c", "d"]
    assert ids(history.read("p1", NOON, NOON + HOUR, "spo2")) == ["o2"]
    assert history.read("p1", NOON, NOON) == history.read("p3", 0, NOON + DAY) == []
    assert history.read("p1", NOON + 2 * DAY, NOON + 3 * DAY) == []


def writing_again_changes_nothing(open_history: OpenHistory) -> None:
    """The same offset, with the same rows or more: a historian was killed before it noted how far it was."""
    history = open_history()
    rows = [reading(f"e{n}", NOON + n * MINUTE) for n in range(100)]
    history.write(0, 1, table_of(rows[:40]))
    history.write(0, 1, table_of(rows))
    history.write(0, 1, table_of(rows))
    assert open_history().read("p1", 0, NOON + DAY) == rows


def what_is_written_again_with_more_is_seen_by_who_read_it_before(open_history: OpenHistory) -> None:
    """As when the log is read again from elsewhere, and its rows are cut otherwise."""
    writer, reader = open_history(), open_history()
    writer.write(0, 1, table_of([reading("a")]))
    assert ids(reader.read("p1", NOON, NOON + HOUR)) == ["a"]
    writer.write(0, 1, table_of([reading("a"), reading("b", NOON + 30 * MINUTE)]))
    assert ids(reader.read("p1", NOON + 20 * MINUTE, NOON + HOUR)) == ["b"]


def an_event_id_counts_once(open_history: OpenHistory) -> None:
    """Wherever it stands a second time: another offset, another shard; what came first is kept."""
    history = open_history()
    history.write(0, 1, table_of([reading("a", value=70.0)]))
    history.write(0, 9, table_of([reading("a", value=70.0), reading("b", NOON + 1)]))
    history.write(3, 2, table_of([reading("a", value=71.0, received_at_ms=NOON + HOUR)]))
    assert [(one.event_id, one.value) for one in history.read("p1", 0, NOON + DAY)] == [("a", 70.0), ("b", 72.5)]


def an_event_id_of_another_time_is_another_reading(open_history: OpenHistory) -> None:
    """Ids are known for a day: a device that counts anew on the next day uses them again."""
    history = open_history()
    written = [reading("monitor-1:heart_rate:1", NOON + day * DAY, value=70.0 + day) for day in range(3)]
    for day, one in enumerate(written):
        history.write(0, day + 1, table_of([one]))
    assert history.read("p1", 0, NOON + 3 * DAY) == written
    assert history.read("p1", NOON + DAY, NOON + 2 * DAY) == written[1:2]


def readings_of_one_moment_come_as_they_arrived(open_history: OpenHistory) -> None:
    """A later correction of the same moment stands behind what it corrects."""
    history = open_history()
    history.write(0, 1, table_of([reading("late", received_at_ms=NOON + HOUR), reading("first", received_at_ms=NOON)]))
    assert ids(history.read("p1", NOON, NOON + 1)) == ["first", "late"]


def of_several_versions_the_newest_is_read(open_history: OpenHistory) -> None:
    """In whichever order they came, and in whichever files they are."""
    history = open_history()
    corrected = version_id("a", "corrected", None, "80") + "#heart_rate"
    history.write(0, 1, table_of([reading("a#heart_rate", value=200.0), reading("other", value=70.0)]))
    history.write(0, 2, table_of([reading(corrected, value=80.0)]))
    history.write(0, 3, table_of([reading("a#heart_rate", value=200.0, received_at_ms=NOON + HOUR)]))
    assert sorted(ids(history.read("p1", NOON, NOON + 1))) == sorted([corrected, "other"])
    assert ids(list(readings_of(history.latest()))) == [corrected]


def a_table_has_all_versions(open_history: OpenHistory) -> None:
    """What came under another id of the patient, or is still in the log, may be what they replace."""
    history = open_history()
    versions = [reading(version_id("a", kind, None, 1) + "#heart_rate") for kind in ("corrected", "withdrawn")]
    history.write(0, 1, table_of([reading("a#heart_rate"), *versions]))
    assert len(history.table("p1", NOON, NOON + 1)) == 3
    assert history.read("p1", NOON, NOON + 1) == []


def where_the_latest_was_withdrawn_the_one_before_is_the_latest(open_history: OpenHistory) -> None:
    """Wherever it was written, and whatever came late meanwhile; of other series nothing changes."""
    withdrawal = reading(version_id("c", "withdrawn", None, 1) + "#heart_rate")
    history = open_history()
    rows = [
        reading("a", NOON - 5 * HOUR),
        reading("b", NOON - 4 * HOUR),
        reading("c#heart_rate"),
        reading("d", patient_id="p2"),
    ]
    for place, one in enumerate(rows):
        history.write(0, place + 1, table_of([one]))
    for _ in range(2):
        history.write(0, 9, table_of([withdrawal, reading("late", NOON - 9 * HOUR, received_at_ms=NOON + HOUR)]))
    assert sorted(open_history().latest()["event_id"].to_pylist()) == ["b", "d"]
    history.write(0, 10, table_of([reading("e", NOON + 1)]))
    assert sorted(open_history().latest()["event_id"].to_pylist()) == ["d", "e"]


def what_was_withdrawn_before_it_came_is_never_the_latest(open_history: OpenHistory) -> None:
    """Withdrawals are remembered, each once, also after opening anew."""
    withdrawal = reading(version_id("a", "withdrawn", None, 1) + "#heart_rate")
    for _ in range(2):
        open_history().write(0, 1, table_of([reading("before", NOON - HOUR), withdrawal]))
    open_history().write(0, 2, table_of([reading("a#heart_rate", received_at_ms=NOON + HOUR)]))
    assert open_history().latest()["event_id"].to_pylist() == ["before"]
    assert open_history().withdrawals()["event_id"].to_pylist() == [withdrawal.event_id]


def the_latest_of_each_series_is_known(open_history: OpenHistory) -> None:
    """Whatever order it was written in, also after opening anew; of one moment the graver, and none of long ago."""
    history = open_history()
    history.write(
        0, 1, table_of([reading("new", NOON), reading("weight", NOON - DAY, signal="weight", value=80.0, unit="kg")])
    )
    history.write(0, 2, table_of([reading("old", NOON - 1), reading("other", patient_id="p2")]))
    history.write(1, 1, table_of([reading("gone", NOON - 40 * DAY, "p3"), reading("same", NOON, "p3")]))
    history.write(
        1, 2, table_of([reading("graver", NOON, "p3", value=30.0), reading("ancient", NOON - 40 * DAY, "p4")])
    )
    history.write(1, 3, table_of([reading("less grave", NOON, "p3")]))
    found = open_history().latest()["event_id"].to_pylist()
    assert sorted(found) == ["graver", "new", "other", "weight"]


def writers_and_readers_do_not_disturb_each_other(open_history: OpenHistory) -> None:
    """A reader sees whole writes only."""
    history = open_history()

    def write(n: int) -> None:
        history.write(n % 2, n, table_of([reading(f"{n}-{i}", NOON + 1000 * n + i) for i in range(10)]))

    def look(_: int) -> int:
        return len(history.read("p1", NOON, NOON + HOUR))

    with ThreadPoolExecutor(4) as pool:
        writing = pool.map(write, range(30))
        seen = list(pool.map(look, range(20)))
        list(writing)
    assert all(count % 10 == 0 for count in seen)
    assert look(0) == 300


CHECKS = (
    readings_come_back_whole,
    a_stretch_has_its_start_and_not_its_end,
    writing_again_changes_nothing,
    what_is_written_again_with_more_is_seen_by_who_read_it_before,
    an_event_id_counts_once,
    an_event_id_of_another_time_is_another_reading,
    readings_of_one_moment_come_as_they_arrived,
    of_several_versions_the_newest_is_read,
    a_table_has_all_versions,
    where_the_latest_was_withdrawn_the_one_before_is_the_latest,
    what_was_withdrawn_before_it_came_is_never_the_latest,
    the_latest_of_each_series_is_known,
    writers_and_readers_do_not_disturb_each_other,
)
