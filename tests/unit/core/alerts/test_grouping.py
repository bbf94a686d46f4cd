"""Episodes of one patient take turns: one notice a window, a higher priority at once."""

from typing import Any

import pytest

from bedside.core.alerts.alert import Alert
from bedside.core.alerts.grouping import (
    SEEN_MS,
    SPEAKS_MS,
    WINDOWS_MS,
    Turn,
    due_ms,
    due_worse_ms,
    next_behind,
    speaks_for,
    still_counting,
)


def told_at(*opened: tuple[str, int]) -> list[int]:
    turns: list[Turn] = []
    for n, (priority, at_ms) in enumerate(opened):
        turns.append(Turn(f"a{n}", priority, due_ms(still_counting(turns, at_ms), priority, at_ms)))
    return [one.due_ms for one in turns]


def test_the_first_is_told_at_once_and_others_within_a_window_of_their_own() -> None:
    window = WINDOWS_MS["high"]
    assert told_at(("high", 0), ("high", 5), ("high", 9)) == [0, window, window + 9]


def test_the_window_ends_on_its_last_millisecond() -> None:
    window = WINDOWS_MS["medium"]
    assert told_at(("medium", 0), ("medium", window - 1)) == [0, window]
    assert told_at(("medium", 0), ("medium", window)) == [0, window]
    assert told_at(("medium", 0), ("medium", window + 1)) == [0, window + 1]


def test_a_higher_priority_goes_out_by_itself_however_many_wait() -> None:
    assert told_at(("low", 0), ("medium", 1), ("medium", 2), ("high", 3)) == [0, 1, 1 + WINDOWS_MS["medium"], 3]


def test_a_lower_priority_waits_for_the_higher() -> None:
    assert told_at(("high", 0), ("low", 1), ("medium", 2)) == [0, WINDOWS_MS["low"], WINDOWS_MS["medium"]]


def test_a_turn_that_was_given_up_goes_to_the_most_urgent_that_waits() -> None:
    gone = Turn("gone", "high", 0)
    low, early, late = Turn("low", "low", 5), Turn("early", "high", 100), Turn("late", "high", 200)
    assert next_behind([low, late, early], gone, 50) == early
    assert next_behind([low], Turn("gone", "medium", 0), 4) == low
    assert next_behind([early], Turn("gone", "medium", 0), 50) is None
    assert next_behind([Turn("told", "high", 10), early], gone, 50) is None
    assert next_behind([], gone, 50) is None


SCORED = (("spo2", 88.0), ("respiratory_rate", 26.0), ("NEWS2", 8.0))


def alert(rule: str, **more: Any) -> Alert:
    plain = {
        "alert_id": rule, "patient_id": "p1", "source": None, "rule": rule, "priority": "high", "state": "open",
        "opened_ms": 0, "closed_ms": None, "reason": "", "first_event_id": "e", "updated_ms": 0,
    }  # fmt: skip
    return Alert(**plain | more)


def score(**more: Any) -> Alert:
    return alert("news2", **{"state": "acknowledged", "acknowledged_ms": 0, "about": SCORED} | more)


def low(value: float = 87.0, total: float = 8.0, **more: Any) -> Alert:
    return alert("limit_low:spo2", **{"about": (("spo2", value), ("NEWS2", total))} | more)


def test_a_score_that_was_seen_speaks_for_a_value_that_it_was_made_of() -> None:
    assert speaks_for(score(), low(), 0)
    assert speaks_for(
        alert("pews", about=(("spo2", 88.0), ("PEWS", 8.0))), low(about=(("spo2", 88.0), ("PEWS", 8.0))), 0
    )


@pytest.mark.parametrize(
    ("told", "new"),
    [
        (score(about=(("respiratory_rate", 26.0), ("NEWS2", 8.0))), low()),  # nobody knows of the saturation
        (score(about=()), low()),
        (score(), low(84.0)),
        (score(), low(total=10.0)),
        (score(), low(about=(("spo2", 87.0),))),  # no score any more
        (score(), low(about=(("spo2", 87.0), ("PEWS", 8.0)))),
        (score(), low(patient_id="p2")),
        (score(state="closed"), low()),
        (score(state="open", silenced=True), low()),
        (score(priority="medium"), low()),
        (alert("limit_low:systolic_bp", about=SCORED), low()),
        (score(about=(("respiratory_rate", 4.0), ("NEWS2", 8.0))),
         alert("apnoea", about=(("respiratory_rate", 0.0), ("NEWS2", 8.0)))),
        (score(), alert("limit_low:systolic_bp", about=SCORED)),
    ],
)  # fmt: skip
def test_what_is_new_is_never_spoken_for(told: Alert, new: Alert) -> None:
    assert not speaks_for(told, new, 0)


