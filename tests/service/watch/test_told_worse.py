"""A patient whose NEWS2 goes on rising after it was acknowledged: from `/ingest` to the message, with real parts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import httpx2
import pytest

from bedside import settings
from bedside.assembly import Assembly, notifying
from bedside.assembly.notifying import now_ms
from bedside.ports import Patient
from bedside.services.data_ingestion import alert_routes, ingest_routes, outbox_routes, ward_routes
from bedside.services.web import service
from service.local_server import serving
from service.waiting import eventually

SECOND = 1_000
UNITS = {"heart_rate": "/min", "spo2": "%", "respiratory_rate": "/min", "systolic_bp": "mm[Hg]", "temperature": "Cel"}
NEWS_7 = {"respiratory_rate": 25, "spo2": 91, "systolic_bp": 120, "heart_rate": 95, "temperature": 37.0}
NEWS_8 = NEWS_7 | {"temperature": 38.5}
NEWS_10 = NEWS_8 | {"heart_rate": 135}


@dataclass
class Bed:
    """A patient, met by HTTP alone; time passes, and the loops' work is done, when the test says so."""

    client: httpx2.Client
    parts: Assembly
    clock: SimpleNamespace

    def measured(self, values: dict[str, float], seconds: int = 70) -> None:
        """Sends a round of vital signs, lets so many seconds pass, scores and sends."""
        observed = datetime.fromtimestamp(self.clock.ms / 1000, UTC).isoformat()
        readings = [
            {"patient_id": "p1", "signal": name, "value": value, "unit": UNITS[name], "observed_at": observed}
            for name, value in values.items()
        ]
        assert self.client.post("/ingest", json={"readings": readings}).status_code == 202
        for _ in range(seconds):
            self.clock.ms += SECOND
            self.parts.log.tick(self.clock.ms)
        self.work()

    def work(self) -> None:
        """Does what the scorer's and the notifier's loops do, until there is nothing left."""
        for score in self.parts.scorers:
            score()
            while score():
                pass
        for sender in self.parts.senders.values():
            while sender.work():
                pass

    def restarts(self) -> None:
        """Lets the scorer be killed: what it has in memory is gone, and the log is read again from its snapshot."""
        del self.parts.scorers
        del self.parts.raise_alerts

    def alert(self) -> dict[str, object]:
        found = self.client.get("/alerts", params={"patient_id": "p1"}).raise_for_status().json()["alerts"]
        return next(one for one in found if one["rule"] == "news2")

    def acknowledge(self, **seen: object) -> httpx2.Response:
        path = f"/alerts/{self.alert()['id']}/ack"
        return self.client.post(path, json={"by": "nurse", **({"seen": seen} if seen else {})})

    def sent(self) -> list[str]:
        """Returns the kinds of the messages that went out about it, in their order."""
        alert_id = self.alert()["id"]
        notices = self.client.get("/outbox.json").raise_for_status().json()["notices"]
        mine = [one for one in notices if one["alert_id"] == alert_id and one["state"] in ("sent", "delivered")]
        return [one["kind"] for one in sorted(mine, key=lambda one: one["due_at"])]


@contextmanager
def bed(home: Path, clock: SimpleNamespace) -> Iterator[Bed]:
    environment = {"BEDSIDE_HOME": str(home), "BEDSIDE_CHANNELS": "outbox+mail://"}
    app = service(
        "data_ingestion",
        [ingest_routes.router, alert_routes.router, outbox_routes.router, ward_routes.router],
        start=[ward_routes.start_ward],
        ready=[ward_routes.ward_ready],
        assembly=lambda: Assembly(settings.load(environment)),
    )
    with serving(app) as url, httpx2.Client(base_url=url, timeout=20) as client:
        parts: Assembly = app.state.assembly
        parts.patients.put(Patient(patient_id="p1", ward="A", bed="1"), now_ms())
        yield Bed(client, parts, clock)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bed]:
    clock = SimpleNamespace(ms=now_ms())
    monkeypatch.setattr(notifying, "time", SimpleNamespace(time_ns=lambda: clock.ms * 1_000_000))
    with bed(tmp_path, clock) as made:
        yield made


