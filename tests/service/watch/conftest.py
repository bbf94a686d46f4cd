"""What tests of telling share; a module that needs another service has a ``here`` of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.watch.scored_bed import ScoredBed, scored_bed


@pytest.fixture
def here(tmp_path: Path) -> Iterator[ScoredBed]:
    with scored_bed(tmp_path) as made:
        yield made
