"""Haystack as its own guide builds hybrid search: in-memory store, BM25 and embedding retrievers, rank fusion."""

from harness import TOP, main
from haystack import Document, Pipeline, component
from haystack.components.joiners import DocumentJoiner
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore


@component
class QuestionEmbedder:
    """The shared model as a component."""

    def __init__(self, embed) -> None:
        self._embed = embed

    @component.output_types(embedding=list[float])
    def run(self, text: str):
        """Returns the question's vector."""
        return {"embedding": self._embed(text).tolist()}


def build(passages, vectors, embed):
    store = InMemoryDocumentStore(embedding_similarity_function="dot_product")
    store.write_documents([Document(id=p.id, content=p.text, embedding=vectors[p.row].tolist()) for p in passages])
    pipeline = Pipeline()
    pipeline.add_component("embedder", QuestionEmbedder(embed))
    pipeline.add_component("dense", InMemoryEmbeddingRetriever(store, top_k=TOP))
    pipeline.add_component("words", InMemoryBM25Retriever(store, top_k=TOP))
    pipeline.add_component("joined", DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=TOP))
    pipeline.connect("embedder.embedding", "dense.query_embedding")
    pipeline.connect("dense", "joined")
    pipeline.connect("words", "joined")

    def find(text):
        result = pipeline.run({"embedder": {"text": text}, "words": {"query": text}})
        return [document.id for document in result["joined"]["documents"]]

    return find


main("haystack-ai", build)
