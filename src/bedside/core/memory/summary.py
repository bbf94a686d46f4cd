"""Condenses what has left the window of recent turns, and lays out what a prompt may hold of a conversation.

The summary is made of the conversation's own words: topics asked about, statements of the person about themselves,
questions, and the first sentence of each answer. It grows turn by turn and never exceeds `SUMMARY_CHARS`: when it is
full, the oldest and least telling lines go first. Same turns, same summary; nothing is asked of a model. What must
never go lives outside it, in the pinned facts.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bedside.core.memory.conversation import Conversation, PinnedFact, Turn
from bedside.core.memory.shortening import shortened
from bedside.core.text import sentences, words

KEPT_TURNS = 6
"""Turns that stay verbatim: three questions with their answers."""
SUMMARY_CHARS = 1_500
TURN_CHARS = 700
FACT_CHARS = 320
PROMPT_CHARS = SUMMARY_CHARS + KEPT_TURNS * (TURN_CHARS + 20) + 100
"""Bound of a prompt view without its facts; each fact adds at most `FACT_CHARS` and is never left out."""

_LINE_CHARS = 180
_TOPICS_CHARS = 400
_TOPICS = "Topics: "
_WEIGHTS = {"Person: ": 1.0, "Asked: ": 0.7, "Answered: ": 0.5}
_FADE = 0.93  # what each newer line takes from the weight of an older one

_QUESTION = re.compile(
    r"(?:what|which|who|when|where|why|how|is|are|am|was|were|do|does|did|can|could|should|shall|will|would|may|might"
    r"|has|have|any|tell me|explain)\b",
    re.IGNORECASE,
)
_ABOUT_SELF = re.compile(r"\b(?:i|i'm|i've|i'd|my|me|we|we're|our|he|she|his|her|they|their)\b", re.IGNORECASE)
_POINTS_BACK = {"it", "its", "this", "that", "these", "those", "them", "they", "their"}
_PLAIN = frozenset(
    "a about after again against all also am an and any are as at be because been before being but by can could "
    "dear did do does done for from get gets getting give good got had has have having he hello help helps her hi "
    "him his how i if in into is it its just kind know let like many may me might mean much my need no not of off "
    "on one or our out please really s she should so some someone take taking tell than thank thanks that the "
    "their them then there these they this those to too up us use used very want was we were what when where "
    "which while who why will with would you your d ll m re t ve explain best work works happen happens long "
    "often".split()
)


@dataclass(frozen=True, slots=True)
class PromptView:
    """What a prompt may hold of a conversation: all pinned facts, the summary, recent turns, each within its bound."""

    facts: tuple[str, ...]
    summary: str
    turns: tuple[tuple[str, str], ...]
    """Role and text, oldest first."""

    @property
    def text(self) -> str:
        """Returns it as plain text, facts first."""
        parts = []
        if self.facts:
            parts.append("Remembered:\n" + "\n".join(f"- {fact}" for fact in self.facts))
        if self.summary:
            parts.append("Earlier:\n" + self.summary)
        if self.turns:
            parts.append("Recent:\n" + "\n".join(f"{role}: {text}" for role, text in self.turns))
        return "\n\n".join(parts)


def window(turns: Sequence[Turn], keep: int = KEPT_TURNS) -> tuple[Turn, ...]:
    """Returns the newest turns, oldest of them first."""
    return tuple(turns[-keep:]) if keep > 0 else ()


def prompt_view(conversation: Conversation, keep: int = KEPT_TURNS) -> PromptView:
    """Returns what a prompt may hold: at most `PROMPT_CHARS` and `FACT_CHARS` a fact, however long the conversation."""
    return PromptView(
        facts=tuple(_fact_line(fact) for fact in conversation.pinned_facts),
        summary=conversation.summary[:SUMMARY_CHARS],
        turns=tuple((turn.role, shortened(turn.text, TURN_CHARS)) for turn in window(conversation.turns, keep)),
    )


def summarise(previous_summary: str, older_turns: Sequence[Turn]) -> str:
    """Returns the summary with these turns taken in, oldest first; at most `SUMMARY_CHARS` long."""
    topics, lines = _read(previous_summary)
    for turn in older_turns:
        if turn.role == "person":
            for said in sentences(turn.text):
                kind = _kind(said)
                if kind == "Asked: ":
                    topics = _with_topic(topics, said)
                if kind:
                    lines = _with_line(lines, kind + shortened(said, _LINE_CHARS))
        else:
            first = next(iter(sentences(turn.text)), "")
            if first:
                lines = _with_line(lines, "Answered: " + shortened(first, _LINE_CHARS))
    return _fitted(topics, lines)


def _read(summary: str) -> tuple[list[str], list[str]]:
    """Takes an earlier summary apart again; each of its lines says by its first word what it is."""
    lines = summary.splitlines()
    if lines and lines[0].startswith(_TOPICS):
        return lines[0].removeprefix(_TOPICS).split("; "), lines[1:]
    return [], lines


def _kind(said: str) -> str:
    if said.rstrip("\"')").endswith("?") or _QUESTION.match(said):
        return "Asked: "
    return "Person: " if _ABOUT_SELF.search(said) or any(c.isdigit() for c in said) else ""


def _with_topic(topics: list[str], question: str) -> list[str]:
    """Returns the topics with the question's one last; one that points back carries the focus of the one before."""
    asked = words(question)
    telling = [word for word in asked if word not in _PLAIN][:6]
    topic = " ".join(telling)
    if topics and _POINTS_BACK.intersection(asked):
        focus = topics[-1].split(": ")[0]
        topic = f"{focus}: {topic}" if topic else focus
    if not topic:
        return topics
    kept = [*(known for known in topics if known != topic), topic]
    while len("; ".join(kept)) > _TOPICS_CHARS:
        kept.pop(0)
    return kept


def _with_line(lines: list[str], line: str) -> list[str]:
    """Returns the lines with this one last; said again, it moves."""
    return [*(known for known in lines if known != line), line]


def _fitted(topics: list[str], lines: list[str]) -> str:
    """Returns the summary with the most telling lines that fit, in their order; a line fades as newer ones come."""
    head = [_TOPICS + "; ".join(topics)] if topics else []
    room = SUMMARY_CHARS - sum(len(line) + 1 for line in head)
    by_weight = sorted(range(len(lines)), key=lambda n: (-_weight(lines[n], len(lines) - 1 - n), -n))
    kept: set[int] = set()
    for n in by_weight:
        if len(lines[n]) + 1 > room:
            break  # what is lighter goes with it, so that a short line never outlives a heavier one
        room -= len(lines[n]) + 1
        kept.add(n)
    return "\n".join(head + [line for n, line in enumerate(lines) if n in kept])


def _weight(line: str, newer: int) -> float:
    kind = next((weight for mark, weight in _WEIGHTS.items() if line.startswith(mark)), 0.4)
    return float(kind * _FADE**newer)


def _fact_line(fact: PinnedFact) -> str:
    return f"{fact.kind}: {shortened(fact.value, FACT_CHARS - 40)} (stated {fact.stated_at:%Y-%m-%d})"
