"""The table of what is watched for: every row makes sense, and is what the kernel reads."""

import numpy as np

from bedside.core.vitals.conditions import CONDITIONS
from bedside.core.vitals.signals import BY_NAME, SIGNALS
from bedside.core.vitals.watched import LEVELS, NONE, WATCHED, rules


def test_limits_are_possible_and_in_order_with_room_for_the_margin() -> None:
    for name, row in WATCHED.items():
        signal = BY_NAME[name]
        assert signal.low < row.low + row.margin < row.high - row.margin < NONE or row.high == NONE
        assert row.low == -NONE or signal.low < row.low
        assert row.high == NONE or row.high < signal.high


def test_a_fast_change_is_larger_than_a_spread_and_ends_of_hysteresis_lie_apart() -> None:
    for row in WATCHED.values():
        assert row.spread < row.rate
        assert row.spread < row.trend
        assert row.fall_below < row.rise_above


def test_stored_levels_are_finer_than_what_is_judged_by_them() -> None:
    for rule in rules():
        if rule["watched"]:
            assert rule["most"] / LEVELS < rule["spread"] / 8
            assert rule["most"] * rule["levels"] <= np.iinfo(np.int16).max


def test_the_kernel_reads_the_table() -> None:
    table = rules()
    assert len(table) == len(SIGNALS)
    for rule, signal in zip(table, SIGNALS, strict=True):
        assert bool(rule["watched"]) == (signal.name in WATCHED)
        assert rule["most"] == (len(signal.codes) - 1 if signal.codes else signal.high)
        if signal.name in WATCHED:
            assert rule["rate"] == WATCHED[signal.name].rate
    pulse = table[[s.name for s in SIGNALS].index("pulse_rate")]
    assert SIGNALS[pulse["instead_of"]].name == "heart_rate"


def test_conditions_have_names_of_their_own_and_are_of_somebody() -> None:
    assert len({condition.name for condition in CONDITIONS}) == len(CONDITIONS) < 256
    assert all(condition.amount for condition in CONDITIONS)
    assert {c.name for c in CONDITIONS if c.of == "source"} == {"gateway_gone", "pipeline_dead"}
    assert all(c.kind == "clinical" for c in CONDITIONS if c.of == "patient")
