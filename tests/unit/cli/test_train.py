"""`bedside train ask`: what it learned from stands in the manifests, and what teaches nothing is refused by name."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bedside.adapters.registry.folder import FolderModelRegistry
from bedside.core.learning.splits import split
from bedside.core.library.document import Document

from .conftest import Bedside

SUBJECTS = {
    "gout": ("Gout comes in sudden attacks of a swollen joint.", "Rest and ice help the joint."),
    "asthma": ("Asthma narrows the airways and makes people wheeze.", "An inhaler opens the airways."),
    "migraine": ("Migraine is a throbbing headache on one side.", "A dark room eases the pain."),
    "anemia": ("Anemia means too few red blood cells.", "Iron tablets bring the count back."),
    "scabies": ("Scabies is an itchy rash from tiny mites.", "A cream kills the mites overnight."),
    "glaucoma": ("Glaucoma harms the nerve of the eye by pressure.", "Drops lower the pressure."),
    "tetanus": ("Tetanus locks the jaw after a dirty wound.", "A vaccine protects for ten years."),
    "rickets": ("Rickets softens the bones of children.", "Vitamin D and sunlight mend it."),
}
FILES = ("asked.tsv", "qrels.tsv", "groundedness.jsonl", "sentences.jsonl")
GIVEN = ("--questions", "--qrels", "--groundedness", "--sentences")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A small library, and beside it the files that teach."""
    lines = [{"id": name, "title": name, "focus": name, "text": " ".join(text)} for name, text in SUBJECTS.items()]
    marked = [{"question": f"what helps {n}", "document_id": n, "best": [1]} for n in SUBJECTS]
    grounded = [{"question": f"what helps {n}", "answerable": True} for n in SUBJECTS]
    grounded += [{"question": f"which film tells of {n}", "answerable": False} for n in SUBJECTS]
    files = {
        "library.jsonl": [json.dumps(one) for one in lines],
        "asked.tsv": [f"{name}\twhat helps {name}" for name in SUBJECTS],
        "qrels.tsv": [f"{name}\t{name}\t1" for name in SUBJECTS],
        "groundedness.jsonl": [json.dumps(one) for one in grounded],
        "sentences.jsonl": [json.dumps(one) for one in marked],
    }
    for name, content in files.items():
        (tmp_path / name).write_text("\n".join(content))
    return tmp_path / "library.jsonl"


@pytest.fixture
def loaded(bedside: Bedside, library: Path) -> Path:
    ended = bedside("library", "load", str(library), "--dense", "now", "--json")
    assert ended.status == 0, ended.err
    return library.parent


def given(folder: Path, *names: str) -> list[str]:
    pairs = zip(GIVEN, FILES, strict=True)
    return [part for option, name in pairs if not names or name in names for part in (option, str(folder / name))]


def _in_train(library: Path) -> int:
    """Returns how many documents of a JSON Lines library the train split has."""
    entries = [json.loads(line) for line in library.read_text().splitlines()]
    documents = [Document(e["id"], e["title"], e["text"], focus=e["focus"]) for e in entries]
    return Counter(split(documents).parts.values())["train"]


def test_a_library_whose_vectors_wait_teaches_nothing(bedside: Bedside, library: Path, home: Path) -> None:
    bedside("library", "load", str(library), "--dense", "never", "--json")
    ended = bedside("train", "ask", "--json")
    assert ended.status != 0
    assert "--dense now" in ended.json()["next_step"]
    assert not list(home.glob("models/*/v*"))


def test_a_manifest_names_each_given_file_and_hashes_nothing_else(bedside: Bedside, loaded: Path, home: Path) -> None:
    ended = bedside("train", "ask", "--documents", "0", *given(loaded), "--json")
    assert ended.json() == {"ranker": "v0001", "abstention": "v0001", "sentences": "v0001"}
    hashes = {name: hashlib.sha256((loaded / name).read_bytes()).hexdigest() for name in FILES}
    for name in ended.json():
        ((_, _, manifest),) = FolderModelRegistry(home / "models").versions(name)
        assert manifest["files"] == hashes
        assert "data_sha256" not in manifest


