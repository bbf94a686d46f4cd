"""What a bed looks like on the board: its state by bands and alerts, what is lost, and which bed comes first."""

import random
from dataclasses import replace
from datetime import date

import pytest

from bedside.core.alerts.alert import Alert
from bedside.ports import Patient
from bedside.testing.contracts.reading_history import HOUR, NOON, reading
from bedside.usecases.show_ward import show_bed, urgency, worst_first

CALM = {"heart_rate": 72.0, "spo2": 97.0, "respiratory_rate": 15.0, "systolic_bp": 120.0, "temperature": 36.8}
CONTINUOUS = ("heart_rate", "spo2", "respiratory_rate")


def latest(ages=None, **values):
    ages = ages or {}
    found = {
        name: reading(name, NOON - ages.get(name, 0), signal=name, value=value, unit=UNITS.get(name, "/min"))
        for name, value in {**CALM, **values}.items()
    }
    found["consciousness"] = reading("c", NOON, signal="consciousness", value="A", unit="{code}")
    return found


UNITS = {"spo2": "%", "systolic_bp": "mm[Hg]", "temperature": "Cel", "capillary_refill": "s"}


def alert(rule="limit_high", priority="medium", state="open", patient_id="p1", opened_ms=NOON, **more):
    known = Alert(
        alert_id=f"{patient_id}-{rule}",
        patient_id=patient_id,
        source=None,
        rule=rule,
        priority=priority,
        state=state,
        opened_ms=opened_ms,
        closed_ms=None,
        reason="",
        first_event_id="e",
        updated_ms=NOON,
    )
    return replace(known, **more)


def bed(values=None, alerts=(), patient_id="p1", place="1", at_ms=NOON, **known):
    patient = Patient(patient_id=patient_id, ward="North", bed=place, **{"on_oxygen": False, **known})
    return show_bed(patient, latest() if values is None else values, alerts, at_ms)


@pytest.mark.parametrize(
    ("values", "score", "state"),
    [
        ({}, 0, "calm"),
        ({"heart_rate": 115.0, "respiratory_rate": 21.0}, 4, "calm"),
        ({"heart_rate": 115.0, "respiratory_rate": 21.0, "spo2": 95.0}, 5, "urgent"),
        ({"respiratory_rate": 25.0}, 3, "urgent"),
        ({"heart_rate": 115.0, "respiratory_rate": 21.0, "spo2": 93.0}, 6, "urgent"),
        ({"heart_rate": 115.0, "respiratory_rate": 21.0, "spo2": 93.0, "temperature": 38.1}, 7, "critical"),
    ],
)
def test_news2_makes_the_state_by_its_published_bands(values, score, state):
    shown = bed(latest(**values))
    assert (shown.news2.score, shown.state) == (score, state)


@pytest.mark.parametrize(
    ("rule", "priority", "state"),
    [
        ("rate_of_change", "high", "critical"),
        ("rate_of_change", "medium", "urgent"),
        ("rate_of_change", "low", "watch"),
        ("sensor_silent", "high", "lost"),
        ("sensor_silent:spo2", "low", "lost"),
    ],
)
def test_an_open_alert_makes_a_bed_worse_and_never_better(rule, priority, state):
    assert bed(alerts=[alert(rule, priority)]).state == state
    sick = latest(heart_rate=140.0, respiratory_rate=30.0, spo2=88.0)
    assert bed(sick, [alert(rule, priority)]).state == "critical"


def test_an_acknowledged_alert_still_holds():
    assert bed(alerts=[alert(priority="high", state="acknowledged")]).state == "critical"


@pytest.mark.parametrize("signal", CONTINUOUS)
@pytest.mark.parametrize(("age_ms", "state", "lost"), [(30_000, "calm", False), (30_001, "lost", True)])
def test_a_sensor_silent_for_more_than_half_a_minute_is_lost(signal, age_ms, state, lost):
    shown = bed(latest({signal: age_ms}))
    assert (shown.state, shown.lost) == (state, (signal,) if lost else ())


