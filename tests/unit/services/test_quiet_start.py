"""What FastAPI does to build routes is not written into the log, whatever other threads do meanwhile."""

import subprocess
import sys

BUILDS = """
from typing import Annotated
from pydantic import Field, TypeAdapter
TypeAdapter(Annotated[int, Field(alias="b")])
"""


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stderr


def test_what_pydantic_says_of_fields_that_fastapi_builds_is_not_written() -> None:
    assert "alias" in run(BUILDS)
    assert run("import bedside.services" + BUILDS) == ""
