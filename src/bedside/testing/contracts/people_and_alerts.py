"""What every alert store must do with what people say of alerts: seen as shown, silenced, two ids of one person."""

from dataclasses import replace
from typing import Any

from bedside.errors import Conflict, NotFound
from bedside.ports import Silence
from bedside.testing.contracts.alert_store import NOON, OpenStore, alert, closed, notice, states
from bedside.testing.contracts.refusals import refuses


def what_is_worse_than_was_seen_is_not_acknowledged(open_store: OpenStore) -> None:
    """More urgent, or told worse once more: then nothing is noted and nothing cancelled. What is not so bad is."""
    store = open_store()
    store.record([alert(priority="medium")], [notice(priority="medium")], NOON)
    store.record([alert()], [notice("n2", kind="escalated")], NOON + 1)
    refuses(Conflict, lambda: store.acknowledge("a1", "nurse", "", NOON + 2, seen=("medium", 0)))
    store.record([alert("a2", worsened=2)], [], NOON)
    refuses(Conflict, lambda: store.acknowledge("a2", "nurse", "", NOON + 2, seen=("high", 1)))
    assert [store.get(one).acknowledged_by for one in ("a1", "a2")] == [None, None]
    assert states(store)["n2"] == "pending"
    assert store.acknowledge("a1", "nurse", "", NOON + 3, seen=("high", 0)).state == "acknowledged"
    assert store.acknowledge("a2", "nurse", "", NOON + 3, seen=("high", 2)).state == "acknowledged"


def what_got_worse_after_it_was_seen_is_not_seen_once_it_is_over(open_store: OpenStore) -> None:
    """It keeps who had seen it before, and takes who looks at it now."""
    store = open_store()
    said: dict[str, Any] = {"rule": "news2", "reason": "NEWS2 10", "about": (("NEWS2", 10.0),)}
    store.record([alert(rule="news2"), alert("a2", priority="medium"), alert("a3")], [], NOON)
    for alert_id in ("a1", "a2", "a3"):
        assert store.acknowledge(alert_id, "nurse", "", NOON + 1).is_seen
    store.record([alert(**said), alert("a2")], [], NOON + 2)
    store.record([closed(alert_id=one) for one in ("a1", "a2", "a3")], [], NOON + 3)
    ended = [open_store().get(one) for one in ("a1", "a2", "a3")]
    assert [(one.state, one.acknowledged_by, one.is_seen) for one in ended] == [
        ("closed", "nurse", False),
        ("closed", "nurse", False),
        ("closed", "nurse", True),
    ]
    assert [store.acknowledge(one, "doctor", "", NOON + 4).acknowledged_by for one in ("a1", "a3")] == [
        "doctor",
        "nurse",
    ]
    assert store.get("a1").is_seen


def alerts_and_silences_go_over_to_the_id_that_remains(open_store: OpenStore) -> None:
    """With their state and who acknowledged them; doing it again changes nothing."""
    store = open_store()
    store.record([alert(), closed(alert_id="a2"), alert("a3", patient_id="p3")], [notice()], NOON)
    store.acknowledge("a1", "nurse", "on my way", NOON + 1)
    silence = Silence(
        silence_id="s1", patient_id="p1", rule=None, until_ms=NOON + 9, by="nurse", why="known", created_ms=NOON
    )
    store.put_silence(silence)
    before = store.get("a1")
    for _ in range(2):
        store.carry(["p1", "p9"], "p2")
    assert open_store().get("a1") == replace(before, patient_id="p2")
    assert [one.alert_id for one in store.alerts(patient_id="p2")] == ["a1", "a2"]
    assert store.alerts(patient_id="p1") == []
    assert store.get("a3").patient_id == "p3"
    assert store.silences(NOON) == [replace(silence, patient_id="p2")]


def a_silence_holds_until_its_end(open_store: OpenStore) -> None:
    """It can be ended before; ending it again changes nothing."""
    store = open_store()
    said: dict[str, Any] = {"by": "nurse", "why": "known", "created_ms": NOON}
    short = Silence(silence_id="s1", patient_id="p1", rule=None, until_ms=NOON + 10, **said)
    long = Silence(silence_id="s2", patient_id=None, rule="sensor_silent", until_ms=NOON + 99, **said)
    for one in (long, short):
        store.put_silence(one)
    assert open_store().silences(NOON + 9) == [short, long]
    assert store.silences(NOON + 10) == [long]
    assert store.end_silence("s2", NOON + 20).until_ms == NOON + 20
    assert store.end_silence("s2", NOON + 30).until_ms == NOON + 20
    assert open_store().silences(NOON + 20) == []
    refuses(NotFound, lambda: store.end_silence("s9", NOON))


CHECKS = (
    what_is_worse_than_was_seen_is_not_acknowledged,
    what_got_worse_after_it_was_seen_is_not_seen_once_it_is_over,
    alerts_and_silences_go_over_to_the_id_that_remains,
    a_silence_holds_until_its_end,
)
