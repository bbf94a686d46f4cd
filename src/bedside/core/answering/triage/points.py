"""Adds up the points of a message's phrases by the sheet beside this file, ``points.tsv``.

Each line of the sheet is a phrase, its points for a crisis, for danger to the body and, where there is danger, for a
poisoning, and in how many messages it was seen. They are whole numbers that anyone can read and change. The line
``= bar`` says what must be reached, and ``= sure`` from where hardly an ordinary question reaches.
`bedside.jobs.train_triage` makes the sheet again.

A long message has more of everything, so the bar rises with the root of the number of phrases; and it is looked at piece
by piece, so that one sentence in ten pages is not outvoted by the rest.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import chain
from math import sqrt
from typing import NamedTuple

from bedside.core.answering.triage.message import Message
from bedside.core.answering.triage.phrases import length, phrases

PIECE, STEP = 100, 50
USUAL_PHRASES = 60
"""So many phrases a message of twenty words has; there the bar is as the sheet gives it."""
_TELLING = 6


class Points(NamedTuple):
    """What a phrase, or all phrases of a piece, count for: a crisis, danger, and a poisoning where there is danger."""

    crisis: int
    danger: int
    poisoning: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The points of each phrase, the bars, and the sums from which there is no doubt."""

    points: dict[str, Points]
    bar: Points
    sure: Points


@dataclass(frozen=True, slots=True)
class Score:
    """How far each sum lies above its bar; not below 0 means reached. ``found`` are the phrases it was made of."""

    crisis: float
    danger: float
    poisoning: float
    found: frozenset[str]

    def sure_danger(self, sheet: Sheet, share: float = 1.0) -> bool:
        """Says whether the danger lies beyond doubt, or as near to that from the bar on as ``share`` says."""
        return self.danger >= share * (sheet.sure.danger - sheet.bar.danger)


def sheet_of(lines: Iterable[str]) -> Sheet:
    """Reads a sheet. Raises ValueError for a line that is none."""
    points: dict[str, Points] = {}
    for line in lines:
        phrase, crisis, danger, poisoning, _seen = line.split("\t")
        points[phrase] = Points(int(crisis), int(danger), int(poisoning))
    return Sheet(points, points.pop("= bar"), points.pop("= sure"))


# Read once with the module, as a table in Python would be: a package without its sheet fails at start, not at a message.
SHEET = sheet_of(files(__package__).joinpath("points.tsv").read_text("utf-8").splitlines()[1:])


def score(found: frozenset[str], facts: frozenset[str], sheet: Sheet = SHEET) -> Score:
    """Returns the score of the phrases of one piece and the facts known of the message."""
    crisis = danger = poisoning = 0
    for phrase in (found | facts) & sheet.points.keys():
        points = sheet.points[phrase]
        crisis, danger, poisoning = crisis + points.crisis, danger + points.danger, poisoning + points.poisoning
    scale, bar = sqrt(max(len(found), 1) / USUAL_PHRASES), sheet.bar
    return Score(crisis / scale - bar.crisis, danger / scale - bar.danger, poisoning / scale - bar.poisoning, found)


def pieces(message: Message, more: Sequence[range] = ()) -> list[tuple[range, frozenset[str]]]:
    """Returns where each piece of a message stands, and its phrases; a piece overlaps half of the next.

    ``more`` are places that are pieces of their own too.
    """
    by_word = phrases(message)
    last = max(len(by_word) - PIECE, 0)
    spans = [range(start, min(start + PIECE, len(by_word))) for start in (*range(0, last, STEP), last)]
    spans += more
    return [(span, frozenset(chain(length(len(span)), *by_word[span.start : span.stop]))) for span in spans]


def telling(found: Iterable[str], *, crisis: bool, sheet: Sheet = SHEET) -> str:
    """Returns the phrases that counted most, the highest points first."""
    counted = [(p.crisis if crisis else p.danger, phrase) for phrase in found if (p := sheet.points.get(phrase))]
    ranked = sorted((-points, phrase) for points, phrase in counted if points > 0)
    return ", ".join(phrase for _, phrase in ranked[:_TELLING])