def test_a_manifest_of_practice_has_the_hash_of_what_was_practised_on(
    bedside: Bedside, loaded: Path, home: Path
) -> None:
    assert bedside("train", "ask", *given(loaded, "groundedness.jsonl"), "--json").status == 0
    ((_, _, manifest),) = FolderModelRegistry(home / "models").versions("ranker")
    assert set(manifest["files"]) == {"groundedness.jsonl"}
    assert manifest["data_sha256"] != hashlib.sha256(b"").hexdigest()


def test_one_collection_alone_is_learned_from(bedside: Bedside, loaded: Path, home: Path) -> None:
    other = loaded / "other.jsonl"
    other.write_text(
        json.dumps({"id": "mumps", "title": "mumps", "focus": "mumps", "text": "Mumps swells the cheeks."})
    )
    bedside("library", "load", str(other), "--collection", "ward", "--dense", "now", "--json")
    teach = ("train", "ask", *given(loaded, "groundedness.jsonl"), "--json")

    def manifest(*options: str) -> Mapping[str, Any]:
        ended = bedside(*teach, *options)
        assert ended.status == 0, ended.err
        return FolderModelRegistry(home / "models").versions("ranker")[-1][2]

    learned = manifest()
    assert (learned["collection"], learned["documents"]) == ("default", _in_train(loaded / "library.jsonl"))
    missing = bedside(*teach, "--collection", "nowhere")
    assert (missing.status, "--collection nowhere" in missing.json()["next_step"]) == (2, True)
    # One document finds nothing wrong to be told from: the library of the ward is too small to teach, and said to be.
    assert "right document and a wrong one" in bedside(*teach, "--collection", "ward").json()["detail"]


def test_a_question_of_the_other_splits_does_not_teach_when_to_abstain(
    bedside: Bedside, loaded: Path, home: Path
) -> None:
    lines = [json.loads(line) for line in (loaded / "groundedness.jsonl").read_text().splitlines()]
    for line, name in zip(lines, SUBJECTS, strict=False):
        line["document_ids"] = [name]
    (loaded / "groundedness.jsonl").write_text("\n".join(map(json.dumps, lines)))
    assert bedside("train", "ask", *given(loaded, "groundedness.jsonl"), "--json").status == 0
    ((_, _, manifest),) = FolderModelRegistry(home / "models").versions("abstention")
    assert manifest["groundedness_questions"] == _in_train(loaded / "library.jsonl") + len(SUBJECTS) < len(lines)


@pytest.mark.parametrize(
    ("name", "line", "said"),
    [
        ("groundedness.jsonl", '{"question": "what helps gout"}', "groundedness.jsonl line 1 needs `answerable`"),
        ("groundedness.jsonl", '{"answerable": true}', "groundedness.jsonl line 1 needs a `question`"),
        ("groundedness.jsonl", '{"question": "what helps gout", "answerable": true}', "questions without one"),
        ("sentences.jsonl", '{"question": "q", "document_id": "of another", "best": [0]}', "no marked sentence"),
        ("qrels.tsv", "gout\tof another\t1", "no judged document"),
    ],
)
def test_a_file_that_cannot_teach_is_refused(bedside: Bedside, loaded: Path, name: str, line: str, said: str) -> None:
    (loaded / name).write_text(line)
    ended = bedside("train", "ask", *given(loaded), "--json")
    assert ended.status == 2
    assert said in ended.json()["detail"]
    assert ended.json()["next_step"]


def test_questions_without_their_judged_documents_are_refused(bedside: Bedside, loaded: Path) -> None:
    ended = bedside("train", "ask", *given(loaded, "asked.tsv"), "--json")
    assert ended.status == 2
    assert "--qrels" in ended.json()["next_step"]


@pytest.mark.parametrize("documents", ["0", "-5"])
def test_practice_on_no_document_is_refused(bedside: Bedside, loaded: Path, documents: str) -> None:
    ended = bedside("train", "ask", "--documents", documents, "--json")
    assert ended.status == 2
    assert "--documents" in ended.json()["next_step"]


def test_the_help_names_every_model(bedside: Bedside) -> None:
    said = bedside("train", "--help").out
    assert all(name in said for name in ("ranker", "abstention", "sentences model"))
