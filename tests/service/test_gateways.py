"""Two gateways by one door are two sources: one that dies is told once, as itself, and the other delivers on."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2
import pyarrow as pa
import pytest

from bedside import settings
from bedside.assembly import Assembly
from bedside.assembly.notifying import now_ms
from bedside.messages.arrow_streams import stream_of
from bedside.services.data_ingestion import fhir_routes, ingest_routes, reject_routes
from bedside.services.media_types import ARROW
from bedside.services.web import service
from service.local_server import serving
from unit.messages.fhir.test_observation import observation

ALIVE_S, DEAD_S = 45, 40
SIGNALS = {"heart_rate": (72, "/min"), "spo2": (97, "%")}


class Ward:
    """A service whose clock the test turns: each second both gateways send, and a tick follows."""

    def __init__(self, client: httpx2.Client, here: Assembly) -> None:
        self.client, self.here = client, here
        self.at_ms = now_ms() - 1000 * (ALIVE_S + DEAD_S)
        here.intake._clock = lambda: self.at_ms

    def send(self, door: str, gateway: str) -> None:
        beds = [f"{gateway}-{bed}" for bed in range(3)]
        headers = {"Bedside-Gateway": gateway}
        at = datetime.fromtimestamp(self.at_ms / 1000, UTC).isoformat()
        rows = [
            {"patient_id": bed, "signal": signal, "value": value, "unit": unit, "observed_at": at}
            for bed in beds
            for signal, (value, unit) in SIGNALS.items()
        ]
        if door == "json":
            answer = self.client.post("/ingest", json={"readings": rows}, headers=headers)
        elif door == "arrow":
            columns = pa.record_batch({name: pa.array([row[name] for row in rows]) for name in rows[0]})
            answer = self.client.post("/ingest", content=stream_of(columns), headers={**headers, "Content-Type": ARROW})
        else:
            for bed in beds:
                told = observation(subject={"reference": f"Patient/{bed}"}, effectiveDateTime=at)
                answer = self.client.post("/fhir/Observation", json=told, headers=headers)
        assert answer.status_code in (201, 202), answer.text

    def second(self, door: str, *gateways: str) -> None:
        for gateway in gateways:
            self.send(door, gateway)
        self.at_ms += 1000
        self.here.log.tick(self.at_ms)

    def told(self) -> list[tuple[str, str | None]]:
        for scorer in self.here.scorers:
            while scorer():
                pass
        return [(one.rule, one.source or one.patient_id) for one in self.here.alerts.alerts(limit=100)]


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    app = service(
        "data_ingestion",
        [ingest_routes.router, fhir_routes.router, reject_routes.router],
        assembly=lambda: Assembly(settings.load({"BEDSIDE_HOME": str(tmp_path)})),
    )
    with serving(app) as url, httpx2.Client(base_url=url, trust_env=False, timeout=20) as client:
        yield Ward(client, app.state.assembly)


@pytest.mark.parametrize("door", ["json", "arrow", "fhir"])
def test_one_of_two_gateways_that_dies_is_one_alert_and_the_other_delivers_on(ward: Ward, door: str) -> None:
    for _ in range(ALIVE_S):
        ward.second(door, "ICU-A", "ICU-B")
    for _ in range(DEAD_S):
        ward.second(door, "ICU-B")
    assert ward.told() == [("gateway_gone", f"{door}:ICU-A")]


@pytest.mark.parametrize("name", ["two words", "x" * 41, "a:b"])
def test_a_name_that_is_none_is_refused_with_what_to_write(ward: Ward, name: str) -> None:
    row: dict[str, Any] = {"readings": []}
    refused = ward.client.post("/ingest", json=row, headers={"Bedside-Gateway": name})
    assert (refused.status_code, refused.json()["code"]) == (422, "gateway_name")
    assert "40 letters" in refused.json()["next_step"]
    by_fhir = ward.client.post("/fhir/Observation", json=observation(), headers={"Bedside-Gateway": name})
    assert by_fhir.status_code == 422
    assert "40 letters" in by_fhir.json()["issue"][0]["details"]["text"]


def test_what_a_named_gateway_sent_wrong_is_read_again_as_of_it(ward: Ward) -> None:
    at = datetime.fromtimestamp(ward.at_ms / 1000, UTC).isoformat()
    wrong = {"patient_id": "p", "signal": "heart_rate", "value": 72, "unit": "K", "observed_at": at}
    ward.client.post("/ingest", json={"readings": [wrong]}, headers={"Bedside-Gateway": "ICU-A"})
    (kept,) = ward.client.get("/ingest/rejects").json()["rejects"]
    assert kept["source"] == "json:ICU-A"
    again = ward.client.post(f"/ingest/rejects/{kept['id']}/replay", json={"corrections": {"unit": "/min"}})
    assert again.json()["status"] == "accepted", again.text
