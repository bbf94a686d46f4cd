"""Runs the numeric inner loops compiled where numba is there, and as plain Python where it is not: one source for both.

A function marked ``@compiled`` stays an ordinary function, so importing it costs nothing and it can be called, read
and debugged as it stands. `compiled_form` makes the machine-code twin of one, and of the marked functions it calls,
when it is first asked for: numba is imported then, not before (1.2 s). What comes out gives up the interpreter's lock.

The code is kept in numba's cache: beside the source where that can be written, else in the user's cache folder
(``NUMBA_CACHE_DIR`` names another), else it is compiled anew in each process. The name under which it is cached has a
digest of all functions it is made of and of the constants they use: numba itself looks only at the file of the
outermost one, and would run old code after a change in one that it calls.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from types import FunctionType
from typing import Any, TypeVar, cast

_Function = TypeVar("_Function", bound=Callable[..., Any])

_MARKED: dict[str, FunctionType] = {}
"""The marked functions by name, under which they call one another."""


def compiled(function: _Function) -> _Function:
    """Marks a function as one to be compiled, and returns it as it is. It may call other marked ones.

    Raises ValueError where a function of this name is marked in another module.
    """
    assert isinstance(function, FunctionType)
    known = _MARKED.get(function.__name__)
    if known and known.__module__ != function.__module__:
        raise ValueError(f"two compiled functions are called {function.__name__}")
    _MARKED[function.__name__] = function
    return function


@cache
def compiled_form(function: _Function) -> _Function:
    """Returns the compiled form of a marked function, the function itself where numba is missing.

    It is compiled, or read from the cache, at its first call.
    """
    try:
        import numba
    except ImportError:
        return function
    njit: Any = numba.njit
    outer = _twin(function)
    try:
        form = njit(cache=True, nogil=True, error_model="numpy")(outer)
    except RuntimeError:  # no folder of the cache can be written
        form = njit(nogil=True, error_model="numpy")(outer)
    return cast("_Function", form)


def digest(function: Callable[..., Any]) -> str:
    """Returns what tells states of a marked function apart: of its code and constants, and of those it calls."""
    assert isinstance(function, FunctionType)
    content = hashlib.sha256()
    for one in _reached(function):
        code, known = one.__code__, one.__globals__
        constants = [name for name in code.co_names if isinstance(known.get(name), bool | int | float | tuple)]
        content.update(repr((one.__name__, code.co_code, code.co_consts, code.co_names, code.co_varnames)).encode())
        content.update(repr([(name, known[name]) for name in constants]).encode())
    return content.hexdigest()[:12]


def _reached(function: FunctionType) -> list[FunctionType]:
    """Returns the function and all marked ones that it calls, directly or not, by name."""
    found: dict[str, FunctionType] = {}
    waiting = [function]
    while waiting:
        one = waiting.pop()
        if one.__name__ not in found:
            found[one.__name__] = one
            waiting += _called(one)
    return [found[name] for name in sorted(found)]


def _called(function: FunctionType) -> list[FunctionType]:
    known = function.__globals__
    return [
        _MARKED[name] for name in function.__code__.co_names if name in _MARKED and known.get(name) is _MARKED[name]
    ]


def _twin(function: Callable[..., Any]) -> FunctionType:
    """Returns the same function, which calls the compiled forms of other marked ones."""
    assert isinstance(function, FunctionType)
    inner = {one.__name__: _inner(one) for one in _called(function)}
    twin = FunctionType(function.__code__, {**function.__globals__, **inner}, function.__name__)
    twin.__module__, twin.__qualname__ = function.__module__, f"{function.__name__}_{digest(function)}"
    return twin


@cache
def _inner(function: FunctionType) -> Any:
    import numba

    njit: Any = numba.njit
    # Only compiled code calls it, so it needs no wrapper for Python, which would double the time to compile.
    return njit(error_model="numpy", no_cpython_wrapper=True, no_cfunc_wrapper=True)(_twin(function))
