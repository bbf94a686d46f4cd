import pytest

from bedside.core.library.source import SourceCounts, compare_counts

WHOLE = SourceCounts(100, 40)


@pytest.mark.parametrize(
    ("found", "says"),
    [
        (SourceCounts(100, 40), "whole"),
        (SourceCounts(99, 40), "part"),
        (SourceCounts(10, 10), "part"),
        (SourceCounts(100, 39), "MISMATCH"),
        (SourceCounts(101, 40), "MISMATCH"),
        (SourceCounts(99, 41), "MISMATCH"),
    ],
)
def test_counts_are_held_against_the_published_ones(found, says):
    assert says in compare_counts(found, WHOLE)


def test_counts_of_an_unknown_set_are_only_told():
    assert compare_counts(SourceCounts(47_441, 16_407), None) == "47,441 read, 16,407 with an answer"
