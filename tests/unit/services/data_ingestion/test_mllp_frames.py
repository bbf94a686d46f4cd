"""MLLP's frames: however the bytes come cut, the same messages come out."""

import random

import pytest

from bedside.services.data_ingestion.mllp_frames import MOST_NOISE, Broken, Frames


def frames(*chunks: bytes, most: int = 1000) -> list[bytes | Broken]:
    reading = Frames(most)
    return [found for chunk in chunks for found in reading.feed(chunk)]


def test_several_messages_come_in_one_piece() -> None:
    assert frames(b"\x0bone\x1c\r\x0btwo\x1c\r\x0bthree\x1c\r") == [b"one", b"two", b"three"]


def test_a_message_comes_byte_by_byte() -> None:
    assert frames(*(bytes([byte]) for byte in b"\x0bone\x1c\r\x0btwo\x1c\r")) == [b"one", b"two"]


@pytest.mark.parametrize("seed", range(20))
def test_however_the_stream_is_cut_the_messages_are_the_same(seed: int) -> None:
    dice = random.Random(seed)
    messages = [dice.randbytes(dice.randrange(1, 400)).translate(None, b"\x0b\x1c") for _ in range(20)]
    stream = b"".join(b"\x0b" + message + b"\x1c\r" for message in messages)
    cuts = sorted(dice.sample(range(len(stream)), 30))
    chunks = [stream[a:b] for a, b in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
    assert frames(*chunks) == messages


def test_the_carriage_return_may_be_missing_and_blank_lines_may_stand_between() -> None:
    assert frames(b"\r\n \x0bone\x1c\x0btwo\x1c\r\n\r\n\x0bthree\x1c") == [b"one", b"two", b"three"]


def test_a_start_within_a_message_begins_it_anew() -> None:
    assert frames(b"\x0bbroken o", b"ff\x0bwho", b"le\x1c\r") == [b"whole"]
    assert frames(b"\x0ba\x0bb\x0bc\x1c\r") == [b"c"]


@pytest.mark.parametrize("size", [1000, 1001])
def test_a_message_may_have_its_size_and_no_more(size: int) -> None:
    message = b"m" * size
    wanted: list[bytes | Broken] = [message if size == 1000 else Broken.OVERSIZE]
    assert frames(b"\x0b" + message + b"\x1c\r") == wanted


def test_a_message_that_never_ends_is_broken_off_and_its_beginning_kept() -> None:
    reading = Frames(1000)
    found = list(reading.feed(b"\x0bMSH" + b"x" * 100))
    for _ in range(12):
        found += reading.feed(b"y" * 100)
        if found:
            break
    assert found == [Broken.OVERSIZE]
    assert reading.head.startswith(b"MSHx")


def test_a_little_noise_is_passed_over_and_much_is_not() -> None:
    assert frames(b"noise\x0bone\x1c\r") == [b"one"]
    assert frames(b"n" * (MOST_NOISE + 1)) == [Broken.NOISE]
