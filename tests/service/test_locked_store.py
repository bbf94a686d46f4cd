"""Another process holds the records: whom to call is said at once all the same, and kept once they are free."""

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import httpx2
import pytest

from bedside.adapters.records.sqlite import SqliteDatabase
from bedside.testing.servers import Deployment, running
from service.local_server import closed_port
from service.waiting import eventually

EMERGENCY = {"message": "my dad collapsed and is not breathing"}
CRISIS = {"message": "I want to kill myself"}


@contextmanager
def held(records: Path) -> Iterator[None]:
    """Holds the right to write the records, as another process's long write does."""
    with closing(sqlite3.connect(records, timeout=10, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def locked(bedside: Deployment) -> AbstractContextManager[None]:
    """Holds the records of the running services."""
    return held(bedside.home / "records.sqlite")


@pytest.mark.parametrize("stream", [False, True], ids=["json", "stream"])
@pytest.mark.parametrize("message", [EMERGENCY, CRISIS], ids=["emergency", "crisis"])
def test_whom_to_call_is_said_within_300_ms_while_the_store_is_locked(
    bedside: Deployment, message: dict[str, str], stream: bool
) -> None:
    took = []
    with locked(bedside):
        for _ in range(5):
            started = time.perf_counter()
            answer = bedside.chatbot.post("/chat", json=message | {"stream": stream})
            took.append(time.perf_counter() - started)
            assert answer.status_code == 200
            assert "911" in answer.text or "988" in answer.text
            assert "may not be kept" in answer.text
    assert sorted(took)[2] < 0.3


def test_an_emergency_met_while_the_store_was_locked_is_kept_as_it_was_said(bedside: Deployment) -> None:
    with locked(bedside):
        said = bedside.chatbot.post("/chat", json=EMERGENCY).json()
        assert bedside.chatbot.get(f"/answers/{said['answer_id']}").status_code == 404
    kept = eventually(lambda: (r := bedside.chatbot.get(f"/answers/{said['answer_id']}")).is_success and r.json())
    assert {name: kept[name] for name in said} == said
    turns = bedside.chatbot.get(f"/conversations/{said['conversation_id']}").json()["turns"]
    assert [turn["role"] for turn in turns] == ["person", "bedside"]
    assert json.dumps(said["warnings"]).count("may not be kept") == 1


def test_the_first_of_all_requests_is_met_within_300_ms_too(tmp_path: Path) -> None:
    SqliteDatabase(f"sqlite:///{tmp_path}/records.sqlite").close()
    down = f"http://127.0.0.1:{closed_port()}"
    took = []
    for _ in range(3):
        with (
            held(tmp_path / "records.sqlite"),
            running("chatbot", tmp_path, BEDSIDE_RAG_URL=down, BEDSIDE_PREPROCESS_URL=down) as chatbot,
            httpx2.Client(base_url=chatbot.url, timeout=30) as client,
        ):
            client.get("/healthz")  # the connection itself is not what is measured
            started = time.perf_counter()
            assert "911" in client.post("/chat", json=EMERGENCY).text
            took.append(time.perf_counter() - started)
    assert sorted(took)[1] < 0.3
