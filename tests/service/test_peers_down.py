"""The chatbot while other services are down: it triages, says what is missing, and goes on once that is back."""

import time
from collections.abc import Iterator

import httpx2
import pytest

from bedside.testing.servers import Running, running
from service.local_server import closed_port
from service.waiting import eventually

EMERGENCY = {"message": "my dad collapsed and is not breathing"}
QUESTION = {"message": "What is asthma?"}


@pytest.fixture(scope="module")
def ports() -> tuple[int, int]:
    return closed_port(), closed_port()


@pytest.fixture(scope="module")
def chatbot(
    tmp_path_factory: pytest.TempPathFactory, ports: tuple[int, int]
) -> Iterator[tuple[httpx2.Client, Running]]:
    home = tmp_path_factory.mktemp("alone")
    peers = {
        "BEDSIDE_RAG_URL": f"http://127.0.0.1:{ports[0]}",
        "BEDSIDE_PREPROCESS_URL": f"http://127.0.0.1:{ports[1]}",
    }
    with (
        running("chatbot", home, **peers) as service,
        httpx2.Client(base_url=service.url, timeout=30) as client,
    ):
        yield client, service


def test_an_emergency_is_answered_within_300_ms_with_everything_else_down(
    chatbot: tuple[httpx2.Client, Running],
) -> None:
    client, _ = chatbot
    took = []
    for _ in range(5):
        started = time.perf_counter()
        answer = client.post("/chat", json=EMERGENCY).json()
        took.append(time.perf_counter() - started)
        assert answer["outcome"] == "emergency"
        assert "911" in answer["sentences"][0]["text"]
    assert sorted(took)[2] < 0.3


def test_a_question_says_which_service_is_down_and_what_to_correct(chatbot: tuple[httpx2.Client, Running]) -> None:
    client, _ = chatbot
    for stream in (False, True):
        refused = client.post("/chat", json=QUESTION | {"stream": stream})
        problem = refused.json()
        assert (refused.status_code, problem["code"]) == (503, "peer_unavailable")
        assert refused.headers["content-type"] == "application/problem+json"
        assert refused.headers["retry-after"]
        assert "rag" in problem["detail"]
        assert "BEDSIDE_RAG_URL" in problem["next_step"]


def test_it_is_alive_and_tells_what_it_is(chatbot: tuple[httpx2.Client, Running]) -> None:
    client, _ = chatbot
    assert client.get("/healthz").json() == {"status": "ok", "service": "chatbot"}
    assert client.get("/readyz").status_code == 200


def test_it_answers_once_a_peer_is_there_and_warns_while_another_is_not(
    chatbot: tuple[httpx2.Client, Running], ports: tuple[int, int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    client, service = chatbot
    home = tmp_path_factory.mktemp("library")
    with running("rag", home, BEDSIDE_PORT=str(ports[0]), BEDSIDE_DENSE="never") as rag:
        answer = client.post("/chat", json=QUESTION, headers={"X-Request-Id": "req-travels"}).json()
        assert answer["outcome"] == "answered"
        assert ["preprocessing" in warning for warning in answer["warnings"]] == [True]
        eventually(lambda: "req-travels" in rag.log.read_text())
        with running("preprocessing", home, BEDSIDE_PORT=str(ports[1])) as preprocessing:
            answer = client.post("/chat", json=QUESTION, headers={"X-Request-Id": "req-on"}).json()
            assert (answer["outcome"], answer["warnings"]) == ("answered", [])
            for one in (service, rag, preprocessing):
                eventually(lambda one=one: "req-on" in one.log.read_text())
        rag.kill()
    assert client.post("/chat", json=QUESTION).status_code == 503
    assert client.post("/chat", json=EMERGENCY).json()["outcome"] == "emergency"
