"""The Model Context Protocol with its own client, over standard input and output and over HTTP."""

import os
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from bedside.services.chatbot import mcp_over_http
from service.one_service import chatbot_of

Use = Callable[[Client], Awaitable[None]]
Meet = Callable[[Use], None]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chatbot_of(mcp_over_http.router(), tmp_path_factory.mktemp("mcp-http")) as base:
        yield base


@pytest.fixture(scope="module")
def stdio_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mcp-stdio")


@pytest.fixture(params=["stdio", "http", "http with handshake"])
def meet(request: pytest.FixtureRequest, url: str, stdio_home: Path) -> Meet:
    """Runs a test's steps with a client of either form, also one that speaks the protocol of before 2026."""

    def client() -> Client:
        if request.param == "stdio":
            inherited = {name: value for name, value in os.environ.items() if not name.startswith("BEDSIDE_")}
            environment = {**inherited, "BEDSIDE_HOME": str(stdio_home), "BEDSIDE_DENSE": "never"}
            started = StdioServerParameters(command=sys.executable, args=["-m", "bedside.cli", "mcp"], env=environment)
            return Client(stdio_client(started))
        return Client(f"{url}/mcp", mode="auto" if request.param == "http" else "legacy")

    return lambda use: _run(client(), use)


@pytest.fixture
def meet_over_http(url: str) -> Meet:
    return lambda use: _run(Client(f"{url}/mcp"), use)


def _run(client: Client, use: Use) -> None:
    async def steps() -> None:
        with anyio.fail_after(120):
            async with client:
                await use(client)

    anyio.run(steps)


def test_two_tools_are_offered_and_both_only_read(meet: Meet) -> None:
    async def use(client: Client) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == {"search_library", "ask"}
        for tool in tools.values():
            assert tool.annotations is not None
            assert tool.annotations.read_only_hint
            assert tool.description

    meet(use)


def test_a_search_returns_passages_with_their_sources(meet: Meet) -> None:
    async def use(client: Client) -> None:
        found = await client.call_tool("search_library", {"query": "what is asthma", "k": 3})
        assert not found.is_error
        body = found.structured_content
        assert body is not None
        assert len(body["passages"]) == 3
        assert "asthma" in body["passages"][0]["document_id"]
        assert body["library_version"].startswith("default-")

    meet(use)


def test_an_answer_comes_whole_with_its_citations(meet: Meet) -> None:
    async def use(client: Client) -> None:
        answer = (await client.call_tool("ask", {"question": "What is asthma?"})).structured_content
        assert answer is not None
        assert answer["outcome"] == "answered"
        assert answer["citations"][0]["quote"]
        assert answer["answer_id"].startswith("ans-")

    meet(use)


def test_an_emergency_is_answered_over_a_tool_too(meet_over_http: Meet) -> None:
    async def use(client: Client) -> None:
        told = await client.call_tool("ask", {"question": "my dad collapsed, he is not breathing"})
        assert told.structured_content is not None
        assert told.structured_content["outcome"] == "emergency"

    meet_over_http(use)


@pytest.mark.parametrize(
    ("tool", "given"),
    [
        ("search_library", {"query": "asthma", "k": 0}),
        ("search_library", {"query": "asthma", "k": True}),
        ("search_library", {"query": ""}),
        ("ask", {"question": "\u200b"}),
    ],
    ids=["k", "type of k", "empty", "invisible"],
)
def test_what_cannot_be_asked_is_a_tool_error(meet_over_http: Meet, tool: str, given: dict[str, Any]) -> None:
    async def use(client: Client) -> None:
        refused = await client.call_tool(tool, given)
        assert refused.is_error
        assert refused.content[0].text  # type: ignore[union-attr]

    meet_over_http(use)


def test_several_clients_are_served_at_once(url: str) -> None:
    answers: list[Any] = []

    async def one() -> None:
        async with Client(f"{url}/mcp") as client:
            answers.append((await client.call_tool("search_library", {"query": "asthma"})).structured_content)

    async def all_of_them() -> None:
        async with anyio.create_task_group() as group:
            for _ in range(5):
                group.start_soon(one)

    anyio.run(all_of_them)
    assert len(answers) == 5
    assert all(answer["passages"] for answer in answers)


@pytest.mark.parametrize(("header", "value"), [("Host", "evil.example"), ("Origin", "http://evil.example")])
def test_a_foreign_page_cannot_reach_the_tools(url: str, header: str, value: str) -> None:
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accepted = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}
    assert httpx2.post(f"{url}/mcp", json=call, headers={**accepted, header: value}).status_code in (403, 421)


def test_the_route_takes_posts_alone(url: str) -> None:
    assert httpx2.get(f"{url}/mcp").status_code == 405


def test_the_protocols_package_is_not_loaded_before_somebody_asks() -> None:
    code = "import sys, bedside.services.chatbot.mcp_over_http; sys.exit('mcp' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
