"""A data ingestion service of its own in this process, over a home of its own, met by real HTTP."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
from fastapi import FastAPI

from bedside import settings
from bedside.assembly import Assembly
from bedside.services.data_ingestion.ingest_routes import router as ingest
from bedside.services.data_ingestion.loops import start_intake
from bedside.services.data_ingestion.reject_routes import router as rejects
from bedside.services.web import service
from service.local_server import serving


@dataclass(frozen=True)
class Ingestion:
    """A running service: a client of it, and its parts."""

    client: httpx2.Client
    app: FastAPI

    @property
    def parts(self) -> Assembly:
        found: Assembly = self.app.state.assembly
        return found

    def send(self, *readings: Any, **more: Any) -> dict[str, Any]:
        """Returns the answer to readings in JSON, which must be an acknowledgement."""
        answer = self.client.post("/ingest", json={"readings": list(readings)} | more)
        assert answer.status_code == 202, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def waiting(self) -> list[dict[str, Any]]:
        """Returns what waits in quarantine."""
        found: list[dict[str, Any]] = self.client.get("/ingest/rejects").json()["rejects"]
        return found


@contextmanager
def ingestion(home: Path, **environment: str) -> Iterator[Ingestion]:
    """Starts it with the loops that a process has."""
    given = {"BEDSIDE_HOME": str(home), **environment}
    app = service(
        "data_ingestion", [ingest, rejects], start=[start_intake], assembly=lambda: Assembly(settings.load(given))
    )
    with ExitStack() as stack:
        url = stack.enter_context(serving(app))
        yield Ingestion(stack.enter_context(httpx2.Client(base_url=url, timeout=30)), app)


def reading(value: float | str = 72, **changes: Any) -> dict[str, Any]:
    """Returns a heart rate of just now, as it is sent."""
    at = (datetime.now(UTC) - timedelta(seconds=1)).isoformat()
    return {"patient_id": "p-1", "signal": "heart_rate", "value": value, "unit": "/min", "observed_at": at} | changes
