"""What a process frees goes back to the system, which by the C library's own settings it does not."""

import subprocess
import sys

import pytest

from bedside.services.heap import give_back_what_is_freed

_HELD_MB = """
import ctypes, sys
from pathlib import Path
from bedside.services.heap import give_back_what_is_freed

if sys.argv[1] == "given back":
    assert give_back_what_is_freed()
c = ctypes.CDLL(None)
c.malloc.restype, c.malloc.argtypes, c.free.argtypes = ctypes.c_void_p, [ctypes.c_size_t], [ctypes.c_void_p]
c.free(c.malloc(16 << 20))  # from here on glibc takes smaller blocks from its heap
blocks = []
for _ in range(16):
    block = c.malloc(4 << 20)
    ctypes.memset(block, 1, 4 << 20)
    c.malloc(64)  # stays, as what is kept of a batch does
    blocks.append(block)
held = lambda: int(Path("/proc/self/statm").read_text().split()[1]) * 4096 >> 20
before = held()
for block in blocks[:-1]:
    c.free(block)
print(before - held())
"""


def freed_mb(how: str) -> int:
    done = subprocess.run([sys.executable, "-c", _HELD_MB, how], capture_output=True, text=True, check=True)
    return int(done.stdout)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="glibc's heap")
def test_large_blocks_go_back_between_small_ones_that_stay() -> None:
    assert freed_mb("given back") >= 56
    assert freed_mb("as it is") < 20


def test_where_the_library_has_no_such_setting_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctypes.CDLL", lambda _name: object())
    assert not give_back_what_is_freed()
