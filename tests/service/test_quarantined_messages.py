"""What a message brings and is refused: kept with where it came from, and read again as what it was."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2
import pyarrow as pa
import pytest

from bedside.core.vitals import versions
from bedside.messages.readings import readings_of
from bedside.ports.watch import Patient
from service.doors import Doors, doors_of
from service.test_fhir import of, post, seen
from service.test_mllp import adt, now, oru, sent
from unit.messages.fhir.test_observation import quantity

IDENTIFIED = [{"system": "urn:ehr", "value": "A"}]
AT = datetime.now(UTC).isoformat()


@pytest.fixture
def doors(tmp_path: Path) -> Iterator[Doors]:
    with doors_of(tmp_path) as running:
        yield running


def kept(doors: Doors) -> dict[str, Any]:
    """Returns what waits, the fields by the id."""
    return {one.reject_id: json.loads(one.raw) for one in doors.here.rejects.waiting()}


def replayed(doors: Doors, reject_id: str, **corrections: Any) -> dict[str, Any]:
    answer = httpx2.post(f"{doors.url}/ingest/rejects/{reject_id}/replay", json={"corrections": corrections})
    return dict(answer.json())


def standing(doors: Doors, patient: str) -> list[float | str]:
    """Returns the values that no later version replaces or withdraws."""
    rows = doors.here.log.read(0, 0, 1_000_000)
    table = pa.Table.from_batches([row.readings for row in rows if row.readings is not None]).unify_dictionaries()
    return [one.value for one in readings_of(versions.standing(table)) if one.patient_id == patient]


def test_the_same_value_of_three_unknown_beds_is_three_readings_that_wait(doors: Doors) -> None:
    at = now()
    messages = [oru("", at=at, place=f"UNK^^{bed}", control=f"m{bed}") for bed in "ABC"]
    assert sent(doors.mllp_port, *messages, *messages) == ["AE"] * 6
    waiting = kept(doors)
    assert sorted((one["ward"], one["bed"], one["control_id"], one["patient_id"]) for one in waiting.values()) == [
        ("UNK", "A", "mA", ""),
        ("UNK", "B", "mB", ""),
        ("UNK", "C", "mC", ""),
    ]
    by_bed = {one["bed"]: reject_id for reject_id, one in waiting.items()}
    assert replayed(doors, by_bed["A"], patient_id="p-a")["status"] == "accepted"
    assert sent(doors.mllp_port, messages[1]) == ["AE"]
    assert {one["bed"] for one in kept(doors).values()} == {"B", "C"}


def test_a_reading_of_an_unknown_bed_goes_to_who_lay_there_as_is_known_when_it_is_read_again(doors: Doors) -> None:
    at, before = now(-30), now(-60)
    assert sent(doors.mllp_port, oru("", at=at, place="W^^1"), oru("", at=at, place="W^^2")) == ["AE", "AE"]
    by_bed = {one["bed"]: reject_id for reject_id, one in kept(doors).items()}
    told = replayed(doors, by_bed["1"])
    assert (told["status"], told["reason"], told["field"]) == ("rejected", "no_patient_in_bed", "patient_id")
    assert "admit the patient, or name them" in told["detail"]
    assert (
        sent(doors.mllp_port, adt("A01", "came", "W^^1", before), adt("A01", "later", "W^^1", now(-10))) == ["AA"] * 2
    )
    assert replayed(doors, by_bed["1"])["status"] == "accepted"
    assert [(one.patient_id, one.value) for one in doors.readings()] == [("came", 72.0)]
    assert {one["bed"] for one in kept(doors).values()} == {"2"}


def test_a_refused_unit_of_a_beds_reading_is_corrected_without_naming_the_patient(doors: Doors) -> None:
    assert sent(doors.mllp_port, adt("A01", "lies", "W^^1", now(-60))) == ["AA"]
    assert sent(doors.mllp_port, oru("", place="W^^1", unit="furlong")) == ["AE"]
    ((reject_id, fields),) = kept(doors).items()
    assert (fields["ward"], fields["bed"], fields["control_id"]) == ("W", "1", "c1")
    assert replayed(doors, reject_id, unit="/min")["status"] == "accepted"
    assert [one.patient_id for one in doors.readings()] == ["lies"]


def test_of_several_ids_none_of_which_counts_the_bed_is_told_but_not_taken_for_the_patient(doors: Doors) -> None:
    assert sent(doors.mllp_port, adt("A01", "lies", "W^^1", now(-60))) == ["AA"]
    unclear = oru("x", place="W^^1").replace(b"x^^^H^MR", b"x^^^H^MR~y^^^G^MR")
    assert sent(doors.mllp_port, unclear) == ["AE"]
    ((reject_id, fields),) = kept(doors).items()
    assert ((fields["ward"], fields["bed"]), "patient_id" in fields) == (("W", "1"), False)
    assert replayed(doors, reject_id)["field"] == "patient_id"
    assert replayed(doors, reject_id, patient_id="y")["status"] == "accepted"


def test_a_withdrawal_that_is_mended_withdraws(doors: Doors) -> None:
    given = {"identifier": IDENTIFIED, "effectiveDateTime": AT}
    assert post(doors, "/fhir/Observation", seen("w") | given).status_code == 201
    wrong = {"status": "entered-in-error", "valueQuantity": quantity(72, "pct")}
    assert post(doors, "/fhir/Observation", seen("w") | given | wrong).status_code == 422
    (reject_id,) = kept(doors)
    assert replayed(doors, reject_id, unit="/min")["status"] == "accepted"
    assert standing(doors, "w") == []


@pytest.mark.parametrize("identifier", [IDENTIFIED, []])
def test_a_correction_that_is_mended_replaces_what_it_corrects(doors: Doors, identifier: list[Any]) -> None:
    given = {"identifier": identifier, "effectiveDateTime": AT}
    assert post(doors, "/fhir/Observation", seen("c") | given).status_code == 201
    wrong = {"status": "corrected", "valueQuantity": quantity(98, "pct")}
    assert post(doors, "/fhir/Observation", seen("c") | given | wrong).status_code == 422
    (reject_id,) = kept(doors)
    assert replayed(doors, reject_id, unit="/min")["status"] == "accepted"
    assert standing(doors, "c") == [98.0]


def test_what_a_correction_is_of_cannot_be_corrected_away(doors: Doors) -> None:
    wrong = {"identifier": IDENTIFIED, "status": "corrected", "valueQuantity": quantity(98, "pct")}
    assert post(doors, "/fhir/Observation", seen("v", **wrong)).status_code == 422
    (reject_id,) = kept(doors)
    for event_id in ("of-its-own", None):
        told = replayed(doors, reject_id, unit="/min", event_id=event_id)
        assert (told["status"], told["code"]) == (422, "is_version")
        assert "Leave event_id as it is" in told["next_step"]
    assert doors.readings() == []


def test_a_mended_observation_that_its_sender_mends_too_is_taken_once(doors: Doors) -> None:
    given = seen("once", identifier=IDENTIFIED)
    assert post(doors, "/fhir/Observation", given | {"valueQuantity": quantity(72, "pct")}).status_code == 422
    (reject_id,) = kept(doors)
    assert replayed(doors, reject_id, unit="/min")["event_id"] == "urn:ehr|A#heart_rate"
    assert post(doors, "/fhir/Observation", given).status_code == 200
    assert of(doors, "once") == [("heart_rate", 72.0)]


def test_an_observation_of_an_unknown_code_has_the_id_of_the_signal_that_it_is_corrected_to(doors: Doors) -> None:
    given = seen("code", identifier=IDENTIFIED, status="corrected")
    assert post(doors, "/fhir/Observation", given | {"code": {"text": "Puls"}}).status_code == 422
    (reject_id,) = kept(doors)
    told = replayed(doors, reject_id, signal="heart_rate", unit="/min")
    assert told["status"] == "accepted"
    assert told["event_id"].startswith("urn:ehr|A~corrected-")
    assert told["event_id"].endswith("#heart_rate")


@pytest.mark.parametrize("instance", ["", "17^GW"])
def test_a_withdrawal_by_hl7_that_is_mended_withdraws(doors: Doors, instance: str) -> None:
    at = now()

    def said(status: str, unit: str) -> bytes:
        return oru("h", at=at, unit=unit).replace(b"|F|||" + at.encode(), f"|{status}|||{at}|||||||{instance}".encode())

    assert sent(doors.mllp_port, said("F", "/min")) == ["AA"]
    assert standing(doors, "h") == [72.0]
    assert sent(doors.mllp_port, said("D", "furlong")) == ["AE"]
    (reject_id,) = kept(doors)
    assert replayed(doors, reject_id, unit="/min")["status"] == "accepted"
    assert standing(doors, "h") == []


def test_an_impossible_value_is_kept_with_its_place_message_and_bed(doors: Doors) -> None:
    assert sent(doors.mllp_port, adt("A01", "lies", "W^^1", now(-60))) == ["AA"]
    at = now()
    two = oru("", at=at, place="W^^1", control="M-9") + f"OBX|2|NM|59408-5^SpO2^LN||7000|%|||||F|||{at}\r".encode()
    assert sent(doors.mllp_port, two) == ["AE"]
    (one,) = doors.here.rejects.waiting()
    fields = json.loads(one.raw)
    assert (one.reason, one.raw_ref) == ("impossible_value", "OBX[2]")
    assert (fields["ward"], fields["bed"], fields["control_id"], fields["value"]) == ("W", "1", "M-9", 7000.0)
    assert replayed(doors, one.reject_id, value=97)["status"] == "accepted"
    assert {one.patient_id for one in doors.readings()} == {"lies"}


def test_an_impossible_value_in_a_bundle_is_kept_with_its_entry(doors: Doors) -> None:
    entries = [{"resource": seen("b", valueQuantity=quantity(value, "/min"))} for value in (70, 7000)]
    for entry in entries:
        entry["request"] = {"method": "POST", "url": "Observation"}
    post(doors, "/fhir", {"resourceType": "Bundle", "type": "batch", "entry": entries})
    (one,) = doors.here.rejects.waiting()
    assert (one.reason, one.raw_ref) == ("impossible_value", "entry[1] Observation")


@pytest.mark.parametrize("instance", ["", "17^GW"])
def test_a_message_sent_again_after_a_late_admission_stays_with_who_had_it(doors: Doors, instance: str) -> None:
    at = now(-20)
    message = oru("", at=at, place="W^^1").replace(b"|F|||" + at.encode(), f"|F|||{at}|||||||{instance}".encode())
    assert sent(doors.mllp_port, adt("A01", "first", "W^^1", now(-60)), message) == ["AA", "AA"]
    assert sent(doors.mllp_port, adt("A01", "second", "W^^1", now(-40)), message) == ["AA", "AA"]
    assert [(one.patient_id, one.value) for one in doors.readings()] == [("first", 72.0)]
    other = message.replace(b"||72|", b"||73|").replace(b"17^GW", b"18^GW")
    assert sent(doors.mllp_port, other) == ["AA"]
    assert {(one.patient_id, one.value) for one in doors.readings()} == {("first", 72.0), ("second", 73.0)}
    assert doors.refused() == []


def test_what_was_read_again_for_a_named_patient_is_no_other_patients_when_it_is_sent_again(doors: Doors) -> None:
    message = oru("", at=now(-20), place="W^^1")
    assert sent(doors.mllp_port, message) == ["AE"]
    (reject_id,) = kept(doors)
    assert replayed(doors, reject_id, patient_id="named")["status"] == "accepted"
    assert sent(doors.mllp_port, adt("A01", "came", "W^^1", now(-40)), message) == ["AA", "AA"]
    assert [one.patient_id for one in doors.readings()] == ["named"]


def test_a_reading_sent_by_its_fields_goes_to_no_bed_whatever_stands_beside_it(doors: Doors) -> None:
    doors.here.patients.put(Patient(patient_id="lies", ward="W", bed="1"), 0)
    entry = {"patient_id": "", "ward": "W", "bed": "1", "signal": "spo2", "value": 97, "unit": "%", "observed_at": AT}
    assert httpx2.post(f"{doors.url}/ingest", json={"readings": [entry]}).json()["rejected"] == 1
    (reject_id,) = kept(doors)
    assert replayed(doors, reject_id)["reason"] == "malformed"
    assert replayed(doors, reject_id, unit="%")["reason"] == "no_patient"
    assert doors.readings() == []
