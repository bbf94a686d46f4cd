"""What an id is: every character seen, each letter in its one form, no blank at an end."""

import pytest

from bedside.core.vitals.ids import LONGEST_ID, id_is_sound, is_composed, is_seen


@pytest.mark.parametrize(
    "text", ["p1", "A/12", "p 1", "M\u00fcller-3", "12^3", "\u75c5\u623f1", "p'1", "x" * LONGEST_ID]
)
def test_what_can_be_seen_is_an_id(text: str) -> None:
    assert id_is_sound(text)


@pytest.mark.parametrize(
    "unseen",
    [
        0x00,
        0x0A,
        0x7F,
        0x85,
        0xA0,
        0xAD,
        0x034F,
        0x061C,
        0x115F,
        0x1160,
        0x17B4,
        0x180B,
        0x200B,
        0x200D,
        0x202E,
        0x2060,
        0x2800,
        0x3000,
        0x3164,
        0xE000,
        0xFE00,
        0xFE0F,
        0xFEFF,
        0xFFA0,
        0xFFFD,
        0x1D159,
        0x1D173,
        0x16FE4,
        0xE0041,
        0xE0100,
    ],
)
def test_what_cannot_be_seen_is_refused_wherever_it_stands(unseen: int) -> None:
    for text in (f"{chr(unseen)}p1", f"p{chr(unseen)}1", f"p1{chr(unseen)}"):
        assert not is_seen(text)
        assert not id_is_sound(text)


@pytest.mark.parametrize("text", ["", " ", " p1", "p1 ", "x" * (LONGEST_ID + 1)])
def test_nothing_a_blank_at_an_end_and_what_is_too_long_are_no_ids(text: str) -> None:
    assert not id_is_sound(text)


def test_a_letter_has_one_form() -> None:
    assert is_composed("M\u00fcller")
    assert is_seen("Mu\u0308ller")
    assert not is_composed("Mu\u0308ller")
    assert not id_is_sound("Mu\u0308ller")
    assert not id_is_sound("p\u212b")
