"""Runs of known identities in files beside the log, so that a start need not read the log for them.

A list (``index.json``) names the files and says up to which row of each shard they reach; it is replaced as a whole
after its files are on the disk, so a kill at any moment leaves the old list or the new one. What is missing, cut short
or of another log is left out, and the rows of the log fill in: the files save time, they decide nothing. One process
keeps the files, by a lock on the folder; others hold what they need in memory.
"""

import fcntl
import json
import os
import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np

from bedside.adapters.log.known import Digests, Run

_LIST = "index.json"


@dataclass(frozen=True, slots=True)
class Kept:
    """Runs that lie in files, oldest first, and the offset of each shard up to which they have every reading."""

    runs: tuple[Run, ...]
    reach: tuple[int, ...]


class RunFiles:
    """The files of one log. Not for several threads at once."""

    def __init__(self, folder: Path, shards: int) -> None:
        self._folder = folder
        self._shards = shards
        self._kept: list[tuple[Run, str]] = []
        self._lock: IO[str] | None = None

    def open(self) -> Kept:
        """Returns what the files hold, nothing where another process keeps them or they are not whole."""
        nothing = Kept((), (0,) * self._shards)
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            lock = (self._folder / "lock").open("w")
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.close()
                return nothing
            self._lock = lock
            kept = self._listed()
            self._remove_others()
            return kept or nothing
        return nothing

    @property
    def are_ours(self) -> bool:
        """Returns whether this process keeps the files."""
        return self._lock is not None

    def keep(self, runs: Sequence[Run], reach: Sequence[int]) -> tuple[Run, ...]:
        """Keeps these runs and no others; returns them as they lie in the files, which takes no memory of its own."""
        kept = [(run, name) if (name := self._name_of(run)) else self._written(run) for run in runs]
        listed = [{"name": name, "count": len(run), "newest_ms": run.newest_ms} for run, name in kept]
        self._put(_LIST, json.dumps({"reach": list(reach), "runs": listed}).encode())
        self._kept = kept
        self._remove_others()
        return tuple(run for run, _ in kept)

    def close(self) -> None:
        """Gives the files up to whichever process comes next."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _listed(self) -> Kept | None:
        try:
            told: dict[str, Any] = json.loads((self._folder / _LIST).read_bytes())
            if len(told["reach"]) != self._shards:
                return None
            runs = [self._run(one["name"], one["count"], one["newest_ms"]) for one in told["runs"]]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        self._kept = [(run, one["name"]) for run, one in zip(runs, told["runs"], strict=True)]
        return Kept(tuple(runs), tuple(told["reach"]))

    def _name_of(self, run: Run) -> str | None:
        return next((name for one, name in self._kept if one is run), None)

    def _written(self, run: Run) -> tuple[Run, str]:
        name = f"{uuid.uuid4().hex}.run"
        self._put(name, *(np.ascontiguousarray(part, "<u8").data for part in (run.identities, run.contents)))
        return self._run(name, len(run), run.newest_ms), name

    def _run(self, name: str, count: int, newest_ms: int) -> Run:
        """Returns a run that lies in a file. Raises ValueError where the file is not whole."""
        if "/" in name or (self._folder / name).stat().st_size != 16 * count:
            raise ValueError("the file is not whole")
        both: Digests = np.memmap(self._folder / name, "<u8", "r").view(np.ndarray)
        return Run(both[:count], both[count:], newest_ms)

    def _put(self, name: str, *parts: bytes | memoryview) -> None:
        """Writes a file that is there whole or not at all."""
        unfinished = self._folder / f"{name}.new"
        with unfinished.open("wb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(self._folder / name)
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _remove_others(self) -> None:
        wanted = {*(name for _, name in self._kept), _LIST, "lock"}
        for path in self._folder.iterdir():
            if path.name not in wanted:
                path.unlink(missing_ok=True)  # what is mapped into memory stays readable
