"""What every service has: request ids, body limits, problems, metrics, health, one log line a request.

A service is a list of routers over one `Assembly`, made when the process starts and closed when it stops.
"""

import contextlib
import gc
import re
import threading
import time
import uuid
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractContextManager

import structlog
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.telemetry import TelemetryConfig
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bedside import settings as settings_module
from bedside.adapters.peers.connection import request_id as current_request
from bedside.assembly import Assembly, code_version
from bedside.errors import BedsideError, TooLarge, Unavailable
from bedside.services import logs, problems
from bedside.services.hosts import OwnHosts
from bedside.services.media_types import ARROW
from bedside.services.metrics import CONTENT_TYPE, Metrics
from bedside.services.path_ids import WholeIds

MAX_BODY_BYTES = 1_000_000
MAX_DOCUMENT_BYTES = 10_000_000
MAX_COLUMNS_BYTES = 32_000_000
_LENGTH_DIGITS = 15
_BACKGROUND = ("/library/", "/ingest", "/fhir")
"""Routes that nobody sits and waits for: while they are busy, work in the background need not stand back."""
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_METHODS = frozenset("GET HEAD POST PUT PATCH DELETE OPTIONS".split())
_POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"

Start = Callable[[FastAPI], None]
Ready = Callable[[Assembly], str]
"""Returns why the service cannot answer yet, or ""."""


def service(
    name: str,
    routers: Sequence[APIRouter],
    *,
    start: Sequence[Start] = (),
    ready: Sequence[Ready] = (),
    assembly: Callable[[], Assembly] = lambda: Assembly(settings_module.load()),
) -> FastAPI:
    """Returns the app of a service; ``start`` runs in order before it takes requests.

    Paths are looked for in the order of the routers: what people wait for comes first.
    """

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        try:
            parts = await run_in_threadpool(assembly)
            logs.configure(parts.settings.log_level)
            app.state.assembly = parts
            try:
                for begin in start:
                    await run_in_threadpool(begin, app)
                app.state.takes_requests.set()
                yield
            finally:
                await run_in_threadpool(parts.close)
        except Exception as error:
            app.state.failure = error  # for whoever started the service, to say why it did not start
            raise

    # The framework's own pages on the API would load scripts from elsewhere; /openapi.json says the same.
    # Its telemetry would send what is asked for to wherever an environment names, and asks that at every request.
    silent: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False}
    app = FastAPI(
        title=f"Bedside {name}",
        version=code_version(),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        telemetry=silent,
    )
    app.state.metrics = Metrics()
    app.state.takes_requests = threading.Event()
    problems.install(app)
    for router in (*routers, _operations(name, ready)):
        app.include_router(router)
    app.add_middleware(WholeIds)
    app.add_middleware(OwnHosts)
    app.add_middleware(Envelope, name=name)
    return app


def settle() -> None:
    """Leaves all that was made so far out of later garbage collections. To be called once a process, when it is ready.

    A full collection looks at every object of every package: 0.1 to 0.3 s in which nobody is answered.
    """
    gc.collect()
    gc.freeze()


def assembly_of(request: Request) -> Assembly:
    """Returns the assembly of the app that got the request."""
    found: Assembly = request.app.state.assembly
    return found


async def parts(request: Request) -> Assembly:
    """Returns the same as a dependency of routes: asynchronous, else the framework gives it a thread and a wait."""
    return assembly_of(request)


def _operations(name: str, ready: Sequence[Ready]) -> APIRouter:
    router = APIRouter(tags=["operations"])

    @router.get("/healthz")
    def healthz() -> dict[str, str]:
        """Tells that the process lives."""
        return {"status": "ok", "service": name}

    @router.get("/readyz")
    def readyz(request: Request) -> dict[str, str]:
        """Tells whether the service can answer; 503 with the reason while it cannot."""
        for check in ready:
            if reason := check(assembly_of(request)):
                raise Unavailable(reason, code="not_ready")
        return {"status": "ready", "service": name}

    @router.get("/version")
    def version() -> dict[str, str]:
        """Tells the version of the code."""
        return {"service": name, "version": code_version()}

    @router.get("/metrics", response_class=Response)
    def metrics(request: Request) -> Response:
        """Gives all metrics in Prometheus's text format."""
        return Response(request.app.state.metrics.text(), media_type=CONTENT_TYPE)

    return router


