"""Notices as JSON to another system: a pager gateway, a chat, a nurse-call system.

``Idempotency-Key`` is the notice's reference, the same at every attempt, so that the receiver can tell a repetition.
With a key in the address (``webhook+https://:key@host/path``) ``Bedside-Signature`` is the HMAC-SHA256 of the body
under it, in hexadecimal; the body has the time, against being played again later.
"""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit, urlunsplit

import httpx2

from bedside.errors import InvalidInput, Unavailable
from bedside.ports import Delivery, Notice

_MAY_PASS = frozenset({408, 425, 429})
_NEXT = "See docs/runbooks/notices-do-not-arrive.md; correct the address in BEDSIDE_CHANNELS."


class WebhookChannel:
    """Posts to one address. Redirects are not followed: a notice goes where it was meant to."""

    def __init__(self, url: str, name: str = "webhook", timeout_s: float = 5.0) -> None:
        parts = urlsplit(url)
        host = parts.netloc.rpartition("@")[2]
        self.name = name
        self._url = urlunsplit((parts.scheme, host, parts.path or "/", parts.query, ""))
        self._key = unquote(parts.password or "").encode()
        self._client = httpx2.Client(timeout=timeout_s, follow_redirects=False)

    def send(self, notice: Notice) -> Delivery:
        """Posts it. Raises InvalidInput for an answer 3xx, or 4xx other than 408, 425 and 429; else Unavailable."""
        body = body_of(notice)
        headers = {"Content-Type": "application/json", "Idempotency-Key": notice.reference}
        if self._key:
            headers["Bedside-Signature"] = f"sha256={hmac.new(self._key, body, hashlib.sha256).hexdigest()}"
        try:
            status = self._client.post(self._url, content=body, headers=headers).status_code
        except httpx2.RequestError as error:
            raise Unavailable("the webhook did not answer", code="webhook_no_answer", next_step=_NEXT) from error
        if 200 <= status < 300:
            return Delivery(notice.reference, is_delivered=True)
        kind = InvalidInput if 300 <= status < 500 and status not in _MAY_PASS else Unavailable
        raise kind(f"the webhook answered {status}", code=f"webhook_{status}", next_step=_NEXT)

    def sent_before(self, notice: Notice) -> Delivery | None:
        """Returns None: the key tells the receiver that it is a repetition."""
        del notice
        return None

    def close(self) -> None:
        """Closes the kept connections."""
        self._client.close()


def body_of(notice: Notice) -> bytes:
    """Returns the JSON of a notice: the same bytes at every attempt."""
    told_at = datetime.fromtimestamp(notice.created_ms / 1000, UTC).isoformat(timespec="milliseconds")
    shown = {
        "reference": notice.reference,
        "alert_id": notice.alert_id,
        "kind": notice.kind,
        "priority": notice.priority,
        "subject": notice.subject,
        "text": notice.body,
        "at": told_at.replace("+00:00", "Z"),
    }
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode()
