"""For how long a value scores is one setting: what rings goes by the same as what the board shows."""

from pathlib import Path

import numpy as np
import pytest

from bedside.assembly import Assembly
from bedside.assembly.watch import now_ms
from bedside.messages.readings import batch_of
from bedside.ports import Alert, Offered
from bedside.settings import Settings
from integration.scorer.ward import readings

HOUR = 3_600_000
BREATH, REST = {"respiratory_rate": 26.0}, {"spo2": 90.0, "heart_rate": 118.0}


def told(home: Path, interval_hours: float, age_hours: float) -> tuple[list[Alert], str]:
    """Returns the alerts by NEWS2 and the board's state, of 3 points of now that many hours old and 5 of now."""
    parts = Assembly(Settings(home=home, dense="never", score_interval_hours=interval_hours))
    at_ms = now_ms()
    for number, (when, values) in enumerate(((at_ms - int(age_hours * HOUR), BREATH), (at_ms, REST))):
        rows = readings("p1", when, values)
        ids = np.arange(len(rows), dtype=np.uint64) + np.uint64(10 * number)
        parts.log.append(Offered(batch_of(rows), ids, ids))
        parts.log.tick(when + 1)
    for scorer in parts.scorers:
        while scorer():
            pass
    while parts.vitals():
        pass
    parts.ward()
    found = [one for one in parts.alerts.alerts(limit=100) if one.rule == "news2"]
    state = parts.ward.beds()[0].state
    parts.close()
    return found, state


def test_a_value_of_five_hours_scores_within_eight_and_the_reason_says_so(tmp_path: Path) -> None:
    [alert], state = told(tmp_path, 8, 5)
    assert (alert.priority, state) == ("high", "critical")
    assert "NEWS2 >= 8 (respiration 3, SpO2 3, pulse 2)" in alert.reason
    assert ("NEWS2", 8.0) in alert.about


@pytest.mark.parametrize(("interval_hours", "age_hours"), [(2, 3), (4, 5)])
def test_a_value_older_than_the_interval_scores_nowhere(tmp_path: Path, interval_hours: int, age_hours: int) -> None:
    alerts, state = told(tmp_path, interval_hours, age_hours)
    assert (alerts, state) == ([], "urgent")
