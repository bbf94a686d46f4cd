"""Pathway's document store over a folder, served by its own server: BM25 and vectors fused.

Called with folder, port, model graph, its word pieces and tokenizer.
"""

import sys

import numpy as np
import pathway as pw
from harness import Embedder
from pathway.stdlib.indexing import BruteForceKnnFactory, HybridIndexFactory, TantivyBM25Factory
from pathway.xpacks.llm.document_store import DocumentStore
from pathway.xpacks.llm.servers import DocumentStoreServer

folder, port, graph, words, tokenizer = sys.argv[1:]
model = Embedder(graph, words, tokenizer)


@pw.udf
def embed(text: str) -> np.ndarray:
    return model(text)


changes = pw.io.fs.read(folder, format="binary", with_metadata=True, autocommit_duration_ms=100)
both = HybridIndexFactory([TantivyBM25Factory(), BruteForceKnnFactory(dimensions=384, embedder=embed)])
DocumentStoreServer("127.0.0.1", int(port), DocumentStore(changes, both)).run()
