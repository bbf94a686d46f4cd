"""The written contract against what the services and the command line really offer, both ways."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from architecture.tables import quoted, rows

PAGE = "docs/reference/contract.md"

NOT_YET = {
    "POST /ingest": "Watch",
    "GET /ingest/rejects": "Watch",
    "POST /ingest/rejects/{}/replay": "Watch",
    "POST /fhir": "Watch",
    "POST /fhir/Observation": "Watch",
    "GET /fhir/metadata": "Watch",
    "GET /patients": "Watch",
    "GET /patients/{}/readings": "Watch",
    "GET /patients/{}/windows": "Watch",
    "GET /patients/{}/news2": "Watch",
    "GET /patients/{}/scores": "Watch",
    "PUT /patients/{}": "Watch",
    "GET /alerts": "Watch",
    "POST /alerts/{}/ack": "Watch",
    "POST /silences": "Watch",
    "GET /silences": "Watch",
    "DELETE /silences/{}": "Watch",
    "POST /patients/{}/pause": "Watch",
    "DELETE /patients/{}/pause": "Watch",
    "POST /callbacks/twilio/status": "Watch",
    "POST /callbacks/twilio/reply": "Watch",
    "GET /ward": "Watch",
    "GET /outbox": "Watch",
    "GET /outbox.json": "Watch",
    "POST /check_drift": "Learn",
}

COMMANDS_NOT_YET = {
    "simulate ward": "Watch",
    "eval nab": "Watch",
    "eval alerts": "Watch",
    "kafka up": "Scale",
    "kafka down": "Scale",
    "kafka setup": "Scale",
    "kafka dlt": "Scale",
    "flink up": "Scale",
    "flink down": "Scale",
    "flink submit": "Scale",
    "flink resume": "Scale",
    "flink savepoint": "Scale",
    "pipeline run": "Scale",
    "simulate users": "Learn",
    "retraining run": "Learn",
    "drift check": "Learn",
    "mlflow": "Learn",
    "dashboard": "Learn",
    "backup": "Ship",
    "restore": "Ship",
    "edge": "Ship",
}


def _stands(part: str) -> bool:
    return part == "Ask" or part.endswith(", stands")


def _plain(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path)


def _written_calls() -> dict[str, str]:
    return {_plain(call): row["part"] for row in rows(PAGE, "HTTP") for call in quoted(row["call"])}


def _written_commands() -> dict[str, str]:
    names = {}
    for row in rows(PAGE, "Command line"):
        for command in quoted(row.get("command", "")):
            words = re.split(r" (?=[A-Z\[-])", command)[0]
            names[words] = row["part"]
    return names


def _routes(routes: list[Any], prefix: str = "") -> Iterator[str]:
    for route in routes:
        if router := getattr(route, "original_router", None):  # how FastAPI keeps an included router
            yield from _routes(router.routes, prefix)
        path = prefix + getattr(route, "path", "")
        for method in getattr(route, "methods", None) or ():
            yield f"{method} {_plain(path)}"
        yield from _routes(getattr(route, "routes", None) or [], path)


@pytest.fixture(scope="module")
def offered_calls() -> set[str]:
    from bedside.services.embedded import app

    described = {
        f"{method.upper()} {_plain(path)}" for path, methods in app.openapi()["paths"].items() for method in methods
    }
    return described | set(_routes(app.routes))


@pytest.fixture(scope="module")
def described_calls() -> dict[str, Any]:
    from bedside.services.embedded import app

    found: dict[str, Any] = app.openapi()
    return found


@pytest.fixture(scope="module")
def offered_commands() -> set[str]:
    import typer

    from bedside import cli

    def names(group: Any, prefix: str = "") -> Iterator[str]:
        for name, command in group.commands.items():
            if hasattr(command, "commands"):
                yield from names(command, f"{prefix}{name} ")
            else:
                yield prefix + name

    return set(names(typer.main.get_command(cli.app)))


def test_the_page_and_this_test_agree_on_what_is_not_built_yet() -> None:
    assert {call: part for call, part in _written_calls().items() if not _stands(part)} == NOT_YET
    assert {name: part for name, part in _written_commands().items() if not _stands(part)} == COMMANDS_NOT_YET


def test_every_call_of_the_contract_is_offered(offered_calls: set[str]) -> None:
    assert sorted(set(_written_calls()) - NOT_YET.keys() - offered_calls) == []


def test_no_call_is_offered_that_is_said_not_to_be_built(offered_calls: set[str]) -> None:
    assert sorted(NOT_YET.keys() & offered_calls) == []


def test_every_command_of_the_contract_is_offered(offered_commands: set[str]) -> None:
    assert sorted(set(_written_commands()) - COMMANDS_NOT_YET.keys() - offered_commands) == []


def test_no_command_is_offered_that_is_said_not_to_be_built(offered_commands: set[str]) -> None:
    assert sorted(COMMANDS_NOT_YET.keys() & offered_commands) == []


@pytest.mark.parametrize(
    "call", ["POST /chat", "POST /retrieve", "PUT /library/{}/documents/{}", "POST /answers/{}/feedback"]
)
def test_every_field_of_a_request_is_described(described_calls: dict[str, Any], call: str) -> None:
    row = next(row for row in rows(PAGE, "HTTP") if call in map(_plain, quoted(row["call"])))
    method, path = call.split(" ")
    operation = next(item[method.lower()] for name, item in described_calls["paths"].items() if _plain(name) == path)
    body = operation["requestBody"]["content"]["application/json"]["schema"]
    schema = described_calls["components"]["schemas"][body["$ref"].rpartition("/")[2]] if "$ref" in body else body
    wanted = {re.match(r"\w+", field).group() for field in quoted(row["request"])}  # type: ignore[union-attr]
    assert sorted(wanted - set(schema["properties"]) - {"bm25", "dense", "hybrid"}) == []


def test_an_error_is_a_problem_with_a_next_step(tmp_path: Path) -> None:
    from fastapi.testclient import TestClient

    from bedside.assembly import Assembly
    from bedside.services.chatbot import ROUTERS
    from bedside.services.web import service
    from bedside.settings import load

    app = service("chatbot", ROUTERS, assembly=lambda: Assembly(load({"BEDSIDE_HOME": str(tmp_path / "home")})))
    with TestClient(app, base_url="http://localhost") as client:
        problem = client.get("/answers/no-such-answer")
    assert problem.status_code == 404
    assert problem.headers["content-type"].startswith("application/problem+json")
    assert {"type", "title", "status", "detail", "code", "next_step", "errors"} <= problem.json().keys()
