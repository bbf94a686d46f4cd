"""Where in the log a time stands."""

from bedside.ports import ReadingLog


def offset_before(log: ReadingLog, shard: int, at_ms: int) -> int:
    """Returns an offset behind which are the rows from that time on, found by halving."""
    low, high = 0, log.end(shard)
    while low < high:
        middle = (low + high) // 2
        if time_behind(log, shard, middle) < at_ms:
            low = middle + 1
        else:
            high = middle
    return max(0, low - 1)


def time_behind(log: ReadingLog, shard: int, after: int) -> int:
    """Returns the time of the first row behind an offset, 0 where there is none."""
    found = log.read(shard, max(0, after), 1)
    return found[0].at_ms if found else 0
