"""FHIR over HTTP, with the real log and quarantine behind it."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import pytest
from fhir.resources.R4B.operationoutcome import OperationOutcome

from bedside.errors import Unavailable
from service.doors import Doors, doors_of
from unit.messages.fhir.test_observation import concept, observation, quantity

MEDIA_TYPE = "application/fhir+json"
TYPED = {"Content-Type": MEDIA_TYPE}


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doors]:
    with doors_of(tmp_path_factory.mktemp("fhir")) as running:
        yield running


def seen(patient: str, **more: Any) -> dict[str, Any]:
    return observation(
        subject={"reference": f"Patient/{patient}"}, effectiveDateTime=datetime.now(UTC).isoformat(), **more
    )


def post(doors: Doors, path: str, body: Any, **headers: str) -> httpx2.Response:
    answer = httpx2.post(doors.url + path, json=body, headers={"Content-Type": MEDIA_TYPE, **headers})
    assert answer.headers["content-type"].startswith(MEDIA_TYPE)
    return answer


def outcome(answer: httpx2.Response) -> list[tuple[str, str, list[str]]]:
    read = OperationOutcome.model_validate(answer.json())
    return [(one.severity, one.code, one.expression or []) for one in read.issue]


def of(doors: Doors, patient: str) -> list[tuple[str, float | str]]:
    return [(one.signal, one.value) for one in doors.readings() if one.patient_id == patient]


def test_an_observation_is_created_with_its_address_and_is_known_the_second_time(doors: Doors) -> None:
    body = seen("new", identifier=[{"system": "urn:s", "value": "new-1"}])
    first, second = post(doors, "/fhir/Observation", body), post(doors, "/fhir/Observation", body)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.headers["location"] == second.headers["location"]
    assert first.headers["location"].startswith(f"{doors.url}/fhir/Observation/")
    assert first.json()["issue"][0]["diagnostics"] == "urn:s|new-1#heart_rate"
    assert of(doors, "new") == [("heart_rate", 72.0)]
    assert doors.readings()[0].source == "fhir"


def test_what_is_refused_is_told_by_place_and_kept_with_its_reason(doors: Doors) -> None:
    answer = post(doors, "/fhir/Observation", seen("bad", valueQuantity=quantity(72, "kg")))
    assert answer.status_code == 422
    assert outcome(answer) == [("error", "code-invalid", ["Observation.valueQuantity.code"])]
    kept = doors.here.rejects.waiting()[0]
    assert (kept.reason, kept.source, kept.raw_ref) == ("unknown_unit", "fhir", "entry[0] Observation")
    told = json.loads(kept.raw)
    assert (told["patient_id"], told["signal"], told["value"], told["unit"]) == ("bad", "heart_rate", 72, "kg")
    assert "Patient/bad" in told["message"]


def test_what_was_refused_is_taken_once_it_is_corrected(doors: Doors) -> None:
    post(doors, "/fhir/Observation", seen("mended", valueQuantity=quantity(72, "kg")))
    reject_id = doors.here.rejects.waiting()[0].reject_id
    answer = httpx2.post(f"{doors.url}/ingest/rejects/{reject_id}/replay", json={"corrections": {"unit": "/min"}})
    assert answer.json()["status"] == "accepted"
    assert of(doors, "mended") == [("heart_rate", 72.0)]


def test_a_refused_part_is_a_warning_where_the_rest_is_taken(doors: Doors) -> None:
    parts = [
        {"code": concept(code), "valueQuantity": quantity(value, "mm[Hg]")}
        for code, value in (("8480-6", 120), ("8462-4", 8000))
    ]
    answer = post(
        doors, "/fhir/Observation", seen("part", code=concept("85354-9"), valueQuantity=None, component=parts)
    )
    assert answer.status_code == 201
    assert ("warning", "value", ["Observation.component[1].value"]) in outcome(answer)
    assert of(doors, "part") == [("systolic_bp", 120.0)]


def test_one_value_in_two_units_is_stored_once(doors: Doors) -> None:
    parts = [{"code": concept("8310-5"), "valueQuantity": quantity(98.6, "[degF]")}]
    value = {"code": concept("8310-5"), "valueQuantity": quantity(37.0, "Cel")}
    assert post(doors, "/fhir/Observation", seen("warm", **value, component=parts)).status_code == 201
    assert of(doors, "warm") == [("temperature", 37.0)]


def test_another_value_under_the_same_identifier_is_a_conflict(doors: Doors) -> None:
    named = {"identifier": [{"system": "urn:s", "value": "same"}]}
    post(doors, "/fhir/Observation", seen("same", **named))
    answer = post(doors, "/fhir/Observation", seen("same", valueQuantity=quantity(90, "/min"), **named))
    assert answer.status_code == 409
    assert of(doors, "same") == [("heart_rate", 72.0)]


def test_a_second_observation_of_an_order_is_no_conflict_and_another_order_of_identifiers_no_second_one(
    doors: Doors,
) -> None:
    order, at = {"system": "urn:orders", "value": "17"}, datetime.now(UTC).isoformat()
    for number, value in (("1", 70), ("2", 90)):
        named = [order, {"system": "urn:s", "value": f"of-order-{number}"}]
        body = seen("ordered", identifier=named, valueQuantity=quantity(value, "/min")) | {"effectiveDateTime": at}
        assert post(doors, "/fhir/Observation", body).status_code == 201
        assert post(doors, "/fhir/Observation", body | {"identifier": named[::-1]}).status_code == 200
    assert of(doors, "ordered") == [("heart_rate", 70.0), ("heart_rate", 90.0)]


def test_what_must_not_exist_yet_and_does_is_answered_as_known(doors: Doors) -> None:
    search = {"If-None-Exist": "identifier=urn:s|once"}
    first = post(doors, "/fhir/Observation", seen("once"), **search)
    again = post(doors, "/fhir/Observation", seen("once", valueQuantity=quantity(90, "/min")), **search)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.headers["location"] == again.headers["location"]
    assert of(doors, "once") == [("heart_rate", 72.0)]


def test_an_observation_of_the_day_before_yesterday_is_taken_as_late(doors: Doors) -> None:
    old = (datetime.now(UTC) - timedelta(days=2)).isoformat()
    answer = post(doors, "/fhir/Observation", seen("late") | {"effectiveDateTime": old})
    assert answer.status_code == 201
    assert "alerts nobody" in answer.text


def posted(resource: dict[str, Any]) -> dict[str, Any]:
    return {"resource": resource, "request": {"method": "POST", "url": resource["resourceType"]}}


def test_a_batch_tells_of_each_entry(doors: Doors) -> None:
    entries = [seen("b1"), {"resourceType": "Condition"}, seen("b2", status="unknown"), seen("b3")]
    body = {"resourceType": "Bundle", "type": "batch", "entry": [posted(one) for one in entries]}
    answer = post(doors, "/fhir", body)
    told = [one["response"] for one in answer.json()["entry"]]
    assert answer.status_code == 200
    assert [one["status"][:3] for one in told] == ["201", "404", "422", "201"]
    assert (of(doors, "b1"), of(doors, "b2"), of(doors, "b3")) == ([("heart_rate", 72.0)], [], [("heart_rate", 72.0)])


@pytest.mark.parametrize(
    ("faulty", "place"),
    [
        (5, []),
        (None, []),
        ("entry", []),
        ([], []),
        ({"resource": seen("x"), "request": "POST"}, ["request"]),
        ({"resource": seen("x"), "request": {"method": 5}}, ["request.method"]),
        ({"fullUrl": 5}, ["fullUrl"]),
    ],
)
def test_an_entry_that_cannot_be_read_spoils_no_other_of_a_batch_and_all_of_a_transaction(
    doors: Doors, faulty: Any, place: list[str]
) -> None:
    patient = f"faulty-{uuid4()}"
    body = {"resourceType": "Bundle", "type": "batch", "entry": [posted(seen(patient)), faulty]}
    refused = post(doors, "/fhir", body | {"type": "transaction"})
    within = [".".join(["Bundle.entry[1]", *place])]
    assert (refused.status_code, outcome(refused)) == (400, [("error", "structure", within)])
    assert of(doors, patient) == []
    answer = post(doors, "/fhir", body)
    assert answer.status_code == 200
    told = [one["response"] for one in answer.json()["entry"]]
    assert [one["status"] for one in told] == ["201 Created", "400 Bad Request"]
    read = OperationOutcome.model_validate(told[1]["outcome"])
    assert [(one.severity, one.code, one.expression or []) for one in read.issue] == [("error", "structure", place)]
    assert of(doors, patient) == [("heart_rate", 72.0)]


def test_a_transaction_is_done_as_a_whole_or_not_at_all(doors: Doors) -> None:
    good, bad = seen("t1"), seen("t2", valueQuantity=quantity(7200, "/min"))
    body = {"resourceType": "Bundle", "type": "transaction", "entry": [posted(good), posted(bad)]}
    answer = post(doors, "/fhir", body)
    assert answer.status_code == 422
    assert outcome(answer) == [("error", "value", ["Bundle.entry[1].resource.value"])]
    assert of(doors, "t1") == []
    body["entry"].pop()
    assert post(doors, "/fhir", body).json()["entry"][0]["response"]["status"] == "201 Created"
    assert of(doors, "t1") == [("heart_rate", 72.0)]


@pytest.mark.parametrize(
    ("faulty", "place"),
    [
        (seen("t3") | {"valueQuantity": {"value": "7"}}, "resource.valueQuantity.value"),
        (seen("t3") | {"status": 5}, "resource.status"),
        ({"resourceType": 5}, "resource.resourceType"),
    ],
)
def test_the_place_of_what_cannot_be_read_leads_from_the_bundle_to_it(
    doors: Doors, faulty: dict[str, Any], place: str
) -> None:
    request = {"method": "POST", "url": "Observation"}
    body = {"resourceType": "Bundle", "type": "transaction", "entry": [{"resource": faulty, "request": request}]}
    ((_, _, within),) = outcome(post(doors, "/fhir", body))
    assert within == [f"Bundle.entry[0].{place}"]


def test_a_conflict_refuses_the_whole_of_a_transaction(doors: Doors) -> None:
    named = {"identifier": [{"system": "urn:s", "value": "taken-already"}]}
    assert post(doors, "/fhir/Observation", seen("c1", **named)).status_code == 201
    other = seen("c1", **named, valueQuantity=quantity(90, "/min"))
    body = {"resourceType": "Bundle", "type": "transaction", "entry": [posted(seen("c2")), posted(other)]}
    answer = post(doors, "/fhir", body)
    assert answer.status_code == 409
    ((severity, _, within),) = outcome(answer)
    assert (severity, [one.split(".")[0] for one in within]) == ("error", ["Bundle"])
    assert "entry[1]" in within[0]
    assert (of(doors, "c1"), of(doors, "c2")) == ([("heart_rate", 72.0)], [])
    batch = [one["response"]["status"] for one in post(doors, "/fhir", body | {"type": "batch"}).json()["entry"]]
    assert [one[:3] for one in batch] == ["201", "409"]
    assert of(doors, "c2") == [("heart_rate", 72.0)]


def test_what_must_not_exist_yet_and_does_spoils_no_transaction(doors: Doors) -> None:
    named = {"identifier": [{"system": "urn:s", "value": "made-once"}]}
    assert post(doors, "/fhir/Observation", seen("d1", **named)).status_code == 201
    other = posted(seen("d1", **named, valueQuantity=quantity(90, "/min")))
    other["request"]["ifNoneExist"] = "identifier=urn:s|made-once"
    body = {"resourceType": "Bundle", "type": "transaction", "entry": [posted(seen("d2")), other]}
    answer = post(doors, "/fhir", body)
    assert [one["response"]["status"][:3] for one in answer.json()["entry"]] == ["201", "200"]
    assert (of(doors, "d1"), of(doors, "d2")) == ([("heart_rate", 72.0)], [("heart_rate", 72.0)])


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"<Observation/>", "application/fhir+xml", 415),
        (b"<Observation/>", MEDIA_TYPE, 400),
        (b"", MEDIA_TYPE, 400),
        (b'{"resourceType":"Observation","status":"MARKER', MEDIA_TYPE, 400),
        (b'{"resourceType":"Observation","status":{"MARKER":1}}', MEDIA_TYPE, 400),
        (b'{"resourceType":"Observation","status":"MARKER"}', MEDIA_TYPE, 422),
        (b'{"resourceType":"MARKER"}', MEDIA_TYPE, 400),
    ],
)
def test_a_body_that_is_none_is_refused_without_repeating_it(
    doors: Doors, content: bytes, kind: str, status: int
) -> None:
    for path in ("/fhir/Observation", "/fhir"):
        answer = httpx2.post(doors.url + path, content=content, headers={"Content-Type": kind})
        assert answer.status_code == (status if path == "/fhir/Observation" or status == 415 else 400)
        assert answer.headers["content-type"].startswith(MEDIA_TYPE)
        assert outcome(answer)
        assert "MARKER" not in answer.text


@pytest.mark.parametrize("path", ["/fhir/Observation", "/fhir"])
def test_a_body_without_a_media_type_is_refused_with_the_one_to_set(doors: Doors, path: str) -> None:
    for headers in ({}, {"Content-Type": "application/x-www-form-urlencoded"}):
        answer = httpx2.post(doors.url + path, content=json.dumps(seen("unasked")).encode(), headers=headers)
        assert answer.status_code == 415
        assert f"Content-Type: {MEDIA_TYPE}" in answer.json()["issue"][0]["details"]["text"]


def test_an_observation_in_which_a_name_stands_twice_is_refused_and_the_others_are_taken(doors: Doors) -> None:
    single = json.dumps(seen("twice"))
    doubled = single.replace('"valueQuantity": {', '"valueQuantity": {"value": 40, ', 1)
    assert doubled != single
    answer = httpx2.post(f"{doors.url}/fhir/Observation", content=doubled, headers={"Content-Type": MEDIA_TYPE})
    assert (answer.status_code, outcome(answer)) == (400, [("error", "structure", ["Observation"])])
    bundle = json.dumps({"resourceType": "Bundle", "type": "batch", "entry": [posted(seen("t1")), posted(seen("t2"))]})
    bundle = bundle.replace('"valueQuantity": {', '"valueQuantity": {"value": 40, ', 1)
    answer = httpx2.post(f"{doors.url}/fhir", content=bundle, headers={"Content-Type": MEDIA_TYPE})
    assert [one["response"]["status"][:3] for one in answer.json()["entry"]] == ["400", "201"]


@pytest.mark.parametrize(
    ("method", "path", "more", "status", "code"),
    [
        ("GET", "/fhir/Observation", {}, 405, "not-supported"),
        ("GET", "/fhir/Patient/1", {}, 404, "not-found"),
        ("POST", "/fhir", {"content": b" " * 1_000_001, "headers": TYPED}, 413, "too-long"),
        ("POST", "/fhir", {"content": iter([b" " * 1_000_001]), "headers": TYPED}, 413, "too-long"),
        ("GET", "/fhir/metadata", {"headers": {"Host": "evil.example"}}, 403, "forbidden"),
        ("POST", "/fhir", {"headers": TYPED | {"Sec-Fetch-Site": "cross-site"}}, 403, "forbidden"),
    ],
)
def test_whatever_refuses_it_the_answer_is_an_outcome(
    doors: Doors, method: str, path: str, more: dict[str, Any], status: int, code: str
) -> None:
    answer = httpx2.request(method, doors.url + path, **more)
    assert (answer.status_code, outcome(answer)) == (status, [("error", code, [])])
    assert answer.headers["content-type"].startswith(MEDIA_TYPE)
    assert OperationOutcome.model_validate(answer.json())


def test_where_nothing_can_be_made_durable_the_sender_is_asked_to_come_again(
    doors: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Unavailable("the disk is full")

    monkeypatch.setattr(doors.here.log, "append", full)
    answer = post(doors, "/fhir/Observation", seen("full"))
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert outcome(answer) == [("error", "transient", [])]


def test_the_statement_names_the_address_it_was_asked_at(doors: Doors) -> None:
    statement = httpx2.get(doors.url + "/fhir/metadata").json()
    assert statement["implementation"]["url"] == f"{doors.url}/fhir"


def test_no_word_of_an_observation_is_logged(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with doors_of(tmp_path) as running:
        post(running, "/fhir/Observation", seen("MARKER", valueQuantity=quantity(7777, "MARKER")))
        post(running, "/fhir/Observation", seen("MARKER"))
    logged = capfd.readouterr()
    assert "MARKER" not in logged.out + logged.err
