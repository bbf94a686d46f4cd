"""Runs one step of a pipeline unless it is finished: outputs first, then the manifest that says they are complete.

A crash before the manifest is written leaves the step to be done again; one after it leaves it finished. Either way
the next run ends with the same outputs.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from bedside.core.library.manifest import FILE_NAME, Input, Manifest, Output, manifest_id, sha256
from bedside.errors import Corrupt, NotFound
from bedside.ports import ObjectStore

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Step(Generic[T]):
    """What is to be done. ``make`` does it, given the manifest's id; ``recall`` returns what a finished one made.

    ``recall`` raises NotFound or Corrupt where the step has to be done again.
    """

    library: str
    name: str
    inputs: tuple[Input, ...]
    parameters: Mapping[str, str]
    make: Callable[[str], "Made[T]"]
    recall: Callable[[Manifest], T]


@dataclass(frozen=True, slots=True)
class Made(Generic[T]):
    """What a step made: a value for the next step, and files by key with their numbers of rows."""

    value: T
    files: Sequence[tuple[str, bytes, int]] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Finished(Generic[T_co]):
    """A finished step: its manifest, its value, and whether an earlier run had done it."""

    manifest: Manifest
    value: T_co
    skipped: bool

    def as_input(self, file_name: str) -> Input:
        """Returns one of its outputs as the input of another step."""
        output = self.manifest.output(file_name)
        return Input(output.key, output.sha256, self.manifest.id)


def run_step(step: Step[T], objects: ObjectStore, clock: Callable[[], datetime], code_version: str) -> Finished[T]:
    """Returns the step finished, by an earlier run or by this one."""
    name = manifest_id(step.name, step.inputs, step.parameters, code_version)
    key = manifest_key(step.library, name)
    try:
        manifest = Manifest.from_json(objects.get(key))
        return Finished(manifest, step.recall(manifest), skipped=True)
    except (NotFound, Corrupt):
        pass  # not finished, or what it made is gone or damaged: it is done again
    started_at = clock()
    made = step.make(name)
    outputs = tuple(_stored(objects, *file) for file in made.files)
    manifest = Manifest(
        id=name,
        step=step.name,
        inputs=step.inputs,
        outputs=outputs,
        counts=made.counts,
        code_version=code_version,
        started_at=started_at,
        finished_at=clock(),
        parameters=step.parameters,
        note=made.note,
    )
    objects.put(key, manifest.to_json())
    return Finished(manifest, made.value, skipped=False)


def manifest_key(library: str, name: str) -> str:
    """Returns where the manifest with that id is kept."""
    return f"artifacts/{library}/{name}/{FILE_NAME}"


def verified(objects: ObjectStore, output: Output) -> bytes:
    """Returns an output's content. Raises NotFound, and Corrupt where it is not what the manifest says."""
    content = objects.get(output.key)
    if sha256(content) != output.sha256:
        raise Corrupt(f"{output.key} is not what its manifest says.", next_step="Load the library again.")
    return content


def _stored(objects: ObjectStore, key: str, content: bytes, rows: int) -> Output:
    objects.put(key, content)
    return Output(key, sha256(content), rows)
