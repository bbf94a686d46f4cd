"""Data ingestion: readings come in by every door, are made durable, and are handed on.

Patients, alerts, the outbox and the board are here too. Start alone with
``uvicorn bedside.services.data_ingestion:app``; the scorer and the notifier are roles of their own beside it.
"""

from fastapi import FastAPI

from bedside.assembly import Assembly
from bedside.services.data_ingestion import (
    alert_routes,
    callback_routes,
    fhir_routes,
    ingest_routes,
    outbox_routes,
    patient_routes,
    reject_routes,
    view_routes,
    ward_routes,
)
from bedside.services.data_ingestion.loops import start_intake
from bedside.services.data_ingestion.mllp import start_mllp
from bedside.services.data_ingestion.mqtt import start_mqtt
from bedside.services.data_ingestion.sensors import refusals_to
from bedside.services.data_ingestion.ward_routes import start_ward, ward_ready
from bedside.services.notifying import beating
from bedside.services.web import service

__all__ = ["ROUTERS", "app", "start", "ward_ready"]

ROUTERS = [
    ingest_routes.router,
    fhir_routes.router,
    view_routes.router,
    alert_routes.router,
    ward_routes.router,
    patient_routes.router,
    callback_routes.router,
    reject_routes.router,
    outbox_routes.router,
]


def start(app: FastAPI) -> None:
    """Opens the doors last, so that what they bring finds all that it needs."""
    here: Assembly = app.state.assembly
    here.intake.impossible = refusals_to(here.sensor_events)
    beat = beating(here.heartbeats)
    start_intake(app, lambda name: beat(f"ingestion:{name}"))
    start_ward(app)
    start_mllp(app)
    start_mqtt(app)


app = service("data_ingestion", ROUTERS, start=[start], ready=[ward_ready])
