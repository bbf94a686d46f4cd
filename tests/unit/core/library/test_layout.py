import pytest

from bedside.core.library.layout import fold_layout


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("a \t b", "a b"),
        ("a\nb", "a b"),
        ("a\r\n\r\n\r\nb\rc", "a\n\nb c"),
        ("a\n  - b\n  * c", "a\n- b\n* c"),
        ("1. a\n2) b", "1. a\n2) b"),
        ("# a\nb", "# a\n\nb"),
        ("a\x0cb\u200b\x07", "a b"),
        ("e\u0301\u00a0x", "\u00e9 x"),
        ("  ", ""),
    ],
)
def test_layout_is_folded_and_structure_kept(text, folded):
    assert fold_layout(text) == folded


def test_folding_twice_changes_nothing():
    once = fold_layout("# T\nx\n\n\n - a\n - b\n c\x00\x01")
    assert fold_layout(once) == once
