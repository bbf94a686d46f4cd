"""Each hazard has its cause, its control and a test that exists, or says that it is in work."""

import re

import pytest

from architecture.tables import quoted, rows
from architecture.tree import ROOT

ROWS = list(rows("docs/hazards.md"))


def test_hazards_are_numbered_once_each() -> None:
    numbers = [row["hazard"].split()[0] for row in ROWS]
    assert numbers == [f"H{number}" for number in range(1, len(ROWS) + 1)]


@pytest.mark.parametrize("row", ROWS, ids=[row["hazard"].split()[0] for row in ROWS])
def test_a_hazard_names_cause_control_and_test(row: dict[str, str]) -> None:
    assert all(row[column] for column in ("hazard", "cause", "control", "test"))
    named = quoted(row["test"])
    assert named or row["test"] == "in work"
    for name in named:
        path, _, function = name.partition("::")
        assert (ROOT / path).is_file(), f"{name} is not there"
        if function:
            assert re.search(rf"def {function}\b", (ROOT / path).read_text()), f"{name} is not there"


@pytest.mark.parametrize("page", ["README.md", "docs/hazards.md"])
def test_the_pages_say_that_numbers_and_first_aid_are_unchecked(page: str) -> None:
    text = " ".join((ROOT / page).read_text(encoding="utf-8").split())
    for said in ("emergency numbers", "first-aid lines", "general knowledge", "whoever operates it", "BEDSIDE_LOCALE"):
        assert said in text, said
