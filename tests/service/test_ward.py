"""The board's stream over HTTP: a change within a second, once a second at most, going on where a reader was."""

import asyncio
import json
import re
import time

import pytest

from bedside.assembly.notifying import now_ms
from bedside.core.vitals.freshness import CONTINUOUS
from bedside.services.data_ingestion import ward_stream
from service.waiting import eventually
from service.ward_service import CALM, ROUND, ward_service


@pytest.fixture
def ward(tmp_path):
    with ward_service(tmp_path) as running:
        yield running


class Events:
    """The events of a stream, read as they come."""

    def __init__(self, client, last_event_id=None):
        headers = {"Last-Event-ID": last_event_id} if last_event_id else {}
        self.opened = client.stream("GET", "/ward/events", headers=headers)

    def __enter__(self):
        self.lines = self.opened.__enter__().iter_lines()
        return self

    def __exit__(self, *what):
        return self.opened.__exit__(*what)

    def next(self, *names):
        """Returns name, id and data of the next event, of one of the names if any are given."""
        while True:
            event = {}
            for line in self.lines:
                if not line:
                    break
                name, _, value = line.partition(": ")
                event[name] = value
            if not names or event.get("event") in names:
                return event["event"], event.get("id"), json.loads(event["data"])


def wait_until_due(ward, patient_id):
    """Waits until the bed may be drawn again at once: it is drawn once a second at most."""
    eventually(lambda: now_ms() - ward.here.ward._made_ms[patient_id] > 1000)


def wait_for_a_minute_that_lasts():
    """Waits for the next minute where this one is nearly over: with each, every bed's trend goes on by a point."""
    if (into_ms := now_ms() % 60_000) > 40_000:
        time.sleep((60_000 - into_ms) / 1000)


def test_a_change_reaches_the_board_without_being_asked_for(ward):
    ward.admit("p1", "1")
    ward.measure("p1")
    eventually(lambda: ward.bed("p1"))
    with Events(ward.client) as events:
        name, _, whole = events.next()
        assert (name, [bed["patient_id"] for bed in whole["beds"]]) == ("ward", ["p1"])
        wait_until_due(ward, "p1")
        ward.measure("p1", heart_rate=141.0)
        while True:
            _, _, told = events.next("beds")
            values = {one["signal"]: one["value"] for one in told["beds"][0]["values"]}
            if values["heart_rate"] == 141.0:
                break


def test_an_alert_and_its_acknowledgement_reach_the_board(ward):
    ward.admit("p1", "1")
    ward.measure("p1")
    eventually(lambda: ward.bed("p1"))
    ward.alert("p1")
    bed = eventually(lambda: ward.bed("p1").get("alerts") and ward.bed("p1"))
    assert (bed["state"], bed["alerts"][0]["reason"]) == ("critical", "NEWS2 9: RR up 11 in 20 min")
    answer = ward.client.post("/alerts/alert-p1-news2_high/ack", json={"by": "nurse"})
    assert answer.status_code == 200
    seen = eventually(lambda: (one := ward.bed("p1")["alerts"][0])["state"] == "acknowledged" and one)
    assert (seen["acknowledged_by"], bool(seen["acknowledged_at"])) == ("nurse", True)


def test_a_bed_is_sent_once_a_second_at_most_whatever_comes(ward):
    ward.admit("p1", "1")
    ward.measure("p1")
    eventually(lambda: ward.bed("p1"))
    times = []
    with Events(ward.client) as events:
        events.next("ward")
        until = time.monotonic() + 4
        n = 0
        while time.monotonic() < until:
            for _ in range(10):
                n += 1
                ward.measure("p1", heart_rate=60.0 + n % 100)
            _, _, told = events.next("beds")
            times += [time.monotonic()] * len(told["beds"])
    assert len(times) >= 3
    assert len(times) <= times[-1] - times[0] + 2  # the first may have come late, and the gap behind it look short


