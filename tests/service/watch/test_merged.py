"""Two ids become one person (A40) while an alert is open: from the HL7 message to what is sent, with real parts."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from bedside.assembly import notifying
from bedside.assembly.notifying import now_ms
from bedside.ports import Patient
from service.watch.test_told_worse import NEWS_7, NEWS_10, SECOND, UNITS, Bed, bed

WELL = NEWS_7 | {"respiratory_rate": 16, "spo2": 97, "heart_rate": 72}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bed]:
    clock = SimpleNamespace(ms=now_ms())
    monkeypatch.setattr(notifying, "time", SimpleNamespace(time_ns=lambda: clock.ms * 1_000_000))
    with bed(tmp_path, clock) as made:
        yield made


def merge(here: Bed, given_up: str = "p1", remains: str = "p2") -> None:
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


def measured(here: Bed, patient_id: str, values: dict[str, float], seconds: int = 70) -> None:
    observed = datetime.fromtimestamp(here.clock.ms / 1000, UTC).isoformat()
    readings = [
        {"patient_id": patient_id, "signal": name, "value": value, "unit": UNITS[name], "observed_at": observed}
        for name, value in values.items()
    ]
    assert here.client.post("/ingest", json={"readings": readings}).status_code == 202
    passes(here, seconds)


def passes(here: Bed, seconds: int) -> None:
    for _ in range(seconds):
        here.clock.ms += SECOND
        here.parts.log.tick(here.clock.ms)
    here.work()


def news2_of(here: Bed, patient_id: str) -> list[tuple[str, str | None]]:
    found = here.client.get("/alerts", params={"patient_id": patient_id}).json()["alerts"]
    return [(one["state"], one["acknowledged_by"]) for one in found if one["rule"] == "news2"]


def told(here: Bed) -> list[str]:
    """Returns the kinds of all messages about NEWS2 that went out, whichever id they are of."""
    alerts = here.client.get("/alerts").json()["alerts"]
    ids = {one["id"] for one in alerts if one["rule"] == "news2"}
    notices = here.client.get("/outbox.json").json()["notices"]
    sent = [one for one in notices if one["alert_id"] in ids and one["state"] in ("sent", "delivered")]
    return [one["kind"] for one in sorted(sent, key=lambda one: one["due_at"])]


@pytest.mark.parametrize("restarts", [False, True])
@pytest.mark.parametrize("sender", ["p1", "p2"])
def test_an_alert_goes_over_with_who_saw_it_and_nobody_is_paged_anew(here: Bed, sender: str, restarts: bool) -> None:
    """Whether the monitor still sends the old id or the new one, and whether the scorer is killed in between."""
    here.measured(NEWS_7)
    here.acknowledge()
    merge(here)
    assert (news2_of(here, "p1"), news2_of(here, "p2")) == ([], [("acknowledged", "nurse")])
    for _ in range(3):
        measured(here, sender, NEWS_7)
        if restarts:
            here.restarts()
    assert news2_of(here, "p2") == [("acknowledged", "nurse")]
    assert told(here) == ["opened"]


def test_what_nobody_saw_stays_open_and_goes_on_up_its_ladder(here: Bed) -> None:
    here.measured(NEWS_7)
    merge(here)
    measured(here, "p2", NEWS_7)
    assert news2_of(here, "p2") == [("open", None)]
    assert told(here).count("opened") == 1


def test_a_score_that_is_worse_under_the_new_id_is_told_as_worse(here: Bed) -> None:
    here.measured(NEWS_7)
    here.acknowledge()
    merge(here)
    measured(here, "p2", NEWS_10)
    measured(here, "p2", NEWS_10)
    assert news2_of(here, "p2") == [("open", None)]
    assert told(here) == ["opened", "worsened"]


def test_it_is_over_where_the_new_id_is_well(here: Bed) -> None:
    here.measured(NEWS_7)
    here.acknowledge()
    merge(here)
    measured(here, "p2", WELL)
    assert news2_of(here, "p2") == [("acknowledged", "nurse")]
    passes(here, 36 * 60)
    assert news2_of(here, "p2") == [("closed", "nurse")]


def test_it_closes_under_the_new_id_once_the_patient_is_better(here: Bed) -> None:
    here.measured(NEWS_7)
    merge(here)
    measured(here, "p2", NEWS_7)
    for _ in range(40):
        measured(here, "p2", WELL)
    assert [state for state, _ in news2_of(here, "p2")] == ["closed"]


def test_an_alert_that_both_ids_have_stays_once(here: Bed) -> None:
    here.parts.patients.put(Patient(patient_id="p2", ward="A", bed="2"), now_ms())
    here.measured(NEWS_7)
    measured(here, "p2", NEWS_7)
    merge(here)
    assert sorted(state for state, _ in news2_of(here, "p2")) == ["closed", "open"]


def test_a_patient_who_leaves_after_the_merge_takes_the_alert_along(here: Bed) -> None:
    here.measured(NEWS_7)
    merge(here)
    gone = {"is_present": False}
    here.parts.patients.edit("p2", lambda was: Patient(patient_id=was.patient_id, **gone), now_ms())
    passes(here, 2)
    assert [state for state, _ in news2_of(here, "p2")] == ["closed"]


def test_a_person_who_is_merged_twice_is_told_of_once(here: Bed) -> None:
    here.measured(NEWS_7)
    here.acknowledge()
    merge(here)
    merge(here, "p2", "p3")
    measured(here, "p3", NEWS_7)
    measured(here, "p1", NEWS_7)
    assert news2_of(here, "p3") == [("acknowledged", "nurse")]
    assert told(here) == ["opened"]
