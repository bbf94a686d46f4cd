"""Keeps what a fault test saw, for the printed figures: one JSON line each in the file that FAULTS_REPORT names."""

import json
import os
from pathlib import Path
from typing import Any


def report(test: str, **seen: Any) -> None:
    """Adds a line; does nothing where nobody asked for it."""
    if path := os.environ.get("FAULTS_REPORT"):
        with Path(path).open("a") as lines:
            lines.write(json.dumps({"test": test, **seen}) + "\n")
