"""What intake's loops tell people."""

from contextlib import closing
from pathlib import Path

from fastapi import FastAPI

from bedside import settings
from bedside.assembly import Assembly
from bedside.assembly.watch import now_ms
from bedside.services.data_ingestion.loops import count_intake, tend
from bedside.services.metrics import Metrics
from bedside.testing.offers import offer


def test_people_are_told_where_the_log_drops_what_was_not_done(tmp_path: Path) -> None:
    with closing(Assembly(settings.load({"BEDSIDE_HOME": str(tmp_path)}))) as here:
        app = FastAPI()
        app.state.assembly, app.state.metrics = here, Metrics()
        count_intake(app)
        for _ in range(2):
            here.log.forced("scorer", 7)
        (alert,) = here.alerts.alerts()
        assert (alert.rule, alert.source, alert.patient_id) == ("log_retention_forced", "scorer", None)
        assert "7 rows" in alert.reason
        assert {one.alert_id for one in here.alerts.outbox()} == {alert.alert_id}


def test_the_log_is_kept_as_long_as_repeats_are_known_however_short_it_is_set(tmp_path: Path) -> None:
    told = {"BEDSIDE_HOME": str(tmp_path), "BEDSIDE_LOG_DAYS": "0.01", "BEDSIDE_IDENTITY_HOURS": "24"}
    with closing(Assembly(settings.load(told))) as here:
        at_ms = now_ms()
        for hours in (25, 24, 1, 0):
            here.log.append(offer(f"{hours} h ago", received_at_ms=at_ms - hours * 3_600_000))
        while tend(here, Metrics().intake):
            pass
        kept = [row.readings.column("event_id")[0].as_py() for row in here.log.read(0, 0) if row.readings]
    assert kept == ["24 h ago", "1 h ago", "0 h ago"]
