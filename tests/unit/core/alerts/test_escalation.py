"""Who is told when: rounds of each priority at their edges."""

import pytest

from bedside.core.alerts.escalation import CLINICAL, OPERATIONAL, Contact, in_order, round_of

SMS, MAIL, HOOK, SECOND = Contact("sms", "1"), Contact("mail", "ward"), Contact("hook", ""), Contact("sms", "2")
ALL = [SMS, MAIL, HOOK, SECOND]


def test_high_goes_by_two_channels_then_to_the_next_within_a_minute_then_again() -> None:
    ladder = CLINICAL["high"]
    rounds = [round_of(ladder, ALL, step) for step in range(5)]
    assert [(one.kind, one.contacts) for one in rounds if one] == [
        ("opened", (SMS, MAIL)),
        ("escalated", (HOOK,)),
        ("escalated", (SECOND,)),
        ("repeated", (SMS, MAIL)),
        ("repeated", (SMS, MAIL)),
    ]
    assert all(one and one.after_ms < 60_000 for one in rounds[1:3])
    assert [one.after_ms for one in rounds[3:] if one] == [300_000, 300_000]


def test_medium_takes_one_at_a_time() -> None:
    rounds = [round_of(CLINICAL["medium"], [SMS, MAIL], step) for step in range(3)]
    assert [(one.kind, one.contacts, one.after_ms) for one in rounds if one] == [
        ("opened", (SMS,), 0),
        ("escalated", (MAIL,), 600_000),
        ("repeated", (SMS,), 1_800_000),
    ]


def test_low_is_not_repeated() -> None:
    assert round_of(CLINICAL["low"], [SMS], 0) is not None
    assert round_of(CLINICAL["low"], [SMS], 1) is None


def test_one_contact_alone_is_told_again() -> None:
    again = round_of(CLINICAL["high"], [SMS], 1)
    assert again is not None
    assert (again.kind, again.contacts) == ("repeated", (SMS,))


@pytest.mark.parametrize("priority", ["high", "medium", "low"])
def test_nobody_to_tell_is_no_round(priority: str) -> None:
    assert round_of(CLINICAL[priority], [], 0) is None


def test_only_what_is_repaired_is_told_to_be_over() -> None:
    assert [one.tells_closing for one in CLINICAL.values()] == [False, False, False]
    assert [OPERATIONAL[priority].tells_closing for priority in ("high", "medium", "low")] == [True, True, False]


def test_the_first_person_of_every_channel_comes_before_the_second_of_any() -> None:
    assert in_order([[SMS, SECOND], [MAIL], [HOOK]]) == [SMS, MAIL, HOOK, SECOND]
    assert in_order([]) == []
