"""`bedside train TASK` and `bedside model …`: trains, lists and promotes models."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

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
    task: Annotated[str, typer.Argument(help="`ask`: the ranker and when to abstain.")],
    documents: Annotated[int, typer.Option(help="Train-split documents to practise on.")] = 1000,
    questions: Annotated[Path | None, typer.Option(help="Questions people wrote, as for `eval retrieval`.")] = None,
    qrels: Annotated[Path | None, typer.Option(help="Their judged documents.")] = None,
    groundedness: Annotated[Path | None, typer.Option(help="When to abstain, as for `eval groundedness`.")] = None,
    json_: AsJson = False,
) -> None:
    """Trains on the train split alone, stores the models with their manifests; they are not live until promoted."""
    if task not in TASKS:
        raise InvalidInput(f"there is no task {task}", next_step=f"Use one of {', '.join(TASKS)}.")
    with assembled(dense="never") as parts, progress(quiet=json_) as told:
        saved = training.run(
            parts,
            documents,
            training.Questions(questions, qrels, groundedness),
            lambda done, total: told("practice", done, total),
        )
    if json_:
        show_json(saved)
    else:
        for name, version in saved.items():
            out.print(f"{name} {version}: promote it with `bedside model promote {name} {version}`")


def list_models(json_: AsJson = False) -> None:
    """Lists stored models, oldest first."""
    with assembled() as parts:
        found = [
            {"name": name, "version": version, "live": live, **dict(manifest)}
            for name in training.MODELS
            for version, live, manifest in parts.registry.versions(name)
        ]
    if json_:
        show_json({"models": found})
        return
    table = Table("model", "version", "live", "trained", "sha256")
    for entry in found:
        table.add_row(
            entry["name"], entry["version"], "yes" if entry["live"] else "", entry["trained_at"], entry["sha256"][:12]
        )
    out.print(table)
    if not found:
        out.print("None trained here: those that ship with the package are in use.")


def promote(name: str, version: str, json_: AsJson = False) -> None:
    """Makes a stored version live."""
    with assembled() as parts:
        parts.registry.promote(name, version)
    _say_live(name, version, as_json=json_)


def rollback(name: str, json_: AsJson = False) -> None:
    """Makes the version before the live one live again."""
    with assembled() as parts:
        versions = parts.registry.versions(name)
        live = next((i for i, (_, is_live, _) in enumerate(versions) if is_live), 0)
        if live < 1:
            raise NotFound("there is no earlier version", next_step="`bedside model list` shows what there is.")
        earlier = versions[live - 1][0]
        parts.registry.promote(name, earlier)
    _say_live(name, earlier, as_json=json_)


def _say_live(name: str, version: str, *, as_json: bool) -> None:
    if as_json:
        show_json({"name": name, "live": version})
    else:
        out.print(f"{name} {version} is live; a running service takes it up when it starts again.")
