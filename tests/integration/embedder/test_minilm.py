"""The embedder with its real weights: the graph is built once, whoever comes at the same moment."""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from bedside.adapters.embedder.minilm import MiniLmEmbedder
from bedside.adapters.embedder.weights import model_version
from bedside.errors import Unavailable


def test_embedders_that_start_at_once_build_one_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = []
    real = subprocess.run

    def counted(command: list[str], **options: bool) -> subprocess.CompletedProcess[bytes]:
        built.append(command[-1])
        return real(command, **options)

    monkeypatch.setattr(subprocess, "run", counted)
    embedders = [MiniLmEmbedder(tmp_path, threads=1) for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        vectors = list(pool.map(lambda embedder: embedder.embed(["a fever", "a cough"]), embedders))
    assert len(built) == 1
    assert all(np.array_equal(one, vectors[0]) for one in vectors)


def test_like_meanings_lie_closer_than_unlike_ones(tmp_path: Path) -> None:
    attack, infarction, tea = MiniLmEmbedder(tmp_path).embed(["heart attack", "myocardial infarction", "price of tea"])
    assert attack @ infarction > attack @ tea
    assert np.isclose(np.linalg.norm(attack), 1, atol=1e-5)


def test_texts_beyond_the_limit_are_cut_and_empty_ones_are_taken(tmp_path: Path) -> None:
    embedder = MiniLmEmbedder(tmp_path)
    long = "word " * 3000
    vectors = embedder.embed([long, "word " * 254, ""])
    assert embedder.count_tokens(long) > 3000
    assert np.allclose(vectors[0], vectors[1], atol=1e-5)
    assert np.isfinite(vectors).all()


def test_a_graph_that_cannot_be_built_says_why_and_what_to_do(tmp_path: Path) -> None:
    embedder = MiniLmEmbedder(tmp_path)
    for kind in ("fp32", "partial"):
        (tmp_path / f"all-minilm-l6-v2-{model_version()}-graph2-{embedder.questions_name}.{kind}").mkdir()
    with pytest.raises(Unavailable, match="could not be built: ") as raised:
        embedder.embed_questions(["What is gout?"])
    assert "cache folder" in raised.value.next_step
