"""What was done is done again: a consumer rewound to zero, and the same readings three times, tell nothing new."""

import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx2
import numpy as np
import pytest

from bedside.adapters.history.parquet import ParquetHistory
from bedside.adapters.objects.folder import FolderObjectStore
from faults.monitors import Monitors, Readings, post
from faults.reporting import report
from faults.told import alerts, clinical, differences, end_of_log, notices, rewind, wait_until_done
from faults.watching import Watched, monitors

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
TIMES = 3


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    """Gives a ward that was watched for a while, and stands still now."""
    watched = Watched(tmp_path_factory.mktemp("rewound") / "home")
    watched.run(monitors(12))
    return watched


def test_a_rewound_scorer_tells_nothing_new(watched: Watched) -> None:
    before, told = alerts(watched.home), notices(watched.home)
    rewind(watched.home, "scorer")
    watched.scorer.start()
    try:
        wait_until_done(watched.home)
    finally:
        watched.scorer.stop()
    wrong = differences(alerts(watched.home), before)
    report("scorer rewound", alerts=len(before), differences=len(wrong), more_notices=len(notices(watched.home) - told))
    assert not wrong, "\n".join(wrong)
    assert notices(watched.home) == told
    assert len(before) > 20


def test_a_scorer_that_lost_its_snapshot_alone_tells_nothing_new(watched: Watched) -> None:
    before, told = alerts(watched.home), notices(watched.home)
    snapshot = watched.home / "objects" / "scorer" / "0"
    snapshot.unlink()
    watched.scorer.start()
    try:
        deadline = time.monotonic() + 60
        while not snapshot.exists():
            assert time.monotonic() < deadline, "no new snapshot"
            time.sleep(0.05)
    finally:
        watched.scorer.stop()
    assert differences(alerts(watched.home), before) == []
    assert notices(watched.home) == told


def kept(home: Path) -> Counter[str]:
    """Returns how often each reading is in the history, as it is read."""
    from pyarrow import fs

    objects = home / "objects"
    history = ParquetHistory(FolderObjectStore(objects), fs.SubTreeFileSystem(str(objects), fs.LocalFileSystem()))
    found: Counter[str] = Counter()
    until_ms = int((time.time() + 7 * 86_400) * 1000)
    for patient in range(200):
        table = history.table(f"ward-patient-{patient}", until_ms - 14 * 86_400_000, until_ms)
        places = zip(table["device_id"].to_pylist(), table["sequence"].to_pylist(), strict=True)
        found.update(f"{device} {sequence}" for device, sequence in places)
    return found


def remembered(watched: Watched) -> Counter[str]:
    """Lets the historian run until it has all that the log has; returns what is in the history then."""
    end = end_of_log(watched.home)
    watched.ingestion.start()
    try:
        watched.clock.set(pace=200.0)  # it writes once a batch spans a minute
        wait_until_done(watched.home, end, "history")
    finally:
        watched.clock.set(pace=0.0)
        watched.ingestion.stop()
    return kept(watched.home)


def sent(watched: Watched) -> Counter[str]:
    acknowledged = watched.ledger.acknowledged.items()
    return Counter(f"{device} {number}" for device, count in acknowledged for number in range(count))


def test_a_rewound_historian_keeps_each_reading_once(watched: Watched) -> None:
    once = remembered(watched)
    rewind(watched.home, "history")
    again = remembered(watched)
    report("historian rewound", readings=sum(once.values()), doubled=sum((again - once).values()))
    assert once == again == sent(watched)


def test_a_historian_that_writes_under_another_name_is_found(tmp_path: Path) -> None:
    watched = Watched(tmp_path / "home", of_ingestion="history_under_another_name")
    watched.run(monitors(4, devices=20, rate=400))
    assert remembered(watched) != sent(watched)


@pytest.fixture
def pipeline(tmp_path: Path) -> Iterator[list[Watched]]:
    """Gives two homes by a clock that the test moves, the first to be told once and the second three times."""
    both = [Watched(tmp_path / name, pace=0.0) for name in ("once", "thrice")]
    yield both
    for one in both:
        one.ingestion.stop()
        one.scorer.stop()


def three_times(count: int) -> np.ndarray:
    """Returns each place three times, shuffled, so that what comes for the first time still comes in order."""
    drawn = list(range(count)) * TIMES
    random.Random(5).shuffle(drawn)
    place: dict[int, int] = {}
    return np.array([place.setdefault(one, len(place)) for one in drawn])


def told(watched: Watched, readings: Readings, order: np.ndarray) -> None:
    """Sends the readings in an order, each time with the clock at the newest, and waits until all is scored."""
    watched.ingestion.start()
    watched.scorer.start()
    newest, stop = 0, threading.Event()
    with httpx2.Client(base_url=watched.ingestion.url, timeout=20.0, trust_env=False) as client:
        for start in range(0, len(order), 500):
            part = order[start : start + 500]
            newest = max(newest, int(readings.at_ms[part].max()))
            watched.clock.set(newest)
            assert post(client, readings.ipc(part), watched.ledger, stop), watched.ledger.failure
    watched.ingestion.stop()
    wait_until_done(watched.home)
    watched.scorer.stop()


def test_the_same_readings_three_times_shuffled_tell_the_same_as_once(pipeline: list[Watched]) -> None:
    once, thrice = pipeline
    ward = Monitors(int(time.time() * 1000), span_ms=271_000, step_ms=2000, devices=80)
    everything = ward.readings(range(ward.devices))
    count = 10_000
    told(once, everything, np.arange(count))
    told(thrice, everything, three_times(count))
    wrong = differences(clinical(thrice.home), clinical(once.home))
    report("three times shuffled", **thrice.ledger.statuses, alerts=len(clinical(once.home)), differences=len(wrong))
    assert thrice.ledger.statuses["accepted"] == once.ledger.statuses["accepted"] == count
    assert thrice.ledger.statuses["duplicate"] == 2 * count
    assert not wrong, "\n".join(wrong)
    assert len(clinical(once.home)) > 20
