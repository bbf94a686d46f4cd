"""A question asked of the running services: cited, streamed, stored, remembered; the same in both forms."""

import json
import re

import pytest

from bedside.testing.servers import Deployment


def events(body: str) -> list[tuple[str, dict]]:
    found = []
    for block in body.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines())
        found.append((fields["event"], json.loads(fields["data"])))
    return found


def test_an_answer_cites_passages_word_for_word(bedside: Deployment) -> None:
    answer = bedside.chatbot.post("/chat", json={"message": "What is a normal oxygen saturation?"}).json()
    assert answer["outcome"] == "answered"
    numbers = {citation["n"] for citation in answer["citations"]}
    assert numbers
    for sentence in answer["sentences"]:
        assert set(sentence["citations"]) <= numbers
    for citation in answer["citations"]:
        document = bedside.rag.get(f"/library/default/documents/{citation['document_id']}").json()
        for part in citation["quote"].split(" … "):
            assert part in " ".join(document["text"].split())


def test_an_answer_names_each_model_that_decided_on_it_and_that_it_came_with_the_package(bedside: Deployment) -> None:
    def models(message: str) -> dict[str, str]:
        named = bedside.chatbot.post("/chat", json={"message": message}).json()["model_versions"]
        assert named.pop("generator") == "extractive"
        return {name: re.sub(r"[0-9a-f]{8}(?=$|\+)", "…", version) for name, version in named.items()}

    every = {name: f"{name}-shipped-…" for name in ("ranker", "abstention", "sentences")}
    every["questions"] = "questions-…+int8"
    assert models("What is a normal oxygen saturation?") == every
    assert models("What dose of warfarin should I take?") == {name: every[name] for name in ("ranker", "questions")}
    assert models("my dad collapsed and is not breathing") == {"ranker": ""}


def test_a_citation_of_the_starter_library_names_where_its_facts_come_from(bedside: Deployment) -> None:
    answer = bedside.chatbot.post("/chat", json={"message": "What are the symptoms of asthma?"}).json()
    source = next(c["source"] for c in answer["citations"] if c["document_id"].startswith("asthma"))
    assert "not clinically reviewed" in source
    assert "NHS (asthma)" in source


def test_a_stream_tells_each_step_and_ends_with_the_whole_answer(bedside: Deployment) -> None:
    response = bedside.chatbot.post("/chat", json={"message": "How is asthma treated?", "stream": True})
    assert response.headers["content-type"].startswith("text/event-stream")
    steps = events(response.text)
    names = [name for name, _ in steps]
    assert names[:2] == ["triage", "passages"]
    assert names[-1] == "done"
    whole = steps[-1][1]
    assert "".join(data["text"] for name, data in steps if name == "token") == whole["answer"]
    assert [data["n"] for name, data in steps if name == "citation"] == [c["n"] for c in whole["citations"]]


def test_an_emergency_is_answered_first_and_without_the_library(bedside: Deployment) -> None:
    steps = events(
        bedside.chatbot.post(
            "/chat", json={"message": "my dad collapsed and is not breathing", "stream": True, "locale": "en-GB"}
        ).text
    )
    assert steps[0][1]["outcome"] == "emergency"
    assert "passages" not in [name for name, _ in steps]
    assert "999" in steps[-1][1]["sentences"][0]["text"]


@pytest.mark.parametrize(("locale", "number"), [("pl-PL", "112"), ("nonsense!", "911"), ("en", "911")])
def test_a_locale_without_numbers_is_answered_with_others_and_a_warning(
    bedside: Deployment, locale: str, number: str
) -> None:
    asked = {"message": "my dad collapsed and is not breathing", "locale": locale}
    answer = bedside.chatbot.post("/chat", json=asked).json()
    assert answer["outcome"] == "emergency"
    assert number in answer["sentences"][0]["text"]
    assert ["No emergency numbers are known" in warning for warning in answer["warnings"]] == [True]
    names = [name for name, _ in events(bedside.chatbot.post("/chat", json=asked | {"stream": True}).text)]
    assert names[:2] == ["triage", "token"]
    assert names[-2:] == ["warning", "done"]


def test_a_dose_is_declined_with_whom_to_ask(bedside: Deployment) -> None:
    answer = bedside.chatbot.post("/chat", json={"message": "How many mg of ibuprofen can I take?"}).json()
    assert answer["outcome"] == "abstained"
    assert "pharmacist" in answer["answer"].lower()


def test_an_answer_is_shown_again_as_it_was(bedside: Deployment) -> None:
    answer = bedside.chatbot.post("/chat", json={"message": "What is sepsis?"}).json()
    again = bedside.chatbot.get(f"/answers/{answer['answer_id']}").json()
    assert {name: again[name] for name in answer} == answer
    assert again["evidence"]["passages"]


def test_feedback_is_kept_with_the_answer(bedside: Deployment) -> None:
    answer = bedside.chatbot.post("/chat", json={"message": "What is gout?"}).json()
    given = {"verdict": "corrected", "comment": "too short", "correction": "Gout is …", "by": "dr-a"}
    said = bedside.chatbot.post(f"/answers/{answer['answer_id']}/feedback", json=given).json()["feedback"]
    assert [{name: entry[name] for name in given} for entry in said] == [given]


