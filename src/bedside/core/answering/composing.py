"""Makes an answer out of passages: chooses sentences for the question and puts them in a readable order.

Every sentence is word for word from the library and cites its passage. The best document leads, its best sentence
first; others found nearly as well add a sentence each, named where they are about something else. Sentences that speak
to a machine rather than to a reader, that carry markup or addresses, or that only introduce a table that is not there,
are never chosen.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np

from bedside.core.answering.answer import Answer, Citation, Outcome, Sentence
from bedside.core.answering.query import Query
from bedside.core.answering.retrieval import Found, Ranked
from bedside.core.answering.sentence_rating import Rate, Stated
from bedside.core.answering.statements import may_be_said, stated_in, usable
from bedside.core.answering.support import content_words, is_plain
from bedside.core.library.document import Passage
from bedside.core.text import fold_case, sentences

_LEADING, _LEADING_OF_TWO = 5, 6
"""How many sentences the best document may say, and how many where two things are asked; any other says one."""
_OTHER_DOCUMENTS = 3
_BEHIND = 3.5
"""How far in rating another sentence may be behind the best one, so that an answer is not filled up.

All chosen on 500 marked training questions: all of the best sentences are said in 58 of 100 where two things are asked
and in 55 where one is, in about 124 and 95 words; with one sentence less each and 2.5, in 52 and 48, in 102 and 75."""
_OPENS = 2.0
"""What the opening of a document is rated above its worth where the document's own question is the one asked."""
_NEAR = 3.0
"""How far in rank score another document may be behind the best one, so that others speak only where it is not plain
which one is meant. Of training questions of writers held out 83 in 100 cite a right document then, with 3.2 documents
an answer; 81 with 3.0 at 2.0."""
_NEAR_NAMED = 1.5
"""The same where the question has the best one's name in full: then it is plain which one is meant, nearly always."""
_NEAR_SAME = 4.0
"""The same for another document of the best one's subject: what is asked may stand beside what was found first."""
_LONGEST_TITLE = 20
_SAME = 0.6

