"""The Model Context Protocol at ``POST /mcp``: stateless, so that any process may answer any request.

The protocol's package takes most of a second to import, so it is imported, in a thread, when somebody first asks.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bedside.assembly import Assembly
from bedside.core.loopback import is_loopback
from bedside.services import web

if TYPE_CHECKING:
    from mcp.server import MCPServer
    from mcp.server.transport_security import TransportSecuritySettings


def router(parts: Callable[[Request], Assembly] = web.assembly_of) -> APIRouter:
    """Returns the route; ``parts`` gives the assembly of the app that got a request."""
    # Without a session there is no stream to open by GET, nor anything to end by DELETE: the protocol allows 405.
    return APIRouter(routes=[Route("/mcp", _OverHttp(parts), methods=["POST"], include_in_schema=False)])


class _OverHttp:
    """Serves each request by a session of its own; the server is built once for an assembly."""

    def __init__(self, parts: Callable[[Request], Assembly]) -> None:
        self._parts = parts
        self._built: tuple[Assembly, MCPServer[Any]] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one request."""
        here = self._parts(Request(scope))
        if self._built is None or self._built[0] is not here:
            self._built = here, await run_in_threadpool(_build, here)
        server = self._built[1]
        # Makes a session manager, each good for one run; it is taken before anybody else can make the next.
        server.streamable_http_app(
            stateless_http=True, json_response=True, transport_security=_allowed(here.settings.host)
        )
        session = server.session_manager
        async with session.run():
            await session.handle_request(scope, receive, send)


def _build(here: Assembly) -> "MCPServer[Any]":
    from bedside.services.chatbot.mcp_server import build

    return build(here.answering, here.retriever, here.understander)


def _allowed(host: str) -> "TransportSecuritySettings":
    """Returns which hosts and origins may ask: on a loopback address only names of this machine, so none is rebound."""
    from mcp.server.transport_security import TransportSecuritySettings

    if not is_loopback(f"http://[{host}]" if ":" in host else f"http://{host}"):
        return TransportSecuritySettings(enable_dns_rebinding_protection=False)
    hosts = ["127.0.0.1", "localhost", "[::1]"]
    return TransportSecuritySettings(
        allowed_hosts=[*hosts, *(f"{one}:*" for one in hosts)],
        allowed_origins=[f"{scheme}://{one}:*" for scheme in ("http", "https") for one in hosts],
    )
