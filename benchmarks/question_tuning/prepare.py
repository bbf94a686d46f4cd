"""Writes what `tune` learns from: ``python -m benchmarks.question_tuning.prepare HOME QUESTIONS QRELS JOB [WITHOUT]``.

HOME holds a library with all its vectors. Only documents of the train split come into the job: neither is another
document somebody's wrong answer there, nor is its own question learned from. WITHOUT names the beginnings of ids of
questions that are kept apart, with commas between: to measure on them, or because they were written later.
"""

import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bedside.adapters.embedder.weights import model_folder
from bedside.adapters.index.vectors import VectorFile, text_key
from bedside.adapters.index.waiting import embedding_text
from bedside.assembly import Assembly
from bedside.core.learning.splits import split
from bedside.jobs.evaluate_retrieval import read_qrels, read_questions
from bedside.settings import Settings

MOST_TOKENS = 128
COLLECTION = "default"


def main(home: Path, questions: Path, qrels: Path, job: Path, without: Sequence[str] = ()) -> None:
    """Writes ``rows.npy`` (n, 384) with ``document.npy`` and ``is_question.npy``, and ``questions.json``."""
    parts = Assembly(Settings(home=home, dense="never"))
    parts.open_for_reading()
    parts.refresh_vocabulary()
    everything = [d for d in parts.documents_in(COLLECTION) if d.is_evidence]
    divided = split(everything).parts
    train = [d for d in everything if divided.get(d.document_id) == "train"]
    number = {d.document_id: i for i, d in enumerate(train)}
    texts = [(i, True, d.question) for i, d in enumerate(train) if d.question]
    texts += [(i, False, embedding_text(p)) for i, d in enumerate(train) for p in parts.cut(d)]
    folder = Path(parts.settings.address("index").removeprefix("file://")) / COLLECTION / "vectors"
    vectors = VectorFile(folder, parts.embedder.name, parts.embedder.dimensions)
    rows = np.array([vectors.row(text_key(text)) for _, _, text in texts])
    if (rows < 0).any():
        raise ValueError(f"{int((rows < 0).sum())} texts wait to be embedded: load with --dense now first")
    job.mkdir(parents=True, exist_ok=True)
    np.save(job / "rows.npy", vectors.matrix[rows])
    np.save(job / "document.npy", np.array([i for i, _, _ in texts], np.int32))
    np.save(job / "is_question.npy", np.array([is_question for _, is_question, _ in texts]))

    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(model_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MOST_TOKENS)
    grades = read_qrels(qrels)
    asked = []
    for qid, text in read_questions(questions).items():
        if qid.startswith(tuple(without)):
            continue
        judged = {number[d]: grade for d, grade in grades.get(qid, {}).items() if d in number}
        right = [d for d, grade in judged.items() if grade >= min(2, max(judged.values()))]
        if right:
            ids = tokenizer.encode(parts.understander.understand(text).condensed).ids
            asked.append({"ids": ids, "documents": right})
    own = [{"ids": tokenizer.encode(d.question).ids, "documents": [i]} for i, d in enumerate(train) if d.question]
    about = {
        "embedder": parts.embedder.name,
        "without": list(without),
        "files": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (questions, qrels)},
        "weights": str(model_folder() / "model.safetensors"),
    }
    (job / "questions.json").write_text(json.dumps({"about": about, "asked": asked, "own": own}))
    print(f"{len(asked)} questions, {len(own)} own questions, {len(texts)} rows of {len(train)} documents")


if __name__ == "__main__":
    home, questions, qrels, job = map(Path, sys.argv[1:5])
    main(home, questions, qrels, job, without=[part for part in "".join(sys.argv[5:6]).split(",") if part])
