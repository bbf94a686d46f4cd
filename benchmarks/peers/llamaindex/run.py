"""LlamaIndex's vector index with its default store, its BM25 retriever, and its fusion of both by reciprocal rank."""

from harness import TOP, main
from llama_index.core import VectorStoreIndex
from llama_index.core.embeddings import BaseEmbedding
from llama_index.core.llms import MockLLM
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.schema import TextNode
from llama_index.retrievers.bm25 import BM25Retriever
from pydantic import PrivateAttr


class SharedModel(BaseEmbedding):
    """The shared model as LlamaIndex's embedding."""

    _embed = PrivateAttr()

    def __init__(self, embed) -> None:
        super().__init__(model_name="all-MiniLM-L6-v2")
        self._embed = embed

    def _get_query_embedding(self, query):
        return self._embed(query).tolist()

    def _get_text_embedding(self, text):
        return self._embed(text).tolist()

    async def _aget_query_embedding(self, query):
        return self._get_query_embedding(query)


def build(passages, vectors, embed):
    nodes = [TextNode(id_=p.id, text=p.text, embedding=vectors[p.row].tolist()) for p in passages]
    index = VectorStoreIndex(nodes, embed_model=SharedModel(embed))
    both = QueryFusionRetriever(
        [index.as_retriever(similarity_top_k=TOP), BM25Retriever.from_defaults(nodes=nodes, similarity_top_k=TOP)],
        llm=MockLLM(),
        mode="reciprocal_rerank",
        similarity_top_k=TOP,
        num_queries=1,
        use_async=False,
    )

    def find(text):
        return [found.node.node_id for found in both.retrieve(text)]

    return find


main("llama-index-core", build)
