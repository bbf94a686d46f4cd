"""Twilio's messages over HTTP, as its documentation has them: create, list, fetch, with the account's own password."""

import base64
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from providers.http_provider import Answering, Provider, provided

ACCOUNT = "AC" + "0" * 32
TOKEN = "a-token-of-tests"
NUMBER = "+15005550006"


class _Twilio(Answering):
    def do_POST(self) -> None:
        form = {name: values[-1] for name, values in parse_qs(self.read().decode()).items()}
        if not self._is_allowed():
            return
        sid = f"SM{len(self.provider.taken):032x}"
        message = _message(sid, form)
        self.take(message, message, 201)

    def do_GET(self) -> None:
        if not self._is_allowed():
            return
        path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        with self.provider.lock:
            self.provider.asked += 1
            found = [one for one in reversed(self.provider.taken) if one["to"] in query.get("To", [one["to"]])]
        if path.endswith("/Messages.json"):
            page, size = int(query.get("Page", ["0"])[0]), int(query.get("PageSize", ["50"])[0])
            more = urlencode({"Page": page + 1, "PageSize": size, **({"To": query["To"][0]} if "To" in query else {})})
            following = f"{path}?{more}" if len(found) > (page + 1) * size else None
            shown = found[page * size : (page + 1) * size]
            self.answer(200, {"messages": shown, "page": page, "page_size": size, "next_page_uri": following})
        else:
            one = next((one for one in found if path.endswith(f"/{one['sid']}.json")), None)
            self.answer(200, one) if one else self.answer(404, {"code": 20404, "message": "no", "status": 404})

    def _is_allowed(self) -> bool:
        given = self.headers.get("Authorization", "")
        right = "Basic " + base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        if hmac.compare_digest(given, right) and f"/Accounts/{ACCOUNT}/" in self.path:
            return True
        self.answer(401, {"code": 20003, "message": "Authenticate", "status": 401})
        return False


def _message(sid: str, form: dict[str, str]) -> dict[str, Any]:
    return {
        "sid": sid,
        "account_sid": ACCOUNT,
        "to": form["To"],
        "from": form["From"],
        "body": form["Body"],
        "status": "queued",
        "status_callback": form.get("StatusCallback"),
        "direction": "outbound-api",
        "num_segments": "1",
        "num_media": "0",
        "error_code": None,
        "error_message": None,
        "price": None,
        "price_unit": "USD",
        "api_version": "2010-04-01",
        "date_created": format_datetime(datetime.now(UTC)),
        "date_sent": None,
        "date_updated": format_datetime(datetime.now(UTC)),
        "messaging_service_sid": None,
        "uri": f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{sid}.json",
        "subresource_uris": {},
    }


@contextmanager
def twilio_api() -> Iterator[Provider]:
    with provided(_Twilio, Provider()) as provider:
        yield provider


def reference_in(message: dict[str, Any]) -> str:
    """Returns the reference that stands in the text."""
    return str(message["body"]).rpartition("Ref ")[2].strip()
