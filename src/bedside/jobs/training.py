"""Trains what answering learns, in one home's train split: ranker, abstention, sentences; each with a manifest."""

import hashlib
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from bedside.assembly import Assembly, code_version, now
from bedside.core.answering.abstention import ABSTENTION_FEATURES, abstention_features
from bedside.core.answering.query import Query
from bedside.core.answering.ranking import RankerModel, model_from_json, rank
from bedside.core.answering.retrieval import Candidates, Found, Search
from bedside.core.learning.phrases import fit_phrases, held_out_weights
from bedside.core.learning.splits import split
from bedside.core.library.document import Document, Passage
from bedside.errors import InvalidInput, NotFound, Unavailable
from bedside.jobs.evaluate_groundedness import Question as Grounded
from bedside.jobs.evaluate_groundedness import read_groundedness
from bedside.jobs.evaluate_retrieval import read_qrels, read_questions
from bedside.jobs.train_ranker import (
    Judged,
    Practice,
    abstention_rows,
    gather,
    train_abstention,
    train_ranker,
    without_vectors,
)
from bedside.jobs.train_sentences import read_marked, train_sentences
from bedside.ports import PassageIndex

MODELS = ("ranker", "abstention", "sentences")
_SEED = 7
_UNANSWERED_SHARE = 0.2
_BOTH = "Give `--questions` and `--qrels` of this library, or leave both out."


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions that people wrote, beside practice; each file may be missing.

    ``asked`` and ``qrels`` are as for `eval retrieval` and teach ranking: only documents of the train split count.
    ``groundedness`` is as for `eval groundedness` and teaches when to abstain: a line whose documents are of another
    split is left out. ``sentences`` is as `train_sentences`
    says and teaches which sentence to say.
    """

    asked: Path | None = None
    qrels: Path | None = None
    groundedness: Path | None = None
    sentences: Path | None = None

    def hashes(self) -> dict[str, str]:
        """Returns the sha256 of each given file, by file name."""
        given = (self.asked, self.qrels, self.groundedness, self.sentences)
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in given if path}


def run(
    parts: Assembly, collection: str, documents: int, questions: Questions, progress: Callable[[int, int], None]
) -> dict[str, str]:
    """Returns the stored versions by model; all of it is learned from one collection.

    Raises NotFound without a loaded library, Unavailable before all its vectors are there, InvalidInput for questions
    that teach nothing.
    """
    parts.open_for_reading()
    parts.refresh_vocabulary()
    index = parts.library.index_of(collection)
    everything = parts.documents_in(collection)
    if index is None or not any(d.is_evidence for d in everything):
        raise NotFound(
            "there is no library to learn from", next_step=f"`bedside library load SOURCE --collection {collection}`."
        )
    if waiting := index.state().vectors_waiting:
        raise Unavailable(
            f"{waiting} texts of the library still wait for their vectors",
            next_step=f"`bedside library load SOURCE --collection {collection} --dense now`.",
        )
    divided = split([d for d in everything if d.is_evidence]).parts
    library = _Library(parts, index, {d.document_id: d for d in everything if divided.get(d.document_id) == "train"})
    judged = _judged(library, questions)
    grounded = _grounded(library, questions.groundedness) if questions.groundedness else []
    train, unanswered = ([], []) if judged and questions.groundedness else chosen(everything, divided, documents)
    practice = gather(train, unanswered, index, parts.embedder, parts.understander, seed=_SEED, progress=progress)
    bodies = {"ranker": train_ranker(judged or [one for one in practice if one.document is not None])}
    model = model_from_json(bodies["ranker"])
    bodies["abstention"] = _abstention(library, grounded, practice, model)
    if questions.sentences:
        bodies["sentences"] = train_sentences(_marked(library, questions.sentences), parts.words.read)
    manifest: dict[str, Any] = {
        "trained_at": now().isoformat(),
        "code_version": code_version(),
        "collection": collection,
        "documents": len(train),
        "unanswered": len(unanswered),
        "judged_questions": len(judged),
        "groundedness_questions": len(grounded),
        "seed": _SEED,
        "embedder": parts.embedder.name,
        "questions_read_by": parts.embedder.questions_name,
        "files": questions.hashes(),
    }
    if practised := [d.version for d in (*train, *unanswered)]:
        manifest["data_sha256"] = hashlib.sha256("\n".join(practised).encode()).hexdigest()
    return {name: parts.registry.save(name, body, manifest=manifest) for name, body in bodies.items()}


def chosen(
    everything: list[Document], divided: Mapping[str, str], documents: int
) -> tuple[list[Document], list[Document]]:
    """Returns train-split documents, and known questions of foci that nothing in the library answers, seeded.

    Raises InvalidInput where that is no document.
    """
    rng = random.Random(_SEED)
    train = [d for d in everything if divided.get(d.document_id) == "train"]
    if documents < 1 or not train:
        raise InvalidInput(
            "there is no document to practise on",
            next_step="Give `--documents` 1 or more, and load a library that has documents in the train split.",
        )
    foci = {d.focus.lower() for d in everything if d.is_evidence}
    unanswered = [d for d in everything if not d.is_evidence and d.focus and d.focus.lower() not in foci]
    return (
        rng.sample(train, min(documents, len(train))),
        rng.sample(unanswered, min(int(documents * _UNANSWERED_SHARE), len(unanswered))),
    )


@dataclass(frozen=True, slots=True)
class _Library:
    """What is learned from: a collection's index, and those of its documents that are in the train split."""

    parts: Assembly
    index: PassageIndex
    train: Mapping[str, Document]
    found: dict[str, tuple[Query, Candidates]] = field(default_factory=dict)
    """What was found for each question so far: most teach ranking and abstention alike."""

    def candidates(self, text: str) -> tuple[Query, Candidates]:
        if text not in self.found:
            query = self.parts.understander.understand(text)
            self.found[text] = query, self.index.candidates(Search(query), self.parts.embedder.embed_questions)
        return self.found[text]


