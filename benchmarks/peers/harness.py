"""Runs one peer over a prepared corpus, one question at a time: each peer's ``run.py`` calls `main`.

Every peer gets the same passages, the same vectors, and the same model file for the question, so that what differs is
what each does around them. Uses the standard library, numpy, onnxruntime and tokenizers alone, since each peer has an
environment of its own; ``PYTHONPATH`` names this folder. A job is a folder with ``job.json``, ``passages.jsonl``,
``vectors.npy``, ``words.npy`` (the model's word pieces) and ``questions.jsonl``.
"""

import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

MAX_TOKENS = 256
TOP = 10


@dataclass(frozen=True)
class Passage:
    """One passage: the text that is indexed by words, and the row of its vector."""

    id: str
    document_id: str
    text: str
    row: int


class Embedder:
    """The shared model; ``spent_s`` sums the time spent in it."""

    def __init__(self, graph: str, words: str, tokenizer: str) -> None:
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        self._words = np.load(words, mmap_mode="r")
        self._tokenizer = Tokenizer.from_file(tokenizer)
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self.spent_s = 0.0

    def __call__(self, text: str) -> np.ndarray:
        """Returns the unit vector of one text."""
        start = perf_counter()
        ids = np.array([self._tokenizer.encode(text).ids])
        given = {"words": np.asarray(self._words[ids]), "mask": np.ones(ids.shape, np.int32)}
        vector: np.ndarray = self._session.run(["vectors"], given)[0][0]
        self.spent_s += perf_counter() - start
        return vector


Build = Callable[[Sequence[Passage], np.ndarray, Embedder], Callable[[str], Sequence[str]]]
"""Indexes passages and vectors; returns what finds the best passage ids for a question, best first."""


def main(distribution: str, build: Build) -> None:
    """Builds, warms up, asks every question once and writes ``<name>.json`` into the job's folder."""
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    folder, name = Path(sys.argv[1]), sys.argv[2]
    job = json.loads((folder / "job.json").read_text())
    passages = [Passage(row=row, **entry) for row, entry in enumerate(_lines(folder / "passages.jsonl"))]
    document_of = {passage.id: passage.document_id for passage in passages}
    embedder = Embedder(job["graph"], str(folder / "words.npy"), job["tokenizer"])
    start = perf_counter()
    find = build(passages, np.load(folder / "vectors.npy"), embedder)
    built_s = perf_counter() - start
    for text in job["warm_up"]:
        find(text)
    total_ms, embedding_ms, found = [], [], []
    for question in _lines(folder / "questions.jsonl"):
        before, start = embedder.spent_s, perf_counter()
        ids = find(question["text"])
        total_ms.append((perf_counter() - start) * 1000)
        embedding_ms.append((embedder.spent_s - before) * 1000)
        found.append([document_of[passage_id] for passage_id in ids])
    report = {
        "version": version(distribution),
        "passages": len(passages),
        "built_s": built_s,
        "total_ms": total_ms,
        "embedding_ms": embedding_ms,
        "found": found,
    }
    (folder / f"{name}.json").write_text(json.dumps(report))


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