@pytest.mark.parametrize(
    ("value", "total", "speaks"), [(84.1, 8, True), (84, 8, False), (88, 9, True), (88, 10, False)]
)
def test_a_worse_value_or_score_is_new_from_its_edge_on(value: float, total: float, speaks: bool) -> None:
    assert speaks_for(score(), low(value, total), 0) is speaks


def test_it_speaks_for_a_quarter_of_an_hour_after_it_was_seen_and_while_it_is_unseen() -> None:
    assert speaks_for(score(acknowledged_ms=5), low(), 5 + SPEAKS_MS)
    assert not speaks_for(score(acknowledged_ms=5), low(), 6 + SPEAKS_MS)
    assert speaks_for(score(state="open", acknowledged_ms=None), low(), 10 * SPEAKS_MS)


def test_what_was_seen_by_a_clock_that_was_set_back_since_speaks_for_nothing() -> None:
    assert speaks_for(score(acknowledged_ms=10_000), low(), 0)
    assert not speaks_for(score(acknowledged_ms=10_001), low(), 0)


@pytest.mark.parametrize("priority", ["medium", "high"])
def test_a_high_score_speaks_for_the_consciousness_that_it_scored_whatever_its_priority(priority: str) -> None:
    about = (("consciousness", 2.0), ("NEWS2", 8.0))
    assert speaks_for(score(about=about), alert("consciousness", priority=priority, about=about), 0)
    assert not speaks_for(score(about=SCORED), alert("consciousness", priority=priority, about=about), 0)
    assert not speaks_for(score(about=about), alert("consciousness", about=(("consciousness", 3.0),)), 0)
    assert not speaks_for(score(about=about), alert("consciousness", about=(("gcs", 8.0), ("NEWS2", 8.0))), 0)
    assert not speaks_for(score(about=about), alert("consciousness", about=(about[0], ("NEWS2", 10.0))), 0)
    assert not speaks_for(score(about=(about[0],)), alert("consciousness", about=about), 0)


@pytest.mark.parametrize(
    ("value", "worsened", "speaks"), [(105.0, 1, True), (98.1, 1, True), (98.0, 1, False), (105.0, 0, False)]
)
def test_a_score_speaks_for_a_value_told_again_that_is_no_step_worse_than_it_said(
    value: float, worsened: int, speaks: bool
) -> None:
    told = score(about=(("respiratory_rate", 98.0), ("systolic_bp", 108.0), ("NEWS2", 8.0)))
    further = alert("limit_low:systolic_bp", priority="medium", worsened=worsened,
                    about=(("systolic_bp", value), ("NEWS2", 8.0)))  # fmt: skip
    assert speaks_for(told, further, 0) is speaks


def test_a_turn_that_was_seen_holds_back_for_two_minutes_more_and_never_longer_than_unseen() -> None:
    turns = [Turn("a", "high", 0)]
    window = WINDOWS_MS["medium"]
    assert due_ms(turns, "medium", 1, {"a": 1}) == 1 + SEEN_MS
    assert due_ms(turns, "medium", 1 + SEEN_MS + 1, {"a": 1}) == SEEN_MS + 2
    assert due_ms(turns, "medium", 1, {"a": window - SEEN_MS + 1}) == window
    assert due_ms(turns, "medium", 1, {"b": 1}) == window
    assert due_ms(turns, "low", 1, {"a": 1}) == WINDOWS_MS["low"]
    assert due_ms(turns, "high", 1, {"a": 1}) == WINDOWS_MS["high"]


def test_what_got_worse_waits_for_what_was_told_and_not_for_what_is_still_to_be() -> None:
    turns = [Turn("a", "medium", 0), Turn("b", "medium", 600_000), Turn("c", "low", 5)]
    assert due_worse_ms(turns, "medium", 5) == WINDOWS_MS["high"]
    assert due_worse_ms(turns, "medium", WINDOWS_MS["high"] + 1) == WINDOWS_MS["high"] + 1
    assert due_worse_ms(turns, "high", 5) == 5
