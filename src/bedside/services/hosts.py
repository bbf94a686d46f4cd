"""Refuses requests for a name that is not this service's, so that no page elsewhere can reach it by DNS rebinding.

A browser sends the name that the page was loaded from. A foreign page whose name is made to point at this machine
therefore asks for its own name, never for a loopback name nor for an address in digits: those are let in, addresses
beyond this machine only where the service listens there. Whether it lives and is ready is told to everybody.
"""

from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from bedside.core.loopback import is_loopback
from bedside.errors import NotAllowed
from bedside.services import problems
from bedside.settings import Settings

_TOLD_TO_ALL = frozenset({"/healthz", "/readyz"})


class OwnHosts:
    """Lets requests for this service's own names pass."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one request; other kinds of scope pass untouched."""
        if scope["type"] == "http" and scope["path"] not in _TOLD_TO_ALL:
            settings: Settings = scope["app"].state.assembly.settings
            asked = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"] or [""]
            if not all(is_own(host, settings.host, settings.public_hosts) for host in asked):
                await problems.response(_refusal(), path=scope["path"])(scope, receive, send)
                return
        await self._app(scope, receive, send)


@lru_cache(maxsize=256)
def is_own(asked: str, bound: str, public: str) -> bool:
    """Returns whether a Host header names a service that listens on `bound` and is known as `public`, a comma list.

    >>> is_own("localhost:8400", "127.0.0.1", ""), is_own("evil.example", "127.0.0.1", "")
    (True, False)
    """
    host = _host(asked)
    if not host:
        return False
    if host in {_host(name) for name in (bound, *public.split(","))} or is_loopback(_url(host)):
        return True
    return not is_loopback(_url(bound)) and _is_address(host)


def _host(written: str) -> str:
    """Returns the host of ``host:port`` in small letters, "" where there is none."""
    written = written.strip()
    try:
        return (urlsplit(_url(written) if _is_address(written) else f"//{written}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _url(host: str) -> str:
    return f"http://[{host}]" if ":" in host else f"http://{host}"


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _refusal() -> NotAllowed:
    return NotAllowed(
        "this service is not known by the name that was asked for",
        code="unknown_host",
        next_step="Ask it as 127.0.0.1 or localhost, or put the name into BEDSIDE_PUBLIC_HOSTS.",
    )
