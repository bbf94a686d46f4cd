"""The fault tests, run as they are, and what each of them saw: ``python -m benchmarks.watch.faults``, the long form."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.ask.bench import FIGURES, ROOT
from benchmarks.rows import Row, informs, print_rows, quick, write_rows

_NONE = ("lost", "doubled", "reordered", "undelivered", "differing", "faults", "unknown", "errors")
_AT_MOST = {"back_s": (5.0, "s"), "first_high_s": (2.0, "s"), "growth": (0.05, "of what is held after warm-up")}


def measure(*, long: bool, soak_minutes: str = "") -> list[Row]:
    """Returns a row for each thing that must not happen in each test that reports, and what it saw besides.

    The soak lasts as long as SOAK says, else so many minutes, else as its form does.
    """
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.jsonl"
        soak = os.environ.get("SOAK") or soak_minutes
        environment = {**os.environ, "FAULTS_REPORT": str(report), "FAULTS": "long" if long else "", "SOAK": soak}
        ended = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "tests/faults"],
            cwd=ROOT,
            env=environment,
            check=False,
        )
        lines = [json.loads(line) for line in report.read_text().splitlines()] if report.exists() else []
    rows = [Row("fault tests", "all pass", f"exit {ended.returncode}", ended.returncode == 0, len(lines))]
    for line in lines:
        rows += _of(line)
    return rows


def _of(seen: dict[str, object]) -> list[Row]:
    test, detail = str(seen["test"]), {name: value for name, value in seen.items() if name != "test"}
    rows = [Row(f"{test}: {name}", "0", str(seen[name]), seen[name] == 0) for name in _NONE if name in seen]
    for name, (goal, unit) in _AT_MOST.items():
        if isinstance(value := seen.get(name), int | float):
            rows.append(Row(f"{test}: {name}", f"<= {goal:g} {unit}", f"{value:.2f}", value <= goal))
    rest = ", ".join(f"{name} {value}" for name, value in detail.items() if name not in (*_NONE, *_AT_MOST))
    return [*rows, informs(f"{test}: seen", rest)] if rest else rows


def main() -> int:
    """Runs, prints and writes; ``QUICK=1`` takes the short form."""
    rows = measure(long=not quick())
    print_rows(f"Fault tests ({'short' if quick() else 'long'} form)", rows)
    write_rows(FIGURES / "watch-faults.json", rows, part="watch", quick=quick())
    return 1 if any(row.met is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
