"""NEWS2 in rows is the NEWS2 of one patient: the same points at every edge, the same total at every moment."""

import math

import numpy as np
import pytest

from bedside.core.vitals.chart_points import PLACES, points_of
from bedside.core.vitals.news2 import CHART, news2, red
from bedside.core.vitals.score import Observed, Person
from bedside.core.vitals.scoring import Batch, Settings, State, glance, step, tick
from bedside.core.vitals.signals import BY_NAME, SIGNALS
from bedside.core.vitals.watched import rules

from .kernel_streams import HOUR, MINUTE, PLACE, SECOND, START_MS, of, reading, readings, scored, ticked, together, told

RULES = rules()
WELL = {"respiratory_rate": 14, "spo2": 98, "systolic_bp": 120, "heart_rate": 70, "consciousness": 0, "temperature": 37}
NEWS2_SIGNALS = [*WELL, "pulse_rate", "gcs", "oxygen_flow", "fio2"]
NUMBERS = [
    ("respiratory_rate", "respiratory_rate", 0), ("systolic_bp", "systolic_bp", 0), ("heart_rate", "heart_rate", 0),
    ("pulse_rate", "heart_rate", 0), ("temperature", "temperature", 0), ("spo2", "spo2_scale_1", 0),
    ("spo2", "spo2_scale_2_on_air", 2), ("spo2", "spo2_scale_2_on_oxygen", 4),
]  # fmt: skip


def seen(values, at_s=0):
    return together(*(reading(name, value, at_s) for name, value in values.items()))


@pytest.mark.parametrize(("signal", "row", "shift"), NUMBERS)
def test_every_value_has_the_points_of_the_chart_also_a_hair_beside_each_edge(signal, row, shift):
    bands, rule = CHART[row], RULES[PLACE[signal]]
    edges = [float(floor - bands.resolution / 2) for floor in bands.floors[1:]]
    hairs = [
        e
        for edge in edges
        for e in (edge, math.nextafter(edge, 0), math.nextafter(edge, 999), edge - 1e-9, edge + 1e-9)
    ]
    chance = np.random.default_rng(7).uniform(rule["least"], rule["most"], 3000).tolist()
    for value in [*edges, *hairs, 38.04999999999999, *chance, float(rule["most"]), float(rule["least"])]:
        if rule["least"] <= value <= rule["most"]:
            assert (points_of(rule, value) >> shift) & 3 == bands.of(value), value


def test_the_tables_hold_every_possible_value():
    assert all(rule["most"] * rule["steps"] < PLACES for rule in RULES)


@pytest.mark.parametrize(
    ("values", "begins"),
    [
        ({"respiratory_rate": 25, "heart_rate": 131}, "news2_medium"),
        ({"respiratory_rate": 25, "heart_rate": 131, "temperature": 38.1}, "news2_high"),
        ({"respiratory_rate": 25, "heart_rate": 91}, "news2_single"),
        ({"respiratory_rate": 21, "heart_rate": 111}, None),
        ({"respiratory_rate": 21, "heart_rate": 111, "temperature": 38.1}, "news2_medium"),
        ({"systolic_bp": 90}, "news2_single"),
        ({"consciousness": "C"}, "news2_single"),
    ],
)
def test_totals_become_conditions_at_their_edges(values, begins):
    changes = scored(seen(WELL | values))
    held = {name for name, _, holds in told(changes) if holds and name.startswith("news2")}
    ended = {name for name, _, holds in told(changes) if not holds and name.startswith("news2")}
    assert held - ended == ({begins} if begins else set())


def test_a_rising_score_is_told_when_it_passes_from_one_condition_to_the_next_and_never_again():
    state = State.new()
    step(state, seen(WELL))
    worse = [reading("respiratory_rate", 25, 1), reading("heart_rate", 112, 2), reading("temperature", 39.2, 3),
             reading("heart_rate", 112, 4), reading("heart_rate", 70, 5)]  # fmt: skip
    found = [[(n, h) for n, _, h in told(step(state, one)) if n.startswith("news2")] for one in worse]
    assert found == [
        [("news2_single", True)],
        [("news2_medium", True), ("news2_single", False)],
        [("news2_high", True), ("news2_medium", False)],
        [],
        [("news2_high", False), ("news2_medium", True)],
    ]


