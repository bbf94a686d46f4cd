"""OpenAI's protocol with OpenAI's own client, unchanged."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import openai
import pytest

from bedside import settings
from bedside.assembly import Assembly
from bedside.services.chatbot import openai_protocol
from bedside.services.web import service
from service.local_server import serving
from service.one_service import chatbot_of

ASKED: list[Any] = [{"role": "user", "content": "What is asthma?"}]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chatbot_of(openai_protocol.router(), tmp_path_factory.mktemp("openai")) as base:
        yield base


@pytest.fixture(scope="module")
def client(url: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{url}/v1", api_key="none", max_retries=0) as made:
        yield made


def _body(completion: Any) -> dict[str, Any]:
    return dict(completion.model_extra["bedside"])


def test_the_one_model_is_listed_and_described(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["bedside"]
    assert client.models.retrieve("bedside").id == "bedside"


def test_another_model_is_not_found(client: openai.OpenAI) -> None:
    with pytest.raises(openai.NotFoundError, match="no such model"):
        client.models.retrieve("gpt-4")


def test_an_answer_carries_its_citations_inline_and_as_a_closing_list(client: openai.OpenAI) -> None:
    completion = client.chat.completions.create(model="bedside", messages=ASKED)
    said = completion.choices[0].message.content or ""
    body = _body(completion)
    assert said.startswith(body["answer"])
    assert "[1]" in body["answer"]
    sources = said.split("\n\nSources:\n")[1].splitlines()
    assert [line.split("]")[0] for line in sources] == [f"[{c['n']}" for c in body["citations"]]
    assert completion.choices[0].finish_reason == "stop"
    assert completion.model == "bedside"


def test_annotations_cut_each_mark_out_of_the_text(client: openai.OpenAI) -> None:
    message = client.chat.completions.create(model="bedside", messages=ASKED).choices[0].message
    marks = [a.url_citation for a in message.annotations or []]
    assert marks
    for cited in marks:
        assert (message.content or "")[cited.start_index : cited.end_index].strip("[]").isdigit()
        assert cited.title
        assert cited.url.startswith("http")


def test_usage_adds_up(client: openai.OpenAI) -> None:
    usage = client.chat.completions.create(model="bedside", messages=ASKED).usage
    assert usage is not None
    assert usage.prompt_tokens == 4
    assert usage.total_tokens == usage.prompt_tokens + usage.completion_tokens > 10


def test_a_stream_says_the_same_as_the_whole(client: openai.OpenAI) -> None:
    whole = client.chat.completions.create(model="bedside", messages=ASKED).choices[0].message
    with client.chat.completions.create(
        model="bedside", messages=ASKED, stream=True, stream_options={"include_usage": True}
    ) as stream:
        chunks = list(stream)
    deltas = [chunk.choices[0] for chunk in chunks if chunk.choices]
    assert deltas[0].delta.role == "assistant"
    assert "".join(d.delta.content or "" for d in deltas) == whole.content
    annotated = [(d.delta.model_extra or {}).get("annotations") for d in deltas]
    assert [a for a in annotated if a] == [[a.model_dump() for a in whole.annotations or []]]
    assert deltas[-1].finish_reason == "stop"
    assert chunks[-1].usage is not None
    assert len(deltas) > 3


def test_a_follow_up_is_understood_from_the_messages_alone(client: openai.OpenAI) -> None:
    first = client.chat.completions.create(model="bedside", messages=ASKED).choices[0].message.content
    messages = [*ASKED, {"role": "assistant", "content": first}, {"role": "user", "content": "How is it treated?"}]
    body = _body(client.chat.completions.create(model="bedside", messages=messages))
    assert body["outcome"] == "answered"
    assert any("asthma" in citation["document_id"] for citation in body["citations"])


def test_what_was_told_in_the_messages_is_recalled_from_them(client: openai.OpenAI) -> None:
    messages: list[Any] = [
        {"role": "user", "content": "I am allergic to latex."},
        {"role": "assistant", "content": "Noted."},
        {"role": "user", "content": "What am I allergic to?"},
    ]
    body = _body(client.chat.completions.create(model="bedside", messages=messages))
    assert (body["outcome"], body["citations"]) == ("answered", [])
    assert "latex" in body["answer"]


def test_a_users_conversation_stays_one_and_a_nameless_one_is_new(client: openai.OpenAI) -> None:
    def conversation(**named: Any) -> str:
        return str(_body(client.chat.completions.create(model="bedside", messages=ASKED, **named))["conversation_id"])

    assert conversation(user="ann") == conversation(user="ann")
    assert len({conversation(user="ann"), conversation(user="bob"), conversation(), conversation()}) == 4
    assert conversation(metadata={"conversation_id": "con-mine"}) == "con-mine"


def test_parameters_we_have_no_use_for_are_tolerated(client: openai.OpenAI) -> None:
    parts: list[Any] = [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": [{"type": "text", "text": "What is asthma?"}, {"type": "image_url"}]},
    ]
    completion = client.chat.completions.create(
        model="anything", messages=parts, temperature=0.2, top_p=1, max_tokens=5, n=2, seed=1, extra_body={"made_up": 1}
    )
    assert _body(completion)["outcome"] == "answered"


def test_an_emergency_is_answered_at_once(client: openai.OpenAI) -> None:
    asked: list[Any] = [{"role": "user", "content": "my dad collapsed and is not breathing"}]
    completion = client.chat.completions.create(model="bedside", messages=asked)
    assert _body(completion)["outcome"] == "emergency"
    assert "Sources" not in (completion.choices[0].message.content or "")


@pytest.mark.parametrize(
    ("messages", "code"),
    [
        ([{"role": "user", "content": "  "}], "empty_message"),
        ([{"role": "system", "content": "x"}], "no_user_message"),
        ([], "invalid_input"),
        ("x", "invalid_input"),
    ],
)
def test_a_refusal_is_the_clients_own_exception(client: openai.OpenAI, messages: Any, code: str) -> None:
    for stream in (False, True):
        with pytest.raises(openai.BadRequestError) as raised:
            client.chat.completions.create(model="bedside", messages=messages, stream=stream)
        assert raised.value.code == code
        assert raised.value.type == "invalid_request_error"


def test_broken_json_has_openais_error_shape(url: str) -> None:
    answer = httpx2.post(f"{url}/v1/chat/completions", content=b"{", headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert set(json.loads(answer.text)["error"]) == {"message", "type", "param", "code"}


def test_a_value_of_another_type_is_refused_by_its_field(url: str) -> None:
    asked = {"messages": [{"role": "user", "content": "What is gout?"}], "stream": "no"}
    answer = httpx2.post(f"{url}/v1/chat/completions", json=asked)
    assert (answer.status_code, answer.json()["error"]["param"]) == (400, "stream")


def test_a_part_whose_text_is_no_text_is_refused(url: str) -> None:
    asked = {"messages": [{"role": "user", "content": [{"type": "text", "text": 7}]}]}
    assert httpx2.post(f"{url}/v1/chat/completions", json=asked).status_code == 400


def test_texts_of_several_parts_are_one_message(url: str) -> None:
    parts = [
        {"type": "text", "text": "What is"},
        {"type": "image_url", "image_url": {}},
        {"type": "text", "text": "gout?"},
    ]
    answer = httpx2.post(f"{url}/v1/chat/completions", json={"messages": [{"role": "user", "content": parts}]})
    assert "gout" in answer.json()["choices"][0]["message"]["content"].lower()


def test_a_peer_that_is_down_is_a_server_error_in_the_clients_terms(tmp_path: Path) -> None:
    nobody = {"BEDSIDE_RAG_URL": "http://127.0.0.1:9", "BEDSIDE_PREPROCESS_URL": "http://127.0.0.1:9"}
    app = service(
        "chatbot",
        [openai_protocol.router()],
        assembly=lambda: Assembly(settings.load({"BEDSIDE_HOME": str(tmp_path), **nobody})),
    )
    with serving(app) as base, openai.OpenAI(base_url=f"{base}/v1", api_key="none", max_retries=0) as client:
        with pytest.raises(openai.InternalServerError, match="BEDSIDE_RAG_URL") as raised:
            client.chat.completions.create(model="bedside", messages=ASKED)
        assert raised.value.code == "peer_unavailable"
