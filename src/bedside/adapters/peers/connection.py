"""One way to call another service: kept connections, one deadline, a few repeats, and errors that name the setting.

Only calls that change nothing go through here, so each may be repeated. A peer that is down, slow, starting or of
another version gives PeerUnavailable; what it refuses comes back as the error it raised.
"""

import json
import time
from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any

import httpx2
import stamina

from bedside.adapters.peers.problem import error_of
from bedside.core.loopback import is_loopback
from bedside.errors import BedsideError, Misconfigured, OfflineRefused, PeerUnavailable

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request being served; it is passed on as ``X-Request-Id``. Services set it."""

_TRIES = 3
_SOONEST_S = 0.05
_MAY_PASS = (httpx2.ConnectError, httpx2.ReadError, httpx2.WriteError, httpx2.CloseError, httpx2.RemoteProtocolError)
"""Failures of a connection, none of them slowness: what took its time once has no second share of it."""


class _Busy(Exception):
    """The peer answered 503."""


class PeerConnection:
    """Calls one service. ``service`` and ``variable`` name it in errors; ``timeout_s`` covers a call with its repeats.

    Raises OfflineRefused for an address beyond this machine in offline mode, Misconfigured for what is no address. May
    be used from several threads at once. Proxies of the environment are not used: peers are near.
    """

    def __init__(self, service: str, variable: str, base_url: str, timeout_s: float, *, offline: bool) -> None:
        if not base_url.startswith(("http://", "https://")):
            raise Misconfigured(
                f"{variable} is no HTTP address", next_step=f"Write it as http://host:port in {variable}."
            )
        if offline and not is_loopback(base_url):
            raise OfflineRefused(f"{variable} names another machine while BEDSIDE_OFFLINE=1")
        self._service = service
        self._variable = variable
        self._timeout_s = timeout_s
        self._client = httpx2.Client(
            base_url=base_url, trust_env=False, limits=httpx2.Limits(max_keepalive_connections=20, keepalive_expiry=3.0)
        )

    def post(self, path: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """Returns the JSON object the peer answers. Raises PeerUnavailable, or the peer's own refusal."""
        return self.post_content(path, json.dumps(body).encode(), "application/json")

    def post_content(self, path: str, content: bytes, media_type: str) -> Mapping[str, Any]:
        """Returns the JSON object the peer answers to a body of any kind; raises as `post` does."""
        deadline = time.monotonic() + self._timeout_s
        tries = stamina.retry_context(
            on=(*_MAY_PASS, _Busy),
            attempts=_TRIES,
            timeout=self._timeout_s,
            wait_initial=_SOONEST_S,
            wait_max=self._timeout_s / 4,
            wait_jitter=_SOONEST_S,
        )
        try:
            for attempt in tries:
                with attempt:
                    return self._once(path, content, media_type, deadline)
        except httpx2.TimeoutException as error:
            raise self.unavailable(f"did not answer within {self._timeout_s:g} s") from error
        except httpx2.RequestError as error:
            raise self.unavailable("cannot be reached") from error
        except _Busy as error:
            raise self.unavailable("is not ready or overloaded") from error
        raise AssertionError("the last try returns or raises")

    def unavailable(self, why: str) -> PeerUnavailable:
        """Returns the error that names this service, what is wrong with it, and the variable to correct."""
        return PeerUnavailable(
            f"the {self._service} service {why}",
            next_step=f"Start it (`bedside run {self._service}`) or correct {self._variable}, then repeat.",
        )

    def close(self) -> None:
        """Closes the kept connections."""
        self._client.close()

    def _once(self, path: str, content: bytes, media_type: str, deadline: float) -> Mapping[str, Any]:
        left = max(deadline - time.monotonic(), _SOONEST_S)
        headers = {"Content-Type": media_type, **_identity()}
        timeout = httpx2.Timeout(left, connect=min(left, self._timeout_s / 2))
        with self._client.stream("POST", path, content=content, headers=headers, timeout=timeout) as response:
            received = bytearray()
            for part in response.iter_bytes():
                received += part
                if time.monotonic() > deadline:
                    raise httpx2.ReadTimeout("the answer came too slowly")
        if response.status_code == httpx2.codes.SERVICE_UNAVAILABLE:
            raise _Busy
        return self._read(response.status_code, bytes(received))

    def _read(self, status: int, content: bytes) -> Mapping[str, Any]:
        try:
            body = json.loads(content)
        except ValueError:
            body = None
        if status == httpx2.codes.OK and isinstance(body, dict):
            return body
        refusal: BedsideError | None = error_of(status, body)
        raise refusal or self.unavailable(f"answered {status} in a form that is not Bedside's")


def _identity() -> dict[str, str]:
    identity = request_id.get()
    return {"X-Request-Id": identity} if identity and identity.isascii() and identity.isprintable() else {}
