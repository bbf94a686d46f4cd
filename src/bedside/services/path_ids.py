"""Ids with a slash in them, as parts of a path: ``/patients/A%2F12`` is the patient ``A/12``.

The server decodes a path before a route is looked for, and an encoded slash would end the id there. Here it is put
back in as a stand-in, a character that no id can have since nobody sees it, and each id of a path is read by `decoded`.
"""

from urllib.parse import unquote

from starlette.types import ASGIApp, Receive, Scope, Send

_STAND_IN = "\ue02f"
_ENCODED = b"%2f"


def decoded(part: str) -> str:
    """Returns a part of a path as it was meant."""
    return part.replace(_STAND_IN, "/")


class WholeIds:
    """Lets an encoded slash be part of an id. Paths without one pass untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one request; other kinds of scope pass untouched."""
        if scope["type"] == "http" and _ENCODED in (raw := scope.get("raw_path") or b"").lower():
            parts = raw.partition(b"?")[0].decode("ascii", "replace").replace("%2f", "%2F").split("%2F")
            scope = {**scope, "path": _STAND_IN.join(unquote(part) for part in parts)}
        await self._app(scope, receive, send)
