"""Redaction measured on public templates, filled with values invented here."""

import json
import os
from pathlib import Path

import pytest

from bedside.jobs.evaluate_redaction import evaluate

from .invented_people import Inventor

SEEDS = 3


@pytest.fixture
def templates() -> list[str]:
    folder = os.environ.get("BEDSIDE_TEST_DATA")
    if not folder:
        pytest.skip("BEDSIDE_TEST_DATA is unset: it names the folder of test data")
    path = Path(folder) / "safety" / "pii_templates.txt"
    return [line for line in path.read_text("utf-8", errors="replace").split("\n") if line.strip()]


def test_of_the_filled_templates_nearly_all_is_marked_and_little_else(templates: list[str], tmp_path: Path) -> None:
    filled = [Inventor(seed).fill(template) for seed in range(SEEDS) for template in templates]
    labelled = tmp_path / "labelled.jsonl"
    labelled.write_text(
        "\n".join(
            json.dumps({"text": f.text, "spans": [{"start": s, "end": e, "type": t} for s, e, t in f.spans]})
            for f in filled
        )
    )
    measured = evaluate(labelled)
    assert measured["touched"]["value"] >= 0.95, measured  # type: ignore[index]
    assert measured["covered"]["value"] >= 0.93, measured  # type: ignore[index]
    assert measured["precision"]["value"] >= 0.95, measured  # type: ignore[index]
