"""Makes triage's sheet of points again: ``python -m bedside.jobs.train_triage --messages F --questions F --out DIR``.

Points are the weights of a logistic regression on a message's phrases, rounded to whole numbers: first for a crisis,
then for danger to the body, then, among what is dangerous, for a poisoning. Phrases that count little are left out and
the rest fitted again. Each writer's messages are held out once, for the figures and for the two bars. The same files
give the same sheet.

Messages that the rules were written from are marked ``tuned``: there the rules look better than they are, so what the
rules found counts only on the others. Source: Wang and Manning 2012 for scaling phrases by their log-count ratio.
"""

import argparse
import hashlib
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from math import floor, inf
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bedside.core.answering.triage.points import USUAL_PHRASES, Points, Score, Sheet, score
from bedside.core.answering.triage.urgency import Urgency
from bedside.core.learning.metrics import proportion
from bedside.errors import InvalidInput
from bedside.jobs.evaluate_triage import LABELS
from bedside.jobs.tables import figure, print_figures, write_json
from bedside.jobs.triage_examples import Example, read_messages, read_questions

SEED = 0
POINT = 20
"""So many points are one unit of log odds."""
SIZES = {"crisis": 5000, "danger": 2500, "poisoning": 500}
FALSE_CRISES, FALSE_DANGERS = 0.03, 0.10
"""Shares of look-alikes that may be taken for a crisis or an emergency, in the mixture of `CRISIS_LIKE`."""
CRISIS_LIKE = 0.15
"""Share of look-alikes that touch on suicide, dying or low mood, as counted in the development set."""
BEYOND_DOUBT = 0.005
"""Share of ordinary questions that may reach a sum of points that is taken to be beyond doubt."""
_SEEN_AT_LEAST = 3
_STRENGTH = 1.0
_ORDINARY_WEIGHT, _INTERRUPTED_WEIGHT = 3.0, 0.2
_SHORT = 60
_ENOUGH = 1_000_000.0
_BODY = ("emergency", "poisoning")
_TUNED = "(tuned)"
_INTERRUPTED = "interrupted"
_CONTRAST = "contrast"


def make(examples: Sequence[Example]) -> tuple[str, dict[str, Any]]:
    """Returns the sheet and its manifest. Raises InvalidInput without a message of each kind by two writers or more."""
    groups = sorted({one.group for one in examples if not one.tuned or one.group == "triage_dev"})
    if len(groups) < 2 or {one.label for one in examples} != set(LABELS):
        raise InvalidInput("needs messages of every label by two writers or more", code="too_few_messages")
    held_out: dict[int, Score] = {}
    for group in groups:
        sheet, _ = fit([one for one in examples if one.group != group])
        for i, one in enumerate(examples):
            if one.group == group:
                held_out[i] = best(one, sheet)
    fresh = [i for i in held_out if not examples[i].tuned]
    bars = [
        _bar([(examples[i], held_out[i].crisis) for i in fresh], FALSE_CRISES),
        _bar([(examples[i], held_out[i].danger) for i in fresh], FALSE_DANGERS),
    ]
    sures = [
        _beyond_doubt([(examples[i], held_out[i].crisis) for i in fresh], bars[0]),
        _beyond_doubt([(examples[i], held_out[i].danger) for i in fresh], bars[1]),
    ]
    sheet, seen = fit(examples)
    even = sheet.bar
    bar = Points(even.crisis + bars[0], even.danger + bars[1], even.poisoning)
    sure = Points(even.crisis + sures[0], even.danger + sures[1], even.poisoning)
    lines = [
        ("= bar", bar, 0),
        ("= sure", sure, 0),
        *((phrase, sheet.points[phrase], seen[phrase]) for phrase in sorted(sheet.points)),
    ]
    tsv = "phrase\tcrisis\tdanger\tpoisoning\tseen\n" + "".join(
        f"{phrase}\t{p.crisis}\t{p.danger}\t{p.poisoning}\t{count}\n" for phrase, p, count in lines
    )
    manifest = {
        "sheet_sha256": hashlib.sha256(tsv.encode()).hexdigest(),
        "messages": len(examples),
        "phrases": len(sheet.points),
        "seed": SEED,
        "points_per_unit_of_log_odds": POINT,
        "bars_by": {"false_crises": FALSE_CRISES, "false_dangers": FALSE_DANGERS, "crisis_like": CRISIS_LIKE},
        "sure_by": {"ordinary_questions": BEYOND_DOUBT},
        "held_out": _figures([(examples[i], _judged(held_out[i], bars)) for i in sorted(held_out)]),
    }
    return tsv, manifest


def best(one: Example, sheet: Sheet) -> Score:
    """Returns the highest scores of a message's pieces; a rule that decides alone is above every bar."""
    scores = [score(phrases, rules | one.asks, sheet) for phrases, rules in one.parts]
    crisis, danger = max(s.crisis for s in scores), max(s.danger for s in scores)
    if one.alone is not Urgency.NONE:
        crisis, danger = (inf, danger) if one.alone is Urgency.CRISIS else (-inf, inf)
    return Score(crisis, danger, 0.0, frozenset())


