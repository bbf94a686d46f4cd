"""Messages in, a sheet of points out, the same each time, with every writer held out once."""

import json
from pathlib import Path

import pytest

from bedside.core.answering.triage import Urgency, triage
from bedside.core.answering.triage.points import sheet_of
from bedside.errors import InvalidInput
from bedside.jobs.train_triage import main, make
from bedside.jobs.triage_examples import Example, example, read_messages, read_questions

SAID = {
    "crisis": "nobody would miss me after {} and that is a comfort",
    "emergency": "a crushing weight on my ribs since {} and sweat pours off me",
    "poisoning": "the little one drank lamp oil near {} and now he coughs",
    "none": "which shop near {} sells good walking shoes",
}
PLACES = ("breakfast", "the river", "noon", "the market", "dinner", "the bridge")


def examples(*groups: str) -> list[Example]:
    return [
        example(said.format(place), label, group)
        for group in groups
        for label, said in SAID.items()
        for place in PLACES
    ]


def test_what_was_learned_from_some_writers_holds_for_another() -> None:
    tsv, manifest = make(examples("crisis_a", "urgent_b", "crisis_c"))
    caught = [row["value"] for row in manifest["held_out"] if row["name"].endswith("caught")]
    assert caught
    assert set(caught) == {1.0}
    sheet = sheet_of(tsv.splitlines()[1:])
    assert triage("would anyone miss me, and that is a comfort to nobody", sheet).urgency is Urgency.CRISIS
    assert sheet.points["shop"].crisis <= 0
    assert sheet.points["shop"].danger <= 0


def test_the_same_messages_give_the_same_sheet() -> None:
    assert make(examples("crisis_a", "urgent_b")) == make(examples("crisis_a", "urgent_b"))


def test_one_writer_is_too_few() -> None:
    with pytest.raises(InvalidInput, match="two writers"):
        make(examples("crisis_a"))


@pytest.mark.parametrize(
    ("groups", "missing"), [(("crisis_a", "crisis_b"), "does not begin"), (("urgent_a", "urgent_b"), "begins")]
)
def test_look_alikes_of_one_half_alone_give_no_bar(groups: tuple[str, ...], missing: str) -> None:
    with pytest.raises(InvalidInput, match=f"whose name {missing} with crisis") as refused:
        make(examples(*groups))
    assert refused.value.next_step


def test_sheet_and_manifest_are_written_with_the_hash_of_each_file(tmp_path: Path) -> None:
    messages, questions = tmp_path / "messages.jsonl", tmp_path / "asked.tsv"
    messages.write_text(
        "".join(
            json.dumps({"text": said.format(place), "label": label, "group": group}) + "\n"
            for group in ("crisis_a", "urgent_b")
            for label, said in SAID.items()
            for place in PLACES
        )
    )
    questions.write_text("".join(f"q{i}\thow far is it to {place}?\n" for i, place in enumerate(PLACES)))
    main(["--messages", str(messages), "--questions", str(questions), "--out", str(tmp_path / "out")])
    manifest = json.loads((tmp_path / "out" / "points.manifest.json").read_text())
    assert set(manifest["files"]) == {"messages.jsonl", "asked.tsv"}
    assert (tmp_path / "out" / "points.tsv").read_text().startswith("phrase\tcrisis\tdanger\tpoisoning\tseen\n= bar\t")


def test_a_line_without_a_label_is_named(tmp_path: Path) -> None:
    path = tmp_path / "messages.jsonl"
    path.write_text('{"text": "hello"}\n')
    with pytest.raises(InvalidInput, match="line 1"):
        list(read_messages(path))


def test_only_unanswerable_questions_are_read_from_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "asked.jsonl"
    path.write_text('{"question": "a b", "answerable": true}\n{"question": "c d", "answerable": false}\n')
    assert [one.label for one in read_questions(path)] == ["none"]
