"""SMS by Twilio's SDK against a local server that speaks Twilio's API."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest

from bedside.adapters.channel.twilio import TwilioChannel
from bedside.errors import InvalidInput, Unavailable
from bedside.testing.contracts.alert_store import notice
from providers.http_provider import HANG_UP, WELL, Provider
from providers.twilio_api import ACCOUNT, NUMBER, TOKEN, twilio_api

NOTICE = notice(channel="twilio", recipient="+447700900123", body="Bed 7 Ref 4711-k7q2mx9b", reference="4711-k7q2mx9b")


@pytest.fixture
def api() -> Iterator[Provider]:
    with twilio_api() as provider:
        yield provider


Open = Callable[..., TwilioChannel]


@pytest.fixture
def channel() -> Iterator[Open]:
    """Opens a channel to the server; closed after the test."""
    with ExitStack() as stack:

        def open_(api: Provider, token: str = TOKEN, callback: str = "https://bedside.example/status") -> TwilioChannel:
            made = TwilioChannel(ACCOUNT, token, NUMBER, base_url=api.url, callback_url=callback, timeout_s=3)
            return stack.enter_context(closing(made))

        yield open_


def test_an_sms_is_handed_over_and_found_again_by_its_reference(api: Provider, channel: Open) -> None:
    ours = channel(api)
    assert ours.sent_before(NOTICE) is None
    sent = ours.send(NOTICE)
    (taken,) = api.taken
    assert (taken["to"], taken["from"], taken["body"]) == (NOTICE.recipient, NUMBER, NOTICE.body)
    assert taken["status_callback"] == "https://bedside.example/status?notice=n1"
    assert ours.sent_before(NOTICE) == sent
    assert ours.sent_before(notice(recipient=NOTICE.recipient, reference="4711-other")) is None
    assert ours.sent_before(notice(recipient="+447700900999", reference=NOTICE.reference)) is None


def test_what_failed_at_the_provider_counts_as_not_sent_and_what_arrived_as_arrived(
    api: Provider, channel: Open
) -> None:
    ours = channel(api, callback="")
    ours.send(NOTICE)
    for status, found in (("undelivered", False), ("failed", False), ("canceled", False), ("queued", True)):
        api.taken[0]["status"] = status
        assert (ours.sent_before(NOTICE) is not None) == found
    api.taken[0]["status"] = "delivered"
    assert ours.sent_before(NOTICE).is_delivered  # type: ignore[union-attr]
    assert api.taken[0]["status_callback"] is None


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (400, 21211, InvalidInput),
        (403, 21408, InvalidInput),
        (408, 0, Unavailable),
        (425, 0, Unavailable),
        (429, 20429, Unavailable),
        (500, 20500, Unavailable),
        (503, 20503, Unavailable),
    ],
)
def test_a_refusal_is_for_now_or_for_good(
    api: Provider, status: int, code: int, kind: type[Exception], channel: Open
) -> None:
    api.plan = lambda: (status, code)
    with pytest.raises(kind) as raised:
        channel(api).send(NOTICE)
    assert raised.value.code == f"twilio_{code or status}"  # type: ignore[attr-defined]


def test_a_wrong_password_is_permanent(api: Provider, channel: Open) -> None:
    with pytest.raises(InvalidInput, match="401"):
        channel(api, token="wrong").send(NOTICE)


def test_a_lost_answer_is_unavailable_and_the_message_is_found(api: Provider, channel: Open) -> None:
    api.plan = lambda: HANG_UP
    ours = channel(api)
    with pytest.raises(Unavailable):
        ours.send(NOTICE)
    api.plan = lambda: WELL
    assert ours.sent_before(NOTICE) is not None


def test_a_provider_that_is_away_can_neither_take_nor_be_asked(channel: Open) -> None:
    with twilio_api() as gone:
        ours = channel(gone)
    for call in (ours.send, ours.sent_before):
        with pytest.raises(Unavailable):
            call(NOTICE)


def test_a_message_is_found_behind_a_thousand_others_but_not_looked_for_beyond_its_time(
    api: Provider, channel: Open
) -> None:
    ours = channel(api)
    sent = ours.send(NOTICE)
    first = api.taken[0]
    api.taken += [{**first, "sid": f"SMother{n}", "body": "another"} for n in range(1_200)]
    assert ours.sent_before(NOTICE) == sent
    long_ago = "Sun, 01 Mar 2026 10:59:59 +0000"
    api.taken[:] = [{**one, "date_created": long_ago} for one in api.taken]
    before = api.asked
    assert ours.sent_before(NOTICE) is None
    assert api.asked == before + 1
