"""Garbage, at random but with a seed: no reader raises anything but its own refusal, and none takes long."""

import contextlib
import json
import random
import time
from collections.abc import Callable
from datetime import UTC

import pytest

from bedside.errors import InvalidInput
from bedside.messages import hl7v2
from bedside.messages.csv_hourly import read_hourly
from bedside.messages.csv_readings import parts_of_csv
from bedside.messages.fhir import Problem, read_bundle, read_single
from bedside.messages.found import Unread
from bedside.messages.mqtt import read_publication
from bedside.services.data_ingestion.mllp_frames import Frames
from conformance.cases import hl7_bytes, json_bytes, of
from cpu_time import cpu_s

ROUNDS = 3000
WITHIN_S = 20.0


def take_hl7(raw: bytes) -> None:
    received = hl7v2.read(raw, UTC)
    parts = [*received.found, *received.movements]
    faults = [hl7v2.fault_of(part) for part in parts if isinstance(part, Unread)]
    code = hl7v2.REJECTED if received.refused else hl7v2.ERROR
    hl7v2.acknowledge(received.header, code, [*faults, *([received.refused] if received.refused else [])], 0)


def take_fhir(raw: bytes) -> None:
    read_single(raw, raw[:40].decode("latin-1"))
    read = read_bundle(raw)
    assert isinstance(read, Problem) or read.entries is not None


def take_mqtt(raw: bytes) -> None:
    topic, _, payload = raw.partition(b"\n")
    read_publication(topic.decode("utf-8", "replace"), payload, 0)
    read_publication("ward/icu/7/spo2", raw, 0)
    read_publication("ward/icu/7/status", raw, 0)


def take_csv(raw: bytes) -> None:
    with contextlib.suppress(InvalidInput):
        list(parts_of_csv(raw))
    with contextlib.suppress(InvalidInput):
        list(read_hourly(raw.decode("utf-8", "replace").splitlines(keepends=True), 0))


def take_frames(raw: bytes) -> None:
    reading = Frames(200)
    for start in range(0, len(raw), 7):
        if any(not isinstance(one, bytes) for one in reading.feed(raw[start : start + 7])):
            return


SEEDS = {
    take_hl7: [hl7_bytes(case) for case in of("hl7v2")],
    take_fhir: [json_bytes(case["message"]) for case in of("fhir")],
    take_mqtt: [f"{case['topic']}\n{json.dumps(case['message'])}".encode() for case in of("mqtt")],
    take_csv: ["\n".join(case["message"]).encode() for case in of("csv")],
    take_frames: [b"\x0b" + hl7_bytes(case) + b"\x1c\r" for case in of("hl7v2")],
}
BITS = [b"|", b"^", b"~", b"&", b"\\", b"\r", b"\n", b'"', b'""', b"\x00", b"\xff", b"\x0b", b"\x1c", b"{", b"[",
        b"}", b"null", b"1e999", b"-0", b"NaN", b"\\X", b"\\u0000", b"\\ud800", b"9" * 30, b","]  # fmt: skip


def spoiled(message: bytes, dice: random.Random) -> bytes:
    for _ in range(dice.randrange(1, 8)):
        at, end = sorted(dice.randrange(len(message) + 1) for _ in range(2))
        kind = dice.randrange(4)
        added = (dice.choice(BITS), b"", dice.randbytes(dice.randrange(1, 9)), message[at:end])[kind]
        message = (message[:at] + added + message[end if kind == 1 else at :])[:50_000]
    return message


@pytest.mark.parametrize("take", SEEDS, ids=lambda take: take.__name__)
def test_no_reader_fails_on_garbage(take: Callable[[bytes], None]) -> None:
    dice = random.Random(f"garbage for {take.__name__}")
    started = time.thread_time()
    for _ in range(ROUNDS):
        message = (
            dice.randbytes(dice.randrange(300)) if dice.random() < 0.1 else spoiled(dice.choice(SEEDS[take]), dice)
        )
        take(message)
    assert time.thread_time() - started < WITHIN_S


NASTY = {
    take_hl7: [b"MSH|^~\\&|" + b"\\" * 200_000, b"MSH|^~\\&|||||||ORU^R01|1|P|2.5\rOBX|" + b"~^&" * 100_000],
    take_fhir: [b"[" * 500_000, b'{"component":' * 100_000, b'{"x":"' + b"\\u0000" * 100_000 + b'"}'],
    take_mqtt: [b"[" * 500_000, b"9" * 9_000, b"/" * 9_000],
    take_csv: [b'"' * 300_000, b"," * 300_000, b"patient,ICULOS\n" * 50_000],
    take_frames: [b"\x0b" * 100_000, b"\x1c" * 100_000, b"\x0b\x1c" * 50_000],
}


@pytest.mark.parametrize("take", NASTY, ids=lambda take: take.__name__)
def test_no_reader_takes_long_over_what_is_made_to_take_long(take: Callable[[bytes], None]) -> None:
    for message in NASTY[take]:
        assert cpu_s(lambda message=message: take(message), rounds=1) < 5
