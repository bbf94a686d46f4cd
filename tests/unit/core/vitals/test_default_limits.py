"""The limits beyond which there is an alarm where nobody set any: each pinned by hand, and each followed to the kernel.

To widen one hides patients, to narrow one adds alarms, so a change must be made here too, knowingly. Sources are those
that `watched` names. None of these is a diagnosis, and no clinician has reviewed them.
"""

import pytest

from bedside.core.vitals.conditions import CONDITIONS, LIMIT_HIGH, LIMIT_LOW
from bedside.core.vitals.scoring import State, step
from bedside.core.vitals.signals import BY_NAME, SIGNALS
from bedside.core.vitals.watched import NONE, SCALE_2_SPO2_LOW, WATCHED

from .kernel_streams import reading, told

LIMITS = [
    # NEWS2 (RCP 2017): a pulse of 40 and less scores 3, and one of 131 and more.
    ("heart_rate", 40, 130),
    ("pulse_rate", 40, 130),
    # Below 90: of 962 patients at 1 Hz, limit and delay decide how many alarms there are (PMC4891882).
    ("spo2", 90, None),
    # NEWS2: breathing of 8 and less scores 3, and of 25 and more; above 30 since alarms at the edge are not acted on.
    ("respiratory_rate", 8, 30),
    # NEWS2: a systolic pressure of 90 and less scores 3. Above 180: severe hypertension (ESC 2018, grade 3).
    ("systolic_bp", 90, 180),
    # Above 110: severe hypertension (ESC 2018, grade 3). Below 40: an engineering choice.
    ("diastolic_bp", 40, 110),
    # Below 65: the target of sepsis care (Surviving Sepsis 2021). Above 130: an engineering choice.
    ("mean_bp", 65, 130),
    # NEWS2: a temperature of 35.0 and less scores 3, one of 39.1 and more 2.
    ("temperature", 35.1, 39.0),
    # Below 54: hypoglycaemia of level 2 (ADA). Above 400: an engineering choice.
    ("glucose", 54, 400),
]
SIDES = [
    (signal, condition, limit)
    for signal, low, high in LIMITS
    for condition, limit in ((LIMIT_LOW, low), (LIMIT_HIGH, high))
    if limit is not None
]


def test_the_default_limits_are_these_and_no_other_signal_has_any() -> None:
    found = {name: (row.low, row.high) for name, row in WATCHED.items()}
    assert found == {name: (low, NONE if high is None else high) for name, low, high in LIMITS}


def test_where_88_to_92_is_aimed_at_spo2_is_low_below_86() -> None:
    assert SCALE_2_SPO2_LOW == 86  # NEWS2's scale 2: 85 and less scores 2 and more


def begins(signal: str, value: float, **known: int) -> list[tuple[str, bool]]:
    """Returns which limits a first value is told to be beyond."""
    state = State.new()
    state.describe(0, **known)
    limits = {CONDITIONS[LIMIT_LOW].name, CONDITIONS[LIMIT_HIGH].name}
    return [(name, holds) for name, of, holds in told(step(state, reading(signal, value))) if name in limits]


@pytest.mark.parametrize(("signal", "condition", "limit"), SIDES)
def test_a_value_at_a_limit_is_inside_and_a_hair_beyond_it_is_told(signal: str, condition: int, limit: float) -> None:
    outwards = -0.01 if condition == LIMIT_LOW else 0.01
    assert begins(signal, limit) == begins(signal, limit - outwards) == []
    assert begins(signal, limit + outwards) == [(CONDITIONS[condition].name, True)]


def test_a_value_at_the_limit_of_scale_2_is_inside_and_a_hair_beyond_it_is_told() -> None:
    assert begins("spo2", 86, spo2_scale=2) == []
    assert begins("spo2", 85.99, spo2_scale=2) == [("limit_low", True)]


@pytest.mark.parametrize("signal", [one.name for one in SIGNALS if one.name not in WATCHED] + ["spo2"])
def test_the_highest_possible_value_is_no_alarm_where_there_is_no_limit(signal: str) -> None:
    row = BY_NAME[signal]
    assert begins(signal, len(row.codes) - 1 if row.codes else row.high) == []
