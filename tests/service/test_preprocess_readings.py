"""`POST /preprocess` with readings: windows, lateness, gaps and NEWS2 of what was sent, and what was refused."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bedside.testing.servers import Deployment

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def reading(signal: str, value: float | str, unit: str, second: int = 0, **more: Any) -> dict[str, Any]:
    at = (NOON + timedelta(seconds=second)).isoformat()
    return {"patient_id": "p1", "signal": signal, "value": value, "unit": unit, "observed_at": at} | more


def preprocessed(bedside: Deployment, *readings: dict[str, Any], **more: Any) -> dict[str, Any]:
    answer = bedside.preprocessing.post("/preprocess", json={"kind": "readings", "readings": list(readings)} | more)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


ROUND = (
    reading("respiratory_rate", 24, "/min"),
    reading("spo2", 91, "%"),
    reading("systolic_bp", 12.0, "kPa"),
    reading("heart_rate", 112, "bpm"),
    reading("consciousness", "A", "{code}"),
    reading("temperature", 102.5, "[degF]"),
    reading("oxygen_flow", 2, "L/min"),
)


def test_a_round_of_observations_is_scored_by_news2_with_its_parts(bedside: Deployment) -> None:
    (score,) = preprocessed(bedside, *ROUND)["news2"]
    points = {part["name"]: part["points"] for part in score["parts"]}
    assert (score["patient_id"], score["score"], score["partial"], score["missing"]) == ("p1", 14, False, [])
    assert score["at"] == "2026-03-01T12:00:00.000Z"
    assert sorted(points.values()) == [0, 2, 2, 2, 2, 3, 3]
    temperature = next(part for part in score["parts"] if part["name"] == "temperature")
    assert (temperature["value"], temperature["unit"]) == (pytest.approx(39.1667, abs=1e-3), "Cel")


def test_what_is_missing_makes_a_score_partial_and_is_named(bedside: Deployment) -> None:
    (score,) = preprocessed(bedside, *(one for one in ROUND if one["signal"] != "consciousness"))["news2"]
    assert (score["score"], score["partial"], score["missing"]) == (14, True, ["consciousness"])
    assert "consciousness unknown" in score["text"]


def test_windows_of_each_size_have_the_features_of_their_readings(bedside: Deployment) -> None:
    found = preprocessed(bedside, *(reading("heart_rate", 80 + s, "/min", s) for s in range(0, 90, 10)))
    minute = next(w for w in found["windows"] if w["end"] == "2026-03-01T12:01:00.000Z")
    assert minute == {
        "patient_id": "p1", "signal": "heart_rate", "start": "2026-03-01T12:00:00.000Z",
        "end": "2026-03-01T12:01:00.000Z", "count": 6, "late": 0, "mean": 105.0, "min": 80.0, "max": 130.0,
        "slope": 60.0, "sd": pytest.approx(17.0783), "coverage": 1.0,
    }  # fmt: skip
    assert [w["count"] for w in found["windows"]] == [6, 3, 9, 9, 9]
    assert found["gaps"] == []


def test_sliding_windows_begin_as_often_as_asked(bedside: Deployment) -> None:
    found = preprocessed(bedside, reading("heart_rate", 80, "/min", 50), windows_s=[60], slide_s=20)
    assert [w["start"][14:19] for w in found["windows"]] == ["00:00", "00:20", "00:40"]


def test_what_comes_late_is_marked_and_a_silence_is_a_gap(bedside: Deployment) -> None:
    given = (reading("spo2", 97, "%", 0), reading("spo2", 96, "%", 130), reading("spo2", 90, "%", 20))
    found = preprocessed(bedside, *given, windows_s=[60])
    assert found["late"] == 1
    assert [(w["count"], w["late"], w["min"]) for w in found["windows"]] == [(2, 1, 90.0), (1, 0, 96.0)]
    assert [(g["start"][14:19], g["end"][14:19]) for g in found["gaps"]] == [("00:50", "02:10")]


def test_what_comes_twice_counts_once(bedside: Deployment) -> None:
    one = reading("spo2", 97, "%", event_id="e1")
    other = reading("spo2", 91, "%", 5, device_id="d", sequence=7)
    found = preprocessed(bedside, one, one, other, other | {"value": 91.0}, windows_s=[60])
    assert found["duplicates"] == [1, 3]
    assert [w["count"] for w in found["windows"]] == [2]


SAME = [({"event_id": "e1"}, "event_id"), ({"device_id": "d", "sequence": 7}, "sequence")]


@pytest.mark.parametrize(("same", "field"), SAME)
@pytest.mark.parametrize("other", [{"patient_id": "p2"}, {"value": 50}])
def test_another_reading_under_the_same_id_is_told_and_not_lost_without_a_word(
    bedside: Deployment, same: dict[str, Any], field: str, other: dict[str, Any]
) -> None:
    one = reading("spo2", 97, "%", **same)
    found = preprocessed(bedside, one, one | other, windows_s=[60])
    assert [(r["index"], r["reason"], r["field"]) for r in found["refused"]] == [(1, "conflicting", field)]
    assert found["duplicates"] == []


def test_a_clock_ahead_spoils_nothing_else(bedside: Deployment) -> None:
    ahead = (datetime.now(UTC) + timedelta(days=365)).isoformat()
    found = preprocessed(bedside, reading("heart_rate", 80, "/min") | {"observed_at": ahead}, *ROUND)
    assert [(r["index"], r["reason"]) for r in found["refused"]] == [(0, "in_the_future")]
    assert (found["late"], found["news2"][0]["score"], found["news2"][0]["partial"]) == (0, 14, False)


@pytest.mark.parametrize("at", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "1850-01-01T00:00:00Z"])
def test_a_time_at_the_ends_of_the_calendar_is_one_refused_reading(bedside: Deployment, at: str) -> None:
    found = preprocessed(bedside, reading("spo2", 97, "%") | {"observed_at": at}, reading("spo2", 96, "%"))
    assert [(r["index"], r["field"]) for r in found["refused"]] == [(0, "observed_at")]
    assert found["news2"][0]["at"] == "2026-03-01T12:00:00.000Z"


@pytest.mark.parametrize(
    ("wrong", "reason", "field"),
    [
        (reading("spo2", 97, "mmHg"), "unknown_unit", "unit"),
        (reading("blood_colour", 1, "%"), "unknown_signal", "signal"),
        (reading("spo2", 0, "%"), "impossible_value", "value"),
        (reading("consciousness", "asleep", "{code}"), "unknown_code", "value"),
        (reading("heart_rate", "fast", "/min"), "not_a_number", "value"),
        (reading("fio2", 0.21, "%"), "impossible_value", "value"),
        (reading("heart_rate", 80, "/min", patient_id=" "), "no_patient", "patient_id"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_cannot_be_read_is_refused_with_its_reason_and_the_rest_counts(
    bedside: Deployment, wrong: dict[str, Any], reason: str, field: str
) -> None:
    found = preprocessed(bedside, reading("spo2", 97, "%"), wrong, windows_s=[60])
    (refused,) = found["refused"]
    assert (refused["index"], refused["reason"], refused["field"]) == (1, reason, field)
    assert refused["detail"].endswith(".")
    assert [w["signal"] for w in found["windows"]] == ["spo2"]


def test_no_readings_are_an_empty_answer(bedside: Deployment) -> None:
    found = preprocessed(bedside)
    assert found == {"windows": [], "late": 0, "gaps": [], "news2": [], "duplicates": [], "refused": []}


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "readings"},
        {"kind": "readings", "readings": [reading("spo2", 97, "%") | {"observed_at": "2026-03-01T12:00:00"}]},
        {"kind": "readings", "readings": [reading("spo2", 97, "%") | {"colour": "red"}]},
        {"kind": "readings", "readings": [reading("spo2", True, "%")]},
        {"kind": "readings", "readings": [], "windows_s": [0]},
        {
            "kind": "readings",
            "readings": [reading("spo2", 97, "%", s) for s in range(3)],
            "windows_s": [86_400],
            "slide_s": 1,
        },
        {"kind": "readings", "readings": [], "windows_s": [60, 60]},
        {"kind": "readings", "readings": [], "windows_s": [60, 300], "slide_s": 61},
        {"kind": "scores", "readings": []},
        {"readings": []},
    ],
    ids=[
        "no readings",
        "no zone",
        "unknown field",
        "truth value",
        "no size",
        "too many shares",
        "a size twice",
        "windows apart",
        "unknown kind",
        "no kind",
    ],
)
def test_another_shape_is_refused_as_a_problem(bedside: Deployment, body: dict[str, Any]) -> None:
    answer = bedside.preprocessing.post("/preprocess", json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["errors"]


def test_the_field_of_a_reading_to_be_mended_is_named(bedside: Deployment) -> None:
    wrong = reading("spo2", 97, "%") | {"sequence": -1}
    answer = bedside.preprocessing.post("/preprocess", json={"kind": "readings", "readings": [wrong]})
    assert [error["field"] for error in answer.json()["errors"]] == ["readings.0.sequence"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"value": True}, "readings.0.value"),
        ({"value": None}, "readings.0.value"),
        ({"observed_at": "MARKER"}, "readings.0.observed_at"),
    ],
)
def test_a_refused_body_names_the_field_once_and_repeats_nothing_that_was_sent(
    bedside: Deployment, wrong: dict[str, Any], field: str
) -> None:
    answer = bedside.preprocessing.post(
        "/preprocess", json={"kind": "readings", "readings": [reading("spo2", 97, "%") | wrong]}
    )
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert "MARKER" not in answer.text


def test_an_unknown_kind_is_not_repeated_and_the_known_ones_are_named(bedside: Deployment) -> None:
    answer = bedside.preprocessing.post("/preprocess", json={"kind": "MARKER", "text": "x"})
    assert answer.status_code == 422
    assert "MARKER" not in answer.text
    assert all(kind in answer.text for kind in ("query", "readings"))


def test_of_a_thousand_faults_a_hundred_are_told(bedside: Deployment) -> None:
    answer = bedside.preprocessing.post("/preprocess", json={"kind": "readings", "readings": [{}] * 1000})
    assert len(answer.json()["errors"]) == 100


def test_what_a_series_has_not_been_like_is_found_where_that_is_asked_for(bedside: Deployment) -> None:
    calm = [reading("heart_rate", 70 + s % 7, "/min", 60 * s) for s in range(900)]
    odd = reading("heart_rate", 150, "/min", 60 * 900)
    found = preprocessed(bedside, odd, *calm, windows_s=[3600], anomalies=True)["anomalies"]
    assert [(one["patient_id"], one["signal"], one["value"]) for one in found] == [("p1", "heart_rate", 150.0)]
    assert found[0]["observed_at"] == "2026-03-02T03:00:00.000Z"
    assert found[0]["score"] >= 6.0
    assert preprocessed(bedside, *calm, windows_s=[3600], anomalies=True)["anomalies"] == []
    assert "anomalies" not in preprocessed(bedside, odd)
