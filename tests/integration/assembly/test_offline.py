"""BEDSIDE_OFFLINE=1 holds for the whole process: a planted connection of any package is refused, loopback works.

Each runs in a process of its own, since the guard stays for good and since tests have one of their own.
"""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

OPENED = """
    import socket, sys
    from bedside.assembly import Assembly
    from bedside.errors import OfflineRefused
    from bedside.settings import load
    Assembly(load({"BEDSIDE_HOME": sys.argv[1], "BEDSIDE_OFFLINE": sys.argv[2]}))
"""
# 192.0.2.0/24 is for documentation: nothing answers there, and a refused network is an OSError at once or after 0.2 s.
PLANTED = {
    "socket": "socket.create_connection(('192.0.2.1', 80), 0.2)",
    "IPv6": "socket.socket(socket.AF_INET6).connect(('2001:db8::1', 80))",
    "datagram": "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
    "name": "socket.getaddrinfo('rag.ward.example', 80)",
    "http": "__import__('httpx2').get('http://192.0.2.1/', timeout=0.2)",
    "urllib": "__import__('urllib.request').request.urlopen('http://ward.example/', timeout=0.2)",
    "asyncio": "__import__('asyncio').run(__import__('asyncio').open_connection('192.0.2.1', 80))",
    "thread": "__import__('concurrent.futures').futures.ThreadPoolExecutor(1).submit("
    "socket.create_connection, ('192.0.2.1', 80), 0.2).result()",
}


def run(home: Path, offline: str, steps: str) -> subprocess.CompletedProcess[str]:
    code = textwrap.dedent(OPENED) + textwrap.dedent(steps)
    given = [sys.executable, "-c", code, str(home), offline]
    return subprocess.run(given, env={"PATH": ""}, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("planted", PLANTED.values(), ids=PLANTED)
def test_a_planted_connection_is_refused_with_the_reason(tmp_path: Path, planted: str) -> None:
    steps = f"""
        try:
            {planted}
        except OfflineRefused as error:
            print(error.detail, "|", error.next_step)
    """
    ended = run(tmp_path, "1", steps)
    assert ended.returncode == 0, ended.stderr
    assert "BEDSIDE_OFFLINE=1" in ended.stdout
    assert "Unset BEDSIDE_OFFLINE" in ended.stdout


def test_this_machine_is_reached_all_the_same(tmp_path: Path) -> None:
    steps = """
        for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET, "localhost")):
            with socket.create_server((host, 0), family=family) as listener:
                with socket.create_connection((host, listener.getsockname()[1])) as here:
                    print(here.getpeername()[0])
    """
    assert run(tmp_path, "1", steps).stdout.split() == ["127.0.0.1"] * 2


def test_without_the_setting_nothing_is_refused_by_us(tmp_path: Path) -> None:
    steps = """
        try:
            socket.create_connection(("192.0.2.1", 80), 0.05)
        except OSError:
            print("tried")
    """
    assert run(tmp_path, "0", steps).stdout.split() == ["tried"]
