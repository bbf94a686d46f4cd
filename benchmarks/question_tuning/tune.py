"""Learns factors that let MiniLM read a question the way people put it: ``tune.py JOB OUT [--held-out SHARE]``.

Low-rank factors (Hu et al. 2022, LoRA) are added to the matrices after the attention and of the feed-forward part,
trained so that a question lies by the passages and known questions of its right documents and away from all others
(softmax over the whole train split at temperature 0.05), while passages keep the vectors they have. A third of the
batches sees passages alone, as in a library without questions; the documents' own questions, as many as there are
people's, hold the rest of the language in place, and find the answers' passages alone. What is kept is half of what was
learned: weights between the old and the new carry over best to subjects never seen (Wortsman et al. 2022).

With ``--held-out`` a share of the documents and their questions is kept apart, and the rank of the right document is
printed before and after. Needs the packages of ``requirements.txt`` beside this file, and nothing of Bedside.
"""

import argparse
import hashlib
import json
import math
from pathlib import Path
from time import monotonic
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from safetensors.numpy import load_file, save

LAYERS, HEADS, EPSILON = 6, 12, 1e-12
TUNED = ("attention.output.dense", "intermediate.dense", "output.dense")
RANK, RATE, TEMPERATURE, EPOCHS, BATCH, KEPT = 8, 1e-3, 0.05, 2, 64, 0.5
PASSAGES_ALONE = 0.3
NEVER = -1e9


def read(weights: dict[str, Any], factors: dict[str, Any], ids: Any, mask: Any) -> Any:
    """Returns unit rows (n, 384) for tokens (n, length) by the weights with the factors' products added."""

    def dense(name: str, x: Any) -> Any:
        y = x @ weights[name + ".weight"].T + weights[name + ".bias"]
        down = factors.get(name + ".weight.down")
        return y if down is None else y + (x @ down) @ factors[name + ".weight.up"]

    def norm(name: str, x: Any) -> Any:
        centred = x - x.mean(-1, keepdims=True)
        scaled = centred / jnp.sqrt((centred**2).mean(-1, keepdims=True) + EPSILON)
        return scaled * weights[name + ".weight"] + weights[name + ".bias"]

    count, length = ids.shape
    places = (
        weights["embeddings.position_embeddings.weight"][:length]
        + weights["embeddings.token_type_embeddings.weight"][0]
    )
    hidden = norm("embeddings.LayerNorm", weights["embeddings.word_embeddings.weight"][ids] + places)
    hide = (1 - mask)[:, None, None, :] * NEVER
    for layer in range(LAYERS):
        at = f"encoder.layer.{layer}."
        query, key, value = (
            dense(f"{at}attention.self.{role}", hidden).reshape(count, length, HEADS, -1).transpose(0, 2, 1, 3)
            for role in ("query", "key", "value")
        )
        share = jax.nn.softmax(query @ key.transpose(0, 1, 3, 2) / math.sqrt(query.shape[-1]) + hide, -1)
        mixed = (share @ value).transpose(0, 2, 1, 3).reshape(hidden.shape)
        hidden = norm(at + "attention.output.LayerNorm", hidden + dense(at + "attention.output.dense", mixed))
        wide = jax.nn.gelu(dense(at + "intermediate.dense", hidden), approximate=False)
        hidden = norm(at + "output.LayerNorm", hidden + dense(at + "output.dense", wide))
    summed = (hidden * mask[..., None]).sum(1)
    return summed / jnp.linalg.norm(summed, axis=1, keepdims=True)


@jax.jit
@jax.value_and_grad
def loss_and_slope(factors: Any, weights: Any, ids: Any, mask: Any, right: Any, hidden: Any, rows: Any) -> Any:
    """Returns how surprising the right rows are among all that are not hidden, and its slope in the factors."""
    scores = read(weights, factors, ids, mask) @ rows.T / TEMPERATURE
    among = jax.nn.logsumexp(scores + hidden, 1)
    return (among - jax.nn.logsumexp(jnp.where(right, scores, NEVER), 1)).mean()


embed = jax.jit(read)


