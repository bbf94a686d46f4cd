"""An Arrow body is read whole or refused: no damage to it ends the process or fills the memory."""

import random
from collections.abc import Callable

import pyarrow as pa
import pytest

from bedside.errors import InvalidInput, TooLarge
from bedside.messages.arrow_streams import stream_of
from bedside.services import arrow_bodies
from bedside.services.arrow_bodies import batch_of

BATCH = pa.record_batch(
    {
        "patient_id": pa.array(["p-1", "größe", None] * 20),
        "signal": pa.array(["heart_rate", "spo2", None] * 20).dictionary_encode(),
        "value": pa.array([72.0, None, 97.5] * 20),
    }
)


def written(batch: pa.RecordBatch, **options: str) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema, options=pa.ipc.IpcWriteOptions(**options)) as stream:
        stream.write_batch(batch)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def test_a_stream_comes_back_as_it_was_written() -> None:
    assert batch_of(stream_of(BATCH)).equals(BATCH)
    assert batch_of(stream_of(BATCH.slice(0, 0))).num_rows == 0


def test_batches_with_dictionaries_of_their_own_become_one() -> None:
    sink = pa.BufferOutputStream()
    parts = [pa.record_batch({"signal": pa.array(names).dictionary_encode()}) for names in (["a", "b"], ["c", "a"])]
    options = pa.ipc.IpcWriteOptions(emit_dictionary_deltas=False)
    with pa.ipc.new_stream(sink, parts[0].schema, options=options) as stream:
        for part in parts:
            stream.write_batch(part)
    assert batch_of(sink.getvalue().to_pybytes()).column("signal").to_pylist() == ["a", "b", "c", "a"]


@pytest.mark.parametrize("compression", ["lz4", "zstd"])
def test_what_could_grow_when_it_is_unpacked_is_refused(compression: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        batch_of(written(BATCH, compression=compression))
    assert refusal.value.code == "compressed_arrow"


def test_a_compressed_dictionary_alone_is_refused_too(monkeypatch: pytest.MonkeyPatch) -> None:
    body = written(pa.record_batch({"signal": pa.array(["a" * 500] * 9).dictionary_encode()}), compression="zstd")
    monkeypatch.setattr(arrow_bodies, "_RECORD_BATCH", -1)
    with pytest.raises(InvalidInput):
        batch_of(body)


def test_more_rows_than_may_be_are_too_large() -> None:
    with pytest.raises(TooLarge):
        batch_of(stream_of(BATCH), most_rows=59)
    assert batch_of(stream_of(BATCH), most_rows=60).num_rows == 60


def flipped(body: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(body)
    for _ in range(chance.randint(1, 4)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def cut(body: bytes, chance: random.Random) -> bytes:
    return body[: chance.randrange(len(body))]


def scrambled(body: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(body))
    return body[:at] + chance.randbytes(40) + body[at:]


@pytest.mark.parametrize("damage", [flipped, cut, scrambled])
def test_no_damage_gets_further_than_a_refusal(damage: Callable[[bytes, random.Random], bytes]) -> None:
    chance, body, outcomes = random.Random(5), stream_of(BATCH), set()
    for _ in range(700):
        try:
            batch_of(damage(body, chance)).to_pylist()
            outcomes.add("read")
        except InvalidInput as refusal:
            outcomes.add(refusal.code)
    assert "broken_arrow" in outcomes
    assert outcomes <= {"read", "broken_arrow", "compressed_arrow", "too_large"}


def test_a_batch_whose_offsets_lead_outside_is_refused() -> None:
    body = stream_of(pa.record_batch({"patient_id": pa.array(["abc", "de"])}))
    offsets = b"".join(n.to_bytes(4, "little") for n in (0, 3, 5))
    assert body.count(offsets) == 1
    with pytest.raises(InvalidInput) as refusal:
        batch_of(body.replace(offsets, offsets[:8] + b"\xff\xff\xff\x0f"))
    assert refusal.value.code == "broken_arrow"


def test_a_dictionary_that_is_no_utf_8_is_refused() -> None:
    body = stream_of(pa.record_batch({"signal": pa.array(["marker"]).dictionary_encode()}))
    with pytest.raises(InvalidInput):
        batch_of(body.replace(b"marker", b"\xffarker"))
