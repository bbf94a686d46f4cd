"""Two ids become one person (A40) while an alert is open: from the HL7 message to what is sent, with real parts."""

from datetime import UTC, datetime

import pytest

from bedside.assembly.notifying import now_ms
from bedside.ports import Patient
from bedside.usecases.score_batch import GROUP
from service.watch.scored_bed import NEWS_7, NEWS_10, WELL, ScoredBed


def merge(here: ScoredBed, given_up: str = "p1", remains: str = "p2") -> None:
    """Takes the message in as the MLLP door does, and lets the scorer see what became of the patients."""
    at = datetime.fromtimestamp(here.clock.ms / 1000, UTC).strftime("%Y%m%d%H%M%S+0000")
    lines = [
        f"MSH|^~\\&|ADT|H|BEDSIDE|H|{at}||ADT^A40^ADT_A39|{given_up}-{remains}|P|2.5.1",
        f"EVN|A40|{at}",
        f"PID|1||{remains}^^^H^MR||X^Y",
        f"MRG|{given_up}^^^H^MR",
    ]
    (answer,) = here.parts.hl7_messages.take("\r".join(lines).encode())
    assert b"MSA|AA" in answer
    here.work()


def news2_of(here: ScoredBed, patient_id: str) -> list[tuple[object, object]]:
    return [(one["state"], one["acknowledged_by"]) for one in here.alerts(patient_id)]


@pytest.mark.parametrize("restarts", [False, True])
@pytest.mark.parametrize("sender", ["p1", "p2"])
def test_an_alert_goes_over_with_who_saw_it_and_nobody_is_paged_anew(
    here: ScoredBed, sender: str, restarts: bool
) -> None:
    """Whether the monitor still sends the old id or the new one, and whether the scorer is killed in between."""
    here.measured(NEWS_7)
    here.acknowledge()
    merge(here)
    assert (news2_of(here, "p1"), news2_of(here, "p2")) == ([], [("acknowledged", "nurse")])
    for _ in range(3):
        here.measured(NEWS_7, patient_id=sender)
        if restarts:
            here.restarts()
    assert news2_of(here, "p2") == [("acknowledged", "nurse")]
    assert here.sent() == ["opened"]


def test_what_nobody_saw_stays_open_and_goes_on_up_its_ladder(here: ScoredBed) -> None:
    here.measured(NEWS_7)
    merge(here)
    here.measured(NEWS_7, patient_id="p2")
    assert news2_of(here, "p2") == [("open", None)]
    assert here.sent().count("opened") == 1


def test_a_score_that_is_worse_under_the_new_id_is_told_as_worse(here: ScoredBed) -> None:
    here.measured(NEWS_7)
    here.acknowledge()
    merge(here)
    here.measured(NEWS_10, patient_id="p2")
    here.measured(NEWS_10, patient_id="p2")
    assert news2_of(here, "p2") == [("open", None)]
    assert here.sent() == ["opened", "worsened"]


def test_it_is_over_where_the_new_id_is_well(here: ScoredBed) -> None:
    here.measured(NEWS_7)
    here.acknowledge()
    merge(here)
    here.measured(WELL, patient_id="p2")
    assert news2_of(here, "p2") == [("acknowledged", "nurse")]
    here.passes(36 * 60)
    assert news2_of(here, "p2") == [("closed", "nurse")]


def test_it_closes_under_the_new_id_once_the_patient_is_better(here: ScoredBed) -> None:
    here.measured(NEWS_7)
    merge(here)
    here.measured(NEWS_7, patient_id="p2")
    for _ in range(40):
        here.measured(WELL, patient_id="p2")
    assert [state for state, _ in news2_of(here, "p2")] == ["closed"]


def test_an_alert_that_both_ids_have_stays_once(here: ScoredBed) -> None:
    here.parts.patients.put(Patient(patient_id="p2", ward="A", bed="2"), now_ms())
    here.measured(NEWS_7)
    here.measured(NEWS_7, patient_id="p2")
    merge(here)
    assert sorted(state for state, _ in news2_of(here, "p2")) == ["closed", "open"]


def test_a_patient_who_leaves_after_the_merge_takes_the_alert_along(here: ScoredBed) -> None:
    here.measured(NEWS_7)
    merge(here)
    gone = {"is_present": False}
    here.parts.patients.edit("p2", lambda was: Patient(patient_id=was.patient_id, **gone), now_ms())
    here.passes(2)
    assert [state for state, _ in news2_of(here, "p2")] == ["closed"]


def test_a_person_who_is_merged_twice_is_told_of_once(here: ScoredBed) -> None:
    here.measured(NEWS_7)
    here.acknowledge()
    merge(here)
    merge(here, "p2", "p3")
    here.measured(NEWS_7, patient_id="p3")
    here.measured(NEWS_7, patient_id="p1")
    assert news2_of(here, "p3") == [("acknowledged", "nurse")]
    assert here.sent() == ["opened"]


def test_an_alert_that_opens_in_the_moment_of_the_merge_is_of_the_id_that_remains(
    here: ScoredBed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The scorer has not heard of the merge when it raises it, and the alerts there were have gone over already."""
    here.passes(5)
    with monkeypatch.context() as patched:
        patched.setattr(here.parts.patients, "changes", lambda after: (after, []))
        merge(here)
        here.measured(NEWS_7)
        assert (news2_of(here, "p1"), news2_of(here, "p2")) == ([], [("open", None)])
    here.measured(NEWS_7)
    assert news2_of(here, "p2") == [("open", None)]
    assert here.sent().count("opened") == 1


def test_a_scorer_that_is_killed_after_the_merge_tells_no_second_time_what_opened_just_before(here: ScoredBed) -> None:
    """Less than two seconds before: a snapshot was not due."""
    here.passes(5)
    here.measured(NEWS_7, seconds=1)
    assert news2_of(here, "p1") == [("open", None)]
    merge(here)
    here.restarts()
    for _ in range(2):
        here.measured(NEWS_7, patient_id="p2")
    assert news2_of(here, "p2") == [("open", None)]
    assert here.sent().count("opened") == 1


@pytest.mark.parametrize("sender", ["p1", "p2"])
def test_where_the_snapshot_is_lost_after_the_merge_nobody_is_paged_anew(here: ScoredBed, sender: str) -> None:
    """The log is read again, with the merge known from its beginning: the same episodes come under other ids."""
    here.measured(NEWS_7)
    here.acknowledge()
    merge(here)
    here.measured(NEWS_7, patient_id=sender)
    here.parts.objects.delete(f"{GROUP}/0")
    here.restarts()
    for _ in range(2):
        here.measured(NEWS_7, patient_id=sender)
    assert news2_of(here, "p2") == [("acknowledged", "nurse")]
    assert here.sent() == ["opened"]
    for _ in range(40):
        here.measured(WELL, patient_id=sender)
    assert news2_of(here, "p2") == [("closed", "nurse")]