def fit(examples: Sequence[Example]) -> tuple[Sheet, Counter[str]]:
    """Returns a sheet fitted to the examples, with bars at even odds, and in how many of them each phrase was seen."""
    examples = [*examples, *_interrupted(examples)]
    found = [_learned_from(one) for one in examples]
    seen = Counter(phrase for phrases in found for phrase in phrases)
    columns = {phrase: i for i, phrase in enumerate(sorted(p for p, n in seen.items() if n >= _SEEN_AT_LEAST))}
    table = _table(found, columns, [len(one.whole) for one in examples])
    weight = np.array([_weight(one) for one in examples])
    label = np.array([one.label for one in examples])
    body = np.isin(label, _BODY)
    told = np.array([one.group != _INTERRUPTED for one in examples])
    learn = partial(_learn, table, weight=weight)
    crisis, no_crisis = learn(label == "crisis", np.flatnonzero(told), SIZES["crisis"])
    danger, no_danger = learn(body, np.flatnonzero(label != "crisis"), SIZES["danger"])
    poisoning, no_poisoning = learn(label == "poisoning", np.flatnonzero(body), SIZES["poisoning"])
    points = {
        phrase: Points(int(crisis[i]), int(danger[i]), int(poisoning[i]))
        for phrase, i in columns.items()
        if phrase != _TUNED and (crisis[i] or danger[i] or poisoning[i])
    }
    even = Points(no_crisis, no_danger, no_poisoning)
    return Sheet(points, even, even), seen


def _weight(one: Example) -> float:
    if one.group == _INTERRUPTED:
        return _INTERRUPTED_WEIGHT
    return _ORDINARY_WEIGHT if one.ordinary else 1.0


def _learned_from(one: Example) -> frozenset[str]:
    """Returns a message's phrases and facts. Question marks are shown in half, since people leave them out."""
    rng = random.Random(f"{SEED} {sorted(one.whole)}")
    asks = one.asks if rng.random() < 0.5 else frozenset()
    rules = frozenset({_TUNED}) if one.tuned else _gravest(one)
    return one.whole | asks | rules


def _interrupted(examples: Sequence[Example]) -> list[Example]:
    """Returns each emergency and poisoning once more, after somebody's calm question.

    People look a thing up and then tell what is happening; without these a question would outvote what is told.
    """
    calm = [one for one in examples if one.label == "none" and one.asks and len(one.whole) <= _SHORT]
    if not calm:
        return []
    rng = random.Random(SEED)
    return [
        replace(one, group=_INTERRUPTED, whole=one.whole | before.whole, asks=one.asks | before.asks)
        for one in examples
        if one.label in _BODY
        for before in [rng.choice(calm)]
    ]


def _gravest(one: Example) -> frozenset[str]:
    facts = {fact for _, rules in one.parts for fact in rules}
    order = ("(rules: crisis)", "(rules: poisoning)", "(rules: emergency)", "(rules: none)")
    return frozenset({next(fact for fact in order if fact in facts)})


def _table(found: Sequence[frozenset[str]], columns: dict[str, int], lengths: Sequence[int]) -> Any:
    """Returns a sparse table, a row a message, scaled as `points.score` scales sums."""
    from scipy.sparse import csr_matrix

    at = [(row, columns[p]) for row, phrases in enumerate(found) for p in sorted(phrases) if p in columns]
    rows, places = np.array(at).T
    values = 1 / np.sqrt(np.maximum(np.array(lengths), 1) / USUAL_PHRASES)
    return csr_matrix((values[rows], (rows, places)), (len(found), len(columns)))


def _learn(
    table: Any, right: NDArray[np.bool_], rows: NDArray[np.int64], size: int, weight: NDArray[np.float64]
) -> tuple[NDArray[np.int64], int]:
    """Returns the points of each column, most of them 0, and how many it takes to reach even odds."""
    from scipy.sparse import diags
    from sklearn.linear_model import LogisticRegression

    part, known = table[rows], right[rows]
    ratio = _ratio(part, known)

    def weights(kept: NDArray[np.int64]) -> tuple[NDArray[np.float64], float]:
        model = LogisticRegression(C=_STRENGTH, solver="liblinear", tol=1e-3, max_iter=2000, random_state=SEED)
        model.fit(part[:, kept] @ diags(ratio[kept]), known, weight[rows])
        return model.coef_[0] * ratio[kept], float(model.intercept_[0])

    everything = np.arange(part.shape[1])
    often = np.sqrt(np.asarray((part > 0).sum(0)).ravel())
    kept = np.sort(np.argsort(-np.abs(weights(everything)[0]) * often, kind="stable")[:size])
    found, even = weights(kept)
    points = np.zeros(part.shape[1], np.int64)
    points[kept] = np.rint(found * POINT).astype(np.int64)
    return points, round(-even * POINT)


