"""A correction replaces what it corrects wherever a person reads it: by the real doors, to chat, charts and board."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from typing import Any

import pytest

from bedside.testing.servers import Deployment, deployed
from service.test_fhir import MEDIA_TYPE
from service.test_mllp import sent
from service.waiting import eventually
from unit.messages.fhir.test_observation import concept, observation, quantity


@pytest.fixture(scope="module")
def bedside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    with deployed("embedded", tmp_path_factory.mktemp("corrections")) as running:
        yield running


WITHIN_S = 60.0
"""The board draws a trend anew every ten seconds."""


@cache
def observed_at() -> datetime:
    """Returns when all readings here were observed, of late: in a minute that is over, as trends show no other."""
    return datetime.now(UTC) - timedelta(seconds=70)


def post(bedside: Deployment, patient: str, value: float, status: str = "final", **more: Any) -> int:
    body = observation(
        status=status,
        subject={"reference": f"Patient/{patient}"},
        effectiveDateTime=observed_at().isoformat(),
        valueQuantity=quantity(value, "/min"),
        identifier=[{"system": "urn:ehr", "value": patient}],
    )
    answer = bedside.ingestion.post("/fhir/Observation", json=body | more, headers={"Content-Type": MEDIA_TYPE})
    return answer.status_code


def send(bedside: Deployment, patient: str, value: float, status: str, instance: str = "") -> list[str]:
    at = observed_at().strftime("%Y%m%d%H%M%S+0000")
    lines = [
        f"MSH|^~\\&|GW|ICU|B|W|{at}||ORU^R01^ORU_R01|{status}{value}|P|2.6",
        f"PID|1||{patient}^^^H^MR",
        "OBR|1",
        f"OBX|1|NM|8867-4^HR^LN||{value}|/min|||||{status}|||{at}|||||||{instance}",
    ]
    (port,) = re.findall(r"mllp://127\.0\.0\.1:(\d+)", bedside.log_text())
    return sent(int(port), "".join(f"{line}\r" for line in lines).encode())


def shown(bedside: Deployment, patient: str) -> dict[str, Any]:
    """Returns the values that a person reads of a patient, by where."""
    get = lambda path: bedside.ingestion.get(f"/patients/{patient}/{path}").json()  # noqa: E731
    question = {"message": "What was the highest heart rate in the last hour?", "patient_id": patient}
    answer = bedside.chatbot.post("/chat", json=question).json()["answer"]
    windows = [one for one in get("windows").get("windows", []) if one["count"]]
    beds = bedside.ingestion.get("/ward.json").json()["beds"]
    bed = next((one for one in beds if one["patient_id"] == patient), {})
    return {
        "readings": [one["value"] for one in get("readings").get("readings", [])],
        "latest": [one["value"] for one in get("latest").get("readings", [])],
        "windows": {(one["min"], one["max"], one["count"]) for one in windows},
        "answer": [float(one) for one in re.findall(r"\b(\d+)/min", answer)],
        "trend": {one for course in bed.get("trends", {}).values() for one in course if one is not None},
    }


def alone(value: float) -> dict[str, Any]:
    return {
        "readings": [value],
        "latest": [value],
        "windows": {(value, value, 1)},
        "answer": [value],
        "trend": {value},
    }


def is_shown(bedside: Deployment, patient: str, value: float) -> bool:
    found = shown(bedside, patient)
    found["answer"] = sorted(set(found["answer"]))
    return found == alone(value)


def comes_to_show(bedside: Deployment, patient: str, value: float) -> None:
    try:
        eventually(lambda: is_shown(bedside, patient, value), WITHIN_S)
    except AssertionError:
        assert shown(bedside, patient) == alone(value)
        raise


def test_a_corrected_observation_replaces_what_it_corrects_everywhere(bedside: Deployment) -> None:
    for value, again, stands in ((200, False, 200.0), (80, False, 80.0), (90, False, 90.0), (80, True, 90.0)):
        for status in ("corrected", "amended"):
            told = post(bedside, f"fhir-{status}", value, "final" if value == 200 else status)
            assert told == (200 if again else 201)
        for status in ("corrected", "amended"):
            comes_to_show(bedside, f"fhir-{status}", stands)


def test_a_final_observation_that_comes_after_its_correction_never_wins(bedside: Deployment) -> None:
    assert post(bedside, "order", 150, "corrected") == 201
    assert post(bedside, "order", 60, "preliminary") == 201
    assert post(bedside, "order", 65) == 201
    comes_to_show(bedside, "order", 150.0)


def test_the_correction_that_was_made_last_stands_whenever_it_comes(bedside: Deployment) -> None:
    for value, minute in ((100, 2), (110, 4), (105, 3)):
        issued = (observed_at() + timedelta(seconds=minute)).isoformat()
        assert post(bedside, "issued", value, "corrected", issued=issued) == 201
    comes_to_show(bedside, "issued", 110.0)


def test_an_hl7_correction_replaces_what_it_corrects_in_either_order(bedside: Deployment) -> None:
    instances = {"hl7-plain": ("", ""), "hl7-instance": ("a9^GW", "b9^GW")}
    for patient, (ordered, turned) in instances.items():
        assert send(bedside, f"{patient}-a", 170, "F", ordered) == ["AA"]
        assert send(bedside, f"{patient}-b", 70, "C", turned) == ["AA"]
        assert send(bedside, f"{patient}-b", 170, "F", turned) == ["AA"]
    for patient in instances:
        comes_to_show(bedside, f"{patient}-a", 170.0)
        comes_to_show(bedside, f"{patient}-b", 70.0)
    for patient, (ordered, _) in instances.items():
        assert send(bedside, f"{patient}-a", 70, "C", ordered) == ["AA"]
    for patient in instances:
        comes_to_show(bedside, f"{patient}-a", 70.0)


def test_an_hl7_value_that_was_not_verified_gives_way_and_an_amended_one_replaces(bedside: Deployment) -> None:
    all_statuses = ("RF", "SF", "FA")
    for statuses in all_statuses:
        assert send(bedside, f"hl7-{statuses}", 150, statuses[0], f"{statuses}^GW") == ["AA"]
    for statuses in all_statuses:
        comes_to_show(bedside, f"hl7-{statuses}", 150.0)
        assert send(bedside, f"hl7-{statuses}", 80, statuses[1], f"{statuses}^GW") == ["AA"]
    for statuses in all_statuses:
        comes_to_show(bedside, f"hl7-{statuses}", 80.0)


def is_gone(bedside: Deployment, patient: str) -> bool:
    found = shown(bedside, patient)
    return not any(found.values())


def test_a_withdrawn_value_is_shown_nowhere_whatever_comes_after_it(bedside: Deployment) -> None:
    assert post(bedside, "error", 200) == 201
    comes_to_show(bedside, "error", 200.0)
    assert post(bedside, "error", 200, "entered-in-error") == 201
    eventually(lambda: is_gone(bedside, "error"), WITHIN_S)
    assert post(bedside, "error", 190, "corrected") == 201
    assert post(bedside, "error", 180, identifier=[{"system": "urn:ehr", "value": "another"}]) == 201
    comes_to_show(bedside, "error", 180.0)


def test_a_value_that_a_gateway_withdraws_is_shown_nowhere(bedside: Deployment) -> None:
    withdrawn = {"hl7-D": "D", "hl7-W": "W"}
    for patient in withdrawn:
        assert send(bedside, patient, 170, "F") == ["AA"]
    for patient in withdrawn:
        comes_to_show(bedside, patient, 170.0)
    for patient, status in withdrawn.items():
        assert send(bedside, patient, 170, status) == ["AA"]
    for patient in withdrawn:
        eventually(partial(is_gone, bedside, patient), WITHIN_S)


def glucose(bedside: Deployment, number: int, value: float, status: str = "final") -> int:
    """Sends a measurement, of those of one patient the higher number the newer."""
    return post(
        bedside,
        "withdrawn",
        value,
        status,
        code=concept("2339-0"),
        valueQuantity=quantity(value, "mg/dL"),
        effectiveDateTime=(observed_at() + timedelta(seconds=number)).isoformat(),
        identifier=[{"system": "urn:lab", "value": str(number)}],
    )


def alerts(bedside: Deployment, **of: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = bedside.ingestion.get("/alerts", params={"patient_id": "withdrawn"} | of).json()[
        "alerts"
    ]
    return found


def test_an_alert_opens_and_closes_by_what_remains_when_a_value_is_withdrawn(bedside: Deployment) -> None:
    """The alert of a low glucose opens at once, and closes half a minute after it is known not to hold."""
    assert glucose(bedside, 2, 100) == 201
    assert glucose(bedside, 1, 40) == 201
    assert glucose(bedside, 2, 100, "entered-in-error") == 201
    (alert,) = eventually(lambda: alerts(bedside))
    assert (alert["rule"], alert["state"]) == ("limit_low:glucose", "open")
    assert "withdrawn" in alert["first_event_id"]
    assert glucose(bedside, 1, 40, "entered-in-error") == 201
    eventually(lambda: alerts(bedside, state="closed"), WITHIN_S)
