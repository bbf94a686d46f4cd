"""Refuses a parameter that a call does not have, or that stands twice, where parameters choose what is answered.

A filter with a slip in its name, as `?patinet_id=`, would otherwise answer for every patient, and look as if it had
been heeded. Pages, and calls whose parameters choose nothing, take what comes.
"""

from collections.abc import Callable, Coroutine, Iterator
from typing import Any, get_origin

from fastapi import Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.datastructures import QueryParams

from bedside.errors import InvalidInput
from bedside.services.problems import field_of

_WHO_ASKS = "person_id"
"""Pages add it to all they call."""


class KnownQuery(APIRoute):
    """A route that reads its parameters strictly where something is asked for."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Returns the framework's handler behind the check; without parameters nothing is added to a request."""
        handle = super().get_route_handler()
        if not self.is_strict():
            return handle
        known = dict(_parameters(self.dependant)) | {_WHO_ASKS: False}

        async def checked(request: Request) -> Response:
            if request.scope["query_string"]:
                _check(request.query_params, known)
            return await handle(request)

        return checked

    def is_strict(self) -> bool:
        """Returns whether the parameters choose what is answered."""
        return "GET" in (self.methods or ()) and self.include_in_schema


def _parameters(dependant: Dependant) -> Iterator[tuple[str, bool]]:
    """Yields each parameter's name, and whether it may stand several times."""
    for one in dependant.query_params:
        yield one.alias, get_origin(one.field_info.annotation) is list
    for part in dependant.dependencies:
        yield from _parameters(part)


def _check(given: QueryParams, known: dict[str, bool]) -> None:
    """Raises InvalidInput naming every parameter that is wrong."""
    names = [name for name, _ in given.multi_items()]
    wrong = {name: "there is no such parameter here" for name in names if name not in known}
    wrong |= {name: "it stands twice" for name in names if not known.get(name, True) and names.count(name) > 1}
    if wrong:
        raise InvalidInput(
            f"refused: {', '.join(map(field_of, wrong))}",
            code="unknown_parameter" if wrong.keys() - known else "parameter_twice",
            next_step=f"Parameters here are {', '.join(sorted(known))}; name each once.",
            errors=[{"field": field_of(name), "reason": reason} for name, reason in wrong.items()],
        )
