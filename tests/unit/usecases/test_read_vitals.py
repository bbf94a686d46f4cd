"""Readings just now, from history and log together: nothing missing, nothing twice, whatever is kept where."""

from dataclasses import replace
from pathlib import Path

import pytest
from pyarrow import fs

from bedside.adapters.history.parquet import ParquetHistory
from bedside.adapters.objects.folder import FolderObjectStore
from bedside.core.vitals.past_table import courses_of, nearest_of
from bedside.core.vitals.versions import version_id
from bedside.errors import Unavailable
from bedside.ports import Patient
from bedside.testing.contracts.reading_history import HOUR, MINUTE, NOON, ids, reading, table_of
from bedside.usecases.keep_history import GROUP, KeepHistory
from bedside.usecases.read_patient import course, latest_at
from bedside.usecases.read_vitals import FollowVitals
from bedside.usecases.rounds import Round
from unit.usecases.log_in_memory import LogInMemory


@pytest.fixture
def history(tmp_path: Path) -> ParquetHistory:
    return ParquetHistory(FolderObjectStore(tmp_path), fs.SubTreeFileSystem(str(tmp_path), fs.LocalFileSystem()))


def following(log, history, **options) -> FollowVitals:
    vitals = FollowVitals(log, history, wait_s=0.01, **options)
    catch_up(vitals)
    return vitals


def catch_up(vitals):
    while vitals():
        pass


def test_what_is_in_the_log_alone_is_read(history):
    log = LogInMemory(shards=2)
    vitals = following(log, history)
    log.add([reading("a", value=70.0), reading("b", NOON + 1, value=71.0)])
    log.add([reading("other", patient_id="p2")], shard=1)
    catch_up(vitals)
    assert ids(vitals.readings("p1", NOON, NOON + HOUR)) == ["a", "b"]
    assert ids(vitals.readings("p1", NOON, NOON + 1)) == ["a"]
    assert vitals.latest("p1")["heart_rate"].value == 71.0
    assert vitals.latest("p3") == {}


def test_the_latest_is_the_latest_observed_whenever_it_came(history):
    log = LogInMemory()
    vitals = following(log, history)
    log.add([reading("new", NOON + MINUTE), reading("spo2", signal="spo2", value=97.0, unit="%")])
    catch_up(vitals)
    log.add([reading("old", NOON, received_at_ms=NOON + HOUR)])
    catch_up(vitals)
    assert {name: one.event_id for name, one in vitals.latest("p1").items()} == {"heart_rate": "new", "spo2": "spo2"}


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize("kept", ["log", "history"])
def test_of_two_values_of_one_moment_the_graver_is_the_latest_whichever_comes_first(history, kept, together, reverse):
    log = LogInMemory()
    vitals, keep = following(log, history), KeepHistory(log, history)
    pressure = {"signal": "systolic_bp", "unit": "mm[Hg]"}
    both = [reading("line", value=70.0, **pressure), reading("cuff", value=118.0, **pressure)][:: -1 if reverse else 1]
    for batch in [both] if together else [[one] for one in both]:
        log.add(batch)
        catch_up(vitals)
        if kept == "history":
            keep()
    assert vitals.latest("p1")["systolic_bp"].event_id == "line"
    assert following(log, history).latest("p1")["systolic_bp"].event_id == "line"
    table = vitals.table("p1", NOON - HOUR, NOON + HOUR)
    assert latest_at(table, NOON)["systolic_bp"].event_id == "line"
    assert [score.parts[0].value for score in course(table, Patient(patient_id="p1"), [NOON])] == [70.0]
    assert [one.event_id for one in nearest_of(table, NOON)] == ["line"]
    (pressures,) = courses_of(table)
    assert (pressures.count, pressures.first.value, pressures.last.value) == (2, 70.0, 70.0)


