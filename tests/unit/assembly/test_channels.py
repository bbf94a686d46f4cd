"""`BEDSIDE_CHANNELS` to channels: who is told in which order, and what is missing is named."""

from contextlib import ExitStack, closing

import pytest

from bedside import settings
from bedside.assembly.channels import DEMO, channels_of, contacts_of
from bedside.errors import Misconfigured, OfflineRefused

TWILIO = {
    "TWILIO_ACCOUNT_SID": "AC0",
    "TWILIO_AUTH_TOKEN": "t",
    "TWILIO_PHONE_NUMBER": "+15005550006",
    "NOTIFICATION_PHONE_NUMBER": "+447700900123, +447700900456",
}
SMTP = {"SMTP_SERVER": "mail.example", "NOTIFICATION_EMAIL": "ward@example.org"}


def loaded(channels: str, **environment: str) -> settings.Settings:
    return settings.load({"BEDSIDE_CHANNELS": channels, **environment})


def opened(channels: str, **environment: str) -> list[str]:
    with ExitStack() as stack:
        made = channels_of(loaded(channels, **environment))
        for one in made.values():
            if hasattr(one, "close"):
                stack.enter_context(closing(one))
        assert [one.name for one in made.values()] == list(made)
        return list(made)


def test_the_default_is_the_console() -> None:
    assert list(channels_of(settings.load({}))) == ["console"]
    assert [one.channel for one in contacts_of(settings.load({}))] == ["console"]


def test_the_order_of_the_list_is_the_order_of_telling_and_second_people_come_last() -> None:
    given = "twilio://, smtp://,webhook+https://pager.example/x,console://"
    contacts = contacts_of(loaded(given, **TWILIO, **SMTP))
    assert [(one.channel, one.recipient) for one in contacts] == [
        ("twilio", "+447700900123"),
        ("smtp", "ward@example.org"),
        ("webhook", "webhook"),
        ("console", "console"),
        ("twilio", "+447700900456"),
    ]
    assert opened(given, **TWILIO, **SMTP) == ["twilio", "smtp", "webhook", "console"]


def test_two_webhooks_have_two_names() -> None:
    given = "webhook+https://a.example/x,webhook+https://b.example/x"
    assert opened(given) == ["webhook", "webhook:2"]


def test_an_answer_reaches_us_only_at_a_public_address() -> None:
    public = {"BEDSIDE_PUBLIC_URL": "https://bedside.example/"}
    assert not contacts_of(loaded("twilio://", **TWILIO))[0].can_reply
    assert contacts_of(loaded("twilio://", **TWILIO, **public))[0].can_reply


def test_the_demo_catches_an_sms_and_a_mail() -> None:
    contacts = contacts_of(loaded(DEMO))
    assert [(one.channel, one.is_short) for one in contacts][:2] == [("outbox-sms", True), ("outbox-mail", False)]
    assert opened(DEMO) == ["outbox-sms", "outbox-mail", "console"]


@pytest.mark.parametrize("missing", [*TWILIO, *SMTP])
def test_what_is_missing_is_named(missing: str) -> None:
    given = {name: value for name, value in {**TWILIO, **SMTP}.items() if name != missing}
    with pytest.raises(Misconfigured, match=missing):
        contacts_of(loaded("twilio://,smtp://", **given))


@pytest.mark.parametrize(
    "address", ["pigeon://", "webhook+ftp://x", "webhook+http://pager.example/x", "webhook+https://"]
)
def test_a_channel_that_cannot_be_is_refused(address: str) -> None:
    with pytest.raises(Misconfigured, match="BEDSIDE_CHANNELS"):
        channels_of(loaded(address))


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("smtp://", "SMTP_SERVER"),
        ("twilio://", "TWILIO_BASE_URL"),
        ("webhook+https://pager.example/x", "BEDSIDE_CHANNELS"),
    ],
)
def test_offline_nothing_beyond_this_machine_is_opened(address: str, named: str) -> None:
    offline = loaded(address, **TWILIO, **SMTP).model_copy(update={"offline": True})
    with pytest.raises(OfflineRefused, match=named):
        channels_of(offline)
