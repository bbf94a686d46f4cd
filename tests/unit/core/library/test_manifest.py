from datetime import UTC, datetime, timedelta, timezone

import pytest

from bedside.core.library.manifest import Input, Manifest, Output, manifest_id
from bedside.errors import Corrupt

AT = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
MANIFEST = Manifest(
    id="cut-1",
    step="cut",
    inputs=(Input("source", "aa"), Input("other", "bb", "read-1")),
    outputs=(Output("data/x/passages.parquet", "cc", 7),),
    counts={"passages": 7},
    code_version="1.0",
    started_at=AT,
    finished_at=AT + timedelta(seconds=3),
    parameters={"cut": "a"},
    note="seven",
)


def test_a_manifest_survives_writing():
    assert Manifest.from_json(MANIFEST.to_json()) == MANIFEST
    assert MANIFEST.seconds == 3


def test_times_are_written_in_utc():
    east = Manifest(**{**fields(), "started_at": AT.astimezone(timezone(timedelta(hours=5)))})
    assert b'"started_at": "2026-05-04T10:00:00+00:00"' in east.to_json()


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"null", b"\xff", MANIFEST.to_json()[:-20]])
def test_a_damaged_manifest_is_told_of(content):
    with pytest.raises(Corrupt):
        Manifest.from_json(content)


def test_an_output_is_found_by_its_file_name():
    assert MANIFEST.output("passages.parquet").rows == 7
    with pytest.raises(Corrupt):
        MANIFEST.output("documents.parquet")


def test_equal_work_has_an_equal_id_whatever_its_inputs_are_called():
    one = manifest_id("cut", [Input("a", "1"), Input("b", "2")], {"k": "v"}, "1.0")
    assert one == manifest_id("cut", [Input("c", "2", "m"), Input("d", "1")], {"k": "v"}, "1.0")
    others = [
        manifest_id("read", [Input("a", "1"), Input("b", "2")], {"k": "v"}, "1.0"),
        manifest_id("cut", [Input("a", "1")], {"k": "v"}, "1.0"),
        manifest_id("cut", [Input("a", "1"), Input("b", "2")], {"k": "w"}, "1.0"),
        manifest_id("cut", [Input("a", "1"), Input("b", "2")], {"k": "v"}, "1.1"),
    ]
    assert len({one, *others}) == 5


def fields():
    return {name: getattr(MANIFEST, name) for name in Manifest.__slots__}
