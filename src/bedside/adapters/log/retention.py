"""What the log forgets: rows that are old, and the oldest where it has grown too large.

Age takes only what every known group has done. Size takes the oldest even so, since a full disk would take nothing any
more; what a group then missed is told. The newest row of a shard stays, for it carries the shard's offset on.
"""

import sqlite3

from bedside.adapters.log.sqlite_file import first_id

_AT_ONCE_BYTES = 4_000_000
_AT_ONCE_ROWS = 2000
_RESERVE = 0.9
"""Down to which part of the size the log is cut: so it is not cut again at once."""


def used_bytes(connection: sqlite3.Connection) -> int:
    """Returns how much of the file holds rows."""
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (free,) = connection.execute("PRAGMA freelist_count").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    return int((pages - free) * size)


def droppable(
    connection: sqlite3.Connection, shard: int, before_ms: int, done: int | None, excess: int
) -> tuple[int, int]:
    """Returns up to which offset a piece of a shard may go, 0 for nothing, and about how many bytes that frees.

    ``done`` is the offset all groups have done, None where there is no group; ``excess`` is what must go by size.
    """
    query = """SELECT id, at_ms, length(digests) + coalesce(length(body), 0) FROM rows
        WHERE id > ? AND id < (SELECT max(id) FROM rows WHERE id < ?) ORDER BY id LIMIT ?"""
    upto = freed = 0
    rows = connection.execute(query, (first_id(shard), first_id(shard + 1), _AT_ONCE_ROWS))
    for number, at_ms, size in rows:
        offset = number - first_id(shard)
        by_age = at_ms < before_ms and (done is None or offset <= done)
        if not by_age and freed >= excess:
            break
        upto, freed = offset, freed + size
        if freed >= _AT_ONCE_BYTES:
            break
    return upto, freed


def excess_bytes(used: int, limit: int) -> int:
    """Returns how much must go for the log to be within its limit for a while, 0 where it is."""
    return 0 if used <= limit else used - int(limit * _RESERVE)
