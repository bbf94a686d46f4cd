"""What was done is done again: a consumer rewound to zero, and the same readings three times, tell nothing new."""

import random
import shutil
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from bedside.adapters.history.parquet import ParquetHistory
from bedside.adapters.objects.folder import FolderObjectStore
from faults.judging import judge
from faults.monitors import Monitors
from faults.processes import Process
from faults.reporting import report
from faults.told import alerts, clinical, differences, end_of_log, notices, rewind, wait_until_done
from faults.watching import Watched, monitors

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
TIMES = 3


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    """Gives a ward that was watched for a while, and stands still now."""
    watched = Watched(tmp_path_factory.mktemp("rewound") / "home")
    watched.run(monitors(8))
    return watched


def score(watched: Watched) -> None:
    """Lets the scorer run to the log's end: an ingestion that was started for the history has left ticks there."""
    watched.scorer.start()
    try:
        wait_until_done(watched.home)
    finally:
        watched.scorer.stop()


def test_a_rewound_scorer_tells_nothing_new(watched: Watched) -> None:
    score(watched)
    before, told = alerts(watched.home), notices(watched.home)
    rewind(watched.home, "scorer")
    score(watched)
    wrong = differences(alerts(watched.home), before)
    report("scorer rewound", alerts=len(before), differing=len(wrong), more_notices=len(notices(watched.home) - told))
    assert not wrong, "\n".join(wrong)
    assert notices(watched.home) == told
    assert len(before) > 20


def test_a_scorer_that_gives_other_ids_is_found(watched: Watched, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(watched.home, home)
    rewind(home, "scorer")
    scorer = Process("scorer", home, mutation="another_id_each_time")
    scorer.start()
    try:
        wait_until_done(home)
    finally:
        scorer.stop()
    assert differences(alerts(home), alerts(watched.home))


def test_a_scorer_that_lost_its_snapshot_alone_tells_nothing_new(watched: Watched) -> None:
    score(watched)
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


def three_times(count: int) -> np.ndarray:
    """Returns each place three times, shuffled, so that what comes for the first time still comes in order."""
    drawn = list(range(count)) * TIMES
    random.Random(5).shuffle(drawn)
    place: dict[int, int] = {}
    return np.array([place.setdefault(one, len(place)) for one in drawn])


def sent_both_ways(folder: Path, ward: Monitors, lasts_s: float, **planted: str) -> tuple[Watched, Watched]:
    """Sends readings once to one home, and three times shuffled to another, in which a fault may be planted."""
    once, thrice = Watched(folder / "once"), Watched(folder / "thrice", **planted)
    count = len(ward.readings(range(ward.devices)))
    with ThreadPoolExecutor(2) as both:
        runs = [
            both.submit(one.run_in_step, ward, order, lambda: None, len(order) / lasts_s)
            for one, order in ((once, np.arange(count)), (thrice, three_times(count)))
        ]
        for run in runs:
            run.result()
    return once, thrice


def test_the_same_readings_three_times_shuffled_tell_the_same_as_once(tmp_path: Path) -> None:
    ward = Monitors(int(time.time() * 1000), span_ms=50_000, step_ms=1000)
    once, thrice = sent_both_ways(tmp_path, ward, 7.0)
    expected, verdict = clinical(once.home), judge(thrice.home, thrice.ledger)
    wrong = differences(clinical(thrice.home), expected)
    report(
        "three times shuffled",
        **thrice.ledger.statuses,
        lost=verdict.lost,
        doubled=verdict.doubled,
        alerts=len(expected),
        differing=len(wrong),
    )
    assert thrice.ledger.statuses["accepted"] == once.ledger.statuses["accepted"] == 10_000
    assert thrice.ledger.statuses["duplicate"] == 2 * 10_000
    assert verdict.clean, verdict
    assert not wrong, "\n".join(wrong)
    assert len(expected) > 20


def test_readings_taken_again_and_alerts_told_otherwise_are_found(tmp_path: Path) -> None:
    ward = Monitors(int(time.time() * 1000), span_ms=50_000, step_ms=1000, devices=40)
    once, thrice = sent_both_ways(
        tmp_path, ward, 2.0, of_ingestion="forget_what_was_taken", mutation="another_id_each_time"
    )
    assert judge(thrice.home, thrice.ledger).doubled > 0
    assert differences(clinical(thrice.home), clinical(once.home))