def test_a_reader_who_comes_back_gets_what_changed_meanwhile_and_no_more(ward):
    wait_for_a_minute_that_lasts()
    for number in (1, 2, 3):
        ward.admit(f"p{number}", str(number))
        ward.measure(f"p{number}", source="manual")
    # Readings and records come by different ways: a bed may be drawn before it is known which one it is.
    settled = [("calm", number) for number in ("1", "2", "3")]
    eventually(lambda: [(b["state"], b["bed"]) for b in ward.client.get("/ward.json").json()["beds"]] == settled)
    wait_until_due(ward, "p1")
    with Events(ward.client) as events:
        _, last, _ = events.next("ward")
    wait_until_due(ward, "p2")
    ward.measure("p2", heart_rate=99.0)
    eventually(lambda: ward.here.ward.sequence > int(last.partition("-")[2]))
    with Events(ward.client, last) as events:
        name, _, told = events.next()
        assert (name, [bed["patient_id"] for bed in told["beds"]]) == ("beds", ["p2"])


@pytest.mark.parametrize("last", ["other-7", "", "nonsense", "x-99999999999999999999999", "-"])
def test_a_reader_of_another_start_gets_the_whole_ward(ward, last):
    ward.admit("p1", "1")
    ward.measure("p1")
    eventually(lambda: ward.bed("p1"))
    with Events(ward.client, last) as events:
        assert events.next()[0] == "ward"


def test_a_number_ahead_of_this_start_misses_nothing(ward):
    ward.admit("p1", "1")
    ward.measure("p1")
    eventually(lambda: ward.bed("p1"))
    mark = ward.client.get("/ward.json").json()["last_event_id"].partition("-")[0]
    with Events(ward.client, f"{mark}-999999") as events:
        ward.measure("p1", heart_rate=99.0)
        assert events.next("beds")[2]["beds"][0]["patient_id"] == "p1"


def test_who_is_discharged_leaves_the_board(ward):
    ward.admit("p1", "1")
    ward.measure("p1")
    eventually(lambda: ward.bed("p1"))
    with Events(ward.client) as events:
        events.next("ward")
        ward.client.put("/patients/p1", json={"is_present": False})
        while True:
            _, _, told = events.next("beds")
            if told["gone"]:
                break
        assert told["gone"] == ["p1"]
    assert ward.bed("p1") == {}


def test_an_unknown_patient_with_readings_is_on_the_board(ward):
    ward.measure("stranger")
    bed = eventually(lambda: ward.bed("stranger"))
    assert (bed["bed"], bed["state"]) == ("", "calm")


def test_what_is_of_no_patient_is_told_beside_the_beds(ward):
    ward.alert(None, "gateway_gone", "medium", reason="Gateway 2 is silent for 3 min")
    system = eventually(lambda: ward.client.get("/ward.json").json()["system"])
    assert [one["reason"] for one in system] == ["Gateway 2 is silent for 3 min"]


def test_a_lost_sensor_looks_unlike_a_calm_bed(ward):
    ward.admit("lost", "1", on_oxygen=False)
    ward.admit("calm", "2", on_oxygen=False)
    for name in ("lost", "calm"):
        ward.measure(name, now_ms() - 60_000, source="manual", **ROUND)
        ward.measure(name, heart_rate=72.0, respiratory_rate=15.0)
    ward.measure("lost", now_ms() - 31_000, spo2=97.0)
    ward.measure("calm", spo2=97.0)
    bed = eventually(lambda: (one := ward.bed("lost")).get("state") == "lost" and one)
    assert (bed["word"], bed["lost"], bed["news2"]["score"]) == ("Sensor lost", ["spo2"], 0)
    assert eventually(lambda: (one := ward.bed("calm")).get("news2") and one)["word"] == "No alarm"


