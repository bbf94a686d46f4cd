"""Writes what `tune_sentences` learns from: ``python -m benchmarks.question_tuning.prepare_sentences HOME MARKED JOB``.

HOME holds a library; MARKED are questions whose answering sentences somebody marked, as `jobs.train_sentences` reads
them, each with an ``id``. Only documents of the train split come into the job.
"""

import hashlib
import json
import sys
from pathlib import Path

import numpy as np

from bedside.assembly import Assembly
from bedside.core.answering.sentence_rating import LEARNED_FEATURES, SENTENCE_FEATURES, sentence_features, standardised
from bedside.core.learning.splits import split
from bedside.jobs.train_sentences import graded, read_marked
from bedside.settings import Settings

COLLECTION = "default"


def main(home: Path, marked: Path, job: Path) -> None:
    """Writes ``sentences.json``, with ``vectors.npy`` (pieces, 384) and ``telling.npy`` of the word pieces in it.

    A question has the pieces of what is asked and of each sentence, as rows of these; the features there are; grades.
    """
    parts = Assembly(Settings(home=home, dense="never"))
    parts.open_for_reading()
    parts.refresh_vocabulary()
    everything = [d for d in parts.documents_in(COLLECTION) if d.is_evidence]
    divided = split(everything).parts
    train = {d.document_id: d for d in everything if divided.get(d.document_id) == "train"}
    given = [column for column, name in enumerate(SENTENCE_FEATURES) if name not in LEARNED_FEATURES]
    lines = [json.loads(line) for line in marked.read_text(encoding="utf-8").splitlines() if line.strip()]
    ids = [line["id"] for line in lines if line["document_id"] in train]
    questions = []
    row: dict[int, int] = {}
    vectors: list[np.ndarray] = []
    telling: list[float] = []
    for number, (question, document, grades) in zip(ids, read_marked(marked, train), strict=True):
        stated, grade = graded(parts.cut(document), grades)
        if len(set(grade)) < 2:
            continue
        query = parts.understander.understand(question)
        texts = [query.condensed, f"{document.focus} {document.title}", *(one.sentence for one in stated)]
        words = parts.words.read(texts)
        for piece, vector, tells in zip(words.numbers.tolist(), words.vectors, words.telling, strict=True):
            if row.setdefault(piece, len(row)) == len(vectors):
                vectors.append(vector.copy())
                telling.append(tells)
        asked, names, *said = ([row[piece] for piece in words.numbers[own].tolist()] for own in words.texts)
        features = standardised(sentence_features(query, stated, parts.words.read))[:, given]
        questions.append(
            {
                "id": number,
                "document": document.document_id,
                "asked": asked,
                "named": [piece in names for piece in asked],
                "said": [sorted(set(own)) for own in said],
                "features": features.round(5).tolist(),
                "grades": grade.tolist(),
            }
        )
    about = {
        "embedder": parts.embedder.name,
        "files": {marked.name: hashlib.sha256(marked.read_bytes()).hexdigest()},
    }
    job.mkdir(parents=True, exist_ok=True)
    np.save(job / "vectors.npy", np.array(vectors, np.float32))
    np.save(job / "telling.npy", np.array(telling, np.float32))
    (job / "sentences.json").write_text(json.dumps({"about": about, "questions": questions}))
    print(f"{len(questions)} questions, {sum(len(q['said']) for q in questions)} sentences")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
