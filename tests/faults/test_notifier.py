"""A notifier killed around the provider's call, and providers that take a message and lose the answer.

Nothing stays undelivered; nothing goes out twice where the provider can be asked, elsewhere at most once for each
answer lost, under the same reference. ``FAULTS=long`` kills a hundred times instead of ten.
"""

from pathlib import Path

import pytest

from faults.amounts import LONG
from faults.notifier_lives import lives
from faults.reporting import report

KILLS = 100 if LONG else 10
pytestmark = [pytest.mark.slow, pytest.mark.timeout(1_200)]


def test_no_notice_is_lost_and_none_goes_out_twice_where_it_can_be_asked(tmp_path: Path) -> None:
    outcome = lives(tmp_path, KILLS, seed=4711)
    report(
        "notifier killed around the call",
        kills=KILLS,
        in_flight=outcome.in_flight,
        alerts=outcome.alerts,
        undelivered=sum(one.startswith("undelivered") for one in outcome.faults),
        faults=len(outcome.faults),
        answers_lost=outcome.answers_lost,
        lost_by_kill=outcome.lost_by_kill,
        twice=outcome.duplicates,
        beyond_lost=outcome.beyond_lost,
        twice_where_asked=outcome.duplicates_where_asked,
    )
    assert outcome.faults == []
    assert outcome.answers_lost > 0
    assert outcome.duplicates_where_asked == 0
    assert 0 < outcome.duplicates <= outcome.answers_lost
    assert outcome.in_flight >= KILLS // 2, "the kills met too few calls under way"


@pytest.mark.parametrize(
    ("fault", "seen"),
    [
        ("drops", ["undelivered"]),
        ("twice now and then", ["more often than it was begun", "more often than answers were lost"]),
        ("forgets that it sent", ["more often than answers were lost"]),
        ("forgets to ask", ["sent twice though it could be asked"]),
        ("new reference", ["another reference"]),
    ],
)
def test_a_planted_fault_is_seen(tmp_path: Path, fault: str, seen: list[str]) -> None:
    outcome = lives(tmp_path, 2, seed=11, fault=fault)
    assert [one for one in seen if not any(told.startswith(one) for told in outcome.faults)] == []
