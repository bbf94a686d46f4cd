"""Judges answers by what they cite, independently of the code that made them.

`core.answering.support` decides what may be said; this decides afterwards whether it was right, by other and stricter
means, and shares nothing with it: a citation must exist, its quote must stand word for word in the stored document, and
every word and number of the sentence must stand in the quotes it cites. A paraphrase fails; an extract passes. It
cannot tell whether a true quote answers the question.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bedside.errors import NotFound

DocumentText = Callable[[str], str]
"""Returns a stored document's text by its id; raises NotFound, or returns "", where there is none."""

_WORD = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:['-][^\W\d_]+)*")
_MARK = re.compile(r"\s*\[\d+\]")
_NEGATIONS = frozenset("no not never none nor neither without cannot hardly rarely".split())
_MEASURE = re.compile(r"\s*(%|°\s?[CF]|[A-Za-zµ]+(?:/[A-Za-z]+)?)")
_CLAIMLESS = re.compile(
    r"\b(?:library|librar(?:y|ies)|passages?|sources?|excerpts?|this (?:answer|page|service)|medical advice|"
    r"(?:ask|call|tell|talk to|speak to|contact|see) (?:a|an|your|the) "
    r"(?:doctor|nurse|pharmacist|clinician|care team|midwife|gp|ward))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One sentence judged. ``fault`` is "" or one of uncited, dead citation, quote, number, negation and words.

    ``claims`` is false for a sentence of the service's own that needs no citation: it speaks of the library or says
    whom to ask, and holds no number.
    """

    text: str
    claims: bool
    fault: str = ""

    @property
    def supported(self) -> bool:
        """Returns whether it claims something and rests on what it cites."""
        return self.claims and not self.fault


def judge(answer: Mapping[str, Any], document_text: DocumentText) -> list[Verdict]:
    """Returns a verdict for each sentence of an answer in the form of ``POST /chat``, in order."""
    citations = {citation["n"]: citation for citation in answer.get("citations", ())}
    return [_sentence(sentence, citations, document_text) for sentence in answer.get("sentences", ())]


def dead_citations(answer: Mapping[str, Any], document_text: DocumentText) -> int:
    """Returns how many citation marks name no citation, and how many citations name no stored document."""
    citations = {citation["n"]: citation for citation in answer.get("citations", ())}
    marks = [n for sentence in answer.get("sentences", ()) for n in sentence.get("citations", ())]
    absent = sum(not stored_text(citation, document_text) for citation in citations.values())
    return absent + sum(n not in citations for n in marks)


def stored_text(citation: Mapping[str, Any], document_text: DocumentText) -> str:
    """Returns the text of the document a citation names, "" where there is none."""
    try:
        return document_text(str(citation.get("document_id") or citation.get("id") or ""))
    except NotFound:
        return ""


def _sentence(
    sentence: Mapping[str, Any], citations: Mapping[int, Mapping[str, Any]], document_text: DocumentText
) -> Verdict:
    text = _MARK.sub("", str(sentence["text"]))
    cited = list(sentence.get("citations", ()))
    if not cited:
        own = bool(_CLAIMLESS.search(text)) and not any(c.isdigit() for c in text)
        return Verdict(text, not own, "" if own else "uncited")
    if any(n not in citations for n in cited):
        return Verdict(text, True, "dead citation")
    quotes = []
    for n in cited:
        stored, quote = stored_text(citations[n], document_text), str(citations[n].get("quote", ""))
        if not stored:
            return Verdict(text, True, "dead citation")
        if not is_verbatim(quote, stored):
            return Verdict(text, True, "quote")
        quotes.append(quote)
    return Verdict(text, True, fault_of(text, quotes))


def is_verbatim(quote: str, stored: str) -> bool:
    """Returns whether the quote, or each part of it between elision marks, stands word for word in the stored text."""
    whole = _folded(stored)
    parts = [part for part in map(_folded, quote.split("\u2026")) if part]
    return bool(parts) and (_folded(quote) in whole or all(part in whole for part in parts))


def fault_of(sentence: str, quotes: Sequence[str]) -> str:
    """Returns what of the sentence is not in the quotes: a number (with its unit), a negation, words, or ""."""
    joined = " ".join(quotes)
    if _numbers(sentence) - _numbers(joined):
        return "number"
    said, known = _words(sentence), _words(joined)
    missing = said - known
    if missing & _NEGATIONS:
        return "negation"
    return "words" if missing else ""


def _folded(text: str) -> str:
    return " ".join(text.split())


def _words(text: str) -> set[str]:
    return {match.group().lower() for match in _WORD.finditer(text.replace("\u2019", "'"))}


def _numbers(text: str) -> set[tuple[str, str]]:
    """Returns each number with the word or sign that follows it, and so its unit."""
    found = set()
    for match in re.finditer(r"\d+(?:[.,:/]\d+)*", text):
        unit = _MEASURE.match(text, match.end())
        found.add((match.group(), unit.group(1).lower() if unit else ""))
    return found
