"""The adapters that stand for another service, against real servers on this machine."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from bedside.adapters.peers.connection import request_id
from bedside.adapters.peers.preprocessing import HttpUnderstander
from bedside.adapters.peers.rag import HttpRetriever
from bedside.core.answering.query import Correction, Query, Redaction
from bedside.core.answering.retrieval import Filters, Found, Ranked, Search
from bedside.core.library.document import Document, Passage
from bedside.core.memory.conversation import Turn
from bedside.errors import InvalidInput, Misconfigured, NotFound, OfflineRefused, PeerUnavailable
from bedside.messages.query import query_from_wire, query_to_wire
from bedside.messages.retrieval import found_to_wire
from bedside.services.preprocessing.schemas import PreprocessIn
from service.local_server import closed_port, serving

QUERY = Query(
    "is [NAME] at risk of gowt?", "risk of gout", "gout", ("susceptibility",), "en",
    (Correction("gowt", "gout", "spelling"),), (Redaction(3, 7, "name"),), ("podagra",),
)  # fmt: skip
DOCUMENT = Document(
    "gout-1", "Gout", "", "What is gout?", "Gout", "information", "NHS", "https://example.org", ("podagra",)
)
FOUND = Found(
    (Ranked(Passage("gout-1#0-1", DOCUMENT, 0, "Gout hurts.", "Pain"), 1.5, {"bm25_share": 0.25}),),
    "default-3",
    "now",
    "r1",
)
SEARCH = Search(QUERY, 3, "hybrid", "ward", Filters(("NHS",), ("information",), ("gout-1",)))

Answer = Callable[[Request, Any], Response]


class Peer:
    """A server that keeps what it was sent and answers as told: one answer a call, the last for good."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.requests: list[tuple[str, dict[str, str], Any, Any]] = []
        self.app = FastAPI()
        self.app.add_api_route("/{path:path}", self._answer, methods=["POST"])

    async def _answer(self, path: str, request: Request) -> Response:
        body = await request.json()
        self.requests.append((f"/{path}", dict(request.headers), body, request.client))
        answer = self.answers[0] if len(self.answers) == 1 else self.answers.pop(0)
        return answer(request, body)


def ok(body: Any) -> Answer:
    return lambda _request, _body: JSONResponse(body)


def problem(status: int, code: str, detail: str = "why") -> Answer:
    body = {"type": "about:blank", "title": "t", "status": status, "detail": detail, "code": code, "next_step": "do"}
    return lambda _request, _body: JSONResponse(body, status, media_type="application/problem+json")


@contextmanager
def retriever(peer: Peer, timeout_s: float = 5.0) -> Iterator[HttpRetriever]:
    with serving(peer.app) as url:
        adapter = HttpRetriever(url, timeout_s, offline=True)
        yield adapter
        adapter.close()


@contextmanager
def understander(peer: Peer, timeout_s: float = 5.0) -> Iterator[HttpUnderstander]:
    with serving(peer.app) as url:
        adapter = HttpUnderstander(url, timeout_s, offline=True)
        yield adapter
        adapter.close()


def test_a_search_arrives_whole_and_what_was_found_comes_back_equal() -> None:
    peer = Peer(ok(found_to_wire(FOUND) | {"took_ms": 3.5}))
    with retriever(peer) as adapter:
        assert adapter.retrieve(SEARCH) == FOUND
    path, _, body, _ = peer.requests[0]
    assert path == "/retrieve"
    assert query_from_wire(body["understood"]) == QUERY
    assert (body["query"], body["k"], body["ranker"], body["collection"]) == (QUERY.text, 3, "hybrid", "ward")
    assert body["filters"] == {"source": ["NHS"], "type": ["information"], "document_ids": ["gout-1"]}


def test_a_message_arrives_with_its_history_and_the_query_comes_back_equal() -> None:
    peer = Peer(ok(query_to_wire(QUERY)))
    history = (Turn("person", "my toe hurts", datetime(2026, 3, 1, tzinfo=UTC)),)
    with understander(peer) as adapter:
        assert adapter.understand("is Ann at risk of gowt?", history) == QUERY
    path, _, body, _ = peer.requests[0]
    assert (path, body["kind"], body["text"]) == ("/preprocess", "query", "is Ann at risk of gowt?")
    read = PreprocessIn.model_validate_json(json.dumps(body))  # as the service that is called reads it
    assert tuple(turn.turn() for turn in read.history) == history


def _headers_sent_under(identity: str) -> Mapping[str, str]:
    """Returns the headers of a call that is made while a request of that id is handled."""
    peer = Peer(ok(found_to_wire(FOUND)))
    token = request_id.set(identity)
    try:
        with retriever(peer) as adapter:
            adapter.retrieve(SEARCH)
    finally:
        request_id.reset(token)
    return peer.requests[0][1]


