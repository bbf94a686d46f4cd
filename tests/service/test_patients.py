"""`/patients` over HTTP, on real log, history and records: shapes, stretches, what is refused, and who may see."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bedside.assembly.notifying import now_ms
from bedside.services.data_ingestion import patient_routes
from service.waiting import eventually
from service.ward_service import CALM, ROUND, ward_service

MINUTE = 60_000


def text(at_ms: int, zone: str = "+00:00") -> str:
    written = datetime.fromtimestamp(at_ms / 1000, UTC).isoformat(timespec="milliseconds")
    return written.replace("+00:00", zone)


@pytest.fixture(scope="module")
def ward(tmp_path_factory):
    with ward_service(tmp_path_factory.mktemp("patients")) as running:
        yield running


def test_a_reading_is_read_within_a_second_of_its_acknowledgement(ward):
    ward.measure("fresh", heart_rate=71.0)
    found = eventually(lambda: ward.client.get("/patients/fresh/readings").json().get("readings"), within_s=1.0)
    (one,) = found
    assert (one["value"], one["unit"], one["quality"], one["source"], one["late"]) == (
        71.0,
        "/min",
        "current",
        "json",
        False,
    )
    assert one.keys() >= {"event_id", "patient_id", "device_id", "signal", "observed_at", "received_at", "sequence"}


def test_old_readings_are_stale_and_those_by_hand_hold_for_hours(ward):
    at = now_ms() - 31_000
    ward.measure("old", at, heart_rate=71.0)
    ward.measure("old", at, source="manual", respiratory_rate=16.0)
    ward.measure("old", now_ms() - 4 * 60 * MINUTE - 5000, source="manual", spo2=97.0)
    latest = eventually(
        lambda: len(one := ward.client.get("/patients/old/latest").json().get("readings", [])) == 3 and one
    )
    assert {one["signal"]: one["quality"] for one in latest} == {
        "heart_rate": "stale",
        "respiratory_rate": "current",
        "spo2": "stale",
    }


def test_a_stretch_a_signal_and_a_limit_choose_the_readings(ward):
    start = now_ms() - 30 * MINUTE
    for minute in range(10):
        ward.measure("many", start + minute * MINUTE, heart_rate=60.0 + minute, spo2=97.0)
    query = {"since": text(start + 2 * MINUTE), "until": text(start + 8 * MINUTE), "signal": "heart_rate"}
    read = lambda **more: ward.client.get("/patients/many/readings", params={**query, **more}).json()  # noqa: E731
    eventually(lambda: len(read().get("readings", [])) == 6)
    assert [one["value"] for one in read()["readings"]] == [62.0, 63.0, 64.0, 65.0, 66.0, 67.0]
    limited = read(limit=2)
    assert ([one["value"] for one in limited["readings"]], limited["truncated"]) == ([66.0, 67.0], True)


@pytest.mark.parametrize(
    "query",
    ["since=yesterday", "signal=mood", "limit=0", "since=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z"],
)
def test_a_question_that_makes_no_sense_is_refused_with_the_next_step(ward, query):
    ward.admit("asked", "1")
    answer = ward.client.get(f"/patients/asked/readings?{query}")
    assert (answer.status_code, bool(answer.json()["next_step"])) == (422, True)


@pytest.mark.parametrize("ahead_s", [0, 65, 120, 240])
def test_a_patient_whose_monitors_clock_is_ahead_is_scored_and_shown_as_any_other(ward, ahead_s):
    name = f"fast-{ahead_s}"
    ward.admit(name, str(ahead_s), on_oxygen=False)
    sick = {"heart_rate": 115.0, "respiratory_rate": 26.0, "spo2": 92.0, "systolic_bp": 98.0, "temperature": 38.0}
    ward.measure(name, now_ms() + ahead_s * 1000, **sick)
    told = eventually(lambda: (one := ward.client.get(f"/patients/{name}/news2").json()).get("score") == 9 and one)
    assert (told["missing"], [one for one in told["parts"] if one["stale"]]) == (["consciousness"], [])
    assert all(one["observed_at"] <= told["at"] for one in told["parts"] if one["observed_at"])
    latest = ward.client.get(f"/patients/{name}/latest").json()["readings"]
    assert {one["quality"] for one in latest} == {"current"}
    bed = eventually(lambda: (one := ward.bed(name)).get("news2") and one)
    assert (bed["state"], bed["lost"]) == ("critical", [])


def test_news2_has_its_parts_and_a_course(ward):
    start = now_ms() - 120 * MINUTE
    ward.admit("scored", "2", on_oxygen=False)
    ward.measure("scored", start, source="manual", **CALM, **ROUND)
    ward.measure("scored", now_ms() - 1000, heart_rate=115.0, spo2=97.0, respiratory_rate=25.0)
    told = eventually(lambda: (one := ward.client.get("/patients/scored/news2").json()).get("score") == 5 and one)
    assert (told["partial"], told["missing"], told["risk"], told["red"]) == (False, [], "medium", ["respiratory_rate"])
    points = {part["name"]: part["points"] for part in told["parts"]}
    assert (points["heart_rate"], points["respiratory_rate"], points["oxygen"]) == (2, 3, 0)
    course = ward.client.get("/patients/scored/news2", params={"since": text(start - 59 * MINUTE), "every_s": 3600})
    assert [one["score"] for one in course.json()["news2"]] == [0, 0, 0, 5]
    assert [one["partial"] for one in course.json()["news2"]] == [True, False, False, False]


def test_scores_are_four_and_say_whom_they_are_not_for(ward):
    ward.admit("child", "3", birth_date=datetime.now(UTC).date().replace(year=datetime.now(UTC).year - 5, day=1))
    ward.measure("child", **CALM)
    told = eventually(lambda: ward.client.get("/patients/child/scores").json().get("scores"))
    assert {one["name"]: one["applicable"] for one in told} == {
        "MEWS": False,
        "qSOFA": False,
        "SIRS": False,
        "PEWS": True,
    }
    news2 = ward.client.get("/patients/child/news2").json()
    assert (news2["applicable"], news2["why_not"], news2["score"]) == (False, "under 16 years", None)


def test_a_late_reading_corrects_its_window_and_is_counted_there(ward):
    start = (now_ms() - 40 * MINUTE) // (5 * MINUTE) * 5 * MINUTE
    query = {"since": text(start), "window_s": 300, "signal": "heart_rate"}
    first = lambda: ward.client.get("/patients/windowed/windows", params=query).json()["windows"][0]  # noqa: E731
    for second in (0, 60, 360):
        ward.measure("windowed", start + second * 1000, heart_rate=70.0)
    eventually(lambda: ward.client.get("/patients/windowed").status_code == 200)
    eventually(lambda: first()["count"] == 2)
    ward.measure("windowed", start + 120_000, heart_rate=100.0)
    window = eventually(lambda: first()["count"] == 3 and first())
    assert (window["mean"], window["max"], window["late"]) == (80.0, 100.0, 1)
    gaps = ward.client.get("/patients/windowed/windows", params=query).json()["gaps"]
    assert len(gaps) == 3


def test_a_patient_is_changed_only_where_a_field_is_named(ward):
    put = lambda body: ward.client.put("/patients/put", json=body)  # noqa: E731
    made = put({"ward": "North", "bed": "4", "birth_date": "1951-02-28", "spo2_scale": 2}).json()
    assert (made["bed"], made["spo2_scale"], made["on_oxygen"], made["pregnant"]) == ("4", 2, None, False)
    changed = put({"on_oxygen": True, "limits": {"spo2": {"low": 86}}}).json()
    assert (changed["birth_date"], changed["spo2_scale"], changed["on_oxygen"]) == ("1951-02-28", 2, True)
    assert changed["limits"] == {"spo2": {"low": 86.0, "high": None}}
    assert put({"on_oxygen": None, "birth_date": None}).json()["birth_date"] is None
    assert ward.client.get("/patients/put").json()["bed"] == "4"
    listed = ward.client.get("/patients").json()["patients"]
    assert next(one for one in listed if one["patient_id"] == "put")["ward"] == "North"


def test_who_is_known_by_readings_alone_is_listed_as_not_registered(ward):
    ward.measure("unrecorded", heart_rate=71.0)
    listed = lambda: {  # noqa: E731
        one["patient_id"]: one["registered"] for one in ward.client.get("/patients").json()["patients"]
    }
    assert eventually(lambda: "unrecorded" in (found := listed()) and [found["unrecorded"]]) == [False]
    assert ward.client.get("/patients/unrecorded").json()["registered"] is False
    assert "unrecorded" not in str(ward.client.get("/patients", params={"ward": "North"}).json())
    assert ward.client.put("/patients/unrecorded", json={"bed": "31"}).json()["registered"] is True
    assert listed()["unrecorded"] is True
    assert ward.client.get("/patients/unrecorded").json()["registered"] is True
    ward.client.put("/patients/unrecorded", json={"is_present": False})
    assert "unrecorded" not in listed()


def test_whoever_lost_their_bed_to_another_patient_is_told_and_has_a_note_of_it(ward):
    place = {"ward": "Swap", "bed": "1"}
    assert ward.client.put("/patients/evicted", json=place).json()["moved_out"] == []
    assert ward.client.put("/patients/arrived", json=place).json()["moved_out"] == ["evicted"]
    assert ward.client.put("/patients/arrived", json=place).json()["moved_out"] == []
    assert ward.client.get("/patients/evicted").json()["bed"] == ""
    (note,) = ward.client.get("/patients/evicted/notes").json()["notes"]
    assert (note["by"], "Bed 1 of ward Swap was given to another patient" in note["text"]) == ("Bedside", True)
    assert "arrived" not in note["text"]


@pytest.mark.parametrize(
    "body",
    [
        {"spo2_scale": 3},
        {"birth_date": "31.12.1960"},
        {"limits": {"mood": {"low": 1}}},
        {"limits": {"consciousness": {"low": 1}}},
        {"limits": {"spo2": {"low": 95, "high": 90}}},
        {"limits": {"spo2": {"high": 200}}},
        {"limits": {"spo2": {"low": None, "high": None}}},
        {"limits": {"spo2": {}}},
        {"ward": "A\0"},
        {"bed": "1\n"},
        {"pregnant": "yes"},
        {"name": "Jane"},
    ],
)
def test_what_cannot_be_true_of_a_patient_is_refused(ward, body):
    assert ward.client.put("/patients/wrong", json=body).status_code == 422
    assert ward.client.get("/patients/wrong").status_code == 404


def test_an_id_with_a_character_that_cannot_be_seen_is_no_patients(ward):
    for path in ("/patients/p%00", "/patients/p%0A", "/patients/p%C2%85"):
        answer = ward.client.put(path, json={"bed": "9"})
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "id")
    ward.admit("noted", "5")
    assert ward.client.post("/patients/noted/notes", json={"by": "A\0", "text": "x"}).status_code == 422


def test_notes_come_newest_first(ward):
    ward.admit("noted", "5")
    for words in ("Slept well.", "Ate half."):
        assert ward.client.post("/patients/noted/notes", json={"by": "Ann", "text": words}).status_code == 201
    assert [one["text"] for one in ward.client.get("/patients/noted/notes").json()["notes"]] == [
        "Ate half.",
        "Slept well.",
    ]
    assert ward.client.post("/patients/noted/notes", json={"by": " ", "text": "x"}).status_code == 422
    assert ward.client.post("/patients/nobody/notes", json={"by": "Ann", "text": "x"}).status_code == 404


def test_observations_by_hand_are_converted_refused_and_known_again(ward):
    ward.admit("handed", "6")
    body = {
        "observed_at": text(now_ms()),
        "observations": [
            {"event_id": "m-1", "signal": "temperature", "value": 101.3, "unit": "[degF]"},
            {"event_id": "m-2", "signal": "spo2", "value": 300, "unit": "%"},
            {"event_id": "m-3", "signal": "consciousness", "value": "C", "unit": "{code}"},
        ],
    }
    results = ward.client.post("/patients/handed/observations", json=body).json()["results"]
    assert [one["status"] for one in results] == ["accepted", "rejected", "accepted"]
    assert results[1]["reason"] == "impossible_value"
    again = ward.client.post("/patients/handed/observations", json=body).json()["results"]
    assert [one["status"] for one in again] == ["duplicate", "rejected", "duplicate"]
    latest = eventually(lambda: ward.client.get("/patients/handed/latest").json()["readings"])
    assert {one["signal"]: (one["value"], one["source"]) for one in latest} == {
        "temperature": (38.5, "manual"),
        "consciousness": ("C", "manual"),
    }


def test_a_value_entered_by_hand_keeps_who_entered_it(ward):
    ward.admit("named", "8")
    at = text(now_ms())

    def entered(by, event_id):
        given = [{"event_id": event_id, "signal": "temperature", "value": 37.0, "unit": "Cel"}]
        body = {"by": by, "observed_at": at, "observations": given}
        return ward.client.post("/patients/named/observations", json=body)

    assert entered(" Ann ", "by-1").status_code == 202
    assert entered("Bob", "by-1").json()["results"][0]["status"] == "duplicate"
    ward.measure("named", heart_rate=70.0)
    latest = eventually(lambda: len(one := ward.client.get("/patients/named/latest").json()["readings"]) == 2 and one)
    assert {one["signal"]: one.get("entered_by", "-") for one in latest} == {"temperature": "Ann", "heart_rate": "-"}
    assert entered(None, "by-2").status_code == 202
    assert entered("Bob", "by-2").json()["results"][0]["status"] == "duplicate"
    found = eventually(lambda: len(one := ward.client.get("/patients/named/readings").json()["readings"]) == 3 and one)
    assert {one["event_id"]: one["entered_by"] for one in found if one["source"] == "manual"} == {
        "by-1": "Ann",
        "by-2": None,
    }
    for by in ("Ann\u202e", " ", ""):
        assert entered(by, "by-3").status_code == 422


def test_readings_of_a_merged_id_stay_readable_under_both(ward):
    ward.admit("before", "7")
    ward.measure("before", heart_rate=66.0)
    eventually(lambda: ward.client.get("/patients/before/latest").json()["readings"])
    ward.here.patients.merge("before", "after", now_ms())
    for name in ("before", "after"):
        read = lambda name=name: ward.client.get(f"/patients/{name}/readings").json().get("readings")  # noqa: E731
        assert eventually(read)[0]["value"] == 66.0


def every_route():
    for route in patient_routes.router.routes:
        for method in sorted(route.methods):
            yield method, route.path


@pytest.fixture(scope="module")
def secret_ward(tmp_path_factory):
    """A ward whose policy lets Ann see p1, and nobody anything else."""
    allowed = {("ann", "p1")}
    with ward_service(tmp_path_factory.mktemp("secret"), lambda who, whom: (who, whom) in allowed) as running:
        for name in ("p1", "p2"):
            running.admit(name, name[1])
            running.measure(name)
        eventually(lambda: len(running.here.ward.beds()) == 2)
        yield running


@pytest.mark.parametrize(("method", "path"), [one for one in every_route() if "{id}" in one[1]])
@pytest.mark.parametrize("whom", ["p2", "never-heard-of"])
def test_no_route_shows_a_patient_to_who_has_no_right(secret_ward, method, path, whom):
    refused = secret_ward.client.request(method, path.replace("{id}", whom), params={"person_id": "ann"}, json={})
    assert (refused.status_code, refused.json()["code"]) == (403, "foreign_patient")
    nobody = secret_ward.client.request(method, path.replace("{id}", "p1"), json={})
    assert nobody.status_code == 403
    allowed = secret_ward.client.request(method, path.replace("{id}", "p1"), params={"person_id": "ann"}, json={})
    assert allowed.status_code != 403


@pytest.mark.parametrize("path", ["/patients", "/ward.json", "/ward/handover.json"])
def test_no_list_names_a_patient_to_who_has_no_right(secret_ward, path):
    assert "p2" not in secret_ward.client.get(path, params={"person_id": "ann"}).text
    assert "p1" in secret_ward.client.get(path, params={"person_id": "ann"}).text
    assert "p1" not in secret_ward.client.get(path).text


def test_the_stream_names_no_patient_to_who_has_no_right(secret_ward):
    with secret_ward.client.stream("GET", "/ward/events", params={"person_id": "ann"}) as stream:
        lines = stream.iter_lines()
        whole = next(line for line in lines if line.startswith("data:"))
        assert "p1" in whole
        assert "p2" not in whole
        secret_ward.measure("p2", heart_rate=99.0)
        secret_ward.measure("p1", heart_rate=88.0)
        seen = next(line for line in lines if line.startswith("data:") and "p1" in line)
        assert "p2" not in seen


def test_a_history_written_to_disk_is_still_read(tmp_path: Path):
    with ward_service(tmp_path) as first:
        first.measure("kept", heart_rate=61.0)
        eventually(lambda: first.client.get("/patients/kept/latest").json().get("readings"))
        first.here.historian.flush()
    with ward_service(tmp_path) as second:
        found = eventually(lambda: second.client.get("/patients/kept/readings").json().get("readings"))
        assert [one["value"] for one in found] == [61.0]


def test_a_handover_leaves_no_alert_out_that_is_not_over_and_has_the_gravest_first(ward):
    ward.admit("over", "77")
    at = now_ms()
    ward.alert("over", "pews", reason="PEWS 22", opened_ms=at - 3_600_000)
    ward.here.alerts.acknowledge("alert-over-pews", "Ann", "", at)
    for number in range(60):
        past = {"alert_id": f"past-{number}", "state": "closed", "closed_ms": at}
        ward.alert("over", "trend", "low", opened_ms=at - number, **past)
    eventually(lambda: ward.bed("over").get("alerts"))
    beds = ward.client.get("/ward/handover.json").json()["beds"]
    bed = next(one for one in beds if one["patient_id"] == "over")
    assert (len(bed["shift_alerts"]), bed["shift_alerts"][0]["reason"]) == (61, "PEWS 22")


def test_without_since_the_newest_readings_are_given_however_long_ago_they_were(ward):
    ward.measure("yesterday", now_ms() - 26 * 60 * MINUTE, heart_rate=71.0)
    read = lambda **query: ward.client.get("/patients/yesterday/readings", params=query).json()  # noqa: E731
    (one,) = eventually(lambda: read().get("readings"))
    assert one["value"] == 71.0
    ward.measure("yesterday", heart_rate=72.0)
    eventually(lambda: len(read()["readings"]) == 2)
    assert [one["value"] for one in read(limit=1)["readings"]] == [72.0]
    assert [one["value"] for one in read(until=text(now_ms() - 60 * MINUTE))["readings"]] == [71.0]
    assert read(signal="spo2")["readings"] == []


def test_of_many_windows_the_last_are_kept(ward):
    start = (now_ms() - 40 * MINUTE) // (10 * MINUTE) * 10 * MINUTE
    for minute in range(6):
        ward.measure("limited", start + minute * MINUTE, heart_rate=60.0 + minute)
    query = {"since": text(start), "until": text(start + 6 * MINUTE), "window_s": [60, 300]}
    read = lambda **more: ward.client.get("/patients/limited/windows", params=query | more).json()  # noqa: E731
    whole = eventually(lambda: len((one := read()).get("windows", [])) == 8 and one)
    assert not whole["truncated"]
    limited = read(limit=2)
    assert limited["truncated"]
    assert limited["windows"] == [one for one in whole["windows"] if one["start"] == text(start + 5 * MINUTE, "Z")]
    assert ward.client.get("/patients/limited/windows", params={"limit": 0}).status_code == 422
