"""Measures redaction on an outside file: how much of what is personal is marked, and how much of what is marked is.

A span is touched when any mark overlaps it, covered when marks hide all of its letters and digits. Precision is the
share of marks that overlap a span.
"""

import json
import math
import time
from dataclasses import dataclass
from pathlib import Path

from bedside.core.privacy.identifiers import find
from bedside.errors import InvalidInput

_Z = 1.959964


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    spans: list[tuple[int, int, str]]


def evaluate(path: Path | str) -> dict[str, object]:
    """Returns touched, covered and precision with 95 % Wilson intervals, touched by type, and texts a second.

    The file is JSONL of ``{text, spans: [{start, end, type}]}``. Raises InvalidInput naming the line that is not.
    """
    texts = _read(Path(path))
    started = time.perf_counter()
    marks = [[(r.start, r.end) for r in find(each.text)] for each in texts]
    took_s = time.perf_counter() - started
    by_type: dict[str, list[bool]] = {}
    covered: list[bool] = []
    precise: list[bool] = []
    for each, found in zip(texts, marks, strict=True):
        for start, end, kind in each.spans:
            by_type.setdefault(kind, []).append(any(s < end and e > start for s, e in found))
            covered.append(_is_covered(each.text, start, end, found))
        precise += [any(s < end and e > start for start, end, _ in each.spans) for s, e in found]
    return {
        "texts": len(texts),
        "touched": _share([hit for hits in by_type.values() for hit in hits]),
        "covered": _share(covered),
        "precision": _share(precise),
        "touched_by_type": {kind: _share(hits) for kind, hits in sorted(by_type.items())},
        "texts_per_s": round(len(texts) / took_s) if took_s > 0 else 0,
    }


def _read(path: Path) -> list[_Text]:
    texts: list[_Text] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            spans = [(int(s["start"]), int(s["end"]), str(s.get("type", ""))) for s in record["spans"]]
            text = str(record["text"])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InvalidInput(
                f"Line {number} of {path.name} is no labelled text.",
                next_step='Give one JSON object a line: {"text": "…", "spans": [{"start": 0, "end": 4, "type": "…"}]}.',
            ) from error
        if not all(0 <= start < end <= len(text) for start, end, _ in spans):
            raise InvalidInput(
                f"Line {number} of {path.name} has a span that is not within its text.",
                next_step="`start` and `end` count characters of `text`, from 0; `end` is the first that is not meant.",
            )
        texts.append(_Text(text, spans))
    return texts


def _is_covered(text: str, start: int, end: int, found: list[tuple[int, int]]) -> bool:
    return all(any(s <= at < e for s, e in found) for at in range(start, end) if text[at].isalnum())


def _share(hits: list[bool]) -> dict[str, float | int]:
    """Returns n, the share, and its Wilson interval; of nothing the interval is everything."""
    n = len(hits)
    if not n:
        return {"n": 0, "value": 0.0, "low": 0.0, "high": 1.0}
    share = sum(hits) / n
    centre = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2)) / (1 + _Z**2 / n)
    return {"n": n, "value": round(share, 4), "low": round(centre - half, 4), "high": round(centre + half, 4)}
