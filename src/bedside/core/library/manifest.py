"""What a step of a pipeline took in and gave out, written beside its outputs so that each can be traced back.

A manifest's id is made from the step, its inputs and parameters and the code's version. Equal work has an equal id, so
a finished step is known by its manifest, and a step that starts again writes the same one.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from bedside.errors import Corrupt

FILE_NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Input:
    """What was read: its name, its sha256, and the id of the manifest of the step that made it, "" for a source."""

    name: str
    sha256: str
    manifest: str = ""


@dataclass(frozen=True, slots=True)
class Output:
    """What was written: its key in the object store, its sha256, and how many rows it has."""

    key: str
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """One finished step. ``counts`` are the step's own; times are UTC."""

    id: str
    step: str
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    counts: Mapping[str, int]
    code_version: str
    started_at: datetime
    finished_at: datetime
    parameters: Mapping[str, str] = field(default_factory=dict)
    note: str = ""

    @property
    def seconds(self) -> float:
        """Returns how long the step took."""
        return (self.finished_at - self.started_at).total_seconds()

    def output(self, name: str) -> Output:
        """Returns the output whose key ends with that file name. Raises Corrupt where there is none."""
        for output in self.outputs:
            if output.key.rpartition("/")[2] == name:
                return output
        raise Corrupt(f"The manifest {self.id} lacks the output {name}.")

    def to_json(self) -> bytes:
        """Returns the manifest as indented JSON with a line end."""
        fields = asdict(self) | {
            "started_at": self.started_at.astimezone(UTC).isoformat(),
            "finished_at": self.finished_at.astimezone(UTC).isoformat(),
        }
        return (json.dumps(fields, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()

    @classmethod
    def from_json(cls, content: bytes) -> "Manifest":
        """Returns the manifest of `to_json`. Raises Corrupt."""
        try:
            fields: dict[str, Any] = json.loads(content)
            for name in ("started_at", "finished_at"):
                fields[name] = datetime.fromisoformat(fields[name])
            fields["inputs"] = tuple(Input(**item) for item in fields["inputs"])
            fields["outputs"] = tuple(Output(**item) for item in fields["outputs"])
            return cls(**fields)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise Corrupt("A manifest cannot be read.", next_step="Load the library again; it is made anew.") from error


def manifest_id(step: str, inputs: Iterable[Input], parameters: Mapping[str, str], code_version: str) -> str:
    """Returns ``<step>-<12 hex digits>``: equal for equal work, whatever the inputs are called."""
    work = [step, sorted(item.sha256 for item in inputs), sorted(parameters.items()), code_version]
    return f"{step}-{hashlib.sha256(json.dumps(work).encode()).hexdigest()[:12]}"


def sha256(content: bytes) -> str:
    """Returns the content's sha256 in hex digits."""
    return hashlib.sha256(content).hexdigest()