_TWO_ASKED = re.compile(
    r"\?.*\?|\b(?:and|or|also|plus)\b[ ,]*(?:\w+ ){0,2}?"
    r"(?:how|what|why|when|who|which|is|are|can|could|do|does|did|will|would|should|has|have)\b",
    re.DOTALL | re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
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
"""What an answer to each kind of question tends to say."""


def answer(query: Query, found: Found, confidence: float, rated: Rate) -> Answer:
    """Returns the extractive answer, or an abstention where no sentence suits."""
    chosen = choose(query, found, rated)
    if not chosen:
        return abstain(found, confidence)
    numbers: dict[str, int] = {}
    quotes: dict[str, list[str]] = {}
    said: list[Sentence] = []
    subject, speaking = _names(chosen[0].ranked), ""
    if not _is_plainly_of_its_subject(query, chosen[0]):
        said.append(_opening(chosen[0].ranked.passage.document.title))
    for one in chosen:
        n = numbers.setdefault(one.ranked.passage.passage_id, len(numbers) + 1)
        quotes.setdefault(one.ranked.passage.passage_id, []).append(one.sentence)
        title = one.ranked.passage.document.title
        if not subject & _names(one.ranked) and title != speaking:
            # Another subject's words must not be read as the first one's.
            said.append(_opening(title))
        speaking = title
        said.append(Sentence(one.sentence, (n,)))
    cited = {one.ranked.passage.passage_id: one.ranked.passage for one in chosen}
    citations = tuple(_citation(numbers[key], passage, " … ".join(quotes[key])) for key, passage in cited.items())
    said += _unsaid(query, cited.values())
    return Answer(Outcome.ANSWERED, tuple(said), citations, evidence={"confidence": confidence})


def _opening(title: str) -> Sentence:
    return Sentence(f"The library's entry “{title}” says:")


def _is_plainly_of_its_subject(query: Query, one: Stated) -> bool:
    """Returns whether nobody can take a sentence for another subject's, or its title may not be told beside it.

    It has a name of its entry whole, or a word of one where the question has the whole: a word alone is not enough, as
    what is said of gallstones speaks of stones, and so does a question about the kidney.
    """
    said, asked = content_words(one.sentence), content_words(query.condensed)
    names = [words for name in _names(one.ranked) if (words := content_words(name))]
    plain = any(words <= said or (words <= asked and words & said) for words in names)
    return plain or not _may_stand_alone(one.ranked.passage.document.title)


def abstain(found: Found, confidence: float, said: Sequence[str] = ()) -> Answer:
    """Returns an answer that says nothing was found, and names the nearest entries so that the asker can go on."""
    opening = said or ("The library holds nothing that answers this well enough to be repeated.",)
    sentences_said = [Sentence(text) for text in opening]
    citations: list[Citation] = []
    for ranked in found.passages if not said else ():
        passage = ranked.passage
        title = passage.document.title
        if len(citations) < 2 and all(c.title != title for c in citations) and _may_be_told(title):
            quote = next(filter(usable, sentences(passage.text)), "")
            if quote:
                citations.append(_citation(len(citations) + 1, passage, quote))
    if citations:
        titles = " and ".join(f"“{c.title}”" for c in citations)
        sentences_said.append(Sentence(f"Nearest in it: {titles}.", tuple(c.n for c in citations)))
    return Answer(Outcome.ABSTAINED, tuple(sentences_said), tuple(citations), evidence={"confidence": confidence})


def choose(query: Query, found: Found, rated: Rate) -> list[Stated]:
    """Returns the sentences to say in reading order: the best document's first, the best of them leading.

    The best document says up to five, or six where two things are asked; up to three others that were found nearly
    as well say one each. After the best sentence the rest stand as the document has them.
    """
    documents = _documents(found)
    stated = [one for ranked in documents for one in stated_in(ranked)]
    if not stated:
        return []
    ratings = rated(query, stated) + np.array([_OPENS * _answers_as_known(one) for one in stated])
    subject = _names(documents[0])
    picked: list[_Picked] = []
    leading = _LEADING_OF_TWO if _TWO_ASKED.search(query.condensed) else _LEADING
    taken: Counter[int] = Counter()
    places = {one: place for place, one in enumerate(dict.fromkeys(map(_document, documents)))}
    best = -np.inf
    for i in sorted(range(len(stated)), key=lambda i: -ratings[i]):
        if ratings[i] < best - _BEHIND:
            break
        if not may_be_said(stated[i].sentence):
            continue
        best = max(best, ratings[i])
        document = places[_document(stated[i].ranked)]
        if taken[document] < (1 if document else leading) and _is_new(stated[i], picked):
            picked.append(_Picked(bool(subject & _names(stated[i].ranked)), document, ratings[i], stated[i]))
            taken[document] += 1
    return _in_reading_order(picked)


class _Picked(NamedTuple):
    """A sentence to say: whether it is of the best document's subject, which document's it is (0: the best one's), and
    its rating.
    """

    same: bool
    document: int
    rating: float
    stated: Stated


def _in_reading_order(picked: Sequence[_Picked]) -> list[Stated]:
    """Returns the sentence that answers best, then the best document's others as they stand there, then the rest."""
    if not picked:
        return []
    first = max(picked, key=lambda one: (one.same, one.rating - _BEHIND * (one.document > 0)))
    rest = sorted(
        (one for one in picked if one is not first),
        key=lambda one: (not one.same, one.document, one.stated.ranked.passage.position, one.stated.place),
    )
    return [one.stated for one in (first, *rest)]


def _answers_as_known(one: Stated) -> float:
    """Returns 1 for the opening of a document whose own question is nearly the one asked, else 0."""
    opening = one.place == 0 and one.ranked.passage.position == 0
    return float(opening and one.ranked.parts.get("known_question", 0.0) > 0)


def _documents(found: Found) -> list[Ranked]:
    """Returns the passages of the best document and of the next ones that were found nearly as well."""
    if not found.passages:
        return []
    best = found.passages[0]
    subject = _names(best)
    other = _NEAR_NAMED if best.parts.get("name_covered", 0.0) == 1 else _NEAR
    near = [
        r
        for r in found.passages
        if r.score >= best.score - (_NEAR_SAME if subject & _names(r) else other) and _may_be_named(r, found)
    ]
    documents = list(dict.fromkeys(_document(r) for r in near))[: 1 + _OTHER_DOCUMENTS]
    return [r for r in found.passages if _document(r) in documents]


def _may_be_named(ranked: Ranked, found: Found) -> bool:
    """Returns whether a document may take part: of the same subject, or with a title that holds no number.

    Before another subject speaks it is named, and a number in that sentence would be a claim without a citation.
    """
    return bool(_names(ranked) & _names(found.passages[0])) or _may_stand_alone(ranked.passage.document.title)


def _may_stand_alone(title: str) -> bool:
    return _may_be_told(title) and not _DIGIT.search(title)


def _may_be_told(title: str) -> bool:
    """Returns whether a title may stand in a sentence of ours: whoever writes documents writes titles too."""
    return len(title.split()) <= _LONGEST_TITLE and is_plain(title) and may_be_said(title)


def _document(ranked: Ranked) -> str:
    return ranked.passage.document.document_id


def _names(ranked: Ranked) -> set[str]:
    document = ranked.passage.document
    return {fold_case(name) for name in (document.focus, document.title, *document.synonyms) if name}


def _is_new(one: Stated, picked: Sequence[_Picked]) -> bool:
    said, own = content_words(one.sentence), set(sentences(one.sentence))
    return all(
        _overlap(said, content_words(other.sentence)) < _SAME and own.isdisjoint(sentences(other.sentence))
        for _, _, _, other in picked
    )


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
