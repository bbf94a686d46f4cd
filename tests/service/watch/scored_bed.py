"""Patients met by HTTP alone, as their values are scored and people told; time passes when the test says so."""

from collections.abc import Iterator, Mapping
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
from bedside.services.data_ingestion.mllp import start_mllp
from bedside.services.web import service
from service.local_server import serving

SECOND = 1_000
UNITS = {"heart_rate": "/min", "spo2": "%", "respiratory_rate": "/min", "systolic_bp": "mm[Hg]", "temperature": "Cel"}
NEWS_7 = {"respiratory_rate": 25, "spo2": 91, "systolic_bp": 120, "heart_rate": 95, "temperature": 37.0}
NEWS_8 = NEWS_7 | {"temperature": 38.5}
NEWS_10 = NEWS_8 | {"heart_rate": 135}
WELL = NEWS_7 | {"respiratory_rate": 16, "spo2": 97, "heart_rate": 72}


@dataclass
class ScoredBed:
    """A ward with the patient p1 in bed 1. The loops' work is done, and the clock goes on, when the test says so."""

    client: httpx2.Client
    parts: Assembly
    clock: SimpleNamespace
    mllp_port: int

    def measured(self, values: Mapping[str, float], seconds: int = 70, patient_id: str = "p1") -> None:
        """Sends a round of vital signs, lets so many seconds pass, scores and sends."""
        observed = datetime.fromtimestamp(self.clock.ms / 1000, UTC).isoformat()
        readings = [
            {"patient_id": patient_id, "signal": name, "value": value, "unit": UNITS[name], "observed_at": observed}
            for name, value in values.items()
        ]
        assert self.client.post("/ingest", json={"readings": readings}).status_code == 202
        self.passes(seconds)

    def passes(self, seconds: int) -> None:
        """Lets so many seconds pass, scores and sends."""
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

    def alerts(self, patient_id: str | None = None) -> list[dict[str, object]]:
        """Returns the alerts of NEWS2, of one patient or of all."""
        query = {} if patient_id is None else {"patient_id": patient_id}
        found = self.client.get("/alerts", params=query).raise_for_status().json()["alerts"]
        return [one for one in found if one["rule"] == "news2"]

    def alert(self) -> dict[str, object]:
        """Returns the newest of p1."""
        return self.alerts("p1")[0]

    def acknowledge(self, **seen: object) -> httpx2.Response:
        path = f"/alerts/{self.alert()['id']}/ack"
        return self.client.post(path, json={"by": "nurse", **({"seen": seen} if seen else {})})

    def sent(self) -> list[str]:
        """Returns the kinds of the messages that went out about NEWS2, in their order, whichever id they are of."""
        ids = {one["id"] for one in self.alerts()}
        notices = self.client.get("/outbox.json").raise_for_status().json()["notices"]
        sent = [one for one in notices if one["alert_id"] in ids and one["state"] in ("sent", "delivered")]
        return [one["kind"] for one in sorted(sent, key=lambda one: one["due_at"])]


@contextmanager
def scored_bed(home: Path) -> Iterator[ScoredBed]:
    environment = {"BEDSIDE_HOME": str(home), "BEDSIDE_CHANNELS": "outbox+mail://", "BEDSIDE_MLLP_PORT": "0"}
    clock = SimpleNamespace(ms=now_ms())
    app = service(
        "data_ingestion",
        [ingest_routes.router, alert_routes.router, outbox_routes.router, ward_routes.router],
        start=[ward_routes.start_ward, start_mllp],
        ready=[ward_routes.ward_ready],
        assembly=lambda: Assembly(settings.load(environment)),
    )
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(notifying, "time", SimpleNamespace(time_ns=lambda: clock.ms * 1_000_000))
        with serving(app) as url, httpx2.Client(base_url=url, timeout=20) as client:
            parts: Assembly = app.state.assembly
            parts.patients.put(Patient(patient_id="p1", ward="A", bed="1"), now_ms())
            yield ScoredBed(client, parts, clock, app.state.mllp_port)
