"""An old movement comes again over MLLP while the patient lies in bed: their values still ring."""

from datetime import UTC, datetime

import pytest

from service.test_mllp import adt, oru, sent
from service.watch.scored_bed import ScoredBed

BED = "A^^7"


def ago(here: ScoredBed, seconds: int) -> str:
    return datetime.fromtimestamp(here.clock.ms / 1000 - seconds, UTC).strftime("%Y%m%d%H%M%S+0000")


def low_saturation(here: ScoredBed) -> bytes:
    """Returns what the monitor of the bed sends: it does not know who lies there."""
    lines = oru("", place=BED, at=ago(here, 0)).decode().replace("8867-4^HR^LN", "59408-5^S^LN")
    return lines.replace("||72|/min|", "||70|%|").encode()


@pytest.mark.parametrize("comes", ["again", "late"])
def test_an_old_discharge_after_the_readmission_leaves_the_alarm_working(here: ScoredBed, comes: str) -> None:
    discharge = adt("A03", "back", BED, ago(here, 500))
    told = [adt("A01", "back", BED, ago(here, 600)), discharge, adt("A01", "back", BED, ago(here, 300))]
    if comes == "late":
        told.remove(discharge)
    assert set(sent(here.mllp_port, *told)) == {"AA"}
    assert sent(here.mllp_port, discharge) == ["AA"]
    for _ in range(20):
        assert sent(here.mllp_port, low_saturation(here)) == ["AA"]
        here.passes(2)
    found = here.client.get("/alerts", params={"patient_id": "back"}).raise_for_status().json()["alerts"]
    assert [(one["rule"], one["state"]) for one in found] == [("limit_low:spo2", "open")]
