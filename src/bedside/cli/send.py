"""`bedside send FILE`: sends readings of a file to the ingestion service; what a file holds is told by its content."""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import httpx2
import typer

from bedside.adapters.peers.problem import error_of
from bedside.cli.output import AsJson, out, show_json
from bedside.cli.send_messages import send_fhir, send_fhir_lines, send_hl7, send_hourly
from bedside.cli.send_target import Answer, Target
from bedside.core.loopback import is_loopback
from bedside.errors import InvalidInput, OfflineRefused, PeerUnavailable
from bedside.messages.reading_files import kind_of, parts_of
from bedside.settings import Settings, load

_TRIES = 4
_LONGEST_WAIT_S = 10.0
_DEFAULT_PORT = 8400
_MOST_LINES = 20


Send = Callable[[Path, Target], Iterator[Answer]]
"""Sends a file; yields answers with ``accepted``, ``duplicate``, ``rejected`` and ``results``."""


def _send_readings(path: Path, target: Target) -> Iterator[Answer]:
    for part in parts_of(path):
        answer = target.post("/ingest", part.content, part.media_type)
        yield answer | {"results": part.placed(answer["results"])}


BY_CONTENT: dict[str, Send] = {
    "readings": _send_readings,
    "fhir": send_fhir,
    "fhir_lines": send_fhir_lines,
    "hl7v2": send_hl7,
    "hourly": send_hourly,
}
"""How each kind of file is sent."""


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("send")(send)


def ingestion_url(settings: Settings) -> str:
    """Returns where readings go that name no service: BEDSIDE_INGEST_URL, else this machine at BEDSIDE_PORT or 8400."""
    return settings.ingest_url or f"http://127.0.0.1:{settings.port or _DEFAULT_PORT}"


def send(
    file: Annotated[Path, typer.Argument(help="JSON, NDJSON, CSV or Arrow with readings; FHIR; HL7v2; hourly CSV.")],
    to: Annotated[
        str, typer.Option(help="Address of the service; BEDSIDE_INGEST_URL, else this machine at BEDSIDE_PORT or 8400.")
    ] = "",
    began: Annotated[
        str, typer.Option(help="When the stays of an hourly CSV began, such as 2026-03-01T12:00:00Z.")
    ] = "",
    json_: AsJson = False,
) -> None:
    """Sends a file of readings; exit 1 where one was rejected."""
    settings = load()
    address = to or ingestion_url(settings)
    if not address.startswith(("http://", "https://")):
        raise InvalidInput("that is no HTTP address", next_step="Write --to as http://host:port.")
    totals = dict.fromkeys(("accepted", "duplicate", "rejected"), 0)
    refused: list[Answer] = []
    with httpx2.Client(base_url=address, trust_env=False, timeout=60) as client:
        for answer in BY_CONTENT[kind_of(file)](file, _target(client, settings, began)):
            totals = {name: count + int(answer[name]) for name, count in totals.items()}
            refused += [one for one in answer["results"] if one.get("reason")]
    _show(totals, refused, is_json=json_)
    if totals["rejected"]:
        raise typer.Exit(1)


def _show(totals: dict[str, int], refused: list[Answer], *, is_json: bool) -> None:
    reasons = Counter(one["reason"] for one in refused)
    placed = [one for one in refused if "line" in one]
    if is_json:
        lines = [{name: one[name] for name in ("line", "reason", "field") if one.get(name)} for one in placed]
        show_json({**totals, "reasons": dict(reasons)} | ({"lines": lines} if lines else {}))
        return
    out.print(", ".join(f"{count:,} {name}" for name, count in totals.items()), highlight=False)
    for reason, count in reasons.most_common():
        out.print(f"  {count:,} {reason}", highlight=False)
    for one in placed[:_MOST_LINES]:
        out.print(f"  line {one['line']:,}: {one['reason']} {one.get('field') or ''}".rstrip(), highlight=False)
    if len(placed) > _MOST_LINES:
        out.print(f"  and {len(placed) - _MOST_LINES:,} more; --json names them all", highlight=False)


def _target(client: httpx2.Client, settings: Settings, began: str) -> Target:
    address = str(client.base_url)
    if settings.offline and not is_loopback(address):
        raise OfflineRefused("the address to send to is another machine while BEDSIDE_OFFLINE=1")

    def answered(path: str, content: bytes, media_type: str) -> httpx2.Response:
        for tried in range(_TRIES):
            try:
                answer = client.post(path, content=content, headers={"Content-Type": media_type})
            except httpx2.RequestError as error:
                raise _unreachable(address) from error
            if answer.status_code != httpx2.codes.SERVICE_UNAVAILABLE:
                break
            time.sleep(min(_LONGEST_WAIT_S, 0.2 * 2**tried))
        return answer

    def ask(path: str, content: bytes, media_type: str) -> tuple[int, Answer]:
        answer = answered(path, content, media_type)
        return answer.status_code, _object(answer) or _read(answer, address)

    return Target(lambda *given: _read(answered(*given), address), ask, address, settings.mllp_port, began)


def _object(answer: httpx2.Response) -> Answer | None:
    """Returns an answer in FHIR's JSON, whatever its status; None where it is another."""
    if not answer.headers.get("content-type", "").startswith("application/fhir+json"):
        return None
    body: Answer = json.loads(answer.content)
    return body


def _read(answer: httpx2.Response, address: str) -> Answer:
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
