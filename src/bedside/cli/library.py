"""`bedside library …` and `bedside lineage`: loads, shows and checks libraries."""

import re
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from bedside.adapters.index.giving_way import LOWEST, lower_priority
from bedside.assembly import Assembly, now
from bedside.cli.output import AsJson, assembled, out, progress, show_json, working
from bedside.core.library.document import Document, Passage
from bedside.errors import BedsideError, InvalidInput, OfflineRefused
from bedside.jobs import library_etl
from bedside.usecases.run_etl import EtlHost

Collection = Annotated[str, typer.Option("--collection", "-c", help="The collection to load into.")]
_EMBEDDED_AT_ONCE = 128
_FAILURES_SHOWN = 20


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    group = typer.Typer(no_args_is_help=True, help="Loads, shows and checks libraries.")
    group.command("load")(load)
    group.command("status")(status)
    group.command("leaks")(leaks)
    app.add_typer(group, name="library")
    app.command("lineage")(lineage)


def load(
    source: Annotated[str, typer.Argument(help="`starter`, MedQuAD (XML, archive, Parquet), a folder or .jsonl")],
    collection: Collection = "default",
    dense: Annotated[
        str,
        typer.Option(help="Embed `now`, by a service in the `background`, or `never`, until a load says otherwise."),
    ] = "background",
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many entries that have text.")] = None,
    json_: AsJson = False,
) -> None:
    """Extracts, transforms and loads a source; questions are answered from it before embedding has ended."""
    from bedside.services.rag.schemas import COLLECTION

    if dense not in ("now", "background", "never"):
        raise InvalidInput("--dense is now, background or never", next_step="Give one of the three.")
    if not re.fullmatch(COLLECTION, collection):
        raise InvalidInput(
            "no service could be asked for a collection of that name",
            next_step="Use up to 63 of a-z, 0-9, _ and -, a letter or digit first.",
        )
    if not source.strip():
        raise InvalidInput("no source is named", next_step="Give a file or a folder; `.` is the one you are in.")
    lower_priority()  # a service may be answering from this home: its questions come first
    with assembled() as parts, progress(quiet=json_) as told:
        if parts.settings.offline and source.startswith("hub:"):
            raise OfflineRefused("the hub is another machine", next_step="Unset BEDSIDE_OFFLINE, or load a local copy.")
        # Said before the first document is there: a running service would begin to embed it at once.
        (parts.unembedded.add if dense == "never" else parts.unembedded.discard)(collection)
        report = library_etl.run(source, _yielding(parts.etl_host(collection, told)), collection, limit)
        for failure in report.failures:
            parts.documents.mark_failed(collection, failure.where, failure.reason, now())
        embedded = _embed(parts, collection, told) if dense == "now" else 0
    if json_:
        show_json(
            {
                "library": report.library,
                "collection": report.collection,
                "version": report.version,
                "counts": dict(report.counts),
                "note": report.counts_note,
                "failures": [{"where": f.where, "reason": f.reason} for f in report.failures],
                "seconds": dict(report.seconds),
                "skipped": list(report.skipped),
                "embedded": embedded,
                "attribution": report.attribution,
            }
        )
        return
    out.print(f"[bold]{escape(report.library)} {report.version}[/] in collection {collection}: {report.counts_note}")
    table = Table("step", "seconds")
    for step, seconds in report.seconds.items():
        table.add_row(step, f"{seconds:.1f}")
    for step in report.skipped:
        table.add_row(step, "finished before")
    out.print(table)
    _print_failures([(failure.where, failure.reason) for failure in report.failures], len(report.failures))
    if report.attribution:
        out.print(report.attribution, style="dim", highlight=False)


def _yielding(host: EtlHost) -> EtlHost:
    """Returns the host of a load that, once all is stored and it cuts, gives way to the service that indexes it."""

    def cut(document: Document) -> list[Passage]:
        lower_priority(LOWEST)
        return host.cut(document)

    return replace(host, cut=cut)


