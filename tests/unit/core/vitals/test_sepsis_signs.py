"""qSOFA and SIRS: every edge, and what vital signs cannot say of sepsis."""

from datetime import date

import pytest

from bedside.core.vitals.adult import AGE_UNKNOWN
from bedside.core.vitals.consciousness import BY_AVPU, BY_GCS
from bedside.core.vitals.score import Person
from bedside.core.vitals.sepsis_signs import POSITIVE, qsofa, sirs

from .patients import ADULT, HOUR_MS, NOW_MS, WELL, at, latest, observed, part, points

QSOFA_EDGES = [
    ("respiratory_rate", 21, 0), ("respiratory_rate", 22, 1), ("respiratory_rate", 21.5, 1),
    ("respiratory_rate", 21.4, 0), ("systolic_bp", 100, 1), ("systolic_bp", 101, 0), ("systolic_bp", 100.4, 1),
    ("systolic_bp", 100.5, 0), ("consciousness", "A", 0), ("consciousness", "C", 1), ("consciousness", "V", 1),
    ("consciousness", "P", 1), ("consciousness", "U", 1),
]  # fmt: skip

SIRS_EDGES = [
    ("temperature", 35.9, 1), ("temperature", 36.0, 0), ("temperature", 38.0, 0), ("temperature", 38.1, 1),
    ("temperature", 38.04, 0), ("temperature", 38.05, 1), ("temperature", 35.95, 0), ("temperature", 35.94, 1),
    ("heart_rate", 90, 0), ("heart_rate", 91, 1), ("heart_rate", 90.5, 1),
    ("respiratory_rate", 20, 0), ("respiratory_rate", 21, 1), ("respiratory_rate", 20.5, 1),
]  # fmt: skip


@pytest.mark.parametrize(("signal", "value", "expected"), QSOFA_EDGES)
def test_each_side_of_each_edge_of_qsofa(signal, value, expected):
    score = qsofa(latest(WELL | {signal: value}), ADULT, NOW_MS)
    assert (points(score, signal), score.score, score.partial) == (expected, expected, False)


@pytest.mark.parametrize(("signal", "value", "expected"), SIRS_EDGES)
def test_each_side_of_each_edge_of_sirs(signal, value, expected):
    score = sirs(latest(WELL | {signal: value}), ADULT, NOW_MS)
    assert (points(score, signal), score.score) == (expected, expected)


def test_qsofa_is_3_at_most_and_positive_from_2_on():
    worst = {"respiratory_rate": 22, "systolic_bp": 100, "consciousness": "C"}
    assert qsofa(latest(worst), ADULT, NOW_MS).score == 3
    assert qsofa(latest(worst, consciousness="A"), ADULT, NOW_MS).reaches(POSITIVE) is True
    assert qsofa(latest(worst, consciousness="A", systolic_bp=101), ADULT, NOW_MS).reaches(POSITIVE) is False


@pytest.mark.parametrize(("value", "expected"), [(15, 0), (14, 1)])
def test_a_coma_scale_below_15_is_altered_mentation(value, expected):
    score = qsofa(latest(respiratory_rate=14, systolic_bp=120, gcs=value), ADULT, NOW_MS)
    assert (points(score, "consciousness"), score.notes) == (expected, (BY_GCS,))


def test_alert_by_avpu_is_said_in_qsofa():
    seen = latest(WELL) | {"consciousness": observed("consciousness", "A", unit="{AVPU}")}
    assert qsofa(seen, ADULT, NOW_MS).notes == (BY_AVPU,)


@pytest.mark.parametrize("signal", ["respiratory_rate", "systolic_bp", "consciousness"])
def test_a_missing_or_stale_part_makes_qsofa_a_lower_bound(signal):
    seen = latest(WELL)
    old = seen | {signal: observed(signal, WELL[signal], age_ms=4 * HOUR_MS + 1)}
    del seen[signal]
    without, stale = qsofa(seen, ADULT, NOW_MS), qsofa(old, ADULT, NOW_MS)
    assert (without.missing, without.partial) == ((signal,), True)
    assert (part(stale, signal).stale, stale.partial) == (True, True)


def test_sirs_by_vital_signs_can_be_positive_but_never_negative():
    one = sirs(latest(WELL, heart_rate=91), ADULT, NOW_MS)
    two = sirs(latest(WELL, heart_rate=91, temperature=38.1), ADULT, NOW_MS)
    assert (one.partial, one.reaches(POSITIVE)) == (True, None)
    assert two.reaches(POSITIVE) is True
    assert one.text == "SIRS >= 1, PaCO2 unknown, white cells unknown"


def test_sirs_asks_for_paco2_only_where_respiration_gave_no_point():
    assert sirs(latest(WELL, respiratory_rate=20), ADULT, NOW_MS).missing == ("PaCO2", "white_cells")
    assert sirs(latest(WELL, respiratory_rate=21), ADULT, NOW_MS).missing == ("white_cells",)
    assert sirs(latest(temperature=37.0, heart_rate=70), ADULT, NOW_MS).missing == (
        "respiratory_rate", "PaCO2", "white_cells",
    )  # fmt: skip


def test_a_stale_part_of_sirs_has_no_points():
    seen = latest(WELL, heart_rate=91) | {"temperature": observed("temperature", 39.0, age_ms=5 * HOUR_MS)}
    score = sirs(seen, ADULT, NOW_MS)
    assert (score.score, part(score, "temperature").stale) == (1, True)


@pytest.mark.parametrize("sign", [qsofa, sirs])
def test_both_are_for_16_years_and_over_and_say_an_unknown_age(sign):
    child = sign(latest(WELL), Person(date(2010, 6, 15)), at(2026, 6, 14))
    assert (child.applicable, child.why_not) == (False, "under 16 years")
    assert sign(latest(WELL), Person(date(2010, 6, 15)), at(2026, 6, 15)).applicable
    assert sign(latest(WELL), Person(None), NOW_MS).notes == (AGE_UNKNOWN,)


@pytest.mark.parametrize("sign", [qsofa, sirs])
def test_the_interval_can_be_shortened(sign):
    seen = latest(WELL) | {"respiratory_rate": observed("respiratory_rate", 30, age_ms=HOUR_MS)}
    assert points(sign(seen, ADULT, NOW_MS, interval_ms=HOUR_MS), "respiratory_rate") == 1
    assert points(sign(seen, ADULT, NOW_MS, interval_ms=HOUR_MS - 1), "respiratory_rate") is None
