"""Where `bedside send` sends to, as each kind of file asks for it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Answer = dict[str, Any]
"""``accepted``, ``duplicate``, ``rejected``, and ``results`` with a ``reason`` for each rejected one."""


@dataclass(frozen=True, slots=True)
class Target:
    """A running service. ``post`` gives the answer to a body of a media type at a path, ``ask`` refusals too."""

    post: Callable[[str, bytes, str], Answer]
    ask: Callable[[str, bytes, str], tuple[int, Answer]]
    address: str
    mllp_port: int
    began: str = ""