def test_a_follow_up_is_understood_from_the_conversation(bedside: Deployment) -> None:
    first = bedside.chatbot.post("/chat", json={"message": "What is asthma?", "person_id": "p-follow"}).json()
    second = bedside.chatbot.post(
        "/chat",
        json={"message": "How is it treated?", "person_id": "p-follow", "conversation_id": first["conversation_id"]},
    ).json()
    assert second["outcome"] == "answered"
    assert any("asthma" in citation["document_id"] for citation in second["citations"])


def test_understanding_reads_a_conversation_only_for_its_own_person(bedside: Deployment) -> None:
    first = bedside.chatbot.post("/chat", json={"message": "What is asthma?", "person_id": "p-reads"}).json()
    asked = {"kind": "query", "text": "How is it treated?", "conversation_id": first["conversation_id"]}
    mine = bedside.preprocessing.post("/preprocess", json=asked | {"person_id": "p-reads"})
    assert "asthma" in mine.json()["condensed"].lower()
    for person in ({"person_id": "p-other"}, {}):
        refused = bedside.preprocessing.post("/preprocess", json=asked | person)
        assert refused.status_code == 403
        assert "asthma" not in refused.text.lower()


def test_what_a_person_told_is_answered_from_their_words_and_cites_nothing(bedside: Deployment) -> None:
    told = {"message": "I am allergic to penicillin and I take metformin. What is gout?", "person_id": "p-told"}
    first = bedside.chatbot.post("/chat", json=told).json()
    here = {"person_id": "p-told", "conversation_id": first["conversation_id"]}
    for message, value in (("What am I allergic to?", "penicillin"), ("what medicines am I on?", "metformin")):
        answer = bedside.chatbot.post("/chat", json={"message": message} | here).json()
        assert answer["outcome"] == "answered"
        assert value in answer["answer"]
        assert "your own words" in answer["answer"]
        assert answer["citations"] == []
    elsewhere = bedside.chatbot.post("/chat", json={"message": "What am I allergic to?", "person_id": "p-told"}).json()
    assert elsewhere["outcome"] == "abstained"
    assert "penicillin" not in elsewhere["answer"]


def test_a_person_is_exported_and_forgotten(bedside: Deployment) -> None:
    asked = {"message": "I am allergic to penicillin. What is sepsis?", "person_id": "p-export"}
    conversation = bedside.chatbot.post("/chat", json=asked).json()["conversation_id"]
    held = bedside.chatbot.get("/people/p-export/export").json()
    assert held["conversations"][0]["pinned_facts"][0]["kind"] == "allergy"
    assert held["conversations"][0]["turns"][0]["text"] == asked["message"]
    assert bedside.chatbot.get("/conversations", params={"person_id": "p-export"}).json()["conversations"]
    bedside.chatbot.delete("/people/p-export").raise_for_status()
    assert bedside.chatbot.get(f"/conversations/{conversation}").status_code == 404
    assert bedside.chatbot.get("/people/p-export/export").json()["answers"] == []


def test_anothers_conversation_is_refused(bedside: Deployment) -> None:
    mine = bedside.chatbot.post("/chat", json={"message": "What is gout?", "person_id": "p-mine"}).json()
    theirs = {"message": "And then?", "person_id": "p-theirs", "conversation_id": mine["conversation_id"]}
    refused = bedside.chatbot.post("/chat", json=theirs)
    assert refused.status_code == 403
    assert refused.json()["next_step"]


def test_a_stream_into_anothers_conversation_is_refused_before_any_of_it_is_sent(bedside: Deployment) -> None:
    mine = bedside.chatbot.post("/chat", json={"message": "What is gout?", "person_id": "p-mine"}).json()
    for person in ({"person_id": "p-theirs"}, {}):
        theirs = {"message": "And then?", "conversation_id": mine["conversation_id"], "stream": True} | person
        refused = bedside.chatbot.post("/chat", json=theirs)
        assert refused.status_code == 403
        assert refused.headers["content-type"] == "application/problem+json"
        assert refused.json()["code"] == "foreign_conversation"


def test_danger_told_in_anothers_conversation_is_still_met_with_whom_to_call(bedside: Deployment) -> None:
    mine = bedside.chatbot.post("/chat", json={"message": "What is gout?", "person_id": "p-mine"}).json()
    told = {"message": "he is not breathing", "person_id": "p-theirs", "conversation_id": mine["conversation_id"]}
    steps = events(bedside.chatbot.post("/chat", json=told | {"stream": True}).text)
    assert steps[0][1]["outcome"] == "emergency"
    assert "911" in next(data["text"] for name, data in steps if name == "token")
    turns = bedside.chatbot.get(f"/conversations/{mine['conversation_id']}").json()["turns"]
    assert len(turns) == 2


def test_danger_in_a_message_of_any_length_is_answered(bedside: Deployment) -> None:
    message = "I have crushing chest pain and cannot breathe. " + "The kettle is on. " * 1200
    assert bedside.chatbot.post("/chat", json={"message": message}).json()["outcome"] == "emergency"
    assert bedside.chatbot.post("/chat", json={"message": "The kettle is on. " * 1200}).status_code == 413


def test_another_language_is_told_that_only_english_is_read_and_whom_to_call(bedside: Deployment) -> None:
    answer = bedside.chatbot.post(
        "/chat", json={"message": "Was sind die Anzeichen einer Lungenentzündung bei alten Menschen?"}
    )
    body = answer.json()
    assert body["outcome"] == "abstained"
    assert "Only English" in body["answer"]
    assert "911" in body["answer"]
