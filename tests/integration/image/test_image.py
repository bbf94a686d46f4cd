"""The image that `make image` builds, run as each compose file says: it answers, loads, stops, or says what is missing.

Skipped where that image is not in buildah's storage, or these tests do not run as root: they never build it.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from architecture.tree import ROOT
from integration.image.confined import Confined, Image, confined, unpacked
from service.waiting import eventually

pytestmark = pytest.mark.slow
NAME = "localhost/bedside:local"
CALL = """
import sys, urllib.request as u
body = sys.argv[2].encode() if len(sys.argv) > 2 else None
asked = u.Request("http://127.0.0.1:8400" + sys.argv[1], body, {"Content-Type": "application/json"})
print(u.urlopen(asked, timeout=30).read().decode())
"""


def _missing() -> str:
    needed = [tool for tool in ("buildah", "unshare", "nsenter", "ip") if not shutil.which(tool)]
    if needed or os.geteuid():
        return f"the image is run by root with {', '.join(needed or ['buildah'])}"
    known = subprocess.run(["buildah", "inspect", "--type", "image", NAME], capture_output=True, check=False)
    return f"{NAME} is not built: make image" if known.returncode else ""


@pytest.fixture(scope="module")
def image() -> Iterator[Image]:
    if reason := _missing():
        pytest.skip(reason)
    yield from unpacked(NAME)


@pytest.fixture
def state(image: Image, tmp_path: Path) -> Path:
    folder = tmp_path / "state"
    folder.mkdir()
    os.chown(folder, *map(int, image.ids))
    tmp_path.chmod(0o755)
    return folder


def services(path: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / path).read_text())["services"]
    return found


@pytest.fixture
def whole(image: Image, state: Path) -> Confined:
    return confined(image, services("compose.yaml")["bedside"], {"state": state})


def test_it_is_run_by_a_plain_user_and_writes_nothing_but_its_state(whole: Confined, tmp_path: Path) -> None:
    probe = "import os; print(os.getuid(), [os.access(p, os.W_OK) for p in ('/', '/opt/bedside', '.', '/tmp')])"
    ended = replace(whole, entrypoint=["python3", "-c"]).ended(tmp_path / "log", [probe])
    assert ended == (0, "10001 [False, False, True, True]\n")


def test_it_answers_is_healthy_and_stops_when_told(whole: Confined, image: Image, tmp_path: Path) -> None:
    kind, *health = image.config["Healthcheck"]["Test"]
    assert (kind, image.config["StopSignal"], image.config["Volumes"]) == ("CMD", "SIGTERM", {"/var/lib/bedside": {}})
    with whole.started(tmp_path / "log") as running:
        eventually(lambda: running.pid)
        assert running.execute(*health).returncode != 0
        eventually(lambda: running.execute("python3", "-c", CALL, "/readyz").returncode == 0, 60)
        assert running.execute(*health).returncode == 0
        assert json.loads(running.execute("python3", "-c", CALL, "/healthz").stdout)["status"] == "ok"
        asked = running.execute("python3", "-c", CALL, "/chat", json.dumps({"message": "What is asthma?"}))
        assert json.loads(asked.stdout)["outcome"] == "answered", asked.stderr
        assert running.execute("bedside", "ask", "he is not breathing", "--json").returncode == 0
        assert running.stop(within_s=20) == 0
    assert "rror" not in (tmp_path / "log").read_text()


@pytest.mark.parametrize("source", ["", "ward.md"])
def test_the_etl_loads_a_library_without_a_network(image: Image, state: Path, tmp_path: Path, source: str) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    (folder / "ward.md").write_text("# Zebra fever\n\nZebra fever is an invented fever of stripes.\n")
    service = services("docker/docker-compose-etl.yaml")["library-etl"]
    volumes = {"state": state, "${FOLDER:?set FOLDER to the folder that holds the library}": folder}
    etl = confined(image, service, volumes, SOURCE=source)
    code, said = etl.ended(tmp_path / "log")
    assert code == 0, said
    code, said = etl.ended(tmp_path / "log", ["ask", "What is zebra fever?", "--json"])
    assert "invented fever of stripes" in said


@pytest.mark.parametrize("file", ["docker-compose-dashboard.yaml", "docker-compose-retraining-etl.yaml"])
def test_what_is_not_built_yet_ends_with_an_error_in_the_image_too(
    image: Image, state: Path, tmp_path: Path, file: str
) -> None:
    ((_, service),) = services(f"docker/{file}").items()
    given_up = {"cap_drop": ["ALL"], "security_opt": ["no-new-privileges:true"]}
    code, said = confined(image, service | given_up, {"state": state}).ended(tmp_path / "log")
    assert (code, "No such command" in said) == (2, True), said
