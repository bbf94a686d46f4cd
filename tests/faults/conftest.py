"""Fault tests that were not yet seen green often enough on a busy machine run by `make faults` alone.

A test that fails now and then for want of a quiet machine teaches people to look away from red; each goes back into
`make test` once it holds. FAULTS=short runs them in their short form.
"""

import os

import pytest

UNSETTLED = (
    "test_alert_storm",
    "test_clock_jumps",
    "test_ingestion_killed_while_watched",
    "test_preprocessing_down",
    "test_rewound_and_repeated",
    "test_scorer_killed",
    "test_soak",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leaves them out unless FAULTS asks for them."""
    if os.environ.get("FAULTS"):
        return
    for item in items:
        if item.path.stem in UNSETTLED:
            item.add_marker(pytest.mark.skip(reason="not settled on a busy machine: FAULTS=short or `make faults`"))
