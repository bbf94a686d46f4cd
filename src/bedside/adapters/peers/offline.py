"""Offline mode for the whole process: every connection beyond this machine is refused, whoever is about to make it.

Python tells an audit hook of each connection and each look-up of a name before it is made, from whatever package; the
hook refuses those that are not loopback. It cannot be taken off again. Not seen are connections made by native code on
its own; none of the packages used makes any.
"""

import socket
import sys
from ipaddress import ip_address
from typing import Any

from bedside.errors import OfflineRefused

_CONNECTING = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
_LOOKING_UP = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"})
_closed = False


def refuse_connections() -> None:
    """Refuses from now on every connection beyond this machine with OfflineRefused."""
    global _closed  # noqa: PLW0603 (a hook stays for good: one is enough)
    if not _closed:
        _closed = True
        sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _CONNECTING:
        connection, address = arguments[:2]
        if connection.family in (socket.AF_INET, socket.AF_INET6) and address and not _is_here(address[0]):
            raise _refused(address[0])
    elif event in _LOOKING_UP and not _is_here(arguments[0]):
        raise _refused(arguments[0])


def _is_here(host: object) -> bool:
    """Returns whether a host is this machine; none at all is the machine's own side of a connection."""
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host or "")
    if name in ("", "localhost"):
        return True
    try:
        return ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _refused(host: object) -> OfflineRefused:
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)
    return OfflineRefused(f"a connection to {name} was about to be made while BEDSIDE_OFFLINE=1")
