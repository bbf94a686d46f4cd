"""What came of the numbered readings, told from the durable log alone."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
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
    of_devices: dict[str, frozenset[str]] = field(default_factory=dict)
    """Whose readings are lost, doubled and reordered, by what they are."""

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
        doubled, reordered, held = Counter[str](), Counter[str](), 0
        for device, sequence in rows(log):
            held += 1
            own = seen.setdefault(device, set())
            doubled[device] += sequence in own
            reordered[device] += sequence < newest.get(device, -1)
            own.add(sequence)
            newest[device] = max(newest.get(device, -1), sequence)
    finally:
        log.close()
    lost = {device: len(set(range(count)) - seen.get(device, set())) for device, count in ledger.acknowledged.items()}
    found = {"lost": lost, "doubled": doubled, "reordered": reordered}
    of_devices = {name: frozenset(one for one, count in by.items() if count) for name, by in found.items()}
    return Verdict(sum(lost.values()), doubled.total(), reordered.total(), held, of_devices)