def test_a_lost_sensor_is_told_beside_a_worse_state():
    shown = bed(latest({"spo2": 60_000}, respiratory_rate=25.0))
    assert (shown.state, shown.lost) == ("urgent", ("spo2",))


def test_a_cuff_is_not_a_lost_sensor():
    assert bed(latest({"systolic_bp": 5 * HOUR})).state == "calm"


def test_a_bed_without_any_value_that_holds_is_empty_and_not_calm():
    assert bed({}).word == "No data"
    old = {"temperature": reading("t", NOON - 5 * HOUR, signal="temperature", value=36.8, unit="Cel")}
    assert bed(old).state == "empty"


def test_everybody_silent_is_lost_and_not_empty():
    assert bed(latest(dict.fromkeys([*CONTINUOUS, "systolic_bp", "temperature"], 9 * HOUR))).state == "lost"


def test_a_score_that_was_not_made_for_a_patient_makes_no_state():
    sick = latest(spo2=88.0)
    assert (bed(sick).state, bed(sick, pregnant=True).state) == ("urgent", "calm")


@pytest.mark.parametrize(
    ("values", "score", "state"),
    [
        ({}, 1, "calm"),
        ({"respiratory_rate": 25.0, "heart_rate": 115.0}, 4, "calm"),
        ({"respiratory_rate": 25.0, "heart_rate": 115.0, "systolic_bp": 100.0}, 5, "critical"),
    ],
)
def test_mews_makes_the_state_in_pregnancy_by_its_published_threshold(values, score, state):
    shown = bed(latest(**values), pregnant=True)
    assert (shown.score, shown.score.score, shown.state) == (shown.mews, score, state)
    assert [part.name for part in shown.score.parts] != []
    assert not shown.news2.applicable


def test_in_pregnancy_without_a_part_of_mews_a_bed_is_not_scored():
    oxygen = {"spo2": reading("s", NOON, signal="spo2", value=97.0, unit="%")}
    assert bed(oxygen, pregnant=True).state == "unscored"


@pytest.mark.parametrize("known", [{}, {"birth_date": date(2012, 1, 1), "pregnant": True}])
def test_mews_speaks_for_nobody_for_whom_another_score_does(known):
    assert bed(**known).mews is None


@pytest.mark.parametrize("born", [None, date(1950, 1, 1), date(2020, 1, 1)])
@pytest.mark.parametrize("on_oxygen", [None, False])
def test_a_bed_of_which_no_part_of_a_score_is_known_is_not_scored(born, on_oxygen):
    glucose = {"glucose": reading("g", NOON, signal="glucose", value=5.5, unit="mmol/L")}
    assert bed(glucose, birth_date=born, on_oxygen=on_oxygen).word == "Not scored"
    stale = {**glucose, "temperature": reading("t", NOON - 5 * HOUR, signal="temperature", value=36.8, unit="Cel")}
    assert bed(stale, birth_date=born, on_oxygen=on_oxygen).word == "Not scored"
    pulse = {"heart_rate": reading("h", NOON, signal="heart_rate", value=100.0, unit="/min")}
    assert bed({**glucose, **pulse}, birth_date=born, on_oxygen=on_oxygen).word == "No alarm"


def test_the_board_never_says_that_somebody_is_well():
    assert bed().word == "No alarm"


def test_a_pause_is_shown_until_it_ends():
    assert bed(paused_until_ms=NOON + 1).is_paused
    assert not bed(paused_until_ms=NOON).is_paused


def test_a_bed_tells_when_time_alone_will_change_it():
    assert bed().changes_ms == NOON + 30_001
    assert bed(paused_until_ms=NOON + 5000).changes_ms == NOON + 5000
    assert bed({}).changes_ms is None


def test_alerts_stand_by_priority_then_the_unseen_first_then_those_of_the_patient_then_the_newest():
    given = [
        alert("sensor_silent:spo2", "low", opened_ms=NOON + 9),
        alert("b", "low", opened_ms=NOON),
        alert("c", "medium", opened_ms=NOON),
        alert("d", "medium", opened_ms=NOON + 1),
        alert("e", "medium", "acknowledged", opened_ms=NOON + 2),
        alert("a", "high", "acknowledged"),
    ]
    expected = ["a", "d", "c", "e", "b", "sensor_silent:spo2"]
    assert [one.rule for one in bed(alerts=given).alerts] == expected
    over = alert("over", "high", "closed", opened_ms=NOON + 9)
    assert [one.rule for one in sorted([over, *given], key=urgency)] == [*expected, "over"]


