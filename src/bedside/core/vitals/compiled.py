"""Runs the numeric inner loops compiled where numba is there, and as plain Python where it is not: one source for both.

A function marked ``@compiled`` stays an ordinary function, so importing it costs nothing and it can be called, read
and debugged as it stands. `compiled_form` makes its machine-code twin when it is first asked for: numba is imported
then, not before (1.2 s), and the code is kept in numba's cache: beside the source where that can be written, else in
the user's cache folder (``NUMBA_CACHE_DIR`` names another), else it is compiled anew in each process.

The name under which code is cached has a digest of all marked functions and of the constants they use. numba itself
looks only at the file of the outermost function, and would run old code after a change in a function it calls.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from types import CodeType, FunctionType
from typing import Any, TypeVar

_Function = TypeVar("_Function", bound=Callable[..., Any])

_MARKED: dict[str, FunctionType] = {}
"""The marked functions by name; a name stands once."""


def compiled(function: _Function) -> _Function:
    """Marks a function as one that `compiled_form` may compile; it may call other marked ones. Returns it as it is.

    Raises ValueError where another function of this name is marked: calls are found by name.
    """
    assert isinstance(function, FunctionType)
    known = _MARKED.setdefault(function.__name__, function)
    if known.__module__ != function.__module__:
        raise ValueError(f"two compiled functions are called {function.__name__}")
    return function


@cache
def compiled_form(function: _Function) -> _Function:
    """Returns the compiled form of a marked function; the function itself where numba is missing.

    Nothing is compiled before the first call of what is returned. A module that is imported later must not bring
    functions which this one calls, which cannot happen, as it imports them itself.
    """
    try:
        import numba
    except ImportError:
        return function
    digest = sources_digest()
    twins: dict[str, Any] = {}
    form = _twin(function.__name__, twins, digest, numba)  # type: ignore[attr-defined]  # marked ones have names
    return form  # type: ignore[no-any-return]  # numba has no types


def sources_digest() -> str:
    """Returns what tells one state of all marked functions from another: of their code, and of constants they use."""
    digest = hashlib.sha256()
    for name in sorted(_MARKED):
        function = _MARKED[name]
        digest.update(repr((name, _content(function.__code__), _constants(function))).encode())
    return digest.hexdigest()[:12]


def _twin(name: str, twins: dict[str, Any], digest: str, numba: Any) -> Any:
    """Returns the compiled twin of a marked function, whose calls of other marked ones go to their twins."""
    if name not in twins:
        function = _MARKED[name]
        calls = [called for called in _names(function.__code__) if called in _MARKED and called != name]
        known = dict(function.__globals__) | {called: _twin(called, twins, digest, numba) for called in calls}
        twin = FunctionType(function.__code__, known, name, function.__defaults__)
        twin.__module__, twin.__qualname__ = function.__module__, f"{name}_{digest}"
        twins[name] = _cached(twin, numba)
    return twins[name]


def _cached(twin: FunctionType, numba: Any) -> Any:
    try:
        return numba.njit(cache=True, error_model="numpy")(twin)
    except RuntimeError:  # no folder that can be written
        return numba.njit(error_model="numpy")(twin)


def _names(code: CodeType) -> tuple[str, ...]:
    return code.co_names


def _content(code: CodeType) -> tuple[Any, ...]:
    return code.co_code, code.co_consts, code.co_names, code.co_varnames


def _constants(function: FunctionType) -> list[tuple[str, Any]]:
    known = function.__globals__
    names = [name for name in function.__code__.co_names if isinstance(known.get(name), bool | int | float | tuple)]
    return [(name, known[name]) for name in names]