def test_a_score_that_rises_after_it_was_seen_is_told_once_and_waits_to_be_seen_again(here: Bed) -> None:
    here.measured(NEWS_7)
    here.acknowledge()
    here.measured(NEWS_8)
    assert (here.alert()["state"], here.sent()) == ("acknowledged", ["opened"])
    here.measured(NEWS_10)
    alert = here.alert()
    assert (alert["state"], here.sent()) == ("open", ["opened", "worsened"])
    assert str(alert["reason"]).startswith("NEWS2 now >= 10, was 7: ")
    here.acknowledge()
    here.measured(NEWS_7)
    here.measured(NEWS_10)
    assert (here.alert()["state"], here.sent()) == ("acknowledged", ["opened", "worsened"])


def test_a_scorer_that_is_killed_tells_it_once(here: Bed) -> None:
    here.measured(NEWS_7)
    here.acknowledge()
    here.measured(NEWS_10, seconds=30)
    assert here.sent() == ["opened"]
    here.restarts()
    here.measured(NEWS_10)
    assert here.sent() == ["opened", "worsened"]
    here.acknowledge()
    for _ in range(2):
        here.restarts()
        here.work()
    assert (here.alert()["state"], here.sent()) == ("acknowledged", ["opened", "worsened"])


def test_the_board_shows_that_it_is_not_seen_any_more(here: Bed) -> None:
    here.measured(NEWS_7)
    here.acknowledge()
    here.measured(NEWS_10)

    def shown() -> list[tuple[str, str]]:
        here.clock.ms += SECOND  # the board looks at alerts again after a while
        beds = here.client.get("/ward.json").json()["beds"]
        alerts = [one for bed in beds if bed["patient_id"] == "p1" for one in bed["alerts"]]
        return [(one["state"], one["reason"][:16]) for one in alerts if one["rule"] == "news2"]

    eventually(lambda: shown() == [("open", "NEWS2 now >= 10,")])


def test_an_alert_that_is_open_again_names_nobody_as_having_seen_it(here: Bed) -> None:
    here.measured(NEWS_7)
    here.acknowledge()
    assert here.alert()["acknowledged_by"] == "nurse"
    assert here.alert()["acknowledged_before_it_got_worse"] is None
    at = here.alert()["acknowledged_at"]
    here.measured(NEWS_10)
    alert = here.alert()
    assert [alert[name] for name in ("state", "acknowledged_by", "acknowledged_at", "comment")] == [
        "open",
        None,
        None,
        "",
    ]
    before = {"acknowledged_by": "nurse", "acknowledged_at": at, "comment": ""}
    assert alert["acknowledged_before_it_got_worse"] == before
    here.acknowledge()
    assert here.alert()["acknowledged_before_it_got_worse"] is None


def test_a_page_that_shows_an_older_state_acknowledges_nothing(here: Bed) -> None:
    here.measured(NEWS_7)
    shown = here.alert()
    here.measured(NEWS_10)
    refused = here.acknowledge(priority=shown["priority"], worsened=shown["worsened"])
    assert (refused.status_code, refused.json()["code"]) == (409, "alert_worse")
    assert "Read what it says now" in refused.json()["next_step"]
    now = here.alert()
    assert now["state"] == "open"
    taken = here.acknowledge(priority=now["priority"], worsened=now["worsened"])
    assert (taken.status_code, taken.json()["state"]) == (200, "acknowledged")


def test_without_what_was_seen_an_acknowledgement_is_taken_as_it_comes(here: Bed) -> None:
    here.measured(NEWS_7)
    here.measured(NEWS_10)
    assert here.acknowledge().json()["state"] == "acknowledged"
