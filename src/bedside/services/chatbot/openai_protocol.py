"""OpenAI's chat protocol over the same answers: ``GET /v1/models`` and ``POST /v1/chat/completions``.

The `openai` client works unchanged. It keeps the conversation itself and sends it whole each time; the answer is that
of ``POST /chat``, which stands whole under ``bedside`` beside OpenAI's own fields.
"""

import json
import uuid
from collections.abc import Callable, Coroutine, Iterator
from itertools import chain
from typing import Annotated, Any

import structlog
from fastapi import APIRouter, Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, StreamingResponse
from fastapi.routing import APIRoute

from bedside.errors import BedsideError, NotFound
from bedside.services.chatbot import openai_shapes as shapes
from bedside.services.web import assembly_of
from bedside.usecases.ask_question import Answering, stream
from bedside.usecases.speak_answer import Event

_NAMED_SINCE = 1767225600
"""When the model's name was first served, 2026-01-01: OpenAI's shape asks for a time."""


def answering_of(request: Request) -> Answering:
    """Returns what answering needs, from the app's assembly."""
    return assembly_of(request).answering


def router(answering: Callable[..., Answering] = answering_of) -> APIRouter:
    """Returns the routes; ``answering`` is a FastAPI dependency that gives what answering needs."""
    routes = APIRouter(prefix="/v1", tags=["openai"], route_class=_OpenAiRoute)

    @routes.get("/models")
    def models() -> dict[str, Any]:
        """Lists the one model there is."""
        return {"object": "list", "data": [_model()]}

    @routes.get("/models/{name}")
    def model(name: str) -> dict[str, Any]:
        """Describes the model."""
        if name != shapes.MODEL:
            raise NotFound("there is no such model", code="model_not_found", next_step=f"Use `{shapes.MODEL}`.")
        return _model()

    @routes.post("/chat/completions", response_class=JSONResponse)
    def complete(
        asked: shapes.CompletionIn, needed: Annotated[Answering, Depends(answering)], request: Request
    ) -> Response:
        """Answers the last message of the user with citations, at once or as a stream."""
        completion = _Completion(asked, needed, request)
        if asked.stream:
            headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
            return StreamingResponse(completion.streamed(), media_type="text/event-stream", headers=headers)
        return JSONResponse(completion.whole())

    return routes


class _Completion:
    """One answer on its way into OpenAI's shape. What can fail early fails when it is made, before the first byte."""

    def __init__(self, asked: shapes.CompletionIn, answering: Answering, request: Request) -> None:
        now = answering.now()
        events = stream(answering, asked.question(now))
        opening = [next(events)]
        if not (isinstance(opening[0].data, dict) and opening[0].data["outcome"]):
            opening.append(next(events))
        self._events = chain(opening, events)
        self._asked = asked
        self._request = request
        self._head = {"id": f"chatcmpl-{uuid.uuid4().hex}", "created": int(now.timestamp()), "model": shapes.MODEL}

    def whole(self) -> dict[str, Any]:
        """Returns the completion."""
        *_, done = self._events
        body = self._finished(done)
        said = shapes.content(body)
        message = {"role": "assistant", "content": said, "refusal": None, "annotations": self._annotations(body)}
        choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
        usage = shapes.usage(self._asked, said)
        return {**self._head, "object": "chat.completion", "choices": [choice], "usage": usage, "bedside": body}

    def streamed(self) -> Iterator[bytes]:
        """Yields the completion's chunks as server-sent events, ``[DONE]`` last."""
        yield self._chunk({"role": "assistant", "content": ""})
        try:
            for event in self._events:
                if event.name == "token" and not isinstance(event.data, bytes):
                    yield self._chunk({"content": event.data["text"]})
                elif event.name == "done":
                    yield from self._end(self._finished(event))
        except BedsideError as error:
            # The status has left already: the client raises what stands under `error`.
            yield _sse(_error_body(error))
        yield b"data: [DONE]\n\n"

    def _end(self, body: dict[str, Any]) -> Iterator[bytes]:
        yield self._chunk({"content": shapes.closing(body), "annotations": self._annotations(body)})
        yield self._chunk({}, finish_reason="stop", bedside=body)
        options = self._asked.stream_options
        if options is not None and options.include_usage:
            usage = shapes.usage(self._asked, shapes.content(body))
            yield _sse({**self._head, "object": "chat.completion.chunk", "choices": [], "usage": usage})

    def _chunk(self, delta: dict[str, Any], *, finish_reason: str | None = None, **more: Any) -> bytes:
        choice = {"index": 0, "delta": delta, "finish_reason": finish_reason, "logprobs": None}
        return _sse({**self._head, "object": "chat.completion.chunk", "choices": [choice], **more})

    def _annotations(self, body: dict[str, Any]) -> list[dict[str, Any]]:
        return shapes.annotations(body, str(self._request.base_url))

    def _finished(self, done: Event) -> dict[str, Any]:
        assert isinstance(done.data, bytes)
        body: dict[str, Any] = json.loads(done.data)
        self._request.app.state.metrics.answers.labels(body["outcome"]).inc()
        return body


class _OpenAiRoute(APIRoute):
    """A route whose errors have OpenAI's shape, so that clients raise their own exceptions with our words."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Returns the handler, with errors turned."""
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except RequestValidationError as error:
                return JSONResponse(_validation_body(error), 400)
            except BedsideError as error:
                if error.status >= 500:
                    structlog.get_logger().error("failed", code=error.code, error=type(error).__name__)
                return JSONResponse(_error_body(error), 400 if error.status == 422 else error.status)

        return handled


def _error_body(error: BedsideError) -> dict[str, Any]:
    kind = "server_error" if error.status >= 500 else "invalid_request_error"
    message = f"{error.detail}. {error.next_step}"
    return {"error": {"message": message, "type": kind, "param": None, "code": error.code}}


def _validation_body(error: RequestValidationError) -> dict[str, Any]:
    first = error.errors()[0]
    param = ".".join(str(part) for part in first["loc"][1:]) or None
    message = f"{param or 'the body'}: {first['msg']}"
    return {"error": {"message": message, "type": "invalid_request_error", "param": param, "code": "invalid_input"}}


def _model() -> dict[str, Any]:
    return {"id": shapes.MODEL, "object": "model", "created": _NAMED_SINCE, "owned_by": "bedside"}


def _sse(body: dict[str, Any]) -> bytes:
    return f"data: {json.dumps(body, ensure_ascii=False, separators=(',', ':'))}\n\n".encode()
