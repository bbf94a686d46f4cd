"""MLLP's frames out of a stream of bytes: a message stands between 0x0B and 0x1C 0x0D. No I/O here.

The CR behind the end may be missing, and blank lines may stand between frames. A start within a frame begins it anew:
the one before was broken off, and its sender gets no answer for it.
"""

from collections.abc import Iterator
from enum import Enum

START, END = 0x0B, 0x1C
MOST_NOISE = 64 * 1024
_SLACK = b"\r\n\t \0"


class Broken(Enum):
    """Why a stream is not read on."""

    OVERSIZE = "oversize"
    NOISE = "noise"


class Frames:
    """Cuts what comes in on one connection. After a `Broken` it must not be used any more."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._waiting = bytearray()
        self._searched = 0
        self._noise = 0
        self.is_within = False
        """Whether a frame has begun and not ended."""
        self.head = b""
        """How the frame began that was too long, to be answered by."""

    def feed(self, given: bytes) -> Iterator[bytes | Broken]:
        """Yields the frames that the bytes complete, and at last why the stream is broken, where it is."""
        self._waiting += given
        while self._waiting:
            if not self.is_within and not self._skip_to_start():
                if self._noise > MOST_NOISE:
                    yield Broken.NOISE
                return
            if (end := self._waiting.find(END, self._searched)) < 0:
                self._begin_anew(len(self._waiting))
                self._searched = len(self._waiting)
                if len(self._waiting) > self._most:
                    yield self._too_long(self._waiting)
                return
            end -= self._begin_anew(end)
            frame = bytes(self._waiting[:end])
            del self._waiting[: end + 1]
            self._searched, self.is_within = 0, False
            yield frame if len(frame) <= self._most else self._too_long(frame)

    def _too_long(self, frame: bytes | bytearray) -> Broken:
        self.head = bytes(frame[:4096])
        return Broken.OVERSIZE

    def _skip_to_start(self) -> bool:
        """Drops what stands before the next frame; returns whether there is one."""
        start = self._waiting.find(START)
        before = self._waiting[:start] if start >= 0 else self._waiting
        self._noise += len(before.strip(_SLACK))
        del self._waiting[: start + 1 if start >= 0 else None]
        self.is_within = start >= 0
        return self.is_within

    def _begin_anew(self, end: int) -> int:
        """Drops what stands before the last start within a frame; returns how many bytes."""
        again = self._waiting.rfind(START, self._searched, end)
        if again >= 0:
            del self._waiting[: again + 1]
        return again + 1
