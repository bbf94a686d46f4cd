"""Plants errors into answers that were judged sound: a checker that lets them pass proves nothing.

Each error is made from the answers themselves, so that it is as plausible as can be: a number of the right kind that is
wrong, a real citation that belongs to another sentence, a true sentence from elsewhere.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bedside.core.learning.metrics import proportion
from bedside.jobs.strict_support import DocumentText, fault_of, judge
from bedside.jobs.tables import figure

KINDS = ("changed number", "swapped citation", "foreign sentence", "dead citation", "added negation")
_NUMBER = re.compile(r"\d+")
_VERB = re.compile(r"\b(is|are|can|may|should|will|has|have)\b")
Answer = Mapping[str, Any]


def planted_errors_caught(answers: Sequence[Answer], document_text: DocumentText) -> list[dict[str, Any]]:
    """Returns a figure for each of `KINDS`: the share of planted errors the strict checker caught."""
    sound = [answer for answer in answers if any(v.supported for v in judge(answer, document_text))]
    caught = dict.fromkeys(KINDS, 0)
    planted = dict.fromkeys(KINDS, 0)
    for place, answer in enumerate(sound):
        other = sound[(place + 1) % len(sound)]
        for kind, sentence, citations in _errors(answer, other, document_text):
            wrong = {"sentences": [sentence], "citations": citations}
            planted[kind] += 1
            caught[kind] += not judge(wrong, document_text)[0].supported
    return [figure(f"planted errors caught: {kind}", proportion(caught[kind], planted[kind])) for kind in KINDS]


def _errors(
    answer: Answer, other: Answer, document_text: DocumentText
) -> Iterator[tuple[str, dict[str, Any], list[Mapping[str, Any]]]]:
    """Yields kind, a wrong sentence and the citations it points into, from the first sound sentence of the answer."""
    citations, foreign = _by_number(answer), _by_number(other)
    sentence = _first_sound(answer, document_text)
    text, cited = str(sentence["text"]), list(sentence["citations"])
    own = [citations[n] for n in cited]
    quotes = [str(citation["quote"]) for citation in own]
    if number := _NUMBER.search(text):
        changed = text[: number.start()] + _another(number.group(), quotes) + text[number.end() :]
        yield "changed number", {"text": changed, "citations": cited}, own
    if verb := _VERB.search(text):
        negated = f"{text[: verb.end()]} never{text[verb.end() :]}"
        if "never" not in " ".join(quotes).lower():
            yield "added negation", {"text": negated, "citations": cited}, own
    yield "dead citation", {"text": text, "citations": [max(citations) + 1]}, list(citations.values())
    strange = _first_sound(other, document_text)
    borrowed = {**foreign[strange["citations"][0]], "n": cited[0]}
    if fault_of(text, [str(borrowed["quote"])]):
        yield "swapped citation", {"text": text, "citations": cited[:1]}, [borrowed]
    if fault_of(str(strange["text"]), quotes):
        yield "foreign sentence", {"text": strange["text"], "citations": cited}, own


def _by_number(answer: Answer) -> dict[int, Mapping[str, Any]]:
    return {citation["n"]: citation for citation in answer["citations"]}


def _first_sound(answer: Answer, document_text: DocumentText) -> Mapping[str, Any]:
    verdicts = judge(answer, document_text)
    return next(s for s, v in zip(answer["sentences"], verdicts, strict=True) if v.supported)


def _another(number: str, quotes: Sequence[str]) -> str:
    """Returns a number near the given one that stands in none of the quotes."""
    known = set(_NUMBER.findall(" ".join(quotes)))
    candidate = int(number) + 1
    while str(candidate) in known:
        candidate += 1
    return str(candidate)
