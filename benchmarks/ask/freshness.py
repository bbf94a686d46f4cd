"""How soon a change of the library shows in what is found, under load; and what a full re-index does to questions.

Leaflets of unheard-of word triples are put, edited and deleted at 200 changes a minute while 20 questions a second are
asked. A change is measured from when it is sent until ``/retrieve`` shows it: the new text found, or the deleted gone.
"""

import itertools
import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from bedside.core.learning.metrics import percentile
from benchmarks.ask.bench import Bench
from benchmarks.ask.questioner import questions_at
from benchmarks.ask.server import COLLECTION, Server
from benchmarks.rows import Row

CHANGES_A_MINUTE, QUESTIONS_A_SECOND, LASTS_S, QUICK_LASTS_S = 200, 20, 60, 15
_NOUNS = (
    "marmalade trombone lighthouse bicycle umbrella cathedral accordion penguin waterfall carpet volcano telescope "
    "ladder orchestra pumpkin harbour lantern saddle feather compass"
).split()
_LATER = 10
_GIVEN_UP_S = 10.0

Change = Callable[[Server], float]


def measure(bench: Bench, server: Server) -> list[Row]:
    """Returns p99 of the time until a change shows, over all and by kind."""
    lasts = QUICK_LASTS_S if bench.quick else LASTS_S
    spacing = 60 / CHANGES_A_MINUTE
    plan = list(itertools.islice(_changes(), int(lasts / spacing)))
    with questions_at(server, bench.questions(2000, seed=8), QUESTIONS_A_SECOND) as waits:
        begin = time.perf_counter()
        with ThreadPoolExecutor(16) as pool:
            seen: list[tuple[str, Future[float]]] = []
            for i, (kind, change) in enumerate(plan):
                time.sleep(max(0.0, begin + i * spacing - time.perf_counter()))
                seen.append((kind, pool.submit(change, server)))
        times = [(kind, future.result()) for kind, future in seen]
    whole = percentile([t for _, t in times], 99)
    kinds = {kind: percentile([t for k, t in times if k == kind], 99).value for kind in ("put", "edit", "delete")}
    by_kind = ", ".join(f"{kind} {value:.3f} s" for kind, value in kinds.items())
    asked = percentile(waits, 99)
    shown = f"{whole.value:.3f} s ({by_kind}; largest {whole.largest:.3f})"
    name = f"a change is (un)answerable, {CHANGES_A_MINUTE} changes/min and {QUESTIONS_A_SECOND} questions/s, p99"
    return [
        Row(f"{name}", "<= 1 s", shown, whole.value <= 1, whole.n),
        Row("the questions meanwhile, p99", "", f"{asked.value:.1f} ms", None, asked.n),
    ]


def _changes() -> Iterator[tuple[str, Change]]:
    """Yields changes without end: a leaflet is edited ten leaflets after it was put, and deleted ten later."""
    triples = list(itertools.permutations(_NOUNS, 3))
    random.Random(9).shuffle(triples)
    for i in itertools.count():
        yield "put", _put(i, triples[2 * i])
        if i >= _LATER:
            yield "edit", _put(i - _LATER, triples[2 * (i - _LATER) + 1])
        if i >= 2 * _LATER:
            yield "delete", _delete(i - 2 * _LATER, triples[2 * (i - 2 * _LATER) + 1])


def _put(number: int, triple: tuple[str, ...]) -> Change:
    words = " ".join(triple)
    body = {"title": f"The {words} leaflet", "text": f"This leaflet tells all about the {words}. Keep it at hand."}

    def change(server: Server) -> float:
        with server.client() as client:
            start = time.perf_counter()
            client.put(f"/library/{COLLECTION}/documents/{_id(number)}", json=body).raise_for_status()
            return _until(server, words, number, start, there=True)

    return change


def _delete(number: int, triple: tuple[str, ...]) -> Change:
    def change(server: Server) -> float:
        with server.client() as client:
            start = time.perf_counter()
            client.delete(f"/library/{COLLECTION}/documents/{_id(number)}").raise_for_status()
            return _until(server, " ".join(triple), number, start, there=False)

    return change


def _until(server: Server, words: str, number: int, start: float, *, there: bool) -> float:
    """Returns the seconds from the start until a search shows the leaflet with these words, or no longer does."""
    with server.client() as client:
        while time.perf_counter() - start < _GIVEN_UP_S:
            answer = client.post("/retrieve", json={"query": f"What does the {words} leaflet say?"})
            found = answer.raise_for_status().json()["passages"]
            if there == any(p["document_id"] == _id(number) and words in p["text"] for p in found):
                break
            time.sleep(0.02)
        return time.perf_counter() - start


def _id(number: int) -> str:
    return f"freshness-leaflet-{number}"
