"""Loads a library in visible steps: extract, transform, load, split. Each is skipped where it is finished.

- extract reads the source into ``data/production/<library>/<id>/documents.parquet`` and ``failures.parquet``;
- transform cuts passages into ``data/production/<library>/<id>/passages.parquet``;
- load hands documents and passages to the store and index;
- split divides the answers of all libraries into ``data/dataset-split/{train,validation,test}.parquet``; it comes
  last, so that questions are answered before it is done.

Then, with every output there, the library's version is taken: ``artifacts/<library>/<version>/manifest.json``, and a
line in ``artifacts/version_tracker.txt``. A load that changed nothing takes no new one. One load at a time.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from bedside.core.library import tables
from bedside.core.library.document import Document, Passage
from bedside.core.library.manifest import Input, Manifest
from bedside.core.library.source import LibrarySource, ReadFailure, SourceCounts, compare_counts
from bedside.errors import InvalidInput, NotFound
from bedside.ports import ObjectStore
from bedside.usecases.run_step import Finished, Made, Step, run_step, verified
from bedside.usecases.split_libraries import split_step
from bedside.usecases.take_version import take_version

T = TypeVar("T")
STEPS = ("extract", "transform", "load", "split")
_TOLD_EVERY = 500
_STORED_AT_ONCE = 4000

Item = tuple[Document, Sequence[Passage]]
Progress = Callable[[str, int, int], None]
Load = Callable[[Sequence[Item], Callable[[int, int], None]], None]


@dataclass(frozen=True, slots=True)
class EtlHost:
    """What a load needs from where it runs.

    ``store`` makes documents durable, so that a running service takes them up while this goes on: those with text as
    they are read, at last all, where those it has had must change nothing. ``load`` takes all documents with their
    passages (none for a known question), stores those that are not, and calls back with how many are findable of how
    many; for both the same documents again must change nothing. ``progress`` gets a step's name, how many are done and
    how many there are, 0 while unknown. ``is_loaded`` tells whether the store still has what an earlier load gave it.
    ``cut_kind`` names the way of cutting: another name, and passages are cut anew.
    """

    objects: ObjectStore
    cut: Callable[[Document], list[Passage]]
    cut_kind: str
    load: Load
    clock: Callable[[], datetime]
    code_version: str
    progress: Progress = lambda _step, _done, _total: None
    store: Callable[[Sequence[Document]], None] = lambda _documents: None
    is_loaded: Callable[[Sequence[Document]], bool] = lambda _documents: True


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did. ``seconds`` has the steps done now; ``skipped`` those that an earlier load had finished."""

    library: str
    collection: str
    version: str
    new_version: bool
    counts: Mapping[str, int]
    counts_note: str
    failures: tuple[ReadFailure, ...]
    seconds: Mapping[str, float]
    skipped: tuple[str, ...]
    attribution: str


@dataclass(frozen=True, slots=True)
class _Extracted:
    documents: list[Document]
    failures: list[ReadFailure]


def run_etl(source: LibrarySource, host: EtlHost, collection: str = "default", limit: int | None = None) -> LoadReport:
    """Returns what was loaded, all steps finished and the version taken.

    With ``limit`` at most so many entries that have text are read, and no known questions. Raises InvalidInput where
    the source has nothing to load; single failures are in the report.
    """
    extracted = _run(_extract_step(source, host, limit), host)
    transformed = _run(_transform_step(source.name, extracted, host), host)
    loaded = _run(_load_step(source.name, collection, extracted, transformed, host), host)
    documents = extracted.as_input("documents.parquet")
    divided = _run(split_step(source.name, extracted.value.documents, documents, host.objects, host.progress), host)
    done: list[Finished[object]] = [extracted, transformed, loaded, divided]
    version, new = take_version(source.name, [step.manifest for step in done], host.objects, host.clock)
    return LoadReport(
        library=source.name,
        collection=collection,
        version=version,
        new_version=new,
        counts={name: count for step in done for name, count in step.manifest.counts.items()},
        counts_note=extracted.manifest.note,
        failures=tuple(extracted.value.failures),
        seconds={step.manifest.step: step.manifest.seconds for step in done if not step.skipped},
        skipped=tuple(step.manifest.step for step in done if step.skipped),
        attribution=source.attribution,
    )


def _run(step: Step[T], host: EtlHost) -> Finished[T]:
    return run_step(step, host.objects, host.clock, host.code_version)


