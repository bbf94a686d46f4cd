"""A receiver of webhooks that keeps what came with its headers."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from providers.http_provider import Answering, Provider, provided


class _Webhook(Answering):
    def do_POST(self) -> None:
        raw = self.read()
        self.take({"path": self.path, "headers": dict(self.headers), "raw": raw, "body": json.loads(raw)}, {}, 200)


@contextmanager
def webhook_server() -> Iterator[Provider]:
    with provided(_Webhook, Provider()) as provider:
        yield provider


def key_of(message: dict[str, Any]) -> str:
    return str(message["headers"]["Idempotency-Key"])
