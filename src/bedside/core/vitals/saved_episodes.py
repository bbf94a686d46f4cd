"""Episodes as bytes and back, with all delays that run: JSON, and beside it which source each series came from.

Rules are named, not numbered, so that a rule may be added; one that is gone closes nothing, its episodes are dropped.
A rule may get a further level, above those it had.
"""

import io
import json
from dataclasses import asdict
from typing import Any
from zipfile import BadZipFile

import numpy as np

from bedside.core.vitals.episode import Episode, Fact
from bedside.core.vitals.episodes import Episodes, Observation
from bedside.core.vitals.gateways import Gateways
from bedside.core.vitals.ledger import Group
from bedside.core.vitals.persistence import Run
from bedside.core.vitals.rules import NEWS2, NO_BEAT
from bedside.core.vitals.watched_rule import WatchedRule
from bedside.errors import InvalidInput

FORMAT = 1
"""The version of the bytes; it changes with their form, or with the order of signals or conditions."""


def to_bytes(episodes: Episodes) -> bytes:
    """Returns all that is remembered, equal for equal histories."""
    ledger = episodes.ledger
    names = [rule.name for rule in ledger.rules]
    plain = {
        "format": FORMAT,
        "clock": [episodes.tick_ms, episodes.passed_ms, episodes.latest_ms],
        "facts": [[who, *key, *fact] for who, facts in sorted(ledger.facts.items()) for key, fact in facts.items()],
        "watched": [
            [who, names[place], *one.as_list(), asdict(one.episode) if one.episode else None]
            for (who, place), one in ledger.watched.items()
        ],
        "waiting": [[who, names[place]] for who, place in ledger.waiting],
        "groups": [[*key, group.group_id, group.open, group.closed_passed_ms] for key, group in ledger.groups.items()],
        "observed": [
            [who, seen.at_ms, seen.arrived_ms, [names[place] for place in seen.rules]]
            for who, seen in episodes.observations.items()
        ],
        "sources": [[name, asdict(episode)] for name, episode in episodes.sources.items()],
        "gateways": episodes.gateways.as_dict(),
        "worse": [[who, names[place], run.as_list()] for (who, place), run in sorted(episodes.worsening.runs.items())],
        "without_breath": sorted(episodes.beside.breath.without),
        "alertness": [[who, *newest] for who, newest in sorted(episodes.beside.alertness.newest.items())],
    }
    patients = len(ledger.names)
    file = io.BytesIO()
    np.savez(
        file,
        plain=np.frombuffer(json.dumps(plain).encode(), np.uint8),
        of_series=episodes.gateways.of_series[:patients],
        last_breath=episodes.beside.breath.last[:patients],
    )
    return file.getvalue()


def read_into(episodes: Episodes, saved: bytes, names: list[str]) -> None:
    """Gives new episodes what was remembered; ``names`` are the patients' ids by row. Raises InvalidInput."""
    try:
        with np.load(io.BytesIO(saved), allow_pickle=False) as kept:
            plain = json.loads(kept["plain"].tobytes())
            of_series, last_breath = kept["of_series"], kept["last_breath"]
        if plain["format"] != FORMAT:
            raise ValueError("format")
    except (ValueError, KeyError, OSError, EOFError, BadZipFile) as error:
        raise InvalidInput(
            "not the scorer's episodes of this version", next_step="Rebuild them: remove the scorer's snapshot."
        ) from error
    episodes.tick_ms, episodes.passed_ms, episodes.latest_ms = plain["clock"]
    episodes.gateways = Gateways.of(plain["gateways"], of_series)
    episodes.beside.breath.last, episodes.beside.breath.without = last_breath.copy(), set(plain["without_breath"])
    episodes.beside.without_beat = {(who, signal) for who, what, signal, *_ in plain["facts"] if what == NO_BEAT}
    episodes.beside.alertness.newest = {who: (at_ms, level) for who, at_ms, level in plain.get("alertness", ())}
    episodes.sources = {name: _episode(kept) for name, kept in plain["sources"]}
    _fill_ledger(episodes, plain)
    episodes.reach(names)
    episodes.look_again_at_all()


def _episode(kept: dict[str, Any]) -> Episode:
    return Episode(**kept | {"about": tuple((name, value) for name, value in kept.get("about", ()))})


def _fill_ledger(episodes: Episodes, plain: dict[str, Any]) -> None:
    ledger = episodes.ledger
    place = {rule.name: number for number, rule in enumerate(ledger.rules)}
    for who, condition, signal, *fact in plain["facts"]:
        ledger.facts.setdefault(who, {})[condition, signal] = Fact(*fact)
    for who, name, level, kept, episode in plain["watched"]:
        if name in place and (more := len(ledger.rules[place[name]].levels) - len(kept)) >= 0:
            rule, runs = ledger.rules[place[name]], [*kept, *[None] * more]
            ledger.watched[who, place[name]] = WatchedRule.of(
                rule, [level, runs], _episode(episode) if episode else None
            )
    episodes.worsening.runs = {
        (who, place[name]): Run(*run)
        for who, name, run in (one if len(one) > 2 else [one[0], NEWS2.name, one[1]] for one in plain.get("worse", ()))
        if name in place
    }
    ledger.waiting = {(who, place[name]): None for who, name in plain["waiting"] if name in place}
    ledger.groups = {(who, kind): Group(*group) for who, kind, *group in plain["groups"]}
    episodes.observations = {
        who: Observation(at_ms, arrived_ms, {place[name]: None for name in rules if name in place})
        for who, at_ms, arrived_ms, rules in plain["observed"]
    }
