import hashlib
import json
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count

import pytest

from bedside.adapters.library_source import open_source
from bedside.adapters.objects.folder import FolderObjectStore
from bedside.core.library import tables
from bedside.core.library.passages import cut
from bedside.core.library.source import ReadFailure
from bedside.errors import InvalidInput, NotFound
from bedside.usecases.run_etl import EtlHost, run_etl
from bedside.usecases.split_libraries import check_leaks
from bedside.usecases.trace_lineage import trace_lineage

WORDS = [f"word{n}" for n in range(400)]
SECONDS = count()


class Crash(Exception):
    """A kill, planted."""


class Ward:
    """A host over a real folder that remembers what was loaded, and can crash when a certain key is put."""

    def __init__(self, folder):
        self.folder = folder
        self.objects = FolderObjectStore(folder / "objects")
        self.loaded = {}
        self.told = []
        self.crash_at = ""
        self.crash_in_load = False

    def host(self, **change):
        host = EtlHost(
            objects=self,
            cut=lambda document: cut(document, lambda text: len(text.split()) + 2),
            cut_kind="words",
            load=self.load,
            clock=lambda: datetime(2026, 5, 4, tzinfo=UTC) + timedelta(seconds=next(SECONDS)),
            code_version="1.0",
            progress=lambda *told: self.told.append(told),
            is_loaded=lambda documents: all(d.document_id in self.loaded for d in documents),
        )
        return replace(host, **change)

    def load(self, items, progress):
        for number, (document, passages) in enumerate(items, 1):
            if self.crash_in_load and number > len(items) // 2:
                raise Crash
            self.loaded[document.document_id] = [p.text for p in passages]
            progress(number, len(items))

    def put(self, key, content):
        if self.crash_at and self.crash_at in key:
            raise Crash
        self.objects.put(key, content)

    def __getattr__(self, name):
        return getattr(self.objects, name)

    def write(self, name, rows):
        path = self.folder / f"{name}.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
        return path

    def run(self, name="notes", limit=None, **change):
        return run_etl(open_source(str(self.folder / f"{name}.jsonl")), self.host(**change), limit=limit)

    def versions(self):
        path = self.folder / "objects" / "artifacts" / "version_tracker.txt"
        return path.read_text().splitlines() if path.exists() else []


def sentence(seed):
    return " ".join(random.Random(seed).choices(WORDS, k=10)).capitalize() + "."


