"""The univariate detector beside simple ones on the same files of NAB, in one run.

``python -m benchmarks.watch.nab DATA`` where DATA is a folder in NAB's layout or an archive of one.

- windowed Gaussian: how many standard deviations off the mean of the last 6,400 values, as NAB's own baseline, but not
  rounded to 1 where its probability is.
- static limits: how far beyond what the first 15 % of the stream showed, in its own median deviations.
- the same, told once: with the product's rule that for 200 values after a score only a higher one passes.
- chance, told once: numbers drawn at random, with that rule. What is above it is no luck.
- change: the difference from the value before, in the mean difference so far.
- null: never speaks; 0 by definition.
"""

import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from bedside.core.learning.nab_score import learning_time
from bedside.core.vitals.stream_detector import THRESHOLD
from bedside.core.vitals.stream_state import HOLD
from bedside.jobs.evaluate_nab import Detector, evaluate, own_detector
from benchmarks.rows import Row, informs, print_rows

GOAL = 58
_WINDOW = 6400
_SMALL = 1e-9
_EVERYONE = ("standard", "low FP", "low FN")


def windowed_gaussian(_: Sequence[int], values: Sequence[float]) -> list[float]:
    seen, scores = np.asarray(values, np.float64), [0.0]
    for place in range(1, len(seen)):
        window = seen[max(0, place - _WINDOW) : place]
        scores.append(float(abs(seen[place] - window.mean()) / (window.std() or 1e-6)))
    return scores


def static_limits(_: Sequence[int], values: Sequence[float]) -> list[float]:
    seen = np.asarray(values, np.float64)
    first = seen[: learning_time(len(seen))]
    usual = np.median(first)
    off: list[float] = (np.abs(seen - usual) / (np.median(np.abs(first - usual)) + _SMALL)).tolist()
    return [0.0] * len(first) + off[len(first) :]


def change(_: Sequence[int], values: Sequence[float]) -> list[float]:
    steps = np.abs(np.diff(np.asarray(values, np.float64), prepend=values[0]))
    before = np.cumsum(steps) - steps
    scores: list[float] = (steps * np.arange(1, len(steps) + 1) / (before + _SMALL)).tolist()
    return scores


def chance(_: Sequence[int], values: Sequence[float]) -> list[float]:
    drawn: list[float] = np.random.default_rng(0).random(len(values)).tolist()
    return drawn


def told_once(detector: Detector) -> Detector:
    def held(times_ms: Sequence[int], values: Sequence[float]) -> list[float]:
        scores, told, told_at = [], 0.0, -HOLD
        for place, score in enumerate(detector(times_ms, values)):
            passes = place - told_at >= HOLD or score > told
            scores.append(score if passes else 0.0)
            if passes and score > 0:
                told, told_at = score, place
        return scores

    return held


def null(_: Sequence[int], values: Sequence[float]) -> list[float]:
    return [0.5] * len(values)


DETECTORS: dict[str, Detector] = {
    "ours": own_detector,
    "windowed Gaussian": windowed_gaussian,
    "windowed Gaussian, told once": told_once(windowed_gaussian),
    "static limits": static_limits,
    "chance, told once": told_once(chance),
    "change": change,
    "null": null,
}


def measure(where: Path) -> list[Row]:
    """Returns every detector's figures with n and 95 % intervals over files; ours and null have a goal."""
    rows = []
    with _folder(where) as folder:
        for name, detector in DETECTORS.items():
            started = perf_counter()
            report = evaluate(folder, detector, THRESHOLD if detector is own_detector else None)
            took_us = 1e6 * (perf_counter() - started) / report["values"]
            shown = [one for one in report["figures"] if one["name"] in _EVERYONE or detector is own_detector]
            rows += [_row(name, figure) for figure in shown if figure["n"]]
            rows.append(informs(f"nab: {name}, time a value, scoring included", f"{took_us:.0f} us", report["values"]))
    return rows


def _row(detector: str, figure: dict[str, Any]) -> Row:
    name = f"nab: {detector}, {figure['name']}"
    shown = f"{figure['value']:.1f} ({figure['lower']:.1f} to {figure['upper']:.1f})"
    if "found" in figure:
        shown += f"; {figure['found']} of {figure['windows']} found, {figure['false_alarms']} false alarms"
    if (detector, figure["name"]) == ("ours", "standard"):
        return Row(name, f">= {GOAL}", shown, figure["value"] >= GOAL, figure["n"], figure)
    if (detector, figure["name"]) == ("null", "standard"):
        return Row(name, "0, by NAB's definition", shown, figure["value"] == 0, figure["n"], figure)
    return informs(name, shown, figure["n"], figure=figure)


@contextmanager
def _folder(where: Path) -> Iterator[Path]:
    if where.is_dir():
        yield where
        return
    with tempfile.TemporaryDirectory() as unpacked:
        with tarfile.open(where) as archive:
            archive.extractall(unpacked, filter="data")
        yield next(Path(unpacked).rglob("labels")).parent


if __name__ == "__main__":
    print_rows("NAB", measure(Path(sys.argv[1])))
