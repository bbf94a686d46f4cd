"""The Model Context Protocol over the same library: two tools that only read, `search_library` and `ask`.

Over standard input and output by ``bedside mcp``; over HTTP by `mcp_over_http`. Only what the library says leaves here:
prompts, resources and anything that writes are not offered. An answer is stored with its evidence, as every answer is.
"""

import contextlib
import json
from collections.abc import Iterator
from typing import Annotated, Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from bedside.assembly import code_version
from bedside.core.answering.retrieval import Search
from bedside.errors import BedsideError
from bedside.messages.retrieval import found_to_wire
from bedside.ports import Retriever, Understander
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
        k: Annotated[int, Field(ge=1, le=_MOST, strict=True, description="How many passages.")] = 5,
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


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Turns our errors into tool errors, which a client can read."""
    try:
        yield
    except BedsideError as error:
        raise ToolError(f"{error.detail}. {error.next_step}") from error
