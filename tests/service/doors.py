"""The data-ingestion service of chosen doors, over a home of its own and the real parts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI

from bedside import settings
from bedside.assembly import Assembly
from bedside.core.vitals.stored_reading import StoredReading
from bedside.messages.readings import readings_of
from bedside.services.data_ingestion.fhir_routes import router
from bedside.services.data_ingestion.ingest_routes import router as ingest
from bedside.services.data_ingestion.mllp import start_mllp
from bedside.services.data_ingestion.reject_routes import router as rejects
from bedside.services.web import service
from service.local_server import serving

Start = Callable[[FastAPI], None]


@dataclass(frozen=True)
class Doors:
    """A running service: its address, its app, and what it has taken in."""

    url: str
    app: FastAPI

    @property
    def here(self) -> Assembly:
        found: Assembly = self.app.state.assembly
        return found

    @property
    def mllp_port(self) -> int:
        return int(self.app.state.mllp_port)

    def readings(self) -> list[StoredReading]:
        """Returns all that the log holds."""
        log = self.here.log
        rows = (entry for shard in range(log.shards) for entry in log.read(shard, 0, 1_000_000))
        return [one for row in rows if row.readings is not None for one in readings_of(row.readings)]

    def refused(self) -> list[str]:
        return [one.reason for one in self.here.rejects.waiting(10_000)]


@contextmanager
def doors_of(home: Path, *start: Start, **environment: str) -> Iterator[Doors]:
    """Serves FHIR and MLLP, and what else is started, from the home."""
    given = {"BEDSIDE_HOME": str(home), "BEDSIDE_MLLP_PORT": "0", **environment}
    app = service(
        "data_ingestion",
        [router, ingest, rejects],
        start=[start_mllp, *start],
        assembly=lambda: Assembly(settings.load(given)),
    )
    with serving(app) as url:
        yield Doors(url, app)
