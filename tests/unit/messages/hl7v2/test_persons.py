"""Whom a message is of, and where they lie."""

import pytest

from bedside.core.vitals.reading import Reason
from bedside.messages.found import Bed
from bedside.messages.hl7v2.persons import location, patient_id
from bedside.messages.hl7v2.segments import DEFAULT, Segment


def segment(field: str) -> Segment:
    return Segment("PID", ("PID", "", "", field), DEFAULT, "utf-8")


@pytest.mark.parametrize(
    ("listed", "found"),
    [
        ("p1", "p1"),
        ("p1^^^H", "p1"),
        ("a^^^H^SS~p1^^^H^MR~b^^^H^PI", "p1"),
        ("a^^^H^SS~p1^^^H^PI", "p1"),
        ("p1^^^H~p1^^^K", "p1"),
        ("p1^^^H^MR~p1^^^K^MR", "p1"),
        ("", ""),
        ("^^^H^MR", ""),
        ('""', ""),
        ("^^^H^MR~p1^^^H^SS", "p1"),
        ("a^^^H^MR~b^^^K^MR", Reason.UNCLEAR_PATIENT),
        ("a^^^H~b^^^K", Reason.UNCLEAR_PATIENT),
        ("x" * 201, Reason.UNCLEAR_PATIENT),
        ("p\N{REPLACEMENT CHARACTER}", Reason.HIDDEN_CHARACTER),
    ],
)
def test_the_id_that_is_plain_counts(listed: str, found: str | Reason) -> None:
    assert patient_id(segment(listed)) == found


@pytest.mark.parametrize(
    ("place", "bed"),
    [
        ("ICU^^7", Bed("ICU", "7")),
        ("ICU^7^7", Bed("ICU", "7")),
        ("ICU^12^B", Bed("ICU", "12-B")),
        ("ICU^7", Bed("ICU", "7")),
        ("ICU^12^B^HOSPITAL&2", Bed("ICU", "12-B")),
        ("ICU", None),
        ("^^7", None),
        ("", None),
        ('""', None),
    ],
)
def test_a_location_is_a_bed_of_a_ward(place: str, bed: Bed | None) -> None:
    assert location(segment(place)) == bed
