"""How much may be under way at once: many large bodies must not fill the memory of a service."""

from collections.abc import Iterator
from contextlib import contextmanager

from bedside.errors import Unavailable

_UNANNOUNCED = 1_000_000
"""What a body counts that does not say how long it will be."""


class Room:
    """Bodies that are being read or worked on, in bytes. For one event loop."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._taken = 0

    @contextmanager
    def taken(self, size: int) -> Iterator[None]:
        """Holds so much while the block runs. Raises Unavailable where there is no room; one alone always has."""
        size = size or _UNANNOUNCED
        if self._taken and self._taken + size > self._most:
            raise Unavailable("Too many readings are on their way; nothing was taken.", code="overloaded")
        self._taken += size
        try:
            yield
        finally:
            self._taken -= size
