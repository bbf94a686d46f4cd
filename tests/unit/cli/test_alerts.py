"""`bedside alerts test`: each channel is tried, what came of it is told, and the exit says whether all is well."""

from pathlib import Path

import pytest

from providers.twilio_api import ACCOUNT, NUMBER, TOKEN, twilio_api

from .conftest import Bedside


def test_the_console_takes_a_test(bedside: Bedside) -> None:
    ended = bedside("alerts", "test", "--json")
    assert ended.status == 0
    ((channel, result),) = [(one["channel"], one["result"]) for one in ended.json()["channels"]]
    assert (channel, result) == ("console", "ok")


def test_a_channel_that_fails_is_named_and_ends_with_1(bedside: Bedside, monkeypatch: pytest.MonkeyPatch) -> None:
    with twilio_api() as api:
        settings = {
            "BEDSIDE_CHANNELS": "twilio://,outbox+mail://",
            "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": TOKEN,
            "TWILIO_PHONE_NUMBER": NUMBER,
            "TWILIO_BASE_URL": api.url,
            "NOTIFICATION_PHONE_NUMBER": "+447700900123",
        }
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        assert bedside("alerts", "test", "--json").status == 0
        assert "TEST" in api.taken[0]["body"]
        api.plan = lambda: (400, 21211)
        ended = bedside("alerts", "test", "--json")
        assert ended.status == 1
        results = {one["channel"]: (one["result"], one["error"]) for one in ended.json()["channels"]}
        assert results == {"twilio": ("failed", "twilio_21211"), "outbox-mail": ("ok", None)}
        shown = bedside("alerts", "test")
        assert shown.status == 1
        assert "twilio_21211" in shown.out


def test_a_missing_variable_is_wrong_use(bedside: Bedside, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BEDSIDE_CHANNELS", "smtp://")
    ended = bedside("alerts", "test", "--json")
    assert ended.status == 2
    assert "SMTP_SERVER" in ended.json()["detail"]
