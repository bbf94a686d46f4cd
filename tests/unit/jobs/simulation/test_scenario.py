"""A scenario as it is written on the command line."""

import pytest

from bedside.errors import InvalidInput
from bedside.jobs.simulation.deteriorations import Deterioration
from bedside.jobs.simulation.scenario import scenario


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("sepsis:3:30", Deterioration("sepsis", 3, 1800.0)),
        ("sepsis:3:30m", Deterioration("sepsis", 3, 1800.0)),
        ("bleeding:12:90s:60", Deterioration("bleeding", 12, 90.0, 60.0)),
        ("respiratory_failure:1:1.5h:0.5", Deterioration("respiratory_failure", 1, 5400.0, 0.5)),
    ],
)
def test_it_is_read(written: str, meant: Deterioration) -> None:
    assert scenario(written) == meant


@pytest.mark.parametrize(
    "written", ["", "sepsis", "sepsis:3", "sepsis:x:3", "sepsis:3:1.2.3", "sepsis:3:30d", "a:b:c:d:e"]
)
def test_what_is_none_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(InvalidInput, match="written") as refused:
        scenario(written)
    assert "sepsis:3:30m" in refused.value.next_step


def test_an_unknown_name_is_refused_with_those_there_are() -> None:
    with pytest.raises(InvalidInput) as refused:
        scenario("flu:3:30m")
    assert "arrhythmia" in refused.value.next_step
