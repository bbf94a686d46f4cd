"""`bedside eval …`: measures retrieval, triage, groundedness, redaction, alerts and detection on files from outside."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from bedside.assembly import Assembly
from bedside.cli.ask import opened
from bedside.cli.output import AsJson, assembled, progress, show_json
from bedside.core.answering.retrieval import Filters, Search
from bedside.errors import InvalidInput, NotFound
from bedside.jobs import (
    evaluate_alerts,
    evaluate_groundedness,
    evaluate_nab,
    evaluate_redaction,
    evaluate_retrieval,
    evaluate_triage,
)
from bedside.jobs.tables import print_entries, print_figures, write_json
from bedside.usecases.ask_question import Question, ask

Out = Annotated[Path | None, typer.Option("--out", help="Write the report as JSON.")]
SetFile = Annotated[Path, typer.Option("--set", help="JSON Lines.")]
Collection = Annotated[str, typer.Option("--collection", "-c")]
_BOUNDS = {"value": "value", "lower": "low", "upper": "high"}


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    group = typer.Typer(no_args_is_help=True, help="Measures on files from outside; prints n and 95 % intervals.")
    group.command("retrieval")(retrieval)
    group.command("triage")(triage)
    group.command("groundedness")(groundedness)
    group.command("redaction")(redaction)
    group.command("alerts")(alerts)
    group.command("nab")(nab)
    app.add_typer(group, name="eval")


def retrieval(
    questions: Annotated[Path, typer.Option(help="TSV qid, text.")],
    qrels: Annotated[Path, typer.Option(help="TSV qid, document id, grade.")],
    collection: Collection = "default",
    ranker: Annotated[str, typer.Option(help="ranked, bm25, dense or hybrid.")] = "ranked",
    candidates: Annotated[bool, typer.Option(help="Rank only the documents judged for each question.")] = False,
    relevant_at: Annotated[int, typer.Option(help="Lowest grade that is relevant.")] = 1,
    out: Out = None,
    json_: AsJson = False,
) -> None:
    """MAP@10, MRR@10, nDCG@10, R@10, R@100."""
    with assembled(dense="never") as parts:
        opened(parts)

        def retrieve(question: str, document_ids: Sequence[str] = ()) -> list[str]:
            query = parts.understander.understand(question)
            search = Search(query, 100, ranker, collection, Filters(document_ids=tuple(document_ids)))
            ids = [r.passage.document.document_id for r in parts.retriever.retrieve(search).passages]
            return list(dict.fromkeys(ids))

        report = evaluate_retrieval.evaluate(
            questions,
            qrels,
            retrieve,
            relevant_at=relevant_at,
            candidates=candidates,
            is_known=lambda id_: _has(parts, collection, id_),
        )
    _finish(f"retrieval by {ranker}", report, out, as_json=json_)


def triage(set_: SetFile, out: Out = None, json_: AsJson = False) -> None:
    """Sensitivity and over-triage, misses listed."""
    _finish("triage", evaluate_triage.evaluate(set_), out, as_json=json_)


def groundedness(
    questions: Annotated[Path, typer.Option(help="JSON Lines.")],
    collection: Collection = "default",
    out: Out = None,
    json_: AsJson = False,
) -> None:
    """Supported sentences, right documents, abstention, risk and coverage."""
    with assembled(dense="never") as parts, progress(quiet=json_) as told:
        opened(parts)

        def asked(text: str) -> dict[str, Any]:
            answer: dict[str, Any] = json.loads(ask(parts.answering, Question(text, collection=collection)))
            answer["evidence"] = json.loads(parts.answers.get(answer["answer_id"]).evidence)["decision"]
            return answer

        def text_of(document_id: str) -> str:
            document = parts.documents.get(collection, document_id).document
            return document.text if document else ""

        report = evaluate_groundedness.evaluate(questions, asked, text_of, lambda done: told("asked", done, 0))
    _finish("groundedness", report, out, as_json=json_)


def redaction(set_: SetFile, out: Out = None, json_: AsJson = False) -> None:
    """Identifiers touched and covered, precision, texts a second."""
    report = evaluate_redaction.evaluate(set_)
    _finish("redaction", report | {"figures": _figures_of_redaction(report)}, out, as_json=json_)
    if not json_:
        typer.echo(f"{report['texts']:,} texts, {report['texts_per_s']:,} a second")


def alerts(
    vitals: Annotated[Path, typer.Option(help="CSV, or gzip of it: patient, ICULOS, HR, O2Sat, Temp, SBP, Resp.")],
    out: Out = None,
    json_: AsJson = False,
) -> None:
    """Onsets a patient-day raw and ours, missed, added delay."""
    report = evaluate_alerts.evaluate(vitals)
    _finish("alerts", report, out, as_json=json_)
    if not json_:
        typer.echo(
            f"{report['patients']:,} patients, {report['patient_days']:,} patient-days, 5 of the 7 parts of NEWS2; "
            f"{report['readings']:,} readings, {report['refused']:,} of them refused"
        )


def nab(
    data: Annotated[Path, typer.Option(help="Folder with data/ and labels/combined_windows.json.")],
    out: Out = None,
    json_: AsJson = False,
) -> None:
    """The univariate detector by the rules of NAB: standard, low FP, low FN; intervals are over files."""
    with progress(quiet=json_) as told:
        report = evaluate_nab.evaluate(data, told=lambda done, of: told("scored", done, of))
    _finish("nab", report, out, as_json=json_)
    if not json_:
        print_entries("nab, file by file", report["files"])


def _figures_of_redaction(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Returns its shares as every evaluation's figures are; of nothing there is no value."""
    shares = {name: report[name] for name in ("touched", "covered", "precision")}
    shares |= {f"touched: {kind}": share for kind, share in report["touched_by_type"].items()}
    return [
        {"name": name, "n": share["n"]}
        | {key: share[key_in] if share["n"] else None for key, key_in in _BOUNDS.items()}
        for name, share in shares.items()
    ]


def _has(parts: Assembly, collection: str, document_id: str) -> bool:
    try:
        return parts.documents.get(collection, document_id).document is not None
    except NotFound:
        return False


def _finish(title: str, report: Mapping[str, Any], out: Path | None, *, as_json: bool) -> None:
    if not any(figure["n"] for figure in report["figures"]):
        raise InvalidInput("there is nothing to measure", next_step="Give files with at least one labelled line.")
    if out is not None:
        write_json(out, report)
    if as_json:
        show_json(report)
    else:
        print_figures(title, report["figures"])
        print_entries(f"{title}, missed", report.get("misses", ()))
