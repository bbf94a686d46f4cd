"""`bedside ask` and `answer show`: an answer in the terminal, and any answer shown again byte for byte."""

import json
import time
from contextlib import closing
from pathlib import Path

import pytest

from bedside import settings
from bedside.assembly import Assembly
from bedside.core.vitals.reading import Reading

from .conftest import Bedside


def test_a_first_question_is_answered_from_the_starter_library(bedside: Bedside) -> None:
    answer = bedside("ask", "What is asthma?", "--json").json()
    assert answer["outcome"] == "answered"
    assert answer["citations"]


def test_an_answer_is_shown_again_byte_for_byte(bedside: Bedside) -> None:
    said = bedside("ask", "What is gout?", "--json").out.removesuffix("\n")
    identity = json.loads(said)["answer_id"]
    assert bedside("answer", "show", identity).out == said
    assert bedside("answer", "show", identity, "--json").out == said


def test_people_read_the_answer_its_sources_and_how_old_the_library_is(bedside: Bedside) -> None:
    shown = bedside("ask", "What is asthma?").out
    assert "[1]" in shown
    assert "not clinically reviewed" in shown
    assert "library as of" in shown


def test_an_emergency_waits_for_no_library_even_a_broken_one(bedside: Bedside, home: Path) -> None:
    bedside("library", "load", "starter", "--json")
    for meta in home.glob("index/*/lexical/meta.json"):
        meta.write_text("no index any more")
    assert bedside("ask", "What is asthma?", "--json").json()["code"] == "index_corrupt"
    answered = bedside("ask", "my dad collapsed and is not breathing")
    assert answered.status == 0
    assert "911" in answered.out


def test_an_emergency_is_told_whom_to_call_even_where_the_home_cannot_be_used(bedside: Bedside, home: Path) -> None:
    home.write_text("a file, not a folder")
    answered = bedside("ask", "my dad collapsed and is not breathing")
    assert "911" in answered.out
    assert "BEDSIDE_HOME" in answered.err
    with_json = bedside("ask", "my dad collapsed and is not breathing", "--json")
    assert "911" in with_json.err
    assert with_json.json()["code"] == "misconfigured"
    assert bedside("ask", "What is gout?").out == ""


def test_what_an_answer_warns_of_is_shown(bedside: Bedside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEDSIDE_INGEST_URL", "http://127.0.0.1:9")
    told = bedside("ask", "What is her heart rate?", "--patient", "p1").out.replace("\n", " ")
    assert "The live readings cannot be reached just now" in told


def test_a_patient_is_answered_about_from_what_the_home_holds(bedside: Bedside, home: Path) -> None:
    assert "Nothing is known of this patient here" in bedside("ask", "How is she?", "--patient", "p1").out
    now_ms = time.time_ns() // 1_000_000
    with closing(Assembly(settings.load({"BEDSIDE_HOME": str(home)}))) as parts:
        beat = Reading(patient_id="p1", signal="heart_rate", value=71.0, unit="/min", observed_at=now_ms - 2000)
        parts.intake.record([beat], "json")
    told = bedside("ask", "What is her heart rate?", "--patient", "p1").out.replace("\n", " ")
    assert "The heart rate is 71/min" in told
    assert "reading · heart rate 71/min at" in told


def test_brackets_in_an_answer_are_text_not_colour(bedside: Bedside, tmp_path: Path) -> None:
    source = tmp_path / "marked.jsonl"
    text = "Wickroot is a [bold]root[/bold] of the marsh and is eaten [red]raw by many people."
    source.write_text(json.dumps({"id": "w", "title": "Wickroot [red]", "focus": "Wickroot", "text": text}))
    bedside("library", "load", str(source), "-c", "marked", "--json")
    shown = bedside("ask", "What is wickroot?", "-c", "marked")
    assert shown.status == 0
    assert "Wickroot [red]" in shown.out


@pytest.mark.parametrize("collection", ["nowhere", "../etc"])
def test_a_collection_that_is_not_there_is_said(bedside: Bedside, collection: str) -> None:
    ended = bedside("ask", "What is asthma?", "-c", collection)
    assert ended.status == 2
    assert "collection" in ended.err
