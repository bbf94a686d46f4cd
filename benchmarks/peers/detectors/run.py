"""river's and PyOD's detectors over the readings of a job: learning and scoring each reading, or rows of patients.

``run.py JOB``: a folder with ``columns.npz`` (patient, signal, values) and ``matrix.npy`` (a row a patient and moment,
a column a signal). Writes ``detectors.json``: readings a second by name. river's have one model a series, as the kernel
has, fed as its guide does: score, then learn. ECOD has no stream: it is fitted to the rows and scores them at once.
"""

import json
import sys
from importlib.metadata import version
from pathlib import Path
from time import process_time

import numpy as np
from pyod.models.ecod import ECOD
from river.anomaly import GaussianScorer, HalfSpaceTrees

LIMITS = {"value": (0.0, 250.0)}
MOST_TREES = 6000  # readings; more would take minutes


def main(folder: Path) -> None:
    """Measures each and writes the figures."""
    columns = np.load(folder / "columns.npz")
    keys = list(zip(columns["patient"].tolist(), columns["signal"].tolist(), strict=True))
    values, matrix = columns["values"].tolist(), np.load(folder / "matrix.npy")
    figures = {
        f"river {version('river')} GaussianScorer": gaussian(keys, values),
        f"river {version('river')} HalfSpaceTrees": trees(keys[:MOST_TREES], values[:MOST_TREES]),
        f"PyOD {version('pyod')} ECOD": ecod(matrix),
    }
    (folder / "detectors.json").write_text(json.dumps(figures))


def gaussian(keys: list[tuple[int, int]], values: list[float]) -> float:
    """Returns readings a second."""
    models = {key: GaussianScorer(grace_period=30) for key in keys}
    start = process_time()
    for key, value in zip(keys, values, strict=True):
        model = models[key]
        model.score_one(None, value)
        model.learn_one(None, value)
    return len(keys) / (process_time() - start)


def trees(keys: list[tuple[int, int]], values: list[float]) -> float:
    """Returns readings a second."""
    models = {key: HalfSpaceTrees(limits=LIMITS, seed=1) for key in keys}
    start = process_time()
    for key, value in zip(keys, values, strict=True):
        model, features = models[key], {"value": value}
        model.score_one(features)
        model.learn_one(features)
    return len(keys) / (process_time() - start)


def ecod(matrix: np.ndarray) -> float:
    """Returns values a second, a reading being one value of a row."""
    start = process_time()
    ECOD().fit(matrix).decision_function(matrix)
    return matrix.size / (process_time() - start)


main(Path(sys.argv[1]))