def _ratio(table: Any, right: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Returns the root of the log-count ratio: what is as frequent on both sides learns slowly."""
    yes, no = (np.asarray(table[side].sum(0)).ravel() + 1 for side in (right, ~right))
    ratio = np.log((yes / yes.sum()) / (no / no.sum()))
    signed: NDArray[np.float64] = np.sign(ratio) * np.sqrt(np.abs(ratio))
    return signed


def _bar(scores: Sequence[tuple[Example, float]], share: float) -> int:
    """Returns the lowest bar that no more than that share of the mixture of look-alikes reaches.

    Contrasts, innocent twins written word for word after an urgent message, teach but are no part of what is met.
    Raises InvalidInput without look-alikes of both halves of the mixture.
    """
    alike = [
        (value, _is_crisis_like(one))
        for one, value in scores
        if one.label == "none" and not one.ordinary and not one.group.startswith(_CONTRAST)
    ]
    counts = Counter(kind for _, kind in alike)
    if not (counts[True] and counts[False]):
        missing = "begins" if not counts[True] else "does not begin"
        raise InvalidInput(
            f"needs messages labelled none of a group whose name {missing} with crisis",
            code="too_few_messages",
            next_step="Give look-alikes of both: what touches on suicide or low mood, and everything else.",
        )
    part = {True: CRISIS_LIKE / counts[True], False: (1 - CRISIS_LIKE) / counts[False]}
    reached = 0.0
    for value, kind in sorted(alike, reverse=True):
        reached += part[kind]
        if reached > share:
            return floor(min(value, _ENOUGH)) + 1
    return floor(min(value for value, _ in alike))


def _beyond_doubt(scores: Sequence[tuple[Example, float]], bar: int) -> int:
    """Returns the sum that no more than `BEYOND_DOUBT` of the ordinary questions reach, the bar itself at least."""
    ordinary = [min(value, _ENOUGH) for one, value in scores if one.ordinary]
    return max(bar, floor(np.quantile(ordinary, 1 - BEYOND_DOUBT)) + 1) if ordinary else bar


def _is_crisis_like(one: Example) -> bool:
    return one.group.startswith("crisis")


def _judged(held_out: Score, bars: Sequence[int]) -> str:
    if held_out.crisis >= bars[0]:
        return "crisis"
    return "danger" if held_out.danger >= bars[1] else "none"


def _figures(judged: Sequence[tuple[Example, str]]) -> list[dict[str, Any]]:
    """Returns what each writer's messages were taken for, held out."""
    by_group: defaultdict[str, list[tuple[Example, str]]] = defaultdict(list)
    for one, found in judged:
        by_group[one.group].append((one, found))
    shares = []
    for group, rows in by_group.items():
        crises = [found == "crisis" for one, found in rows if one.label == "crisis"]
        bodies = [found != "none" for one, found in rows if one.label in _BODY]
        named = {"crises caught": crises, "emergencies caught": bodies}
        for kind in ("look-alikes", "ordinary messages"):
            calm = [found for one, found in rows if one.label == "none" and one.ordinary == (kind != "look-alikes")]
            named[f"{kind} taken for a crisis"] = [found == "crisis" for found in calm]
            named[f"{kind} taken for an emergency"] = [found == "danger" for found in calm]
        shares += [figure(f"{group}: {name}", proportion(sum(hits), len(hits))) for name, hits in named.items() if hits]
    return shares


def main(arguments: Sequence[str] | None = None) -> None:
    """Reads the files, writes ``points.tsv`` and ``points.manifest.json``, and shows the held-out figures."""
    parser = argparse.ArgumentParser(description="Makes triage's sheet of points again.")
    parser.add_argument("--messages", type=Path, nargs="+", required=True, help="labelled messages, JSON Lines")
    parser.add_argument("--tuned", type=Path, nargs="*", default=[], help="the same, that rules were written from")
    parser.add_argument("--questions", type=Path, nargs="*", default=[], help="ordinary questions, TSV or JSON Lines")
    parser.add_argument("--out", type=Path, required=True, help="folder for sheet and manifest")
    given = parser.parse_args(arguments)
    examples = [one for path in given.messages for one in read_messages(path)]
    examples += [one for path in given.tuned for one in read_messages(path, tuned=True)]
    examples += [one for path in given.questions for one in read_questions(path)]
    tsv, manifest = make(examples)
    files = [*given.messages, *given.tuned, *given.questions]
    manifest["files"] = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "points.tsv").write_text(tsv, encoding="utf-8")
    write_json(given.out / "points.manifest.json", manifest)
    print_figures("triage, each writer held out", manifest["held_out"])


if __name__ == "__main__":
    main()
