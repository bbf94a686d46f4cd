"""How an answer is spoken: the events in which it leaves, in an order in which it is read rightly."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bedside.core.answering.answer import Answer, Outcome


@dataclass(frozen=True, slots=True)
class Event:
    """One step of a streamed answer; ``name`` is triage, passages, token, citation, warning or done."""

    name: str
    data: Mapping[str, Any] | bytes


def spoken(answer: Answer, since: int = 0) -> Iterator[Event]:
    """Yields the sentences from ``since`` on as tokens, citations before the sentence that first uses them.

    Warnings come before all of it, so that it is read with them; where it is urgent nothing comes before whom to call.
    """
    urgent = answer.outcome in (Outcome.EMERGENCY, Outcome.CRISIS)
    warnings = [Event("warning", {"text": warning}) for warning in answer.warnings]
    sent: set[int] = set()
    by_number = {citation.n: citation for citation in answer.citations}
    if not urgent:
        yield from warnings
    for i, sentence in enumerate(answer.sentences[since:], since):
        for n in sentence.citations:
            if n not in sent:
                sent.add(n)
                yield Event("citation", by_number[n].told())
        separator = "" if i == 0 else ("\n" if urgent else " ")
        yield Event("token", {"text": separator + "".join([sentence.text, *(f" [{n}]" for n in sentence.citations)])})
    if urgent:
        yield from warnings
