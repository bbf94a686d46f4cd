"""Each message of the conformance file, taken in by the real parts: readings, refusals and answer are as written."""

import json
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bedside.cli.send import BY_CONTENT
from bedside.cli.send_target import Answer, Target
from bedside.core.vitals.signals import BY_NAME
from bedside.errors import InvalidInput
from bedside.messages.fhir import Problem, read_bundle, read_single
from bedside.messages.mqtt import SensorStatus, read_publication
from bedside.messages.reading_files import kind_of
from bedside.services.data_ingestion.fhir_entries import done, refuse_all, take_all
from bedside.services.data_ingestion.ingest_routes import TAKES
from bedside.usecases.take_admission import TakeAdmission
from bedside.usecases.take_found import Sent
from bedside.usecases.take_hl7_message import TakeHl7Message
from conformance.cases import CASES, Case, hl7_bytes, json_bytes, named
from conformance.intake import Intake, ms

_DIGEST = re.compile("-[0-9a-f]{16}(?=#|$)")
"""What ends the id of a corrected or preliminary reading: made of all that it says."""


def test_there_are_messages_of_every_door() -> None:
    assert len(CASES) > 40
    assert {case["door"] for case in CASES} == {"fhir", "hl7v2", "mqtt", "csv"}


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_message_gives_its_readings_refusals_and_answer(case: Case, tmp_path: Path) -> None:
    intake = Intake(tmp_path)
    try:
        for ward, bed, patient, at in case.get("beds", ()):
            intake.admit(ward, bed, patient, at)
        _TAKE[case["door"]](case, intake)
        assert _readings(intake, case) == [_expected(one) for one in case["readings"]]
        assert sorted(_refused(intake)) == sorted(tuple(one) for one in case["refused"])
        for ward, bed, at, patient in case.get("after", ()):
            assert intake.patients.in_bed(ward, bed, ms(at)) == patient
    finally:
        intake.close()


def _fhir(case: Case, intake: Intake) -> None:
    if case["message"]["resourceType"] == "Bundle":
        assert _bundle(case, intake) == case["answer"]
        return
    entry = read_single(json_bytes(case["message"]))
    (outcomes,) = take_all(intake.found, [entry])
    answer = done(entry, outcomes)
    assert answer.status == case["answer"]
    assert [one.status for one in outcomes].count("absent") == case["absent"]


def _bundle(case: Case, intake: Intake) -> int:
    read = read_bundle(json_bytes(case["message"]))
    if isinstance(read, Problem):
        return read.status
    if read.is_transaction and (refused := refuse_all(intake.found, read.entries)):
        return refused.status
    outcomes = take_all(intake.found, read.entries)
    told = [done(*pair).status for pair in zip(read.entries, outcomes, strict=True)]
    assert [str(status) for status in told] == case["entries"]
    return 200


def _hl7(case: Case, intake: Intake) -> None:
    zone = ZoneInfo(case["zone"]) if "zone" in case else None
    taking = TakeHl7Message(intake.found, TakeAdmission(intake.patients, intake.alerts), intake.clock, zone)
    for earlier in case.get("before", ()):
        assert b"\rMSA|AA|" in taking.take("\r".join(earlier).encode())[0]
    (answer,) = taking.take(hl7_bytes(case))
    lines = answer.decode(case.get("encoding", "ascii")).split("\r")
    separator = lines[0][3]
    control_id = case["message"][0].split(separator)[9:10]
    assert lines[1].split(separator)[:3] == ["MSA", case["answer"], *(control_id or [""])]
    assert case.get("told", "") in lines[2]


def _mqtt(case: Case, intake: Intake) -> None:
    arrived = case.get("arrived", "2026-03-01T12:04:00Z")
    found = read_publication(case["topic"], json_bytes(case["message"]), ms(arrived) if arrived else None)
    if isinstance(found, SensorStatus):
        assert ("lost" if found.is_lost else "online") == case["status"]
    else:
        intake.found.take([Sent([found], json_bytes(case["message"]), case["topic"])], "mqtt")


def _csv(case: Case, intake: Intake) -> None:
    """Sends the file as `bedside send` does, to what answers `POST /ingest`."""
    file = intake.folder / "file.csv"
    file.write_text("\n".join(case["message"]), encoding="utf-8")

    def post(_path: str, content: bytes, media_type: str) -> Answer:
        answer: Answer = json.loads(TAKES[media_type](intake, content).body)
        return answer

    target = Target(post, lambda *_: (0, {}), "", 0, case.get("began", ""))
    if "error" in case:
        with pytest.raises(InvalidInput) as told:
            list(BY_CONTENT[kind_of(file)](file, target))
        assert told.value.code == case["error"]
        return
    answers = list(BY_CONTENT[kind_of(file)](file, target))
    told_of = [
        (one["line"], one["reason"], one["field"])
        for answer in answers
        for one in answer["results"]
        if one.get("reason")
    ]
    assert sorted(told_of) == [tuple(one) for one in case["lines"]]


_TAKE = {"fhir": _fhir, "hl7v2": _hl7, "mqtt": _mqtt, "csv": _csv}


def _expected(one: Case) -> dict[str, object]:
    given = {**one, "observed_at": ms(one["observed_at"]), "unit": one.get("unit", BY_NAME[one["signal"]].unit)}
    return given if isinstance(given["value"], str) else given | {"value": pytest.approx(given["value"])}


def _readings(intake: Intake, case: Case) -> list[dict[str, object]]:
    """Returns what the log holds, in the order of the file, of each reading only what the file says."""
    kept = {(one.patient_id, one.signal, one.observed_at_ms): one for one in intake.readings()}
    assert len(kept) == len(case["readings"])
    found = []
    for wanted in case["readings"]:
        one = kept.get((wanted["patient_id"], wanted["signal"], ms(wanted["observed_at"])))
        assert one is not None, f"{wanted} is not among {list(kept)}"
        told = {"patient_id": one.patient_id, "signal": one.signal, "value": one.value, "unit": one.unit}
        told |= {"observed_at": one.observed_at_ms, "device_id": one.device_id}
        told |= {"event_id": _DIGEST.sub("-DIGEST", one.event_id)}
        found.append({name: value for name, value in told.items() if name in {*wanted, "unit"}})
    return found


def _refused(intake: Intake) -> list[tuple[str, str]]:
    return [(one.reason, one.field) for one in intake.rejects.waiting()]
