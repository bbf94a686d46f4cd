"""An alert whose score is worse by a step is told anew; by less, or told before, it says nothing."""

from dataclasses import replace

import pytest

from bedside.core.alerts.alert import Alert, is_wanted, merged
from bedside.core.alerts.worsening import WORSE_BY, is_worse
from bedside.core.vitals.rules import RULES
from bedside.core.vitals.watched import WATCHED
from bedside.testing.contracts.alert_store import NOON, alert, notice


def scored(score: float, **changes: object) -> Alert:
    said = {"rule": "news2", "about": (("spo2", 91.0), ("NEWS2", score)), "reason": f"NEWS2 {score:g}"}
    return alert(**(said | changes))


NOTED = {"state": "acknowledged", "acknowledged_by": "nurse", "acknowledged_priority": "high"}
SEEN = scored(7, **NOTED, acknowledged_ms=NOON + 1)


@pytest.mark.parametrize(("score", "worsened"), [(6, 0), (7, 0), (8, 0), (9, 1), (12, 1)])
def test_a_step_is_two_points_above_what_was_told(score: float, worsened: int) -> None:
    new = merged(SEEN, scored(score), NOON + 2)
    assert new.worsened == worsened
    assert new.state == ("open" if worsened else "acknowledged")
    assert new.reason == (f"NEWS2 {score:g}" if worsened else "NEWS2 7")
    assert new.acknowledged_by == "nurse"


def test_less_than_a_step_does_not_raise_what_the_next_is_counted_from() -> None:
    known = merged(SEEN, scored(8), NOON + 2)
    assert known is SEEN
    assert merged(known, scored(9), NOON + 3).worsened == 1


def test_the_same_step_again_and_an_older_one_say_nothing() -> None:
    known = merged(SEEN, scored(10), NOON + 2)
    seen = replace(known, state="acknowledged")
    assert merged(seen, scored(10), NOON + 3) is seen
    assert merged(seen, scored(7), NOON + 3) is seen
    assert merged(seen, scored(12), NOON + 3).worsened == 2


@pytest.mark.parametrize("given", [scored(10), scored(7, priority="high")])
def test_what_is_worse_or_more_urgent_than_when_it_was_acknowledged_is_not_seen(given: Alert) -> None:
    known = replace(SEEN, priority=given.priority if given.about != SEEN.about else "medium")
    known = replace(known, acknowledged_priority=known.priority)
    assert known.is_seen
    assert not merged(known, given, NOON + 2).is_seen
    over = merged(known, replace(given, state="closed", closed_ms=NOON + 2), NOON + 2)
    assert (over.state, over.acknowledged_by, over.is_seen) == ("closed", "nurse", False)


def test_what_is_recorded_after_two_steps_at_once_counts_both() -> None:
    assert merged(scored(7), scored(11, worsened=2), NOON + 2).worsened == 2


def test_a_closed_alert_is_never_worse_and_closing_keeps_what_was_said_last() -> None:
    over = merged(merged(SEEN, scored(10), NOON + 2), scored(7, state="closed", closed_ms=NOON + 3), NOON + 3)
    assert (over.state, over.reason, over.is_seen) == ("closed", "NEWS2 10", False)
    assert merged(over, scored(14), NOON + 4) is over


@pytest.mark.parametrize("rule", ["trend:spo2", "limit_low:spo2"])
def test_no_other_rule_is_told_again_by_its_score(rule: str) -> None:
    assert not is_worse(rule, (("NEWS2", 7.0), ("PEWS", 8.0)), (("NEWS2", 12.0), ("PEWS", 20.0)))


EDGES = [
    ("pews", "PEWS", 8, 9, 10),
    ("mews", "MEWS", 5, 6, 7),
    ("consciousness", "consciousness", 3, 3, 4),
    ("consciousness", "gcs", 8, 7, 6),
    ("limit_low:spo2", "spo2", 88, 84.1, 84),
    ("limit_low:heart_rate", "heart_rate", 38, 29, 28),
    ("limit_high:heart_rate", "heart_rate", 135, 154, 155),
    ("limit_low:pulse_rate", "pulse_rate", 38, 29, 28),
    ("limit_high:pulse_rate", "pulse_rate", 135, 154, 155),
    ("limit_low:respiratory_rate", "respiratory_rate", 7, 5, 4),
    ("limit_high:respiratory_rate", "respiratory_rate", 31, 36, 37),
    ("limit_low:systolic_bp", "systolic_bp", 88, 79, 78),
    ("limit_high:systolic_bp", "systolic_bp", 185, 204, 205),
    ("limit_low:diastolic_bp", "diastolic_bp", 39, 30, 29),
    ("limit_high:diastolic_bp", "diastolic_bp", 115, 124, 125),
    ("limit_low:mean_bp", "mean_bp", 60, 51, 50),
    ("limit_high:mean_bp", "mean_bp", 132, 146, 147),
    ("limit_low:temperature", "temperature", 35.0, 34.1, 34.0),
    ("limit_high:temperature", "temperature", 39.5, 40.4, 40.5),
    ("limit_low:glucose", "glucose", 52, 43, 42),
    ("limit_high:glucose", "glucose", 420, 519, 520),
]


@pytest.mark.parametrize(("rule", "name", "told", "below", "at"), EDGES)
def test_each_step_counts_from_its_edge_on_and_one_way_only(
    rule: str, name: str, told: float, below: float, at: float
) -> None:
    before = ((name, told),)
    assert not is_worse(rule, before, ((name, below),))
    assert is_worse(rule, before, ((name, at),))
    assert not is_worse(rule, ((name, at),), before)


def test_every_step_has_an_edge_above_and_every_limit_a_step() -> None:
    assert {(rule, step.of) for rule, steps in WORSE_BY.items() for step in steps if rule != "news2"} == {
        (rule, name) for rule, name, *_ in EDGES
    }
    limits = {rule.name for rule in RULES if rule.name.startswith("limit_")}
    watched = {f"limit_{side}:{name}" for name in WATCHED for side in ("low", "high")}
    assert limits & watched - WORSE_BY.keys() == {"limit_high:spo2"}


def test_a_value_that_was_acknowledged_opens_again_where_it_is_further_out() -> None:
    seen = scored(4, rule="limit_low:spo2", about=(("spo2", 85.0),), state="acknowledged", acknowledged_by="nurse")
    further = replace(seen, state="open", about=(("spo2", 81.0),), reason="SpO2 now 81 %, was 85 %")
    new = merged(seen, further, NOON + 2)
    assert (new.state, new.reason, new.worsened) == ("open", "SpO2 now 81 %, was 85 %", 1)
    assert merged(seen, replace(further, about=(("spo2", 81.1),)), NOON + 2) is seen


@pytest.mark.parametrize("unknown", [(), (("spo2", 91.0),)])
def test_without_a_score_nothing_is_worse(unknown: tuple[tuple[str, float], ...]) -> None:
    assert not is_worse("news2", unknown, (("NEWS2", 12.0),))
    assert not is_worse("news2", (("NEWS2", 7.0),), unknown)


def test_what_was_planned_before_it_was_worse_is_not_wanted_any_more() -> None:
    assert not is_wanted(notice(), alert(worsened=1))
    assert is_wanted(notice(worsened=1), alert(worsened=1))
