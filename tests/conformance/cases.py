"""The conformance file, and a message of it as bytes."""

import json
from pathlib import Path
from typing import Any

Case = dict[str, Any]

CASES: list[Case] = json.loads((Path(__file__).parent / "messages.json").read_text(encoding="utf-8"))["messages"]


def of(door: str) -> list[Case]:
    return [case for case in CASES if case["door"] == door]


def named(case: Case) -> str:
    return f"{case['door']}: {case['name']}"


def hl7_bytes(case: Case) -> bytes:
    ends = case.get("ends", "\r")
    text = "".join(line + ends for line in case["message"])
    return text.encode(case.get("encoding", "ascii"))


def json_bytes(message: Any) -> bytes:
    return message.encode() if isinstance(message, str) else json.dumps(message, ensure_ascii=False).encode()