def _extract_step(source: LibrarySource, host: EtlHost, limit: int | None) -> Step[_Extracted]:
    def make(name: str) -> Made[_Extracted]:
        found = _read(source, host, limit)
        answered = sum(document.is_evidence for document in found.documents)
        counts = SourceCounts(len(found.documents), answered)
        files = [
            (
                f"{_folder(source.name, name)}/documents.parquet",
                tables.write_documents(found.documents),
                counts.documents,
            ),
            (
                f"{_folder(source.name, name)}/failures.parquet",
                tables.write_failures(found.failures),
                len(found.failures),
            ),
        ]
        numbers = {"documents": counts.documents, "answered": answered, "failures": len(found.failures)}
        numbers["known_questions"] = counts.documents - answered
        return Made(found, files, numbers, compare_counts(counts, source.published if limit is None else None))

    def recall(manifest: Manifest) -> _Extracted:
        documents, failures = (
            verified(host.objects, manifest.output(name)) for name in ("documents.parquet", "failures.parquet")
        )
        return _Extracted(tables.read_documents(documents), tables.read_failures(failures))

    inputs = (Input(source.name, source.fingerprint()),)
    return Step(source.name, "extract", inputs, {"kind": source.kind, "limit": str(limit or "")}, make, recall)


def _read(source: LibrarySource, host: EtlHost, limit: int | None) -> _Extracted:
    """Returns all that the source yields, an entry with an id that was there before as a failure.

    What has text is stored meanwhile: where the rest cannot be read, so much is there, and the next load goes on.
    """
    total = limit or (source.published.documents if source.published else 0)
    documents: dict[str, Document] = {}
    failures: list[ReadFailure] = []
    unstored: list[Document] = []
    for item in source.read():
        if isinstance(item, ReadFailure):
            failures.append(item)
        elif item.document_id in documents:
            failures.append(ReadFailure(item.document_id, "another entry of the source has the same id"))
        elif limit is None or item.is_evidence:
            documents[item.document_id] = item
            if item.is_evidence:
                unstored.append(item)
            if len(unstored) == _STORED_AT_ONCE:
                host.store(unstored)
                unstored = []
            if len(documents) % _TOLD_EVERY == 0:
                host.progress("extract", len(documents), max(total, len(documents)))
            if len(documents) == limit:
                break
    if not documents:
        raise InvalidInput(
            f"The source {source.name} has nothing to load; {len(failures)} of its entries failed.",
            next_step="Mend the entries named, or give another source.",
            errors=[{"field": failure.where, "message": failure.reason} for failure in failures[:20]],
        )
    host.progress("extract", len(documents), len(documents))
    return _Extracted(list(documents.values()), failures)


def _transform_step(library: str, extracted: Finished[_Extracted], host: EtlHost) -> Step[list[Item]]:
    documents = extracted.value.documents

    def make(name: str) -> Made[list[Item]]:
        host.store(documents)
        items: list[Item] = []
        for number, document in enumerate(documents, 1):
            items.append((document, host.cut(document)))
            if number % _TOLD_EVERY == 0 or number == len(documents):
                host.progress("transform", number, len(documents))
        passages = [passage for _, cut in items for passage in cut]
        file = (f"{_folder(library, name)}/passages.parquet", tables.write_passages(passages), len(passages))
        return Made(items, [file], {"passages": len(passages)})

    def recall(manifest: Manifest) -> list[Item]:
        by_id = {document.document_id: document for document in documents}
        content = verified(host.objects, manifest.output("passages.parquet"))
        passages = tables.read_passages(content, by_id)
        return [(document, passages.get(document.document_id, [])) for document in documents]

    inputs = (extracted.as_input("documents.parquet"),)
    return Step(library, "transform", inputs, {"cut": host.cut_kind}, make, recall)


def _load_step(
    library: str, collection: str, extracted: Finished[_Extracted], transformed: Finished[list[Item]], host: EtlHost
) -> Step[None]:
    def make(_name: str) -> Made[None]:
        host.load(transformed.value, lambda done, total: host.progress("load", done, total))
        return Made(None, counts={"loaded": len(transformed.value)})

    def recall(_manifest: Manifest) -> None:
        if not host.is_loaded(extracted.value.documents):
            raise NotFound("The store no longer has what was loaded.")

    inputs = (extracted.as_input("documents.parquet"), transformed.as_input("passages.parquet"))
    return Step(library, "load", inputs, {"collection": collection}, make, recall)


def _folder(library: str, name: str) -> str:
    return f"data/production/{library}/{name}"
