"""`bedside train TASK` and `bedside model …`: trains, lists and promotes models."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from bedside.adapters.registry.folder import SHIPPED
from bedside.cli.output import AsJson, assembled, out, progress, show_json
from bedside.errors import InvalidInput, NotFound
from bedside.jobs import training

TASKS = ("ask",)


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("train")(train)
    group = typer.Typer(no_args_is_help=True, help="Lists and promotes models.")
    group.command("list")(list_models)
    group.command("promote")(promote)
    group.command("rollback")(rollback)
    app.add_typer(group, name="model")


def train(
    task: Annotated[str, typer.Argument(help="`ask`: the ranker, when to abstain, which sentence to say.")],
    documents: Annotated[int, typer.Option(help="Train-split documents to practise on.")] = 1000,
    questions: Annotated[Path | None, typer.Option(help="Questions people wrote, as for `eval retrieval`.")] = None,
    qrels: Annotated[Path | None, typer.Option(help="Their judged documents.")] = None,
    groundedness: Annotated[Path | None, typer.Option(help="When to abstain, as for `eval groundedness`.")] = None,
    sentences: Annotated[Path | None, typer.Option(help="Questions with their answering sentences marked.")] = None,
    collection: Annotated[str, typer.Option("--collection", "-c", help="What is learned from.")] = "default",
    json_: AsJson = False,
) -> None:
    """Trains ranker and abstention, with ``--sentences`` the sentences model too, on the train split of one
    collection alone.

    The models are stored with their manifests; they are not live until promoted.
    """
    if task not in TASKS:
        raise InvalidInput(f"there is no task {task}", next_step=f"Use one of {', '.join(TASKS)}.")
    with assembled(dense="never") as parts, progress(quiet=json_) as told:
        saved = training.run(
            parts,
            collection,
            documents,
            training.Questions(questions, qrels, groundedness, sentences),
            lambda done, total: told("practice", done, total),
        )
    if json_:
        show_json(saved)
    else:
        for name, version in saved.items():
            out.print(f"{name} {version}: promote it with `bedside model promote {name} {version}`")


def list_models(json_: AsJson = False) -> None:
    """Lists stored models, oldest first, and those that ship with the package."""
    with assembled() as parts:
        found = [
            {"name": name, "version": version, "live": live, **dict(manifest)}
            for name in training.MODELS
            for version, live, manifest in parts.registry.versions(name)
        ]
        trained = {entry["name"] for entry in found if entry["live"]}
        shipped = [
            {"name": name, "version": version, "live": name not in trained, **dict(manifest)}
            for name in training.MODELS
            for version, manifest in [parts.registry.shipped(name)]
        ]
    if json_:
        show_json({"models": found, "shipped": shipped})
        return
    table = Table("model", "version", "live", "trained", "sha256")
    for entry in (*shipped, *found):
        table.add_row(
            entry["name"], entry["version"], "yes" if entry["live"] else "", entry["trained_at"], entry["sha256"][:12]
        )
    out.print(table)
    for entry in shipped:
        if entry["live"]:
            out.print(f"{entry['name']}: the one that ships with the package is in use.")


def promote(name: str, version: str, json_: AsJson = False) -> None:
    """Makes a stored version live."""
    with assembled() as parts:
        parts.registry.promote(name, version)
    _say_live(name, version, as_json=json_)


def rollback(
    name: str,
    to: Annotated[
        str, typer.Option(help=f"A version, or `{SHIPPED}` for the package's own; else the one before.")
    ] = "",
    json_: AsJson = False,
) -> None:
    """Makes an earlier version live again: the one before, or what ``--to`` names."""
    with assembled() as parts:
        if to in (SHIPPED, parts.registry.shipped(name)[0]):
            parts.registry.use_shipped(name)
        else:
            to = to or _before(name, parts.registry.versions(name))
            parts.registry.promote(name, to)
    _say_live(name, to, as_json=json_)


def _before(name: str, versions: Sequence[tuple[str, bool, Mapping[str, Any]]]) -> str:
    live = next((i for i, (_, is_live, _) in enumerate(versions) if is_live), 0)
    if live < 1:
        raise NotFound(
            "there is no earlier version here",
            next_step=f"`bedside model rollback {name} --to {SHIPPED}` goes back to the package's own.",
        )
    return versions[live - 1][0]


def _say_live(name: str, version: str, *, as_json: bool) -> None:
    if as_json:
        show_json({"name": name, "live": version})
    else:
        out.print(f"{name} {version} is live; a running service takes it up when it starts again.")
