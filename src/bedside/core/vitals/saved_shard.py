"""A shard as bytes and back: plain values as JSON, and beside them the kernel's and the episodes' own bytes."""

import io
import json
from typing import Any
from zipfile import BadZipFile

import numpy as np

from bedside.errors import InvalidInput

FORMAT = 1
"""The version of the saved bytes."""


def packed(plain: dict[str, Any], kernel: bytes, episodes: bytes) -> bytes:
    """Returns one piece of bytes, equal for equal parts."""
    parts = {"plain": json.dumps({"format": FORMAT, **plain}).encode(), "kernel": kernel, "episodes": episodes}
    file = io.BytesIO()
    np.savez(file, **{name: np.frombuffer(part, np.uint8) for name, part in parts.items()})  # type: ignore[arg-type]
    return file.getvalue()


def unpacked(saved: bytes) -> tuple[dict[str, Any], bytes, bytes]:
    """Returns what was packed. Raises InvalidInput for another format, or what is no shard at all."""
    try:
        with np.load(io.BytesIO(saved), allow_pickle=False) as kept:
            plain: dict[str, Any] = json.loads(kept["plain"].tobytes())
            kernel, episodes = kept["kernel"].tobytes(), kept["episodes"].tobytes()
        if plain["format"] != FORMAT:
            raise ValueError("format")
    except (ValueError, KeyError, OSError, EOFError, BadZipFile) as error:
        raise InvalidInput(
            "not a scorer's snapshot of this version", next_step="It is built anew from the log."
        ) from error
    return plain, kernel, episodes
