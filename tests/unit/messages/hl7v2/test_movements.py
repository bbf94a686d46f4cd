"""Of which time a movement is, and what it is known by where it has none."""

from datetime import UTC

import pytest

from bedside.messages.admissions import Admission
from bedside.messages.hl7v2 import read
from conformance.intake import ms

HAPPENED, NOTED, MADE = "20260301110000", "20260301120000", "20260301120500"


def movement(event: str, evn: str, made: str = MADE) -> Admission:
    lines = [f"MSH|^~\\&|ADT|H|||{made}||ADT^{event}|42|P|2.5", evn, "PID|1||p1^^^H^MR", "PV1|1|I|ICU^^7"]
    (found,) = read("\r".join(lines).encode(), UTC).movements
    assert isinstance(found, Admission)
    return found


@pytest.mark.parametrize(
    ("event", "evn", "at"),
    [
        ("A03", f"EVN||{NOTED}||||{HAPPENED}", "2026-03-01T11:00:00Z"),
        ("A03", f"EVN||{NOTED}", "2026-03-01T12:00:00Z"),
        ("A03", "EVN|A03", "2026-03-01T12:05:00Z"),
        ("A13", f"EVN||{NOTED}||||{HAPPENED}", "2026-03-01T12:00:00Z"),
        ("A12", f"EVN||{NOTED}||||{HAPPENED}", "2026-03-01T12:00:00Z"),
        ("A11", f"EVN||||||{HAPPENED}", "2026-03-01T12:05:00Z"),
    ],
)
def test_a_movement_is_of_when_it_happened_and_what_takes_one_back_of_when_it_was_noted(
    event: str, evn: str, at: str
) -> None:
    assert movement(event, evn).at_ms == ms(at)


@pytest.mark.parametrize(("sent", "visit"), [("v7^^^H^VN", "v7"), ("", ""), ('""', ""), ("x" * 201, "")])
def test_a_movement_has_the_number_of_its_visit_where_one_is_told(sent: str, visit: str) -> None:
    lines = [f"MSH|^~\\&|ADT|H|||{MADE}||ADT^A03|42|P|2.5.1", "PID|1||p1^^^H^MR", "PV1|1|I|ICU^^7" + "|" * 16 + sent]
    (found,) = read("\r".join(lines).encode(), UTC).movements
    assert isinstance(found, Admission)
    assert found.visit == visit


def test_a_movement_without_any_time_is_known_by_its_sender_and_message() -> None:
    found = movement("A03", "EVN|A03", made="")
    assert (found.at_ms, found.message_id) == (None, "ADT|H|42")
