"""Answers a person's message: triage first, then understanding, retrieval, composing, memory.

An emergency is answered at once, from rules alone: nothing else needs to be up. Where it may well be an ordinary
question in frightening words, the library's answer follows whom to call, if it comes at once. What is said is stored
with its evidence before the last event leaves, so that every answer a person saw can be shown again; only an urgent
one does not wait for a busy store (`keep_answer`).
"""

import hashlib
import json
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bedside.core.answering import composing
from bedside.core.answering.abstention import AbstentionModel
from bedside.core.answering.answer import Answer, Outcome, Sentence
from bedside.core.answering.live.answering import joined
from bedside.core.answering.query import Query
from bedside.core.answering.rephrasing import rephrased
from bedside.core.answering.retrieval import Found, Search
from bedside.core.answering.sentence_rating import Rate
from bedside.core.answering.triage import Urgency, triage
from bedside.core.answering.without_library import declined, outcome_of, urgent_answer
from bedside.core.memory.conversation import Conversation, Turn
from bedside.core.memory.pinned import pinned_facts
from bedside.core.memory.recall import noted
from bedside.core.text import clean
from bedside.errors import InvalidInput, PeerUnavailable, TooLarge, Unavailable
from bedside.ports import AnswerStore, ConversationStore, PatientViews, Retriever, StoredAnswer, Understander
from bedside.ports import Generator as Rephraser
from bedside.usecases.ask_patient import Seen, beside_whom_to_call, see, see_beside, see_measured
from bedside.usecases.conversation_before import asked_before, conversation_before
from bedside.usecases.in_time import in_time
from bedside.usecases.keep_answer import encoded, keep, keep_urgent, passage_told
from bedside.usecases.recall_told import recall_told
from bedside.usecases.remember import Exchange
from bedside.usecases.speak_answer import Event, spoken

