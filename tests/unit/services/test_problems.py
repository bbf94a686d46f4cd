"""What is said of a field that is refused: words for people, not those of the framework."""

import asyncio
from typing import Annotated, Any

import httpx2
import pytest
from fastapi import FastAPI, Query

from bedside.services import problems
from bedside.services.bodies import Body, QueryTime, Time


class Given(Body):
    """A body with a time."""

    at: Time


def asked(method: str, path: str, **more: Any) -> list[dict[str, str]]:
    app = FastAPI()
    problems.install(app)

    @app.post("/")
    def post(given: Given) -> None: ...

    @app.get("/")
    def get(since: Annotated[QueryTime | None, Query()] = None) -> None: ...

    async def ask() -> httpx2.Response:
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://localhost") as client:
            return await client.request(method, path, **more)

    answer = asyncio.run(ask())
    assert answer.status_code == 422
    found: list[dict[str, str]] = answer.json()["errors"]
    return found


@pytest.mark.parametrize(
    ("body", "field", "words"),
    [
        ({}, "at", "it is missing"),
        ({"at": "2026-03-01T12:00:00Z", "att": 1}, "att", "there is no such field here"),
        ({"at": "2026-03-01T12:00:00"}, "at", "the time has no zone: write it as 2026-03-01T12:00:00Z"),
        ({"at": "noon"}, "at", "it is no time like 2026-03-01T12:00:00Z"),
    ],
)
def test_a_refused_field_of_a_body_says_what_to_mend(body: dict[str, Any], field: str, words: str) -> None:
    assert asked("POST", "/", json=body) == [{"field": field, "reason": words}]


def test_so_does_a_parameter() -> None:
    assert asked("GET", "/?since=noon") == [{"field": "since", "reason": "it is no time like 2026-03-01T12:00:00Z"}]
