"""What a contract demands of a refusal: the right error, and a next step for whoever reads it."""

from collections.abc import Callable

from bedside.errors import BedsideError


def refuses(error: type[BedsideError], call: Callable[[], object]) -> None:
    """Demands that the call raises this error and that it says what to do next."""
    raised: BedsideError | None = None
    try:
        call()
    except error as caught:
        raised = caught
    assert raised is not None, f"{error.__name__} was not raised"
    assert raised.next_step, f"{error.__name__} says no next step"
