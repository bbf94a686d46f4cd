"""Notices as SMS, by Twilio's SDK.

Twilio has no idempotency key. Before a second attempt its messages to that number are searched for the notice's
reference, which stands in the text: nothing is sent twice, unless the list is behind at that moment. Whether an SMS
arrived comes by status callbacks, where the service has a public address.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

import requests
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from bedside.errors import BedsideError, InvalidInput, Unavailable
from bedside.ports import Delivery, Notice

_API = "https://api.twilio.com"
_PAGE = 500
_MOST = 10_000
_CLOCKS_DIFFER = timedelta(hours=1)
_MAY_PASS = frozenset({408, 425, 429})
_DID_NOT_ARRIVE = frozenset({"failed", "undelivered", "canceled"})
_NEXT = "See docs/runbooks/notices-do-not-arrive.md; the number in the code is Twilio's, explained in its error pages."


class _Http:
    """Twilio's own HTTP client, to another address where one is given."""

    def __init__(self, base_url: str, timeout_s: float) -> None:
        self._http = TwilioHttpClient(timeout=timeout_s)
        self._base_url = base_url.rstrip("/")

    def close(self) -> None:
        """Closes the kept connections."""
        if self._http.session is not None:
            self._http.session.close()

    def request(self, method: str, url: str, *arguments: Any, **named: Any) -> Any:
        """Makes a request as the SDK asks for it."""
        if self._base_url:
            url = url.replace(_API, self._base_url, 1)
        return self._http.request(method, url, *arguments, **named)


class TwilioChannel:
    """Sends from one number of one account. May be used from several threads at once."""

    name = "twilio"

    def __init__(
        self,
        account_sid: str,
        auth_token: str,
        number: str,
        *,
        base_url: str,
        callback_url: str,
        timeout_s: float = 5.0,
    ) -> None:
        self._http = _Http(base_url, timeout_s)
        self._client = Client(account_sid, auth_token, http_client=self._http)
        self._number = number
        self._callback_url = callback_url

    def send(self, notice: Notice) -> Delivery:
        """Hands it over. Raises InvalidInput for a 4xx answer other than 408, 425 and 429, else Unavailable."""
        where = f"{self._callback_url}?notice={notice.notice_id}"
        callback = {"status_callback": where} if self._callback_url else {}
        try:
            made = self._client.messages.create(to=notice.recipient, from_=self._number, body=notice.body, **callback)
        except (TwilioException, requests.RequestException) as error:
            raise _translated(error) from error
        return Delivery(str(made.sid))

    def sent_before(self, notice: Notice) -> Delivery | None:
        """Looks for the reference in the messages to that number since the notice was made.

        Raises Unavailable where it cannot.
        """
        made_at = datetime.fromtimestamp(notice.created_ms / 1000, UTC) - _CLOCKS_DIFFER
        try:
            for message in self._client.messages.stream(to=notice.recipient, page_size=_PAGE, limit=_MOST):
                if message.date_created is not None and message.date_created < made_at:
                    return None  # newest first: what follows is older still
                if notice.reference in (message.body or "") and message.status not in _DID_NOT_ARRIVE:
                    return Delivery(str(message.sid), is_delivered=message.status == "delivered")
        except (TwilioException, requests.RequestException) as error:
            raise _translated(error) from error
        return None

    def close(self) -> None:
        """Closes the kept connections."""
        self._http.close()


def _translated(error: Exception) -> BedsideError:
    if not isinstance(error, TwilioRestException):
        return Unavailable("Twilio did not answer", code="twilio_no_answer", next_step=_NEXT)
    code = f"twilio_{error.code or error.status}"
    kind = InvalidInput if 400 <= error.status < 500 and error.status not in _MAY_PASS else Unavailable
    return kind(f"Twilio answered {error.status}", code=code, next_step=_NEXT)
