"""all-MiniLM-L6-v2's forward pass in plain numpy, one text at a time: an oracle for the graph."""

import math

import numpy as np

HEADS, LAYERS, EPSILON = 12, 6, 1e-12
_erf = np.vectorize(math.erf)


def vector(weights, ids):
    """Returns the unit vector of one text's tokens, computed in float64."""
    w = {name: value.astype(np.float64) for name, value in weights.items() if value.dtype == np.float32}
    hidden = (
        w["embeddings.word_embeddings.weight"][ids]
        + w["embeddings.position_embeddings.weight"][: len(ids)]
        + w["embeddings.token_type_embeddings.weight"][0]
    )
    hidden = _norm(w, "embeddings.LayerNorm", hidden)
    for layer in range(LAYERS):
        at = f"encoder.layer.{layer}."
        hidden = _norm(w, at + "attention.output.LayerNorm", hidden + _attention(w, at, hidden))
        wide = _dense(w, at + "intermediate.dense", hidden)
        active = 0.5 * wide * (1 + _erf(wide / math.sqrt(2)))
        hidden = _norm(w, at + "output.LayerNorm", hidden + _dense(w, at + "output.dense", active))
    mean = hidden.mean(axis=0)
    return mean / np.linalg.norm(mean)


def _attention(w, at, hidden):
    query, key, value = (_heads(_dense(w, f"{at}attention.self.{role}", hidden)) for role in ("query", "key", "value"))
    scores = query @ key.transpose(0, 2, 1) / math.sqrt(query.shape[-1])
    share = np.exp(scores - scores.max(axis=-1, keepdims=True))
    share /= share.sum(axis=-1, keepdims=True)
    mixed = (share @ value).transpose(1, 0, 2).reshape(hidden.shape)
    return _dense(w, at + "attention.output.dense", mixed)


def _heads(rows):
    return rows.reshape(len(rows), HEADS, -1).transpose(1, 0, 2)


def _dense(w, name, rows):
    return rows @ w[name + ".weight"].T + w[name + ".bias"]


def _norm(w, name, rows):
    centred = rows - rows.mean(axis=-1, keepdims=True)
    scaled = centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + EPSILON)
    return scaled * w[name + ".weight"] + w[name + ".bias"]
