"""Measures the scoring kernel: ``python -m benchmarks.watch.kernel``.

Prints a table and writes ``figures/watch-kernel.json``. Ours, compiled, on 10,000 patients in batches of 100,000
readings of a made ward; beside it the same source uncompiled, the same z-score alone by numpy and by a loop over
readings, and river's and PyOD's detectors, each on as much as it does in some seconds; all on one core, by the time the
core worked (others may share the machine), in the same run. And the memory of a million patients. ``QUICK=1`` takes
fewer readings. The peers' environment is made once (benchmarks/peers/setup.sh).
"""

import ctypes
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np

from bedside.core.vitals.scoring import Batch, State, step, tick
from bedside.core.vitals.signals import SIGNALS
from benchmarks.rows import Row, informs, print_rows, quick, write_rows
from benchmarks.watch.plain import LoopBaseline, NumpyBaseline
from benchmarks.watch.wards import BEGUN_MS, CONTINUOUS, USUAL, admitted, ward

ROOT = Path(__file__).parents[2]
PEERS = ROOT / "benchmarks" / "peers"
PATIENTS, BATCH = 10_000, 100_000
GOAL, GOAL_BYTES = 20e6, 300
_WARM_S, _MEASURED_S, _QUICK_S = 2400, 100, 20


def measure(*, peers: bool = True) -> list[Row]:
    """Returns all figures."""
    seconds = _QUICK_S if quick() else _MEASURED_S
    rows, ours = _ours(seconds)
    rows += _compared(ours, seconds, peers=peers)
    return [*rows, *_memory(100_000 if quick() else 1_000_000), _compile_time()]


def _ours(seconds: int) -> tuple[list[Row], float]:
    state = _warm(PATIENTS)
    rate, slowest, n = _rate(state, ward(PATIENTS, _WARM_S, seconds))
    rows = [
        Row(
            f"ours, compiled, {PATIENTS:,} patients, batches of {BATCH:,}",
            ">= 20 M readings/s",
            _m(rate),
            rate >= GOAL,
            n,
        ),
        informs("the same, its slowest batch", _m(slowest)),
    ]
    shuffled, _, n = _rate(_warm(PATIENTS), ward(PATIENTS, _WARM_S, seconds, shuffled=True))
    rows.append(informs("the same, patients in random order", _m(shuffled), n))
    minutes = ward(PATIENTS, _WARM_S, 60 * (3 if quick() else 20), every_s=60)
    sparse, _, n = _rate(_warm(PATIENTS), minutes)
    rows.append(informs("the same, a reading a minute: every reading is judged by all rules", _m(sparse), n))
    rows += [_small(state), _ticks(state)]
    return rows, rate


def _warm(patients: int, every_s: int = 60) -> State:
    """Returns a state whose baselines have been learned."""
    state = State.new()
    state.grow(*admitted(patients))
    for start in range(0, _WARM_S, 600):
        step(state, ward(patients, start, 600, every_s=every_s, seed=1))
    return state


def _rate(state: State, columns: Batch) -> tuple[float, float, int]:
    """Returns readings a second, median of batches and slowest, and how many there were."""
    found = []
    for start in range(0, len(columns.patient) - BATCH + 1, BATCH):
        batch = _part(columns, start, start + BATCH)
        begun = time.process_time()
        step(state, batch)
        found.append(BATCH / (time.process_time() - begun))
    return median(found), min(found), len(found) * BATCH


def _small(state: State) -> Row:
    took = []
    columns = ward(PATIENTS, _WARM_S + 2000, 1)
    for start in range(0, 20_000, 100):
        begun = time.process_time()
        step(state, _part(columns, start, start + 100))
        took.append(time.process_time() - begun)
    return informs("a batch of 100 readings", f"{median(took) * 1e6:.0f} µs", len(took))


def _ticks(state: State) -> Row:
    took = []
    for second in range(50):
        begun = time.process_time()
        tick(state, BEGUN_MS + (_WARM_S + 2002 + second) * 1000)
        took.append(time.process_time() - begun)
    return informs(f"a tick over {PATIENTS:,} patients", f"{median(took) * 1000:.2f} ms", len(took))


def _compared(ours: float, seconds: int, *, peers: bool) -> list[Row]:
    columns = ward(PATIENTS, _WARM_S, min(seconds, 40))
    few = ward(10, _WARM_S, 300 if quick() else 900)
    rates = {
        "ours, uncompiled (the same source)": (_uncompiled(_part(few, 0, 5000)), 5000),
        "numpy, z-score alone": (_numpy(columns), len(columns.patient)),
        "a Python loop over readings, z-score alone": (_loop(_part(columns, 0, 300_000)), 300_000),
    }
    if peers:
        rates |= {name: (rate, len(few.patient)) for name, rate in _detectors(few).items()}
    return [informs(name, f"{_m(rate)}; ours {_times(ours / rate)} times", n) for name, (rate, n) in rates.items()]


def _uncompiled(columns: Batch) -> float:
    state = State.new()
    return _per_second(lambda: step(state, columns, compiled=False), len(columns.patient))


