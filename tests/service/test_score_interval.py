"""How long a measured value holds is one setting: score, board and answer go by it alike, asked at their real doors."""

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2
import pytest

from bedside.testing.servers import running
from service.waiting import eventually


def measured(client: httpx2.Client, hours_ago: float) -> None:
    """Takes in a temperature of a thermometer, and a pulse that somebody counted and entered, of hours ago."""
    at = datetime.fromtimestamp(time.time() - hours_ago * 3600, UTC).isoformat()
    warm = {"patient_id": "p1", "signal": "temperature", "value": 39.4, "unit": "Cel", "observed_at": at}
    assert client.post("/ingest", json={"readings": [warm]}).json()["accepted"] == 1
    pulse = {"signal": "heart_rate", "value": 118, "unit": "/min"}
    entered = client.post("/patients/p1/observations", json={"observations": [pulse], "observed_at": at})
    assert entered.status_code == 202, entered.text


def told(client: httpx2.Client) -> dict[str, Any]:
    """Returns how each door takes the two values: whether they score, and their quality."""
    (bed,) = client.get("/ward.json").json()["beds"]
    score = client.get("/patients/p1/news2").json()
    latest = client.get("/patients/p1/latest").json()["readings"]
    answers = [client.post("/chat", json={"message": f"What is her {of}?", "patient_id": "p1"}).json()
               for of in ("temperature", "heart rate")]  # fmt: skip
    cited = [one for answer in answers for one in answer["citations"] if one["kind"] == "reading"]
    return {
        "score": {part["stale"] for part in score["parts"] if part["name"] != "oxygen"},
        "board's score": {part["stale"] for part in bed["news2"]["parts"] if part["name"] != "oxygen"},
        "board": {one["quality"] for one in bed["values"]},
        "latest": {one["quality"] for one in latest},
        "answers": {one["quality"] for one in cited},
        "words": {"too old to be taken as current" in answer["answer"] for answer in answers},
    }


@pytest.mark.parametrize(
    ("interval_h", "age_h", "is_stale"), [("2", 3, True), ("8", 5, False)], ids=["shorter", "longer"]
)
def test_a_changed_interval_changes_score_board_and_answer_alike(
    tmp_path: Path, interval_h: str, age_h: float, *, is_stale: bool
) -> None:
    chosen = {"BEDSIDE_SCORE_INTERVAL_HOURS": interval_h, "BEDSIDE_DENSE": "never"}
    with running("all", tmp_path, **chosen) as service, httpx2.Client(base_url=service.url, timeout=30) as client:
        measured(client, age_h)
        eventually(lambda: len(client.get("/patients/p1/latest").json().get("readings", ())) == 2, 20)
        eventually(lambda: len((client.get("/ward.json").json()["beds"] or [{"values": []}])[0]["values"]) == 2, 20)
        quality = {"stale" if is_stale else "current"}
        assert told(client) == {
            "score": {is_stale},
            "board's score": {is_stale},
            "board": quality,
            "latest": quality,
            "answers": quality,
            "words": {is_stale},
        }
        assert client.get("/ward/signals.json").json()["interval_hours"] == float(interval_h)
