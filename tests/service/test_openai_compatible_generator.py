"""The generator behind OpenAI's protocol, against a server of the test's own."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

from bedside.adapters.generator.openai_compatible import OpenAiCompatibleGenerator
from bedside.errors import Misconfigured, OfflineRefused, Unavailable
from service.local_server import closed_port, serving

SENTENCES = ["Gout hurts.", "Rest helps."]
READABLE = "1. Gout is sore.\n2. Resting helps."


class Model:
    """Answers every chat with one text, status and delay; counts how often."""

    def __init__(
        self, said: Any = "1. Gout is sore.\n2. Resting helps.", status: int = 200, delay_s: float = 0.0
    ) -> None:
        self.said, self.status, self.delay_s = said, status, delay_s
        self.times_asked = 0
        self.app = FastAPI()
        self.app.add_api_route("/v1/chat/completions", self._answer, methods=["POST"])

    def _answer(self) -> Response:
        time.sleep(self.delay_s)
        self.times_asked += 1
        message = {"role": "assistant", "content": self.said}
        return JSONResponse({"choices": [{"index": 0, "message": message}]}, self.status)


@contextmanager
def generator(model: Any, **named: Any) -> Iterator[OpenAiCompatibleGenerator]:
    with serving(model) as url:
        made = OpenAiCompatibleGenerator(f"openai+{url}/v1?model=small", offline=True, **named)
        yield made
        made.close()


def test_each_sentence_comes_back_rephrased_in_order() -> None:
    with generator(Model().app) as made:
        assert made.rephrase("what is gout?", SENTENCES) == ["Gout is sore.", "Resting helps."]
        assert made.name == "openai:small"


def test_the_server_is_asked_in_its_protocol() -> None:
    seen: list[tuple[str, Any]] = []
    app = FastAPI()

    @app.post("/v1/chat/completions")
    async def answer(request: Request) -> Any:
        seen.append((request.headers.get("authorization", ""), json.loads(await request.body())))
        return {"choices": [{"message": {"content": "1. a\n2. b"}}]}

    with generator(app, api_key="k-1") as made:
        made.rephrase("what is gout?", SENTENCES)
    authorization, body = seen[0]
    assert authorization == "Bearer k-1"
    assert (body["model"], body["temperature"]) == ("small", 0)
    assert [message["role"] for message in body["messages"]] == ["system", "user"]


def test_nothing_to_rephrase_asks_nobody() -> None:
    model = Model()
    with generator(model.app) as made:
        assert made.rephrase("what is gout?", []) == []
    assert model.times_asked == 0


@pytest.mark.parametrize("said", ["Sorry, no.", "", None, 3])
def test_an_answer_that_cannot_be_read_gives_empty_places(said: Any) -> None:
    with generator(Model(said).app) as made:
        assert made.rephrase("what is gout?", SENTENCES) == ["", ""]


def test_a_slow_model_is_given_up_in_time() -> None:
    with generator(Model(delay_s=2.0).app, timeout_s=0.2) as made:
        started = time.monotonic()
        with pytest.raises(Unavailable, match=r"within 0\.2 s"):
            made.rephrase("what is gout?", SENTENCES)
        assert time.monotonic() - started < 1.5


@pytest.mark.parametrize("status", [401, 404, 429, 500])
def test_a_refusal_of_the_server_is_unavailable_with_the_variable(status: int) -> None:
    with generator(Model(status=status).app) as made, pytest.raises(Unavailable, match=str(status)) as raised:
        made.rephrase("what is gout?", SENTENCES)
    assert "BEDSIDE_GENERATOR_URL" in raised.value.next_step


def test_a_server_of_another_kind_is_unavailable() -> None:
    app = FastAPI()
    app.add_api_route("/v1/chat/completions", lambda: {"answer": 1}, methods=["POST"])
    with generator(app) as made, pytest.raises(Unavailable, match="protocol"):
        made.rephrase("what is gout?", SENTENCES)


def test_a_server_that_is_down_is_unavailable() -> None:
    made = OpenAiCompatibleGenerator(f"openai+http://127.0.0.1:{closed_port()}/v1?model=small", offline=True)
    with pytest.raises(Unavailable, match="cannot be reached"):
        made.rephrase("what is gout?", SENTENCES)
    made.close()


@pytest.mark.parametrize(
    "address", ["openai+http://127.0.0.1/v1", "openai+http:///v1?model=x", "http://127.0.0.1?model=x"]
)
def test_an_address_without_its_parts_says_how_to_write_it(address: str) -> None:
    with pytest.raises(Misconfigured) as raised:
        OpenAiCompatibleGenerator(address, offline=False)
    assert "openai+http://host:port/v1?model=NAME" in raised.value.next_step


def test_offline_another_machine_is_refused() -> None:
    with pytest.raises(OfflineRefused):
        OpenAiCompatibleGenerator("openai+https://api.example.org/v1?model=x", offline=True)
