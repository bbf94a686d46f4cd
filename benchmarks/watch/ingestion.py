"""An ingestion process of its own, served as `bedside run` serves: ``python -m benchmarks.watch.ingestion``.

Prints one line with its address when it is ready. Settings come from the environment.
"""

import json
import logging
import socket

import uvicorn

from bedside.services.data_ingestion.ingest_routes import router
from bedside.services.data_ingestion.loops import start_intake
from bedside.services.data_ingestion.reject_routes import router as rejects
from bedside.services.web import service, settle


class _Announced(uvicorn.Server):
    url = ""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Starts serving, then says where."""
        await super().startup(sockets)
        settle()
        print(json.dumps({"url": self.url}), flush=True)


def main() -> None:
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    app = service("data_ingestion", [router, rejects], start=[start_intake])
    server = _Announced(uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=5))
    server.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.run([listener])


if __name__ == "__main__":
    main()
