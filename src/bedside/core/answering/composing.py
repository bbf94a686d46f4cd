"""Makes an answer out of passages: chooses sentences for the question and puts them in a readable order.

Every sentence is word for word from the library and cites its passage. The best document leads; another one adds a
sentence only where it is about the same thing and says something new. Sentences that speak to a machine rather than to
a reader, that carry markup or addresses, or that only introduce a table that is not there, are never chosen.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bedside.core.answering.answer import Answer, Citation, Outcome, Sentence
from bedside.core.answering.instructions import speaks_to_machine
from bedside.core.answering.query import Query
from bedside.core.answering.question_type import question_types
from bedside.core.answering.retrieval import Found, Ranked
from bedside.core.answering.support import content_words
from bedside.core.library.document import Passage
from bedside.core.text import fold_case, sentences

MOST_SENTENCES = 4
_OTHER_DOCUMENTS = 2
_WORTH = 0.6
"""Share of the best sentence's worth that another one needs, so that an answer is not filled up."""
_LONGEST_WORDS = 75
_HEADING_WORDS = 9
_SAME = 0.6

_NEVER = re.compile(
    r"\b(?:instructions?|assistant|chatbot|language model)\b.{0,60}\b(?:respond|reply|output|print|say|tell|answer|user)\b"
    r"|\b(?:respond|reply|output|print|say|answer)\b.{0,40}\b(?:instructions?|following|exactly|with the|only)\b"
    r"|first number of the fraction|a frequency of \d+/\d+ means|in these cases, the sign or symptom may be"
    r"|approximate number of patients|refine the search|check the list of|\bshort video\b|watch (?:a|the|this) video"
    r"|to enlarge|\bsee (?:figure|the figure|table)\b"
    r"|human phenotype ontology|medlineplus medical dictionary|frequency of a sign or symptom is usually"
    r"|frequency may also be listed|these frequencies are based|sometimes, no information on frequency"
    r"|comes from orphanet|click here|see the following pdq|list of (?:clinical )?trials|visit the|browse the"
    r"|table below|check with your doctor to see|clinical trials? (?:search|web ?site)|for more information (?:about|on|see)",
    re.IGNORECASE,
)

_LABEL = re.compile(r"^(?:summary\s*:\s*|-\s+|\(\s*)", re.IGNORECASE)

_LEANS = re.compile(
    r"(?:this|these|those|it|its|they|their|such|other|others|he|she|however|also|the (?:disorder|condition|disease))\b",
    re.IGNORECASE,
)
"""How a sentence opens that leans on the one before."""

