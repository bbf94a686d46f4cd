"""A thousand turns stay within a bounded prompt, and what is erased is gone."""

from contextlib import closing
from datetime import UTC, datetime, timedelta

from bedside.adapters.records.sqlite import SqliteAnswerStore, SqliteConversationStore, SqliteDatabase
from bedside.core.memory.conversation import Turn
from bedside.core.memory.summary import FACT_CHARS, KEPT_TURNS, PROMPT_CHARS, SUMMARY_CHARS, prompt_view
from bedside.ports import StoredAnswer
from bedside.testing.contracts.answer_store import answer

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MEDICINES = [
    f"{stem}pril" for stem in ("rami", "lisino", "enala", "perindo", "capto", "trandola", "fosino", "quina", "imida")
]


def a_thousand_turns():
    for n in range(500):
        at = NOON + timedelta(minutes=n)
        fact = f"I take {MEDICINES[n // 60]}. " if n % 60 == 0 else ""
        yield Turn(
            "person", f"{fact}I slept {n} minutes. What helps against sleep problem number {n}? " + "so " * 90, at
        )
        yield Turn("bedside", f"Rest helps in case {n}. " + "More follows here. " * 60, at, f"a{n}")


def test_a_thousand_turns_fit_a_bounded_prompt_with_every_pinned_fact_after_reopening(url):
    said = list(a_thousand_turns())
    with closing(SqliteDatabase(url)) as database:
        store = SqliteConversationStore(database)
        for start in range(0, len(said), 20):
            appended = store.append("c1", "p1", said[start : start + 20], said[start].at)
    with closing(SqliteDatabase(url)) as database:
        conversation = SqliteConversationStore(database).get("c1")
    assert conversation == appended
    assert conversation.turns == tuple(said)
    assert 500 < len(conversation.summary) <= SUMMARY_CHARS
    view = prompt_view(conversation)
    assert len(view.turns) == KEPT_TURNS
    assert all(any(f"medicine: {name} " in line for line in view.facts) for name in MEDICINES)
    assert len(view.text) <= PROMPT_CHARS + FACT_CHARS * len(MEDICINES)


def test_deleting_a_conversation_unlinks_its_answers(database):
    conversations, answers = SqliteConversationStore(database), SqliteAnswerStore(database)
    for answer_id in ("a1", "a2"):
        answers.put(answer(answer_id))
    conversations.append("c1", "p1", [Turn("person", "hello", NOON)], NOON)
    conversations.delete("c1")
    assert {kept.conversation_id for kept in answers.for_person("p1")} == {""}
    assert answers.get("a1").body == answer("a1").body


def left_on_disk(folder, secret):
    return [path.name for path in folder.iterdir() if secret.encode() in path.read_bytes()]


def test_erased_words_are_left_neither_in_the_file_nor_in_its_log(tmp_path, database):
    secret = "unmistakable-words-of-a-person"
    conversations, answers = SqliteConversationStore(database), SqliteAnswerStore(database)
    for n in range(30):
        turn = Turn("person", f"Please remember that {secret} {n}", NOON)
        conversations.append(f"c{n}", "p1", [turn], NOON)
        answers.put(StoredAnswer(f"a{n}", f"c{n}", "p1", secret.encode() * 500, b"[]", NOON))
    assert left_on_disk(tmp_path, secret) != []
    conversations.delete("c0")
    answers.delete_person("p1")
    conversations.delete_person("p1")
    assert left_on_disk(tmp_path, secret) == []


def test_erasing_gives_way_to_a_reader_instead_of_failing(database):
    conversations = SqliteConversationStore(database)
    conversations.append("c1", "p1", [Turn("person", "hello", NOON)], NOON)
    with database.read() as connection:
        connection.exec_driver_sql("SELECT * FROM turns").all()
        assert conversations.delete_person("p1") == 1
    assert conversations.list("p1") == []
