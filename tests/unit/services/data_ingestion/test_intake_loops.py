"""What intake's loops tell people."""

from contextlib import closing
from pathlib import Path

from fastapi import FastAPI

from bedside import settings
from bedside.assembly import Assembly
from bedside.services.data_ingestion.loops import count_intake
from bedside.services.metrics import Metrics


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
