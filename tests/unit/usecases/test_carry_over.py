"""What people were told of is found again where the log was read anew and its episodes have other ids."""

import pytest

from bedside.core.vitals.episode import Episode
from bedside.ports import Alert
from bedside.testing.contracts.alert_store import NOON, alert
from bedside.usecases.carry_over import CarryOver

SECOND, HOUR = 1_000, 3_600_000


def told(alert_id: str = "before", rule: str = "news2", **changes: object) -> Alert:
    return alert(alert_id, rule=rule, **changes)


def opened(episode_id: str = "now", rule: str = "news2") -> Episode:
    return Episode(
        episode_id=episode_id,
        patient_id="p1",
        source=None,
        rule=rule,
        priority="high",
        opened_ms=NOON + SECOND,
        closed_ms=None,
        reason="NEWS2 8",
        first_event_id="e9",
    )


def test_what_is_open_under_another_id_goes_on_as_what_was_told() -> None:
    carried = CarryOver()
    assert carried.find_again([told()], [opened()], NOON + HOUR) == []
    (known,) = carried.known([opened()])
    assert (known.episode_id, known.opened_ms, known.first_event_id) == ("before", NOON, "e1")
    assert known.reason == "NEWS2 8"


def test_what_does_not_open_again_is_over_after_its_time() -> None:
    carried = CarryOver()
    assert carried.find_again([told()], [], NOON + HOUR) == []
    assert carried.over(NOON + HOUR + SECOND) == []
    assert [(one.episode_id, one.closed_ms) for one in carried.over(NOON + 2 * HOUR)] == [("before", NOON + 2 * HOUR)]


def test_what_is_open_beside_an_episode_that_was_told_itself_is_over() -> None:
    carried = CarryOver()
    over = carried.find_again([told(), told("now")], [opened("now")], NOON + HOUR)
    assert [(one.episode_id, one.closed_ms) for one in over] == [("before", NOON + HOUR)]
    assert carried.known([opened("now")]) == [opened("now")]


@pytest.mark.parametrize("one", [told(opened_ms=NOON + HOUR), told(rule="sensor_silent:spo2")])
def test_what_comes_again_from_the_log_and_what_is_of_a_sensor_is_left_alone(one: Alert) -> None:
    carried = CarryOver()
    assert carried.find_again([one], [opened(rule=one.rule)], NOON + HOUR) == []
    assert carried.known([opened(rule=one.rule)]) == [opened(rule=one.rule)]
    assert carried.over(NOON + 9 * HOUR) == []
