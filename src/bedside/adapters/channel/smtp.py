"""Notices as mail, by the standard library: a mail server of the hospital or of a provider.

Port 465 speaks TLS from the start, any other STARTTLS; the server's certificate is checked. Without either nothing is
sent, except to this machine. A mail server cannot be asked whether it took a message: where its answer was lost the
mail goes out once more, under the same Message-ID, by which mail programs show it once.
"""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from bedside.core.loopback import is_loopback
from bedside.errors import BedsideError, InvalidInput, Unavailable
from bedside.ports import Delivery, Notice

TLS_PORT = 465
_PERMANENT = 500
_NEXT = "See docs/runbooks/notices-do-not-arrive.md; correct the SMTP_ variables, or the address."


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed over, and as whom. ``timeout_s`` is for each of its answers."""

    host: str
    port: int
    sender: str
    username: str = ""
    password: str = ""
    tls: bool = False
    """TLS from the start, else STARTTLS."""
    timeout_s: float = 5.0


class SmtpChannel:
    """Hands each notice to one mail server; a connection for each, since they are few and servers close idle ones."""

    name = "smtp"

    def __init__(self, server: MailServer, context: ssl.SSLContext | None = None) -> None:
        self._server = server
        self._context = context or ssl.create_default_context()

    def send(self, notice: Notice) -> Delivery:
        """Hands it over. Raises Unavailable for a 4xx answer or none, InvalidInput for a 5xx answer."""
        message = message_of(notice, self._server.sender)
        try:
            connection = self._connected()
            try:
                connection.send_message(message)
            finally:
                with suppress(
                    smtplib.SMTPException, OSError
                ):  # it has answered already; how it says goodbye is nothing
                    connection.quit()
        except smtplib.SMTPRecipientsRefused as error:
            code = min(refusal[0] for refusal in error.recipients.values())
            raise _refused(code) from error
        except smtplib.SMTPResponseException as error:
            raise _refused(error.smtp_code) from error
        except ssl.SSLError as error:
            raise Unavailable("the mail server's certificate is not valid", code="smtp_tls", next_step=_NEXT) from error
        except (smtplib.SMTPException, OSError) as error:
            raise Unavailable("the mail server did not answer", code="smtp_no_answer", next_step=_NEXT) from error
        return Delivery(str(message["Message-ID"]))

    def sent_before(self, notice: Notice) -> Delivery | None:
        """Returns None: SMTP has no question for it."""
        del notice
        return None

    def _connected(self) -> smtplib.SMTP:
        server = self._server
        # Named, since smtplib would look its own name up otherwise, which may take long and is refused offline.
        named: dict[str, Any] = {"local_hostname": _domain(server.sender), "timeout": server.timeout_s}
        if server.tls:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, context=self._context, **named)
        else:
            connection = smtplib.SMTP(server.host, server.port, **named)
        try:
            connection.ehlo_or_helo_if_needed()
            if not server.tls:
                self._secure(connection)
            if server.username:
                connection.login(server.username, server.password)
        except BaseException:
            connection.close()
            raise
        return connection

    def _secure(self, connection: smtplib.SMTP) -> None:
        if connection.has_extn("starttls"):
            connection.starttls(context=self._context)
            connection.ehlo()
        elif not is_loopback(f"smtp://{self._server.host}"):
            raise Unavailable("the mail server offers no encryption", code="smtp_no_tls", next_step=_NEXT)


def message_of(notice: Notice, sender: str) -> EmailMessage:
    """Returns the mail: the same bytes at every attempt."""
    message = EmailMessage()
    message["Subject"] = notice.subject
    message["From"] = sender
    message["To"] = notice.recipient
    message["Date"] = format_datetime(datetime.fromtimestamp(notice.created_ms // 1000, UTC))
    message["Message-ID"] = f"<{notice.reference}@{_domain(sender)}>"
    message["Auto-Submitted"] = "auto-generated"  # no out-of-office answers
    if notice.priority == "high":
        message["X-Priority"] = "1"
        message["Importance"] = "high"
    message.set_content(notice.body)
    return message


def _refused(code: int) -> BedsideError:
    kind = InvalidInput if code >= _PERMANENT else Unavailable
    return kind(f"the mail server answered {code}", code=f"smtp_{code}", next_step=_NEXT)


def _domain(address: str) -> str:
    return address.rpartition("@")[2] or "bedside"