def test_the_total_is_told_with_the_condition():
    changes = scored(seen({"respiratory_rate": 25, "heart_rate": 131, "temperature": 39.1}))
    assert changes.amount[told(changes).index(("news2_high", "", True))] == 8


def test_a_score_is_not_for_children_or_in_pregnancy():
    state = State.new()
    state.describe(0, applicable=False)
    changes = step(state, seen({"respiratory_rate": 30, "heart_rate": 140, "systolic_bp": 80}))
    assert not any(name.startswith("news2") for name, _, _ in told(changes))
    assert glance(state, 0).news2 is None


def test_what_the_host_learns_of_a_patient_counts_from_the_next_reading_or_tick_on():
    state = State.new()
    step(state, seen(WELL | {"spo2": 90, "respiratory_rate": 21}))
    state.describe(0, spo2_scale=2, on_oxygen=False)
    assert ("news2_medium", "", False) in ticked(state, 1)
    state.describe(0, on_oxygen=True)
    assert ("news2_high", "", True) in told(step(state, reading("heart_rate", 70, 2)))


@pytest.mark.parametrize(("signal", "oxygen", "air"), [("oxygen_flow", 0.1, 0), ("fio2", 21.1, 21)])
def test_measured_oxygen_counts_over_a_record_that_says_air_until_it_is_turned_off_or_old(signal, oxygen, air):
    state = State.new()
    state.describe(0, spo2_scale=2, on_oxygen=False)
    step(state, seen(WELL | {"spo2": 97}))
    totals = [glance(state, 0).news2]
    for value, at_s in ((oxygen, 1), (air, 2), (oxygen, 3)):
        step(state, reading(signal, value, at_s))
        totals.append(glance(state, 0).news2)
    step(state, seen(WELL | {"spo2": 97}, 4 * 3600))
    totals.append(glance(state, 0).news2)
    ticked(state, 4 * 3600 + 3.001)
    assert [*totals, glance(state, 0).news2] == [0, 5, 0, 5, 5, 0]


def test_a_part_counts_up_to_its_interval_and_not_a_millisecond_longer():
    state = State.new()
    step(state, together(seen(WELL | {"respiratory_rate": 25})))
    assert ticked(state, 4 * 3600) == []
    assert ("news2_single", "", False) in ticked(state, 4 * 3600 + 0.001)


def test_the_interval_is_a_setting():
    state, settings = State.new(), Settings(stale_ms=MINUTE)
    step(state, seen({"respiratory_rate": 25}), settings)
    assert len(tick(state, START_MS + MINUTE, settings)) == 0
    assert of("news2_single", tick(state, START_MS + MINUTE + 1, settings)) == [False]


def observed(signal, value, time):
    codes = BY_NAME[signal].codes
    return Observed(codes[int(value)] if codes else value, BY_NAME[signal].unit, time)


def random_values(signal, chance, count):
    bounds = {"respiratory_rate": (4, 32), "spo2": (78, 100), "systolic_bp": (75, 235), "heart_rate": (35, 140),
              "pulse_rate": (35, 140), "temperature": (34, 40), "oxygen_flow": (-3, 3), "fio2": (15, 30)}  # fmt: skip
    if signal == "consciousness":
        return chance.choice([0, 0, 0, 1, 2], count)
    if signal == "gcs":
        return chance.choice([15, 15, 14, 3], count)
    return np.maximum(np.round(chance.uniform(*bounds[signal], count), chance.integers(0, 3)), BY_NAME[signal].low)