def _numpy(columns: Batch) -> float:
    baseline, found = NumpyBaseline(PATIENTS), []
    for start in range(0, len(columns.patient) - BATCH + 1, BATCH):
        part = _part(columns, start, start + BATCH)
        found.append(_per_second(lambda: baseline.step(part.patient, part.signal, part.times_ms, part.values), BATCH))  # noqa: B023 - called at once
    return median(found)


def _loop(columns: Batch) -> float:
    lists = [getattr(columns, name).tolist() for name in ("patient", "signal", "times_ms", "values")]
    return _per_second(lambda: LoopBaseline().step(*lists), len(columns.patient))


def _detectors(columns: Batch) -> dict[str, float]:
    """Returns readings a second of river's and PyOD's detectors, measured in their own environment."""
    subprocess.run(["sh", PEERS / "setup.sh", "detectors"], check=True, env={**os.environ, "PYTHON": sys.executable})
    with tempfile.TemporaryDirectory() as name:
        job = Path(name)
        np.savez(job / "columns.npz", patient=columns.patient, signal=columns.signal, values=columns.values)
        wanted = [place for place, signal in enumerate(SIGNALS) if signal.name in CONTINUOUS]
        matrix = np.stack([columns.values[columns.signal == place] for place in wanted], axis=1)
        np.save(job / "matrix.npy", np.tile(matrix, (5, 1)))
        subprocess.run(
            [PEERS / "detectors/.venv/bin/python", PEERS / "detectors/run.py", job],
            check=True,
            env={"PATH": os.environ["PATH"], "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        )
        found: dict[str, float] = json.loads((job / "detectors.json").read_text())
    return found


def _memory(patients: int) -> list[Row]:
    """Returns the bytes a patient with six signals takes, all arrays together, and what a reading each costs."""
    state = State.new()
    names = [name for name in USUAL if name != "mean_bp"]
    places = [[signal.name for signal in SIGNALS].index(name) for name in names]
    began, took, count = _resident(), 0.0, 0
    for place, name in zip(places, names, strict=True):
        if not count:
            everybody = np.arange(patients, dtype=np.int32)
            state.grow(np.repeat(everybody, len(places)), np.tile(np.array(places, np.uint8), patients))
        low, high, _ = USUAL[name]
        times = np.full(patients, BEGUN_MS)
        batch = Batch.of(everybody, np.full(patients, place), times, np.full(patients, (low + high) // 2), times)
        begun = time.process_time()
        step(state, batch)
        took, count = took + time.process_time() - begun, count + patients
    each = state.nbytes / patients
    del batch, times, everybody
    goal = f"<= {GOAL_BYTES} bytes a patient"
    return [
        Row(f"state of {patients:,} patients, 6 signals each", goal, f"{each:.0f} bytes", each <= GOAL_BYTES, patients),
        informs("the same, resident memory gained", f"{(_resident() - began) / patients:.0f} bytes a patient"),
        informs("the same, a reading of each series", _m(count / took), count),
    ]


def _resident() -> int:
    """Returns the bytes this process holds, after what was freed has been given back."""
    ctypes.CDLL(None).malloc_trim(0)
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("RssAnon"):
            return int(line.split()[1]) * 1024
    return 0


_START = """
import time; begun = time.perf_counter()
from bedside.core.vitals.scoring import prepare
imported = time.perf_counter()
prepare()
print(imported - begun, time.perf_counter() - imported)
"""


def _compile_time() -> Row:
    """Returns how long a process takes to its first result, without cached code and with it."""
    with tempfile.TemporaryDirectory() as folder:
        shown = []
        for _ in range(2):
            done = subprocess.run(
                [sys.executable, "-c", _START],
                check=True,
                capture_output=True,
                text=True,
                env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "NUMBA_CACHE_DIR": folder},
            )
            shown.append([float(number) for number in done.stdout.split()])
    (imported, compiling), (_, cached) = shown
    told = f"{compiling:.1f} s compiling, {cached:.1f} s with cached code; import alone {imported * 1000:.0f} ms"
    return informs("what a process compiles as it starts", told)


def _per_second(call: Callable[[], object], count: int) -> float:
    begun = time.process_time()
    call()
    return count / (time.process_time() - begun)


def _part(columns: Batch, start: int, end: int) -> Batch:
    return Batch(*(getattr(columns, name)[start:end] for name in Batch.__slots__))


def _times(ratio: float) -> str:
    return f"{ratio:,.1f}" if ratio < 10 else f"{ratio:,.0f}"


def _m(rate: float) -> str:
    return f"{rate / 1e6:.1f} M readings/s" if rate >= 1e6 else f"{rate:,.0f} readings/s"


def main() -> int:
    """Measures, prints and writes; returns 1 where a goal is missed."""
    rows = measure()
    scale = "quick: fewer readings" if quick() else "full"
    print_rows(f"Scoring kernel ({scale})", rows)
    write_rows(ROOT / "figures" / "watch-kernel.json", rows, part="watch", about="kernel", quick=quick())
    return 1 if any(row.met is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
