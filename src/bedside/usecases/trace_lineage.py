"""Traces a version, a stored file, a step or a document back to the sources it was made from."""

from collections.abc import Iterable
from dataclasses import dataclass

from bedside.core.learning.splits import PARTS
from bedside.core.library import tables
from bedside.core.library.manifest import FILE_NAME, Input, Manifest
from bedside.errors import Corrupt, NotFound
from bedside.ports import ObjectStore
from bedside.usecases.split_libraries import FOLDER
from bedside.usecases.take_version import current_manifests


@dataclass(frozen=True, slots=True)
class Lineage:
    """A chain from what was asked about to its sources.

    ``kind`` is version, step, file or document; ``facts`` are about the thing itself. ``steps`` come nearest first,
    each before those it took its inputs from. ``sources`` are the inputs that no step made, with their sha256.
    """

    asked: str
    kind: str
    facts: dict[str, str]
    steps: tuple[Manifest, ...]
    sources: tuple[Input, ...]


def trace_lineage(objects: ObjectStore, asked: str) -> Lineage:
    """Returns the lineage of an id: a version (v0001), a step's manifest, a key, a document or one of its passages.

    Raises NotFound where nothing has that id.
    """
    manifests = _manifests(objects)
    if asked in manifests:
        kind = "version" if manifests[asked].step == "version" else "step"
        return _chain(asked, kind, {}, [manifests[asked]], manifests)
    makers = [m for m in manifests.values() if m.step != "version" and any(o.key == asked for o in m.outputs)]
    if makers:
        newest = max(makers, key=lambda manifest: manifest.finished_at)
        sha256 = next(output.sha256 for output in newest.outputs if output.key == asked)
        return _chain(asked, "file", {"sha256": sha256}, [newest], manifests)
    return _of_document(objects, asked, manifests)


def _of_document(objects: ObjectStore, asked: str, manifests: dict[str, Manifest]) -> Lineage:
    """Returns the lineage of a document in a library's newest version, or of one of its passages."""
    document_id = asked.partition("#")[0]
    for library, version in current_manifests(objects).items():
        document = tables.find_document(objects.get(version.output("documents.parquet").key), document_id)
        if document is not None:
            facts = {"library": library, "library_version": version.id, "document_version": document.version}
            facts |= {"source": document.source, "url": document.url, "part": _part(objects, document_id)}
            maker = "extract" if asked == document_id else "transform"
            start = [manifests[item.manifest] for item in version.inputs if item.name == maker]
            return _chain(asked, "document", facts, start, manifests)
    raise NotFound(
        "Nothing stored has this id.",
        next_step="Give a version as v0001, a key, a manifest's id, or the id of a document or passage.",
    )


def _part(objects: ObjectStore, document_id: str) -> str:
    """Returns the part of the split that has the document, "" where none has."""
    for part in PARTS:
        key = f"{FOLDER}/{part}.parquet"
        if objects.exists(key) and tables.find_document(objects.get(key), document_id) is not None:
            return part
    return ""


def _chain(
    asked: str, kind: str, facts: dict[str, str], start: Iterable[Manifest], manifests: dict[str, Manifest]
) -> Lineage:
    """Returns the lineage that follows every input to its end."""
    steps: dict[str, Manifest] = {}
    sources: dict[str, Input] = {}
    waiting = list(start)
    while waiting:
        manifest = waiting.pop(0)
        steps.setdefault(manifest.id, manifest)
        for item in manifest.inputs:
            if not item.manifest:
                sources[item.sha256] = item
            elif item.manifest not in manifests:
                raise Corrupt(f"The manifest {item.manifest} is missing.", next_step="Restore it from a backup.")
            elif item.manifest not in steps:
                waiting.append(manifests[item.manifest])
    return Lineage(asked, kind, facts, tuple(steps.values()), tuple(sources.values()))


def _manifests(objects: ObjectStore) -> dict[str, Manifest]:
    """Returns all manifests of this kind by id; other pipelines may keep others beside them."""
    found = {}
    for key in objects.keys("artifacts/"):
        if key.endswith(f"/{FILE_NAME}"):
            try:
                manifest = Manifest.from_json(objects.get(key))
            except Corrupt:
                continue
            found[manifest.id] = manifest
    return found
