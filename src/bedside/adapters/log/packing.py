"""What a commit writes: the accepted readings of all who offered some, joined into few rows."""

import zlib
from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bedside.adapters.log.deduplication import digests_of
from bedside.adapters.log.rows import MOST_SOURCES, Row, joined, row_of
from bedside.ports.watch import Offered, Taken

_MOST_IN_A_ROW = 16_384

Item = Offered | int
"""Readings, or the time of a tick."""
_Offers = list[tuple[Offered, NDArray[np.uint8]]]


def rows_of(items: Sequence[Item], taken: Sequence[NDArray[np.uint8]], shards: int) -> Iterator[tuple[int, Row]]:
    """Yields each row to write with its shard, in the order offered; ``taken`` has an entry for each `Offered`."""
    results = iter(taken)
    for is_tick, together in groupby(items, lambda item: isinstance(item, int)):
        if is_tick:
            ticks = [item for item in together if isinstance(item, int)]
            yield from ((shard, Row(at_ms, 0, "", b"", None)) for at_ms in ticks for shard in range(shards))
        else:
            offers = [(item, next(results)) for item in together if isinstance(item, Offered)]
            for shard in range(shards):
                yield from ((shard, row) for row in _packed(_accepted(offers, shard, shards)))


def shard_of(patient_id: str, shards: int) -> int:
    """Returns the shard of a patient."""
    return zlib.crc32(patient_id.encode()) % shards


def shards_of(readings: pa.RecordBatch, shards: int) -> NDArray[np.int64]:
    """Returns the shard (n,) of each reading: always the same for one patient."""
    patients = readings.column("patient_id").dictionary_encode()
    each = [shard_of(patient, shards) for patient in patients.dictionary.to_pylist()]
    shard: NDArray[np.int64] = np.array(each, np.int64)[patients.indices.to_numpy()]
    return shard


def _accepted(offers: _Offers, shard: int, shards: int) -> Iterator[Offered]:
    for offer, taken in offers:
        mine = taken == Taken.ACCEPTED
        if shards > 1:
            mine &= shards_of(offer.readings, shards) == shard
        if mine.all():
            yield offer
        elif mine.any():
            rows = pa.array(np.flatnonzero(mine))
            as_told = None if offer.as_told is None else offer.as_told[mine]
            yield Offered(offer.readings.take(rows), offer.identities[mine], offer.contents[mine], as_told=as_told)


def _packed(offers: Iterator[Offered]) -> Iterator[Row]:
    held, size, sources = list[Offered](), 0, 0
    for offer in offers:
        named = len(offer.readings.column("source").dictionary)
        if held and (size + len(offer.identities) > _MOST_IN_A_ROW or sources + named > MOST_SOURCES):
            yield _row(held)
            held, size, sources = [], 0, 0
        held.append(offer)
        size += len(offer.identities)
        sources += named
    if held:
        yield _row(held)


def _row(offers: list[Offered]) -> Row:
    digests = [digests_of(offer, np.ones(len(offer.identities), bool)) for offer in offers]
    return row_of(
        joined([offer.readings for offer in offers]),
        np.concatenate([identities for identities, _ in digests]),
        np.concatenate([contents for _, contents in digests]),
    )
