"""The fault tests, run as they are, and what each of them saw: ``python -m benchmarks.watch.faults``, the long form."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.ask.bench import FIGURES, ROOT
from benchmarks.rows import Row, informs, print_rows, quick, write_rows

_NONE = ("lost", "doubled", "reordered", "undelivered", "differing")
_BACK_S = 5.0


def measure(*, long: bool) -> list[Row]:
    """Returns a row for each thing that must not happen in each test that reports, and what it saw besides."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.jsonl"
        environment = {**os.environ, "FAULTS_REPORT": str(report), "FAULTS": "long" if long else ""}
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
    if isinstance(back := seen.get("back_s"), int | float):
        rows.append(Row(f"{test}: back", f"<= {_BACK_S:.0f} s", f"{back:.1f} s", back <= _BACK_S))
    rest = ", ".join(f"{name} {value}" for name, value in detail.items() if name not in (*_NONE, "back_s"))
    return [*rows, informs(f"{test}: seen", rest)] if rest else rows


def main() -> int:
    """Runs, prints and writes; ``QUICK=1`` takes the short form."""
    rows = measure(long=not quick())
    print_rows(f"Fault tests ({'short' if quick() else 'long'} form)", rows)
    write_rows(FIGURES / "watch-faults.json", rows, part="watch", quick=quick())
    return 1 if any(row.met is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