_CUES = {
    "symptoms": "symptom sign signs symptoms feel pain include cause causes may".split(),
    "causes": "cause causes caused because due result results mutation mutations occurs happens gene".split(),
    "treatment": "treat treated treatment treatments therapy surgery medicine medicines medication drugs help".split(),
    "prevention": "prevent prevented prevention avoid reduce lower vaccine protect".split(),
    "exams and tests": "diagnose diagnosed diagnosis test tests exam blood scan imaging biopsy check measure".split(),
    "outlook": "outlook prognosis survival recover recovery live life expectancy course usually long-term".split(),
    "complications": "complication complications lead risk damage serious".split(),
    "susceptibility": "risk likely more common people age men women affects".split(),
    "inheritance": "inherited inheritance autosomal dominant recessive parent parents copy copies gene pattern".split(),
    "genetic changes": "gene genes mutation mutations chromosome protein variant".split(),
    "frequency": "people in every estimated prevalence incidence common rare occurs affects newborns".split(),
    "considerations": "should diet eat exercise avoid talk doctor".split(),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sentence chosen, where it stands in its passage, and how well it suits."""

    ranked: Ranked
    sentence: str
    place: int
    suits: float


def answer(query: Query, found: Found, confidence: float) -> Answer:
    """Returns the extractive answer, or an abstention where no sentence suits."""
    chosen = choose(query, found)
    if not chosen:
        return abstain(found, confidence)
    numbers: dict[str, int] = {}
    quotes: dict[str, list[str]] = {}
    said = []
    for one in chosen:
        n = numbers.setdefault(one.ranked.passage.passage_id, len(numbers) + 1)
        quotes.setdefault(one.ranked.passage.passage_id, []).append(one.sentence)
        said.append(Sentence(one.sentence, (n,)))
    cited = {one.ranked.passage.passage_id: one.ranked.passage for one in chosen}
    citations = tuple(_citation(numbers[key], passage, " … ".join(quotes[key])) for key, passage in cited.items())
    said += _unsaid(query, cited.values())
    return Answer(Outcome.ANSWERED, tuple(said), citations, evidence={"confidence": confidence})


def abstain(found: Found, confidence: float, said: Sequence[str] = ()) -> Answer:
    """Returns an answer that says nothing was found, and names the nearest entries so that the asker can go on."""
    opening = said or ("The library holds nothing that answers this well enough to be repeated.",)
    sentences_said = [Sentence(text) for text in opening]
    citations: list[Citation] = []
    for ranked in found.passages if not said else ():
        passage = ranked.passage
        if len(citations) < 2 and all(c.document_id != passage.document.document_id for c in citations):
            quote = next(filter(_usable, sentences(passage.text)), "")
            if quote:
                citations.append(_citation(len(citations) + 1, passage, quote))
    if citations:
        titles = " and ".join(f"“{c.title}”" for c in citations)
        sentences_said.append(Sentence(f"Nearest in it: {titles}.", tuple(c.n for c in citations)))
    return Answer(Outcome.ABSTAINED, tuple(sentences_said), tuple(citations), evidence={"confidence": confidence})


def choose(query: Query, found: Found) -> list[Chosen]:
    """Returns up to `MOST_SENTENCES` sentences in reading order: the best document's first, as they stand in it.

    Other documents take part only where they are about the very same thing: one of their names is one of the best
    document's.
    """
    if not found.passages:
        return []
    best = found.passages[0]
    scored = [one for ranked in _same_topic(found) for one in _scored(query, ranked, best.score)]
    scored.sort(key=lambda one: -one.suits)
    enough = scored[0].suits * _WORTH if scored else 0.0
    picked = _distinct([one for one in scored if one.suits >= enough], MOST_SENTENCES)
    place = {r.passage.document.document_id: i for i, r in reversed(list(enumerate(found.passages)))}
    return sorted(picked, key=lambda c: (place[_document(c.ranked)], c.ranked.passage.position, c.place))


def _document(ranked: Ranked) -> str:
    return ranked.passage.document.document_id


def _same_topic(found: Found) -> list[Ranked]:
    """Returns the best document's passages, and the best ones of documents that share a name with it."""
    best = found.passages[0]
    names = _names(best)
    documents = list(dict.fromkeys(_document(r) for r in found.passages if names & _names(r)))
    return [r for r in found.passages if _document(r) in documents[: 1 + _OTHER_DOCUMENTS]]


def _names(ranked: Ranked) -> set[str]:
    document = ranked.passage.document
    return {fold_case(name) for name in (document.focus, document.title, *document.synonyms) if name}


def _scored(query: Query, ranked: Ranked, best: float) -> list[Chosen]:
    asked = content_words(query.condensed)
    about = content_words(" ".join((ranked.passage.document.focus, ranked.passage.document.title)))
    kinds = query.question_types or question_types(query.condensed)
    fits = ranked.passage.document.question_type in kinds[:1] or not kinds
    scored = []
    for place, text in enumerate(map(_without_label, sentences(ranked.passage.text))):
        if not _usable(text):
            continue
        held = content_words(text)
        particular = asked - about
        suits = (
            (ranked.score - best) * 0.3
            + 1.2 * len(held & particular) / max(len(particular), 1)
            + 0.4 * len(held & asked & about) / max(len(asked & about), 1)
            + 0.5 * _cued(held, text, kinds)
            + (0.6 if fits else 0.2) / (1 + place + 2 * ranked.passage.position)
            - (0.3 if place and _LEANS.match(text) else 0.0)
        )
        scored.append(Chosen(ranked, text, place, suits))
    return scored


def _cued(held: frozenset[str], text: str, kinds: Sequence[str]) -> float:
    cues = _CUES.get(kinds[0], []) if kinds else []
    folded = set(re.findall(r"[a-z-]+", fold_case(text)))
    return min(sum(cue in folded or cue in held for cue in cues), 2) / 2


def _without_label(text: str) -> str:
    """Returns the sentence without a label or list mark before it; what is left still stands in the passage."""
    return _LABEL.sub("", text)


def _usable(text: str) -> bool:
    count = len(text.split())
    if not 4 <= count <= _LONGEST_WORDS or text.endswith(("?", ":")):
        return False
    # A heading or a source's name stands alone without a stop.
    if count < _HEADING_WORDS and not text.endswith((".", "!", ")", '"')):
        return False
    return not _NEVER.search(text) and not speaks_to_machine(text)


def _distinct(ordered: Sequence[Chosen], most: int) -> list[Chosen]:
    picked: list[Chosen] = []
    for one in ordered:
        words_of = content_words(one.sentence)
        if len(picked) < most and all(_overlap(words_of, content_words(p.sentence)) < _SAME for p in picked):
            picked.append(one)
    return picked


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(min(len(one), len(other)), 1)


def _unsaid(query: Query, passages: Collection[Passage]) -> list[Sentence]:
    """Returns what the cited entries do not speak of, where the kind of thing asked is missing from all of them."""
    kinds = query.question_types
    if not kinds or kinds[0] == "information" or not query.focus:
        return []
    if any(p.document.question_type in (kinds[0], "") for p in passages):
        return []
    if any(set(_CUES.get(kinds[0], ())) & set(fold_case(p.text).split()) for p in passages):
        return []
    return [Sentence(f"The library has no entry of its own on {kinds[0]} here.")]


def _citation(n: int, passage: Passage, quote: str) -> Citation:
    document = passage.document
    return Citation(
        n, "passage", passage.passage_id, document.document_id, document.title, document.source, document.url, quote
    )