def test_the_request_id_is_passed_on() -> None:
    assert _headers_sent_under("req-42")["x-request-id"] == "req-42"


def test_an_id_that_is_no_header_is_left_out() -> None:
    assert {"x-request-id", "x-other"}.isdisjoint(_headers_sent_under("a\r\nX-Other: b"))


def test_one_connection_serves_call_after_call() -> None:
    peer = Peer(ok(found_to_wire(FOUND)))
    with retriever(peer) as adapter:
        for _ in range(3):
            adapter.retrieve(SEARCH)
    assert len({client for *_, client in peer.requests}) == 1


@pytest.mark.parametrize(
    ("answer", "kind"),
    [(problem(422, "k_out_of_range"), InvalidInput), (problem(404, "not_found"), NotFound)],
    ids=["invalid", "not found"],
)
def test_a_refusal_of_the_peer_is_raised_here_at_once(answer: Answer, kind: type[Exception]) -> None:
    peer = Peer(answer)
    with retriever(peer) as adapter, pytest.raises(kind, match="why"):
        adapter.retrieve(SEARCH)
    assert len(peer.requests) == 1


def test_a_peer_that_is_busy_is_asked_again() -> None:
    peer = Peer(problem(503, "unavailable"), problem(503, "unavailable"), ok(found_to_wire(FOUND)))
    with retriever(peer) as adapter:
        assert adapter.retrieve(SEARCH) == FOUND
    assert len(peer.requests) == 3


def test_a_peer_that_stays_busy_is_asked_three_times() -> None:
    peer = Peer(problem(503, "unavailable"))
    with retriever(peer) as adapter, pytest.raises(PeerUnavailable, match="rag service is not ready"):
        adapter.retrieve(SEARCH)
    assert len(peer.requests) == 3


def test_a_peer_that_is_down_is_named_with_the_variable_to_correct() -> None:
    started = time.monotonic()
    for adapter, variable in (
        (HttpRetriever(f"http://127.0.0.1:{closed_port()}", 2.0, offline=False), "BEDSIDE_RAG_URL"),
        (HttpUnderstander(f"http://127.0.0.1:{closed_port()}", 2.0, offline=False), "BEDSIDE_PREPROCESS_URL"),
    ):
        with pytest.raises(PeerUnavailable, match="service cannot be reached") as raised:
            adapter.retrieve(SEARCH) if isinstance(adapter, HttpRetriever) else adapter.understand("hello")
        assert variable in raised.value.next_step
        adapter.close()
    assert time.monotonic() - started < 2.0


@pytest.mark.parametrize("drips", [False, True], ids=["silent", "dripping"])
def test_a_slow_peer_is_given_up_within_the_time_out(drips: bool) -> None:
    def slow(_request: Request, _body: Any) -> Response:
        def parts() -> Iterator[bytes]:
            for _ in range(30):
                time.sleep(0.1)
                yield b" " if drips else b""

        return StreamingResponse(parts(), media_type="application/json")

    peer = Peer(slow)
    with retriever(peer, timeout_s=0.5) as adapter:
        started = time.monotonic()
        with pytest.raises(PeerUnavailable, match=r"did not answer within 0\.5 s"):
            adapter.retrieve(SEARCH)
        assert time.monotonic() - started < 2.0
    assert len(peer.requests) == 1


@pytest.mark.parametrize(
    "answer",
    [
        ok(["no object"]),
        ok({"passages": [{}], "library_version": "x"}),
        lambda _request, _body: Response("<html>", 200),
        lambda _request, _body: JSONResponse({"detail": "Not Found"}, 404),
        problem(500, "internal"),
    ],
    ids=["list", "shape", "html", "another server", "failed"],
)
def test_a_peer_that_is_something_else_is_unavailable(answer: Answer) -> None:
    with retriever(Peer(answer)) as adapter, pytest.raises(PeerUnavailable, match="the rag service") as raised:
        adapter.retrieve(SEARCH)
    assert "BEDSIDE_RAG_URL" in raised.value.next_step


@pytest.mark.parametrize("answer", [problem(422, "x"), problem(404, "not_found"), ok({})], ids=["422", "404", "shape"])
def test_understanding_never_refuses_a_text(answer: Answer) -> None:
    with understander(Peer(answer)) as adapter, pytest.raises(PeerUnavailable, match="the preprocessing service"):
        adapter.understand("any text")


@pytest.mark.parametrize("adapter", [HttpRetriever, HttpUnderstander])
def test_offline_another_machine_is_refused_before_any_call(adapter: type[HttpRetriever | HttpUnderstander]) -> None:
    with pytest.raises(OfflineRefused, match="names another machine"):
        adapter("http://rag.example.org:8405", 5.0, offline=True)


def test_what_is_no_address_is_refused_with_its_variable() -> None:
    with pytest.raises(Misconfigured, match="BEDSIDE_RAG_URL"):
        HttpRetriever("localhost:8405", 5.0, offline=False)