def _embed(parts: Assembly, collection: str, told: Callable[[str, int, int], None]) -> int:
    parts.library.catch_up(collection)  # else a load that was finished before would leave it unopened
    index = parts.library.index_of(collection)
    total = index.state().vectors_waiting if index else 0
    done = 0
    while index and (waiting := index.waiting(_EMBEDDED_AT_ONCE)):
        index.add_vectors([key for key, _ in waiting], parts.background_embedder.embed([text for _, text in waiting]))
        done += len(waiting)
        told("embed", done, total)
    return done


def status(json_: AsJson = False) -> None:
    """Shows what each collection holds, how far embedding has come, and what could not be taken in and why."""
    with assembled(dense="never") as parts, working("Opening the records", quiet=json_) as told:
        found = []
        for name in parts.documents.collections():
            told(f"Reading the collection {escape(name)}")
            found.append(_status(parts, name))
    if json_:
        show_json({"collections": found})
        return
    table = Table("collection", "stored", "with text", "questions", "passages", "to embed", "failed")
    columns = ("documents", "evidence", "known_questions", "passages", "vectors_waiting", "failed")
    for held in found:
        table.add_row(escape(held["name"]), *("-" if held[k] is None else f"{held[k]:,}" for k in columns))
    out.print(table)
    for held in found:
        _print_failures([(f["document_id"], f["reason"]) for f in held["failures"]], held["failed"])


def _status(parts: Assembly, name: str) -> dict[str, Any]:
    """Returns a collection's counts; passages and what waits to be embedded are None where its index is damaged."""
    try:
        parts.library.open_for_reading()
        index = parts.library.index_of(name)
        state = index.state() if index else None
    except BedsideError:
        state = None
    failures = parts.documents.failures(name)
    return {
        "name": name,
        **parts.documents.counts(name),
        "passages": state.passages if state else None,
        "vectors_waiting": state.vectors_waiting if state else None,
        "failures": [{"document_id": id_, "reason": reason} for id_, reason, _ in failures],
    }


def _print_failures(failures: list[tuple[str, str]], total: int) -> None:
    for where, reason in failures[:_FAILURES_SHOWN]:
        out.print(f"  not taken in: {escape(where)}: {escape(reason)}", highlight=False)
    if total > _FAILURES_SHOWN:
        out.print(f"  … and {total - _FAILURES_SHOWN:,} more: `--json` lists them", highlight=False)


def leaks(json_: AsJson = False) -> None:
    """Proves that nothing straddles train, validation and test; exit 1 where something does."""
    with assembled() as parts:
        report = library_etl.leaks(parts.objects)
    found = [
        {"kind": leak.kind, "one": leak.one, "other": leak.other, "parts": list(leak.parts)} for leak in report.leaks
    ]
    if json_:
        show_json({"leaks": found})
    else:
        for leak in found[:50]:
            said = f"{leak['kind']}: {leak['one']} and {leak['other']} in {' and '.join(leak['parts'])}"
            out.print(escape(said), highlight=False)
        out.print(f"{len(found)} leaks")
    if found:
        raise typer.Exit(1)


def lineage(id_: Annotated[str, typer.Argument(metavar="ID")], json_: AsJson = False) -> None:
    """Prints the chain from a version, output, document or passage back to its sources."""
    with assembled() as parts:
        found = library_etl.lineage(parts.objects, id_)
    if json_:
        show_json(
            {
                "asked": found.asked,
                "kind": found.kind,
                "facts": found.facts,
                "steps": [asdict(step) for step in found.steps],
                "sources": [asdict(source) for source in found.sources],
            }
        )
        return
    out.print(f"[bold]{escape(found.asked)}[/] ({found.kind})", highlight=False)
    for name, value in found.facts.items():
        out.print(escape(f"  {name}: {value}"), highlight=False)
    for step in found.steps:
        counts = ", ".join(f"{name} {count:,}" for name, count in step.counts.items())
        out.print(f"← {step.step} {step.id}  {counts}", highlight=False)
    for source in found.sources:
        out.print(escape(f"← source {source.name}  sha256 {source.sha256}"), highlight=False)