MAX_MESSAGE_CHARS = 20_000
_PASSAGES = 10
_HISTORY = 12
_FURTHER_WAIT_S = 0.1
_FURTHER = "If nobody is in danger now, this is what the library says:"


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked. Empty ids mean: a new conversation, nobody in particular, no patient.

    A client that keeps the conversation itself gives ``history``; it is then used instead of what is stored.
    """

    message: str
    conversation_id: str = ""
    person_id: str = ""
    patient_id: str = ""
    collection: str = "default"
    locale: str = ""
    history: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Answering:
    """What answering needs. ``rated_by`` names the model that rates sentences; ``now`` gives the time, ``ticks``
    seconds for durations, ``new_id`` a conversation id.
    """

    understander: Understander
    retriever: Retriever
    conversations: ConversationStore
    answers: AnswerStore
    abstention: Callable[[], AbstentionModel]
    rated: Rate
    rated_by: Callable[[], str]
    generator: Rephraser | None
    default_locale: str
    now: Callable[[], datetime]
    ticks: Callable[[], float]
    new_id: Callable[[], str]
    patients: PatientViews | None = None
    failed: Callable[[Exception], None] = lambda _: None
    """Is told of errors that nobody foresaw and that must not end an urgent answer."""


@dataclass(slots=True)
class _Basis:
    """What an answer is made from, as far as it has been gathered."""

    query: Query = field(default_factory=lambda: Query(text="", condensed=""))
    found: Found = field(default_factory=lambda: Found((), "", ""))
    models: Mapping[str, str] = field(default_factory=dict)
    seen: Seen | None = None


def ask(answering: Answering, question: Question) -> bytes:
    """Returns the whole answer as JSON, stored. Raises as `stream` does."""
    *_, done = stream(answering, question)
    assert isinstance(done.data, bytes)
    return done.data


def stream(answering: Answering, question: Question) -> Iterator[Event]:
    """Yields the answer's events in order; the last is ``done`` with the whole answer.

    Raises InvalidInput for an empty message, TooLarge beyond 20,000 characters unless they tell of danger, NotAllowed
    for another's conversation, Unavailable when a service that is needed does not answer; triage needs none.
    """
    started = answering.ticks()
    message = clean(question.message).strip()
    if not message:
        raise InvalidInput(
            "the message is empty", code="empty_message", next_step="Write a question and send it again."
        )
    urgency = triage(message)
    if len(message) > MAX_MESSAGE_CHARS and urgency.urgency is Urgency.NONE:
        raise TooLarge(f"a message may have {MAX_MESSAGE_CHARS} characters", next_step="Shorten it to the question.")
    message = message[:MAX_MESSAGE_CHARS]
    question = replace(question, message=message, conversation_id=question.conversation_id or answering.new_id())
    asker = (question.person_id, question.patient_id)
    urgency, seen = see_measured(answering.patients, message, *asker, urgency, answering.failed)
    basis = _Basis(seen=seen)
    yield Event("triage", {"urgency": urgency.urgency.value, "outcome": outcome_of(urgency), "rule": urgency.rule})
    answered = _in_calm if urgency.urgency is Urgency.NONE else _in_haste
    answer = yield from answered(answering, question, basis)
    yield Event("done", _store(answering, question, basis, answer, started))


def _in_haste(answering: Answering, question: Question, basis: _Basis) -> Generator[Event, None, Answer]:
    """Says whom to call; beside it the readings, where they were asked about; else, where it may be no emergency after
    all, what the library says, if that comes at once.
    """
    urgency = triage(question.message)
    answer = urgent_answer(urgency, question.locale, answering.default_locale)
    yield from spoken(answer)
    if basis.seen is None and answer.outcome is Outcome.EMERGENCY:
        asker = (question.person_id, question.patient_id)
        basis.seen = see_beside(answering.patients, question.message, *asker, answering.failed)
    if basis.seen is not None:
        yield from spoken(beside := beside_whom_to_call(answer, basis.seen), len(answer.sentences))
        return beside
    further = None
    if urgency.doubtful:
        further = in_time(lambda: _further(answering, question), _FURTHER_WAIT_S, answering.failed)
    if further is None:
        return answer
    basis.query, basis.found, drafted, basis.models = further
    yield _passages(basis)
    said = len(answer.sentences)
    sentences = (*answer.sentences, Sentence(_FURTHER), *drafted.sentences)
    answer = replace(answer, sentences=sentences, citations=drafted.citations, evidence=drafted.evidence)
    yield from spoken(replace(answer, warnings=drafted.warnings), said)
    return replace(answer, warnings=(*answer.warnings, *drafted.warnings))


def _in_calm(answering: Answering, question: Question, basis: _Basis) -> Generator[Event, None, Answer]:
    """Answers from what was told here, from the patient's readings and the library beside them, or from the library."""
    known = _known(answering, question)  # another person's is refused before anything is said
    facts = known.pinned_facts if known else ()
    recalled = recall_told(question.message, facts, question.history, answering.now())
    warnings: list[str] = []
    if recalled is None:
        asker = (question.person_id, question.patient_id)
        before = asked_before(answering.answers, known, question.patient_id, answering.now())
        basis.seen, warnings = see(answering.patients, question.message, *asker, facts, before)
    seen = basis.seen
    if recalled is None and (seen is None or seen.beside):
        basis.query, basis.found, more = _look_up(answering, question, known, seen.beside if seen else "")
        warnings += more
    yield _passages(basis)
    if recalled is not None:
        answer = recalled
    else:
        answer, basis.models = _drafted(answering, basis.query, basis.found, question.locale)
        if seen is not None:
            answer = joined(seen.answer, answer)
        elif answer.outcome is Outcome.ABSTAINED:
            answer = _noted(answering, question, basis.query) or answer
    answer = replace(answer, warnings=(*answer.warnings, *warnings))
    yield from spoken(answer)
    return answer


def _noted(answering: Answering, question: Question, query: Query) -> Answer | None:
    """Returns that what the person told was taken note of, None where they told nothing or must be declined."""
    if declined(query, question.locale, answering.default_locale):
        return None
    told = noted(question.message, pinned_facts(question.message, answering.now()))
    return Answer(Outcome.ANSWERED, tuple(map(Sentence, told))) if told else None


def _passages(basis: _Basis) -> Event:
    return Event("passages", {"passages": [passage_told(r.passage, r.score) for r in basis.found.passages]})


def _further(answering: Answering, question: Question) -> tuple[Query, Found, Answer, dict[str, str]] | None:
    """Returns the library's answer to what may be no emergency after all, with what it was made from; or None.

    No generator rephrases it: none would be done in time.
    """
    query, found, warnings = _look_up(answering, question, _known(answering, question))
    drafted, models = _drafted(replace(answering, generator=None), query, found, question.locale)
    drafted = replace(drafted, warnings=(*drafted.warnings, *warnings))
    return (query, found, drafted, models) if drafted.outcome is Outcome.ANSWERED else None


