"""Hands readings on to the preprocessing service, as Arrow over HTTP."""

import pyarrow as pa

from bedside.adapters.peers.connection import PeerConnection
from bedside.errors import InvalidInput
from bedside.messages.arrow_streams import stream_of

_PATH = "/preprocess?windows_s=60"
_ARROW = "application/vnd.apache.arrow.stream"


class HttpPreprocessing:
    """Sends readings over ``POST /preprocess``. ``timeout_s`` covers one batch with its repeats."""

    def __init__(self, base_url: str, timeout_s: float, *, offline: bool) -> None:
        self._peer = PeerConnection("preprocessing", "BEDSIDE_PREPROCESS_URL", base_url, timeout_s, offline=offline)

    def send(self, readings: pa.RecordBatch) -> None:
        """Returns once the peer has read the batch; raises PeerUnavailable else: what was refused is tried again too.

        The readings were checked before they came into the log, so a peer that refuses them is another kind of peer.
        """
        try:
            self._peer.post_content(_PATH, stream_of(readings), _ARROW)
        except InvalidInput as error:
            raise self._peer.unavailable("refuses readings of the log: it may be of another version") from error

    def close(self) -> None:
        """Closes the kept connections."""
        self._peer.close()