def padded(texts: list[list[int]]) -> tuple[np.ndarray, np.ndarray]:
    """Returns tokens and mask, padded to a multiple of 16 so that few shapes are compiled."""
    width = -(-max(map(len, texts)) // 16) * 16
    ids, mask = np.zeros((len(texts), width), np.int32), np.zeros((len(texts), width), np.float32)
    for i, text in enumerate(texts):
        ids[i, : len(text)], mask[i, : len(text)] = text, 1
    return ids, mask


def start(weights: dict[str, Any], rng: np.random.Generator) -> dict[str, Any]:
    """Returns factors whose products are 0."""
    factors = {}
    for layer in range(LAYERS):
        for part in TUNED:
            name = f"encoder.layer.{layer}.{part}.weight"
            outputs, inputs = weights[name].shape
            factors[name + ".down"] = rng.normal(0, 1 / math.sqrt(inputs), (inputs, RANK)).astype(np.float32)
            factors[name + ".up"] = np.zeros((RANK, outputs), np.float32)
    return factors


def batches(texts: list[list[int]], rng: np.random.Generator) -> list[np.ndarray]:
    """Returns the texts' numbers in whole batches of like length, in random order."""
    order = rng.permutation(len(texts))
    near = order[np.argsort([len(texts[i]) // 8 + 3 * rng.random() for i in order], kind="stable")]
    cut = [near[at : at + BATCH] for at in range(0, len(near) - BATCH + 1, BATCH)]
    rng.shuffle(cut)
    return cut


def learn(weights: Any, rows: Any, document: Any, is_question: Any, asked: Any, own: Any, seed: int = 0) -> Any:
    """Returns the factors, after Adam with a rate that rises for 20 steps and falls to 0 (Kingma and Ba 2015)."""
    rng = np.random.default_rng(seed)
    factors = start(weights, rng)
    own = [own[i] for i in rng.permutation(len(own))[: len(asked)]]
    held: dict[int, list[int]] = {}
    for row, number in enumerate(document):
        held.setdefault(int(number), []).append(row)
    rows, weights = jnp.asarray(rows), {name: jnp.asarray(value) for name, value in weights.items()}
    first, second = (jax.tree.map(jnp.zeros_like, factors) for _ in range(2))
    step, total, began, losses = 0, EPOCHS * (len(asked) // BATCH + len(own) // BATCH), monotonic(), []
    for _ in range(EPOCHS):
        planned = [
            (asked, batch, bool(rng.random() < PASSAGES_ALONE)) for batch in batches([q["ids"] for q in asked], rng)
        ]
        planned += [(own, batch, True) for batch in batches([q["ids"] for q in own], rng)]
        for i in rng.permutation(len(planned)):
            texts, batch, passages_alone = planned[i]
            right = np.zeros((BATCH, len(document)), bool)
            for at, number in enumerate(batch):
                for one in texts[number]["documents"]:
                    right[at, held.get(one, [])] = True
            if passages_alone:
                right &= ~is_question
            told = np.flatnonzero(right.any(1))
            chosen = np.resize(told, BATCH)
            ids, mask = padded([texts[batch[at]]["ids"] for at in chosen])
            hidden = np.where(is_question & passages_alone, NEVER, 0).astype(np.float32)
            loss, slope = loss_and_slope(factors, weights, ids, mask, right[chosen], hidden, rows)
            losses.append(float(loss))
            step += 1
            rate = RATE * min(1, step / 20) * (1 - step / (total + 1))
            factors, first, second = stepped(factors, first, second, slope, step, rate)
            if step % 20 == 0:
                print(
                    f"step {step} of {total}, loss {np.mean(losses[-20:]):.3f}, {monotonic() - began:.0f} s", flush=True
                )
    return factors


def stepped(factors: Any, first: Any, second: Any, slope: Any, step: int, rate: float) -> Any:
    """Returns the factors and Adam's two moments after a step down the slope."""
    first = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, first, slope)
    second = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, second, slope)
    bias, spread = 1 - 0.9**step, 1 - 0.999**step
    factors = jax.tree.map(lambda p, m, v: p - rate * m / bias / (jnp.sqrt(v / spread) + 1e-8), factors, first, second)
    return factors, first, second


def kept(factors: Any, share: float) -> dict[str, np.ndarray]:
    """Returns the factors with a share of their products."""
    return {n: np.asarray(v) * (share if n.endswith(".up") else 1) for n, v in factors.items()}


def ranks(weights: Any, factors: Any, rows: Any, document: Any, asked: Any) -> np.ndarray:
    """Returns the rank of the best right document of each question among all documents, from 1."""
    found = []
    starts = np.flatnonzero(np.r_[True, document[1:] != document[:-1]])
    place = {int(number): i for i, number in enumerate(document[starts])}
    for question in asked:
        ids, mask = padded([question["ids"]])
        scores = np.maximum.reduceat(rows @ np.asarray(embed(weights, factors, ids, mask))[0], starts)
        found.append(1 + (scores > max(scores[place[d]] for d in question["documents"])).sum())
    return np.array(found)


def main() -> None:
    """Writes ``factors.safetensors`` and ``manifest.json``, or prints ranks for what was held out."""
    asks = argparse.ArgumentParser()
    asks.add_argument("job", type=Path)
    asks.add_argument("out", type=Path)
    asks.add_argument("--held-out", type=float, default=0.0)
    given = asks.parse_args()
    job = json.loads((given.job / "questions.json").read_text())
    rows, document, is_question = (np.load(given.job / f"{n}.npy") for n in ("rows", "document", "is_question"))
    order = np.argsort(document, kind="stable")
    rows, document, is_question = rows[order], document[order], is_question[order]
    weights = {n: v for n, v in load_file(job["about"]["weights"]).items() if v.dtype == np.float32}
    asked, own = job["asked"], job["own"]
    if given.held_out:
        rng = np.random.default_rng(7)
        new = [q for q in asked if rng.random() < given.held_out]
        apart = {d for q in new for d in q["documents"]}
        asked, own = ([q for q in some if not apart & set(q["documents"])] for some in (asked, own))
        seen = ~np.isin(document, list(apart))
        factors = learn(weights, rows[seen], document[seen], is_question[seen], asked, own)
        for share in (0.0, 0.3, 0.4, KEPT, 0.6, 0.8, 1.0):
            rank = ranks(weights, kept(factors, share), rows, document, new)
            found = rank <= 10
            mrr = np.where(found, 1 / rank, 0).mean()
            print(f"kept {share}: MRR@10 {mrr:.4f}, R@10 {found.mean():.4f}, n {len(new)}")
        return
    factors = kept(learn(weights, rows, document, is_question, asked, own), KEPT)
    content = save({n: v.astype(np.float16) for n, v in factors.items()})
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "factors.safetensors").write_bytes(content)
    manifest = {
        "embedder": job["about"]["embedder"],
        "questions": len(asked),
        "own_questions": min(len(own), len(asked)),
        "documents": len(np.unique(document)),
        "rank": RANK,
        "share_kept": KEPT,
        "files": job["about"]["files"],
        "without": job["about"]["without"],
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    (given.out / "manifest.json").write_text(json.dumps(manifest, indent=1))


if __name__ == "__main__":
    main()
