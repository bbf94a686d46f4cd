"""Lets a generator rephrase chosen sentences, and keeps only what the evidence supports.

The generator sees sentences, never the right to add any. Each that comes back is held against the sentences chosen from
the same passage, not the whole passage: what a document says to machines was not chosen, so a generator that repeats
it finds no support. It must also say the same as its original. What fails is replaced by the original.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bedside.core.answering.answer import Answer, Sentence
from bedside.core.answering.instructions import speaks_to_machine
from bedside.core.answering.query import Query
from bedside.core.answering.retrieval import Found
from bedside.core.answering.support import check, names, says_the_same
from bedside.core.text import clean, fold_space

Rephrase = Callable[[str, Sequence[str]], list[str]]


def rephrased(answer: Answer, query: Query, found: Found, rephrase: Rephrase) -> Answer:
    """Returns the answer with each cited sentence rephrased where that is supported, and as it was where it is not."""
    cited = [s for s in answer.sentences if s.citations]
    offered = rephrase(query.condensed, [s.text for s in cited])
    if len(offered) != len(cited):
        return answer
    texts = {r.passage.passage_id: r.passage.text for r in found.passages}
    chosen = {c.n: c.quote for c in answer.citations}
    whole = {c.n: texts.get(c.id, c.quote) for c in answer.citations}
    kept: dict[Sentence, Sentence] = {}
    for original, new in zip(cited, map(_tidy, offered), strict=True):
        evidence = [original.text, *(chosen[n] for n in original.citations), query.focus]
        subject_named = names(query.focus, [whole[n] for n in original.citations])
        if new and subject_named and _holds(original.text, new, evidence):
            kept[original] = replace(original, text=new)
    return replace(answer, sentences=tuple(kept.get(s, s) for s in answer.sentences))


def _holds(original: str, new: str, evidence: Sequence[str]) -> bool:
    if speaks_to_machine(new):
        return False
    return check(new, evidence).supported and says_the_same(original, new).supported


def _tidy(text: str) -> str:
    return fold_space(clean(text))
