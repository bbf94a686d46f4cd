"""Questions about a monitored patient, answered from what the services take in at this moment."""

import time
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from bedside.core.answering.answer import Answer
from bedside.testing.servers import Deployment
from bedside.usecases.ask_patient import replayed
from service.waiting import eventually

FLIPPED_WITHIN_S = 2.0


@pytest.fixture
def patient() -> str:
    return f"p-{uuid4().hex[:8]}"


def send(bedside: Deployment, patient: str, age_s: float = 1.0, **values: float | str) -> None:
    at = datetime.fromtimestamp(time.time() - age_s, UTC).isoformat()
    units = {"respiratory_rate": "/min", "heart_rate": "/min", "spo2": "%", "temperature": "Cel"}
    readings = [
        {"patient_id": patient, "signal": signal, "value": value, "unit": units[signal], "observed_at": at}
        for signal, value in values.items()
    ]
    answered = bedside.ingestion.post("/ingest", json={"readings": readings})
    assert answered.status_code == 202
    assert answered.json()["accepted"] == len(readings)


def ask(bedside: Deployment, patient: str, message: str, **more: Any) -> dict[str, Any]:
    answered = bedside.chatbot.post("/chat", json={"message": message, "patient_id": patient, **more})
    assert answered.status_code == 200, answered.text
    body: dict[str, Any] = answered.json()
    return body


def test_an_answer_cites_the_readings_it_rests_on_and_the_library_beside_them(bedside, patient):
    send(bedside, patient, respiratory_rate=26, spo2=90)
    answer = eventually(lambda: seen(ask(bedside, patient, "How is her breathing?")))
    readings = [c for c in answer["citations"] if c["kind"] == "reading"]
    assert {(c["signal"], c["value"], c["unit"], c["quality"]) for c in readings} == {
        ("respiratory_rate", 26.0, "/min", "current"),
        ("spo2", 90.0, "%", "current"),
    }
    assert all(c["observed_at"].endswith("Z") for c in readings)
    assert any(c["kind"] == "passage" for c in answer["citations"])
    cited = {n for sentence in answer["sentences"] for n in sentence["citations"]}
    assert cited == {c["n"] for c in answer["citations"]}


def seen(answer: dict[str, Any]) -> dict[str, Any]:
    return answer if answer["outcome"] == "answered" else {}


def test_a_value_that_flips_in_the_stream_changes_the_answer_within_two_seconds(bedside, patient):
    send(bedside, patient, heart_rate=72)
    eventually(lambda: "72/min" in ask(bedside, patient, "What is her heart rate?")["answer"])
    send(bedside, patient, age_s=0.0, heart_rate=131)
    flipped = time.monotonic()
    eventually(lambda: "131/min" in ask(bedside, patient, "What is her heart rate?")["answer"], FLIPPED_WITHIN_S)
    assert time.monotonic() - flipped < FLIPPED_WITHIN_S


def test_what_is_old_is_said_to_be_old_and_what_is_missing_to_be_missing(bedside, patient):
    send(bedside, patient, age_s=120, spo2=97)
    answer = eventually(lambda: seen(ask(bedside, patient, "What are her sats?")))
    assert "too old to be taken as current" in answer["answer"]
    assert answer["citations"][0]["quality"] == "stale"
    missing = ask(bedside, patient, "What is her temperature?")
    assert missing["outcome"] == "abstained"
    assert missing["answer"] == "There is no reading of temperature."


def test_what_an_answer_saw_is_kept_and_gives_the_same_sentences_again(bedside, patient):
    send(bedside, patient, temperature=38.4, respiratory_rate=22)
    answer = eventually(lambda: seen(ask(bedside, patient, "Is 38.4 dangerous with her medicines?")))
    kept = bedside.chatbot.get(f"/answers/{answer['answer_id']}").json()
    again: Answer = replayed(kept["evidence"])
    said = [s.text for s in again.sentences]
    assert [s["text"] for s in answer["sentences"]][: len(said)] == said
    assert "The temperature is 38.4 °C" in said[0]
    kept["evidence"]["patient"]["view"]["readings"][-1]["value"] = 39.9
    assert [s.text for s in replayed(kept["evidence"]).sentences] != said


def test_a_general_question_beside_a_patient_is_answered_from_the_library_alone(bedside, patient):
    send(bedside, patient, heart_rate=72)
    answer = ask(bedside, patient, "What is asthma?")
    assert {c["kind"] for c in answer["citations"]} == {"passage"}
    assert answer["warnings"] == []


def test_a_past_moment_is_answered_from_what_was_then_and_is_replayed_so(bedside, patient):
    send(bedside, patient, age_s=600, heart_rate=88)
    send(bedside, patient, heart_rate=131)
    eventually(lambda: "131" in ask(bedside, patient, "What is her heart rate?")["answer"])
    answer = eventually(lambda: seen(ask(bedside, patient, "What was her heart rate ten minutes ago?")))
    assert "10 min ago, the heart rate was 88/min" in answer["answer"]
    assert "131" not in answer["answer"]
    told, urgent = answer["sentences"]
    assert [c["value"] for c in answer["citations"] if c["n"] in told["citations"]] == [88.0]
    assert urgent["text"].startswith("Urgent now, whatever was then: NEWS2 is at least 3")
    kept = bedside.chatbot.get(f"/answers/{answer['answer_id']}").json()
    assert [s.text for s in replayed(kept["evidence"]).sentences] == [s["text"] for s in answer["sentences"]]
    span = ask(bedside, patient, "How high did her heart rate go in the last half hour?")
    assert "was between 88" in span["answer"]
    assert "131/min" in span["answer"]


def test_a_follow_up_is_read_with_the_question_before_in_the_kept_conversation(bedside, patient):
    send(bedside, patient, age_s=3600, heart_rate=88)
    send(bedside, patient, heart_rate=75, temperature=36.8)
    first = eventually(lambda: seen(ask(bedside, patient, "What is her heart rate?")))
    same = {"conversation_id": first["conversation_id"]}
    then = ask(bedside, patient, "what about an hour ago?", **same)
    assert "60 min ago, the heart rate was 88/min" in then["answer"]
    kept = bedside.chatbot.get(f"/answers/{then['answer_id']}").json()
    assert [s.text for s in replayed(kept["evidence"]).sentences] == [s["text"] for s in then["sentences"]]
    other = ask(bedside, patient, "and her temp now?", **same)
    assert "The temperature is 36.8 °C" in other["answer"]
    assert "88" not in other["answer"]
    alone = ask(bedside, patient, "since when?")
    assert alone["answer"].startswith("Which value is meant is not understood here")


def test_an_emergency_comes_before_any_reading(bedside, patient):
    send(bedside, patient, respiratory_rate=26)
    answer = ask(bedside, patient, "she is not breathing and her lips are blue, what are her sats?")
    assert answer["outcome"] == "emergency"
    assert "911" in answer["sentences"][0]["text"]


def test_of_an_unknown_patient_nothing_is_known(bedside, patient):
    answer = ask(bedside, patient, "How is she doing?")
    assert answer["outcome"] == "abstained"
    assert answer["answer"] == "Nothing is known of this patient here: no reading has come in."
