"""A real mail server on this machine, plain, with STARTTLS, or with TLS from the start; it fails as it is told."""

import datetime
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from providers.http_provider import HANG_UP, WELL

USER, PASSWORD = "bedside", "a-password-of-tests"


@dataclass
class MailProvider:
    """What came, and the plan for each message: WELL, HANG_UP, or an answer such as "550 no such mailbox"."""

    port: int = 0
    taken: list[Message] = field(default_factory=list)
    secured: list[bool] = field(default_factory=list)
    plan: Callable[[], str] = lambda: WELL
    recipients: str = "250 OK"
    hung_up: int = 0

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        if self.recipients.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.recipients

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:
        planned = self.plan()
        if planned in (WELL, HANG_UP):
            self.taken.append(message_from_bytes(envelope.content))
            self.secured.append(server.transport.get_extra_info("ssl_object") is not None)
        if planned == HANG_UP:
            self.hung_up += 1
            server.transport.abort()
        return "250 OK" if planned == WELL else planned

    def references(self) -> list[str]:
        return [str(one["Message-ID"]).strip("<>").partition("@")[0] for one in self.taken]


@contextmanager
def mail_server(form: str = "plain", certificate: tuple[Path, Path] | None = None) -> Iterator[MailProvider]:
    """``form`` is plain, starttls or tls; the last two need a certificate."""
    provider = MailProvider(port=_free_port())
    named: dict[str, Any] = {"hostname": "127.0.0.1", "port": provider.port, "server_hostname": "localhost"}
    if form != "plain":
        assert certificate is not None
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*certificate)
        if form == "tls":
            named |= {"ssl_context": context}
        else:
            named |= {"tls_context": context, "require_starttls": True, "auth_required": True}
            named |= {"authenticator": _authenticated}
    controller = Controller(provider, **named)
    controller.start()
    try:
        yield provider
    finally:
        controller.stop()


def _authenticated(server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
    right = isinstance(given, LoginPassword) and (given.login, given.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=right)


def make_certificate(folder: Path, name: str = "127.0.0.1") -> tuple[Path, Path]:
    """Makes a certificate that signs itself; returns its file and that of its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    try:
        alternative: x509.GeneralName = x509.IPAddress(ip_address(name))
    except ValueError:
        alternative = x509.DNSName(name)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([alternative]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, secret = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return certificate, secret


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
