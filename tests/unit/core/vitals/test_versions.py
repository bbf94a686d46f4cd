"""Which version of a reading stands, in whichever order they come."""

import re
from dataclasses import replace
from itertools import permutations

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from bedside.core.vitals.ids import LONGEST_ID
from bedside.core.vitals.signals import SIGNALS
from bedside.core.vitals.stored_reading import StoredReading
from bedside.core.vitals.versions import CORRECTED, base_of, gives_way, marked, standing, version_id, version_of
from bedside.messages.readings import readings_of
from bedside.testing.contracts.reading_history import MINUTE, NOON, reading, table_of

FINAL = reading("urn:s|1#heart_rate", value=60.0)
PRELIMINARY = replace(FINAL, event_id=version_id("urn:s|1", "preliminary", None, 55) + "#heart_rate", value=55.0)
CORRECTION = replace(FINAL, event_id=version_id("urn:s|1", "corrected", NOON + 1, 150) + "#heart_rate", value=150.0)
AGAIN = replace(FINAL, event_id=version_id("urn:s|1", "corrected", NOON + 2, 160) + "#heart_rate", value=160.0)
WITHDRAWAL = replace(FINAL, event_id=version_id("urn:s|1", "withdrawn", None, 1) + "#heart_rate")
VERSIONS = (PRELIMINARY, FINAL, CORRECTION, AGAIN)


def arrived(*readings: StoredReading) -> list[StoredReading]:
    return [replace(one, received_at_ms=NOON + place) for place, one in enumerate(readings)]


def stands(*readings: StoredReading) -> list[float | str]:
    return [one.value for one in readings_of(standing(table_of(arrived(*readings))))]


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_the_newest_version_stands_whatever_order_they_come_in(count: int) -> None:
    for order in permutations(VERSIONS[:count]):
        assert stands(*order) == [VERSIONS[count - 1].value]


def test_of_what_was_withdrawn_nothing_stands_whatever_order_it_comes_in() -> None:
    for order in permutations((FINAL, AGAIN, WITHDRAWAL)):
        assert stands(*order) == []
    assert stands(WITHDRAWAL, replace(FINAL, event_id="urn:s|2#heart_rate")) == [60.0]


def test_a_version_that_is_known_gives_way_to_those_after_it_alone() -> None:
    for before, after in ((0, 1), (1, 2), (2, 3), (0, 3)):
        assert gives_way(VERSIONS[before], VERSIONS[after])
        assert not gives_way(VERSIONS[after], VERSIONS[before])
    assert not gives_way(FINAL, replace(FINAL, value=61.0))


def test_of_corrections_that_do_not_say_when_they_were_made_the_last_to_come_stands() -> None:
    first, second = (
        replace(FINAL, event_id=version_id("urn:s|1", "corrected", None, value) + "#heart_rate", value=float(value))
        for value in (70, 80)
    )
    assert stands(first, second, FINAL) == [80.0]
    assert stands(second, first) == [70.0]


@pytest.mark.parametrize(
    "other",
    [
        replace(FINAL, event_id="urn:s|2#heart_rate"),
        replace(FINAL, patient_id="p2"),
        replace(FINAL, event_id="urn:s|1#spo2", signal="spo2", unit="%"),
        replace(FINAL, observed_at_ms=NOON + MINUTE),
    ],
)
def test_what_is_another_reading_is_not_corrected(other: StoredReading) -> None:
    assert len(stands(other, CORRECTION)) == 2
    assert not gives_way(other, CORRECTION)


def test_without_ids_the_moment_device_and_door_say_what_is_corrected() -> None:
    nameless = [replace(FINAL, event_id=f"content:{digit * 32}", value=float(digit)) for digit in "7899"]
    correction = replace(CORRECTION, event_id=version_id("", "corrected", None, 71) + "#heart_rate")
    assert stands(*nameless[:2], correction) == [150.0]
    assert stands(correction, nameless[0]) == [150.0]
    for other in (
        replace(nameless[0], device_id="another"),
        replace(nameless[0], source="another"),
        replace(nameless[0], event_id="the sender's own"),
    ):
        assert len(stands(other, correction)) == 2


def test_final_ones_of_one_moment_without_ids_stand_beside_each_other_when_a_preliminary_one_goes() -> None:
    nameless = [replace(FINAL, event_id=f"content:{digit * 32}", value=float(digit)) for digit in "78"]
    preliminary = replace(FINAL, event_id=version_id("", "preliminary", None, 55) + "#heart_rate")
    assert stands(preliminary, *nameless) == [7.0, 8.0]


def test_an_id_made_of_the_longest_id_is_no_longer_than_an_id_may_be() -> None:
    longest = max((one.name for one in SIGNALS), key=len)
    base = base_of("x" * LONGEST_ID)
    made = version_id(base, "preliminary", 10**13 - 1, "said") + f"#{longest}"
    assert len(version_id(base_of("x" * 136), "preliminary", 10**13 - 1, "said") + f"#{longest}") <= LONGEST_ID
    assert version_of(made).base == f"{base}#{longest}"
    assert version_of(version_id(base, "corrected", 5, "said")) == type(version_of(""))(base, CORRECTED, 5)


def test_what_was_corrected_under_another_id_of_the_patient_gives_way_where_it_is_told_whose_all_are() -> None:
    table = table_of([FINAL, replace(CORRECTION, patient_id="p2")])
    assert table["patient_id"].to_pylist() == ["p1", "p2"]
    assert standing(table, "p1")["value"].to_pylist() == standing(table, "p2")["value"].to_pylist() == [150.0]
    assert len(standing(table)) == 2


TEXTS = ["", "a", "ü~corrected-1-0", "", "~", "b~withdrawn--0#spo2", "~~corrected-", "", "c~preliminary-x", "日本", ""]


@pytest.mark.parametrize("kinds", ["corrected", "withdrawn", "preliminary|corrected|withdrawn"])
def test_versions_are_found_wherever_they_stand_in_a_column(kinds: str) -> None:
    whole = pa.array(TEXTS)
    for start in range(len(TEXTS)):
        for column in (whole.slice(start), whole.slice(0, start), pa.chunked_array([whole.slice(start), whole])):
            expected = [place for place, text in enumerate(column.to_pylist()) if re.search(f"~({kinds})-", text)]
            assert marked(column, kinds) == marked(column.cast(pa.large_string()), kinds) == expected
    assert marked(pa.chunked_array([], pa.string()), kinds) == marked(pa.array([], pa.string()), kinds) == []


def test_the_expression_is_asked_of_those_with_the_mark_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, match = list[str](), pc.match_substring_regex

    def matched(texts: pa.Array, pattern: str) -> pa.Array:
        asked.extend(texts.to_pylist())
        return match(texts, pattern)

    monkeypatch.setattr(pc, "match_substring_regex", matched)
    column = [f"urn:gateway:icu|{number:09d}#heart_rate" for number in range(1000)]
    assert marked(pa.array(column), "corrected") == []
    assert asked == []
    assert marked(pa.array([*column, "a~corrected-x", "a~b"]), "corrected") == [1000]
    assert asked == ["a~corrected-x", "a~b"]


def test_an_id_that_only_looks_alike_is_final() -> None:
    for text in ("a~corrected", "a~corrected-#x", "content:~corrected-x", "~", "a~withdrawn--0123456789abcde#hr"):
        assert version_of(text).kind == 1
