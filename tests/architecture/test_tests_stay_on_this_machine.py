"""The suite's own guard: nothing beyond loopback."""

import socket

import pytest


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1"])
def test_a_connection_beyond_this_machine_is_refused(host: str) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as sock, pytest.raises(RuntimeError, match="may not connect"):
        sock.connect((host, 80))


def test_a_name_is_not_looked_up() -> None:
    with pytest.raises(RuntimeError, match="may not look up"):
        socket.create_connection(("example.org", 80))


def test_loopback_and_unix_sockets_work() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass
    first, second = socket.socketpair(socket.AF_UNIX)
    with first, second:
        first.sendall(b"x")
        assert second.recv(1) == b"x"
