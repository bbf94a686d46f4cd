"""HL7 v2 over MLLP: a server on a thread and an event loop of its own.

Each connection is read, answered, and only then read on: whoever does not read the answers, or sends faster than is
taken in, waits. The work runs on a few threads, so that a commit waits for the disk together with others. A message is
answered once what it holds is durable; where that cannot be, the connection is closed without an answer, and the sender
sends again. There is no encryption here: bind it to this machine, or put a TLS proxy or a VPN before it.
"""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

import structlog
from fastapi import FastAPI

from bedside.assembly import Assembly
from bedside.core.alerts.causes import HL7_NOT_LISTENING, Finding
from bedside.errors import BedsideError, Misconfigured
from bedside.services.data_ingestion.mllp_frames import Broken, Frames
from bedside.services.logs import log_unexpected
from bedside.services.loops import start_loop
from bedside.services.notifying import telling
from bedside.usecases.raise_operational import RaiseOperational

_FRAMED = b"\x0b%b\x1c\r"
_CHUNK = 64 * 1024
_STOP_S = 10.0
_AGAIN_S = 10.0


class Messages(Protocol):
    """Takes messages in."""

    def take(self, raw: bytes) -> Sequence[bytes]:
        """Returns the answers to a message, once what it holds is durable. Raises Unavailable where that cannot be."""

    def too_large(self, head: bytes) -> Sequence[bytes]:
        """Returns the answers to a message that is not read, by its beginning."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one sender may take up: ``idle_s`` between messages, ``frame_s`` for one, ``answer_s`` to read an answer.

    Where there are as many connections as may be, one that has sent nothing for ``gives_way_s`` is ended for a new one.
    """

    message_bytes: int = 1_000_000
    connections: int = 500
    idle_s: float = 3600.0
    gives_way_s: float = 60.0
    frame_s: float = 30.0
    answer_s: float = 30.0
    threads: int = 32


