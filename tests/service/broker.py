"""A real broker for tests, by the configuration that is shipped, at a free port and over a folder of its own."""

import getpass
import socket
import subprocess
import time
from pathlib import Path

from service.local_server import closed_port

SHIPPED = Path(__file__).resolve().parents[2] / "deploy" / "mosquitto" / "mosquitto.conf"


class Broker:
    """One Mosquitto; `stop` and `start` again keep what it holds for clients that are away."""

    def __init__(self, program: Path, folder: Path) -> None:
        self.port = closed_port()
        self._program = program
        self._process: subprocess.Popen[bytes] | None = None
        self._conf = folder / "mosquitto.conf"
        kept = folder / "kept"
        kept.mkdir(parents=True)
        text = SHIPPED.read_text()
        for shipped, ours in (
            ("listener 1883 127.0.0.1", f"listener {self.port} 127.0.0.1"),
            ("persistence_location /var/lib/mosquitto/", f"persistence_location {kept}/"),
        ):
            assert shipped in text
            text = text.replace(shipped, ours)
        self._conf.write_text(f"{text}\nuser {getpass.getuser()}\n")

    @property
    def url(self) -> str:
        return f"mqtt://127.0.0.1:{self.port}"

    def start(self) -> None:
        self._process = subprocess.Popen([str(self._program), "-c", str(self._conf)], stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 10
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            assert self._process.poll() is None, "the broker ended before it listened"
            assert time.monotonic() < deadline, "the broker does not listen"
            time.sleep(0.02)

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)
            self._process = None
