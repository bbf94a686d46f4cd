"""Webhooks against a real receiver: signed, known by their key, refusals taken for what they are."""

import hashlib
import hmac
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest

from bedside.adapters.channel.webhook import WebhookChannel
from bedside.errors import InvalidInput, Unavailable
from bedside.testing.contracts.alert_store import notice
from providers.http_provider import HANG_UP, Provider
from providers.webhook_server import key_of, webhook_server

NOTICE = notice(reference="4711-k7q2mx9b", subject="Bett 7: Überwachung")


@pytest.fixture
def receiver() -> Iterator[Provider]:
    with webhook_server() as provider:
        yield provider


Open = Callable[..., WebhookChannel]


@pytest.fixture
def opened(receiver: Provider) -> Iterator[Open]:
    """Opens a channel to the receiver, with what is put before the host and after it; closed after the test."""
    with ExitStack() as stack:

        def open_(before: str = "", after: str = "") -> WebhookChannel:
            return stack.enter_context(closing(WebhookChannel(receiver.url.replace("//", f"//{before}") + after)))

        yield open_


def test_a_notice_arrives_signed_and_the_same_at_every_attempt(receiver: Provider, opened: Open) -> None:
    channel = opened(":se%2Fcret@", "/page?team=a")
    assert channel.send(NOTICE).is_delivered
    channel.send(NOTICE)
    one, two = receiver.taken
    assert one["raw"] == two["raw"]
    assert key_of(one) == key_of(two) == NOTICE.reference
    signature = hmac.new(b"se/cret", one["raw"], hashlib.sha256).hexdigest()
    assert one["headers"]["Bedside-Signature"] == f"sha256={signature}"
    assert one["path"] == "/page?team=a"
    assert "Authorization" not in one["headers"]
    assert one["body"] == {
        "reference": NOTICE.reference,
        "alert_id": "a1",
        "kind": "opened",
        "priority": "high",
        "subject": NOTICE.subject,
        "text": NOTICE.body,
        "at": "2026-03-01T12:00:00.000Z",
    }
    assert channel.sent_before(NOTICE) is None


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (302, InvalidInput),
        (400, InvalidInput),
        (404, InvalidInput),
        (408, Unavailable),
        (410, InvalidInput),
        (425, Unavailable),
        (429, Unavailable),
        (500, Unavailable),
        (503, Unavailable),
    ],
)
def test_a_refusal_is_for_now_or_for_good(receiver: Provider, status: int, kind: type[Exception], opened: Open) -> None:
    receiver.plan = lambda: (status, 0)
    with pytest.raises(kind) as raised:
        opened().send(NOTICE)
    assert raised.value.code == f"webhook_{status}"  # type: ignore[attr-defined]


def test_a_lost_answer_is_to_be_tried_again_under_the_same_key(receiver: Provider, opened: Open) -> None:
    receiver.plan = lambda: HANG_UP
    with pytest.raises(Unavailable):
        opened().send(NOTICE)
    assert [key_of(one) for one in receiver.taken] == [NOTICE.reference]


def test_without_a_key_nothing_is_signed(receiver: Provider, opened: Open) -> None:
    opened().send(NOTICE)
    assert "Bedside-Signature" not in receiver.taken[0]["headers"]
