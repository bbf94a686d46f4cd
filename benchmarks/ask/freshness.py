"""How soon a change made over HTTP shows in what is found, at 200 changes a minute and 20 questions a second."""

import httpx2

from bedside.core.learning.metrics import percentile
from benchmarks.ask.bench import Bench
from benchmarks.ask.changes import shown_after
from benchmarks.ask.questioner import questions_at
from benchmarks.ask.server import COLLECTION, Server
from benchmarks.rows import Row, informs

CHANGES_A_MINUTE, QUESTIONS_A_SECOND, LASTS_S, QUICK_LASTS_S = 200, 20, 60, 15


class ServedLibrary:
    """The library of a running service, changed by PUT and DELETE, searched by ``/retrieve``."""

    def __init__(self, client: httpx2.Client) -> None:
        self._client = client

    def put(self, number: int, title: str, text: str) -> None:
        """Stores the leaflet of that number."""
        self._client.put(_address(number), json={"title": title, "text": text}).raise_for_status()

    def delete(self, number: int) -> None:
        """Removes it."""
        self._client.delete(_address(number)).raise_for_status()

    def texts(self, question: str) -> list[str]:
        """Returns the ten best passages."""
        answer = self._client.post("/retrieve", json={"query": question}).raise_for_status().json()
        return [passage["text"] for passage in answer["passages"]]


def measure(bench: Bench, server: Server) -> list[Row]:
    """Returns p99 of the time until a change shows, with each kind's own."""
    lasts = QUICK_LASTS_S if bench.quick else LASTS_S
    with questions_at(server, bench.questions(2000, seed=8), QUESTIONS_A_SECOND) as waits, server.client() as client:
        times = shown_after(ServedLibrary(client), CHANGES_A_MINUTE, lasts)
    whole, asked = percentile([t for _, t in times], 99), percentile(waits, 99)
    name = f"a change is (un)answerable, {CHANGES_A_MINUTE} changes/min and {QUESTIONS_A_SECOND} questions/s, p99"
    return [
        Row(name, "<= 1 s", told(times), whole.value <= 1, whole.n),
        informs("questions' p99 meanwhile", f"{asked.value:.1f} ms", asked.n),
    ]


def told(times: list[tuple[str, float]]) -> str:
    """Returns p99 over all changes, by kind, and the largest."""
    whole = percentile([t for _, t in times], 99)
    kinds = {kind: percentile([t for k, t in times if k == kind], 99).value for kind in ("put", "edit", "delete")}
    by_kind = ", ".join(f"{kind} {value:.2f}" for kind, value in kinds.items())
    return f"{whole.value:.2f} s ({by_kind}; largest {whole.largest:.2f})"


def _address(number: int) -> str:
    return f"/library/{COLLECTION}/documents/freshness-leaflet-{number}"
