"""Version numbers of libraries: one line each in `TRACKER`, added when all outputs of a load are there.

v0001 starter artifacts/starter/v0001/manifest.json 2026-05-04T10:00:00+00:00
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bedside.errors import Corrupt

TRACKER = "artifacts/version_tracker.txt"


@dataclass(frozen=True, slots=True)
class Version:
    """A complete load of one library. Numbers count over all libraries."""

    number: int
    library: str
    manifest_key: str
    finished_at: str

    @property
    def name(self) -> str:
        """Returns ``v`` and four digits, more where they are needed."""
        return version_name(self.number)


def version_name(number: int) -> str:
    """Returns the name of a version by its number."""
    return f"v{number:04d}"


def write_tracker(versions: Sequence[Version]) -> bytes:
    """Returns the tracker's content, oldest version first."""
    lines = (f"{v.name} {v.library} {v.manifest_key} {v.finished_at}\n" for v in versions)
    return "".join(lines).encode()


def read_tracker(content: bytes) -> list[Version]:
    """Returns the versions, oldest first. Raises Corrupt."""
    try:
        rows = [line.split() for line in content.decode().splitlines() if line.strip()]
        return [Version(int(name.removeprefix("v")), library, key, at) for name, library, key, at in rows]
    except ValueError as error:
        raise Corrupt(
            f"{TRACKER} cannot be read.", next_step="Restore it from a backup, or remove it and load again."
        ) from error


def latest_by_library(versions: Sequence[Version]) -> dict[str, Version]:
    """Returns each library's newest version."""
    return {version.library: version for version in versions}
