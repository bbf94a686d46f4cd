"""One service with the doors and the ward, started in this process: real log, history, records and board."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2

from bedside import settings
from bedside.assembly import Assembly
from bedside.assembly.notifying import now_ms
from bedside.core.alerts.alert import Alert
from bedside.core.vitals.reading import Reading
from bedside.ports import Patient
from bedside.services.data_ingestion import alert_routes, ingest_routes, patient_routes, ward_routes
from bedside.services.web import service
from service.local_server import serving

UNITS = {"heart_rate": "/min", "pulse_rate": "/min", "spo2": "%", "respiratory_rate": "/min", "temperature": "Cel"}
UNITS |= dict.fromkeys(("systolic_bp", "diastolic_bp"), "mm[Hg]")
CALM = {"heart_rate": 72.0, "spo2": 97.0, "respiratory_rate": 15.0}
ROUND = {"systolic_bp": 120.0, "temperature": 36.8, "consciousness": "A"}


@dataclass(frozen=True, slots=True)
class WardService:
    """A running service, a client of it, and its parts."""

    url: str
    client: httpx2.Client
    here: Assembly

    def admit(self, patient_id: str, bed: str, ward: str = "North", **known: object) -> None:
        """Puts a patient to bed, a day ago."""
        patient = Patient(patient_id=patient_id, ward=ward, bed=bed, **known)
        self.here.patients.put(patient, now_ms() - 86_400_000)

    def measure(self, patient_id: str, at_ms: int | None = None, source: str = "json", **values: float | str) -> None:
        """Takes readings in, as a door does."""
        at_ms = at_ms or now_ms()
        given = values or CALM
        readings = [
            Reading(
                patient_id=patient_id,
                device_id="monitor",
                signal=name,
                value=value,
                unit=UNITS.get(name, "{code}"),
                observed_at=at_ms,
            )
            for name, value in given.items()
        ]
        results = self.here.intake.record(readings, source).results()
        assert {one.status for one in results} <= {"accepted", "late"}, results

    def alert(
        self, patient_id: str | None, rule: str = "news2_high", priority: str = "high", **changes: object
    ) -> None:
        """Opens an alert, as the scorer does."""
        at_ms = now_ms()
        fields = {
            "alert_id": f"alert-{patient_id}-{rule}",
            "patient_id": patient_id,
            "source": None if patient_id else "gateway-2",
            "rule": rule,
            "priority": priority,
            "state": "open",
            "opened_ms": at_ms,
            "closed_ms": None,
            "reason": "NEWS2 9: RR up 11 in 20 min",
            "first_event_id": "e1",
            "updated_ms": at_ms,
        }
        self.here.alerts.record([Alert(**{**fields, **changes})], [], at_ms)

    def bed(self, patient_id: str) -> dict:
        """Returns the bed on the board; {} where it is not there."""
        beds = self.client.get("/ward.json").json()["beds"]
        return next((one for one in beds if one["patient_id"] == patient_id), {})


@contextmanager
def ward_service(home: Path, may_see: Callable[[str, str], bool] | None = None) -> Iterator[WardService]:
    """Starts it in a home and gives it once it is ready."""

    def assembly() -> Assembly:
        made = Assembly(settings.load({"BEDSIDE_HOME": str(home)}))
        if may_see is not None:
            made.may_see = may_see
        return made

    app = service(
        "data_ingestion",
        [ingest_routes.router, alert_routes.router, patient_routes.router, ward_routes.router],
        start=[ward_routes.start_ward],
        ready=[ward_routes.ward_ready],
        assembly=assembly,
    )
    with serving(app) as url, httpx2.Client(base_url=url, trust_env=False, timeout=20) as client:
        yield WardService(url, client, app.state.assembly)
