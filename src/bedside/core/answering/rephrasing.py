"""Lets a generator rephrase chosen sentences, and keeps only what the evidence supports.

The generator sees sentences, never the right to add any: each that comes back is checked against the passage its
original cites, and is replaced by the original when it fails.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bedside.core.answering.answer import Answer, Sentence
from bedside.core.answering.query import Query
from bedside.core.answering.retrieval import Found
from bedside.core.answering.support import check
from bedside.core.text import clean, fold_space

Rephrase = Callable[[str, Sequence[str]], list[str]]


def rephrased(answer: Answer, query: Query, found: Found, rephrase: Rephrase) -> Answer:
    """Returns the answer with each cited sentence rephrased where that is supported, and as it was where it is not."""
    cited = [s for s in answer.sentences if s.citations]
    offered = rephrase(query.condensed, [s.text for s in cited])
    texts = {r.passage.passage_id: r.passage.text for r in found.passages}
    evidence = {c.n: texts.get(c.id, c.quote) for c in answer.citations}
    kept: dict[Sentence, Sentence] = {}
    if len(offered) == len(cited):
        for original, new in zip(cited, map(_tidy, offered), strict=True):
            support = check(new, [evidence[n] for n in original.citations], query.focus)
            kept[original] = replace(original, text=new) if new and support.supported else original
    return replace(answer, sentences=tuple(kept.get(s, s) for s in answer.sentences))


def _tidy(text: str) -> str:
    return fold_space(clean(text))
