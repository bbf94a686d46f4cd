"""Twilio's calls: signed or refused; a status settles, an answer acknowledges, a doubtful one is asked back."""

from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from twilio.request_validator import RequestValidator

from bedside.core.alerts.telling import code_of
from providers.http_provider import Provider
from providers.twilio_api import ACCOUNT, NUMBER, TOKEN, reference_in, twilio_api
from service.waiting import eventually
from service.watch.telling_service import Telling, telling
from unit.usecases.told import Episode

PUBLIC = "https://bedside.example"
PHONE = "+447700900123"


@pytest.fixture
def api() -> Iterator[Provider]:
    with twilio_api() as provider:
        yield provider


@pytest.fixture
def here(tmp_path: Path, api: Provider) -> Iterator[Telling]:
    environment = {
        "BEDSIDE_CHANNELS": "twilio://,outbox+mail://",
        "BEDSIDE_PUBLIC_URL": PUBLIC,
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_PHONE_NUMBER": NUMBER,
        "TWILIO_BASE_URL": api.url,
        "NOTIFICATION_PHONE_NUMBER": PHONE,
    }
    with telling(tmp_path, **environment) as made:
        yield made


def called(here: Telling, path: str, form: dict[str, str], token: str = TOKEN) -> httpx2.Response:
    signature = RequestValidator(token).compute_signature(PUBLIC + path, form)
    return here.client.post(path, data=form, headers={"X-Twilio-Signature": signature})


def sent(here: Telling, api: Provider, *episodes: Episode) -> list[dict[str, str]]:
    here.raised(*episodes)
    eventually(lambda: len(api.taken) == len(episodes))
    eventually(
        lambda: all(one.state != "sending" for one in here.parts.alerts.outbox()),
    )
    return api.taken


def test_a_status_callback_settles_the_notice(here: Telling, api: Provider) -> None:
    (message,) = sent(here, api, Episode())
    path = message["status_callback"].removeprefix(PUBLIC)
    assert called(here, path, {"MessageSid": message["sid"], "MessageStatus": "sent"}).status_code == 204
    assert here.parts.alerts.notice_by_provider_id("twilio", message["sid"]).state == "sent"
    assert called(here, path, {"MessageSid": message["sid"], "MessageStatus": "delivered"}).status_code == 204
    kept = here.parts.alerts.notice_by_provider_id("twilio", message["sid"])
    assert (kept.state, kept.reference) == ("delivered", reference_in(message))


def test_an_sms_that_never_arrives_hastens_the_next_contact(here: Telling, api: Provider) -> None:
    (message,) = sent(here, api, Episode(priority="medium"))
    form = {"MessageSid": message["sid"], "MessageStatus": "undelivered", "ErrorCode": "30003"}
    assert called(here, "/callbacks/twilio/status", form).status_code == 204
    kept = here.parts.alerts.notice_by_provider_id("twilio", message["sid"])
    assert (kept.state, kept.error) == ("failed", "twilio_30003")
    eventually(lambda: [one for one in here.parts.alerts.outbox() if (one.step, one.state) == (1, "delivered")])


def test_a_status_of_a_message_that_is_not_ours_changes_nothing(here: Telling) -> None:
    form = {"MessageSid": "SMx", "MessageStatus": "delivered"}
    assert called(here, "/callbacks/twilio/status", form).status_code == 204
    assert called(here, "/callbacks/twilio/status?notice=ntc-x", form).status_code == 204


@pytest.mark.parametrize("path", ["/callbacks/twilio/status", "/callbacks/twilio/reply"])
def test_a_call_that_twilio_did_not_sign_is_refused(here: Telling, api: Provider, path: str) -> None:
    sent(here, api, Episode())
    form = {"From": PHONE, "Body": "ok", "MessageSid": api.taken[0]["sid"], "MessageStatus": "failed"}
    assert called(here, path, form, token="somebody else's").status_code == 403
    assert here.client.post(path, data=form).status_code == 403
    signature = RequestValidator(TOKEN).compute_signature(PUBLIC + path, form)
    altered = {**form, "Body": "ok 1234"}
    assert here.client.post(path, data=altered, headers={"X-Twilio-Signature": signature}).status_code == 403
    assert here.alert()["state"] == "open"


def test_an_answer_acknowledges(here: Telling, api: Provider) -> None:
    sent(here, api, Episode())
    form = {
        "From": PHONE,
        "To": NUMBER,
        "Body": f"OK {code_of('e1')}",
        "MessageSid": "SMr",
        "NumMedia": "0",
        "Empty": "",
    }
    answered = called(here, "/callbacks/twilio/reply", form)
    assert (answered.status_code, answered.content) == (204, b"")
    assert here.alert()["state"] == "acknowledged"
    assert here.alert()["acknowledged_by"] == "SMS from …0123"


def test_an_answer_that_may_mean_two_beds_is_asked_back_as_twiml(here: Telling, api: Provider) -> None:
    sent(here, api, Episode(), Episode("e2", patient_id="p2"))
    answered = called(here, "/callbacks/twilio/reply", {"From": PHONE, "Body": "ok"})
    assert answered.status_code == 200
    assert answered.headers["content-type"].startswith("application/xml")
    assert answered.text.startswith('<?xml version="1.0" encoding="UTF-8"?><Response><Message>Which one?')
    assert "ward A bed 2" in answered.text


def test_an_unknown_number_acknowledges_nothing(here: Telling, api: Provider) -> None:
    sent(here, api, Episode())
    assert called(here, "/callbacks/twilio/reply", {"From": "+15005550009", "Body": "ok"}).status_code == 204
    assert here.alert()["state"] == "open"


def test_without_a_token_nobody_is_believed(tmp_path: Path) -> None:
    with telling(tmp_path, notifier=False) as here:
        assert called(here, "/callbacks/twilio/reply", {"From": PHONE, "Body": "ok"}, token="").status_code == 403
