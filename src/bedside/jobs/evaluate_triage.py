"""Measures triage on labelled messages: ``bedside eval triage``.

Lines are ``{"text": …, "label": "emergency" | "crisis" | "poisoning" | "none", "id"?: …}``. An emergency or a poisoning
is caught by any urgency, since each puts help first; a crisis only by the crisis line. Misses are listed with their
text: these are evaluation sets, not what patients wrote.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from bedside.core.learning.metrics import proportion
from bedside.jobs.evaluation_files import json_lines, refused
from bedside.jobs.tables import figure

LABELS = ("emergency", "crisis", "poisoning", "none")


class Judgement(Protocol):
    """What triage says of a message; ``urgency`` is none, emergency, crisis or poisoning."""

    @property
    def urgency(self) -> str:
        """Returns the urgency."""


@dataclass(frozen=True, slots=True)
class _Judged:
    line: int
    given_id: str
    text: str
    label: str
    urgency: str

    @property
    def caught(self) -> bool:
        return self.urgency == "crisis" if self.label == "crisis" else self.urgency != "none"


def evaluate(set_jsonl: Path, read: Callable[[str], Judgement] | None = None) -> dict[str, Any]:
    """Returns ``figures``, each with n, misses and interval, and ``misses`` with line, id, text, label and urgency.

    ``read`` is the service's own triage unless another is given. Raises InvalidInput naming the line, NotFound for a
    missing file.
    """
    read = read or _own_triage()
    judged = [
        _Judged(number, given_id, text, label, str(read(text).urgency))
        for number, given_id, text, label in _entries(set_jsonl)
    ]
    urgent = [entry for entry in judged if entry.label in ("emergency", "poisoning")]
    alike = [entry for entry in judged if entry.label == "none"]
    caught = {
        "emergencies caught, poisoning among them": urgent,
        "poisonings caught": [entry for entry in judged if entry.label == "poisoning"],
        "crises caught": [entry for entry in judged if entry.label == "crisis"],
    }
    taken_for = {
        "look-alikes taken for an emergency": [e for e in alike if e.urgency in ("emergency", "poisoning")],
        "look-alikes taken for a crisis": [e for e in alike if e.urgency == "crisis"],
    }
    figures = [_caught(name, entries) for name, entries in caught.items()]
    figures += [
        figure(name, proportion(len(wrong), len(alike)), misses=len(wrong)) for name, wrong in taken_for.items()
    ]
    missed = [entry for entry in judged if (entry.urgency != "none" if entry.label == "none" else not entry.caught)]
    return {"figures": figures, "messages": len(judged), "misses": [_listed(entry) for entry in missed]}


def _own_triage() -> Callable[[str], Judgement]:
    from bedside.core.answering.triage import triage

    return triage


def _caught(name: str, entries: list[_Judged]) -> dict[str, Any]:
    hits = sum(entry.caught for entry in entries)
    return figure(name, proportion(hits, len(entries)), misses=len(entries) - hits)


def _listed(entry: _Judged) -> dict[str, Any]:
    listed = {"line": entry.line, "label": entry.label, "urgency": entry.urgency, "text": entry.text}
    return {"id": entry.given_id, **listed} if entry.given_id else listed


def _entries(path: Path) -> list[tuple[int, str, str, str]]:
    entries = []
    for number, entry in json_lines(path):
        text, label = entry.get("text"), entry.get("label")
        if not isinstance(text, str) or not text.strip():
            raise refused(path, number, "needs a `text`")
        if label not in LABELS:
            raise refused(path, number, f"needs a `label`, one of {', '.join(LABELS)}")
        entries.append((number, str(entry.get("id", "")), text, label))
    return entries
