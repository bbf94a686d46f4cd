"""The library while it is used: put, edited, deleted, loaded from beside, watched in a folder; always as it is now."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx2
import pytest

from bedside.testing.servers import Deployment, running
from service.waiting import eventually

HOSTILE = '<script>alert(1)</script> <img src=x onerror="alert(2)"> [click](javascript:alert(3))'


def put(rag: httpx2.Client, collection: str, document_id: str, **fields: Any) -> dict[str, Any]:
    stored = rag.put(f"/library/{collection}/documents/{document_id}", json={"title": document_id} | fields)
    stored.raise_for_status()
    body: dict[str, Any] = stored.json()
    return body


def found(rag: httpx2.Client, collection: str, query: str) -> list[str]:
    asked = rag.post("/retrieve", json={"query": query, "collection": collection})
    return [] if asked.status_code == 404 else [p["document_id"] for p in asked.json()["passages"]]


def texts(rag: httpx2.Client, collection: str, query: str) -> str:
    found = rag.post("/retrieve", json={"query": query, "collection": collection})
    return "" if found.status_code == 404 else " ".join(p["text"] for p in found.json()["passages"])


def times(stored: dict[str, Any]) -> list[datetime]:
    return [datetime.fromisoformat(stored[name]) for name in ("observed_at", "indexed_at", "retrievable_at")]


def status(rag: httpx2.Client, collection: str) -> dict[str, Any]:
    listed = rag.get("/library/status").json()["collections"]
    return next((entry for entry in listed if entry["name"] == collection), {})


def gauge(rag: httpx2.Client, name: str, collection: str) -> float:
    line = re.search(rf'^{name}{{collection="{collection}"}} (\S+)$', rag.get("/metrics").text, re.MULTILINE)
    return float(line.group(1)) if line else -1.0


def test_a_document_is_answerable_when_put_returns(bedside: Deployment) -> None:
    text = "Quillfever is a fever of writers. Quillfever is treated with rest and an inkless week."
    stored = put(bedside.rag, "putting", "quillfever", title="Quillfever", focus="Quillfever", text=text)
    observed, indexed, retrievable = times(stored)
    assert observed <= indexed <= retrievable
    assert "inkless week" in texts(bedside.rag, "putting", "How is quillfever treated?")
    answer = bedside.chatbot.post("/chat", json={"message": "What is quillfever?", "collection": "putting"}).json()
    assert [citation["document_id"] for citation in answer["citations"]] == ["quillfever"]
    assert answer["library_as_of"] == stored["observed_at"]


def test_a_document_comes_back_as_it_was_put(bedside: Deployment) -> None:
    given = {
        "title": "Ünïcode", "text": "Line one.\n\nLine two.", "source": "Ward", "url": "https://example.org/a?b=1",
        "question": "What?", "focus": "Focus", "question_type": "symptoms", "synonyms": ["one", "two"],
    }  # fmt: skip
    put(bedside.rag, "whole", "a.b:c~d", **given)
    got = bedside.rag.get("/library/whole/documents/a.b:c~d").json()
    assert {name: got[name] for name in given} == given


def test_an_edit_replaces_the_old_words(bedside: Deployment) -> None:
    first = put(bedside.rag, "editing", "d", text="The marrowplum grows in winter.")
    second = put(bedside.rag, "editing", "d", text="The sandpear grows in summer.")
    assert first["version"] != second["version"]
    assert "marrowplum" not in texts(bedside.rag, "editing", "marrowplum winter")
    assert "sandpear" in texts(bedside.rag, "editing", "sandpear summer")


def test_the_same_again_changes_nothing(bedside: Deployment) -> None:
    first = put(bedside.rag, "again", "d", text="The same words.")
    assert put(bedside.rag, "again", "d", text="The same words.") == first


def test_a_deleted_document_answers_nothing_any_more(bedside: Deployment) -> None:
    put(bedside.rag, "deleting", "kept", text="Oxwort is kept.")
    put(bedside.rag, "deleting", "gone", text="Oxwort is gone.")
    assert bedside.rag.delete("/library/deleting/documents/gone").status_code == 204
    assert found(bedside.rag, "deleting", "oxwort") == ["kept"]
    assert bedside.rag.get("/library/deleting/documents/gone").status_code == 404
    assert bedside.rag.delete("/library/deleting/documents/gone").status_code == 404


def test_a_known_question_without_an_answer_is_never_evidence(bedside: Deployment) -> None:
    stored = put(bedside.rag, "known", "q", title="Nimblepox", question="What is nimblepox?", text="")
    put(bedside.rag, "known", "other", text="Another matter.")
    assert stored["retrievable_at"]
    assert found(bedside.rag, "known", "nimblepox") == []


def test_collections_do_not_see_each_other(bedside: Deployment) -> None:
    put(bedside.rag, "left", "d", text="Only the left ward knows of hushroot.")
    put(bedside.rag, "right", "d", text="The right ward knows of nothing.")
    assert "hushroot" not in texts(bedside.rag, "right", "hushroot ward")


def test_markup_comes_back_as_text_and_is_never_said(bedside: Deployment) -> None:
    text = f"Glassitch is an itch. {HOSTILE} Glassitch is treated with cool water and patience."
    put(bedside.rag, "hostile", "d", title=f"Glassitch {HOSTILE}", focus="Glassitch", text=text, source=HOSTILE)
    got = bedside.rag.get("/library/hostile/documents/d")
    assert (got.json()["title"], got.json()["text"]) == (f"Glassitch {HOSTILE}", text)
    said = bedside.chatbot.post("/chat", json={"message": "How is glassitch treated?", "collection": "hostile"})
    for response in (got, said):
        assert response.headers["content-type"].startswith("application/json")
        assert response.headers["x-content-type-options"] == "nosniff"
    spoken = " ".join(sentence["text"] for sentence in said.json()["sentences"] if sentence["citations"])
    assert "<" not in spoken.replace(f"Glassitch {HOSTILE}", "")
    assert "javascript:" not in spoken.replace(f"Glassitch {HOSTILE}", "")


def test_status_counts_what_is_there_and_that_nothing_is_behind(bedside: Deployment) -> None:
    put(bedside.rag, "counted", "a", text="One answer.")
    put(bedside.rag, "counted", "b", text="")
    counted = status(bedside.rag, "counted")
    expected = {"documents": 2, "evidence": 1, "known_questions": 1, "failed": 0, "passages": 1, "changes_behind": 0}
    assert {name: counted[name] for name in expected} == expected
    assert counted["as_of"] == bedside.rag.get("/library/counted/documents/b").json()["observed_at"]


def test_metrics_show_freshness_and_what_is_searched(bedside: Deployment) -> None:
    put(bedside.rag, "measured", "a", text="One. Two.")
    eventually(lambda: gauge(bedside.rag, "bedside_library_documents", "measured") == 1)
    eventually(lambda: gauge(bedside.rag, "bedside_library_changes_behind", "measured") == 0)
    assert gauge(bedside.rag, "bedside_library_passages", "measured") == 1
    count = re.search(
        r"^bedside_library_freshness_seconds_count (\S+)$", bedside.rag.get("/metrics").text, re.MULTILINE
    )
    assert count is not None
    assert float(count.group(1)) >= 1


def load(home: Path, source: Path, collection: str) -> dict[str, Any]:
    done = subprocess.run(  # noqa: PLW1510 (the status is looked at)
        [sys.executable, "-m", "bedside.cli", "library", "load", str(source), "-c", collection, "--json"],
        env={**os.environ, "BEDSIDE_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def test_a_load_from_another_process_is_searchable_within_two_seconds(bedside: Deployment, tmp_path: Path) -> None:
    put(bedside.rag, "loaded", "first", text="So that the service holds the collection.")
    source = tmp_path / "ward.jsonl"
    lines = [{"id": f"w{n}", "title": f"Wardnote {n}", "text": f"Wardnote {n} tells of larkspittle."} for n in range(5)]
    source.write_text("\n".join([*map(json.dumps, lines), "no JSON"]))
    report = load(bedside.home, source, "loaded")
    assert [failure["where"] for failure in report["failures"]] == ["line 6"]
    assert set(found(bedside.rag, "loaded", "larkspittle")) == {f"w{n}" for n in range(5)}
    observed, _, retrievable = times(bedside.rag.get("/library/loaded/documents/w4").json())
    assert (retrievable - observed).total_seconds() < 2
    assert status(bedside.rag, "loaded")["failed"] == 1
    failures = bedside.rag.get("/library/loaded/failures").json()["failures"]
    assert [(f["document_id"], f["reason"]) for f in failures] == [("line 6", "is not JSON")]


def test_a_collection_in_which_nothing_failed_has_an_empty_list_of_failures(bedside: Deployment) -> None:
    put(bedside.rag, "sound", "d", text="A sound document.")
    listed = bedside.rag.get("/library/sound/failures")
    assert (listed.status_code, listed.json()) == (200, {"failures": []})


def test_a_collection_first_loaded_by_another_process_is_taken_over(bedside: Deployment, tmp_path: Path) -> None:
    source = tmp_path / "new.jsonl"
    source.write_text(json.dumps({"id": "n", "title": "New", "text": "A new ward with a gullwhistle."}))
    load(bedside.home, source, "aaa-new")
    eventually(lambda: found(bedside.rag, "aaa-new", "gullwhistle") == ["n"], within_s=30)
    put(bedside.rag, "aaa-new", "m", text="And another gullwhistle.")
    assert set(found(bedside.rag, "aaa-new", "gullwhistle")) == {"n", "m"}


def test_documents_are_listed_in_pages_without_those_deleted(bedside: Deployment) -> None:
    base = "/library/listed/documents"
    for n in range(5):
        bedside.rag.put(f"{base}/d{n}", json={"title": f"Title {n}", "text": "x", "source": "Ward"}).raise_for_status()
    bedside.rag.delete(f"{base}/d3").raise_for_status()
    found, after = [], 0
    while after is not None:
        page = bedside.rag.get(base, params={"limit": 2, "after": after}).json()
        assert len(page["documents"]) <= 2
        found += page["documents"]
        after = page["next"]
    assert [one["id"] for one in found] == ["d0", "d1", "d2", "d4"]
    assert {"title": "Title 0", "source": "Ward"}.items() <= found[0].items()
    assert "text" not in found[0]
    assert found[0]["retrievable_at"]


@pytest.mark.parametrize("limit", ["0", "-5", "1001", "all"])
def test_a_list_of_an_impossible_length_is_refused(bedside: Deployment, limit: str) -> None:
    for path in ("/library/listed/documents", "/library/listed/failures"):
        assert bedside.rag.get(path, params={"limit": limit}).status_code == 422
    assert bedside.rag.get("/library/listed/documents", params={"after": 10**22}).status_code == 422


def test_what_is_not_found_says_where_what_there_is_is_listed(bedside: Deployment) -> None:
    missing = bedside.rag.get("/library/default/documents/nonesuch").json()
    assert "GET /library/{collection}/documents" in missing["next_step"]
    assert bedside.rag.get("/library/default/documents").json()["documents"]
    for listed in ("documents", "failures"):
        unknown = bedside.rag.get(f"/library/nonesuch/{listed}")
        assert (unknown.status_code, unknown.json()["code"]) == (404, "not_found")
        assert "GET /library/status" in unknown.json()["next_step"]
    assert bedside.rag.get("/library/status").is_success
    for path, step in (
        ("/answers/x", "GET /conversations/{id}"),
        ("/conversations/x", "GET /conversations?person_id="),
    ):
        assert step in bedside.chatbot.get(path).json()["next_step"]


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[httpx2.Client, Path]]:
    home, folder = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("watched")
    (folder / "before.txt").write_text("Beforehand there was fogmilk.")
    with (
        running("all", home, BEDSIDE_WATCH_FOLDER=str(folder)) as service,
        httpx2.Client(base_url=service.url, timeout=30) as client,
    ):
        yield client, folder


def test_a_document_just_put_is_answered_from_while_a_library_is_still_embedded(
    watched: tuple[httpx2.Client, Path],
) -> None:
    service, _ = watched
    asked = "How is quillfever treated?"
    text = "Quillfever is a fever of writers. Quillfever is treated with rest and an inkless week."
    put(
        service,
        "putting",
        "q",
        title="Quillfever",
        focus="Quillfever",
        question=asked,
        question_type="treatment",
        text=text,
    )
    answer = service.post("/chat", json={"message": asked, "collection": "putting"}).json()
    assert answer["outcome"] == "answered"
    assert "inkless week" in answer["answer"]


def test_a_watched_folder_is_followed_as_files_come_change_and_go(watched: tuple[httpx2.Client, Path]) -> None:
    rag, folder = watched
    eventually(lambda: "fogmilk" in texts(rag, "folder", "fogmilk"))
    note = folder / "Ward notes" / "Tide.md"
    note.parent.mkdir()
    note.write_text("# Tides\n\nThe tideflower opens at noon.")
    eventually(lambda: "tideflower" in texts(rag, "folder", "tideflower noon"), within_s=3)
    note.write_text("# Tides\n\nThe moonflower opens at night.")
    eventually(lambda: "moonflower" in texts(rag, "folder", "moonflower night"), within_s=3)
    assert "tideflower" not in texts(rag, "folder", "tideflower noon")
    note.unlink()
    eventually(lambda: "moonflower" not in texts(rag, "folder", "moonflower night"), within_s=3)
    eventually(lambda: "fogmilk" in texts(rag, "folder", "fogmilk"))


def failing(rag: httpx2.Client) -> dict[str, str]:
    listed = rag.get("/library/folder/failures")
    return {} if listed.status_code == 404 else {f["document_id"]: f["reason"] for f in listed.json()["failures"]}


def test_a_file_that_cannot_be_read_is_named_with_its_reason_until_it_can(watched: tuple[httpx2.Client, Path]) -> None:
    rag, folder = watched
    broken = folder / "Scan One.pdf"
    broken.write_bytes(b"%PDF-1.7 no more than this")
    assert eventually(lambda: failing(rag).get("Scan One.pdf"))
    eventually(lambda: "fogmilk" in texts(rag, "folder", "fogmilk"))
    broken.unlink()
    eventually(lambda: not failing(rag))


def test_binary_data_in_the_folder_is_refused_with_its_reason(watched: tuple[httpx2.Client, Path]) -> None:
    rag, folder = watched
    binary = folder / "dump.txt"
    binary.write_bytes(b"\xff\xfe" + b"\x00\x00\x10\x80\x03\x00" * 500)
    assert "binary data" in eventually(lambda: failing(rag).get("dump.txt"))
    assert rag.get("/library/folder/documents/dump.txt").status_code == 404
    binary.unlink()
    eventually(lambda: not failing(rag))


def test_a_folder_that_goes_and_comes_back_is_followed_again(watched: tuple[httpx2.Client, Path]) -> None:
    rag, folder = watched
    away = folder.with_name("away")
    folder.rename(away)
    (away / "later.txt").write_text("Later there was hailbread.")
    away.rename(folder)
    eventually(lambda: "hailbread" in texts(rag, "folder", "hailbread"))
    folder.rename(away)
    folder.mkdir()
    (folder / "before.txt").write_text("Beforehand there was fogmilk.")
    eventually(lambda: "hailbread" not in texts(rag, "folder", "hailbread"))
    (folder / "anew.txt").write_text("Anew there was ribsalt.")
    eventually(lambda: "ribsalt" in texts(rag, "folder", "ribsalt"))
