"""What all tests share: no network beyond this machine, and skips that are never silent.

Ask for `needs_chromium`, `needs_mosquitto`, `needs_test_data` or `needs_medquad` as a fixture; each gives the path.
Where it is missing the test is skipped with the reason and the install line. Under CI=true a skip for what `make test`
could have installed fails.
"""

import ipaddress
import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

ROOT = Path(__file__).resolve().parents[1]


class NetworkRefused(RuntimeError):
    """A test reached beyond this machine. Not an OSError, which would look like a server that is down."""


def _is_local(host: object) -> bool:
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    if name is None or name in ("", "localhost"):
        return True
    try:
        address = ipaddress.ip_address(str(name).partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _guarded(call: Callable[..., Any]) -> Callable[..., Any]:
    def connect(self: socket.socket, *arguments: Any) -> Any:
        address = arguments[-1]
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_local(address[0]):
            raise NetworkRefused(f"a test may not connect to {address[0]}; use a local server")
        return call(self, *arguments)

    return connect


def _guarded_lookup(call: Callable[..., Any]) -> Callable[..., Any]:
    def lookup(host: Any, *arguments: Any, **named: Any) -> Any:
        if not _is_local(host):
            raise NetworkRefused(f"a test may not look up {host!r}; use 127.0.0.1")
        return call(host, *arguments, **named)

    return lookup


def pytest_configure() -> None:
    """Closes the network before anything is imported."""
    for name in ("connect", "connect_ex", "sendto"):
        setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
    for name in ("getaddrinfo", "gethostbyname"):
        setattr(socket, name, _guarded_lookup(getattr(socket, name)))


def _skip(reason: str, *, installable: bool) -> NoReturn:
    if installable and os.environ.get("CI") == "true":
        pytest.fail(f"{reason} (CI=true: `make test` should have brought it)", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def needs_chromium() -> Path:
    """Gives the browser that the page tests drive."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return Path(found)
    _skip("Chromium is missing: apt-get install --no-install-recommends chromium fonts-liberation", installable=True)


@pytest.fixture(scope="session")
def needs_mosquitto() -> Path:
    """Gives the broker that the MQTT tests run; Debian puts it where only root looks."""
    if found := shutil.which("mosquitto", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"):
        return Path(found)
    _skip("Mosquitto is missing: apt-get install --no-install-recommends mosquitto", installable=True)


@pytest.fixture(scope="session")
def needs_test_data() -> Path:
    """Gives the folder of test data, which is not part of the repository."""
    folder = os.environ.get("BEDSIDE_TEST_DATA")
    if folder and Path(folder).is_dir():
        return Path(folder)
    _skip("the test data are not here: set BEDSIDE_TEST_DATA to their folder", installable=False)


@pytest.fixture(scope="session")
def needs_medquad() -> Path:
    """Gives MedQuAD: what BEDSIDE_MEDQUAD names, else the archive among the test data."""
    named = os.environ.get("BEDSIDE_MEDQUAD")
    beside = Path(os.environ.get("BEDSIDE_TEST_DATA", "")) / "medquad-xml.tar.xz"
    for candidate in (Path(named) if named else None, beside):
        if candidate and candidate.exists():
            return candidate
    _skip("MedQuAD is not here: set BEDSIDE_MEDQUAD to its folder or archive", installable=False)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Lists what was skipped, by name."""
    skipped = terminalreporter.stats.get("skipped", [])
    if not skipped:
        return
    terminalreporter.section("skipped, by name")
    for report in sorted(skipped, key=lambda one: str(one.nodeid)):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        terminalreporter.line(f"{report.nodeid}: {reason.removeprefix('Skipped: ')}")