class Envelope:
    """Around each request: an id, a limit on the body, security headers, a metric and one log line."""

    def __init__(self, app: ASGIApp, name: str) -> None:
        self._app = app
        self._name = name

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one request; other kinds of scope pass untouched."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = next((v.decode("latin-1") for k, v in scope["headers"] if k == b"x-request-id"), "")
        identity = given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        current_request.set(identity)
        started = time.perf_counter()
        status = 0

        async def answered(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                done()
                headers = MutableHeaders(scope=message)
                headers["X-Request-Id"] = identity
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
                headers.setdefault("Content-Security-Policy", _POLICY)
                headers.setdefault("Cache-Control", "no-store")
                self._observe(scope, status, time.perf_counter() - started)
            await send(message)

        about = structlog.contextvars.bound_contextvars(request_id=identity, service=self._name)
        with about, self._first(scope) as done:
            try:
                await self._limited(scope, receive, answered)
            except Exception as error:  # noqa: BLE001 (beyond this the server would log the message, which may be a person's)
                logs.log_unexpected(error)
                if not status:
                    await problems.response(BedsideError(), path=scope["path"])(scope, receive, answered)
            finally:
                structlog.get_logger().info(
                    "request",
                    method=_method(scope),
                    route=_route(scope),
                    status=status or 500,
                    took_ms=round((time.perf_counter() - started) * 1000, 1),
                )

    @staticmethod
    def _first(scope: Scope) -> AbstractContextManager[Callable[[], None]]:
        """Returns what keeps background work back while a question is answered."""
        if scope["path"].startswith(_BACKGROUND):
            return contextlib.nullcontext(lambda: None)
        assembly: Assembly = scope["app"].state.assembly
        return assembly.pace.answering()

    async def _limited(self, scope: Scope, receive: Receive, send: Send) -> None:
        limit = _limit(scope)
        too_large = TooLarge(f"a body may have {limit:,} bytes here")
        announced = next((v for k, v in scope["headers"] if k == b"content-length"), b"0")
        if not announced.isdigit() or len(announced) > _LENGTH_DIGITS or int(announced) > limit:
            await problems.response(too_large, path=scope["path"])(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > limit:
                raise too_large
            return message

        await self._app(scope, counted, send)

    @staticmethod
    def _observe(scope: Scope, status: int, seconds: float) -> None:
        metrics: Metrics = scope["app"].state.metrics
        route = _route(scope)
        metrics.requests.labels(route, _method(scope), str(status)).inc()
        metrics.seconds.labels(route).observe(seconds)


def _limit(scope: Scope) -> int:
    """Returns how large a body may be: documents are long, and columns of readings come by the ten thousand."""
    if scope["path"].startswith("/library/"):
        return MAX_DOCUMENT_BYTES
    kind = next((value for name, value in scope["headers"] if name == b"content-type"), b"")
    columns = scope["path"] == "/preprocess" and kind.startswith(ARROW.encode())
    return MAX_COLUMNS_BYTES if columns or scope["path"] == "/ingest" else MAX_BODY_BYTES


def _method(scope: Scope) -> str:
    """Returns the method where it is a known one: a sender may write anything there."""
    return scope["method"] if scope["method"] in _METHODS else "other"


def _route(scope: Scope) -> str:
    """Returns the route's template, never the path itself: ids stay out of logs and metrics."""
    return str(getattr(scope.get("route"), "path", "unmatched"))
