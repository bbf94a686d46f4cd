from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from bedside.adapters.objects.folder import FolderObjectStore
from bedside.core.library.manifest import Input
from bedside.errors import Corrupt
from bedside.usecases.run_step import Made, Step, run_step, verified

SECONDS = count()


def clock():
    return datetime(2026, 5, 4, tzinfo=UTC) + timedelta(seconds=next(SECONDS))


@pytest.fixture
def objects(tmp_path):
    return FolderObjectStore(tmp_path)


class Counting:
    """A step that counts how often it is made, and may fail."""

    def __init__(self, objects):
        self.objects = objects
        self.made = 0
        self.fails = False

    def step(self, sha256="aa", **parameters):
        return Step("lib", "cut", (Input("source", sha256),), parameters, self.make, self.recall)

    def make(self, name):
        self.made += 1
        if self.fails:
            raise RuntimeError("planted")
        return Made("value", [(f"data/{name}/out.parquet", b"content", 3)], {"rows": 3}, "note")

    def recall(self, manifest):
        return verified(self.objects, manifest.output("out.parquet")).decode()

    def run(self, code_version="1.0", **change):
        return run_step(self.step(**change), self.objects, clock, code_version)


def test_a_step_writes_its_outputs_and_then_its_manifest(objects):
    done = Counting(objects).run(kind="a")
    assert (done.value, done.skipped, done.manifest.counts, done.manifest.note) == ("value", False, {"rows": 3}, "note")
    assert done.manifest.seconds == 1
    (output,) = done.manifest.outputs
    assert objects.get(output.key) == b"content"
    assert list(objects.keys("artifacts/")) == [f"artifacts/lib/{done.manifest.id}/manifest.json"]


def test_a_finished_step_is_recalled(objects):
    counting = Counting(objects)
    first, again = counting.run(), counting.run()
    assert counting.made == 1
    assert (again.skipped, again.value, again.manifest) == (True, "content", first.manifest)


def test_other_input_parameters_or_code_make_another_step(objects):
    counting = Counting(objects)
    ids = {
        counting.run(**change).manifest.id for change in ({}, {"sha256": "bb"}, {"kind": "b"}, {"code_version": "2"})
    }
    assert len(ids) == counting.made == 4


def test_a_step_that_failed_leaves_no_manifest_and_is_made_again(objects):
    counting = Counting(objects)
    counting.fails = True
    with pytest.raises(RuntimeError):
        counting.run()
    assert list(objects.keys("artifacts/")) == []
    counting.fails = False
    assert not counting.run().skipped


@pytest.mark.parametrize("damage", [b"other", None])
def test_a_step_whose_output_is_damaged_or_gone_is_made_again(objects, damage):
    counting = Counting(objects)
    key = counting.run().manifest.outputs[0].key
    if damage is None:
        objects.delete(key)
    else:
        objects.put(key, damage)
    assert not counting.run().skipped
    assert objects.get(key) == b"content"


def test_a_step_whose_manifest_is_damaged_is_made_again(objects):
    counting = Counting(objects)
    name = counting.run().manifest.id
    objects.put(f"artifacts/lib/{name}/manifest.json", b"{")
    assert not counting.run().skipped


def test_an_output_names_where_it_was_made_when_it_becomes_an_input(objects):
    done = Counting(objects).run()
    output = done.manifest.outputs[0]
    assert done.as_input("out.parquet") == Input(output.key, output.sha256, done.manifest.id)


def test_an_output_that_is_not_what_was_written_is_told_of(objects):
    output = Counting(objects).run().manifest.outputs[0]
    objects.put(output.key, b"other")
    with pytest.raises(Corrupt):
        verified(objects, output)
