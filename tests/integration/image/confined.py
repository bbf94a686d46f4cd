"""Runs the image's commands as a container engine would: its user, environment and limits, in namespaces of their own.

No engine is needed, only root, buildah for the image's files, and util-linux. A service of a compose file brings
command, environment, volumes and what it gives up; the rest is the image's. Each run has a network of its own with a
loopback alone: stricter than compose's, and nobody reaches what listens on every address in it.
"""

import json
import os
import signal
import string
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ENTER = """
set -e
root=$1 writable=$2; shift 2
ip link set lo up
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
while [ "$1" != -- ]; do
    case $1 in
    tmpfs) mount -t tmpfs tmpfs "$root$3" ;;
    *) mkdir -p "$root$3"; mount --bind "$2" "$root$3"; [ "$1" = rw ] || mount -o remount,bind,ro "$root$3" ;;
    esac
    shift 3
done
shift
[ "$writable" = yes ] || mount -o remount,bind,ro "$root"
exec chroot "$root" "$@"
"""


@dataclass(frozen=True)
class Image:
    """An image unpacked at ``root``, and what it says about how it is run."""

    root: Path
    config: Mapping[str, Any]

    @property
    def ids(self) -> tuple[str, str]:
        """Returns the user it runs as and the user's group, as the engine looks it up."""
        users = (line.split(":") for line in (self.root / "etc/passwd").read_text().splitlines())
        return next((user[2], user[3]) for user in users if self.config["User"] in (user[0], user[2]))


@dataclass(frozen=True)
class Confined:
    """How a compose file's service is run: ``enter`` makes the namespaces, ``inside`` becomes the image's user."""

    enter: list[str]
    inside: list[str]
    entrypoint: list[str]
    arguments: list[str]

    @contextmanager
    def started(self, log: Path, arguments: Sequence[str] = ()) -> Iterator["Running"]:
        """Starts it, and gives it at once; it is killed on leaving where it has not ended."""
        command = [*self.enter, "--", *self.inside, *self.entrypoint, *(arguments or self.arguments)]
        with log.open("w") as written:
            process = subprocess.Popen(command, stdout=written, stderr=subprocess.STDOUT, text=True)
        running = Running(process, self.inside)
        try:
            yield running
        finally:
            if process.poll() is None:
                os.kill(running.pid or process.pid, signal.SIGKILL)
                process.wait(10)

    def ended(self, log: Path, arguments: Sequence[str] = ()) -> tuple[int, str]:
        """Runs it to its end; returns exit code and output."""
        with self.started(log, arguments) as running:
            return running.process.wait(120), log.read_text()


@dataclass(frozen=True)
class Running:
    """A started service."""

    process: subprocess.Popen[str]
    inside: list[str]

    @property
    def pid(self) -> int:
        """Returns its process, which is number 1 in the container; 0 while there is none."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return int(children[0]) if children else 0

    def execute(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Runs a command beside it, as `docker exec` does and as health checks are run."""
        enter = ["nsenter", f"--target={self.pid}", "--mount", "--net", "--pid", "--root", "--wd"]
        done = [*enter, *self.inside, *command]
        return subprocess.run(done, capture_output=True, text=True, check=False, timeout=60)

    def stop(self, within_s: float) -> int:
        """Sends SIGTERM as the engine does; returns the exit code. Raises TimeoutExpired where it does not end."""
        os.kill(self.pid, signal.SIGTERM)
        return self.process.wait(within_s)


def confined(image: Image, service: Mapping[str, Any], volumes: Mapping[str, Path], **variables: str) -> Confined:
    """Returns a compose file's service; ``volumes`` has the folder of each volume's source, as the file writes it."""
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    mounts = [part for path in service.get("tmpfs", []) for part in ("tmpfs", "-", path)]
    for volume in service.get("volumes", []):
        source, target = volume.removesuffix(":ro").rsplit(":", 1)
        mounts += ["ro" if volume.endswith(":ro") else "rw", str(volumes[source]), target]
    environment = [f"{name}={value}" for name, value in service.get("environment", {}).items()]
    user, group = image.ids
    given_up = ["--no-new-privs", "--bounding-set=-all", "--inh-caps=-all"]
    enter = ["unshare", "--mount", "--net", "--pid", "--fork", "sh", "-c", _ENTER, "sh"]
    inside = ["/usr/bin/setpriv", f"--reuid={user}", f"--regid={group}", "--init-groups", *given_up]
    inside += ["/usr/bin/env", "-i", f"--chdir={image.config['WorkingDir']}", "HOME=/nonexistent"]
    arguments = [string.Template(part.replace(":-}", "}")).substitute(variables) for part in service.get("command", [])]
    return Confined(
        [*enter, str(image.root), "no" if service.get("read_only") else "yes", *mounts],
        [*inside, *image.config["Env"], *environment],
        image.config["Entrypoint"],
        arguments or image.config["Cmd"],
    )


def unpacked(name: str) -> Iterator[Image]:
    """Yields an image of buildah's storage as files; they are taken away afterwards."""
    config = json.loads(_buildah("inspect", "--type", "image", name))["Docker"]["config"]
    container = _buildah("from", "--pull-never", name)
    try:
        yield Image(Path(_buildah("mount", container)), config)
    finally:
        _buildah("rm", container)


def _buildah(*arguments: str) -> str:
    return subprocess.run(["buildah", *arguments], capture_output=True, text=True, check=True).stdout.strip()
