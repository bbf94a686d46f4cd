"""What a notice says, and above all what it does not."""

from dataclasses import replace

import pytest

from bedside.core.alerts.wording import SMS_LENGTH, Occasion, gsm, gsm_length, place_of, words

from .alerts import of_bed, operational

OCCASION = Occasion(
    alert=of_bed(),
    kind="opened",
    ward="A",
    bed="7",
    reference="4711-k7q2mx9b",
    code="4711",
    page="https://bedside.example/ward",
)
PRIVATE = ("MRN-99431", "91", "NEWS2", "RR", "news2")


@pytest.mark.parametrize("short", [True, False])
@pytest.mark.parametrize("kind", ["opened", "repeated", "escalated", "closed"])
def test_a_notice_names_the_bed_and_nothing_else_of_the_patient(short: bool, kind: str) -> None:
    said = words(replace(OCCASION, kind=kind, times=2), short=short)
    assert "ward A bed 7" in said.subject
    assert "ward A bed 7" in said.body
    assert "https://bedside.example/ward" in said.body
    assert "4711-k7q2mx9b" in said.body
    assert [secret for secret in PRIVATE if secret in said.subject + said.body] == []


@pytest.mark.parametrize("short", [True, False])
def test_details_stand_in_the_body_where_they_are_asked_for(short: bool) -> None:
    said = words(replace(OCCASION, details=True), short=short)
    assert "MRN-99431: NEWS2 7" in said.body
    assert "MRN-99431" not in said.subject


def test_an_sms_reads_as_one_sentence_after_another() -> None:
    assert words(OCCASION, short=True).body == (
        "Bedside HIGH: ward A bed 7: patient alert. https://bedside.example/ward Seen? Reply OK 4711. Ref 4711-k7q2mx9b"
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"details": True},
        {"details": True, "ward": "Überwachung " * 20},
        {"page": "https://bedside.example/" + "x" * 200},
        {"ward": "€" * 70, "details": True},
        {"alert": operational()},
        {"alert": operational(priority="low"), "kind": "closed"},
        {"alert": replace(operational(), reason="the disk is nearly full " * 20)},
    ],
)
def test_an_sms_is_one_message_and_keeps_reference_and_answer(changes: dict[str, object]) -> None:
    occasion = replace(OCCASION, **changes)
    body = words(occasion, short=True).body
    assert gsm_length(body) <= SMS_LENGTH
    assert gsm(body) == body
    assert body.endswith("Ref 4711-k7q2mx9b")
    assert ("OK 4711" in body) == (occasion.kind != "closed")


def test_what_fits_to_the_last_character_is_not_cut() -> None:
    free = SMS_LENGTH - gsm_length(words(OCCASION, short=True).body) - 1
    reason = "x" * (free - len("MRN-99431: ."))
    for given, whole in ((reason, True), (reason + "x", False)):
        body = words(replace(OCCASION, details=True, alert=replace(of_bed(), reason=given)), short=True).body
        assert (f"MRN-99431: {given}. " in body) == whole
        assert gsm_length(body) <= SMS_LENGTH


def test_a_sensor_looks_unlike_a_patient() -> None:
    said = words(replace(OCCASION, alert=of_bed(rule="sensor_silent:spo2")), short=True).body
    assert "sensor alert" in said
    assert "patient alert" not in said


def test_a_closing_is_no_all_clear() -> None:
    assert "may still need somebody" in words(replace(OCCASION, kind="closed"), short=False).subject


def test_an_operational_notice_says_what_happened() -> None:
    said = words(replace(OCCASION, alert=operational()), short=False)
    assert said.subject == "Bedside HIGH: scoring has stopped"
    assert "bed" not in said.body.replace("Bedside", "").replace("bedside", "")


def test_a_repeat_says_that_it_is_one() -> None:
    said = words(replace(OCCASION, kind="repeated", times=3), short=False)
    assert "still unseen" in said.subject
    assert "3 times" in said.body


def test_a_place_without_a_bed_says_so() -> None:
    assert place_of("A", "") == "a patient without a bed, ward A"


@pytest.mark.parametrize(("one", "length"), [("a", 1), ("€", 2), ("[", 2), ("ä", 1)])
def test_some_characters_count_twice(one: str, length: int) -> None:
    assert gsm_length(one) == length


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "patient alert. https://bedside.example/ward Seen? Reply OK 4711."),
        ({"code": ""}, "patient alert. https://bedside.example/ward Acknowledge it there."),
        ({"page": ""}, "patient alert. See the ward board. Seen? Reply OK 4711."),
        ({"page": "", "code": ""}, "patient alert. See the ward board. Acknowledge it there."),
        ({"page": "https://bedside.example/" + "x" * 200}, "patient alert. See the ward board. Seen? Reply OK 4711."),
        ({"kind": "closed", "code": ""}, "still need somebody. https://bedside.example/ward Ref"),
    ],
)
def test_an_sms_says_where_to_look_and_how_to_acknowledge(changes: dict[str, str], said: str) -> None:
    body = words(replace(OCCASION, **changes), short=True).body
    assert "ward A bed 7" in body
    assert said in body


@pytest.mark.parametrize(("page", "where"), [(OCCASION.page, f": {OCCASION.page}"), ("", "The ward board has more.")])
def test_a_mail_says_where_to_look_and_how_to_acknowledge(page: str, where: str) -> None:
    body = words(replace(OCCASION, page=page), short=False).body
    assert "HIGH: ward A bed 7: patient alert" in body
    assert f"{where}\nAcknowledge it there, so that nobody else is called." in body
