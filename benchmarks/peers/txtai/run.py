"""txtai's embeddings database with hybrid search: its default vector index (Faiss), its BM25, and content in SQLite."""

import numpy as np
from harness import TOP, main
from txtai.embeddings import Embeddings


def build(passages, vectors, embed):
    known = {passage.text: vectors[passage.row] for passage in passages}

    def transform(texts):
        return np.array([known[text] if text in known else embed(text) for text in texts], np.float32)

    database = Embeddings(method="external", transform=transform, hybrid=True, content=True)
    database.index((passage.id, passage.text, None) for passage in passages)
    known.clear()

    def find(text):
        return [row["id"] for row in database.search(text, TOP)]

    return find


main("txtai", build)
