"""`bedside library …` and `bedside lineage`: loads, shows and checks libraries."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table

from bedside.assembly import Assembly, now
from bedside.cli.output import AsJson, assembled, out, progress, show_json
from bedside.errors import InvalidInput
from bedside.jobs import library_etl

Collection = Annotated[str, typer.Option("--collection", "-c", help="The collection to load into.")]
_EMBEDDED_AT_ONCE = 128


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
        str, typer.Option(help="Embed `now`, in the `background` of a service, or `never`.")
    ] = "background",
    limit: Annotated[int | None, typer.Option(help="At most so many entries that have text.")] = None,
    json_: AsJson = False,
) -> None:
    """Extracts, transforms and loads a source; questions are answered from it before embedding has ended."""
    if dense not in ("now", "background", "never"):
        raise InvalidInput("--dense is now, background or never")
    with assembled() as parts, progress(quiet=json_) as told:
        report = library_etl.run(source, parts.etl_host(collection, told), collection, limit)
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
    out.print(f"[bold]{report.library} {report.version}[/] in collection {collection}: {report.counts_note}")
    table = Table("step", "seconds")
    for step, seconds in report.seconds.items():
        table.add_row(step, f"{seconds:.1f}")
    for step in report.skipped:
        table.add_row(step, "finished before")
    out.print(table)
    for failure in report.failures[:20]:
        out.print(f"  not taken in: {failure.where}: {failure.reason}", highlight=False)
    if report.attribution:
        out.print(report.attribution, style="dim", highlight=False)


def _embed(parts: Assembly, collection: str, told: Callable[[str, int, int], None]) -> int:
    index = parts.library.index_of(collection)
    total = index.state().vectors_waiting if index else 0
    done = 0
    while index and (waiting := index.waiting(_EMBEDDED_AT_ONCE)):
        index.add_vectors([key for key, _ in waiting], parts.background_embedder.embed([text for _, text in waiting]))
        done += len(waiting)
        told("embed", done, total)
    return done


def status(json_: AsJson = False) -> None:
    """Shows what each collection holds."""
    with assembled() as parts:
        found = {name: parts.documents.counts(name) for name in parts.documents.collections()}
    if json_:
        show_json({"collections": [{"name": name, **counts} for name, counts in found.items()]})
        return
    table = Table("collection", "documents", "with text", "known questions", "failed")
    for name, counts in found.items():
        table.add_row(name, *(f"{counts[k]:,}" for k in ("documents", "evidence", "known_questions", "failed")))
    out.print(table)


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
            out.print(f"{leak['kind']}: {leak['one']} and {leak['other']} in {' and '.join(leak['parts'])}")
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
    out.print(f"[bold]{found.asked}[/] ({found.kind})", highlight=False)
    for name, value in found.facts.items():
        out.print(f"  {name}: {value}", highlight=False)
    for step in found.steps:
        counts = ", ".join(f"{name} {count:,}" for name, count in step.counts.items())
        out.print(f"← {step.step} {step.id}  {counts}", highlight=False)
    for source in found.sources:
        out.print(f"← source {source.name}  sha256 {source.sha256}", highlight=False)
