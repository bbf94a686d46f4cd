"""What all commands share: `--json`, exit codes 0, 1 and 2, one sentence and the next step where they fail."""

import errno
import os
import pty
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from bedside import cli
from bedside.cli import commands as command_line
from bedside.errors import InvalidInput, Unavailable

from .conftest import Bedside


def commands(group: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{prefix}{name} ")
        else:
            yield prefix + name, command


ALL = dict(commands(typer.main.get_command(command_line())))


@pytest.mark.parametrize("name", sorted(ALL))
def test_each_command_takes_json_and_says_what_it_does(name: str) -> None:
    command = ALL[name]
    assert "--json" in {option for parameter in command.params for option in parameter.opts}
    assert command.help.strip().endswith(".")


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("library", "load"),
        ("library", "load", "starter", "--dense", "perhaps"),
        ("library", "load", "no/such/file.jsonl"),
        ("library", "load", ""),
        ("library", "load", "starter", "-c", "Two Words"),
        ("library", "load", "starter", "--limit", "0"),
        ("run", "nonsense"),
        ("train", "nonsense"),
        ("answer", "show", "no-such-answer"),
        ("model", "promote", "ranker", "v9999"),
        ("model", "rollback", "ranker"),
        ("lineage", "no-such-id"),
        ("library", "leaks"),
        ("send", "no/such/file.json"),
        ("send", "."),
        ("send", __file__, "--to", "nonsense"),
        ("send", __file__, "--began", "yesterday"),
        ("alerts", "nonsense"),
        ("simulate", "nonsense"),
        ("simulate", "ward", "--scenario", "nonsense"),
        ("simulate", "ward", "--to", "nonsense"),
        ("simulate", "ward", "--minutes", "0.1", "--out", "."),
        ("simulate", "ward", "--minutes", "0.1", "--out", "x", "--truth", "/proc/none/x"),
        ("eval", "triage", "--set", "no/such/file.jsonl"),
        ("eval", "triage", "--set", "."),
        ("eval", "redaction", "--set", "."),
        ("eval", "alerts", "--vitals", "."),
        ("eval", "retrieval", "--questions", "no/such.tsv", "--qrels", "no/such.tsv"),
        ("eval", "groundedness", "--questions", "no/such.jsonl"),
        ("eval", "nab", "--data", "no/such/folder"),
        ("eval", "alerts", "--vitals", "no/such/file.csv"),
        ("ask", ""),
        ("ask", "--nonsense", "x"),
    ],
    ids=" ".join,
)
def test_wrong_use_ends_with_2_and_says_how_to_go_on(bedside: Bedside, arguments: tuple[str, ...]) -> None:
    ended = bedside(*arguments)
    assert ended.status == 2
    assert ended.err.strip()
    assert "Traceback" not in ended.err


def test_what_the_system_refuses_is_said_without_a_traceback(bedside: Bedside, tmp_path: Path) -> None:
    ended = bedside("eval", "redaction", "--set", str(tmp_path))
    assert ended.status == 2
    assert str(tmp_path) in ended.err.replace("\n", "")
    assert "Traceback" not in ended.err


def test_only_a_path_that_was_named_wrongly_is_wrong_use() -> None:
    assert isinstance(cli._of_the_system(FileNotFoundError(errno.ENOENT, "No such file", "x")), InvalidInput)
    assert isinstance(cli._of_the_system(OSError(errno.EIO, "Input/output error")), Unavailable)


def test_names_of_symbols_in_an_error_stay_words(bedside: Bedside) -> None:
    assert "NAME:bed:at" in bedside("simulate", "ward", "--scenario", "nonsense").err


def test_brackets_in_an_error_are_text_not_colour(bedside: Bedside, tmp_path: Path) -> None:
    named = tmp_path / "[ward] set.jsonl"
    named.write_text("no JSON")
    assert "[ward]" in bedside("eval", "triage", "--set", str(named)).err


def test_a_failure_with_json_is_an_object_with_code_and_next_step(bedside: Bedside) -> None:
    ended = bedside("answer", "show", "no-such-answer", "--json")
    assert ended.status == 2
    assert {"code", "detail", "next_step", "errors"} == set(ended.json())


@pytest.mark.parametrize(
    "arguments",
    [("nonsense",), ("send",), ("alerts", "nonsense"), ("simulate", "ward", "--beds", "many"), ("eval", "nab")],
    ids=" ".join,
)
def test_wrong_use_with_json_is_an_object_too(bedside: Bedside, arguments: tuple[str, ...]) -> None:
    ended = bedside(*arguments, "--json")
    told = ended.json()
    assert (ended.status, told["code"]) == (2, "wrong_use")
    assert told["detail"]
    assert "--help" in told["next_step"]
    assert "--help" in ended.err