@pytest.mark.parametrize("reverse", [False, True])
def test_of_two_merged_ids_the_graver_value_of_one_moment_is_the_latest(history, reverse):
    log = LogInMemory()
    both = [
        reading("low", value=81.0, signal="spo2", unit="%"),
        reading("well", patient_id="p2", value=97.0, signal="spo2", unit="%"),
    ]
    log.add(both[:: -1 if reverse else 1])
    for ids_of in (["p1", "p2"], ["p2", "p1"]):
        vitals = following(log, history, ids=lambda _, known=ids_of: known)
        assert vitals.latest("p1")["spo2"].event_id == "low"


@pytest.mark.parametrize("kept", ["log", "history"])
def test_a_corrected_value_replaces_the_graver_one_that_it_corrects_and_no_other_of_the_moment(history, kept):
    log = LogInMemory()
    vitals, keep = following(log, history), KeepHistory(log, history)
    wrong = reading("a#heart_rate", value=200.0)
    right = reading(version_id("a", "corrected", None, 80) + "#heart_rate", value=80.0)
    for one, latest in (
        (wrong, 200.0),
        (right, 80.0),
        (reading("b", value=180.0), 180.0),
        (reading("c", value=75.0), 180.0),
    ):
        log.add([one])
        catch_up(vitals)
        if kept == "history":
            keep()
        assert vitals.latest("p1")["heart_rate"].value == latest
    assert following(log, history).latest("p1")["heart_rate"].value == 180.0


def dated_ahead():
    return reading("ahead", NOON + 4 * MINUTE, value=120.0, received_at_ms=NOON)


@pytest.mark.parametrize("together", [False, True])
def test_a_reading_dated_ahead_does_not_hide_what_is_observed_after_it_came(history, together):
    log = LogInMemory()
    vitals = following(log, history)
    true = [reading("before", NOON - 1, value=90.0), reading("true", NOON + 1000, value=70.0)]
    for some in [[dated_ahead(), *true]] if together else [[dated_ahead()], *([one] for one in true)]:
        log.add(some)
        catch_up(vitals)
    assert vitals.latest("p1")["heart_rate"].value == 70.0
    KeepHistory(log, history)()
    assert following(log, history).latest("p1")["heart_rate"].value == 70.0


def test_what_comes_after_the_clock_was_set_back_is_the_latest(history):
    log = LogInMemory()
    vitals = following(log, history)
    for one in (reading("before"), reading("after", NOON + 1000, received_at_ms=NOON - HOUR)):
        log.add([one])
        catch_up(vitals)
    assert vitals.latest("p1")["heart_rate"].event_id == "after"


@pytest.mark.parametrize("kept", [0, 10, 30])
def test_each_reading_is_read_once_wherever_the_history_stands(history, kept):
    log = LogInMemory()
    vitals = following(log, history)
    keep = KeepHistory(log, history, most_readings=1)
    for n in range(30):
        log.add([reading(f"e{n}", NOON + n)])
        if n + 1 == kept:
            keep()
    assert log.position(GROUP, 0) == kept
    catch_up(vitals)
    assert ids(vitals.readings("p1", 0, NOON + HOUR)) == [f"e{n}" for n in range(30)]


class MovesMeanwhile(ParquetHistory):
    """Keeps what is in the log just as somebody reads."""

    keep = None

    def table(self, patient_id, since_ms, until_ms, signal=None):
        if self.keep is not None:
            self.keep()
        return super().table(patient_id, since_ms, until_ms, signal)


def test_nothing_is_missing_while_it_moves_into_the_history(tmp_path):
    history = MovesMeanwhile(FolderObjectStore(tmp_path), fs.SubTreeFileSystem(str(tmp_path), fs.LocalFileSystem()))
    log = LogInMemory()
    vitals = following(log, history)
    log.add([reading("a")])
    catch_up(vitals)
    historian = KeepHistory(log, history, most_readings=1)

    def keep():
        historian()
        catch_up(vitals)

    history.keep = keep
    assert ids(vitals.readings("p1", 0, NOON + HOUR)) == ["a"]
    assert ids(vitals.readings("p1", 0, NOON + HOUR)) == ["a"]