class MllpServer:
    """Listens at one port. ``port`` is the one that was bound, also where 0 was asked for."""

    def __init__(self, messages: Messages, host: str, port: int, limits: Limits | None = None) -> None:
        self._messages = messages
        self._limits = limits or Limits()
        self._listener = _bound(host, port)
        self.port = int(self._listener.getsockname()[1])
        self._loop = asyncio.new_event_loop()
        self._stopping = asyncio.Event()
        self._connections: set[asyncio.Task[None]] = set()
        self._busy: set[asyncio.Task[None]] = set()
        self._heard: dict[asyncio.Task[None], float] = {}
        """When each connection that has a place last sent something."""
        self._pool = ThreadPoolExecutor(self._limits.threads, thread_name_prefix="mllp")
        self._thread = threading.Thread(target=self._run, name="mllp", daemon=True)

    def start(self) -> None:
        """Begins to take messages in."""
        self._thread.start()

    def stop(self) -> None:
        """Ends the connections, after the messages that are just taken in are answered."""
        with contextlib.suppress(RuntimeError):  # the loop has ended already
            self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join(_STOP_S + 5)

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._loop.close()

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._accepted, sock=self._listener, limit=_CHUNK)
        async with server:
            await self._stopping.wait()
            server.close()
            for task in self._connections - self._busy:
                task.cancel()
            if self._connections:
                await asyncio.wait(self._connections, timeout=_STOP_S)

    async def _accepted(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        try:
            if self._has_room():
                self._heard[task] = self._loop.time()
                await self._converse(reader, writer, task)
            else:
                structlog.get_logger().warning("mllp refused", reason="connections")
        except (OSError, TimeoutError):
            pass  # the other side went away, or says nothing: it connects again
        except asyncio.CancelledError:
            pass  # this side stops; cancelled tasks of a server would be logged as failures
        finally:
            self._connections.discard(task)
            self._busy.discard(task)
            self._heard.pop(task, None)
            await _closed(writer)

    def _has_room(self) -> bool:
        """Returns whether one more may connect; where all places are taken, the one silent for longest gives way."""
        if len(self._heard) < self._limits.connections:
            return True
        silent = min((one for one in self._heard if one not in self._busy), key=self._heard.__getitem__, default=None)
        if silent is None or self._loop.time() - self._heard[silent] < self._limits.gives_way_s:
            return False
        structlog.get_logger().warning("mllp ended an idle connection for a new one", reason="connections")
        del self._heard[silent]
        silent.cancel()
        return True

    async def _converse(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, task: asyncio.Task[None]
    ) -> None:
        frames = Frames(self._limits.message_bytes)
        began = 0.0
        while not self._stopping.is_set():
            began = began or self._loop.time()
            left = began + self._limits.frame_s - self._loop.time() if frames.is_within else self._limits.idle_s
            given = await asyncio.wait_for(reader.read(_CHUNK), max(left, 0))
            if not given:
                return
            self._busy.add(task)
            self._heard[task] = self._loop.time()
            for frame in frames.feed(given):
                if isinstance(frame, Broken):
                    await self._break_off(frames, frame, writer)
                    return
                if not await self._answered(self._messages.take, frame, writer):
                    return
                began = 0.0
            began = (began or self._loop.time()) if frames.is_within else 0.0
            self._busy.discard(task)

    async def _answered(
        self, take: Callable[[bytes], Sequence[bytes]], frame: bytes, writer: asyncio.StreamWriter
    ) -> bool:
        """Takes a message in and answers it; returns False where it is not taken and must be sent again."""
        try:
            answers = await self._loop.run_in_executor(self._pool, take, frame)
        except BedsideError as error:
            structlog.get_logger().error("mllp failed", code=error.code, error=type(error).__name__)
            return False
        except Exception as error:  # noqa: BLE001 (whatever one message did, the server goes on)
            log_unexpected(error)
            return False
        await self._write(answers, writer)
        return True

    async def _break_off(self, frames: Frames, broken: Broken, writer: asyncio.StreamWriter) -> None:
        """Answers a frame that is too long by its beginning, and tells of it; the connection is closed then."""
        structlog.get_logger().warning("mllp refused", reason=broken.value)
        if broken is Broken.OVERSIZE:
            await self._answered(self._messages.too_large, frames.head, writer)

    async def _write(self, answers: Sequence[bytes], writer: asyncio.StreamWriter) -> None:
        for answer in answers:
            writer.write(_FRAMED % answer)
        await asyncio.wait_for(writer.drain(), self._limits.answer_s)


async def _closed(writer: asyncio.StreamWriter) -> None:
    """Closes a connection; one whose other side does not read its last answer is cut off."""
    writer.close()
    try:
        await asyncio.wait_for(writer.wait_closed(), 1)
    except (OSError, TimeoutError):
        writer.transport.abort()


def start_mllp(app: FastAPI) -> None:
    """Listens for HL7 messages; the port is told as ``app.state.mllp_port``.

    Raises Misconfigured where a port that was asked for is taken. Where nobody asked, this service goes on without,
    tells people, and tries again until it has the port.
    """
    here: Assembly = app.state.assembly
    port = here.settings.mllp_port
    try:
        _listen(app)
    except Misconfigured as error:
        if "mllp_port" in here.settings.model_fields_set:
            raise
        structlog.get_logger().warning(f"HL7 is not listened for: {error.detail}. {error.next_step}", code=error.code)
    missing = MissingPort(port, lambda: _listen(app), here.raise_operational)
    missing.is_open = hasattr(app.state, "mllp_port")
    start_loop("HL7 port", missing.work, here.closing, lambda _: None, _AGAIN_S, telling(here))


class MissingPort:
    """The work of a loop: listens once the port is free, and tells people of it as long as it is not."""

    def __init__(self, port: int, listen: Callable[[], None], raise_: RaiseOperational) -> None:
        self._port, self._listen, self._raise = port, listen, raise_
        self.is_open = self._is_told_over = False

    def work(self) -> bool:
        """Tries once; returns False: there is nothing to hurry for."""
        if not self.is_open:
            try:
                self._listen()
                self.is_open = True
            except Misconfigured as error:
                self._raise(Finding(HL7_NOT_LISTENING, str(self._port), error.next_step.rstrip(".")))
                return False
        if not self._is_told_over:
            for alert in self._raise.open():
                if alert.rule == HL7_NOT_LISTENING:  # also where this process was started anew since
                    self._raise.close(alert)
            self._is_told_over = True
        return False


def _listen(app: FastAPI) -> None:
    """Opens the port and takes messages in. Raises Misconfigured where it is taken."""
    here: Assembly = app.state.assembly
    server = MllpServer(here.hl7_messages, here.settings.host, here.settings.mllp_port)
    server.start()
    here.open_doors.append(server.stop)
    app.state.mllp_port = server.port
    structlog.get_logger().info("listening", url=f"mllp://{here.settings.host}:{server.port}")


def _bound(host: str, port: int) -> socket.socket:
    try:
        listener = socket.create_server((host, port), backlog=128)
    except OSError as error:
        raise Misconfigured(
            f"port {port} for HL7 messages cannot be listened at",
            next_step="End what has the port (`ss -ltnp` names it), or set BEDSIDE_MLLP_PORT to a free one, or 0.",
        ) from error
    listener.setblocking(False)
    return listener
