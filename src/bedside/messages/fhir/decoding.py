"""From bytes to resources. What cannot be read is told by its place, never by what stands there."""

from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from bedside.messages.fhir.resources import Bundle, Entry, Known, Observation

Resource = TypeVar("Resource", Bundle, Entry, Known, Observation)

_AT = " - at `$"
_DECODERS: dict[type, Any] = {kind: msgspec.json.Decoder(kind) for kind in (Bundle, Entry, Known, Observation)}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a request, or an entry of a Bundle, is not done: status of HTTP, code of FHIR, words, and the place."""

    status: int
    code: str
    text: str
    expression: str = ""


def decoded(kind: type[Resource], raw: bytes | msgspec.Raw, at: str = "") -> Resource | Problem:
    """Returns the resource, which may be of another kind, or why it cannot be read; its places begin with ``at``."""
    at = at or kind.__name__
    try:
        found: Resource = _DECODERS[kind].decode(raw)
    except msgspec.ValidationError as error:
        place = str(error).partition(_AT)[2].rstrip("`").replace("[...]", "")
        return Problem(400, "structure", "The value at this place has another type.", at + place)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return Problem(400, "structure", "It is not JSON in UTF-8.", at)
    except RecursionError:
        return Problem(400, "too-long", "It is nested too deeply.", at)
    return found
