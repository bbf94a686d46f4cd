"""What every answer store must do, as checks; a broken one raises AssertionError.

A check takes a function that opens the store. The records are empty when the check begins, and the same each time it
opens them, so that it can tell what was stored from what was only held.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from bedside.errors import NotFound
from bedside.ports import AnswerStore, Feedback, StoredAnswer
from bedside.testing.contracts.refusals import refuses

OpenStore = Callable[[], AnswerStore]
NOON = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)


def answer(answer_id: str, person_id: str = "p1", hours: int = 0) -> StoredAnswer:
    """Returns an answer whose bytes are not tidy JSON, so that reformatting would show."""
    body = b'{ "answer":"38.50 \xc2\xb0C",\n"b":1}\x00\xff'
    return StoredAnswer(answer_id, "c1", person_id, body, b"[ ]", NOON + timedelta(hours=hours))


def said(answer_id: str, verdict: str = "accepted", comment: str = "") -> Feedback:
    """Returns feedback on an answer."""
    return Feedback(answer_id, verdict, comment, "", "dr-1", NOON)


def an_answer_comes_back_byte_for_byte(open_store: OpenStore) -> None:
    """Also after opening anew."""
    open_store().put(answer("a1"))
    assert open_store().get("a1") == answer("a1")
    refuses(NotFound, lambda: open_store().get("a2"))


def the_same_id_again_changes_nothing(open_store: OpenStore) -> None:
    """What was given to a person is not rewritten."""
    store = open_store()
    store.put(answer("a1"))
    store.put(StoredAnswer("a1", "c2", "p2", b"other", b"other", NOON))
    assert store.get("a1") == answer("a1")


def feedback_is_kept_in_the_order_it_came(open_store: OpenStore) -> None:
    """Of unknown answers none is taken."""
    store = open_store()
    store.put(answer("a1"))
    given = [said("a1", comment="good"), said("a1", "rejected", "on second thought"), said("a1", comment="good")]
    for one in given:
        store.add_feedback(one)
    assert open_store().feedback("a1") == given
    assert store.feedback("a2") == []
    refuses(NotFound, lambda: store.add_feedback(said("a2")))


def a_person_has_their_answers_oldest_first(open_store: OpenStore) -> None:
    """Never another's, and the anonymous have no list."""
    store = open_store()
    for one in (answer("late", hours=2), answer("early"), answer("other", "p2"), answer("nobody", "")):
        store.put(one)
    assert store.for_person("p1") == [answer("early"), answer("late", hours=2)]
    assert store.for_person("") == store.for_person("p3") == []


def forgetting_a_person_removes_answers_and_feedback(open_store: OpenStore) -> None:
    """Others keep theirs; an id that comes again starts without feedback."""
    store = open_store()
    for one in (answer("a1"), answer("a2"), answer("a3", "p2"), answer("a4", "")):
        store.put(one)
        store.add_feedback(said(one.answer_id))
    assert (store.delete_person(""), store.delete_person("p1"), store.delete_person("p1")) == (0, 2, 0)
    assert store.for_person("p1") == []
    assert store.feedback("a3") == [said("a3")]
    assert store.get("a4") == answer("a4", "")
    store.put(answer("a1"))
    assert store.feedback("a1") == []


def writers_on_several_threads_lose_no_feedback(open_store: OpenStore) -> None:
    """Every word said at the same time is kept."""
    store = open_store()
    store.put(answer("a1"))
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: store.add_feedback(said("a1", comment=str(n))), range(40)))
    assert sorted(int(one.comment) for one in store.feedback("a1")) == list(range(40))


CHECKS = (
    an_answer_comes_back_byte_for_byte,
    the_same_id_again_changes_nothing,
    feedback_is_kept_in_the_order_it_came,
    a_person_has_their_answers_oldest_first,
    forgetting_a_person_removes_answers_and_feedback,
    writers_on_several_threads_lose_no_feedback,
)
