"""What cannot be taken is refused clearly: a status, a problem with the next step, nothing repeated, nothing lost."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest
from fastapi import APIRouter

from bedside.assembly import Assembly
from bedside.services.web import service
from bedside.settings import Settings
from bedside.testing.servers import Deployment
from service.local_server import serving
from service.waiting import eventually

MARKER = "Zyxomarkerword"
JSON = {"Content-Type": "application/json"}
PROBLEM = {"type", "title", "status", "detail", "code", "next_step", "errors"}
GOOD = {"title": "t", "text": "x"}
LONG = f"{MARKER} " * 70_000
_TURN = {"role": "person", "text": "hello"}

Call = Callable[[Deployment], httpx2.Response]


def chat(body: dict[str, Any] | bytes) -> Call:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return lambda bedside: bedside.chatbot.post("/chat", content=content, headers=JSON)


def retrieve(**body: Any) -> Call:
    asked = json.dumps({"query": f"asthma {MARKER}"} | body)
    return lambda bedside: bedside.rag.post("/retrieve", content=asked, headers=JSON)


def put(body: dict[str, Any] | bytes, path: str = "/library/default/documents/refused") -> Call:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return lambda bedside: bedside.rag.put(path, content=content, headers=JSON)


def get(path: str) -> Call:
    return lambda bedside: bedside.chatbot.get(path)


def library(path: str, method: str = "GET") -> Call:
    return lambda bedside: bedside.rag.request(method, path)


def preprocess(**body: Any) -> Call:
    return lambda bedside: bedside.preprocessing.post("/preprocess", json={"kind": "query", "text": MARKER} | body)


REFUSED: dict[str, tuple[int, str, Call]] = {
    "an empty message": (422, "empty_message", chat({"message": ""})),
    "only blanks": (422, "empty_message", chat({"message": " \n\t "})),
    "only control characters": (422, "empty_message", chat({"message": "\x00\x1b\u200b\u202e"})),
    "a message of 1 MB": (413, "too_large", chat({"message": LONG})),
    "a message of 30,000 characters": (413, "too_large", chat({"message": LONG[:30_000]})),
    "binary": (400, "broken_json", chat(bytes(range(256)) * 40)),
    "bytes that are no UTF-8": (400, "unreadable_body", chat(b'{"message":"' + MARKER.encode() + b'\xff"}')),
    "broken JSON": (400, "broken_json", chat(b'{"message":"' + MARKER.encode())),
    "JSON a hundred thousand deep": (400, "unreadable_body", chat(b"[" * 100_000)),
    "half a character": (422, "invalid_input", chat(b'{"message":"' + MARKER.encode() + b'\\ud83d"}')),
    "no body": (422, "invalid_input", chat(b"")),
    "a list": (422, "invalid_input", chat(b"[1]")),
    "an unknown field": (422, "invalid_input", chat({"message": "What is gout?", "mesage": MARKER})),
    "a field that is a sentence": (422, "invalid_input", chat({"message": "x", f"{MARKER} has gout": 1})),
    "a number for a message": (422, "invalid_input", chat({"message": 7})),
    "a word for a truth value": (422, "invalid_input", chat({"message": "x", "stream": MARKER})),
    "a number for a truth value": (422, "invalid_input", chat({"message": "x", "stream": 1})),
    "a bad conversation id": (422, "invalid_input", chat({"message": "x", "conversation_id": f"../{MARKER}"})),
    "a bad collection": (422, "invalid_input", chat({"message": "x", "collection": f"../{MARKER}"})),
    "an unknown collection": (404, "not_found", chat({"message": "What is gout?", "collection": MARKER.lower()})),
    "an unknown answer": (404, "no_answer", get(f"/answers/{MARKER}")),
    "an answer's id with a NUL": (404, "no_answer", get(f"/answers/{MARKER}%00%ff")),
    "an unknown conversation": (404, "no_conversation", get(f"/conversations/{MARKER}")),
    "conversations of nobody": (422, "invalid_input", get("/conversations")),
    "conversations of a bad id": (422, "invalid_input", get(f"/conversations?person_id=../{MARKER}")),
    "the export of a blank": (422, "no_person", get("/people/%20/export")),
    "an unknown path": (404, "not_found", get(f"/{MARKER}")),
    "a file outside the page": (404, "not_found", get("/page/..%2f__init__.py")),
    "an unknown method": (405, "no_such_method", lambda bedside: bedside.chatbot.request(MARKER.upper(), "/chat")),
    "k of 0": (422, "invalid_input", retrieve(k=0)),
    "k of 10,000": (422, "invalid_input", retrieve(k=10_000)),
    "k that is no number": (422, "invalid_input", retrieve(k=MARKER)),
    "an unknown ranker": (422, "invalid_input", retrieve(ranker=MARKER)),
    "an unknown collection to search": (404, "not_found", retrieve(collection="nowhere")),
    "an unknown filter": (422, "invalid_input", retrieve(filters={"author": MARKER})),
    "an empty query": (422, "empty_query", retrieve(query="")),
    "a query of 30,000 characters": (413, "too_large", retrieve(query=LONG[:30_000])),
    "a query of punctuation": (422, "empty_query", retrieve(query="?!")),
    "something else for an understood query": (422, "unreadable_query", retrieve(understood={"text": 3})),
    "half a character understood": (422, "unreadable_query", retrieve(understood={"text": "a", "condensed": "\ud83d"})),
    "a megabyte understood": (413, "too_large", retrieve(understood={"text": "a", "condensed": LONG[:900_000]})),
    "a document without text": (422, "invalid_input", put({"title": MARKER})),
    "a document whose title shows nothing": (422, "invalid_input", put({"title": "\u200b", "text": MARKER})),
    "a document with a script for an address": (
        422, "invalid_input", put({"title": "t", "text": MARKER, "url": f"javascript:{MARKER}"}),
    ),
    "a bad document id": (422, "invalid_input", put(GOOD, f"/library/default/documents/-{MARKER}")),
    "a bad collection to put into": (422, "invalid_input", put(GOOD, "/library/A_/documents/a")),
    "a document of 50 MB": (413, "too_large", put(b'{"title":"t","text":"' + b"x" * 50_000_000 + b'"}')),
    "an unknown document": (404, "no_document", library(f"/library/default/documents/{MARKER}")),
    "an unknown document to delete": (404, "no_document", library(f"/library/default/documents/{MARKER}", "DELETE")),
    "readings, which come later": (422, "invalid_input", preprocess(kind="readings")),
    "a time without a zone": (
        422, "invalid_input", preprocess(history=[{"role": "person", "text": MARKER, "at": "2026-03-01T12:00:00"}]),
    ),
    "a number for a time": (
        422, "invalid_input", preprocess(history=[{"role": "person", "text": MARKER, "at": 1_772_366_400}]),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_a_problem_that_repeats_nothing(bedside: Deployment, name: str) -> None:
    status, code, call = REFUSED[name]
    refused = call(bedside)
    assert (refused.status_code, refused.headers["content-type"]) == (status, "application/problem+json")
    problem = refused.json()
    assert set(problem) == PROBLEM
    assert (problem["status"], problem["code"], problem["type"]) == (status, code, f"urn:bedside:problem:{code}")
    assert all(problem[field] for field in ("title", "detail", "next_step"))
    assert MARKER.lower() not in refused.text.lower()


def test_every_wrong_field_is_named_with_its_reason(bedside: Deployment) -> None:
    wrong = {"message": 7, "stream": "perhaps", "locale": "e" * 65, "mesage": "x"}
    errors = bedside.chatbot.post("/chat", json=wrong).json()["errors"]
    assert {error["field"] for error in errors} == set(wrong)
    assert all(error["reason"] for error in errors)


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("/chat", {"message": "What is gout?", "stream": "no"}, "stream"),
        ("/chat", {"message": "What is gout?", "stream": 0}, "stream"),
        ("/answers/any/feedback", {"verdict": "accepted", "comment": 5}, "comment"),
        ("/retrieve", {"query": "gout", "k": True}, "k"),
        ("/retrieve", {"query": "gout", "k": "5"}, "k"),
        ("/retrieve", {"query": "gout", "k": 5.0}, "k"),
        ("/retrieve", {"query": "gout", "generate": "no"}, "generate"),
        ("/preprocess", {"kind": "query", "text": "gout", "history": [_TURN | {"at": "17"}]}, "history.0.at"),
        ("/preprocess", {"kind": "query", "text": "gout", "history": [_TURN | {"at": 17}]}, "history.0.at"),
    ],
)
def test_a_value_of_another_type_is_refused_by_its_field(
    bedside: Deployment, path: str, body: dict[str, Any], field: str
) -> None:
    client = {"/preprocess": bedside.preprocessing, "/retrieve": bedside.rag}.get(path, bedside.chatbot)
    refused = client.post(path, json=body)
    assert refused.status_code == 422
    assert [error["field"] for error in refused.json()["errors"]] == [field]


def logged(bedside: Deployment, word: str) -> bool:
    return word.lower() in bedside.log_text().lower()


def test_nothing_of_what_was_refused_is_in_a_log(bedside: Deployment) -> None:
    for _, _, call in REFUSED.values():
        call(bedside)
    for number, client in enumerate((bedside.chatbot, bedside.preprocessing, bedside.rag)):
        client.get("/healthz", headers={"X-Request-Id": f"after-all-{number}"})
        eventually(lambda number=number: logged(bedside, f"after-all-{number}"))
    assert not logged(bedside, MARKER)
    assert not logged(bedside, "traceback")


@pytest.mark.parametrize("role", ["chatbot", "preprocessing", "rag"])
def test_a_word_in_the_log_of_any_service_would_be_noticed(bedside: Deployment, role: str) -> None:
    planted = f"Plantedword-{role}"
    assert not logged(bedside, planted)
    getattr(bedside, role).get("/healthz", headers={"X-Request-Id": planted.upper()})
    eventually(lambda: logged(bedside, planted))


def test_a_document_of_50_mb_in_pieces_is_refused_before_it_has_all_been_sent(bedside: Deployment) -> None:
    sent = []

    def pieces() -> Iterator[bytes]:
        yield b'{"title":"t","text":"'
        for _ in range(800):
            sent.append(65_536)
            yield b"x" * 65_536
        yield b'"}'

    refused = bedside.rag.put("/library/default/documents/large", content=pieces(), headers=JSON)
    assert (refused.status_code, refused.json()["code"]) == (413, "too_large")
    assert "10,000,000" in refused.json()["detail"]
    assert bedside.rag.get("/library/default/documents/large").status_code == 404


@pytest.mark.parametrize(
    "message",
    [
        *("a", "?!", "🫁🫁", "ما هو الربو؟", "什么是哮喘", "What is\x00 asthma\x07?"),
        *("1" * 20_000, "a" + "\u0301" * 5000, "Mr Al Bo. " * 1900),
    ],
    ids=["letter", "marks", "pictures", "Arabic", "Chinese", "control", "one number", "accents", "names"],
)
def test_odd_messages_are_answered_not_broken(bedside: Deployment, message: str) -> None:
    answered = bedside.chatbot.post("/chat", json={"message": message})
    assert answered.status_code == 200
    assert answered.json()["outcome"] in ("answered", "abstained")


def test_a_query_of_one_letter_finds_nothing_rather_than_anything(bedside: Deployment) -> None:
    assert bedside.rag.post("/retrieve", json={"query": "a"}).json()["passages"] == []


def test_an_emergency_is_seen_beside_a_number_no_computer_holds(bedside: Deployment) -> None:
    message = f"My dad collapsed, he is not breathing, temperature {'9' * 400} degrees"
    assert bedside.chatbot.post("/chat", json={"message": message}).json()["outcome"] == "emergency"


def test_control_characters_never_come_back(bedside: Deployment) -> None:
    text = "Zebra\x00 fever\x1b[31m is\u202e invented\x07."
    path = "/library/odd/documents/control"
    bedside.rag.put(path, json={"title": "Zebra\x07 fever", "text": text}).raise_for_status()
    kept = bedside.rag.get(path).json()
    assert (kept["title"], kept["text"]) == ("Zebra fever", "Zebra fever[31m is invented.")


def test_after_all_that_a_good_question_is_answered(bedside: Deployment) -> None:
    before = bedside.rag.get("/library/default/documents/asthma-1").json()
    for _, _, call in REFUSED.values():
        call(bedside)
    assert bedside.rag.get("/library/default/documents/asthma-1").json() == before
    answer = bedside.chatbot.post("/chat", json={"message": "What is asthma?"}).json()
    assert answer["outcome"] == "answered"


def test_a_failure_nobody_foresaw_says_nothing_of_what_was_written(
    tmp_path: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    router = APIRouter()

    @router.get("/fails")
    def fails() -> None:
        raise RuntimeError(f"could not read {MARKER}")

    app = service("failing", [router], assembly=lambda: Assembly(Settings(home=tmp_path)))
    with serving(app) as url:
        failed = httpx2.get(f"{url}/fails", headers={"X-Request-Id": "id-1"})
        metrics = httpx2.get(f"{url}/metrics").text
    assert (failed.status_code, failed.json()["code"]) == (500, "internal")
    assert failed.headers["x-request-id"] == "id-1"
    assert re.search(r'bedside_requests_total{method="GET",route="/fails",status="500"} 1', metrics)
    log = capfd.readouterr().err
    assert MARKER not in failed.text + log
    assert '"error": "RuntimeError"' in log
    assert "test_bad_input.py" in log
