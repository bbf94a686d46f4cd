"""How `bedside send` sends what is no file of our own readings: FHIR over HTTP, HL7v2 over MLLP, hourly ICU tables.

Each gives answers as `/ingest` does. Of HL7 messages, what is counted are messages: accepted is AA, rejected AE or AR.
"""

import json
import socket
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bedside.cli.send_target import Answer, Target
from bedside.errors import InvalidInput, PeerUnavailable
from bedside.messages.csv_hourly import read_hourly
from bedside.messages.file_text import opened
from bedside.messages.found import Measured, Unread
from bedside.messages.request_parts import Part
from bedside.messages.times import rfc3339_ms
from bedside.messages.vitals import reading_to_wire

_FHIR = "application/fhir+json"
_READINGS_A_PART = 4_000
_ANSWER_S = 60.0
_CREATED, _KNOWN = 201, 200


def send_fhir(path: Path, target: Target) -> Iterator[Answer]:
    """Sends one Bundle or one Observation."""
    with opened(path) as file:
        yield _posted(file.read(), target)


def send_fhir_lines(path: Path, target: Target) -> Iterator[Answer]:
    """Sends each line, as a bulk export has them: an Observation or a Bundle."""
    with opened(path) as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                answer = _posted(line, target)
                yield answer | {"results": [{**one, "line": number} for one in answer["results"]]}


def _posted(raw: bytes, target: Target) -> Answer:
    try:
        given = json.loads(raw)
    except ValueError:
        given = None
    is_bundle = isinstance(given, dict) and given.get("resourceType") == "Bundle"
    status, body = target.ask("/fhir" if is_bundle else "/fhir/Observation", raw, _FHIR)
    if is_bundle and status == _KNOWN:
        told = [entry["response"] for entry in body.get("entry", ())]
        return _answer([(int(one["status"][:3]), "location" in one, one.get("outcome", {})) for one in told])
    has_address = any(one.get("diagnostics") for one in body.get("issue", ()))
    return _answer([(status, has_address, body)])


def send_hl7(path: Path, target: Target) -> Iterator[Answer]:
    """Sends each message of a file, and waits for its answer before the next."""
    with opened(path) as file:
        messages = _messages(file.read())
    host = urlsplit(target.address).hostname or "127.0.0.1"
    try:
        with socket.create_connection((host, target.mllp_port), timeout=_ANSWER_S) as connection:
            for message in messages:
                connection.sendall(b"\x0b" + message + b"\x1c\r")
                yield _acknowledged(_received(connection))
    except OSError as error:
        raise PeerUnavailable(
            f"nothing answers HL7 messages at {host}:{target.mllp_port}",
            next_step="Start it (`bedside run all`), or set BEDSIDE_MLLP_PORT to its port.",
        ) from error


def send_hourly(path: Path, target: Target) -> Iterator[Answer]:
    """Sends a table of one row an hour; the stays began when `--began` says."""
    began = rfc3339_ms(target.began)
    if not isinstance(began, int):
        raise InvalidInput(
            "hourly rows have no dates", code="no_begin", next_step="Name --began as 2026-03-01T12:00:00Z."
        )
    with opened(path) as file:
        found = read_hourly((line.decode("utf-8", "replace") for line in file), began)
        while part := list(islice(found, _READINGS_A_PART)):
            measured = [(number, one.reading) for number, one in part if isinstance(one, Measured)]
            unread = [
                {"reason": one.reason.value, "field": one.field, "line": number}
                for number, one in part
                if isinstance(one, Unread)
            ]
            content = json.dumps({"readings": [reading_to_wire(one) for _, one in measured]}).encode()
            body = Part(content, "application/json", [number for number, _ in measured])
            answer = target.post("/ingest", body.content, body.media_type)
            results = [*body.placed(answer["results"]), *unread]
            yield answer | {"rejected": answer["rejected"] + len(unread), "results": results}


def _answer(told: list[tuple[int, bool, Any]]) -> Answer:
    """Returns the counts of answers: status, whether it has an address, and outcome."""
    refused = [
        {"reason": issue.get("diagnostics") or issue["code"]}
        for status, _, outcome in told
        for issue in outcome.get("issue", ())
        if issue["severity"] in ("error", "warning", "fatal")
    ]
    return {
        "accepted": sum(status == _CREATED for status, _, _ in told),
        "duplicate": sum(status == _KNOWN and has_address for status, has_address, _ in told),
        "rejected": len(refused),
        "results": refused,
    }


def _messages(raw: bytes) -> list[bytes]:
    """Returns the messages of a file: framed, or one after another; headers of files and batches are left out."""
    text = raw.replace(b"\x0b", b"\r").replace(b"\x1c", b"\r").replace(b"\r\n", b"\r").replace(b"\n", b"\r")
    found: list[list[bytes]] = []
    for line in text.split(b"\r"):
        if line.startswith(b"MSH"):
            found.append([])
        if found and line and line[:3] not in (b"FHS", b"BHS", b"BTS", b"FTS"):
            found[-1].append(line)
    return [b"\r".join(lines) + b"\r" for lines in found]


def _received(connection: socket.socket) -> bytes:
    got = b""
    while not got.endswith(b"\x1c\r"):
        more = connection.recv(65536)
        if not more:
            raise ConnectionError
        got += more
    return got


def _acknowledged(answer: bytes) -> Answer:
    lines = [line.split(b"|") for line in answer.split(b"\r")]
    code = next((line[1] for line in lines if line[0] == b"MSA"), b"")
    is_taken = code in (b"AA", b"CA")
    errors = [line[8] for line in lines if line[0] == b"ERR" and len(line) > 8]
    reasons = [{"reason": error.decode("utf-8", "replace")} for error in errors]
    return {"accepted": int(is_taken), "duplicate": 0, "rejected": int(not is_taken), "results": reasons}
