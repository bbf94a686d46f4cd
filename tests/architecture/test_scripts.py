"""The scripts and container files: they parse, show before they act, and say what is not built."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from architecture.tree import ROOT

linux_alone = pytest.mark.skipif(sys.platform != "linux", reason="block_mount.sh is for Linux")
COMPOSE = [ROOT / "compose.yaml", *sorted((ROOT / "docker").glob("*.yaml"))]


def _run(script: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("BEDSIDE_")}
    return subprocess.run(
        [str(ROOT / "scripts" / script), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=plain | environment,
    )


@pytest.mark.parametrize(
    "script",
    [
        "run_etl.sh",
        "run_retraining_etl.sh",
        "block_mount.sh",
        "object_mount.sh",
        "system_packages.sh",
        "build_image.sh",
    ],
)
def test_a_script_explains_itself(script: str) -> None:
    done = _run(script, "--help")
    assert done.returncode == 0
    assert f"scripts/{script}" in done.stdout


def test_the_retraining_etl_says_that_it_is_not_built_and_fails() -> None:
    done = _run("run_retraining_etl.sh")
    assert done.returncode == 1
    assert "not built yet" in done.stderr


def test_the_etl_asks_for_a_source() -> None:
    done = _run("run_etl.sh")
    assert done.returncode == 2
    assert "BEDSIDE_MEDQUAD" in done.stderr


@linux_alone
def test_block_mount_shows_its_steps_and_changes_nothing(tmp_path: Path) -> None:
    image, folder = tmp_path / "state.img", tmp_path / "state"
    done = _run("block_mount.sh", str(image), str(folder), "--size", "64M")
    assert done.returncode == 0, done.stderr
    assert "would run: mount -o loop" in done.stdout
    assert list(tmp_path.iterdir()) == []


@linux_alone
def test_block_mount_never_formats_what_holds_something(tmp_path: Path) -> None:
    image = tmp_path / "precious.img"
    image.write_bytes(b"somebody's only copy")
    done = _run("block_mount.sh", str(image), str(tmp_path / "state"))
    assert done.returncode == 1
    assert "holds data" in done.stderr
    assert "mkfs" not in done.stdout


@linux_alone
def test_block_mount_does_not_hide_files(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    folder.mkdir()
    (folder / "records.sqlite").touch()
    done = _run("block_mount.sh", str(tmp_path / "x.img"), str(folder), "--size", "64M")
    assert done.returncode == 1
    assert "not empty" in done.stderr


@pytest.mark.parametrize(
    ("url", "reason"), [("", "is not set"), ("file:///srv/objects", "a folder already"), ("gs://b", "not an s3://")]
)
def test_object_mount_refuses_what_is_not_a_bucket(tmp_path: Path, url: str, reason: str) -> None:
    done = _run("object_mount.sh", str(tmp_path / "objects"), BEDSIDE_OBJECTS_URL=url)
    assert done.returncode == 1
    assert reason in done.stderr


def test_object_mount_keeps_credentials_off_the_command_line(tmp_path: Path) -> None:
    rclone = tmp_path / "rclone"
    rclone.write_text("#!/bin/sh\n")
    rclone.chmod(0o755)
    done = _run(
        "object_mount.sh",
        str(tmp_path / "objects"),
        "--dry-run",
        PATH=f"{tmp_path}:{os.environ['PATH']}",
        BEDSIDE_OBJECTS_URL="s3://bucket/prefix/",
        AWS_SECRET_ACCESS_KEY="not-to-be-seen",
    )
    assert done.returncode == 0, done.stderr
    assert "bedside:bucket/prefix " in done.stdout
    assert "--read-only" in done.stdout
    assert "not-to-be-seen" not in done.stdout + done.stderr


def test_the_notebook_is_one_and_its_cells_parse() -> None:
    notebook = json.loads((ROOT / "scripts" / "kvm_setup.ipynb").read_text())
    assert notebook["nbformat"] == 4
    assert len({cell["id"] for cell in notebook["cells"]}) == len(notebook["cells"])
    for cell in notebook["cells"]:
        assert cell["source"], cell["id"]
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            assert cell["source"][0] == "%%bash\n"
            subprocess.run(["bash", "-n"], input="".join(cell["source"][1:]), text=True, check=True)


@pytest.mark.parametrize("path", COMPOSE, ids=lambda path: path.name)
def test_a_compose_file_publishes_on_this_machine_alone(path: Path) -> None:
    compose = yaml.safe_load(path.read_text())
    assert compose["name"] == "bedside"
    for service in compose.get("services", {}).values():
        assert (path.parent / service["build"]["context"]).resolve() == ROOT
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))


@pytest.mark.parametrize("name", ["docker-compose-dashboard.yaml", "docker-compose-retraining-etl.yaml"])
def test_a_container_that_is_not_built_yet_does_not_start_by_itself(name: str) -> None:
    path = ROOT / "docker" / name
    assert "NOT BUILT YET" in path.read_text()
    services = yaml.safe_load(path.read_text())["services"].values()
    assert all(service["profiles"] == ["later"] for service in services)


def test_the_image_runs_as_a_plain_user_and_can_be_asked_how_it_is() -> None:
    text = (ROOT / "docker" / "Dockerfile").read_text()
    assert "\nUSER 10001" in text
    assert "\nHEALTHCHECK " in text
    assert "--require-hashes" in text
