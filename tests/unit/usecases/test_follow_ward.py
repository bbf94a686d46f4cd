"""The board over time: worse at once, better after a while, once a second at most, and nothing told twice."""

import pytest

from bedside.ports import Patient
from bedside.usecases.follow_patients import FollowPatients
from bedside.usecases.follow_ward import FollowWard
from unit.usecases.test_show_ward import NOON, alert, latest


class Store:
    """Patients and alerts as they are put, and the readings of one moment."""

    def __init__(self):
        self.changed, self.sequence = [], 0
        self.open, self.version, self.touched = {}, 0, []
        self.values = {}

    def put(self, patient):
        self.sequence += 1
        self.changed.append((self.sequence, patient))

    def changes(self, after):
        return self.sequence, [one for at, one in self.changed if at > after]

    def ids(self, patient_id):
        return [patient_id]

    def alerts(self, *, state, limit):
        return [one for one in self.open.values() if one.state == state][:limit]

    def changed_since(self, mark):
        if mark > 1_000_000:  # a time: it is asked for alerts, and not for readings by their version
            return [one for one in self.open.values() if one.updated_ms >= mark]
        return self.version, [one for at, one in self.touched if at > mark]

    def measure(self, patient_id, values):
        self.version += 1
        self.touched.append((self.version, patient_id))
        self.values[patient_id] = values

    def latest(self, patient_id):
        return self.values.get(patient_id, {})

    def trend(self, *_):
        return [None] * 60


class Board:
    def __init__(self):
        self.store, self.at_ms = Store(), NOON
        self.ward = FollowWard(self.store, FollowPatients(self.store), self.store, lambda: self.at_ms, 4 * 3_600_000)
        self.store.put(Patient(patient_id="p1", ward="North", bed="1", on_oxygen=False))

    def after(self, ms):
        self.at_ms += ms
        return self.ward()

    @property
    def state(self):
        return self.ward.beds()[0].state


@pytest.fixture
def board():
    return Board()


def moved(values, by_ms):
    from dataclasses import replace

    return {
        name: replace(one, observed_at_ms=one.observed_at_ms + by_ms, received_at_ms=one.received_at_ms + by_ms)
        for name, one in values.items()
    }


def test_records_are_asked_for_four_times_a_second_at_most_and_after_the_clock_was_set_back(board):
    asked = []
    ask = board.store.changes
    board.store.changes = lambda after: asked.append(board.at_ms) or ask(after)
    for _ in range(40):
        board.after(50)
    assert 7 <= len(asked) <= 8
    board.after(-3_600_000)
    assert asked[-1] == board.at_ms


def test_a_patient_without_readings_is_on_the_board(board):
    assert board.after(0)
    assert board.state == "empty"


def test_nothing_is_told_where_nothing_differs(board):
    board.after(0)
    assert not board.after(2000)
    board.store.measure("p1", {})
    assert not board.after(2000)


def test_a_bed_is_made_anew_once_a_second_at_most_and_then_with_the_newest(board):
    board.store.measure("p1", latest(heart_rate=60.0))
    board.after(0)
    before = board.ward.sequence
    board.store.measure("p1", latest(heart_rate=61.0))
    assert not board.after(500)
    board.store.measure("p1", latest(heart_rate=62.0))
    assert board.after(500)
    _, (change,), _ = board.ward.since(before)
    assert {one.reading.signal: one.reading.value for one in change.bed.values}["heart_rate"] == 62.0


def test_time_alone_turns_a_silent_sensor_into_a_lost_one(board):
    board.store.measure("p1", latest())
    board.after(0)
    assert not board.after(30_000)
    assert board.after(1)
    assert board.state == "lost"


def test_worse_is_shown_at_once_and_better_after_half_a_minute(board):
    board.store.measure("p1", latest())
    board.after(0)
    board.store.measure("p1", moved(latest(respiratory_rate=25.0), 1000))
    board.after(1000)
    assert board.state == "urgent"
    for second in range(2, 31):
        board.store.measure("p1", moved(latest(), 1000 * second))
        board.after(1000)
        assert board.state == "urgent"
    board.store.measure("p1", moved(latest(), 31_000))
    board.after(1000)
    assert board.state == "calm"