def test_more_than_is_held_is_read_from_the_log(history):
    log = LogInMemory()
    vitals = following(log, history, tail_readings=5)
    for n in range(30):
        log.add([reading(f"e{n}", NOON + n)])
    catch_up(vitals)
    assert len(vitals._tail) <= 5
    assert ids(vitals.readings("p1", 0, NOON + HOUR)) == [f"e{n}" for n in range(30)]


def test_a_start_finds_everything_again(history):
    log = LogInMemory(shards=2)
    history.write(9, 1, table_of([reading("weight", NOON - 5 * HOUR, signal="weight", value=80.0, unit="kg")]))
    for minute in range(0, 300, 5):
        log.add([reading(f"a{minute}", NOON - 5 * HOUR + minute * MINUTE)])
        log.add([reading(f"b{minute}", NOON - 5 * HOUR + minute * MINUTE, "p2")], shard=1)
    log.add([reading("c", NOON, value=90.0)])
    KeepHistory(log, history, most_readings=1)()
    log.add([reading("d", NOON + 1, value=91.0)])
    vitals = following(log, history)
    assert {name: one.event_id for name, one in vitals.latest("p1").items()} == {"heart_rate": "d", "weight": "weight"}
    assert vitals.latest("p2")["heart_rate"].event_id == "b295"
    assert vitals.trend("p1", "heart_rate", NOON, 10) == [None, None, None, None, 72.5, None, None, None, None, 90.5]
    assert len(vitals.readings("p1", 0, NOON + HOUR)) == 63


def before_the_start(history, readings) -> LogInMemory:
    """Returns a log of which the history has everything, an entry each."""
    log = LogInMemory()
    for number, one in enumerate(readings, 1):
        log.add([one])
        history.write(0, number, table_of([one]))
    log.commit(GROUP, 0, log.end(0))
    return log


def test_trends_of_before_the_start_are_filled_up_under_a_stream_that_never_rests(history):
    withdrawal = reading(version_id("e30", "withdrawn", None, "wrong") + "#heart_rate", NOON + 30 * MINUTE)
    log = before_the_start(history, [*(reading(f"e{n}#heart_rate", NOON + n * MINUTE) for n in range(60)), withdrawal])
    vitals = FollowVitals(log, history, wait_s=0.01)
    for number in range(5):
        log.add([reading(f"new{number}", NOON + HOUR + number, value=80.0 + number)])
        assert vitals() == Round.ALL
        assert vitals.latest("p1")["heart_rate"].value == 80.0 + number
    assert vitals.trend("p1", "heart_rate", NOON + 59 * MINUTE, 60) == [None if n == 30 else 72.5 for n in range(60)]
    log.add([reading("e30#heart_rate", NOON + 30 * MINUTE, value=200.0)])
    vitals()
    assert vitals.trend("p1", "heart_rate", NOON + 30 * MINUTE, 1) == [None]


class CountsWhatIsRead(LogInMemory):
    readings = 0

    def read(self, shard, after, limit=256):
        entries = super().read(shard, after, limit)
        self.readings += sum(one.readings.num_rows for one in entries if one.readings is not None)
        return entries


def test_what_is_new_waits_for_a_small_page_of_before_the_start_and_starts_before_all_of_them(history):
    log = CountsWhatIsRead()
    for number in range(600):
        log.add([reading(f"e{number}-{place}", NOON + number) for place in range(100)])
    log.commit(GROUP, 0, log.end(0))
    vitals = FollowVitals(log, history, wait_s=0.01)
    vitals()
    assert vitals.is_ready
    pages = []
    while log.readings < 70_000:
        log.readings = 0
        log.add([reading("new", NOON + HOUR)])
        vitals()
        pages.append(log.readings)
        if log.readings == 1:
            break
    assert max(pages) <= 12_000
    assert 5 <= len(pages) <= 30


def test_nothing_is_said_before_what_there_was_is_taken_up(history):
    vitals = FollowVitals(LogInMemory(), history, wait_s=0.01)
    with pytest.raises(Unavailable):
        vitals.latest("p1")
    vitals()
    assert vitals.latest("p1") == {}


