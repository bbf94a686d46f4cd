"""`bedside send FILE`: sends readings of a file to the ingestion service; what a file holds is told by its content."""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import httpx2
import typer

from bedside.adapters.peers.problem import error_of
from bedside.cli.output import AsJson, out, show_json
from bedside.core.loopback import is_loopback
from bedside.errors import InvalidInput, OfflineRefused, PeerUnavailable
from bedside.messages.reading_files import Part, kind_of, parts_of
from bedside.settings import Settings, load

_TRIES = 4
_LONGEST_WAIT_S = 10.0
_DEFAULT = "http://127.0.0.1:8400"


@dataclass(frozen=True, slots=True)
class Target:
    """Where to send: ``post`` gives the answer to a body of a media type at a path."""

    post: Callable[[str, bytes, str], dict[str, Any]]


Send = Callable[[Path, Target], Iterator[dict[str, Any]]]
"""Sends a file; yields answers with ``accepted``, ``duplicate``, ``rejected`` and ``results``."""


def _send_readings(path: Path, target: Target) -> Iterator[dict[str, Any]]:
    part: Part
    for part in parts_of(path):
        yield target.post("/ingest", part.content, part.media_type)


BY_CONTENT: dict[str, Send] = {"readings": _send_readings}
"""How each kind of file is sent; the doors of FHIR and HL7v2 add theirs."""


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("send")(send)


def send(
    file: Annotated[Path, typer.Argument(help="JSON, NDJSON, CSV or Arrow with readings; FHIR or HL7v2.")],
    to: Annotated[str, typer.Option(help=f"Address of the service; BEDSIDE_INGEST_URL, else {_DEFAULT}.")] = "",
    json_: AsJson = False,
) -> None:
    """Sends a file of readings; exit 1 where one was rejected."""
    settings = load()
    kind = kind_of(file)
    if kind not in BY_CONTENT:
        raise InvalidInput(f"files of {kind} are not sent by this version", next_step="Send them to their own door.")
    totals = dict.fromkeys(("accepted", "duplicate", "rejected"), 0)
    reasons: Counter[str] = Counter()
    with httpx2.Client(base_url=to or settings.ingest_url or _DEFAULT, trust_env=False, timeout=60) as client:
        for answer in BY_CONTENT[kind](file, _target(client, settings)):
            totals = {name: count + int(answer[name]) for name, count in totals.items()}
            reasons.update(one["reason"] for one in answer["results"] if one.get("reason"))
    if json_:
        show_json({**totals, "reasons": dict(reasons)})
    else:
        out.print(", ".join(f"{count:,} {name}" for name, count in totals.items()), highlight=False)
        for reason, count in reasons.most_common():
            out.print(f"  {count:,} {reason}", highlight=False)
    if totals["rejected"]:
        raise typer.Exit(1)


def _target(client: httpx2.Client, settings: Settings) -> Target:
    address = str(client.base_url)
    if settings.offline and not is_loopback(address):
        raise OfflineRefused("the address to send to is another machine while BEDSIDE_OFFLINE=1")

    def post(path: str, content: bytes, media_type: str) -> dict[str, Any]:
        for tried in range(_TRIES):
            try:
                answer = client.post(path, content=content, headers={"Content-Type": media_type})
            except httpx2.RequestError as error:
                raise _unreachable(address) from error
            if answer.status_code != httpx2.codes.SERVICE_UNAVAILABLE:
                break
            time.sleep(min(_LONGEST_WAIT_S, 0.2 * 2**tried))
        return _read(answer, address)

    return Target(post)


def _read(answer: httpx2.Response, address: str) -> dict[str, Any]:
    try:
        body = json.loads(answer.content)
    except ValueError:
        body = None
    if answer.is_success and isinstance(body, dict):
        return body
    raise error_of(answer.status_code, body) or _unreachable(address, answer.status_code)


def _unreachable(address: str, status: int | None = None) -> PeerUnavailable:
    what = f"answered {status}" if status else "cannot be reached"
    return PeerUnavailable(
        f"the service at {address} {what}",
        next_step="Start it (`bedside run all`), or name another with --to, then send the file again: "
        "what was taken is recognised.",
    )
