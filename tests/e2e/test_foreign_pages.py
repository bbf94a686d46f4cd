"""A page of another site, in the browser of somebody who may reach Bedside, writes nothing."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bedside.testing.contracts.reading_log import kept
from service.ingestion import Ingestion, ingestion, reading
from service.waiting import eventually

_POST = (
    """async ([url, body]) => (await fetch(url, { method: "POST", mode: "no-cors", body: new Blob([body]) })).type"""
)
_FORM = """([url, body]) => {
  const form = Object.assign(document.createElement("form"), { method: "POST", action: url, enctype: "text/plain" });
  form.append(Object.assign(document.createElement("input"), { name: body, value: "" }));
  document.body.append(form);
  form.submit();
}"""


class _Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<h1>Elsewhere</h1>")

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def elsewhere() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Ingestion]:
    with ingestion(tmp_path) as running:
        yield running


@pytest.mark.parametrize("sending", [_POST, _FORM], ids=["fetch", "form"])
def test_a_page_of_another_site_writes_no_reading(
    browser: Browser, here: Ingestion, elsewhere: str, sending: str
) -> None:
    page = browser.new_page()
    page.goto(elsewhere)
    body = json.dumps({"readings": [reading(patient_id="p-foreign")]})
    page.evaluate(sending, [str(here.client.base_url.join("/ingest")), body])
    eventually(lambda: 'method="POST",route="unmatched",status="403"' in metrics(here))
    assert kept(here.parts.log) == []
    page.close()


def metrics(here: Ingestion) -> str:
    return here.client.get("/metrics").text