def test_help_is_no_error_beside_json(bedside: Bedside) -> None:
    ended = bedside("send", "--help", "--json")
    assert (ended.status, "Usage" in ended.out) == (0, True)


def test_an_unknown_variable_with_our_prefix_is_named(bedside: Bedside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEDSIDE_HOEM", "x")
    monkeypatch.setenv("BEDSIDE_PORT", "many")
    ended = bedside("config")
    assert ended.status == 2
    assert "BEDSIDE_HOEM" in ended.err
    assert "BEDSIDE_PORT" in ended.err
    assert "bedside config" not in ended.err  # it was the command: it cannot be the next step


def test_a_variable_of_a_later_part_is_refused_by_name(bedside: Bedside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEDSIDE_DRIFT_URL", "http://127.0.0.1:8404")
    ended = bedside("config")
    assert ended.status == 2
    assert "not built yet" in ended.err


def test_config_shows_what_is_set_and_hides_secrets(bedside: Bedside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEDSIDE_RECORDS_URL", "postgresql://ward:hush-hush@db/records")
    monkeypatch.setenv("BEDSIDE_GENERATOR_URL", "openai+http://host/v1?model=m&key=hush-hush")
    ended = bedside("config", "--json")
    rows = {row["variable"]: row for row in ended.json()["settings"]}
    assert "hush-hush" not in ended.out + bedside("config").out
    assert rows["BEDSIDE_RECORDS_URL"]["value"] == "postgresql://ward:***@db/records"
    assert "model=m" in rows["BEDSIDE_GENERATOR_URL"]["value"]
    assert (rows["BEDSIDE_HOME"]["set"], rows["BEDSIDE_LOCALE"]["set"]) == (True, False)


def shown_on_a_terminal(home: Path, **environment: str) -> bytes:
    """Returns what `bedside config` writes to a real terminal."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "bedside.cli", "config"],
        env={"PATH": os.environ["PATH"], "TERM": "xterm-256color", "BEDSIDE_HOME": str(home), **environment},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    written = b""
    with child:
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:  # a terminal ends so
                break
            if not part:
                break
            written += part
    os.close(ours)
    assert child.returncode == 0
    return written


@pytest.mark.parametrize(("environment", "styled"), [({}, True), ({"NO_COLOR": "1"}, False)], ids=["plain", "NO_COLOR"])
def test_colour_is_left_out_where_it_is_not_wanted(home: Path, environment: dict[str, str], styled: bool) -> None:
    written = shown_on_a_terminal(home, **environment)
    assert b"BEDSIDE_HOME" in written
    colours = [code for code in (b"\x1b[3", b"\x1b[9", b"\x1b[38") if code in written.replace(b"\x1b[3m", b"")]
    assert styled or colours == []


def test_each_command_is_in_the_file_that_it_is_looked_for_in() -> None:
    assert set(typer.main.get_command(command_line()).commands) == set(cli._FILES)
    for name in cli._FILES:
        assert name in typer.main.get_command(command_line(name)).commands


@pytest.mark.parametrize(
    ("named", "stays_away"),
    [("run", ["fastapi", "tantivy", "duckdb", "bedside.usecases.ask_question"]), ("codes", ["uvicorn", "fastapi"])],
)
def test_a_command_waits_for_no_imports_of_others(named: str, stays_away: list[str]) -> None:
    code = f"import sys; from bedside import cli; cli.commands({named!r}); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not set(stays_away) & set(loaded)
    assert f"bedside.cli.{named}" in loaded


def test_a_scorer_at_work_has_loaded_nothing_that_answers_or_serves(tmp_path: Path) -> None:
    code = """
        import sys, threading
        from bedside.cli.output import assembled
        from bedside.services.workers import start_worker
        stop = threading.Event()
        with assembled() as parts:
            start_worker("scorer", parts, stop)
            stop.set()
        print(*sys.modules)
    """
    environment = {**os.environ, "BEDSIDE_HOME": str(tmp_path)}
    command = [sys.executable, "-c", textwrap.dedent(code)]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout.split()
    assert not {"fastapi", "tantivy", "onnxruntime", "bedside.usecases.ask_question"} & set(loaded)
    assert "numba" in loaded
