"""Ids are made from what is told: the same again gives the same, anything else another."""

from dataclasses import replace

from bedside.core.alerts.alert import is_wanted
from bedside.core.alerts.escalation import CLINICAL, Contact, Round, round_of
from bedside.core.alerts.telling import Setting, closing_of, code_of, notices_of, reference_of

from .alerts import of_bed, operational

CONTACTS = [Contact("sms", "1", is_short=True, can_reply=True), Contact("mail", "ward")]
SETTING = Setting("A", "7", "https://bedside.example/ward")


def first(alert=None, setting=SETTING):
    told = round_of(CLINICAL["high"], CONTACTS, 0)
    assert told is not None
    return notices_of(alert or of_bed(), told, setting, due_ms=5, at_ms=5)


def test_the_same_round_gives_the_same_notices() -> None:
    assert first() == first()
    assert [one.notice_id for one in first()] == [one.notice_id for one in first(setting=Setting("B", "9"))]


def test_each_contact_priority_kind_and_step_has_its_own_id_and_reference() -> None:
    alert = of_bed()
    rounds = [
        Round(step, kind, (contact,), 0)
        for step in (0, 1)
        for kind in ("opened", "escalated", "repeated")
        for contact in CONTACTS
    ]
    made = [
        notice
        for one in (alert, replace(alert, priority="medium"), replace(alert, alert_id="other"))
        for told in rounds
        for notice in notices_of(one, told, SETTING, due_ms=0, at_ms=0)
    ] + closing_of(alert, CONTACTS, SETTING, 0)
    assert len({one.notice_id for one in made}) == len(made)
    assert len({one.reference for one in made}) == len(made)


def test_only_who_can_answer_is_asked_to() -> None:
    sms, mail = first()
    assert f"OK {code_of('alr-1')}" in sms.body
    assert "Reply" not in mail.body
    assert "reply" not in mail.body


def test_the_reference_begins_with_the_number_to_answer_with() -> None:
    assert reference_of("alr-1", "n").startswith(f"{code_of('alr-1')}-")


def test_the_first_word_of_an_operational_alert_is_of_that_kind() -> None:
    assert {one.kind for one in first(operational())} == {"operational"}


def test_what_waits_is_wanted_only_while_its_alert_is_open_and_not_more_urgent() -> None:
    sms, _ = first()
    (closing,) = closing_of(of_bed(), CONTACTS[:1], SETTING, 0)
    medium = replace(sms, priority="medium")
    seen, over = of_bed(state="acknowledged"), of_bed(state="closed")
    assert [is_wanted(sms, one) for one in (of_bed(), seen, over, None)] == [True, False, False, True]
    assert [is_wanted(closing, one) for one in (of_bed(), seen, over)] == [False, False, True]
    assert not is_wanted(medium, of_bed())
    assert is_wanted(sms, of_bed(priority="medium"))
    assert is_wanted(replace(sms, kind="test"), over)
