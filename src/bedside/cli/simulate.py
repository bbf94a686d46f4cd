"""`bedside simulate ward`: a ward of made-up patients with known truth, sent to a running service or to a file."""

import json
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bedside.cli.output import AsJson, err, out, show_json
from bedside.cli.send import ingestion_url
from bedside.errors import InvalidInput
from bedside.jobs.simulation.delivery import Line
from bedside.jobs.simulation.posting import Service
from bedside.jobs.simulation.running import Passed, run_ward
from bedside.jobs.simulation.scenario import scenario
from bedside.jobs.simulation.settings import Settings
from bedside.jobs.simulation.truth import truth as truth_of
from bedside.jobs.simulation.ward import ward as batches
from bedside.jobs.tables import write_json
from bedside.settings import load

_FILE_MINUTES = 60.0
_Send = Callable[[list[dict[str, Any]]], None]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    group = typer.Typer(no_args_is_help=True, help="Simulates what a hospital sends.")
    group.command("ward")(ward)
    group.callback()(lambda: None)
    app.add_typer(group, name="simulate")


def ward(
    beds: Annotated[int, typer.Option(min=1, max=5000)] = 12,
    rate: Annotated[float, typer.Option(help="How often a second a monitor sends each of its four signals.")] = 1.0,
    speed: Annotated[float, typer.Option(help="How many times faster the patients' day passes.")] = 1.0,
    seed: Annotated[int, typer.Option(min=0, help="The same seed is the same ward.")] = 7,
    minutes: Annotated[
        float | None, typer.Option(help="How long, by the readings' clock; a service is fed until stopped, a file 60.")
    ] = None,
    scenarios: Annotated[
        list[str] | None,
        typer.Option(
            "--scenario",
            metavar="NAME:BED:AT[:PACE]",
            help="As sepsis:3:30m: NAME, number of the bed, when (in minutes, or with s, m, h).",
        ),
    ] = None,
    to: Annotated[
        str,
        typer.Option(metavar="URL", help="The service; BEDSIDE_INGEST_URL, else this machine at BEDSIDE_PORT or 8400."),
    ] = "",
    file: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write NDJSON to a file instead, without waiting.")
    ] = None,
    truth: Annotated[Path | None, typer.Option(metavar="FILE", help="Write what is really wrong, and when.")] = None,
    start: Annotated[str, typer.Option(help="When it starts, RFC 3339, for a file; now unless given.")] = "",
    patients: Annotated[bool, typer.Option("--register/--no-register", help="Tell the service of patients.")] = True,
    faults: Annotated[float, typer.Option(min=0, help="How often sensors fail: 1 as usual, 0 never.")] = 1.0,
    duplicates: Annotated[float, typer.Option(help="The share of readings sent twice.")] = 0.0,
    late: Annotated[float, typer.Option(help="The share sent late, by 45 s in the mean.")] = 0.0,
    disorder: Annotated[float, typer.Option(help="The share sent after what follows it.")] = 0.0,
    gateway_holds: Annotated[bool, typer.Option(help="A silent gateway sends on later what it got.")] = False,
    cuff_minutes: Annotated[float, typer.Option(help="How often the cuff measures.")] = 15.0,
    children: Annotated[int, typer.Option(min=0, help="How many of the beds are children's.")] = 0,
    json_: AsJson = False,
) -> None:
    """Simulates a ward: posts readings to a running service, or writes them to a file, with what is really wrong."""
    _check(to, file, start)
    settings = Settings(
        start_ms=_milliseconds(start) if start else time.time_ns() // 1_000_000,
        beds=beds,
        seed=seed,
        rate_hz=rate,
        speed=speed,
        minutes=_FILE_MINUTES if file and minutes is None else minutes,
        deteriorations=tuple(map(scenario, scenarios or ())),
        faults=faults,
        line=Line(duplicates, late, disorder, holds=gateway_holds),
        cuff_minutes=cuff_minutes,
        children=children,
    )
    _tell_truth(settings, truth)
    summary = _written(settings, file) if file else _posted(settings, to, patients, quiet=json_)
    if settings.minutes is None:
        _tell_truth(replace(settings, minutes=max(summary["took_s"], 1) / 60), truth)
    if json_:
        show_json({"beds": beds, "seed": seed, "start_ms": settings.start_ms, **summary})
    else:
        out.print(", ".join(f"{name} {value:,g}" for name, value in summary.items()), highlight=False)


def _check(to: str, file: Path | None, start: str) -> None:
    if to and file:
        raise InvalidInput("readings go to a service or to a file", next_step="Leave out --to or --out.")
    if file and file.is_dir():
        raise InvalidInput("--out names a folder", next_step="Name a file in it.")
    if start and not file:
        raise InvalidInput("a service takes readings of now", next_step="Give --start together with --out.")


def _milliseconds(start: str) -> int:
    try:
        at = datetime.fromisoformat(start)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise InvalidInput("--start is no time with its zone", next_step="Write it as 2026-03-01T12:00:00Z.")
    return round(at.timestamp() * 1000)


def _tell_truth(settings: Settings, file: Path | None) -> None:
    if file:
        write_json(file, truth_of(settings))


def _written(settings: Settings, file: Path) -> dict[str, float]:
    """Writes the readings in the order they arrive; the file is there whole, or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_name(file.name + ".partial")
    count = 0
    with partial.open("w", encoding="utf-8") as lines:
        for _, readings in batches(settings):
            lines.writelines(json.dumps(reading) + "\n" for reading in readings)
            count += len(readings)
    partial.replace(file)
    return {"readings": count}


def _posted(settings: Settings, to: str, patients: bool, *, quiet: bool) -> dict[str, float]:
    passed, here = Passed(), load()
    url = to or ingestion_url(here)
    with ExitStack() as stack:
        service = stack.enter_context(Service(url, offline=here.offline))
        if patients:
            service.register(settings.patients())
        if not quiet:
            err.print(f"Sending {settings.beds} beds to {url}. Stop with Ctrl+C.", highlight=False, markup=False)
        with suppress(KeyboardInterrupt):  # the way to end it
            run_ward(batches(settings), service.send, time.monotonic, time.sleep, passed=passed)
    taken = asdict(service.taken)
    readings = taken["accepted"] + taken["duplicate"] + taken["rejected"]
    return {
        "readings": readings,
        **taken,
        "batches": passed.batches,
        "took_s": round(passed.took_s, 3),
        "behind_s": round(passed.behind_s, 3),
    }
