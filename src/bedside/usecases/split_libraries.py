"""Divides the answers of all loaded libraries into train, validation and test, and checks what was written.

All libraries are divided together, so that two of them that say the same cannot be on both sides.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bedside.core.learning.splits import PARTS, Leak, leaks, split
from bedside.core.library import tables
from bedside.core.library.document import Document
from bedside.core.library.manifest import Input, Manifest
from bedside.errors import NotFound
from bedside.ports import ObjectStore
from bedside.usecases.run_step import Made, Step, verified
from bedside.usecases.take_version import current_manifests

FOLDER = "data/dataset-split"


@dataclass(frozen=True, slots=True)
class LeakReport:
    """What the written split holds, and what leaks in it; none is what is wanted."""

    documents: dict[str, int]
    boilerplate: int
    leaks: tuple[Leak, ...]


def split_step(
    library: str,
    documents: Sequence[Document],
    source: Input,
    objects: ObjectStore,
    progress: Callable[[str, int, int], None],
) -> Step[None]:
    """Returns the step that divides this library's documents, stored as ``source``, with those of all others."""
    others = _other_inputs(library, objects)

    def make(_name: str) -> Made[None]:
        progress("split", 0, 1)
        stored = (document for other in others for document in tables.read_documents(objects.get(other.name)))
        everything = {document.document_id: document for document in (*stored, *documents)}
        return _divided(list(everything.values()), progress)

    def recall(manifest: Manifest) -> None:
        for output in manifest.outputs:
            verified(objects, output)

    return Step("dataset-split", "split", (source, *others), {}, make, recall)


def check_leaks(objects: ObjectStore) -> LeakReport:
    """Returns what leaks in the split as it is stored. Raises NotFound where none was made yet."""
    placed: list[tuple[Document, str]] = []
    boilerplate: list[str] = []
    for part in PARTS:
        key = f"{FOLDER}/{part}.parquet"
        if not objects.exists(key):
            raise NotFound("No split was made yet.", next_step="Run `bedside library load SOURCE` first.")
        content = objects.get(key)
        placed.extend((document, part) for document in tables.read_documents(content))
        boilerplate.extend(tables.read_boilerplate(content))
    counts = {part: sum(its == part for _, its in placed) for part in PARTS}
    return LeakReport(counts, len(boilerplate), tuple(leaks(placed, frozenset(boilerplate))))


def _other_inputs(library: str, objects: ObjectStore) -> list[Input]:
    """Returns the documents of each other library's newest version."""
    found = []
    for name, version in current_manifests(objects).items():
        if name != library:
            output = version.output("documents.parquet")
            maker = next(item.manifest for item in version.inputs if item.name == "extract")
            found.append(Input(output.key, output.sha256, maker))
    return found


def _divided(documents: Sequence[Document], progress: Callable[[str, int, int], None]) -> Made[None]:
    result = split(documents)
    files, counts = [], {}
    for part in PARTS:
        members = [d for d in documents if result.parts.get(d.document_id) == part]
        members.sort(key=lambda document: document.document_id)
        content = tables.write_placed(members, result.groups, result.boilerplate)
        files.append((f"{FOLDER}/{part}.parquet", content, len(members)))
        counts[part] = len(members)
    counts["boilerplate"] = len(result.boilerplate)
    counts["left_out"] = len(result.groups) - len(result.parts)
    progress("split", 1, 1)
    return Made(None, files, counts)
