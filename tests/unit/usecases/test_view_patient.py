"""A patient at this moment, gathered from real stores; nobody sees one they have no right to."""

import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bedside import settings
from bedside.assembly import Assembly
from bedside.core.vitals.reading import Reading
from bedside.core.vitals.view import Quality
from bedside.errors import NotAllowed
from bedside.ports import Alert, Patient
from bedside.usecases.ask_question import Question, ask
from bedside.usecases.view_patient import ViewPatient

MINUTE = 60_000


def now() -> int:
    return time.time_ns() // 1_000_000


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Assembly]:
    given = {"BEDSIDE_HOME": str(tmp_path / "home"), "BEDSIDE_DENSE": "never"}
    with closing(Assembly(settings.load(given))) as parts:
        parts.known_patients()
        yield parts


def take_up(here: Assembly, *readings: Reading) -> None:
    here.intake.record(readings, "json")
    while here.vitals():
        pass


def reading(signal: str, value: float | str, age_ms: int, unit: str) -> Reading:
    return Reading(patient_id="p1", signal=signal, value=value, unit=unit, observed_at=now() - age_ms)


def test_readings_score_and_alerts_stand_in_one_view(here: Assembly) -> None:
    here.patients.put(Patient(patient_id="p1", spo2_scale=2, on_oxygen=True), now())
    take_up(
        here,
        reading("spo2", 97.0, 2000, "%"),
        reading("respiratory_rate", 18.0, 10 * MINUTE, "/min"),
        reading("respiratory_rate", 24.0, 1000, "/min"),
        reading("temperature", 37.0, 5 * 60 * MINUTE, "Cel"),
    )
    opened = now() - MINUTE
    alert = Alert(
        alert_id="a1", patient_id="p1", source=None, rule="news2", priority="high", state="open", opened_ms=opened,
        closed_ms=None, reason="NEWS2 7", first_event_id="e1", updated_ms=opened,
    )  # fmt: skip
    here.alerts.record([alert], [], now())
    view = here.patient_views.view("", "p1", 24 * 60 * MINUTE)
    breathing, stale = view.live("respiratory_rate"), view.live("temperature")
    assert breathing is not None
    assert breathing.change is not None
    assert (breathing.value, breathing.change.from_value, breathing.change.minutes) == (24.0, 18.0, 10)
    assert stale is not None
    assert stale.quality is Quality.STALE
    points = {part.name: part.points for part in view.news2.parts}
    assert points["spo2"] == 3  # 97 % on oxygen, by scale 2
    assert [one.alert_id for one in view.alerts] == ["a1"]
    assert {(one.signal, one.is_highest, one.value) for one in view.extremes} >= {
        ("respiratory_rate", False, 18.0),
        ("respiratory_rate", True, 24.0),
    }


def test_whoever_may_not_see_a_patient_is_refused_before_anything_is_said(here: Assembly) -> None:
    take_up(here, reading("heart_rate", 71.0, 1000, "/min"))
    views = here.patient_views
    assert isinstance(views, ViewPatient)
    here.__dict__["may_see"] = lambda person, patient: (person, patient) == ("nurse", "p1")
    del here.__dict__["patient_views"]
    here.open_for_reading()
    question = Question("What is her heart rate?", patient_id="p1")
    with pytest.raises(NotAllowed, match="may not be seen"):
        ask(here.answering, question)
    assert b"71/min" in ask(here.answering, Question(question.message, person_id="nurse", patient_id="p1"))
    with pytest.raises(NotAllowed):
        here.patient_views.view("nurse", "p2")


def test_a_closed_alert_of_long_ago_is_not_in_the_view(here: Assembly) -> None:
    take_up(here, reading("heart_rate", 71.0, 1000, "/min"))
    old = now() - 30 * 60 * MINUTE
    for alert_id, state, opened in (("old", "closed", old), ("open", "open", old), ("new", "closed", now() - MINUTE)):
        alert = Alert(
            alert_id=alert_id, patient_id="p1", source=None, rule="news2", priority="high", state="open",
            opened_ms=opened, closed_ms=None, reason="NEWS2 7", first_event_id="e1", updated_ms=opened,
        )  # fmt: skip
        here.alerts.record([alert], [], now())
        if state == "closed":
            here.alerts.record([replace(alert, state="closed", closed_ms=opened + 1)], [], now())
    assert {one.alert_id for one in here.patient_views.view("", "p1").alerts} == {"open", "new"}
