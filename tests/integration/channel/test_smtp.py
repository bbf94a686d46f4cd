"""Mail over real servers: encrypted, checked, and each refusal taken for what it is."""

import ssl
from dataclasses import replace
from pathlib import Path

import pytest

from bedside.adapters.channel.smtp import MailServer, SmtpChannel, message_of
from bedside.errors import InvalidInput, Unavailable
from bedside.testing.contracts.alert_store import notice
from providers.http_provider import HANG_UP
from providers.mail_server import PASSWORD, USER, mail_server, make_certificate

NOTICE = notice(subject="Bedside HIGH: Überwachung bed 7", body="Bed 7, 38 °C\n", reference="4711-k7q2mx9b")


def server(port: int, **changes: object) -> MailServer:
    return replace(MailServer("127.0.0.1", port, "bedside@hospital.example", timeout_s=3), **changes)


def trusting(certificate: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(certificate))


def test_a_mail_arrives_with_its_words_and_a_stable_id() -> None:
    with mail_server() as provider:
        channel = SmtpChannel(server(provider.port))
        first, again = channel.send(NOTICE), channel.send(NOTICE)
    assert first == again
    assert not first.is_delivered
    one, two = provider.taken
    assert one["Message-ID"] == two["Message-ID"] == "<4711-k7q2mx9b@hospital.example>"
    assert one.as_bytes() == two.as_bytes()
    assert message_of(NOTICE, "a@b")["Subject"] == NOTICE.subject
    assert "38 °C" in one.get_payload(decode=True).decode()
    assert (one["Auto-Submitted"], one["X-Priority"], one["To"]) == ("auto-generated", "1", NOTICE.recipient)
    assert channel.sent_before(NOTICE) is None


@pytest.mark.parametrize("form", ["starttls", "tls"])
def test_a_mail_goes_encrypted_and_with_the_password(tmp_path: Path, form: str) -> None:
    certificate = make_certificate(tmp_path)
    with mail_server(form, certificate) as provider:
        signed_in = {"username": USER, "password": PASSWORD} if form == "starttls" else {}
        SmtpChannel(server(provider.port, tls=form == "tls", **signed_in), trusting(certificate[0])).send(NOTICE)
    assert provider.secured == [True]


@pytest.mark.parametrize("form", ["starttls", "tls"])
def test_a_certificate_nobody_vouches_for_or_of_another_host_stops_the_mail(tmp_path: Path, form: str) -> None:
    certificate = make_certificate(tmp_path, "mail.example")
    with mail_server(form, certificate) as provider:
        for context in (ssl.create_default_context(), trusting(certificate[0])):
            with pytest.raises(Unavailable) as raised:
                SmtpChannel(server(provider.port, tls=form == "tls"), context).send(NOTICE)
            assert raised.value.code == "smtp_tls"
    assert provider.taken == []


def test_a_wrong_password_is_permanent(tmp_path: Path) -> None:
    certificate = make_certificate(tmp_path)
    with mail_server("starttls", certificate) as provider, pytest.raises(InvalidInput, match="535"):
        SmtpChannel(server(provider.port, username=USER, password="wrong"), trusting(certificate[0])).send(NOTICE)


@pytest.mark.parametrize(
    ("answer", "kind", "code"),
    [
        ("451 try later", Unavailable, "smtp_451"),
        ("499 try later", Unavailable, "smtp_499"),
        ("500 never", InvalidInput, "smtp_500"),
        ("554 never", InvalidInput, "smtp_554"),
    ],
)
def test_a_refusal_is_for_now_or_for_good(answer: str, kind: type[Exception], code: str) -> None:
    with mail_server() as provider:
        channel = SmtpChannel(server(provider.port))
        provider.plan = lambda: answer
        with pytest.raises(kind) as raised:
            channel.send(NOTICE)
        assert raised.value.code == code  # type: ignore[attr-defined]
        provider.recipients = answer
        with pytest.raises(kind):
            channel.send(NOTICE)


def test_a_lost_answer_is_to_be_tried_again() -> None:
    with mail_server() as provider:
        provider.plan = lambda: HANG_UP
        with pytest.raises(Unavailable):
            SmtpChannel(server(provider.port)).send(NOTICE)
        assert len(provider.taken) == 1


def test_a_server_that_is_not_there_is_unavailable() -> None:
    with mail_server() as provider:
        port = provider.port
    with pytest.raises(Unavailable):
        SmtpChannel(server(port)).send(NOTICE)


def test_without_encryption_nothing_leaves_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    with mail_server() as provider:
        monkeypatch.setattr("bedside.adapters.channel.smtp.is_loopback", lambda _: False)
        with pytest.raises(Unavailable) as raised:
            SmtpChannel(server(provider.port)).send(NOTICE)
    assert raised.value.code == "smtp_no_tls"
    assert provider.taken == []
