"""What a package logs by itself keeps to the allowed fields too: where and what kind, never its message."""

import json
import logging
import sys
from contextlib import suppress
from pathlib import Path

import pytest
import structlog

from bedside.services import logs

MARKER = "quibblewort"


@pytest.fixture(autouse=True)
def as_before() -> object:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers = handlers
    root.setLevel(level)


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_a_packages_warning_is_a_line_of_allowed_fields_without_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("info")
    logging.getLogger("mcp.server.session").warning("unknown request %s", MARKER)
    (line,) = lines(capsys)
    assert set(line) <= logs.ALLOWED_FIELDS
    assert (line["logger"], line["level"]) == ("mcp.server.session", "warning")


def test_a_packages_exception_is_told_by_its_kind_alone(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("info")
    try:
        raise ValueError(MARKER)
    except ValueError:
        logging.getLogger("mcp.server.runner").exception("failed on %s", MARKER)
    written = capsys.readouterr().err
    assert json.loads(written)["error"] == "ValueError"
    assert MARKER not in written
    assert "Traceback" not in written


def test_what_a_package_tells_of_its_doings_is_not_logged(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("debug")
    logging.getLogger("mcp.server.lowlevel.server").info("processing %s", MARKER)
    logging.getLogger("httpx2").debug(MARKER)
    assert lines(capsys) == []


def test_the_mcp_package_sets_up_no_logging_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    from mcp.server import MCPServer

    logs.configure("info")
    logs.configure("info")
    MCPServer("bedside", log_level="DEBUG")
    logging.getLogger("mcp.server.session").error(MARKER)
    assert [line["logger"] for line in lines(capsys)] == ["mcp.server.session"]


def test_a_line_that_has_no_room_on_the_disk_fails_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    full = Path("/dev/full").open("w", buffering=1)  # noqa: SIM115 (closing it fails too)
    monkeypatch.setattr(sys, "stderr", full)
    logs.configure("info")
    structlog.get_logger().info("request")
    structlog.get_logger().info("request")
    monkeypatch.undo()
    with suppress(OSError):
        full.close()
