"""The Model Context Protocol over the same library: two tools that only read, `search_library` and `ask`.

Over standard input and output by ``bedside mcp``; over HTTP at ``/mcp``, stateless, so that any process may answer any
request. Only what the library says leaves here: prompts, resources and anything that writes are not offered.
"""

import contextlib
import json
from collections.abc import Callable, Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Request
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import ToolAnnotations
from pydantic import Field
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bedside.assembly import Assembly, code_version
from bedside.core.answering.retrieval import Search
from bedside.core.loopback import is_loopback
from bedside.errors import BedsideError
from bedside.messages.retrieval import found_to_wire
from bedside.ports import Retriever, Understander
from bedside.services import web
from bedside.usecases import ask_question
from bedside.usecases.ask_question import Answering, Question

_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
_MOST = 20


def build(answering: Answering, retriever: Retriever, understander: Understander) -> MCPServer[Any]:
    """Returns the server. Errors reach the client as tool errors that say what to do next."""
    server: MCPServer[Any] = MCPServer(
        "bedside", version=code_version(), instructions="A medical library. Cite what it returns; it is no diagnosis."
    )

    @server.tool(annotations=_READS)
    def search_library(
        query: Annotated[str, Field(min_length=1, max_length=2000, description="What to look for, in plain words.")],
        k: Annotated[int, Field(ge=1, le=_MOST, description="How many passages.")] = 5,
    ) -> dict[str, Any]:
        """Finds the passages of the medical library that best answer a question, best first, each with its source."""
        with _told():
            return found_to_wire(retriever.retrieve(Search(understander.understand(query), k)))

    @server.tool(annotations=_READS)
    def ask(
        question: Annotated[str, Field(min_length=1, max_length=20_000, description="A health question.")],
    ) -> dict[str, Any]:
        """Answers a health question from the library, each sentence cited; says so where the library has no answer."""
        with _told():
            answer: dict[str, Any] = json.loads(ask_question.ask(answering, Question(question)))
            return answer

    return server


def router(parts: Callable[[Request], Assembly] = web.parts) -> APIRouter:
    """Returns the route ``POST /mcp``; ``parts`` gives the assembly of the app that got a request."""
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
            self._built = here, build(here.answering, here.retriever, here.understander)
        server = self._built[1]
        server.streamable_http_app(
            stateless_http=True, json_response=True, transport_security=_allowed(here.settings.host)
        )
        session = server.session_manager
        async with session.run():
            await session.handle_request(scope, receive, send)


def _allowed(host: str) -> TransportSecuritySettings:
    """Returns which hosts and origins may ask: on a loopback address only names of this machine, so none is rebound."""
    if not is_loopback(f"http://{host}"):
        return TransportSecuritySettings(enable_dns_rebinding_protection=False)
    hosts = ["127.0.0.1", "localhost", "[::1]"]
    return TransportSecuritySettings(
        allowed_hosts=[*hosts, *(f"{one}:*" for one in hosts)],
        allowed_origins=[f"{scheme}://{one}:*" for scheme in ("http", "https") for one in hosts],
    )


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Turns our errors into tool errors, which a client can read."""
    try:
        yield
    except BedsideError as error:
        raise ToolError(f"{error.detail}. {error.next_step}") from error
