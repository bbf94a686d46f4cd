"""Who may see whom, asked by every route of every service that gives, takes or changes something of a patient.

Each route stands in one of two tables here, so that a new one is thought about: those that ask are tried with a policy
that refuses everybody; those that do not, say why they need not.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi.routing import APIRoute

from bedside import settings
from bedside.assembly import Assembly
from bedside.assembly.notifying import now_ms
from bedside.ports import Patient, Silence, StoredAnswer
from bedside.services.chatbot import ROUTERS as CHATBOT
from bedside.services.data_ingestion import ROUTERS as INGESTION
from bedside.services.data_ingestion.ward_routes import start_ward
from bedside.services.preprocessing.routes import router as preprocessing
from bedside.services.rag.library_routes import router as library
from bedside.services.rag.routes import router as retrieval
from bedside.services.web import service
from bedside.testing.contracts.reject_store import reject
from bedside.usecases.remember import Exchange, remember_exchange
from service.local_server import serving
from unit.usecases.told import Episode

ROUTERS = [*CHATBOT, *INGESTION, preprocessing, library, retrieval]
UNTIL = (datetime.now(UTC) + timedelta(minutes=5)).isoformat()
LIKED = {"verdict": "accepted"}
SAID: dict[str, Any] = {"until": UNTIL, "by": "nurse", "why": "care"}
ASKING: dict[str, dict[str, Any]] = {
    "GET /alerts": {"params": {"patient_id": "p1"}},
    "POST /alerts/{id}/ack": {"path": "/alerts/e1/ack", "json": {"by": "nurse"}},
    "GET /answers/{id}": {"path": "/answers/a1"},
    "GET /conversations/{id}": {"path": "/conversations/c1"},
    "DELETE /conversations/{id}": {"path": "/conversations/c1"},
    "DELETE /people/{id}": {"path": "/people/ann"},
    "POST /answers/{id}/feedback": {"path": "/answers/a1/feedback", "json": LIKED},
    "POST /chat": {"json": {"message": "How is her breathing?", "patient_id": "p1"}},
    "GET /ingest/rejects/{reject_id}": {"path": "/ingest/rejects/r1"},
    "POST /ingest/rejects/{reject_id}/replay": {"path": "/ingest/rejects/r1/replay", "json": {}},
    "POST /patients/view": {"json": {"person_id": "", "patient_id": "p1"}},
    "POST /silences": {"json": {"patient_id": "p1", **SAID}},
    "DELETE /silences/{id}": {"path": "/silences/s1"},
    **{
        f"{method} /patients/{{id}}{rest}": {"path": f"/patients/p1{rest}", "json": {}}
        for method, rest in [
            *(("GET", one) for one in ("", "/readings", "/latest", "/news2", "/scores", "/windows", "/notes")),
            *(("POST", one) for one in ("/notes", "/observations", "/pause")),
            ("PUT", ""),
            ("DELETE", "/pause"),
        ]
    },
}
FILTERED = {
    "GET /conversations": "/conversations",
    "GET /outbox.json": "/outbox.json",
    "GET /patients": "/patients",
    "GET /people/{id}/export": "/people/ann/export",
    "GET /silences": "/silences",
    "GET /ward.json": "/ward.json",
    "GET /ward/handover.json": "/ward/handover.json",
}
"""Lists: the policy is asked for each patient in them."""
STREAM = {"GET /ward/events"}
"""Asked for each patient in each event: `test_patients` reads the stream."""
NOT_ASKING = {
    "taken from devices and senders; what is answered is of what was sent": {
        "POST /ingest",
        "POST /fhir",
        "POST /fhir/Observation",
        "POST /preprocess",
        "POST /callbacks/twilio/status",
        "POST /callbacks/twilio/reply",
    },
    "ids, reasons and times of what was refused, no patient": {"GET /ingest/rejects"},
    "the library, the questions to it, pages and what they are made of, tables": {
        "GET /",
        "GET /page/{name}",
        "GET /outbox",
        "GET /outbox/page/{name}",
        "GET /ward",
        "GET /ward/handover",
        "GET /ward/page/{name}",
        "GET /ward/patients/{id}",
        "GET /ward/signals.json",
        "GET /fhir/metadata",
        "POST /retrieve",
        "GET /library/status",
        "GET /library/{collection}/documents",
        "GET /library/{collection}/failures",
        *(f"{method} /library/{{collection}}/documents/{{id}}" for method in ("GET", "PUT", "DELETE")),
        "GET /v1/models",
        "GET /v1/models/{name}",
        "POST /v1/chat/completions",
    },
}


READ = "26/min, and that is of p1"
"""What was answered of p1."""


def every_route() -> set[str]:
    routes = (route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute))
    return {f"{method} {route.path}" for route in routes for method in route.methods}


def stored(home: Path, asked: list[tuple[str, str]]) -> Assembly:
    """Returns a home with something of p1 in every store, and a policy that notes what it is asked and says no."""
    made = Assembly(settings.load({"BEDSIDE_HOME": str(home), "BEDSIDE_CHANNELS": "outbox+sms://,outbox+mail://"}))
    made.patients.put(Patient(patient_id="p1", ward="A", bed="1"), now_ms())
    made.raise_alerts([Episode()], now_ms())
    silence = {"rule": None, "until_ms": now_ms() + 600_000, "by": "nurse", "why": "care", "created_ms": now_ms()}
    made.alerts.put_silence(Silence(silence_id="s1", patient_id="p1", **silence))
    made.rejects.put_many([reject("r1", raw=b'{"patient_id":"p1","unit":"x"}')])
    answered(made, "p1", "c1", "a1", READ)
    answered(made, "p2", "c2", "a2", "12/min")
    made.known_patients()
    made.vitals()
    made.ward()

    def nobody(person_id: str, patient_id: str) -> bool:
        asked.append((person_id, patient_id))
        return False

    made.__dict__["may_see"] = nobody
    return made


def answered(made: Assembly, patient_id: str, conversation_id: str, answer_id: str, text: str) -> None:
    """Keeps an answer from a patient's readings, in a conversation of ann."""
    at = datetime.now(UTC)
    evidence = json.dumps({"patient": {"view": {"patient_id": patient_id}}}).encode()
    made.answers.put(
        StoredAnswer(answer_id, conversation_id, "ann", json.dumps({"answer": text}).encode(), evidence, at)
    )
    said = Exchange(conversation_id, "ann", f"{text}?", text, answer_id, at, at, patient_id)
    remember_exchange(made.conversations, said)


