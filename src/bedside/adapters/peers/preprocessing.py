"""Reads a person's message by asking the preprocessing service."""

from collections.abc import Sequence

from bedside.adapters.peers.connection import PeerConnection
from bedside.core.answering.query import Query
from bedside.core.memory.conversation import Turn
from bedside.errors import BedsideError, PeerUnavailable
from bedside.messages.query import query_from_wire, turns_to_wire


class HttpUnderstander:
    """Satisfies `ports.Understander` over ``POST /preprocess``. ``timeout_s`` covers a reading with its repeats."""

    def __init__(self, base_url: str, timeout_s: float, *, offline: bool) -> None:
        self._peer = PeerConnection("preprocessing", "BEDSIDE_PREPROCESS_URL", base_url, timeout_s, offline=offline)

    def understand(self, text: str, history: Sequence[Turn] = ()) -> Query:
        """Returns what is asked. Raises PeerUnavailable alone: a peer that refuses a text is another kind of peer."""
        body = {"kind": "query", "text": text, "history": turns_to_wire(history)}
        try:
            return query_from_wire(self._peer.post("/preprocess", body))
        except PeerUnavailable:
            raise
        except BedsideError as error:
            raise self._peer.unavailable("speaks another version") from error

    def close(self) -> None:
        """Closes the kept connections."""
        self._peer.close()
