"""Acknowledgements: which are sent, what they name, and that they repeat nothing of a patient."""

import pytest

from bedside.core.vitals.reading import Reason
from bedside.messages.found import Unread
from bedside.messages.hl7v2 import ACCEPTED, ERROR, REJECTED, Fault, acknowledge, fault_of, read
from bedside.messages.hl7v2.acknowledgement import MOST_ERRORS

NOW = 1_772_366_700_000


def header(accept: str = "", application: str = "", version: str = "2.6") -> bytes:
    return f"MSH|^~\\&|GW|ICU|B|W|20260301||ORU^R01|MSG-1|P|{version}|||{accept}|{application}".encode()


def codes(accept: str, application: str, code: str) -> list[str]:
    answers = acknowledge(read(header(accept, application)).header, code, [], NOW)
    return [answer.split(b"\r")[1].split(b"|")[1].decode() for answer in answers]


@pytest.mark.parametrize(
    ("accept", "application", "code", "sent"),
    [
        ("", "", ACCEPTED, ["AA"]),
        ("", "", ERROR, ["AE"]),
        ("", "", REJECTED, ["AR"]),
        ("NE", "AL", ACCEPTED, ["AA"]),
        ("AL", "NE", ACCEPTED, ["CA"]),
        ("AL", "NE", ERROR, ["CA"]),
        ("AL", "NE", REJECTED, ["CR"]),
        ("AL", "AL", ERROR, ["CA", "AE"]),
        ("NE", "NE", REJECTED, []),
        ("NE", "ER", ACCEPTED, []),
        ("NE", "ER", ERROR, ["AE"]),
        ("SU", "SU", ACCEPTED, ["CA", "AA"]),
        ("ER", "SU", ERROR, []),
        ("ER", "", REJECTED, ["CR"]),
    ],
)
def test_what_the_sender_asks_for_is_sent(accept: str, application: str, code: str, sent: list[str]) -> None:
    assert codes(accept, application, code) == sent


def test_the_answer_goes_back_to_the_sender_and_names_the_message() -> None:
    (answer,) = acknowledge(read(header()).header, ACCEPTED, [], NOW)
    msh, msa, _ = answer.decode().split("\r")
    assert msh.split("|")[2:7] == ["B", "W", "GW", "ICU", "20260301120500+0000"]
    assert msh.split("|")[8] == "ACK^R01^ACK"
    assert msa == "MSA|AA|MSG-1"


def test_an_error_names_segment_and_field_with_a_code_of_the_standard() -> None:
    fault = fault_of(Unread(Reason.UNKNOWN_UNIT, "unit", "OBX[3]"))
    (answer,) = acknowledge(read(header()).header, ERROR, [fault], NOW)
    fields = answer.decode().split("\r")[2].split("|")
    assert fields[:5] == ["ERR", "", "OBX^3^6", "103^Table value not found^HL70357", "E"]
    assert fields[8] == Reason.UNKNOWN_UNIT.sentence


def test_up_to_version_2_4_an_error_has_the_form_of_then() -> None:
    (answer,) = acknowledge(read(header(version="2.3")).header, ERROR, [Fault(102, "x", "OBX-5", 2)], NOW)
    assert answer.decode().split("\r")[2] == "ERR|OBX^2^5^102&Data type error&HL70357"


def test_a_sentence_is_escaped_by_the_senders_delimiters() -> None:
    raw = b"MSH,-%$!,GW,ICU,B,W,20260301,,ORU-R01,MSG,P,2.6"
    (answer,) = acknowledge(read(raw).header, ERROR, [Fault(102, "a, b-c", "OBX-5", 1)], NOW)
    assert answer.endswith(b",a$F$ b$S$c\r")


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_fault_with_a_code_of_the_table(reason: Reason) -> None:
    (answer,) = acknowledge(read(header()).header, ERROR, [fault_of(Unread(reason, "OBX-5", "OBX[1]"))], NOW)
    assert b"^HL70357|E|" in answer


def test_of_many_errors_the_first_are_told() -> None:
    faults = [Fault(102, "x", "OBX-5", place) for place in range(200)]
    (answer,) = acknowledge(read(header()).header, ERROR, faults, NOW)
    assert answer.count(b"\rERR|") == MOST_ERRORS


def test_an_answer_repeats_nothing_of_the_patient() -> None:
    raw = header() + b"\rPID|1||MARKER^^^H^MR||MARKER\rOBX|1|NM|MARKER^MARKER^LN||MARKER|MARKER|||||F|||MARKER"
    received = read(raw)
    faults = [fault_of(part) for part in received.found if isinstance(part, Unread)]
    (answer,) = acknowledge(received.header, ERROR, faults, NOW)
    assert faults
    assert b"MARKER" not in answer


def test_a_message_that_cannot_be_read_is_answered_by_its_id_where_that_can() -> None:
    received = read(header() + b"\rgarbage")
    (answer,) = acknowledge(received.header, REJECTED, [received.refused or Fault(100, "")], NOW)
    assert b"\rMSA|AR|MSG-1\r" in answer
    nothing = read(b"\x01\x02")
    (answer,) = acknowledge(nothing.header, REJECTED, [nothing.refused or Fault(100, "")], NOW)
    assert b"\rMSA|AR|\r" in answer
