"""Whether a disk has no room left: SQLite tells some full disks as a failure to read or write."""

import shutil
from pathlib import Path

_NO_ROOM_BYTES = 4_000_000


def has_no_room(folder: Path) -> bool:
    """Returns whether hardly anything is free where the folder lies; False where that cannot be told."""
    try:
        return shutil.disk_usage(folder).free < _NO_ROOM_BYTES
    except OSError:
        return False