@pytest.fixture(scope="module")
def asked() -> list[tuple[str, str]]:
    return []


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, asked: list[tuple[str, str]]) -> Iterator[httpx2.Client]:
    home = tmp_path_factory.mktemp("policy")
    app = service("data_ingestion", ROUTERS, start=[start_ward], assembly=lambda: stored(home, asked))
    with serving(app) as url, httpx2.Client(base_url=url, trust_env=False, timeout=30) as made:
        yield made


def test_of_every_route_it_is_known_whether_it_asks_who_may_see_the_patient() -> None:
    tables = [set(ASKING), set(FILTERED), STREAM, *NOT_ASKING.values()]
    assert every_route() == set().union(*tables)
    assert sum(map(len, tables)) == len(set().union(*tables))


@pytest.mark.parametrize("route", sorted(ASKING))
def test_a_route_of_a_patient_refuses_who_may_not_see_them(
    client: httpx2.Client, asked: list[tuple[str, str]], route: str
) -> None:
    method, path = route.split(" ")
    given = {"path": path, **ASKING[route]}
    asked.clear()
    refused = client.request(method, given["path"], params=given.get("params"), json=given.get("json"))
    assert (refused.status_code, refused.json()["code"]) == (403, "foreign_patient")
    assert asked == [("", "p1")]


@pytest.mark.parametrize("route", sorted(FILTERED))
def test_a_list_leaves_out_whom_the_person_may_not_see(
    client: httpx2.Client, asked: list[tuple[str, str]], route: str
) -> None:
    asked.clear()
    listed = client.get(FILTERED[route], params={"person_id": "ann"}).raise_for_status().json()
    assert ("ann", "p1") in asked
    assert [one for one in listed.values() if isinstance(one, list) and one] == []


@pytest.mark.parametrize("route", sorted(one for one in set().union(*NOT_ASKING.values()) if one.startswith("GET ")))
def test_a_route_that_asks_nobody_shows_no_readings_of_a_patient_whatever_it_is_asked_for(
    client: httpx2.Client, route: str
) -> None:
    path = route.removeprefix("GET ")
    for one in ("a1", "c1", "ann", "e1", "s1", "r1", "p1"):
        for named in (path.replace(f"{{{name}}}", one) for name in ("id", "name", "collection") if "{" in path):
            assert READ not in client.get(named, params={"person_id": "ann"}).text
    assert READ not in client.get(path, params={"person_id": "ann"}).text


def only_p2(person_id: str, patient_id: str) -> bool:
    return patient_id == "p2" and person_id in ("ann", "")


@pytest.fixture
def of_p2(tmp_path: Path) -> Iterator[httpx2.Client]:
    """Serves somebody who may see p2 and not p1."""

    def made() -> Assembly:
        here = stored(tmp_path, [])
        here.__dict__["may_see"] = only_p2
        return here

    app = service("data_ingestion", ROUTERS, start=[start_ward], assembly=made)
    with serving(app) as url, httpx2.Client(base_url=url, trust_env=False, timeout=30) as client:
        yield client


def test_a_conversation_is_read_and_deleted_by_who_may_see_every_patient_in_it(of_p2: httpx2.Client) -> None:
    assert of_p2.get("/conversations/c2").json()["turns"][1]["text"] == "12/min"
    assert of_p2.get("/conversations/c1").status_code == of_p2.delete("/conversations/c1").status_code == 403
    assert of_p2.get("/answers/a2").status_code == 200
    assert of_p2.get("/answers/a1").status_code == of_p2.post("/answers/a1/feedback", json=LIKED).status_code == 403
    assert of_p2.delete("/conversations/c2").status_code == 204


def test_lists_and_exports_hold_what_tells_of_permitted_patients_alone(of_p2: httpx2.Client) -> None:
    listed = of_p2.get("/conversations", params={"person_id": "ann"})
    assert [one["conversation_id"] for one in listed.json()["conversations"]] == ["c2"]
    exported = of_p2.get("/people/ann/export")
    assert READ not in listed.text + exported.text
    held = exported.json()
    assert [one["conversation_id"] for one in held["conversations"]] == ["c2"]
    assert [one["answer_id"] for one in held["answers"]] == ["a2"]
    assert held["withheld"] == {"conversations": 1, "answers": 1}


def test_nobody_is_forgotten_by_who_may_not_see_a_patient_they_asked_about(of_p2: httpx2.Client) -> None:
    assert of_p2.delete("/people/ann").status_code == 403
    assert of_p2.get("/people/ann/export").json()["withheld"] == {"conversations": 1, "answers": 1}
