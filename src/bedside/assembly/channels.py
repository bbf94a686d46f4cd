"""``BEDSIDE_CHANNELS`` to channels and to whom they reach: one table from scheme to adapter.

Who is told first is the order of the list. Telephone numbers and addresses may be lists too: the first of each channel
is told first, the second when nobody answers.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from bedside.core.alerts.escalation import Contact, in_order
from bedside.core.loopback import is_loopback
from bedside.errors import Misconfigured, OfflineRefused
from bedside.ports import Channel
from bedside.settings import Settings, variable

DEMO = "outbox+sms://,outbox+mail://,console://"
"""What the demo uses where nothing else is set: SMS and mail are caught and shown on ``/outbox``."""

_SUBMISSION_PORT = 587
_STATUS_PATH = "/callbacks/twilio/status"


@dataclass(frozen=True, slots=True)
class _Kind:
    """A scheme: which settings it needs, whom it reaches, and how it is opened."""

    needs: tuple[str, ...]
    reaches: Callable[[Settings, str], list[Contact]]
    opened: Callable[[Settings, str, str], Channel]


def contacts_of(settings: Settings) -> list[Contact]:
    """Returns whom to tell, in order. Raises Misconfigured with the variable that is wrong or missing."""
    return in_order([kind.reaches(settings, name) for name, _, kind in _listed(settings)])


def channels_of(settings: Settings) -> dict[str, Channel]:
    """Opens the channels, by name. Raises Misconfigured, or OfflineRefused for what lies beyond this machine."""
    return {name: kind.opened(settings, address, name) for name, address, kind in _listed(settings)}


def _listed(settings: Settings) -> list[tuple[str, str, _Kind]]:
    """Returns name, address and kind of each channel; a second one of a kind has a number in its name."""
    found: list[tuple[str, str, _Kind]] = []
    for address in filter(None, (part.strip() for part in settings.channels.split(","))):
        scheme = urlsplit(address).scheme
        if scheme not in _KINDS:
            raise Misconfigured(
                "BEDSIDE_CHANNELS names a channel that is not there",
                next_step=f"Use a comma list of {', '.join(f'{one}://' for one in _KINDS)}.",
            )
        kind = _KINDS[scheme]
        if missing := [variable(name) for name in kind.needs if not getattr(settings, name)]:
            raise Misconfigured(
                f"{scheme}:// in BEDSIDE_CHANNELS needs {', '.join(missing)}",
                next_step="Set it, or take the channel out of BEDSIDE_CHANNELS.",
            )
        name = scheme.partition("+http")[0].replace("+", "-")
        same = sum(one.split(":")[0] == name for one, _, _ in found)
        found.append((f"{name}:{same + 1}" if same else name, address, kind))
    return found


def _people(written: str, otherwise: str = "") -> list[str]:
    return [one for one in (part.strip() for part in written.split(",")) if one] or [otherwise]


def _console(settings: Settings, address: str, name: str) -> Channel:
    del settings, address, name
    from bedside.adapters.channel.console import ConsoleChannel

    return ConsoleChannel()


def _outbox(settings: Settings, address: str, name: str) -> Channel:
    del settings, address
    from bedside.adapters.channel.outbox import OutboxChannel

    return OutboxChannel(name.removeprefix("outbox-"))


def _smtp(settings: Settings, address: str, name: str) -> Channel:
    del address, name
    from bedside.adapters.channel.smtp import TLS_PORT, MailServer, SmtpChannel

    _refuse_beyond(settings, f"smtp://{settings.smtp_server}", "smtp_server")
    first = _people(settings.notification_email)[0]
    sender = settings.smtp_username if "@" in settings.smtp_username else first
    port = settings.smtp_port or _SUBMISSION_PORT
    server = MailServer(
        settings.smtp_server, port, sender, settings.smtp_username, settings.smtp_password, tls=port == TLS_PORT
    )
    return SmtpChannel(server)


def _twilio(settings: Settings, address: str, name: str) -> Channel:
    del address, name
    from bedside.adapters.channel.twilio import TwilioChannel

    _refuse_beyond(settings, settings.twilio_base_url or "https://api.twilio.com", "twilio_base_url")
    return TwilioChannel(
        settings.twilio_account_sid,
        settings.twilio_auth_token,
        settings.twilio_phone_number,
        base_url=settings.twilio_base_url,
        callback_url=settings.public_url.rstrip("/") + _STATUS_PATH if settings.public_url else "",
    )


def _webhook(settings: Settings, address: str, name: str) -> Channel:
    from bedside.adapters.channel.webhook import WebhookChannel

    url = address.removeprefix("webhook+")
    _refuse_beyond(settings, url, "channels")
    if not urlsplit(url).hostname or (url.startswith("http:") and not is_loopback(url)):
        raise Misconfigured(
            "BEDSIDE_CHANNELS has a webhook without a host or without TLS",
            next_step="Write it as webhook+https://host/path; plain HTTP is for this machine alone.",
        )
    return WebhookChannel(url, name)


def _refuse_beyond(settings: Settings, url: str, setting: str) -> None:
    if settings.offline and not is_loopback(url):
        raise OfflineRefused(f"{variable(setting)} names another machine while BEDSIDE_OFFLINE=1")


def _reads(settings: Settings, name: str) -> list[Contact]:
    del settings
    return [Contact(name, "console")]


def _catches(settings: Settings, name: str) -> list[Contact]:
    if name.endswith("sms"):
        people = _people(settings.notification_phone_number, "the ward's phone")
    else:
        people = _people(settings.notification_email, "the ward's mailbox")
    return [Contact(name, one, is_short=name.endswith("sms")) for one in people]


def _rings(settings: Settings, name: str) -> list[Contact]:
    answers = bool(settings.public_url)
    return [Contact(name, one, is_short=True, can_reply=answers) for one in _people(settings.notification_phone_number)]


_KINDS: Mapping[str, _Kind] = {
    "console": _Kind((), _reads, _console),
    "smtp": _Kind(
        ("smtp_server", "notification_email"),
        lambda settings, name: [Contact(name, one) for one in _people(settings.notification_email)],
        _smtp,
    ),
    "twilio": _Kind(
        ("twilio_account_sid", "twilio_auth_token", "twilio_phone_number", "notification_phone_number"),
        _rings,
        _twilio,
    ),
    "webhook+https": _Kind((), lambda _, name: [Contact(name, "webhook")], _webhook),
    "webhook+http": _Kind((), lambda _, name: [Contact(name, "webhook")], _webhook),
    "outbox+sms": _Kind((), _catches, _outbox),
    "outbox+mail": _Kind((), _catches, _outbox),
}
