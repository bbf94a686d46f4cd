"""Learns which words of a question to look for, and by what likeness.

``python -m benchmarks.question_tuning.tune_sentences JOB OUT [--held-out ID …]``

From the vectors of word pieces: a projection in which each word of the question is matched with the likest word of a
sentence, how much of the question rests on each word, and a low-rank match of the whole question with the whole
sentence. All of it is learned at once, with a weight for each feature there is, so that the marked sentences come
first (softmax over the sentences of one document), and is held near where it began: the directions in which words
differ most, and no match of the whole.

With ``--held-out`` the questions whose id begins so, and their documents, are kept apart, and it is printed how often a
best sentence comes first, and is among the first 3 and 4, by the features alone and with what was learned. Needs the
packages of ``requirements.txt`` beside this file, and no module of Bedside's own.
"""

import argparse
import hashlib
import json
from itertools import pairwise
from pathlib import Path
from time import monotonic
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from safetensors.numpy import save

from benchmarks.question_tuning.tune import stepped

MATCH, WHOLE = 64, 32
RATE, EPOCHS, BATCH, HOLD, LEFT_OUT = 2e-3, 10, 64, 1e-3, 0.1
NAMED = 0.05
"""What a word of the document's names counts; as in `bedside.core.answering.sentence_rating`."""
MOST_ASKED, MOST_SAID, MOST_SENTENCES = 48, 64, 40
BEST, ALSO = 2.0, 1.0
ALSO_SHARE = 0.25
WHOLE_SCALE, WORD_SCALE = 10.0, 10.0
NEVER = -1e9


def rated(learned: Any, vectors: Any, telling: Any, batch: Any, matches: bool) -> Any:
    """Returns the rating of each sentence, shape (questions, sentences); by the features alone without ``matches``."""
    ratings = batch["features"] @ learned["weights"]
    if not matches:
        return ratings
    pieces, asked, counts, said, there = (batch[n] for n in ("pieces", "asked", "counts", "said", "there"))
    rows, tells = vectors[pieces], telling[pieces]
    match = rows @ learned["match"]
    match /= jnp.linalg.norm(match, axis=1, keepdims=True) + 1e-6
    rests = jnp.exp(rows @ learned["rests"] + learned["telling"][0] * tells)[asked] * counts
    rests /= rests.sum(1, keepdims=True) + 1e-6
    alike = jnp.einsum("bqd,bnsd->bnqs", match[asked], match[said])
    likest = jnp.where(there[:, :, None, :] > 0, alike, -1).max(-1)
    word = jnp.einsum("bq,bnq->bn", rests, likest)
    tells = tells[said] * there
    meant = ((rows @ learned["said"])[said] * tells[..., None]).sum(2) / (tells.sum(2)[..., None] + 1e-6)
    whole = jnp.einsum("bq,bqd,bnd->bn", rests, (rows @ learned["asked"])[asked], meant)
    return ratings + WORD_SCALE * learned["word_weight"][0] * word + WHOLE_SCALE * whole


def loss(learned: Any, began: Any, vectors: Any, telling: Any, batch: Any, matches: bool) -> Any:
    """Returns how surprising the marked sentences are among those of their document, and how far it has moved."""
    log_share = jax.nn.log_softmax(
        rated(learned, vectors, telling, batch, matches=matches) + (batch["told"] - 1) * -NEVER, 1
    )
    surprise = -(batch["target"] * jnp.where(batch["told"] > 0, log_share, 0)).sum(1).mean()
    held = sum(((learned[n] - began[n]) ** 2).sum() for n in ("match", "rests", "asked", "said"))
    return surprise + HOLD * held


rate = jax.jit(rated, static_argnames="matches")
loss_and_slope = jax.jit(jax.value_and_grad(loss), static_argnames="matches")


