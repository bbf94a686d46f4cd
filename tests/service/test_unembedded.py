"""`--dense never` means it: a running service leaves the collection to be found by words until it is asked to embed."""

import json
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest

from bedside.adapters.index.unembedded import UnembeddedCollections
from bedside.testing.servers import running
from service.waiting import eventually


def load(home: Path, source: Path, collection: str, dense: str) -> None:
    """Loads beside the running service, as from another terminal."""
    command = [sys.executable, "-m", "bedside.cli", "library", "load", str(source), "-c", collection, "--dense", dense]
    subprocess.run(command, env={"PATH": "", "BEDSIDE_HOME": str(home)}, capture_output=True, timeout=120, check=True)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    lines = [{"id": f"n{n}", "title": f"Note {n}", "text": f"The lantern of ward {n} is lit."} for n in range(3)]
    path = tmp_path / "notes.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)))
    return path


def test_a_collection_loaded_with_never_is_embedded_only_when_it_is_asked_for(tmp_path: Path, notes: Path) -> None:
    home = tmp_path / "home"
    UnembeddedCollections(home / "unembedded").add("default")  # the starter library would take its time first
    with running("rag", home) as service, httpx2.Client(base_url=service.url, timeout=30) as client:

        def waiting(collection: str) -> int | None:
            status = {held["name"]: held for held in client.get("/library/status").json()["collections"]}
            held = status.get(collection)
            return held["vectors_waiting"] if held and held["passages"] else None

        load(home, notes, "words", "never")
        load(home, notes, "both", "background")
        eventually(lambda: waiting("both") == 0, within_s=60)
        assert waiting("words") == 3
        assert waiting("default")
        client.put("/library/words/documents/put", json={"title": "Put", "text": "A lantern put here."})
        found = client.post("/retrieve", json={"query": "lantern of ward 2", "collection": "words"}).json()
        assert found["passages"][0]["document_id"] == "n2"
        assert waiting("words") == 4
        load(home, notes, "words", "background")
        eventually(lambda: waiting("words") == 0, within_s=60)
