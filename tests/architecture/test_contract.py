"""The written contract against what the services and the command line really offer, both ways."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from architecture.contract_fields import PAGE, calls, fields_of, stands, undescribed
from architecture.tables import quoted, rows

NOT_YET = {
    "POST /check_drift": "Learn",
}

COMMANDS_NOT_YET = {
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

    return {name for name, _ in _commands(typer.main.get_command(cli.commands()))}


def test_the_page_and_this_test_agree_on_what_is_not_built_yet() -> None:
    assert {call: part for call, part in _written_calls().items() if not stands(part)} == NOT_YET
    assert {name: part for name, part in _written_commands().items() if not stands(part)} == COMMANDS_NOT_YET


def test_every_call_of_the_contract_is_offered(offered_calls: set[str]) -> None:
    assert sorted(set(_written_calls()) - NOT_YET.keys() - offered_calls) == []


def test_no_call_is_offered_that_is_said_not_to_be_built(offered_calls: set[str]) -> None:
    assert sorted(NOT_YET.keys() & offered_calls) == []


def test_every_command_of_the_contract_is_offered(offered_commands: set[str]) -> None:
    assert sorted(set(_written_commands()) - COMMANDS_NOT_YET.keys() - offered_commands) == []


def test_no_command_is_offered_that_is_said_not_to_be_built(offered_commands: set[str]) -> None:
    assert sorted(COMMANDS_NOT_YET.keys() & offered_commands) == []


ASKED = [(row, named) for named, row in calls() if fields_of(row["request"])]


@pytest.mark.parametrize(("row", "named"), ASKED, ids=[", ".join(named) for _, named in ASKED])
def test_every_field_of_a_request_is_described(
    described_calls: dict[str, Any], row: dict[str, str], named: list[str]
) -> None:
    schemas: list[dict[str, Any]] = []
    for call in named:
        method, path = call.split(" ")
        item = next(item for name, item in described_calls["paths"].items() if _plain(name) == _plain(path))
        operation = item[method.lower()]
        body = operation.get("requestBody", {"content": {}})["content"].get("application/json", {"schema": {}})
        schemas += [
            body["schema"],
            {"properties": {one["name"]: one["schema"] for one in operation.get("parameters", ())}},
        ]
    known = described_calls["components"]["schemas"]
    assert sorted(undescribed(fields_of(row["request"]), schemas, known)) == []


def _commands(group: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{prefix}{name} ")
        else:
            yield prefix + name, command


def _written_options() -> Iterator[tuple[str, str]]:
    """Yields each command that stands with each option that the page names with it."""
    for row in rows(PAGE, "Command line"):
        if "eval" in row:
            text = quoted(row["eval"])[0]
            yield from (
                (f"eval {text.split(' ')[0]}", one) for one in (*re.findall(r"--[\w-]+", text), "--json", "--out")
            )
        elif stands(row["part"]):
            for text in quoted(row["command"]):
                name = re.split(r" (?=[A-Z\[-])", text)[0]
                yield from ((name, one) for one in (*re.findall(r"--[\w-]+", text), "--json"))


def test_every_option_of_a_command_is_taken() -> None:
    import typer

    from bedside import cli

    offered = {
        (name, option)
        for name, command in _commands(typer.main.get_command(cli.commands()))
        for parameter in command.params
        for option in parameter.opts
    }
    assert sorted(set(_written_options()) - offered) == []


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
