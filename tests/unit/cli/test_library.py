"""`bedside library …` and `lineage`: a load that can be repeated, counted, traced and checked for leaks."""

import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from .conftest import Bedside

SPLIT = "objects/data/dataset-split"


def load(bedside: Bedside, notes: Path) -> dict:
    ended = bedside("library", "load", str(notes), "-c", "ward", "--json")
    assert ended.status == 0, ended.err
    return ended.json()


def test_a_load_says_what_it_took_in_and_what_not(bedside: Bedside, notes: Path) -> None:
    report = load(bedside, notes)
    assert (report["library"], report["collection"], report["version"]) == ("notes", "ward", "v0001")
    assert report["failures"] == [{"where": "line 7", "reason": "is not JSON"}]
    (held,) = bedside("library", "status", "--json").json()["collections"]
    assert {name: held[name] for name in ("name", "documents", "evidence", "failed")} == {
        "name": "ward", "documents": 6, "evidence": 6, "failed": 1,
    }  # fmt: skip


def test_the_same_load_again_changes_nothing(bedside: Bedside, notes: Path) -> None:
    first = load(bedside, notes)
    before = bedside("library", "status", "--json").json()
    again = load(bedside, notes)
    assert again["version"] == first["version"]
    assert again["skipped"]
    assert bedside("library", "status", "--json").json() == before


def test_tables_are_for_people_and_nothing_else_is_said(bedside: Bedside, notes: Path) -> None:
    shown = bedside("library", "load", str(notes), "-c", "ward")
    assert shown.status == 0
    assert "not taken in: line 7: is not JSON" in shown.out
    assert "ward" in bedside("library", "status").out


def test_status_says_why_something_was_not_taken_in_and_what_waits(bedside: Bedside, tmp_path: Path) -> None:
    (tmp_path / "[ward] torn.pdf").write_bytes(b"%PDF-1.4 torn")
    (tmp_path / "whole.md").write_text("The lantern is in drawer four.")
    bedside("library", "load", str(tmp_path), "-c", "ward", "--json")
    (held,) = bedside("library", "status", "--json").json()["collections"]
    assert (held["passages"], held["vectors_waiting"] > 0) == (1, True)
    assert [failure["document_id"] for failure in held["failures"]] == ["[ward] torn.pdf"]
    assert "[ward] torn.pdf: the PDF is damaged" in bedside("library", "status").out


def test_status_counts_what_is_stored_even_where_the_index_is_damaged(
    bedside: Bedside, notes: Path, home: Path
) -> None:
    load(bedside, notes)
    for meta in home.glob("index/*/lexical/meta.json"):
        meta.write_text("no index any more")
    (held,) = bedside("library", "status", "--json").json()["collections"]
    assert (held["documents"], held["passages"]) == (6, None)
    assert bedside("library", "status").status == 0


def test_offline_the_hub_is_not_asked(bedside: Bedside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEDSIDE_OFFLINE", "1")
    ended = bedside("library", "load", "hub:lavita/MedQuAD", "--json")
    assert (ended.status, ended.json()["code"]) == (1, "offline")


def test_a_chain_leads_from_a_document_and_a_version_to_the_source(bedside: Bedside, notes: Path) -> None:
    load(bedside, notes)
    for asked, kind in (("n3", "document"), ("v0001", "version")):
        found = bedside("lineage", asked, "--json").json()
        assert found["kind"] == kind
        assert found["steps"]
        assert all(len(source["sha256"]) == 64 for source in found["sources"])
        assert f"{asked} ({kind})" in bedside("lineage", asked).out


def test_no_leaks_ends_with_0(bedside: Bedside, notes: Path) -> None:
    load(bedside, notes)
    ended = bedside("library", "leaks", "--json")
    assert (ended.status, ended.json()) == (0, {"leaks": []})


def plant(home: Path) -> None:
    """Copies a document that is in one part of the split into another, under another id."""
    parts = {path.stem: pq.read_table(io.BytesIO(path.read_bytes())) for path in (home / SPLIT).glob("*.parquet")}
    name, table = max(parts.items(), key=lambda part: part[1].num_rows)
    other = next(part for part in parts if part != name)
    row = table.slice(0, 1)
    copied = row.set_column(row.schema.get_field_index("document_id"), "document_id", pa.array(["planted"]))
    pq.write_table(
        pa.concat_tables([parts[other], copied.cast(parts[other].schema)]), home / SPLIT / f"{other}.parquet"
    )


def test_a_planted_leak_ends_with_1_and_is_named(bedside: Bedside, notes: Path, home: Path) -> None:
    load(bedside, notes)
    plant(home)
    ended = bedside("library", "leaks", "--json")
    assert ended.status == 1
    assert any("planted" in (leak["one"], leak["other"]) for leak in ended.json()["leaks"])
    assert bedside("library", "leaks").status == 1


def test_a_load_can_embed_at_once(bedside: Bedside, notes: Path) -> None:
    ended = bedside("library", "load", str(notes), "-c", "ward", "--dense", "now", "--limit", "2", "--json")
    assert ended.json()["embedded"] == 2


def test_a_load_with_never_is_remembered_until_another_says_otherwise(
    bedside: Bedside, notes: Path, home: Path
) -> None:
    marks = home / "unembedded"
    bedside("library", "load", str(notes), "-c", "ward", "--dense", "never", "--json")
    assert [mark.name for mark in marks.iterdir()] == ["ward"]
    bedside("library", "load", str(notes), "-c", "ward", "--json")
    assert list(marks.iterdir()) == []