def _judged(library: _Library, questions: Questions) -> list[Judged]:
    if questions.asked is None and questions.qrels is None:
        return []
    if questions.asked is None or questions.qrels is None:
        raise InvalidInput("questions and their judged documents go together", next_step=_BOTH)
    qrels = read_qrels(questions.qrels)
    judged = []
    for qid, text in read_questions(questions.asked).items():
        grades = {d: float(g) for d, g in qrels.get(qid, {}).items() if d in library.train}
        if grades:
            query, candidates = library.candidates(text)
            judged.append(Judged(query, candidates, grades))
    if not judged:
        raise InvalidInput("no judged document is of this library's train split", next_step=_BOTH)
    return judged


def _grounded(library: _Library, path: Path) -> list[Grounded]:
    """Returns the lines that may teach: those whose documents are all in the train split. One that names none may.

    Raises InvalidInput where they are not of both kinds.
    """
    entries = [entry for entry in read_groundedness(path) if entry.document_ids <= library.train.keys()]
    if len({entry.answerable for entry in entries}) < 2:
        raise InvalidInput(
            f"{path.name} needs questions with an answer and questions without one",
            next_step="Add the missing kind: `answerable` true and `answerable` false. "
            "A line whose `document_ids` are not all in this library's train split does not count.",
        )
    return entries


def _marked(library: _Library, path: Path) -> Iterator[tuple[Query, dict[str, float], list[Passage]]]:
    """Yields questions understood, with the grade of each marked sentence and the passages of their document."""
    for question, document, grades in read_marked(path, library.train):
        yield library.parts.understander.understand(question), grades, library.parts.cut(document)


def _abstention(
    library: _Library, entries: Sequence[Grounded], practice: Sequence[Practice], ranker: RankerModel
) -> dict[str, Any]:
    """Returns the body of an abstention model, from questions that people wrote where there are any."""
    body: dict[str, Any] = {"version": "", "features": list(ABSTENTION_FEATURES), "kind": "logistic", "phrases": {}}
    answerable = np.array([entry.answerable for entry in entries], bool)
    texts = [library.parts.understander.understand(entry.text).text for entry in entries]
    phrasing = held_out_weights(texts, answerable) if entries else np.empty(0)
    if entries:
        body["phrases"] = fit_phrases(texts, answerable)
    for name, embedded in (("with_vectors", True), ("without_vectors", False)):
        rows, right = abstention_rows(practice, ranker, embedded=embedded)
        if entries:
            found = [_found(library, entry.text, ranker, embedded=embedded) for entry in entries]
            kept = [i for i, (_, one) in enumerate(found) if one.passages]
            rows, right = np.array([abstention_features(*found[i], phrasing[i]) for i in kept]), answerable[kept]
        body[name] = train_abstention(rows, right)
    return body


def _found(library: _Library, text: str, ranker: RankerModel, *, embedded: bool) -> tuple[Query, Found]:
    query, candidates = library.candidates(text)
    if not embedded:
        candidates = without_vectors(candidates)
    return query, Found(tuple(rank(query, candidates, "ranked", ranker, 10)), "", "")
