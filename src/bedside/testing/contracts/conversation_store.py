"""What every conversation store must do, as checks; a broken one raises AssertionError.

A check takes a function that opens the store. The records are empty when the check begins, and the same each time it
opens them, so that it can tell what was stored from what was only held.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial

from bedside.core.memory.conversation import PinnedFact, Turn
from bedside.core.memory.summary import KEPT_TURNS, SUMMARY_CHARS
from bedside.errors import NotAllowed, NotFound
from bedside.ports import ConversationStore
from bedside.testing.contracts.refusals import refuses

OpenStore = Callable[[], ConversationStore]
NOON = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)


def exchange(question: str, answer: str = "Rest and drink.", answer_id: str = "a1", at: datetime = NOON) -> list[Turn]:
    """Returns a question and its answer."""
    return [Turn("person", question, at), Turn("bedside", answer, at, answer_id)]


def turns_come_back_in_order_and_word_for_word(open_store: OpenStore) -> None:
    """Also after opening anew; the person's own words are kept."""
    said = exchange("  What helps — “fever”?\n\tthx ")
    appended = open_store().append("c1", "p1", said, NOON)
    got = open_store().get("c1")
    assert got == appended
    assert got.turns == tuple(said)
    assert (got.conversation_id, got.person_id, got.turn_count) == ("c1", "p1", 2)
    assert (got.created_at, got.updated_at, got.summary, got.pinned_facts) == (NOON, NOON, "", ())


def a_conversation_names_the_patients_it_tells_of(open_store: OpenStore) -> None:
    """Each once, also where conversations are listed; a conversation of none names none."""
    store = open_store()
    for patient_id in ("p2", "", "p1", "p2"):
        store.append("c1", "ann", [Turn("bedside", "26/min", NOON, "a1", patient_id)], NOON)
    store.append("c2", "ann", exchange("What is fever?"), NOON)
    assert open_store().get("c1").patients == ("p1", "p2")
    assert {one.conversation_id: one.patients for one in store.list("ann")} == {"c1": ("p1", "p2"), "c2": ()}


def older_turns_go_into_the_summary_and_stay_readable(open_store: OpenStore) -> None:
    """What has left the window is condensed once, however the turns were added."""
    store = open_store()
    for n in range(KEPT_TURNS):
        store.append("c1", "p1", exchange(f"What helps against asthma attack {n}?", at=LATER), LATER)
    got = store.get("c1")
    assert got.turn_count == len(got.turns) == 2 * KEPT_TURNS
    assert "asthma attack 0" in got.summary
    assert f"asthma attack {KEPT_TURNS - 1}" not in got.summary
    assert len(got.summary) <= SUMMARY_CHARS
    whole = [turn for n in range(KEPT_TURNS) for turn in exchange(f"What helps against asthma attack {n}?")]
    assert store.append("c2", "p1", whole, NOON).summary == got.summary


def what_a_person_states_is_pinned_for_good(open_store: OpenStore) -> None:
    """Said again it takes the newest time; what Bedside says is never pinned."""
    store = open_store()
    store.append("c1", "p1", exchange("I'm allergic to penicillin.", "I have type 2 diabetes."), NOON)
    again = exchange("I'm allergic to Penicillin and I take warfarin", at=LATER)
    got = store.append("c1", "p1", again, LATER)
    assert [(fact.kind, fact.value.lower(), fact.stated_at) for fact in got.pinned_facts] == [
        ("allergy", "penicillin", LATER),
        ("medicine", "warfarin", LATER),
    ]
    assert open_store().get("c1").pinned_facts == got.pinned_facts


def a_foreign_conversation_is_refused_and_unchanged(open_store: OpenStore) -> None:
    """An anonymous one stays anonymous, and a person's is not open to the anonymous."""
    store = open_store()
    store.append("c1", "p1", exchange("mine"), NOON)
    store.append("c2", "", exchange("nobody's"), NOON)
    for conversation, person in (("c1", "p2"), ("c1", ""), ("c2", "p1")):
        refuses(NotAllowed, partial(store.append, conversation, person, exchange("intruding"), LATER))
    assert store.get("c1").turn_count == store.get("c2").turn_count == 2


def a_person_sees_their_conversations_newest_first(open_store: OpenStore) -> None:
    """With the first turn alone, and facts; never another's, and the anonymous have no list."""
    store = open_store()
    store.append("old", "p1", exchange("I'm allergic to nuts"), NOON)
    store.append("new", "p1", exchange("hello"), LATER)
    store.append("other", "p2", exchange("hello"), LATER)
    store.append("nobody", "", exchange("hello"), LATER)
    listed = store.list("p1")
    assert [(c.conversation_id, len(c.turns), c.turn_count) for c in listed] == [("new", 1, 2), ("old", 1, 2)]
    assert listed[1].pinned_facts == (PinnedFact("allergy", "nuts", NOON),)
    assert [c.conversation_id for c in store.list("p1", limit=1)] == ["new"]
    assert store.list("") == store.list("p3") == []


def a_deleted_conversation_leaves_nothing(open_store: OpenStore) -> None:
    """Its id begins anew, with neither turns nor facts of before."""
    store = open_store()
    store.append("c1", "p1", exchange("I'm allergic to nuts"), NOON)
    store.delete("c1")
    for missing in (store.get, store.delete):
        refuses(NotFound, partial(missing, "c1"))
    fresh = store.append("c1", "p2", exchange("hello"), LATER)
    assert (fresh.turn_count, fresh.pinned_facts, fresh.created_at) == (2, (), LATER)


def forgetting_a_person_leaves_the_others(open_store: OpenStore) -> None:
    """It says how many conversations went; anonymous ones belong to nobody."""
    store = open_store()
    for conversation_id, person_id in (("c1", "p1"), ("c2", "p1"), ("c3", "p2"), ("c4", "")):
        store.append(conversation_id, person_id, exchange("I'm allergic to nuts"), NOON)
    assert (store.delete_person(""), store.delete_person("p1"), store.delete_person("p1")) == (0, 2, 0)
    assert store.list("p1") == []
    assert store.get("c3").turn_count == store.get("c4").turn_count == 2


def writers_on_several_threads_lose_no_turn_and_no_fact(open_store: OpenStore) -> None:
    """Each writer's turns keep their order; questions stand before their answers."""
    store = open_store()

    def write(writer: int) -> None:
        for n in range(15):
            said = exchange(f"Please remember that w{writer} said {n}", answer_id=f"w{writer}-{n}")
            store.append("c1", "p1", said, NOON)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    got = store.get("c1")
    assert got.turn_count == len(got.turns) == 120
    assert len(got.pinned_facts) == 60
    for writer in range(4):
        mine = [turn.answer_id for turn in got.turns if turn.answer_id.startswith(f"w{writer}-")]
        assert mine == [f"w{writer}-{n}" for n in range(15)]
    assert [turn.role for turn in got.turns] == ["person", "bedside"] * 60


CHECKS = (
    turns_come_back_in_order_and_word_for_word,
    older_turns_go_into_the_summary_and_stay_readable,
    what_a_person_states_is_pinned_for_good,
    a_foreign_conversation_is_refused_and_unchanged,
    a_person_sees_their_conversations_newest_first,
    a_deleted_conversation_leaves_nothing,
    forgetting_a_person_leaves_the_others,
    writers_on_several_threads_lose_no_turn_and_no_fact,
)
