"""A service killed at any moment leaves a library that opens and has every acknowledged change, whole."""

import random
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import httpx2
import pytest

from bedside.testing.servers import running
from integration.library.ledger import Ledger, Text, last_word

KILLS = 8
WRITERS = 2


class Killed(Exception):
    """The other side is gone."""


def sender(client: httpx2.Client) -> Callable[[str, Text], None]:
    def send(document_id: str, text: Text) -> None:
        path = f"/library/ward/documents/{document_id}"
        try:
            answered = client.put(path, json={"title": "Note", "text": text}) if text else client.delete(path)
        except httpx2.TransportError as error:
            raise Killed from error
        answered.raise_for_status()

    return send


def write_until_killed(ledger: Ledger, url: str, choose: random.Random, written: threading.Semaphore) -> None:
    with httpx2.Client(base_url=url, timeout=20) as client, suppress(Killed):
        send = sender(client)

        def counted(document_id: str, text: Text) -> None:
            send(document_id, text)
            written.release()

        ledger.write(counted, choose)


def faults(ledgers: list[Ledger], url: str, *, everything: bool = True) -> list[str]:
    with httpx2.Client(base_url=url, timeout=20) as client:

        def stored(document_id: str) -> Text:
            answered = client.get(f"/library/ward/documents/{document_id}")
            text: Text = None if answered.status_code == 404 else answered.raise_for_status().json()["text"]
            return text

        def found(text: str) -> bool:
            asked = {"query": last_word(text), "collection": "ward", "ranker": "bm25"}
            answered = client.post("/retrieve", json=asked)
            passages = [] if answered.status_code == 404 else answered.raise_for_status().json()["passages"]
            return text in [passage["text"] for passage in passages]

        return [fault for ledger in ledgers for fault in ledger.faults(stored, found, everything=everything)]


def test_eight_kills_lose_nothing_and_leave_nothing_half_applied(tmp_path: Path) -> None:
    ledgers = [Ledger(f"w{n}") for n in range(WRITERS)]
    moments = random.Random(11)
    for kill in range(KILLS):
        with running("rag", tmp_path, BEDSIDE_DENSE="never") as service:
            assert faults(ledgers, service.url, everything=False) == []
            written = threading.Semaphore(0)
            writers = [
                threading.Thread(
                    target=write_until_killed,
                    args=(ledger, service.url, random.Random(f"{kill}{ledger.name}"), written),
                )
                for ledger in ledgers
            ]
            for writer in writers:
                writer.start()
            for _ in range(moments.randint(1, 15)):
                assert written.acquire(timeout=30)
            threading.Event().wait(moments.random() * 0.04)  # the moment within a change, not a wait for anything
            service.kill()
            for writer in writers:
                writer.join(30)
                assert not writer.is_alive()
    with running("rag", tmp_path, BEDSIDE_DENSE="never") as service:
        assert faults(ledgers, service.url) == []
    assert sum(len(ledger.acknowledged) for ledger in ledgers) > KILLS


class Store:
    """Keeps documents in memory until it crashes, with the faults planted in it."""

    def __init__(self, fault: str) -> None:
        self.fault = fault
        self.committed: dict[str, Text] = {}
        self.indexed: dict[str, Text] = {}
        self.held: dict[str, Text] = {}
        self.changes = 0

    def send(self, document_id: str, text: Text) -> None:
        self.changes += 1
        if self.changes > 33:
            raise Killed
        self.held[document_id] = text
        if self.fault != "acknowledges before it commits" or self.changes % 5 == 0:
            self.committed |= self.held
            self.held.clear()
        if self.fault != "forgets to index edits" or document_id not in self.indexed:
            self.indexed[document_id] = text

    def found(self, text: str) -> bool:
        return text in self.indexed.values()


@pytest.mark.parametrize(
    ("fault", "seen"),
    [("none", ""), ("acknowledges before it commits", "lost"), ("forgets to index edits", "half applied")],
)
def test_the_check_sees_a_planted_fault(fault: str, seen: str) -> None:
    store, ledger = Store(fault), Ledger("w")
    with suppress(Killed):
        ledger.write(store.send, random.Random(3))
    wrong = ledger.faults(store.committed.get, store.found)
    assert any(seen in one for one in wrong) if seen else wrong == []
