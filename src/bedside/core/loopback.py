"""Tells whether an address stays on this machine. Names are not looked up: a look-up is a connection of its own."""

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_loopback(url: str) -> bool:
    """Returns whether the URL's host is ``localhost`` or a loopback address.

    >>> is_loopback("http://127.0.0.1:8405"), is_loopback("http://rag.ward.example:8405")
    (True, False)
    """
    try:
        host = urlsplit(url).hostname or ""
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
