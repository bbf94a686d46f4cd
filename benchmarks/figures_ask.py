"""Measures every figure of the Ask part: ``make figures-ask``.

Prints name, goal, measured and met, writes ``figures/ask.json``, and ends with 1 where one is missed or could not be
measured. ``QUICK=1`` takes at most ten minutes on smaller n and says so; ``ONLY=latency,peers`` measures a part;
``HALVES=dev`` leaves the frozen test halves unread, for those who tune. The first full run embeds all passages (25
minutes on two cores); they are kept in ``figures/home``.
"""

import os
import sys
import time
import traceback
from collections.abc import Callable

from benchmarks import million_passages
from benchmarks.ask import (
    chat_load,
    cold_start,
    folder_freshness,
    freshness,
    groundedness,
    latency,
    library_load,
    own_answer,
    peers,
    reindexing,
    retrieval_quality,
    triage,
)
from benchmarks.ask.bench import FIGURES, Bench
from benchmarks.ask.server import load, running, scratch, wait_embedded
from benchmarks.rows import Row, print_rows, quick, write_rows

SERVED = {
    "retrieval_quality": retrieval_quality.measure,
    "groundedness": groundedness.measure,
    "latency": latency.measure,
    "chat_load": chat_load.measure,
    "freshness": freshness.measure,
}


def main() -> int:
    """Measures, prints and writes; returns the exit code."""
    halves = tuple(os.environ.get("HALVES", "test,dev").split(","))
    bench, start = Bench(quick(), halves), time.monotonic()
    only = {name for name in os.environ.get("ONLY", "").split(",") if name}
    rows: list[Row] = []

    def run(name: str, measure: Callable[[], list[Row]]) -> None:
        if only and name not in only:
            return
        print(f"[{time.monotonic() - start:4.0f} s] {name}", flush=True)
        try:
            rows.extend(measure())
        except Exception as error:  # noqa: BLE001 - one measure that fails must not hide the others
            traceback.print_exc()
            rows.append(Row(name, "measured", f"failed: {type(error).__name__}: {error}", False))

    run("triage", lambda: triage.measure(bench))
    run("own_answer", lambda: own_answer.measure(bench))
    run("folder_freshness", lambda: folder_freshness.measure(bench))
    run("library_load", lambda: library_load.measure(bench))
    print(f"[{time.monotonic() - start:4.0f} s] loading the library into {bench.home.name}", flush=True)
    load(bench.home, bench.source, "--dense", "now")
    run("million_passages", lambda: million_passages.measure(bench.home, 200_000 if bench.quick else 1_000_000))
    run("cold_start", lambda: cold_start.measure(bench))
    run("peers", lambda: peers.measure(bench))
    if not only or only & {*SERVED, "reindexing"}:
        with scratch(bench.home) as home, running(home) as server:
            wait_embedded(server)
            for name, measure in SERVED.items():
                run(name, lambda measure=measure: measure(bench, server))  # type: ignore[misc]
            run("reindexing", lambda: reindexing.measure(bench, server, home))
    print_rows(f"Ask ({bench.scale})", rows)
    write_rows(
        FIGURES / "ask.json",
        rows,
        part="ask",
        quick=bench.quick,
        scale=bench.scale,
        took_s=round(time.monotonic() - start),
    )
    return 1 if any(row.met is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
