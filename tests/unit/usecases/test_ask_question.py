"""Answering with parts missing: an emergency needs none of them, a question says which one failed."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pytest

from bedside.adapters.records.sqlite import SqliteAnswerStore, SqliteConversationStore, SqliteDatabase
from bedside.core.answering.query import Query
from bedside.core.answering.retrieval import Found
from bedside.core.answering.triage import Triage, Urgency
from bedside.errors import InvalidInput, NotAllowed, NotFound, PeerUnavailable, TooLarge, Unavailable
from bedside.usecases import ask_question
from bedside.usecases.ask_question import Answering, Question, ask, stream
from unit.core.answering.found import found, passage

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
EMERGENCY = "my dad collapsed and is not breathing"


class Fails:
    """Stands for any part that is down: every call raises."""

    name = "fails"

    def __getattr__(self, _: str) -> Any:
        def fail(*_: object) -> None:
            raise Unavailable("planted")

        return fail


class Reads:
    def understand(self, text: str, _history: object = ()) -> Query:
        return Query(text, text)


class FindsNothing:
    def retrieve(self, _search: object) -> Found:
        return Found((), "default-1", "now")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[SqliteDatabase]:
    with closing(SqliteDatabase(f"sqlite:///{tmp_path}/records.sqlite")) as opened:
        yield opened


def answering(database: SqliteDatabase, **changes: Any) -> Answering:
    ids = count()
    parts: dict[str, Any] = {
        "understander": Reads(), "retriever": FindsNothing(), "generator": None, "default_locale": "en-US",
        "conversations": SqliteConversationStore(database), "answers": SqliteAnswerStore(database),
        "abstention": Fails().any, "rated": Fails().any, "rated_by": Fails().any,
        "now": lambda: NOON, "ticks": lambda: 0.0, "new_id": lambda: f"con-{next(ids)}",
    }  # fmt: skip
    return Answering(**(parts | changes))


def test_an_emergency_is_answered_with_every_part_down(database: SqliteDatabase) -> None:
    down = dict.fromkeys(("understander", "retriever", "conversations", "answers", "generator"), Fails())
    answer = json.loads(ask(answering(database, **down), Question(EMERGENCY)))
    assert answer["outcome"] == "emergency"
    assert "911" in answer["answer"]
    assert answer["warnings"] == ["This answer could not be kept."]


@pytest.mark.parametrize(
    ("locale", "number", "warns"),
    [
        ("en-GB", "999", False),
        ("GB", "999", False),
        ("", "911", False),
        ("nonsense", "911", True),
        ("pl-PL", "112", True),
    ],
)
def test_whom_to_call_is_of_the_place_that_was_named(
    database: SqliteDatabase, locale: str, number: str, warns: bool
) -> None:
    class ReadsGerman:
        def understand(self, text: str, _history: object = ()) -> Query:
            return Query(text, text, language="de")

    urgent = json.loads(ask(answering(database), Question(EMERGENCY, locale=locale)))
    # There may be another warning on a slow machine: that what stands beside it took too long.
    warned = any("No emergency numbers" in one for one in urgent["warnings"])
    assert (number in urgent["answer"].split(":")[0], warned) == (True, warns)
    foreign = json.loads(
        ask(answering(database, understander=ReadsGerman()), Question("Was ist Gicht?", locale=locale))
    )
    assert (number in foreign["answer"], "No emergency numbers" in foreign["answer"]) == (True, warns)


def test_an_emergency_in_another_persons_conversation_is_answered_and_not_added_to_it(database: SqliteDatabase) -> None:
    here = answering(database)
    ask(here, Question("What is gout?", conversation_id="c", person_id="one"))
    answer = json.loads(ask(here, Question(EMERGENCY, conversation_id="c", person_id="other")))
    assert answer["outcome"] == "emergency"
    assert len(here.conversations.get("c").turns) == 2
    with pytest.raises(NotFound):
        here.answers.get(answer["answer_id"])


def test_a_question_in_another_persons_conversation_leaves_nothing(database: SqliteDatabase) -> None:
    here = answering(database)
    ask(here, Question("What is gout?", conversation_id="c", person_id="one"))
    with pytest.raises(NotAllowed):
        ask(here, Question("And then?", conversation_id="c", person_id="other"))
    assert here.answers.for_person("other") == []


def test_a_question_that_cannot_be_kept_is_not_answered(database: SqliteDatabase) -> None:
    with pytest.raises(Unavailable):
        ask(answering(database, answers=Fails()), Question("What is gout?"))


def test_a_kept_emergency_is_what_was_said(database: SqliteDatabase) -> None:
    here = answering(database)
    said = ask(here, Question(EMERGENCY))
    assert here.answers.get(json.loads(said)["answer_id"]).body == said
    assert json.loads(said)["warnings"] == []


DOUBTFUL = Triage(Urgency.EMERGENCY, "points", doubtful=True)
WHEEZE = "Asthma makes the airways narrow and makes a person wheeze."


class FindsAsthma:
    def retrieve(self, _search: object) -> Found:
        return found(passage("asthma", WHEEZE, title="Asthma", focus="Asthma"))


def doubted(database: SqliteDatabase, **changes: Any) -> Answering:
    rated = {
        "rated": lambda _query, stated: np.zeros(len(stated)),
        "rated_by": lambda: "s",
        "abstention": Sure,
        "retriever": FindsAsthma(),
    }
    return answering(database, **(rated | changes))


class Sure:
    version = "sure"

    def confidence(self, *_: object) -> tuple[float, bool]:
        return 0.9, True


class TestDoubt:
    @pytest.fixture(autouse=True)
    def _doubtful(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(ask_question, "triage", lambda _: DOUBTFUL)

    def test_whom_to_call_comes_first_and_the_librarys_answer_after_it(self, database: SqliteDatabase) -> None:
        events = list(stream(doubted(database), Question("why does asthma make you wheeze?")))
        assert [event.name for event in events][:3] == ["triage", "token", "token"]
        answer = json.loads(events[-1].data)
        assert answer["outcome"] == "emergency"
        assert "911" in answer["answer"].splitlines()[0]
        assert f"{WHEEZE} [1]" in answer["answer"].splitlines()
        assert [c["document_id"] for c in answer["citations"]] == ["asthma"]
        spoken = "".join(event.data["text"] for event in events if event.name == "token")
        assert spoken == answer["answer"]

    @pytest.mark.parametrize(
        "changes", [{"retriever": FindsNothing()}, {"retriever": Fails()}, {"conversations": Fails()}]
    )
    def test_nothing_follows_where_the_library_has_no_answer(
        self, database: SqliteDatabase, changes: dict[str, Any]
    ) -> None:
        answer = json.loads(ask(doubted(database, **changes), Question("why does asthma make you wheeze?")))
        assert answer["outcome"] == "emergency"
        assert answer["citations"] == []

    def test_it_does_not_wait_for_a_library_that_hangs(self, database: SqliteDatabase) -> None:
        asked, leave = Event(), Event()

        class Hangs:
            def retrieve(self, _search: object) -> Found:
                asked.set()
                leave.wait(30)
                return Found((), "default-1", "now")

        answer = json.loads(ask(doubted(database, retriever=Hangs()), Question("why does asthma make you wheeze?")))
        assert asked.is_set()
        assert not leave.is_set()
        assert (answer["outcome"], answer["citations"]) == ("emergency", [])
        leave.set()


def test_what_fails_unforeseen_beside_an_urgent_answer_is_told_elsewhere(
    database: SqliteDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask_question, "triage", lambda _: DOUBTFUL)
    told: list[Exception] = []

    class Broken:
        def retrieve(self, _search: object) -> Found:
            raise ValueError("planted")

    answer = json.loads(ask(doubted(database, retriever=Broken(), failed=told.append), Question("why do I wheeze?")))
    assert (answer["outcome"], answer["citations"]) == ("emergency", [])
    assert [str(error) for error in told] == ["planted"]


@pytest.mark.parametrize(
    ("told", "outcome", "said"),
    [
        ("I am allergic to penicillin.", "answered", "Noted in this conversation: allergies: penicillin."),
        ("I am allergic to penicillin what may I take", "abstained", "The library holds nothing"),
        ("I take warfarin. Dose of warfarin for tonight", "abstained", "The library holds no medicine doses"),
        ("I am allergic to penicillin and want a medicine for my throat", "abstained", "The library holds nothing"),
        ("The weather is fine.", "abstained", "This is not a question of human health"),
    ],
)
def test_what_is_told_without_a_question_is_noted(database: SqliteDatabase, told: str, outcome: str, said: str) -> None:
    answer = json.loads(ask(answering(database), Question(told)))
    assert answer["outcome"] == outcome
    assert answer["answer"].startswith(said)


def test_without_preprocessing_the_words_are_searched_as_they_stand(database: SqliteDatabase) -> None:
    class Down:
        def understand(self, *_: object) -> Query:
            raise PeerUnavailable("planted")

    answer = json.loads(ask(answering(database, understander=Down()), Question("What is gout?")))
    assert answer["outcome"] == "abstained"
    assert ["preprocessing" in warning for warning in answer["warnings"]] == [True]


def test_without_the_library_a_question_fails_after_triage_was_told(database: SqliteDatabase) -> None:
    events = stream(answering(database, retriever=Fails()), Question("What is gout?"))
    assert next(events).name == "triage"
    with pytest.raises(Unavailable, match="planted"):
        next(events)


@pytest.mark.parametrize(
    ("message", "refusal"), [("", InvalidInput), ("\u200b \x00", InvalidInput), ("a" * 20_001, TooLarge)]
)
def test_what_is_no_message_is_refused(database: SqliteDatabase, message: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        ask(answering(database), Question(message))
