"""Measures every figure of the Watch part: ``make figures-watch``.

Prints name, goal, measured and met, writes ``figures/watch.json``, and ends with 1 where one is missed or could not be
measured. ``QUICK=1`` takes the short form of the fault tests and says so; ``ONLY=kernel,nab`` measures a part. Data of
patients and of NAB are read from ``BEDSIDE_TEST_DATA``.
"""

import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from benchmarks.ask.bench import FIGURES
from benchmarks.rows import Row, print_rows, quick, write_rows
from benchmarks.watch import alert_latency, alerts, board, doors, faults, intake, kernel, nab, people, scorer

_SOAK_MINUTES = "10"


def _data() -> Path:
    """Returns the folder of test data. Raises FileNotFoundError where it is not named."""
    folder = Path(os.environ.get("BEDSIDE_TEST_DATA", ""))
    if not folder.is_dir() or not folder.name:
        raise FileNotFoundError("set BEDSIDE_TEST_DATA to the folder of test data")
    return folder


MEASURES: dict[str, Callable[[], list[Row]]] = {
    "kernel": kernel.measure,
    "nab": lambda: nab.measure(_data() / "nab" / "nab-dev.tar.xz"),
    "alerts": lambda: alerts.measure(_data() / "vitals" / "icu_hourly.csv.gz"),
    "intake": intake.measure,
    "doors": doors.measure,
    "board": board.measure,
    "scorer": scorer.measure,
    "alert_latency": alert_latency.measure,
    "people": people.measure,
    "faults": lambda: faults.measure(long=not quick(), soak_minutes="" if quick() else _SOAK_MINUTES),
}


def main() -> int:
    """Measures, prints and writes; returns the exit code."""
    only = {name for name in os.environ.get("ONLY", "").split(",") if name}
    FIGURES.mkdir(exist_ok=True)
    start, rows = time.monotonic(), list[Row]()
    for name, measure in MEASURES.items():
        if only and name not in only:
            continue
        print(f"[{time.monotonic() - start:4.0f} s] {name}", flush=True)
        try:
            rows += measure()
        except Exception as error:  # noqa: BLE001 - one measure that fails must not hide the others
            traceback.print_exc()
            rows.append(Row(name, "measured", f"failed: {type(error).__name__}: {error}", False))
    scale = "short fault tests" if quick() else "long fault tests"
    print_rows(f"Watch ({scale})", rows)
    write_rows(
        FIGURES / "watch.json",
        rows,
        part="watch",
        quick=quick(),
        only=sorted(only),
        took_s=round(time.monotonic() - start),
    )
    return 1 if any(row.met is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