def test_readings_of_a_merged_id_are_the_patients(history):
    names = {"old": ["new", "old"], "new": ["new", "old"]}
    log = LogInMemory()
    vitals = following(log, history, ids=lambda one: names.get(one, [one]))
    log.add([reading("a", patient_id="old"), reading("b", NOON + MINUTE, patient_id="new", value=80.0)])
    catch_up(vitals)
    for name in names:
        assert ids(vitals.readings(name, 0, NOON + HOUR)) == ["a", "b"]
        assert vitals.latest(name)["heart_rate"].event_id == "b"
        assert vitals.trend(name, "heart_rate", NOON + MINUTE, 2) == [72.5, 80.0]


MERGED = {"p1": ["p2", "p1"], "p2": ["p2", "p1"]}


@pytest.mark.parametrize("kept", ["log", "history", "started anew"])
@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize(("kind", "value"), [("corrected", 80.0), ("withdrawn", 70.0)])
def test_what_came_under_the_merged_id_is_replaced_under_the_one_that_remains(history, kind, value, reverse, kept):
    def ids_of(patient_id):
        return MERGED.get(patient_id, [patient_id])

    log = LogInMemory()
    vitals = following(log, history, ids=ids_of)
    keep = KeepHistory(log, history, longest_ms=0)
    log.add([reading("before", NOON - HOUR, value=70.0)])
    version = reading(version_id("a", kind, None, "80") + "#heart_rate", patient_id="p2", value=80.0)
    came = [reading("a#heart_rate", value=200.0), version]
    for one in came[::-1] if reverse else came:
        log.add([one])
        catch_up(vitals)
        if kept != "log":
            keep()
        if kept == "started anew":
            vitals = following(log, history, ids=ids_of)
    expected = [70.0, 80.0] if kind == "corrected" else [70.0]
    for name in MERGED:
        assert [one.value for one in vitals.readings(name, 0, NOON + HOUR)] == expected
        assert vitals.latest(name)["heart_rate"].value == value
        assert vitals.trend(name, "heart_rate", NOON, 1) == ([80.0] if kind == "corrected" else [None])


@pytest.mark.parametrize("reverse", [False, True])
def test_a_final_value_replaces_its_preliminary_one_in_the_trend(history, reverse):
    log = LogInMemory()
    vitals = following(log, history)
    preliminary = reading(version_id("a", "preliminary", None, "40") + "#heart_rate", value=40.0)
    came = [preliminary, reading("a#heart_rate", value=80.0)]
    for one in came[::-1] if reverse else came:
        log.add([one])
        catch_up(vitals)
        if one is preliminary and not reverse:
            assert vitals.trend("p1", "heart_rate", NOON, 1) == [40.0]
    assert vitals.trend("p1", "heart_rate", NOON, 1) == [80.0]


def test_a_preliminary_value_that_is_withdrawn_leaves_the_trend(history):
    log = LogInMemory()
    vitals = following(log, history)
    for kind in ("preliminary", "withdrawn"):
        log.add([reading(version_id("a", kind, None, kind) + "#heart_rate", value=40.0)])
    log.add([reading(version_id("b", "preliminary", None, "") + "#heart_rate", NOON + MINUTE, value=50.0)])
    log.add([reading(version_id("b", "corrected", None, "") + "#heart_rate", NOON + MINUTE, value=60.0)])
    catch_up(vitals)
    assert vitals.trend("p1", "heart_rate", NOON + MINUTE, 2) == [None, 60.0]


