"""Alerts over HTTP, as the contract has them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from service.waiting import eventually
from service.watch.telling_service import Telling, telling
from unit.usecases.told import NOON, Episode


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Telling]:
    with telling(tmp_path, notifier=False, BEDSIDE_CHANNELS="outbox+sms://,outbox+mail://") as made:
        yield made


def in_minutes(minutes: float) -> str:
    return (datetime.now(UTC) + timedelta(minutes=minutes)).isoformat()


def test_an_alert_is_listed_with_its_notices(here: Telling) -> None:
    here.raised(Episode(), Episode("e2", patient_id="p2", priority="low", opened_ms=NOON + 1))
    assert [one["id"] for one in here.client.get("/alerts").json()["alerts"]] == ["e2", "e1"]
    (alert,) = here.client.get("/alerts", params={"patient_id": "p1", "state": "open"}).json()["alerts"]
    assert {name: alert[name] for name in alert if name not in ("notices", "updated_at")} == {
        "id": "e1",
        "patient_id": "p1",
        "source": None,
        "rule": "news2",
        "priority": "high",
        "state": "open",
        "opened_at": "2026-03-01T12:00:00.000Z",
        "closed_at": None,
        "reason": "NEWS2 7",
        "first_event_id": "event-1",
        "acknowledged_by": None,
        "acknowledged_at": None,
        "comment": "",
        "acknowledged_before_it_got_worse": None,
        "worsened": 0,
        "silenced": False,
    }
    assert {one["channel"] for one in alert["notices"]} == {"outbox-sms", "outbox-mail"}
    assert {"channel", "state", "attempts", "reference"} <= alert["notices"][0].keys()
    assert here.client.get("/alerts", params={"state": "closed"}).json() == {"alerts": [], "truncated": False}
    assert here.client.get("/alerts", params={"state": "gone"}).status_code == 422


def test_an_alert_is_acknowledged_once(here: Telling) -> None:
    here.raised(Episode())
    seen = here.client.post("/alerts/e1/ack", json={"by": "nurse", "comment": "on my way"}).raise_for_status().json()
    assert (seen["state"], seen["acknowledged_by"], seen["comment"]) == ("acknowledged", "nurse", "on my way")
    assert {one["state"] for one in seen["notices"]} == {"cancelled"}
    again = here.client.post("/alerts/e1/ack", json={"by": "other"}).json()
    assert again == seen
    assert here.client.post("/alerts/e9/ack", json={"by": "nurse"}).status_code == 404
    assert here.client.post("/alerts/e1/ack", json={"by": ""}).status_code == 422


def test_an_optional_field_may_be_null(here: Telling) -> None:
    here.raised(Episode())
    seen = here.client.post("/alerts/e1/ack", json={"by": "nurse", "comment": None, "seen": None})
    assert (seen.status_code, seen.json()["comment"]) == (200, "")
    paused = here.client.post("/patients/p1/pause", json={"minutes": 5, "by": "nurse", "why": None})
    assert (paused.status_code, paused.json()["paused_why"]) == (200, None)


def test_a_silence_holds_until_it_is_ended(here: Telling) -> None:
    asked = {"patient_id": "p1", "until": in_minutes(5), "by": "nurse", "why": "known"}
    made = here.client.post("/silences", json=asked).raise_for_status().json()
    assert (made["patient_id"], made["rule"], made["by"], made["why"]) == ("p1", None, "nurse", "known")
    assert made["until"].endswith("Z")
    assert here.client.get("/silences").json() == {"silences": [made]}
    here.raised(Episode())
    assert here.alert()["silenced"]
    assert here.alert()["notices"] == []
    assert here.client.delete(f"/silences/{made['id']}").status_code == 204
    assert here.client.get("/silences").json() == {"silences": []}
    assert here.client.delete("/silences/sil-unknown").status_code == 404
    here.parts.watch_alerts.work()
    assert len(here.alert()["notices"]) == 2  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"patient_id": None}, "patient_id"),
        ({"until": in_minutes(-1)}, "until"),
        ({"until": in_minutes(31 * 24 * 60)}, "until"),
        ({"until": "tomorrow"}, "until"),
        ({"why": ""}, "why"),
    ],
)
def test_a_silence_that_would_do_harm_is_refused(here: Telling, changes: dict[str, object], field: str) -> None:
    asked = {"patient_id": "p1", "until": in_minutes(5), "by": "nurse", "why": "known", **changes}
    refused = here.client.post("/silences", json=asked)
    assert refused.status_code == 422
    assert field in refused.json()["detail"]


def test_a_patient_is_paused_and_resumed(here: Telling) -> None:
    paused = here.client.post("/patients/p1/pause", json={"minutes": 10, "by": "nurse"}).raise_for_status().json()
    assert paused["patient_id"] == "p1"
    assert paused["paused_until"] > datetime.now(UTC).isoformat()
    here.raised(Episode())
    assert here.alert()["silenced"]
    assert here.client.delete("/patients/p1/pause").json()["paused_until"] is None
    here.parts.watch_alerts.work()
    assert not here.alert()["silenced"]
    here.parts.known_patients()
    here.parts.vitals()
    assert here.client.post("/patients/p9/pause", json={"minutes": 10, "by": "nurse"}).status_code == 404
    assert here.client.post("/patients/p1/pause", json={"minutes": 121, "by": "nurse"}).status_code == 422


def test_who_paused_a_patient_and_why_is_kept_and_told_as_long_as_it_holds(here: Telling) -> None:
    asked = {"minutes": 10, "by": " Ann ", "why": "washing"}
    paused = here.client.post("/patients/p1/pause", json=asked).raise_for_status().json()
    assert (paused["paused_by"], paused["paused_why"]) == ("Ann", "washing")
    kept = here.parts.patients.get("p1")
    assert (kept.paused_by, kept.paused_why) == ("Ann", "washing")
    again = here.client.post("/patients/p1/pause", json={"minutes": 5, "by": "Bo"}).json()
    assert (again["paused_by"], again["paused_why"]) == ("Bo", None)
    ended = here.client.delete("/patients/p1/pause").json()
    assert ended == {"patient_id": "p1", "paused_until": None, "paused_by": None, "paused_why": None}


def test_the_outbox_shows_what_was_caught_and_hides_whom_it_reached(tmp_path: Path) -> None:
    public = {"NOTIFICATION_PHONE_NUMBER": "+447700900123", "NOTIFICATION_EMAIL": "ward@example.org"}
    with telling(tmp_path, BEDSIDE_CHANNELS="outbox+sms://,outbox+mail://,console://", **public) as here:
        here.raised(Episode())

        def caught_all() -> list[dict[str, object]]:
            notices = here.client.get("/outbox.json").json()["notices"]
            return notices if sum(one["state"] == "delivered" for one in notices) == 2 else []

        shown = eventually(caught_all)
        caught = {one["form"]: one for one in shown if one["state"] == "delivered"}
        assert set(caught) == {"sms", "mail"}
        assert all(one["caught"] for one in caught.values())
        assert (caught["sms"]["recipient"], caught["mail"]["recipient"]) == ("…123", "w…@example.org")
        assert "bed 1" in caught["sms"]["body"]
        assert "NEWS2" not in str(shown)
        assert "p1" not in str(shown)
        assert here.client.get("/outbox").headers["content-type"].startswith("text/html")
        assert here.client.get("/outbox/page/outbox.js").status_code == 200
        assert here.client.get("/outbox/page/other.js").status_code == 404


def test_alerts_of_a_patient_are_for_those_who_may_see_the_patient(here: Telling) -> None:
    here.raised(Episode(), Episode("e2", patient_id="p2"))
    held = {"patient_id": "p2", "until": in_minutes(5), "by": "nurse", "why": "care"}
    assert here.client.post("/silences", json=held).status_code == 200
    here.parts.__dict__["may_see"] = lambda person, patient: (person, patient) == ("nurse", "p2")
    seen = here.client.get("/alerts", params={"person_id": "nurse"}).json()["alerts"]
    assert [one["id"] for one in seen] == ["e2"]
    assert here.client.get("/alerts").json()["alerts"] == []
    assert here.client.get("/silences").json() == {"silences": []}
    refused = [
        here.client.get("/alerts", params={"patient_id": "p2"}),
        here.client.post("/alerts/e2/ack", json={"by": "x"}),
        here.client.post("/silences", json=held),
        here.client.post("/patients/p2/pause", json={"minutes": 5, "by": "x"}),
        here.client.delete("/patients/p2/pause"),
    ]
    assert [(one.status_code, one.json()["code"]) for one in refused] == [(403, "foreign_patient")] * 5
    acknowledged = here.client.post("/alerts/e2/ack", params={"person_id": "nurse"}, json={"by": "nurse"})
    assert acknowledged.json()["state"] == "acknowledged"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"by": "   "}, "by"),
        ({"why": " "}, "why"),
        ({"rule": "nonsense"}, "rule"),
        ({"patient_id": None, "rule": "news2", "until": None}, "until"),
    ],
)
def test_a_silence_without_a_name_or_of_everybody_for_long_is_refused(here: Telling, changed: dict, field: str) -> None:
    body = {"patient_id": "p1", "rule": "limit_low", "until": in_minutes(5), "by": "nurse", "why": "care"} | changed
    if field == "until":
        body = {"rule": "news2", "until": in_minutes(13 * 60), "by": "nurse", "why": "care"}
    refused = here.client.post("/silences", json=body)
    assert refused.status_code == 422
    assert [one["field"] for one in refused.json()["errors"]] == [field]


def test_an_alert_is_not_acknowledged_by_nobody(here: Telling) -> None:
    here.raised(Episode())
    assert here.client.post("/alerts/e1/ack", json={"by": "  "}).status_code == 422
    assert here.alert()["state"] == "open"


@pytest.mark.parametrize("by", ["Ann\u202enA", "Ann\u200b", "Ann\nBob", "\u3164"])
def test_who_acknowledges_silences_or_pauses_is_written_in_characters_that_are_seen(here: Telling, by: str) -> None:
    here.raised(Episode())
    asked = {
        "/alerts/e1/ack": {"by": by},
        "/silences": {"patient_id": "p1", "until": in_minutes(5), "by": by, "why": "known"},
        "/patients/p1/pause": {"minutes": 5, "by": by},
    }
    for path, body in asked.items():
        refused = here.client.post(path, json=body)
        assert (refused.status_code, [one["field"] for one in refused.json()["errors"]]) == (422, ["by"]), path
    assert here.alert()["state"] == "open"


def test_blanks_around_a_name_are_not_kept(here: Telling) -> None:
    here.raised(Episode())
    assert here.client.post("/alerts/e1/ack", json={"by": " Ann "}).json()["acknowledged_by"] == "Ann"


def test_the_limit_leaves_out_what_is_over_then_what_is_slight_and_says_so(here: Telling) -> None:
    here.raised(Episode("grave", opened_ms=NOON), Episode("slight", rule="trend", priority="low", opened_ms=NOON + 1))
    for number in range(3):
        over = Episode(f"over-{number}", rule="trend", priority="high", opened_ms=NOON + 2 + number)
        here.raised(over, replace(over, closed_ms=NOON + 9))

    def listed(**query: object) -> tuple[list[str], bool]:
        told = here.client.get("/alerts", params=query).json()
        return [one["id"] for one in told["alerts"]], told["truncated"]

    assert listed() == (["over-2", "over-1", "over-0", "slight", "grave"], False)
    assert listed(limit=3) == (["over-2", "slight", "grave"], True)
    assert listed(limit=1) == (["grave"], True)
    assert listed(limit=1, state="open") == (["grave"], True)
    assert listed(limit=2, state="closed") == (["over-2", "over-1"], True)
