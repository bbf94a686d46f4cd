"""The fault tests, run as they are, and what each of them saw: ``python -m benchmarks.watch.faults``, the long form.

A test that did not run, or says nothing of what it is there to judge, has rows that say so and are missed.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.ask.bench import FIGURES, ROOT
from benchmarks.rows import Row, informs, print_rows, quick, write_rows

_NONE = (
    "lost",
    "doubled",
    "reordered",
    "undelivered",
    "differing",
    "faults",
    "unknown",
    "errors",
    "answered_503",
    "twice_where_asked",
    "beyond_lost",
    "more_notices",
    "silences_missed",
)
_AT_MOST = {"back_s": (5.0, "s"), "first_high_s": (2.0, "s"), "growth": (0.05, "of what is held after warm-up")}
_AT_LEAST = {"rate": (2_000.0, "readings/s")}
_IN_FLIGHT = "in_flight"
_OF_KILLS = 5
"""Of so many kills one at least must meet something under way: 10 of the 50 of the long form."""

JUDGED: dict[str, tuple[str, ...]] = {
    "ingestion killed": ("lost", "doubled", "reordered", "in_flight", "back_s"),
    "ingestion killed under a scorer": ("lost", "doubled", "differing", "back_s"),
    "ingestion held up": ("lost", "doubled"),
    "disk full": ("lost", "doubled"),
    "scorer killed": ("differing", "back_s"),
    "scorer held up": ("differing",),
    "scorer rewound": ("differing", "more_notices"),
    "historian rewound": ("doubled",),
    "three times shuffled": ("lost", "doubled", "differing"),
    "clock jumps": ("lost", "doubled", "differing", "silences_missed"),
    "notifier killed around the call": ("undelivered", "faults", "beyond_lost", "twice_where_asked", "in_flight"),
    "notifier killed while readings stream": (
        "lost",
        "undelivered",
        "unknown",
        "beyond_lost",
        "in_flight",
        "back_s",
    ),
    "notifier held up": ("undelivered", "unknown", "beyond_lost"),
    "preprocessing away": ("lost", "doubled"),
    "alert storm": ("undelivered", "first_high_s"),
    "storm of episodes": ("undelivered", "first_high_s"),
    "soak": ("errors", "answered_503", "rate", "growth"),
}
"""What each fault test that reports has to say, at the least."""
_OF_THE_LONG_FORM = {("soak", "growth")}


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
    passed = Row("fault tests", "all pass", f"exit {ended.returncode}", ended.returncode == 0, len(lines))
    return [passed, *rows_of(lines, long=long)]


def rows_of(lines: Sequence[Mapping[str, object]], *, long: bool) -> list[Row]:
    """Returns the rows of what the tests reported, and one that is missed for each thing nobody said anything of."""
    rows = [row for line in lines for row in _of(line)]
    said: dict[str, set[str]] = {}
    for line in lines:
        said.setdefault(str(line["test"]), set()).update(line)
    for test, names in JUDGED.items():
        if test not in said:
            rows.append(Row(test, "reports", "missing: skipped, failed before it reported, or not there", False))
            continue
        wanted = [name for name in names if long or (test, name) not in _OF_THE_LONG_FORM]
        rows += [Row(f"{test}: {name}", "reported", "missing", False) for name in wanted if name not in said[test]]
    return rows


def _of(seen: Mapping[str, object]) -> list[Row]:
    test, detail = str(seen["test"]), {name: value for name, value in seen.items() if name != "test"}
    rows = [Row(f"{test}: {name}", "0", str(seen[name]), seen[name] == 0) for name in _NONE if name in seen]
    for name, (goal, unit) in _AT_MOST.items():
        if isinstance(value := seen.get(name), int | float):
            rows.append(Row(f"{test}: {name}", f"<= {goal:g} {unit}", f"{value:.2f}", value <= goal))
    for name, (goal, unit) in _AT_LEAST.items():
        if isinstance(value := seen.get(name), int | float):
            rows.append(Row(f"{test}: {name}", f">= {goal:,g} {unit}", f"{value:,.0f}", value >= goal))
    met, kills = seen.get(_IN_FLIGHT), seen.get("kills")
    if isinstance(met, int) and isinstance(kills, int):
        least = max(kills // _OF_KILLS, 1)
        rows.append(Row(f"{test}: kills with something under way", f">= {least}", str(met), met >= least, kills))
    judged = {*_NONE, *_AT_MOST, *_AT_LEAST, _IN_FLIGHT}
    rest = ", ".join(f"{name} {value}" for name, value in detail.items() if name not in judged)
    return [*rows, informs(f"{test}: seen", rest)] if rest else rows


def main() -> int:
    """Runs, prints and writes; ``QUICK=1`` takes the short form."""
    rows = measure(long=not quick())
    print_rows(f"Fault tests ({'short' if quick() else 'long'} form)", rows)
    write_rows(FIGURES / "watch-faults.json", rows, part="watch", quick=quick())
    return 1 if any(row.met is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