def random_stream(chance, patients, count):
    """Returns readings some hours apart, some of long before their arrival, some from the future, some repeated."""
    signals = chance.choice(NEWS2_SIGNALS, count)
    values = np.empty(count)
    for signal in NEWS2_SIGNALS:
        values[signals == signal] = random_values(signal, chance, int((signals == signal).sum()))
    arrivals = START_MS + np.sort(chance.integers(0, 14 * HOUR, count))
    old = chance.choice(
        [0, 10 * SECOND, 2 * HOUR, 5 * HOUR, -30 * SECOND, -3 * MINUTE], count, p=[0.5, 0.3, 0.1, 0.04, 0.03, 0.03]
    )
    return Batch.of(chance.integers(0, patients, count), [PLACE[s] for s in signals], arrivals - old, values, arrivals)


@pytest.mark.parametrize("seed", range(6))
def test_total_and_conditions_are_those_of_the_scalar_score_after_every_reading_and_tick(seed):
    chance = np.random.default_rng(seed)
    patients = 20
    batch = random_stream(chance, patients, 1500)
    state, latest, held = State.new(), [{} for _ in range(patients)], [set() for _ in range(patients)]
    newest = {}
    people = [
        Person(spo2_scale=int(s), on_oxygen=o, pregnant=bool(g))
        for s, o, g in zip(
            chance.integers(1, 3, patients),
            chance.choice([None, True, False], patients),
            chance.random(patients) < 0.1,
            strict=True,
        )
    ]
    for patient, person in enumerate(people):
        state.describe(
            patient, applicable=not person.pregnant, spo2_scale=person.spo2_scale, on_oxygen=person.on_oxygen
        )
    for i in range(len(batch.patient)):
        one = Batch.of(*(getattr(batch, name)[i : i + 1] for name in Batch.__slots__))
        patient, signal, at = int(one.patient[0]), SIGNALS[one.signal[0]].name, int(one.arrived_ms[0])
        time = int(one.times_ms[0])
        if (min(time, at), time) > newest.get((patient, signal), (0, 0)):
            newest[patient, signal] = (min(time, at), time)
            latest[patient][signal] = observed(signal, float(one.values[0]), min(time, at))
        changes = step(state, one)
        follow(held, changes)
        if changes.passed:  # changes nothing, so the score is still that of the reading before
            follow(held, tick(state, at))
        assert_same(state, patient, latest[patient], people[patient], at, held[patient])
        if i % 50 == 0:
            follow(held, tick(state, at))
            for other in range(patients):
                assert_same(state, other, latest[other], people[other], at, held[other])


def follow(held, changes):
    for patient, (name, _, holds) in zip(changes.patient.tolist(), told(changes), strict=True):
        if name.startswith("news2"):
            assert (name in held[patient]) != holds, "told again"
            held[patient] ^= {name}


def assert_same(state, patient, latest, person, at, held):
    score, found = news2(latest, person, at), glance(state, patient)
    assert (found.news2, found.partial) == (score.score if score.applicable else None, score.partial)
    expected = set()
    if score.applicable:
        expected = {"news2_high"} if score.score >= 7 else {"news2_medium"} if score.score >= 5 else set()
        expected |= {"news2_single"} if red(score) and score.score < 5 else set()
    assert held == expected


def test_the_score_never_depends_on_other_patients_of_the_shard():
    chance = np.random.default_rng(3)
    batch = random_stream(chance, 8, 800)
    whole = step(State.new(), batch)
    for patient in range(8):
        own = np.flatnonzero(batch.patient == patient)
        alone = step(State.new(), Batch.of(*(getattr(batch, name)[own] for name in Batch.__slots__)))
        mine = whole.patient == patient
        assert told(alone) == [row for row, wanted in zip(told(whole), mine, strict=True) if wanted]


def test_a_pulse_counts_while_no_heart_rate_is_fresh():
    state = State.new()
    step(state, together(readings("heart_rate", [70]), readings("pulse_rate", [135], from_s=3 * 3600)))
    assert glance(state, 0).news2 == 0
    ticked(state, 4 * 3600 + 1)
    assert glance(state, 0).news2 == 3
