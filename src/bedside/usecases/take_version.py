"""Takes a version number for a library whose outputs are all there, and tells which versions hold now."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bedside.core.library.manifest import Input, Manifest, sha256
from bedside.core.library.versions import (
    TRACKER,
    Version,
    latest_by_library,
    read_tracker,
    version_name,
    write_tracker,
)
from bedside.errors import NotFound
from bedside.ports import ObjectStore
from bedside.usecases.run_step import manifest_key

_OF_ALL = "split"  # the step over all libraries: it makes no version of one of them


def take_version(
    library: str, done: Sequence[Manifest], objects: ObjectStore, clock: Callable[[], datetime]
) -> tuple[str, bool]:
    """Returns the library's version and whether it is new: equal steps as the newest one take no other number.

    The manifest is written before the number is noted: a crash between the two leaves the number free.
    """
    versions = tracked_versions(objects)
    steps = {manifest.id for manifest in done if manifest.step != _OF_ALL}
    newest = latest_by_library(versions).get(library)
    if newest is not None and steps <= {item.manifest for item in _manifest(objects, newest).inputs}:
        return newest.name, False
    number = max((version.number for version in versions), default=0) + 1
    manifest = _version_manifest(version_name(number), done, clock())
    key = manifest_key(library, manifest.id)
    objects.put(key, manifest.to_json())
    added = Version(number, library, key, manifest.finished_at.isoformat())
    objects.put(TRACKER, write_tracker([*versions, added]))
    return added.name, True


def tracked_versions(objects: ObjectStore) -> list[Version]:
    """Returns all versions, oldest first."""
    try:
        return read_tracker(objects.get(TRACKER))
    except NotFound:
        return []


def current_manifests(objects: ObjectStore) -> dict[str, Manifest]:
    """Returns the manifest of each library's newest version, libraries in order of their names."""
    newest = latest_by_library(tracked_versions(objects))
    return {library: _manifest(objects, newest[library]) for library in sorted(newest)}


def _manifest(objects: ObjectStore, version: Version) -> Manifest:
    return Manifest.from_json(objects.get(version.manifest_key))


def _version_manifest(name: str, done: Sequence[Manifest], at: datetime) -> Manifest:
    """Returns a manifest whose inputs are those of the steps, and whose outputs are all of theirs."""
    return Manifest(
        id=name,
        step="version",
        inputs=tuple(Input(manifest.step, sha256(manifest.to_json()), manifest.id) for manifest in done),
        outputs=tuple(output for manifest in done for output in manifest.outputs),
        counts={key: count for manifest in done for key, count in manifest.counts.items()},
        code_version=done[-1].code_version,
        started_at=min(manifest.started_at for manifest in done),
        finished_at=at,
        note=done[0].note,
    )
