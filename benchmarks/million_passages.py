"""One million passages searched by signs first: recall at 10 against the exact search, its minimum too, and the time.

    python -m benchmarks.million_passages [HOME]

Where HOME has vectors of a real library, the synthetic ones are mixtures of two real passages' vectors with some noise;
else they lie around random centres, as topics do. ROWS and QUERIES change the sizes. Recall below counts how many of
the exact ten are among the ten that the first pass leaves; the minimum is of the worst query.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bedside.adapters.index.nearest import NearestRows
from benchmarks.rows import Row, informs, print_rows

DIMENSIONS, K, CHUNK = 384, 10, 50_000
_NOISE = 0.35
"""Length of the noise beside a mixture of unit length."""

Rows = NDArray[np.float32]


def measure(home: Path | None, rows: int = 1_000_000, queries: int = 100) -> list[Row]:
    """Returns recall, times and memory."""
    chance = np.random.default_rng(6)
    real = _real(home)
    with tempfile.TemporaryDirectory() as folder:
        matrix, asked = _made(Path(folder) / "vectors.f32", real, rows, queries, chance)
        exact_s, best = _timed(NearestRows(exact_rows=rows), matrix, asked)
        before = _resident_mb("RssAnon")
        signs = NearestRows()
        signs.nearest(matrix, asked[0], K)
        held = _resident_mb("RssAnon") - before
        signs_s, found = _timed(signs, matrix, asked)
    recall = np.array([len(set(one) & set(other)) / K for one, other in zip(best, found, strict=True)])
    kind = "mixtures of real vectors" if len(real) else "random clusters"
    name = f"{rows:,} passages ({kind}), signs first"
    return [
        informs(f"{name}: recall@{K}, mean", f"{recall.mean():.3f}", queries),
        informs(f"{name}: recall@{K}, minimum", f"{recall.min():.2f}", queries),
        informs(f"{name}: queries that lack any", f"{int((recall < 1).sum())}", queries),
        informs(f"{name}: time", f"{signs_s * 1000:.1f} ms, exact {exact_s * 1000:.1f} ms", queries),
        informs(f"{name}: memory", f"{held:.0f} MB beside {matrix.nbytes / 1e6:,.0f} MB on disk"),
    ]


def _real(home: Path | None) -> Rows:
    """Returns the vectors of a home's library, none where it has none."""
    for path in sorted(home.glob("index/*/vectors/*.f32")) if home else ():
        found = np.fromfile(path, np.float32)
        if len(found) >= 1000 * DIMENSIONS:
            return found[: len(found) // DIMENSIONS * DIMENSIONS].reshape(-1, DIMENSIONS)
    return np.empty((0, DIMENSIONS), np.float32)


def _made(path: Path, real: Rows, rows: int, queries: int, chance: np.random.Generator) -> tuple[Rows, Rows]:
    """Writes the rows to a file and returns it memory-mapped, as a library's is, and queries like them."""
    centres = real if len(real) else _unit(chance.standard_normal((20_000, DIMENSIONS), np.float32))
    with path.open("wb") as file:
        for start in range(0, rows, CHUNK):
            _mixed(centres, min(CHUNK, rows - start), chance).tofile(file)
    return np.memmap(path, np.float32, "r", shape=(rows, DIMENSIONS)), _mixed(centres, queries, chance)


def _mixed(centres: Rows, count: int, chance: np.random.Generator) -> Rows:
    """Returns unit rows, each between two of the centres, nearer to the first."""
    one, other = (centres[chance.integers(0, len(centres), count)] for _ in range(2))
    share = chance.uniform(0.5, 1.0, (count, 1)).astype(np.float32)
    noise = _unit(chance.standard_normal((count, DIMENSIONS), np.float32)) * np.float32(_NOISE)
    return _unit(share * one + (1 - share) * other + noise)


def _unit(rows: Rows) -> Rows:
    scaled: Rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return scaled


def _timed(search: NearestRows, matrix: Rows, asked: Rows) -> tuple[float, list[list[int]]]:
    """Returns the median seconds a query, and the rows of the ten best of each; the first query warms up."""
    search.nearest(matrix, asked[0], K)
    times, best = [], []
    for query in asked:
        start = time.perf_counter()
        found, _ = search.nearest(matrix, query, K)
        times.append(time.perf_counter() - start)
        best.append(found.tolist())
    return float(np.median(times)), best


def _resident_mb(field: str) -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(f"{field}:"):
            return int(line.split()[1]) * 1024 / 1e6
    return float("nan")


def main() -> int:
    """Prints the table."""
    home = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    rows, queries = int(os.environ.get("ROWS", "1000000")), int(os.environ.get("QUERIES", "100"))
    print_rows("Nearest by signs first", measure(home, rows, queries))
    return 0


if __name__ == "__main__":
    sys.exit(main())
