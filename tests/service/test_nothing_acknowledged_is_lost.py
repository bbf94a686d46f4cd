"""A value in a message that is acknowledged is in the log, in quarantine, or named in the answer."""

from collections.abc import Iterator

import pytest

from service.doors import Doors, doors_of
from service.test_fhir import outcome, post, seen
from service.test_mllp import adt, connected, framed, now, oru


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doors]:
    with doors_of(tmp_path_factory.mktemp("home")) as running:
        yield running


def told(doors: Doors, message: bytes) -> tuple[str, str]:
    """Returns the code of the answer and what it says of faults."""
    with connected(doors.mllp_port) as connection:
        connection.sendall(framed(message))
        answer = b""
        while not answer.endswith(b"\x1c\r"):
            answer += connection.recv(4096)
    lines = answer.decode().strip("\x0b\x1c\r").split("\r")
    return lines[1].split("|")[1], "\n".join(line for line in lines if line.startswith("ERR"))


@pytest.mark.parametrize("status", ["X", "I", "N", "O"])
def test_a_value_whose_status_says_that_there_is_none_is_refused(doors: Doors, status: str) -> None:
    before = len(doors.refused())
    code, faults = told(doors, oru(f"status-{status}").replace(b"|||||F|", f"|||||{status}|".encode()))
    assert (code, "OBX^1^11" in faults, len(doors.refused()) - before) == ("AE", True, 1)
    assert told(doors, oru(f"status-{status}", "").replace(b"|||||F|", f"|||||{status}|".encode()))[0] == "AA"
    assert len(doors.refused()) - before == 1


def test_values_in_an_admission_are_taken_or_named(doors: Doors) -> None:
    before = len(doors.refused())
    weight = f"OBX|1|NM|29463-7^Weight^LN||81|kg|||||F|||{now()}\r"
    unknown = f"OBX|2|NM|99999-9^Something^LN||5|kg|||||F|||{now()}\rOBX|3|NM|8302-2^Height^LN||170|cm|||||F\r"
    code, faults = told(doors, adt("A01", "arrives", "Doors^^40", now()) + (weight + unknown).encode())
    assert [(one.signal, one.value) for one in doors.readings() if one.patient_id == "arrives"] == [("weight", 81.0)]
    assert (code, faults.count("|W|"), len(doors.refused()) - before) == ("AA", 2, 2)
    assert ("OBX^2^3" in faults, "OBX^3^14" in faults or "OBR^3^7" in faults) == (True, True)
    assert doors.here.patients.get("arrives").bed == "40"


def test_a_movement_that_is_refused_is_told_beside_its_values(doors: Doors) -> None:
    weight = f"OBX|1|NM|29463-7^Weight^LN||81|kg|||||F|||{now()}\r".encode()
    code, faults = told(doors, adt("A02", "nowhere", "", now()) + weight)
    assert (code, "PV1^1^3" in faults) == ("AE", True)
    assert [one.value for one in doors.readings() if one.patient_id == "nowhere"] == [81.0]


@pytest.mark.parametrize("status", ["cancelled", "registered"])
def test_an_observation_with_a_value_that_says_it_has_none_is_refused(doors: Doors, status: str) -> None:
    before = len(doors.refused())
    answer = post(doors, "/fhir/Observation", seen(f"has-{status}", status=status))
    assert (answer.status_code, answer.json()["issue"][0]["expression"]) == (422, ["Observation.status"])
    assert len(doors.refused()) - before == 1
    without = {name: value for name, value in seen("none", status=status).items() if name != "valueQuantity"}
    assert post(doors, "/fhir/Observation", without).status_code == 200
    assert len(doors.refused()) - before == 1


def test_an_observation_within_another_is_refused_by_its_place(doors: Doors) -> None:
    before = len(doors.refused())
    within = {"contained": [{**seen("inside"), "id": "o1"}], "hasMember": [{"reference": "#o1"}]}
    outside = seen("outside", **within)
    answer = post(doors, "/fhir/Observation", outside)
    assert (answer.status_code, len(doors.refused()) - before) == (201, 1)
    assert ("warning", ["Observation.contained[0]"]) in [(one[0], one[2]) for one in outcome(answer)]
    answer = post(doors, "/fhir/Observation", {name: one for name, one in outside.items() if name != "valueQuantity"})
    assert (answer.status_code, len(doors.refused()) - before) == (422, 2)


def test_the_second_of_two_values_in_one_field_is_not_passed_over(doors: Doors) -> None:
    before = len(doors.refused())
    code, faults = told(doors, oru("two-in-one", "72&80"))
    assert (code, "OBX^1^5" in faults, len(doors.refused()) - before) == ("AE", True, 1)


def test_a_segment_behind_a_line_feed_is_not_lost_in_the_one_before(doors: Doors) -> None:
    second = oru("fed", 97).split(b"\r")[-2].replace(b"8867-4^HR^LN||97|/min", b"59408-5^S^LN||97|%")
    assert told(doors, oru("fed")[:-1] + b"|\n" + second + b"\r") == ("AA", "")
    assert [(one.signal, one.value) for one in doors.readings() if one.patient_id == "fed"] == [
        ("heart_rate", 72.0),
        ("spo2", 97.0),
    ]