def test_the_handover_compares_with_the_start_of_the_shift(ward):
    ward.admit("p1", "1", on_oxygen=False)
    before = now_ms() - 8 * 3_600_000 - 60_000
    ward.measure("p1", before, source="manual", **CALM, **ROUND)
    ward.measure("p1", source="manual", **ROUND, **{**CALM, "respiratory_rate": 25.0})
    ward.client.post("/patients/p1/notes", json={"by": "nurse", "text": "Breathless."})
    ward.alert("p1")
    eventually(lambda: ward.bed("p1").get("alerts") and (ward.bed("p1")["news2"] or {}).get("score") == 3)
    (bed,) = ward.client.get("/ward/handover.json?hours=8").json()["beds"]
    assert (bed["news2"]["score"], bed["news2_before"]["score"]) == (3, 0)
    assert ([one["text"] for one in bed["notes"]], len(bed["shift_alerts"])) == (["Breathless."], 1)
    assert ward.client.get("/ward/handover.json?ward=South").json()["beds"] == []


def test_silence_is_filled_with_heartbeats(ward, monkeypatch):
    monkeypatch.setattr(ward_stream, "BEAT_S", 0.2)
    with Events(ward.client) as events:
        assert [events.next()[0] for _ in range(3)] == ["ward", "beat", "beat"]


def stream_to(ward, send, patience_s, for_s=5.0):
    """Runs a stream against a reader of the test's own, for as long as said."""
    board = ward_stream.Board(ward.here.ward, now_ms)
    stream = ward_stream.WardStream(board, 0, lambda _: True, lambda: False, patience_s=patience_s)

    async def receive():
        await asyncio.sleep(60)

    async def run():
        task = asyncio.create_task(stream({"type": "http"}, receive, send))
        await asyncio.wait([task], timeout=for_s)
        task.cancel()
        await asyncio.wait([task])

    asyncio.run(run())


def test_a_reader_who_takes_nothing_is_let_go(ward):
    async def send(message):
        if message.get("body"):
            await asyncio.sleep(60)

    began = time.monotonic()
    stream_to(ward, send, 0.1)
    assert time.monotonic() - began < 2


def test_a_slow_reader_gets_fewer_and_newer_events_and_nothing_is_queued(ward):
    ward.admit("p1", "1")
    ward.measure("p1", heart_rate=60.0)
    eventually(lambda: ward.bed("p1"))
    seen = []

    async def send(message):
        if not message.get("body"):
            return
        seen.extend(re.findall(rb'"signal":"heart_rate","value":(\d+)', message["body"]))
        if len(seen) == 1:
            for n in range(1, 4):
                await asyncio.to_thread(ward.measure, "p1", heart_rate=60.0 + n)
                await asyncio.sleep(1.1)
        if len(seen) == 2:
            await asyncio.sleep(60)

    stream_to(ward, send, patience_s=10, for_s=5.0)
    assert seen == [b"60", b"63"]


def test_what_the_board_follows_gives_signs_of_life_to_the_watchdog(ward):
    names = {"vitals", "ward", "ward:discharged", "history"}
    eventually(lambda: names <= ward.here.heartbeats.beats().keys())


def test_which_signals_are_continuous_is_told_by_the_server_and_listed_in_no_page(ward):
    table = ward.client.get("/ward/signals.json").json()["signals"]
    assert {one["name"] for one in table if one["continuous"]} == CONTINUOUS
    ward.admit("rates", "17")
    ward.measure("rates", pulse_rate=72.0, temperature=36.8)
    ward.measure("rates", source="manual", respiratory_rate=15.0)
    expected = {"pulse_rate": True, "temperature": False, "respiratory_rate": False}
    eventually(lambda: len(ward.bed("rates").get("values", ())) == len(expected))
    latest = ward.client.get("/patients/rates/latest").json()["readings"]
    for told in (ward.bed("rates")["values"], latest):
        assert {one["signal"]: one["continuous"] for one in told} == expected
    for page in ("ward.js", "chart.js", "patient.js", "handover.js", "common.js"):
        assert "CONTINUOUS" not in ward.client.get(f"/ward/page/{page}").text