def test_a_calmer_state_comes_even_where_nothing_is_measured_any_more(board):
    manual = {name: one for name, one in latest().items() if name in ("systolic_bp", "temperature")}
    board.store.measure("p1", {**manual, "systolic_bp": latest(systolic_bp=85.0)["systolic_bp"]})
    board.after(0)
    assert board.state == "urgent"
    board.store.measure("p1", manual)
    board.after(1000)
    board.after(29_000)
    assert board.state == "calm"


def test_an_alert_that_closes_leaves_the_bed(board):
    board.store.measure("p1", latest())
    board.store.open["a"] = alert(priority="low")
    board.after(0)
    assert board.state == "watch"
    board.store.open["a"] = alert(priority="low", state="closed", updated_ms=NOON + 1000)
    board.after(1000)
    assert (board.state, board.ward.beds()[0].alerts) == ("calm", ())


HOUR = 3_600_000


def heart_rate(board):
    return {one.reading.signal: one.reading.value for one in board.ward.beds()[0].values}["heart_rate"]


def test_a_clock_that_is_set_back_stops_no_bed(board):
    board.store.measure("p1", latest(heart_rate=60.0))
    board.after(0)
    board.after(-HOUR)
    board.store.measure("p1", moved(latest(heart_rate=150.0), -HOUR))
    assert board.after(1000)
    assert heart_rate(board) == 150.0


def test_a_clock_that_is_set_back_holds_no_state_for_longer(board):
    board.store.measure("p1", latest(respiratory_rate=25.0))
    board.after(0)
    assert board.state == "urgent"
    board.store.measure("p1", moved(latest(), -HOUR))
    board.after(-HOUR)
    assert board.state == "calm"


def test_a_clock_that_is_set_back_hides_no_alert(board):
    board.store.measure("p1", latest())
    board.store.open["old"] = alert(alert_id="old", priority="low", updated_ms=NOON)
    board.after(0)
    board.after(-HOUR)
    board.store.open["new"] = alert(alert_id="new", priority="high", updated_ms=board.at_ms + 1000)
    board.after(1000)
    assert {one.alert_id for one in board.ward.beds()[0].alerts} == {"old", "new"}
    board.store.open.pop("old")
    board.after(-HOUR)
    assert {one.alert_id for one in board.ward.beds()[0].alerts} == {"new"}


def test_trends_go_on_after_the_clock_was_set_back(board):
    board.store.measure("p1", latest())
    board.after(0)
    board.after(-HOUR)
    board.store.trend = lambda *_: [70.0] * 60
    board.after(10_000)
    assert board.ward.since(0)[1][0].trends["heart_rate"] == [70.0] * 60


def test_who_is_discharged_is_told_as_gone_once_and_comes_back(board):
    board.after(0)
    board.store.put(Patient(patient_id="p1", ward="North", bed="1", is_present=False))
    before = board.ward.sequence
    board.after(1000)
    assert [one.bed for one in board.ward.since(before)[1]] == [None]
    assert board.ward.beds() == []
    assert not board.after(1000)
    board.store.put(Patient(patient_id="p1", ward="North", bed="2"))
    board.after(1000)
    assert board.ward.beds()[0].patient.bed == "2"


def test_a_reading_of_the_discharged_does_not_bring_them_back(board):
    board.store.put(Patient(patient_id="p1", is_present=False))
    board.after(0)
    board.store.measure("p1", latest())
    board.after(2000)
    assert board.ward.beds() == []


def test_readers_go_on_where_they_were_with_the_newest_of_each_bed(board):
    board.store.put(Patient(patient_id="p2", ward="North", bed="2"))
    board.after(0)
    middle = board.ward.sequence
    for n in range(5):
        board.store.measure("p1", latest(heart_rate=60.0 + n))
        board.after(1000)
    newest, changes, _ = board.ward.since(middle)
    assert [one.patient_id for one in changes] == ["p1"]
    assert board.ward.since(newest)[1] == []
    assert {one.patient_id for one in board.ward.since(0)[1]} == {"p1", "p2"}


def test_a_trend_is_sent_again_only_where_it_differs(board):
    board.store.measure("p1", latest())
    board.after(0)
    (first,) = board.ward.since(0)[1]
    board.store.measure("p1", latest(heart_rate=61.0))
    board.after(1000)
    (second,) = board.ward.since(0)[1]
    assert second.sequence > second.trends_sequence == first.sequence
    board.store.trend = lambda *_: [70.0] * 60
    board.after(10_000)
    (third,) = board.ward.since(0)[1]
    assert third.trends_sequence == third.sequence
