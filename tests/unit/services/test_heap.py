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


_HOLES_MB = """
import ctypes, sys, time
from pathlib import Path
from bedside.services.heap import give_back_what_is_freed

assert give_back_what_is_freed(every_s=float(sys.argv[1]))
c = ctypes.CDLL(None)
c.malloc.restype, c.malloc.argtypes, c.free.argtypes = ctypes.c_void_p, [ctypes.c_size_t], [ctypes.c_void_p]
blocks = []
for _ in range(32 << 10):
    blocks.append(c.malloc(2 << 10))
    ctypes.memset(blocks[-1], 1, 2 << 10)
held = lambda: int(Path("/proc/self/statm").read_text().split()[1]) * 4096 >> 20
before = held()
for place, block in enumerate(blocks):
    if place % 32:
        c.free(block)
deadline = time.monotonic() + (2.0 if sys.argv[1] == "3600" else 30.0)
while before - held() < 40 and time.monotonic() < deadline:
    time.sleep(0.05)
print(before - held())
"""


def freed_mb(script: str, how: str) -> int:
    done = subprocess.run([sys.executable, "-c", script, how], capture_output=True, text=True, check=True)
    return int(done.stdout)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="glibc's heap")
def test_large_blocks_go_back_between_small_ones_that_stay() -> None:
    assert freed_mb(_HELD_MB, "given back") >= 56
    assert freed_mb(_HELD_MB, "as it is") < 20


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="glibc's heap")
def test_pages_that_are_free_between_small_blocks_that_stay_go_back_in_time() -> None:
    assert freed_mb(_HOLES_MB, "0.1") >= 40
    assert freed_mb(_HOLES_MB, "3600") < 20


def test_where_the_library_has_no_such_setting_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctypes.CDLL", lambda _name: object())
    assert not give_back_what_is_freed()
