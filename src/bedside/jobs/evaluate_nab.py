"""Measures a detector by the rules of the Numenta Anomaly Benchmark: ``bedside eval nab``.

As published, the threshold is the one by which the corpus scores best, which flatters a little. So three figures stand
beside the standard one: the threshold chosen on the other categories, on the other files, and the product's own.
Intervals are over files, at the threshold used: they say how much another set of such files would change the figure.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bedside.core.learning import nab_score
from bedside.core.learning.metrics import Estimate
from bedside.core.learning.nab_score import PROFILES, Judged, Profile, at_threshold, judged, sweep
from bedside.core.vitals.stream_detector import THRESHOLD, detect
from bedside.core.vitals.stream_state import new_state
from bedside.errors import InvalidInput
from bedside.jobs.nab_files import Series, read_corpus
from bedside.jobs.tables import figure

NAMES = {"standard": "standard", "reward_low_FP_rate": "low FP", "reward_low_FN_rate": "low FN"}

Detector = Callable[[Sequence[int], Sequence[float]], Sequence[float]]
"""Gives a score for each value of a series, from its time in ms and the values up to it."""


def own_detector(times_ms: Iterable[int], values: Iterable[float]) -> list[float]:
    """Returns the scores of the product's univariate detector on one series."""
    state, scores = new_state(), []
    for time_ms, value in zip(times_ms, values, strict=True):
        score, state = detect(state, time_ms, value)
        scores.append(score)
    return scores


def evaluate(
    folder: Path,
    detector: Detector = own_detector,
    own_threshold: float | None = THRESHOLD,
    told: Callable[[int, int], None] | None = None,
) -> dict[str, Any]:
    """Returns ``figures`` of the three profiles, each series' share of the standard one, and what was passed over.

    ``own_threshold`` is the fixed one the detector is used with, None where it has none. Raises NotFound without
    labels, InvalidInput naming the file and line that is malformed.
    """
    corpus = read_corpus(folder)
    counted: list[Judged] = []
    for done, series in enumerate(corpus.series, start=1):
        counted.append(_judged(series, detector(series.times_ms, series.values)))
        if told:
            told(done, len(corpus.series))
    categories = [series.category for series in corpus.series]
    standard = PROFILES["standard"]
    figures = [_best(name, counted, PROFILES[key]) for key, name in NAMES.items()]
    figures.append(_apart("standard, threshold of the other categories", counted, categories, standard))
    figures.append(_apart("standard, threshold of the other files", counted, range(len(counted)), standard))
    if own_threshold is not None:
        figures.append(_fixed("standard, the product's threshold", counted, standard, own_threshold))
    return {
        "figures": figures,
        "values": sum(len(series.values) for series in corpus.series),
        "files": _by_file(corpus.series, counted, standard, sweep(counted, standard).threshold),
        "unlabelled": list(corpus.unlabelled),
        "absent": list(corpus.absent),
    }


def _judged(series: Series, scores: Sequence[float]) -> Judged:
    try:
        return judged(scores, series.windows)
    except ValueError as error:
        raise InvalidInput(f"the windows of {series.name} overlap", code="malformed_file") from error


def _best(name: str, corpus: Sequence[Judged], profile: Profile) -> dict[str, Any]:
    return _fixed(name, corpus, profile, sweep(corpus, profile).threshold)


def _fixed(name: str, corpus: Sequence[Judged], profile: Profile, threshold: float) -> dict[str, Any]:
    result = at_threshold(corpus, profile, threshold)
    return figure(
        name,
        nab_score.interval(corpus, profile, [threshold] * len(corpus)),
        windows=result.windows,
        found=result.found,
        false_alarms=result.false_alarms,
        threshold=threshold if np.isfinite(threshold) else None,
    )


def _apart(name: str, corpus: Sequence[Judged], groups: Iterable[object], profile: Profile) -> dict[str, Any]:
    """Returns the figure with each group's threshold chosen on all others; nothing where there is one group alone."""
    of = list(groups)
    if len(set(of)) < 2:
        return figure(name, Estimate(np.nan, 0, np.nan, np.nan))
    chosen = {
        group: sweep([one for one, its in zip(corpus, of, strict=True) if its != group], profile).threshold
        for group in set(of)
    }
    return figure(name, nab_score.interval(corpus, profile, [chosen[group] for group in of]))


def _by_file(
    series: Sequence[Series], corpus: Sequence[Judged], profile: Profile, threshold: float
) -> list[dict[str, Any]]:
    rows = []
    for each, counted in zip(series, corpus, strict=True):
        raw, found, alarms = nab_score.tally(counted, profile, threshold)
        row = {"file": each.name, "windows": counted.windows, "found": found, "false_alarms": alarms}
        rows.append({**row, "raw": round(raw, 4)})
    return rows
