"""A file of readings as bodies of requests, with the line that each reading stood in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Part:
    """The body of one request. ``lines`` has the line of each reading where the file has one a line.

    ``fields`` has what is wrong with each where that is known before it is sent: it is sent to be kept.
    """

    content: bytes
    media_type: str
    lines: Sequence[int] = ()
    fields: Sequence[str] = ()

    def placed(self, results: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Returns the results of an answer, each refused one with its line where that is known."""
        return [self._with_line(one.get("index", at), one) for at, one in enumerate(results)]

    def _with_line(self, at: int, result: Mapping[str, Any]) -> dict[str, Any]:
        if not result.get("reason") or not self.lines:
            return dict(result)
        field = self.fields[at] if self.fields else result.get("field", "")
        return {**result, "line": self.lines[at], "field": field}
