"""What the measures share: where things lie, which questions are asked, how much is enough."""

import hashlib
import json
import os
import random
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bedside.adapters.library_source import open_source
from bedside.core.library.document import Document
from bedside.jobs.evaluate_retrieval import read_qrels, read_questions
from bedside.jobs.evaluation_files import json_lines

ROOT = Path(__file__).parents[2]
SETS = ROOT / "benchmarks" / "sets"
FIGURES = ROOT / "figures"
QUICK_ANSWERS = 1500


@dataclass(frozen=True)
class Bench:
    """One run. A quick one has its own home with a part of the answers, among them all that are judged.

    ``halves`` are the halves of the question sets that are read: test is what goals are held against, dev informs. Who
    tunes something reads dev alone.
    """

    quick: bool
    halves: tuple[str, ...] = ("test", "dev")

    @property
    def home(self) -> Path:
        """Returns the home that is measured; it is kept between runs so that vectors are made once."""
        return FIGURES / ("home-quick" if self.quick else "home")

    @cached_property
    def medquad(self) -> Path:
        """Returns where MedQuAD is. Raises FileNotFoundError where it is not at hand."""
        path = Path(os.environ.get("BEDSIDE_MEDQUAD") or ROOT.parent / "shared" / "data" / "medquad-xml.tar.xz")
        if not path.exists():
            raise FileNotFoundError("MedQuAD is not at hand: set BEDSIDE_MEDQUAD to its archive or folder")
        return path

    @cached_property
    def answers(self) -> list[Document]:
        """Returns all documents of MedQuAD with an answer."""
        found = open_source(str(self.medquad)).read()
        return [entry for entry in found if isinstance(entry, Document) and entry.is_evidence]

    @cached_property
    def source(self) -> Path:
        """Returns what is loaded: MedQuAD, or for a quick run a file with a part of it."""
        return self._part() if self.quick else self.medquad

    @property
    def scale(self) -> str:
        """Returns a note on how much is searched."""
        return f"quick: {QUICK_ANSWERS:,} of MedQuAD's answers, fewer questions" if self.quick else "all of MedQuAD"

    def sample(self, documents: list[Document], n: int, seed: int) -> list[Document]:
        """Returns n of them, the same for the same seed."""
        return random.Random(seed).sample(documents, min(n, len(documents)))

    def questions(self, n: int, seed: int = 1) -> list[str]:
        """Returns n questions, no two the same: consumers' from the development half, then MedQuAD's own."""
        consumers = list(read_questions(SETS / "consumer_dev.questions.tsv").values())
        own = [d.question for d in self.sample(self.answers, 2 * n, seed) if d.question]
        asked = list(dict.fromkeys(consumers + own))[:n]
        random.Random(seed).shuffle(asked)
        return asked

    def loaded(self) -> list[Document]:
        """Returns the documents with an answer that are in the home."""
        return self._chosen if self.quick else self.answers

    def _part(self) -> Path:
        path = FIGURES / "quick.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = (json.dumps(as_line(d), ensure_ascii=False) + "\n" for d in self._chosen)
        path.write_text("".join(lines), encoding="utf-8")
        return path

    @cached_property
    def _chosen(self) -> list[Document]:
        """Returns a quick run's answers: all that are judged, and some others."""
        judged: set[str] = set()
        for half in self.halves:
            for documents in read_qrels(SETS / f"consumer_{half}.qrels.tsv").values():
                judged.update(documents)
            for _, entry in json_lines(SETS / f"groundedness_{half}.jsonl"):
                judged.update(entry.get("document_ids", ()))
        chosen = [d for d in self.answers if d.document_id in judged]
        others = [d for d in self.answers if d.document_id not in judged]
        return chosen + self.sample(others, QUICK_ANSWERS - len(chosen), seed=2)


def unchanged(name: str) -> list[str]:
    """Returns the files of ``<name>.sha256`` that are not as they were frozen, or are gone."""
    wrong = []
    for line in (SETS / f"{name}.sha256").read_text().splitlines():
        digest, _, file = line.strip().partition(" ")
        path = SETS / Path(file.strip().lstrip("*")).name
        if file and (not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != digest):
            wrong.append(path.name)
    return wrong


def as_line(document: Document) -> dict[str, object]:
    """Returns the document as ``bedside library load`` reads it from JSON Lines."""
    fields = ("title", "text", "question", "focus", "question_type", "source", "url")
    return {
        "id": document.document_id,
        **{name: getattr(document, name) for name in fields},
        "synonyms": list(document.synonyms),
    }
