"""The stream of a ward board: server-sent events that go on where a reader was, and let no slow reader wait for long.

The first event of a new reader is the whole ward; then each has the beds that changed since the one before. A reader
that comes back names the last event it saw and gets what changed meanwhile. Nothing is queued for anybody: who reads
slowly gets fewer and newer events, and who takes nothing for ten seconds is let go, to come back by itself.
"""

import asyncio
import json
import secrets
from collections.abc import Callable

import msgspec
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from bedside.core.vitals.times import time_text
from bedside.services.data_ingestion.ward_shapes import alert_to_wire, bed_to_wire
from bedside.usecases.follow_ward import Change, FollowWard

BEAT_S = 5.0
_LOOK_S = 0.1
_PATIENCE_S = 10.0
_HEADERS = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}


class Board:
    """What all streams of one process share: the ward, its mark among all starts, each bed's text made once."""

    def __init__(self, ward: FollowWard, clock: Callable[[], int]) -> None:
        self.ward, self.clock = ward, clock
        self.mark = secrets.token_hex(4)
        self._texts: dict[tuple[str, bool], tuple[int, bytes]] = {}

    def text(self, change: Change, after: int) -> bytes:
        """Returns a bed as JSON, with its trends where they changed behind a number."""
        assert change.bed is not None
        with_trends = change.trends_sequence > after
        key = (change.patient_id, with_trends)
        made = self._texts.get(key)
        if made is None or made[0] != change.sequence:
            body = bed_to_wire(change.bed, change.trends if with_trends else None)
            made = self._texts[key] = (change.sequence, msgspec.json.encode(body))
        return made[1]

    def after(self, last_event_id: str | None) -> int:
        """Returns the number behind which a reader goes on; 0 for a new one, or one of another start."""
        mark, _, number = (last_event_id or "").partition("-")
        known = mark == self.mark and number.isdigit() and len(number) < 19
        return min(int(number), self.ward.sequence) if known else 0

    def event(self, after: int, may_see: Callable[[str], bool]) -> tuple[int, bytes]:
        """Returns the newest number, and the event of what a reader may see of the changes; empty where nothing is."""
        newest, changes, is_system_new = self.ward.since(after)
        seen = [one for one in changes if may_see(one.patient_id)]
        beds = [self.text(one, after) for one in seen if one.bed is not None]
        gone = [one.patient_id for one in seen if one.bed is None]
        if after and not (beds or gone or is_system_new):
            return newest, b""
        body = b'{"at":"%b","beds":[%b],"gone":%b,"system":%b}' % (
            time_text(self.clock()).encode(),
            b",".join(beds),
            json.dumps(gone).encode(),
            json.dumps([alert_to_wire(one) for one in self.ward.system]).encode(),
        )
        name = b"beds" if after else b"ward"
        return newest, b"id: %b-%d\nevent: %b\ndata: %b\n\n" % (self.mark.encode(), newest, name, body)

    def beat(self) -> bytes:
        """Returns the event that says that the server lives."""
        return b'event: beat\ndata: {"at":"%b"}\n\n' % time_text(self.clock()).encode()


class WardStream(Response):
    """The stream of one reader, until they leave, are let go, or the service stops."""

    media_type = "text/event-stream"

    def __init__(
        self,
        board: Board,
        after: int,
        may_see: Callable[[str], bool],
        is_closing: Callable[[], bool],
        *,
        patience_s: float = _PATIENCE_S,
    ) -> None:
        super().__init__(None, headers=_HEADERS)
        self._board, self._after, self._may_see = board, after, may_see
        self._is_closing, self._patience_s = is_closing, patience_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 (ASGI's signature)
        """Sends the stream."""
        headers = [one for one in self.raw_headers if one[0] != b"content-length"]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        leaving = asyncio.create_task(_left(receive))
        try:
            await self._run(send, leaving)
        except TimeoutError:
            return  # too slow: the connection ends here, and the page comes back with the last event it has
        except asyncio.CancelledError:
            return  # the server stops, and waits no longer for streams that have no end of their own
        finally:
            leaving.cancel()
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _run(self, send: Send, leaving: asyncio.Task[None]) -> None:
        loop = asyncio.get_running_loop()
        after, beat_at = self._after, loop.time() + BEAT_S
        is_first = True
        while not (leaving.done() or self._is_closing()):
            text = b""
            if is_first or self._board.ward.sequence > after:
                after, text = self._board.event(after if not (is_first and not after) else 0, self._may_see)
                text = b"retry: 1000\n" + text if is_first and text else text
            is_first = False
            if not text and loop.time() >= beat_at:
                text = self._board.beat()
            if text:
                async with asyncio.timeout(self._patience_s):
                    await send({"type": "http.response.body", "body": text, "more_body": True})
                beat_at = loop.time() + BEAT_S
            await asyncio.wait([leaving], timeout=_LOOK_S)


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