def packed(questions: list[dict[str, Any]]) -> dict[str, np.ndarray]:
    """Returns a batch as arrays, padded to few shapes: its pieces, and all else as rows of these."""
    told = min(MOST_SENTENCES, -(-max(len(q["said"]) for q in questions) // 8) * 8)
    count = len(questions)
    asked, counts = np.zeros((count, MOST_ASKED), np.int32), np.zeros((count, MOST_ASKED), np.float32)
    said = np.zeros((count, told, MOST_SAID), np.int32)
    there = np.zeros((count, told, MOST_SAID), np.float32)
    features = np.zeros((count, told, len(questions[0]["features"][0])), np.float32)
    grades = np.full((count, told), -1.0, np.float32)
    for i, question in enumerate(questions):
        own = question["asked"][:MOST_ASKED]
        asked[i, : len(own)] = own
        counts[i, : len(own)] = np.where(question["named"][:MOST_ASKED], NAMED, 1)
        for j, sentence in enumerate(question["said"][:told]):
            said[i, j, : len(sentence)] = sentence[:MOST_SAID]
            there[i, j, : len(sentence)] = 1
        features[i, : len(question["said"])] = question["features"][:told]
        grades[i, : len(question["said"])] = question["grades"][:told]
    target = np.where(grades >= BEST, 1, np.where(grades >= ALSO, ALSO_SHARE, 0))
    pieces, place = np.unique(np.concatenate([asked.ravel(), said.ravel()]), return_inverse=True)
    place = place.astype(np.int32)
    return {
        "pieces": np.pad(pieces, (0, -len(pieces) % 2048)).astype(np.int32),
        "asked": place[: asked.size].reshape(asked.shape),
        "counts": counts,
        "said": place[asked.size :].reshape(said.shape),
        "there": there,
        "features": features,
        "grades": grades,
        "told": (grades >= 0).astype(np.float32),
        "target": (target / np.maximum(target.sum(1, keepdims=True), 1e-6)).astype(np.float32),
    }


def batches(questions: list[dict[str, Any]]) -> list[dict[str, np.ndarray]]:
    """Returns the questions in batches of documents that are alike in length."""
    ordered = sorted(questions, key=lambda q: len(q["said"]))
    return [packed(ordered[a:b]) for a, b in pairwise([*range(0, len(ordered), BATCH), len(ordered)])]


def start(vectors: np.ndarray, features: int, rng: np.random.Generator) -> dict[str, Any]:
    """Returns what learning begins from."""
    directions = np.linalg.svd(vectors[::3], full_matrices=False)[2]
    width = vectors.shape[1]
    return {
        "match": directions[:MATCH].T.astype(np.float32),
        "rests": np.zeros(width, np.float32),
        "telling": np.array([0.3], np.float32),
        "asked": rng.normal(0, 0.05, (width, WHOLE)).astype(np.float32),
        "said": rng.normal(0, 0.05, (width, WHOLE)).astype(np.float32),
        "word_weight": np.array([1.0], np.float32),
        "weights": np.zeros(features, np.float32),
    }


def learn(vectors: Any, telling: Any, questions: Any, matches: bool = True, seed: int = 0) -> Any:
    """Returns what was learned, by Adam with a rate that falls to 0 (Kingma and Ba 2015).

    A tenth of the words is left out at random each time.
    """
    rng = np.random.default_rng(seed)
    began = start(vectors, len(questions[0]["features"][0]), rng)
    learned, vectors, telling = began, jnp.asarray(vectors), jnp.asarray(telling)
    first, second = (jax.tree.map(jnp.zeros_like, learned) for _ in range(2))
    cut = batches(questions)
    step, total, since, losses = 0, EPOCHS * len(cut), monotonic(), []
    for _ in range(EPOCHS):
        for i in rng.permutation(len(cut)):
            left = {n: cut[i][n] * (rng.random(cut[i][n].shape) > LEFT_OUT) for n in ("counts", "there")}
            batch = cut[i] | {n: kept.astype(np.float32) for n, kept in left.items()}
            value, slope = loss_and_slope(learned, began, vectors, telling, batch, matches=matches)
            losses.append(float(value))
            step += 1
            down = RATE * (1 - step / (total + 1))
            learned, first, second = stepped(learned, first, second, slope, step, down)
        print(
            f"step {step} of {total}, loss {np.mean(losses[-len(cut) :]):.4f}, {monotonic() - since:.0f} s", flush=True
        )
    return jax.tree.map(np.asarray, learned)


def found(learned: Any, vectors: Any, telling: Any, questions: Any, matches: bool) -> str:
    """Returns how often a best sentence comes first, and is among the first 3 and 4."""
    hits = []
    for batch in batches(questions):
        ratings = np.asarray(rate(learned, vectors, telling, batch, matches=matches)) + np.where(
            batch["told"] > 0, 0, NEVER
        )
        order = np.argsort(-ratings, axis=1, kind="stable")
        best = np.take_along_axis(batch["grades"], order, 1) >= BEST
        hits.append(np.column_stack([best[:, :top].any(1) for top in (1, 3, 4)])[best.any(1)])
    first, three, four = np.concatenate(hits).mean(0)
    return f"first {first:.3f}, in 3 {three:.3f}, in 4 {four:.3f}, n {sum(map(len, hits))}"


def main() -> None:
    """Writes ``factors.safetensors`` and ``manifest.json``, and prints what comes first for what was held out."""
    asks = argparse.ArgumentParser()
    asks.add_argument("job", type=Path)
    asks.add_argument("out", type=Path)
    asks.add_argument("--held-out", nargs="+", default=[])
    given = asks.parse_args()
    job = json.loads((given.job / "sentences.json").read_text())
    vectors, telling = (np.load(given.job / f"{name}.npy") for name in ("vectors", "telling"))
    new = [q for q in job["questions"] if q["id"].startswith(tuple(given.held_out))] if given.held_out else []
    apart = {q["document"] for q in new}
    questions = [q for q in job["questions"] if q["document"] not in apart]
    if new:
        alone = learn(vectors, telling, questions, matches=False)
        print("features alone:", found(alone, vectors, telling, new, False))
    learned = learn(vectors, telling, questions)
    if new:
        print("with what was learned:", found(learned, vectors, telling, new, True))
    content = save({n: learned[n].astype(np.float16) for n in ("match", "rests", "telling", "asked", "said")})
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "factors.safetensors").write_bytes(content)
    manifest = {
        "embedder": job["about"]["embedder"],
        "questions": len(questions),
        "held_out": given.held_out,
        "files": job["about"]["files"],
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    (given.out / "manifest.json").write_text(json.dumps(manifest, indent=1))


if __name__ == "__main__":
    main()
