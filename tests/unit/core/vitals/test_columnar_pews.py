"""PEWS in rows is the PEWS of one child: the same threshold reached at every edge, at every moment, and of no adult."""

from datetime import timedelta

import numpy as np
import pytest

from bedside.core.vitals.conditions import BY_NAME as CONDITIONS
from bedside.core.vitals.conditions import OF_PATIENT, PEWS_HIGH
from bedside.core.vitals.pews import AGES, PEWS_THRESHOLD, age_of, pews
from bedside.core.vitals.score import Person, day_of
from bedside.core.vitals.scoring import Batch, State, glance, step, tick
from bedside.core.vitals.signals import SIGNALS

from .kernel_streams import HOUR, MINUTE, PLACE, SECOND, START_MS, of, reading, ticked, together
from .test_columnar_news2 import observed

DAYS = (30, 200, 900, 2800, 5000)
"""An age in days inside each of AGES."""
PEWS_SIGNALS = (
    "heart_rate pulse_rate systolic_bp capillary_refill respiratory_rate respiratory_effort spo2 oxygen_flow fio2"
).split()
SICK = {"heart_rate": 200, "respiratory_rate": 95}
"""Four points each for the youngest: eight."""


def child(days: int, **more: object) -> Person:
    return Person(day_of(START_MS) - timedelta(days=days), **more)


def state_of(*people: Person) -> State:
    state = State.new()
    for patient, person in enumerate(people):
        state.describe(patient, applicable=False, age=age_of(person, START_MS), on_oxygen=person.on_oxygen)
    return state


def seen(values: dict[str, float | str], at_s: float = 0) -> Batch:
    return together(*(reading(name, value, at_s) for name, value in values.items()))


def test_ages_are_numbered_as_their_rows() -> None:
    assert [age_of(child(days), START_MS) for days in DAYS] == list(range(1, len(AGES) + 1))
    assert [age_of(person, START_MS) for person in (Person(), child(18 * 366))] == [0, 0]


def test_the_threshold_begins_and_ends_once_each() -> None:
    state = state_of(child(30))
    found = [
        of("pews_high", step(state, one))
        for one in (
            reading("heart_rate", 200, 1), reading("respiratory_rate", 90, 2), reading("spo2", 90, 3),
            reading("spo2", 89, 4), reading("spo2", 91, 5), reading("respiratory_rate", 91, 6),
        )
    ]  # fmt: skip
    assert found == [[], [], [True], [], [False], [True]]
    assert (PEWS_HIGH, OF_PATIENT) in glance(state, 0).holds


def test_the_total_is_told_with_the_condition() -> None:
    changes = step(state_of(child(30)), seen(SICK | {"spo2": 92}))
    told = changes.condition == PEWS_HIGH
    assert (changes.amount[told].tolist(), changes.signal[told].tolist()) == ([8.0], [OF_PATIENT])
    assert CONDITIONS["pews_high"].amount == f"Bedside PEWS, {PEWS_THRESHOLD} or more"


def test_nobody_else_has_a_pews() -> None:
    state = State.new()
    assert of("pews_high", step(state, seen(SICK))) == []
    state.describe(0, age=0)
    assert of("pews_high", tick(state, START_MS + SECOND)) == []


def test_who_is_a_child_no_more_has_none_from_the_next_tick_on() -> None:
    state = state_of(child(30))
    step(state, seen(SICK))
    state.describe(0, applicable=False)
    assert ("pews_high", "", False) in ticked(state, 1)


def test_another_age_scores_the_same_values_anew() -> None:
    state = state_of(child(30))
    assert of("pews_high", step(state, seen({"heart_rate": 160, "respiratory_rate": 75, "systolic_bp": 60}))) == []
    state.describe(0, applicable=False, age=5)
    assert ("pews_high", "", True) in ticked(state, 1)


def test_a_value_counts_up_to_its_interval_and_not_a_millisecond_longer() -> None:
    state = state_of(child(30))
    step(state, seen(SICK))
    assert ticked(state, 4 * 3600) == []
    assert ("pews_high", "", False) in ticked(state, 4 * 3600 + 0.001)


EDGES = {
    "heart_rate": (40, 210), "pulse_rate": (40, 210), "systolic_bp": (40, 190), "respiratory_rate": (5, 95),
    "spo2": (86, 100), "capillary_refill": (2, 4), "oxygen_flow": (-3, 6), "fio2": (15, 60),
}  # fmt: skip


def random_value(signal: str, chance: np.random.Generator) -> float:
    """Returns a value about the edges, often on one or a half beside it."""
    if signal == "respiratory_effort":
        return float(chance.integers(0, 4))
    value = chance.uniform(*EDGES[signal])
    if signal == "capillary_refill":
        return float(chance.choice([2.9994, 2.9995, 2.999, 3.0, round(value, 4)]))
    halves = chance.integers(0, 3)
    return max(float(round(value * 2) / 2 if halves == 2 else round(value, int(halves))), 0.0)


def random_stream(chance: np.random.Generator, patients: int, count: int) -> Batch:
    signals = chance.choice(PEWS_SIGNALS, count)
    arrivals = START_MS + np.sort(chance.integers(0, 14 * HOUR, count))
    old = chance.choice([0, 10 * SECOND, 2 * HOUR, 5 * HOUR, -3 * MINUTE], count, p=[0.5, 0.34, 0.1, 0.03, 0.03])
    values = [random_value(str(signal), chance) for signal in signals]
    return Batch.of(chance.integers(0, patients, count), [PLACE[s] for s in signals], arrivals - old, values, arrivals)


@pytest.mark.parametrize("seed", range(5))
def test_the_threshold_is_reached_where_the_scalar_score_does_after_every_reading_and_tick(seed: int) -> None:
    chance, reached = np.random.default_rng(seed), 0
    days = [*DAYS, *DAYS, 7000]
    people = [child(one, on_oxygen=chance.choice(np.array([None, True, False]))) for one in days]
    state, latest = state_of(*people), [{} for _ in people]
    newest: dict[tuple[int, str], tuple[int, int]] = {}
    batch = random_stream(chance, len(people), 1200)
    for i in range(len(batch.patient)):
        one = Batch.of(*(getattr(batch, name)[i : i + 1] for name in Batch.__slots__))
        patient, signal, at = int(one.patient[0]), SIGNALS[one.signal[0]].name, int(one.arrived_ms[0])
        time = int(one.times_ms[0])
        if (min(time, at), time) > newest.get((patient, signal), (0, 0)):
            newest[patient, signal] = (min(time, at), time)
            latest[patient][signal] = observed(signal, float(one.values[0]), min(time, at))
        if step(state, one).passed:
            tick(state, at)
        of_whom = range(len(people)) if i % 50 == 0 else [patient]
        if i % 50 == 0:
            tick(state, at)
        for who in of_whom:
            score = pews(latest[who], people[who], at)
            holds = (PEWS_HIGH, OF_PATIENT) in glance(state, who).holds
            assert holds == (score.applicable and score.score >= PEWS_THRESHOLD), (i, who, score)
            reached += holds
    assert reached > 50


def test_plain_python_tells_the_same_as_compiled_code() -> None:
    batch = random_stream(np.random.default_rng(9), 3, 900)
    one, other = (state_of(*(child(days) for days in (30, 900, 5000))) for _ in range(2))
    compiled, plain = step(one, batch), step(other, batch, compiled=False)
    assert compiled.condition.tolist() == plain.condition.tolist()
    assert (compiled.condition == PEWS_HIGH).sum() > 5
    assert one.to_bytes() == other.to_bytes()
