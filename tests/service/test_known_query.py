"""A parameter with a slip in its name is refused where it chooses what is answered, never passed over."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pyarrow as pa
import pytest
from fastapi.testclient import TestClient

from bedside import settings
from bedside.assembly import Assembly
from bedside.messages.arrow_streams import stream_of
from bedside.services.data_ingestion import outbox_routes, reject_routes
from bedside.services.media_types import ARROW
from bedside.services.preprocessing import columns
from bedside.services.web import service
from service.waiting import eventually
from service.ward_service import WardService, ward_service

BERLIN = timezone(timedelta(hours=1))


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WardService]:
    with ward_service(tmp_path_factory.mktemp("ward")) as running:
        running.admit("p1", "1")
        running.alert("p1")
        running.alert("p2")
        yield running


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    home = tmp_path_factory.mktemp("others")
    routers = [outbox_routes.router, reject_routes.router, columns.router]
    app = service("data_ingestion", routers, assembly=lambda: Assembly(settings.load({"BEDSIDE_HOME": str(home)})))
    with TestClient(app, base_url="http://localhost") as client:
        yield client


def test_a_misspelt_filter_does_not_answer_for_every_patient(ward: WardService) -> None:
    answer = ward.client.get("/alerts", params={"patinet_id": "p1"})
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "unknown_parameter")
    assert problem["errors"] == [{"field": "patinet_id", "reason": "there is no such parameter here"}]
    assert "limit, patient_id, person_id, state" in problem["next_step"]
    assert len(ward.client.get("/alerts", params={"patient_id": "p1"}).json()["alerts"]) == 1


OF_A_PATIENT = ("", "/readings", "/news2", "/scores", "/windows", "/latest", "/notes")
OF_THE_WARD = ("/patients", "/silences", "/ward.json", "/ward/handover.json", "/ward/events", "/ward/signals.json")


@pytest.mark.parametrize("path", [*OF_THE_WARD, *(f"/patients/p1{end}" for end in OF_A_PATIENT)])
def test_every_question_about_the_ward_reads_its_parameters_strictly(ward: WardService, path: str) -> None:
    assert ward.client.get(path, params={"limti": 1}).json()["code"] == "unknown_parameter"


@pytest.mark.parametrize("path", ["/outbox.json", "/ingest/rejects", "/ingest/rejects/one"])
def test_so_do_the_outbox_and_the_quarantine(others: TestClient, path: str) -> None:
    assert others.get(path, params={"limti": 1}).json()["code"] == "unknown_parameter"


def test_windows_of_columns_are_not_those_of_a_misspelt_size(others: TestClient) -> None:
    rows = [{"patient_id": "p", "signal": "spo2", "value": 97.0, "unit": "%", "observed_at": "2026-03-01T12:00:00Z"}]
    sent = {"content": stream_of(pa.RecordBatch.from_pylist(rows)), "headers": {"Content-Type": ARROW}}
    assert others.post("/preprocess?window_s=60", **sent).json()["code"] == "unknown_parameter"
    assert others.post("/preprocess?windows_s=60&windows_s=300", **sent).status_code == 200


def test_a_parameter_that_stands_twice_is_refused_but_a_list_may(ward: WardService) -> None:
    answer = ward.client.get("/alerts?patient_id=p1&patient_id=p2")
    assert (answer.status_code, answer.json()["code"]) == (422, "parameter_twice")
    assert ward.client.get("/patients/p1/windows?window_s=60&window_s=300").status_code == 200


def test_what_is_no_name_is_not_repeated(ward: WardService) -> None:
    answer = ward.client.get("/alerts", params={"Mary Smith, born 1951": "x"})
    assert answer.json()["errors"][0]["field"] == "(no name)"
    assert "Mary" not in answer.text


def test_who_asks_may_be_said_everywhere_and_pages_take_what_comes(ward: WardService) -> None:
    assert ward.client.get("/ward/signals.json", params={"person_id": "ann"}).status_code == 200
    assert ward.client.get("/ward", params={"from": "intranet"}).status_code == 200
    assert ward.client.get("/ward/patients/p1", params={"from": "intranet"}).status_code == 200
    assert ward.client.post("/ingest", params={"from": "gateway"}, json={"readings": []}).status_code == 202


def test_a_plus_that_was_not_encoded_is_still_a_zone(ward: WardService) -> None:
    ward.measure("plus", heart_rate=71.0)
    eventually(lambda: ward.client.get("/patients/plus/readings").json().get("readings"))
    since = (datetime.now(UTC) - timedelta(minutes=5)).astimezone(BERLIN).isoformat()
    assert "+01:00" in since
    answer = ward.client.get(f"/patients/plus/readings?since={since}")
    assert (answer.status_code, len(answer.json()["readings"])) == (200, 1)
    later = (datetime.now(UTC) + timedelta(minutes=3)).astimezone(BERLIN).isoformat(timespec="minutes")
    assert ward.client.get(f"/patients/plus/readings?since={later}").json()["readings"] == []
    assert ward.client.get("/patients/plus/readings?since=2026-03-01 12:00").status_code == 422
