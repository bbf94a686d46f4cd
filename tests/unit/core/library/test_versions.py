import pytest

from bedside.core.library.versions import Version, latest_by_library, read_tracker, version_name, write_tracker
from bedside.errors import Corrupt

VERSIONS = [
    Version(1, "starter", "artifacts/starter/v0001/manifest.json", "2026-05-04T10:00:00+00:00"),
    Version(2, "medquad", "artifacts/medquad/v0002/manifest.json", "2026-05-04T11:00:00+00:00"),
    Version(10_000, "starter", "artifacts/starter/v10000/manifest.json", "2026-05-05T10:00:00+00:00"),
]


def test_versions_survive_writing():
    assert read_tracker(write_tracker(VERSIONS)) == VERSIONS
    assert read_tracker(b"") == []


def test_a_number_takes_four_digits_or_more():
    assert [version_name(1), version_name(10_000)] == ["v0001", "v10000"]


def test_the_newest_version_of_each_library_holds():
    assert {name: v.number for name, v in latest_by_library(VERSIONS).items()} == {"starter": 10_000, "medquad": 2}


@pytest.mark.parametrize("content", [b"v0001 starter", b"first starter key time", b"\xff"])
def test_a_damaged_tracker_is_told_of(content):
    with pytest.raises(Corrupt):
        read_tracker(content)
