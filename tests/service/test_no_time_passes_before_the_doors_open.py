"""Where Bedside itself is long in starting, nobody who could not send yet grows silent by it."""

import time
from pathlib import Path

from fastapi import FastAPI

from bedside import settings
from bedside.assembly import Assembly
from bedside.services.data_ingestion.loops import start_intake
from bedside.services.web import service
from service.local_server import serving
from service.waiting import eventually


def test_time_goes_on_once_requests_are_taken_and_not_before(tmp_path: Path) -> None:
    before: list[int] = []

    def take_long(app: FastAPI) -> None:
        time.sleep(2.0)
        before.append(app.state.assembly.log.end(0))

    app = service(
        "data_ingestion",
        [],
        start=[start_intake, take_long],
        assembly=lambda: Assembly(settings.load({"BEDSIDE_HOME": str(tmp_path)})),
    )
    with serving(app):
        assert before == [0]
        eventually(lambda: app.state.assembly.log.end(0) >= 2)
