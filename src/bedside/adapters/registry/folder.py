"""Models in a folder: ``<name>/v0001/model.json`` with its manifest beside it; ``<name>/live`` names the one in use.

A model is data, never code: JSON with a manifest of its sha256, the data it learned from, its metrics and the code's
version. A model whose bytes are not those of its manifest is refused. Models that ship with the package are used until
one is trained here.
"""

import hashlib
import json
import os
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from bedside.errors import Corrupt, NotFound

_RESTORE = "Restore its folder, or train and promote another: `bedside model list` shows what there is."
SHIPPED = "shipped"
"""How the version of a model of the package begins, and the name under which it is asked for."""
_NAME = re.compile(r"[a-z]+")
_VERSION = re.compile(r"v[0-9]{4,}")


class FolderModelRegistry:
    """Versions are numbered from 1 without gaps, taken only by complete models."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def live(self, name: str) -> Mapping[str, Any]:
        """Returns the body of the live model. Raises NotFound, and Corrupt when it is not what its manifest says."""
        pointer = self._folder / name / "live"
        if pointer.exists():
            return self._read(self._folder / name / pointer.read_text().strip())
        return {**self._read(_shipped(name)), "version": f"{name}-{self.shipped(name)[0]}"}

    def shipped(self, name: str) -> tuple[str, Mapping[str, Any]]:
        """Returns version and manifest of the model that ships with the package; no model made here shares its version.

        Raises NotFound, and Corrupt where its manifest cannot be read.
        """
        folder = self._of_package(name)
        manifest = _manifest(folder)
        return f"{SHIPPED}-{str(manifest.get('sha256'))[:8]}", manifest

    def save(self, name: str, body: Mapping[str, Any], manifest: Mapping[str, Any]) -> str:
        """Stores a model as the next version, not yet live; returns the version, like ``v0002``."""
        folder = self._folder / name
        taken = [int(p.name[1:]) for p in folder.glob("v[0-9]*") if p.is_dir()]
        version = f"v{max(taken, default=0) + 1:04d}"
        partial = folder / f".{version}.partial"
        partial.mkdir(parents=True, exist_ok=True)
        write_model(partial, {**body, "version": f"{name}-{version}"}, manifest)
        partial.replace(folder / version)
        return version

    def promote(self, name: str, version: str) -> None:
        """Makes a stored version live. Raises NotFound."""
        folder = self._of(name)
        if not _VERSION.fullmatch(version) or not (folder / version / "model.json").exists():
            raise NotFound(f"there is no {name} {version}", next_step="`bedside model list` shows what there is.")
        partial = folder / ".live.partial"
        partial.write_text(version)
        partial.replace(folder / "live")

    def use_shipped(self, name: str) -> None:
        """Makes the model that ships with the package live again; those stored here stay. Raises NotFound."""
        folder = self._of(name)
        self._of_package(name)
        (folder / "live").unlink(missing_ok=True)

    def versions(self, name: str) -> list[tuple[str, bool, Mapping[str, Any]]]:
        """Returns version, whether it is live, and its manifest, oldest first. Raises NotFound."""
        folder = self._of(name)
        pointer = folder / "live"
        live = pointer.read_text().strip() if pointer.exists() else ""
        found = sorted(p for p in folder.glob("v[0-9]*") if p.is_dir())
        return [(p.name, p.name == live, _manifest(p)) for p in found]

    def _of(self, name: str) -> Path:
        """Returns the folder of a model. Raises NotFound for what is a path rather than a name."""
        if not _NAME.fullmatch(name):
            raise NotFound("there is no model of that name", next_step="`bedside model list` shows what there is.")
        return self._folder / name

    @staticmethod
    def _of_package(name: str) -> Path:
        if not (_shipped(name) / "model.json").exists():
            raise NotFound(f"no {name} ships with the package", next_step="`bedside model list` shows what there is.")
        return _shipped(name)

    @staticmethod
    def _read(folder: Path) -> Mapping[str, Any]:
        try:
            content = (folder / "model.json").read_bytes()
        except FileNotFoundError as error:
            raise NotFound(f"there is no model {folder.name}", next_step="Train it: `bedside train TASK`.") from error
        manifest = _manifest(folder)
        if hashlib.sha256(content).hexdigest() != manifest.get("sha256"):
            raise Corrupt(f"model {folder.name} is not what its manifest says", next_step=_RESTORE)
        return _object(content, f"model {folder.name} cannot be read")


def _shipped(name: str) -> Path:
    return Path(str(files("bedside"))) / "models" / name


def _manifest(folder: Path) -> Mapping[str, Any]:
    refusal = f"model {folder.name} has no manifest that can be read"
    try:
        content = (folder / "manifest.json").read_bytes()
    except OSError as error:
        raise Corrupt(refusal, next_step=_RESTORE) from error
    return _object(content, refusal)


def _object(content: bytes, refusal: str) -> Mapping[str, Any]:
    """Returns a JSON object. Raises Corrupt with the given words for anything else."""
    try:
        found = json.loads(content)
    except ValueError as error:
        raise Corrupt(refusal, next_step=_RESTORE) from error
    if not isinstance(found, dict):
        raise Corrupt(refusal, next_step=_RESTORE)
    return found


def write_model(folder: Path, body: Mapping[str, Any], manifest: Mapping[str, Any]) -> None:
    """Writes ``model.json`` and ``manifest.json`` with its sha256 into an existing folder, synced to disk."""
    content = json.dumps(body, indent=1).encode()
    whole = {**manifest, "sha256": hashlib.sha256(content).hexdigest()}
    for name, written in (("model.json", content), ("manifest.json", json.dumps(whole, indent=1).encode())):
        with (folder / name).open("wb") as file:
            file.write(written + (b"" if name == "model.json" else b"\n"))
            file.flush()
            os.fsync(file.fileno())
