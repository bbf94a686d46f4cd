"""Refuses what a page elsewhere makes a reader's browser ask: by DNS rebinding, or by writing to this service unasked.

A browser sends the name that the page was loaded from. A foreign page whose name is made to point at this machine
therefore asks for its own name, never for a loopback name nor for an address in digits: those are let in, addresses
beyond this machine only where the service listens there. Whether it lives and is ready is told to everybody.

A browser also says from where a page writes. Of another site nothing is taken, whatever the route would do with it.
Programs send no such headers, and are not held up.
"""

from collections.abc import Sequence
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from bedside.core.loopback import is_loopback
from bedside.errors import NotAllowed
from bedside.services import problems
from bedside.settings import Settings

_TOLD_TO_ALL = frozenset({"/healthz", "/readyz"})
_READ_ONLY = frozenset({"GET", "HEAD", "OPTIONS"})
_OWN_SITES = frozenset({"same-origin", "none"})
"""Sec-Fetch-Site of a page of this service, and of what a person asks for by hand."""


class OwnHosts:
    """Lets requests for this service's own names pass, and of those that write the ones no other site has made."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one request; other kinds of scope pass untouched."""
        if scope["type"] == "http" and scope["path"] not in _TOLD_TO_ALL:
            settings: Settings = scope["app"].state.assembly.settings
            asked = _said(scope, b"host") or [""]
            refused = None
            if not all(is_own(host, settings.host, settings.public_hosts) for host in asked):
                refused = _unknown_host()
            elif scope["method"] not in _READ_ONLY and is_foreign(
                _said(scope, b"sec-fetch-site"), _said(scope, b"origin"), asked[0], settings.public_hosts
            ):
                refused = _foreign_page()
            if refused:
                await problems.response(refused, path=scope["path"])(scope, receive, send)
                return
        await self._app(scope, receive, send)


def is_foreign(sites: Sequence[str], origins: Sequence[str], asked: str, public: str) -> bool:
    """Returns whether a browser says that a page of another site asks.

    Takes the values of the headers Sec-Fetch-Site and Origin, the Host asked for, and a comma list of public names.
    An origin of its own has the host that is asked for, on any port, or a public one: an address in digits is no name
    of this service only because it listens there. Without a site's word an opaque origin, "null", is foreign.

    >>> is_foreign([], ["http://evil.example"], "localhost:8400", ""), is_foreign([], [], "localhost:8400", "")
    (True, False)
    """
    if not sites and not origins:
        return False
    if any(site not in _OWN_SITES for site in sites):
        return True
    own = {_host(name) for name in (asked, *public.split(","))} - {""}
    return any(_origin_host(origin) not in own for origin in origins if origin != "null" or not sites)


def _said(scope: Scope, header: bytes) -> list[str]:
    return [value.decode("latin-1") for name, value in scope["headers"] if name == header]


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


def _origin_host(origin: str) -> str:
    return _host(origin.partition("://")[2])


def _url(host: str) -> str:
    return f"http://[{host}]" if ":" in host else f"http://{host}"


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _unknown_host() -> NotAllowed:
    return NotAllowed(
        "this service is not known by the name that was asked for",
        code="unknown_host",
        next_step="Ask it as 127.0.0.1 or localhost, or put the name into BEDSIDE_PUBLIC_HOSTS.",
    )


def _foreign_page() -> NotAllowed:
    return NotAllowed(
        "a page of another site may not write here",
        code="foreign_page",
        next_step="Write from Bedside's own pages or from a program. Where a proxy gives Bedside another name, put that"
        " name into BEDSIDE_PUBLIC_HOSTS.",
    )