@pytest.mark.parametrize("kept", [True, False])
def test_a_withdrawal_that_came_first_is_known_after_a_start(history, kept):
    withdrawal = reading(version_id("a", "withdrawn", None, "wrong") + "#heart_rate", value=200.0)
    log = before_the_start(history, [reading("before", NOON - 3 * HOUR, value=70.0), withdrawal])
    for number in range(3):  # it is further back than trends are filled up
        log.tick(NOON + number * 3 * HOUR)
    original = reading("a#heart_rate", value=200.0, received_at_ms=NOON + 9 * HOUR)
    if kept:
        log.add([original])
        history.write(0, 9, table_of([original]))
        log.commit(GROUP, 0, log.end(0))
    vitals = following(log, history)
    if not kept:
        log.add([original])
        catch_up(vitals)
    assert vitals.latest("p1")["heart_rate"].event_id == "before"


def test_codes_have_no_trend(history):
    log = LogInMemory()
    vitals = following(log, history)
    log.add([reading("a", signal="consciousness", value="V", unit="{code}")])
    catch_up(vitals)
    assert vitals.trend("p1", "consciousness", NOON, 2) == [None, None]


def test_what_is_held_stays_within_its_bounds(history):
    log = LogInMemory()
    vitals = following(log, history, tail_readings=100)
    for n in range(400):
        log.add([reading(f"e{n}-{p}", NOON + n * MINUTE, f"p{p}") for p in range(10)])
    catch_up(vitals)
    assert vitals.memory_bytes() < 100_000


def corrected(value, made_ms=None):
    return reading(version_id("a", "corrected", made_ms, value) + "#heart_rate", value=value)


@pytest.mark.parametrize("kept", ["log", "history", "started anew"])
def test_a_correction_stands_in_latest_table_and_trend_whatever_comes_after_it(history, kept):
    log = LogInMemory()
    vitals = following(log, history)
    keep = KeepHistory(log, history, longest_ms=0)
    for one in (reading("a#heart_rate", value=200.0), corrected(80.0, NOON + 2), corrected(90.0, NOON + 1)):
        log.add([one])
        catch_up(vitals)
        if kept != "log":
            keep()
        if kept == "started anew":
            vitals = following(log, history)
    log.add([reading("a#heart_rate", value=200.0, received_at_ms=NOON + HOUR)])
    catch_up(vitals)
    assert [one.value for one in vitals.readings("p1", NOON, NOON + 1)] == [80.0]
    assert vitals.latest("p1")["heart_rate"].value == 80.0
    assert vitals.trend("p1", "heart_rate", NOON, minutes=1) == [80.0]


def test_a_correction_changes_its_own_minute_of_its_own_series_alone(history):
    log = LogInMemory()
    vitals = following(log, history)
    log.add([reading("a#heart_rate", value=200.0), reading("b", NOON + 1000, value=100.0)])
    log.add([reading("c", NOON + MINUTE, value=50.0), reading("d", patient_id="p2", value=40.0), corrected(80.0)])
    catch_up(vitals)
    assert vitals.trend("p1", "heart_rate", NOON + MINUTE, minutes=2) == [90.0, 50.0]
    assert vitals.trend("p2", "heart_rate", NOON, minutes=1) == [40.0]


@pytest.mark.parametrize("kept", ["log", "history"])
def test_of_a_withdrawn_value_nothing_is_seen_and_the_one_before_it_is_the_latest(history, kept):
    log = LogInMemory()
    vitals = following(log, history)
    keep = KeepHistory(log, history, longest_ms=0)
    withdrawal = reading(version_id("a", "withdrawn", None, "wrong") + "#heart_rate", value=200.0)
    for one in (reading("before", NOON - HOUR, value=70.0), reading("a#heart_rate", value=200.0), withdrawal):
        log.add([one])
        catch_up(vitals)
        if kept == "history":
            keep()
    assert ids(vitals.readings("p1", 0, NOON + 1)) == ["before"]
    assert vitals.latest("p1")["heart_rate"].event_id == "before"
    assert vitals.trend("p1", "heart_rate", NOON, minutes=1) == [None]
    if kept == "history":
        assert following(log, history).latest("p1")["heart_rate"].event_id == "before"
    log.add([replace(reading("a#heart_rate", value=200.0), received_at_ms=NOON + HOUR)])
    catch_up(vitals)
    assert vitals.latest("p1")["heart_rate"].event_id == "before"