def test_the_worst_bed_comes_first():
    beds = [
        bed(alerts=[alert(priority="high")], patient_id="unseen"),
        bed(latest(heart_rate=140.0, respiratory_rate=30.0, spo2=88.0), [], "sicker"),
        bed(alerts=[alert(priority="high", state="acknowledged")], patient_id="seen"),
        bed(latest(heart_rate=115.0, respiratory_rate=21.0, spo2=95.0), [], "five"),
        bed(latest(respiratory_rate=25.0), [], "three"),
        bed(latest({"spo2": 60_000}), [], "lost"),
        bed(alerts=[alert(priority="low")], patient_id="low"),
        bed(patient_id="calm-2", place="2"),
        bed(patient_id="calm-10", place="10"),
        bed(patient_id="calm-nowhere", place=""),
        bed({}, [], "empty"),
    ]
    shuffled = random.Random(7).sample(beds, len(beds))
    assert [one.patient.patient_id for one in worst_first(shuffled)] == [one.patient.patient_id for one in beds]


CHILD = {"birth_date": date(2024, 1, 1)}
CALM_CHILD = {"heart_rate": 110.0, "respiratory_rate": 30.0, "systolic_bp": 100.0}


@pytest.mark.parametrize(
    ("values", "score", "state"),
    [
        ({}, 0, "calm"),
        ({"heart_rate": 175.0, "respiratory_rate": 65.0}, 6, "calm"),
        ({"heart_rate": 175.0, "respiratory_rate": 65.0, "systolic_bp": 74.0}, 8, "critical"),
    ],
)
def test_pews_makes_the_state_of_a_child_by_its_published_threshold(values, score, state):
    shown = bed(latest(**CALM_CHILD | values), **CHILD)
    assert (shown.score, shown.score.score, shown.state) == (shown.pews, score, state)


@pytest.mark.parametrize(("born", "state"), [(date(2009, 1, 1), "calm"), (date(2012, 1, 1), "critical")])
def test_at_sixteen_and_seventeen_news2_alone_makes_the_state_as_it_alone_rings(born, state):
    shown = bed(latest(heart_rate=120.0, respiratory_rate=23.0, capillary_refill=4.0), birth_date=born)
    assert (shown.pews.score, shown.state) == (8, state)


def test_a_child_of_whom_no_part_of_pews_is_known_is_not_scored():
    warm = {"temperature": reading("t", NOON, signal="temperature", value=36.8, unit="Cel")}
    assert bed(warm, birth_date=CHILD["birth_date"], on_oxygen=None).state == "unscored"


def test_an_adult_has_no_pews():
    assert bed().pews is None


def test_of_two_children_in_one_state_the_one_with_more_points_comes_first():
    calm = bed(latest(**CALM_CHILD), patient_id="a", place="1", **CHILD)
    worse = bed(latest(**CALM_CHILD | {"heart_rate": 155.0}), patient_id="b", place="2", **CHILD)
    assert [one.patient.patient_id for one in worst_first([calm, worse])] == ["b", "a"]


@pytest.mark.parametrize("ahead_s", [65, 120, 240, 300])
def test_values_of_a_clock_ahead_score_and_are_shown_as_of_their_arrival(ahead_s):
    sick = latest(heart_rate=115.0, respiratory_rate=26.0, spo2=92.0, systolic_bp=98.0, temperature=38.0)
    fast = {name: replace(one, observed_at_ms=NOON + ahead_s * 1000, received_at_ms=NOON) for name, one in sick.items()}
    shown = bed(fast)
    assert (shown.news2.score, shown.news2.partial, shown.state, shown.lost) == (9, False, "critical", ())
    assert shown.changes_ms == NOON + 30_001
    assert sorted(bed(fast, at_ms=NOON + 30_001).lost) == sorted(CONTINUOUS)
