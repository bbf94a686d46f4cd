"""Finds passages by asking the rag service."""

from bedside.adapters.peers.connection import PeerConnection
from bedside.core.answering.retrieval import Found, Search
from bedside.errors import InvalidInput
from bedside.messages.retrieval import found_from_wire, search_to_wire


class HttpRetriever:
    """Satisfies `ports.Retriever` over ``POST /retrieve``. ``timeout_s`` covers a search with its repeats."""

    def __init__(self, base_url: str, timeout_s: float, *, offline: bool) -> None:
        self._peer = PeerConnection("rag", "BEDSIDE_RAG_URL", base_url, timeout_s, offline=offline)

    def retrieve(self, search: Search) -> Found:
        """Returns the best passages, best first, documents without their full text.

        Raises what the service refuses (InvalidInput, NotFound), and PeerUnavailable when it does not answer.
        """
        answered = self._peer.post("/retrieve", search_to_wire(search))
        try:
            return found_from_wire(answered)
        except InvalidInput as error:
            raise self._peer.unavailable("speaks another version") from error

    def close(self) -> None:
        """Closes the kept connections."""
        self._peer.close()
