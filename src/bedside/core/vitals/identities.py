"""What a reading sent again is known by: a key of bytes, and digests of it.

A key is made of the sender's event id; else of device, signal and sequence; else of the content. Each text in it has
its length before it, so that fields cannot run into one another, and each kind begins with a letter of its own. Numbers
are their eight bytes. `columns_keys` in `identity_columns` makes the same keys for whole columns; a test holds both
equal, since what one door took another must recognise.

Digests are BLAKE2b: two readings that nobody contrived have one 64-bit digest once in 10^19, and contriving them takes
2^32 attempts, which gains a sender nothing but to have its own reading quarantined.
"""

import struct
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

NAME_BYTES = 16
_KINDS = {b"e": "event", b"d": "device", b"c": "content"}
NONE = -1
"""Stands for the length of a text that is not there."""
NO_SEQUENCE = -1


def event_key(event_id: str) -> bytes:
    """Returns the key of the sender's own id."""
    return b"e" + event_id.encode("utf-8", "surrogatepass")


def device_key(device_id: str, signal: str, sequence: int) -> bytes:
    """Returns the key of what a device counts."""
    return b"d" + _text(device_id) + _text(signal) + str(sequence).encode()


def content_key(
    patient_id: str, device_id: str | None, signal: str, value: float | str, unit: str, observed_at: int
) -> bytes:
    """Returns the key of a reading that has no id: all of what it says, as it came."""
    said = b"t" + _text(value) if isinstance(value, str) else b"n" + struct.pack("<d", value)
    fields = _text(patient_id) + _text(device_id) + _text(signal)
    return b"c" + fields + said + _text(unit) + str(observed_at).encode()


def bed_key(
    source: str,
    ward: str,
    bed: str,
    ids: tuple[str | None, str | None, int | None],
    said: tuple[str, float | str, str, int],
) -> bytes:
    """Returns the key of what a bed's reading says, before it is known whose it is.

    ``ids`` are those of event and device, and the sequence; ``said`` are signal, value, unit and time.
    """
    event_id, device_id, sequence = ids
    place = _text(source) + _text(ward) + _text(bed)
    named_by = _text(event_id) + _text(None if sequence is None else str(sequence))
    return b"b" + place + named_by + content_key("", device_id, *said)


def said_key(fixed: tuple[int, bool, float, int, int | None], patient_id: str, device_id: str | None) -> bytes:
    """Returns the key of what a canonical reading says, whatever its id.

    ``fixed`` are the signal's place, whether told by AVPU, the value (of a coded one its place), time and sequence.
    """
    signal, avpu, value, observed_ms, sequence = fixed
    numbers = struct.pack("<bbdqq", signal, avpu, value, observed_ms, NO_SEQUENCE if sequence is None else sequence)
    return numbers + _text(patient_id) + _text(device_id)


def named(key: bytes) -> str:
    """Returns the id that is told and kept: the sender's own id in full, of any other key a digest.

    >>> named(event_key("e-1"))
    'event:e-1'
    """
    kind = _KINDS[key[:1]]
    said = key[1:].decode("utf-8", "surrogatepass") if kind == "event" else digest(key).hex()
    return f"{kind}:{said}"


def digests(keys: list[bytes]) -> bytes:
    """Returns the digest of each key, 16 bytes each, one behind the other."""
    return b"".join([blake2b(key, digest_size=NAME_BYTES).digest() for key in keys])


def short_digests(keys: list[bytes]) -> NDArray[np.uint64]:
    """Returns a 64-bit digest (n,) of each key."""
    return np.frombuffer(b"".join([blake2b(key, digest_size=8).digest() for key in keys]), "<u8").astype(np.uint64)


def digest(key: bytes) -> bytes:
    """Returns the digest of one key, 16 bytes."""
    return blake2b(key, digest_size=NAME_BYTES).digest()


def _text(text: str | None) -> bytes:
    if text is None:
        return struct.pack("<i", NONE)
    written = text.encode("utf-8", "surrogatepass")
    return struct.pack("<i", len(written)) + written
