"""Tells apart who sends by one door: a source is the door, and behind a colon the gateway where one has named itself.

One that falls silent is told as gone, and its sensors are not told one by one; so each gateway should have a name of
its own. HL7 names its sender in each message (MSH-3). By HTTP nothing in a body does, and an address would take each
single device for a gateway, and a proxy's for all of them: a header names it.
"""

import re

from bedside.errors import InvalidInput

HEADER = "Bedside-Gateway"
GATEWAY = "The name of the gateway that sends, where it is not alone: its silence is then told as that of one gateway."
_NAME = re.compile(r"[A-Za-z0-9._-]{1,40}")


def source_of(door: str, gateway: str) -> str:
    """Returns what readings of a gateway are marked with, the door alone where it has no name.

    Raises InvalidInput for a name that is none: left out, its silence would never be told.
    """
    if not gateway:
        return door
    if not _NAME.fullmatch(gateway):
        raise InvalidInput(
            f"The header {HEADER} names no gateway; nothing was taken.",
            code="gateway_name",
            next_step="Name it by up to 40 letters, digits, dots, hyphens and underscores, or leave the header out.",
        )
    return f"{door}:{gateway}"


def door_of(source: str) -> str:
    """Returns the door that a source came by."""
    return source.partition(":")[0]
