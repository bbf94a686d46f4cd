"""What came of the numbered readings, told from the durable log alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bedside.adapters.log.sqlite import SqliteReadingLog
from faults.numbered import Ledger


@dataclass(frozen=True)
class Verdict:
    """How many acknowledged readings the log has lost, doubled, or holds out of a patient's order."""

    lost: int
    doubled: int
    reordered: int
    held: int

    @property
    def clean(self) -> bool:
        """Returns whether nothing went wrong."""
        return (self.lost, self.doubled, self.reordered) == (0, 0, 0)


def rows(log: SqliteReadingLog) -> Iterator[tuple[str, int]]:
    """Yields device and sequence of every reading in the log, in its order."""
    for shard in range(log.shards):
        after = 0
        while entries := log.read(shard, after, 512):
            for entry in entries:
                if entry.readings is not None:
                    devices = entry.readings.column("device_id").to_pylist()
                    yield from zip(devices, entry.readings.column("sequence").to_pylist(), strict=True)
            after = entries[-1].offset


def judge(home: Path, ledger: Ledger) -> Verdict:
    """Returns the verdict on what the log of a home holds against what was acknowledged."""
    log = SqliteReadingLog(f"sqlite:///{home}/readings.sqlite")
    try:
        seen: dict[str, set[int]] = {}
        newest: dict[str, int] = {}
        doubled = reordered = held = 0
        for device, sequence in rows(log):
            held += 1
            own = seen.setdefault(device, set())
            doubled += sequence in own
            reordered += sequence < newest.get(device, -1)
            own.add(sequence)
            newest[device] = max(newest.get(device, -1), sequence)
    finally:
        log.close()
    lost = sum(len(set(range(count)) - seen.get(device, set())) for device, count in ledger.acknowledged.items())
    return Verdict(lost, doubled, reordered, held)