def rows(count, start=0, words=200):
    return [
        {
            "id": f"n{number}",
            "title": f"Topic {number // 2}",
            "focus": f"Topic {number // 2}",
            "text": " ".join(sentence(number * 100 + n) for n in range(words // 10)),
        }
        for number in range(start, start + count)
    ]


@pytest.fixture
def ward(tmp_path):
    ward = Ward(tmp_path)
    ward.write("notes", rows(60))
    return ward


def test_a_load_hands_over_all_documents_with_their_passages(ward):
    report = ward.run()
    assert (report.version, report.new_version, report.library) == ("v0001", True, "notes")
    assert ward.loaded.keys() == {f"n{n}" for n in range(60)}
    assert all(len(passages) == 2 for passages in ward.loaded.values())
    assert report.counts["documents"] == report.counts["answered"] == report.counts["loaded"] == 60
    assert report.counts["passages"] == 120
    assert report.counts["train"] + report.counts["validation"] + report.counts["test"] == 60
    assert report.seconds.keys() == {"extract", "transform", "load", "split"}


def test_every_output_is_where_the_contract_says(ward):
    ward.run()
    keys = list(ward.objects.keys())
    assert [key for key in keys if key.startswith("data/dataset-split/")] == [
        f"data/dataset-split/{part}.parquet" for part in ("test", "train", "validation")
    ]
    assert {key.rsplit("/")[-1] for key in keys if key.startswith("data/production/notes/")} == {
        "documents.parquet",
        "failures.parquet",
        "passages.parquet",
    }
    assert "artifacts/notes/v0001/manifest.json" in keys
    assert "artifacts/version_tracker.txt" in keys


def test_progress_is_told_step_by_step_up_to_the_end(ward):
    ward.run()
    assert list(dict.fromkeys(step for step, _, _ in ward.told)) == ["extract", "transform", "load", "split"]
    last = {step: (done, total) for step, done, total in ward.told}
    assert all(done == total for done, total in last.values())


def test_the_same_load_again_does_nothing_and_takes_no_version(ward):
    first = ward.run()
    ward.loaded = {name: ["kept"] for name in ward.loaded}
    again = ward.run()
    assert (again.version, again.new_version) == ("v0001", False)
    assert again.skipped == ("extract", "transform", "load", "split")
    assert again.seconds == {}
    assert again.counts == first.counts
    assert set(map(tuple, ward.loaded.values())) == {("kept",)}


def test_a_store_that_lost_its_documents_is_loaded_again_without_a_new_version(ward):
    ward.run()
    ward.loaded.clear()
    again = ward.run()
    assert len(ward.loaded) == 60
    assert again.skipped == ("extract", "transform", "split")
    assert again.version == "v0001"


def test_a_changed_source_is_loaded_as_the_next_version(ward):
    ward.run()
    ward.write("notes", rows(62))
    report = ward.run()
    assert (report.version, report.skipped) == ("v0002", ())
    assert [line.split()[:2] for line in ward.versions()] == [["v0001", "notes"], ["v0002", "notes"]]


def test_other_cutting_repeats_only_what_depends_on_it(ward):
    ward.run()
    smaller = partial(cut, count_tokens=lambda text: len(text.split()) + 2, max_tokens=90)
    assert ward.run(cut=smaller, cut_kind="smaller").skipped == ("extract", "split")
    assert max(len(text.split()) for passages in ward.loaded.values() for text in passages) <= 88


@pytest.mark.parametrize(
    ("crash_at", "skipped"),
    [
        ("documents.parquet", ()),
        ("artifacts/notes/extract-", ()),
        ("passages.parquet", ("extract",)),
        ("artifacts/notes/transform-", ("extract",)),
        ("artifacts/notes/load-", ("extract", "transform")),
        ("data/dataset-split/validation.parquet", ("extract", "transform", "load")),
        ("artifacts/dataset-split/split-", ("extract", "transform", "load")),
        ("artifacts/notes/v0001", ("extract", "transform", "load", "split")),
        ("artifacts/version_tracker.txt", ("extract", "transform", "load", "split")),
    ],
)
def test_a_load_that_crashed_goes_on_where_it_stopped_and_ends_alike(ward, tmp_path, crash_at, skipped):
    ward.crash_at = crash_at
    with pytest.raises(Crash):
        ward.run()
    assert ward.versions() == []
    ward.crash_at = ""
    report = ward.run()
    assert (report.version, report.skipped) == ("v0001", skipped)
    whole = Ward(tmp_path / "other")
    whole.folder.mkdir()
    whole.write("notes", rows(60))
    whole.run()
    assert data_of(ward) == data_of(whole)
    assert ward.loaded == whole.loaded


def data_of(ward):
    return {key: hashlib.sha256(ward.objects.get(key)).hexdigest() for key in ward.objects.keys("data/")}


def test_a_crash_within_the_store_repeats_the_load_alone(ward):
    ward.crash_in_load = True
    with pytest.raises(Crash):
        ward.run()
    ward.crash_in_load = False
    assert ward.run().skipped == ("extract", "transform")
    assert len(ward.loaded) == 60


def test_failures_are_named_now_and_when_the_step_is_skipped(ward):
    ward.write("notes", [*rows(3), {"title": "no text"}, rows(1)[0]])
    expected = (
        ReadFailure("line 4", "has no text"),
        ReadFailure("n0", "another entry of the source has the same id"),
    )
    assert ward.run().failures == ward.run().failures == expected


def test_a_source_of_failures_alone_is_refused_with_their_reasons(ward):
    ward.write("notes", [{"title": "no text"}])
    with pytest.raises(InvalidInput) as refused:
        ward.run()
    assert refused.value.errors == [{"field": "line 1", "message": "has no text"}]
    assert ward.versions() == []


def test_a_limit_takes_so_many_with_text_and_another_version(ward):
    report = ward.run(limit=10)
    assert (report.counts["documents"], len(ward.loaded)) == (10, 10)
    assert ward.run().version == "v0002"


def test_all_libraries_are_split_together(ward):
    ward.run()
    ward.write("policies", [{**row, "id": f"p{row['id']}", "focus": f"Other {row['id']}"} for row in rows(60)])
    ward.run("policies")
    report = check_leaks(ward.objects)
    assert report.leaks == ()
    assert sum(report.documents.values()) == 120
    parts = {
        d.document_id: part
        for part in ("train", "validation", "test")
        for d in tables.read_documents(ward.objects.get(f"data/dataset-split/{part}.parquet"))
    }
    assert all(parts[f"n{n}"] == parts[f"pn{n}"] for n in range(60))


def test_a_planted_leak_is_found_in_the_stored_split(ward):
    ward.run()
    train = tables.read_documents(ward.objects.get("data/dataset-split/train.parquet"))
    planted = replace(train[0], document_id="planted", focus="Something else", title="")
    content = tables.write_placed([planted], {"planted": "x"}, frozenset())
    ward.objects.put("data/dataset-split/test.parquet", content)
    (leak,) = check_leaks(ward.objects).leaks
    assert (leak.kind, leak.parts) == ("near_duplicate", ("train", "test"))


def test_leaks_before_any_load_say_what_to_do(ward):
    with pytest.raises(NotFound) as refused:
        check_leaks(ward.objects)
    assert "library load" in refused.value.next_step


def test_lineage_leads_from_a_version_to_the_sources_sha256(ward):
    ward.run()
    source = hashlib.sha256((ward.folder / "notes.jsonl").read_bytes()).hexdigest()
    chain = trace_lineage(ward.objects, "v0001")
    assert chain.kind == "version"
    assert [manifest.step for manifest in chain.steps] == ["version", "extract", "transform", "load", "split"]
    assert [(item.name, item.sha256) for item in chain.sources] == [("notes", source)]


@pytest.mark.parametrize(
    ("asked", "kind", "steps"),
    [
        ("n7", "document", ["extract"]),
        ("n7#0-abc", "document", ["transform", "extract"]),
        ("data/dataset-split/train.parquet", "file", ["split", "extract"]),
    ],
)
def test_lineage_of_documents_and_files(ward, asked, kind, steps):
    ward.run()
    chain = trace_lineage(ward.objects, asked)
    assert (chain.kind, [manifest.step for manifest in chain.steps]) == (kind, steps)
    assert len(chain.sources) == 1


def test_lineage_of_a_document_tells_its_part_and_versions(ward):
    ward.write("notes", [{**row, "source": "Ward", "url": "https://x"} for row in rows(60)])
    ward.run()
    document = stored(ward, "n7")
    assert trace_lineage(ward.objects, "n7").facts == {
        "library": "notes",
        "library_version": "v0001",
        "document_version": document.version,
        "source": "Ward",
        "url": "https://x",
        "part": next(part for part in ("train", "validation", "test") if in_part(ward, part, "n7")),
    }


def stored(ward, document_id):
    key = next(key for key in ward.objects.keys("data/production/") if key.endswith("documents.parquet"))
    return tables.find_document(ward.objects.get(key), document_id)


def in_part(ward, part, document_id):
    return tables.find_document(ward.objects.get(f"data/dataset-split/{part}.parquet"), document_id) is not None


def test_lineage_of_each_step_and_key_a_manifest_names_is_found(ward):
    ward.run()
    for manifest in trace_lineage(ward.objects, "v0001").steps:
        assert trace_lineage(ward.objects, manifest.id).steps[0] == manifest
        assert all(trace_lineage(ward.objects, output.key).kind == "file" for output in manifest.outputs)


def test_lineage_of_an_older_version_still_leads_to_its_own_source(ward):
    ward.run()
    old = trace_lineage(ward.objects, "v0001").sources
    ward.write("notes", rows(62))
    ward.run()
    assert trace_lineage(ward.objects, "v0001").sources == old != trace_lineage(ward.objects, "v0002").sources


def test_lineage_of_nothing_says_what_may_be_asked(ward):
    ward.run()
    with pytest.raises(NotFound) as refused:
        trace_lineage(ward.objects, "v0099")
    assert "v0001" in refused.value.next_step


def test_a_manifest_of_another_pipeline_beside_ours_does_no_harm(ward):
    ward.run()
    ward.objects.put("artifacts/ranker/1/manifest.json", b'{"model": "other"}')
    assert trace_lineage(ward.objects, "v0001").kind == "version"


def test_answers_are_stored_while_the_source_is_read_and_all_once_it_is(ward):
    ward.write("notes", rows(4100, words=10))
    given = []
    ward.run(store=lambda documents: given.append([d.document_id for d in documents]))
    assert [len(ids) for ids in given] == [4000, 4100]
    assert given[0] == [f"n{n}" for n in range(4000)]