def _known(answering: Answering, question: Question) -> Conversation | None:
    return conversation_before(answering.conversations, question.conversation_id, question.person_id)


def _look_up(
    answering: Answering, question: Question, known: Conversation | None, instead: str = ""
) -> tuple[Query, Found, list[str]]:
    """Returns what the library has for the message, or for the question asked of it ``instead``."""
    warnings = []
    history = () if instead else question.history or (known.turns if known else ())
    asked = instead or question.message
    try:
        query = answering.understander.understand(asked, history[-_HISTORY:])
    except PeerUnavailable:
        warnings.append("The preprocessing service is not answering: your words were searched as they stand.")
        query = Query(text=asked, condensed=asked)
    found = answering.retriever.retrieve(Search(query, _PASSAGES, "ranked", question.collection))
    return query, found, warnings


def draft(answering: Answering, query: Query, found: Found) -> Answer:
    """Returns the answer to an understood question from what was found; nothing is stored."""
    return _drafted(answering, query, found)[0]


def _drafted(answering: Answering, query: Query, found: Found, locale: str = "") -> tuple[Answer, dict[str, str]]:
    """Returns the answer with the version of each model that decided on it."""
    said = declined(query, locale, answering.default_locale)
    if said or not found.passages:
        return composing.abstain(found, 0.0, said), {}
    model = answering.abstention()
    models = {"abstention": model.version}
    confidence, enough = model.confidence(query, found)
    confidence = round(confidence, 4)
    if not enough:
        return composing.abstain(found, confidence), models
    models["sentences"] = answering.rated_by()
    answer = composing.answer(query, found, confidence, answering.rated)
    if answering.generator is None or answer.outcome is not Outcome.ANSWERED:
        return answer, models
    try:
        return rephrased(answer, query, found, answering.generator.rephrase), models
    except Unavailable:
        return replace(answer, warnings=("The generator is not answering: these are the library's own words.",)), models


def _store(answering: Answering, question: Question, basis: _Basis, answer: Answer, started: float) -> bytes:
    at, found = answering.now(), basis.found
    passages = [passage_told(r.passage, r.score) | {"parts": dict(r.parts)} for r in found.passages]
    evidence = {"condensed": basis.query.condensed, "passages": passages, "decision": dict(answer.evidence)}
    evidence |= {"patient": basis.seen.evidence()} if basis.seen else {}
    body: dict[str, Any] = {
        "answer_id": "",
        "conversation_id": question.conversation_id,
        "outcome": answer.outcome.value,
        "answer": answer.text,
        "sentences": [{"text": s.text, "citations": list(s.citations)} for s in answer.sentences],
        "citations": [citation.told() for citation in answer.citations],
        "warnings": list(answer.warnings),
        "library_version": found.library_version,
        "library_as_of": found.library_as_of,
        "model_versions": {
            "ranker": found.ranker_version,
            **({"questions": found.questions_version} if found.questions_version else {}),
            **basis.models,
            "generator": answering.generator.name if answering.generator else "extractive",
        },
        "took_ms": round((answering.ticks() - started) * 1000, 1),
    }
    identity = json.dumps([body, question.message, at.isoformat()], sort_keys=True)
    body["answer_id"] = f"ans-{hashlib.sha256(identity.encode()).hexdigest()[:20]}"
    content = encoded(body)
    stored = StoredAnswer(
        body["answer_id"], question.conversation_id, question.person_id, content, encoded(evidence), at
    )
    exchange = Exchange(
        question.conversation_id, question.person_id, question.message, answer.text, body["answer_id"], at, at,
        basis.seen.view.patient_id if basis.seen else "",
    )  # fmt: skip
    if answer.outcome not in (Outcome.EMERGENCY, Outcome.CRISIS):
        return keep(answering.conversations, answering.answers, exchange, stored)

    def with_warning(text: str) -> bytes:
        return encoded(body | {"warnings": [*body["warnings"], text]})

    # Whom to call is said even where it cannot be written down, or in a conversation that is another person's.
    return keep_urgent(answering.conversations, answering.answers, exchange, stored, with_warning)
