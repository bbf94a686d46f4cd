"""Reads the messages that triage's points are made from, as triage itself reads them."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bedside.core.answering.triage.deciding import analyse, fired
from bedside.core.answering.triage.phrases import questions
from bedside.core.answering.triage.points import pieces
from bedside.core.answering.triage.urgency import Urgency
from bedside.jobs.evaluate_triage import LABELS
from bedside.jobs.evaluation_files import json_lines, refused, tab_separated

_QUESTION_BLOCKS = 4


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled message: its writer, the phrases of it whole and of its pieces, and what the rules found.

    An ``ordinary`` one is a question or a story that nobody wrote to look like danger.
    """

    group: str
    label: str
    tuned: bool
    whole: frozenset[str]
    parts: tuple[tuple[frozenset[str], frozenset[str]], ...]
    asks: frozenset[str]
    alone: Urgency
    ordinary: bool


def example(text: str, label: str, group: str, *, tuned: bool = False, ordinary: bool = False) -> Example:
    """Returns a message as it is learned from and measured on."""
    message = analyse(text)
    asks = questions(text)
    found = fired(message)
    parts = [(phrases, found.within(span)) for span, phrases in pieces(message)]
    whole = frozenset().union(*(phrases for phrases, _ in parts))
    return Example(group, label, tuned, whole, tuple(parts), asks, found.alone, ordinary)


def read_messages(path: Path, *, tuned: bool = False) -> Iterable[Example]:
    """Yields labelled messages; ``group`` names the writer, else the file does. Raises InvalidInput naming the line."""
    for number, entry in json_lines(path):
        if not isinstance(entry.get("text"), str) or entry.get("label") not in LABELS:
            raise refused(path, number, f"needs a `text` and a `label`, one of {', '.join(LABELS)}")
        group, ordinary = entry.get("group", path.stem), bool(entry.get("ordinary"))
        yield example(entry["text"], entry["label"], group, tuned=tuned or bool(entry.get("tuned")), ordinary=ordinary)


def read_questions(path: Path) -> list[Example]:
    """Returns ordinary questions: a TSV of ids and texts, or the unanswerable ones of JSON Lines."""
    if path.suffix == ".tsv":
        texts = [text for _, (_, text) in tab_separated(path, 2)]
    else:
        texts = [entry["question"] for _, entry in json_lines(path) if not entry["answerable"]]
    block = -(-len(texts) // _QUESTION_BLOCKS)
    return [
        example(text, "none", f"questions {path.stem} {i // block + 1}", ordinary=True) for i, text in enumerate(texts)
    ]
