"""The errors Bedside raises, grouped by what the caller can do about them.

    BedsideError
    ├── InvalidInput          400/413/422: mend the input
    │   └── TooLarge          413
    ├── NotAllowed            403: ask for the right
    ├── NotFound              404: name another thing
    ├── Conflict              409: read again, then repeat
    ├── Unavailable           503: repeat later
    │   ├── PeerUnavailable   503: another service is down or slow
    │   └── DiskFull          507: an operator frees space
    ├── OfflineRefused        403: a connection beyond loopback while BEDSIDE_OFFLINE=1
    ├── Misconfigured         500: an operator changes a setting
    └── Corrupt               500: an operator restores or rebuilds

Messages never hold what a person wrote, nor a patient's readings: they go to logs and to other systems.
"""

from collections.abc import Mapping, Sequence


class BedsideError(Exception):
    """Base of all: an HTTP status, a stable code, a message and what to do next."""

    status = 500
    code = "internal"
    title = "Something failed inside Bedside"
    next_step = "Report it with the request id; the log has the same id."

    def __init__(
        self,
        detail: str = "",
        *,
        code: str | None = None,
        next_step: str | None = None,
        errors: Sequence[Mapping[str, str]] = (),
    ) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.code = code or self.code
        self.next_step = next_step or self.next_step
        self.errors = [dict(error) for error in errors]


class InvalidInput(BedsideError):
    """The input cannot be taken as it is."""

    status = 422
    code = "invalid_input"
    title = "The input was refused"
    next_step = "Mend the named fields and send it again."


class TooLarge(InvalidInput):
    """The input is larger than the stated limit."""

    status = 413
    code = "too_large"
    title = "The input is too large"
    next_step = "Send less at once; the limit is in the detail."


class NotAllowed(BedsideError):
    """The caller has no right to this."""

    status = 403
    code = "not_allowed"
    title = "Not allowed"
    next_step = "Ask an administrator for the right, or name something else."


def foreign_conversation() -> NotAllowed:
    """Returns the refusal of a conversation that belongs to somebody else, in the same words everywhere."""
    return NotAllowed(
        "This conversation is another person's.",
        code="foreign_conversation",
        next_step="Name the person it belongs to, or start a new conversation by leaving out its id.",
    )


class NotFound(BedsideError):
    """There is no such thing."""

    status = 404
    code = "not_found"
    title = "Not found"
    next_step = "Check the id."


class Conflict(BedsideError):
    """Somebody else changed it first, or two things claim one name."""

    status = 409
    code = "conflict"
    title = "Conflict"
    next_step = "Read it again, then repeat the change."


class Unavailable(BedsideError):
    """Not now; the same request may succeed later."""

    status = 503
    code = "unavailable"
    title = "Not available now"
    next_step = "Repeat the request in a few seconds."


class PeerUnavailable(Unavailable):
    """Another service did not answer in time, or at all."""

    code = "peer_unavailable"
    title = "A service this one needs is not answering"
    next_step = "Start the named service or correct its address, then repeat."


class DiskFull(Unavailable):
    """There is no room to make it durable; nothing of it was taken."""

    status = 507
    code = "disk_full"
    title = "The disk is full"
    next_step = "Free space on the disk of BEDSIDE_HOME, then repeat the request."


class OfflineRefused(BedsideError):
    """A connection beyond this machine was about to be made while offline mode is on."""

    status = 403
    code = "offline"
    title = "Offline mode is on"
    next_step = "Unset BEDSIDE_OFFLINE, or use an address on this machine."


class Misconfigured(BedsideError):
    """A setting is missing, unknown or contradicts another."""

    code = "misconfigured"
    title = "A setting is wrong"
    next_step = "Run `bedside config` and correct the named setting."


class Corrupt(BedsideError):
    """Stored state fails its own checks."""

    code = "corrupt"
    title = "Stored state is damaged"
    next_step = "Run `bedside doctor`; it says what to restore or rebuild."
