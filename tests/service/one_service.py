"""One service of chosen routes, started in this process over the starter library: for tests of a protocol."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fastapi import APIRouter

from bedside import settings
from bedside.assembly import Assembly
from bedside.services.preprocessing.routes import prepare
from bedside.services.rag.loading import library_ready, open_library
from bedside.services.web import service
from service.local_server import serving


@contextmanager
def chatbot_of(router: APIRouter, home: Path) -> Iterator[str]:
    """Gives the base URL of a chatbot that has these routes and a library of its own."""
    app = service(
        "chatbot",
        [router],
        start=[open_library, prepare],
        ready=[library_ready],
        assembly=lambda: Assembly(settings.load({"BEDSIDE_HOME": str(home), "BEDSIDE_DENSE": "never"})),
    )
    with serving(app) as base:
        yield base
