"""The alerts' routes as a service of their own, with the notifier's loops beside it, over a home of the test."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
from fastapi import FastAPI

from bedside import settings
from bedside.assembly import Assembly
from bedside.assembly.notifying import now_ms
from bedside.ports import Patient
from bedside.services.data_ingestion import alert_routes, callback_routes, outbox_routes
from bedside.services.notifying import start_notifier
from bedside.services.web import service
from service.local_server import serving
from unit.usecases.told import Episode

ROUTERS = [alert_routes.router, callback_routes.router, outbox_routes.router]


@dataclass
class Telling:
    """A running service: its address, a client of it, and its parts."""

    url: str
    client: httpx2.Client
    parts: Assembly

    def raised(self, *episodes: Episode) -> None:
        """Hands episodes over as the scorer does."""
        self.parts.raise_alerts(episodes, now_ms())

    def alert(self, alert_id: str = "e1") -> dict[str, object]:
        found = self.client.get("/alerts").raise_for_status().json()["alerts"]
        return next(one for one in found if one["id"] == alert_id)


@contextmanager
def telling(home: Path, *, notifier: bool = True, **environment: str) -> Iterator[Telling]:
    stop = threading.Event()
    found: list[Assembly] = []

    def assembly() -> Assembly:
        found.append(Assembly(settings.load({"BEDSIDE_HOME": str(home), **environment})))
        return found[0]

    def start(app: FastAPI) -> None:
        if notifier:
            start_notifier(app.state.assembly, stop)

    app = service("data_ingestion", ROUTERS, start=[start], assembly=assembly)
    with serving(app) as url, httpx2.Client(base_url=url, timeout=20) as client:
        for bed in (1, 2):
            found[0].patients.put(Patient(patient_id=f"p{bed}", ward="A", bed=str(bed)), now_ms())
        try:
            yield Telling(url, client, found[0])
        finally:
            stop.set()
            for thread in threading.enumerate():
                if thread.name.startswith(("notifier", "operations")):
                    thread.join(10)
