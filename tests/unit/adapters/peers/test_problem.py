import pytest

from bedside.adapters.peers.problem import error_of
from bedside.errors import (
    Conflict,
    Corrupt,
    InvalidInput,
    Misconfigured,
    NotAllowed,
    NotFound,
    OfflineRefused,
    TooLarge,
)


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (422, "k_out_of_range", InvalidInput),
        (400, "broken_json", InvalidInput),
        (413, "too_large", TooLarge),
        (403, "not_allowed", NotAllowed),
        (403, "offline", OfflineRefused),
        (404, "not_found", NotFound),
        (409, "conflict", Conflict),
        (500, "corrupt", Corrupt),
        (500, "misconfigured", Misconfigured),
    ],
)
def test_a_refusal_comes_back_as_the_error_that_was_raised(status: int, code: str, kind: type[Exception]) -> None:
    body = {"status": status, "code": code, "detail": "why", "next_step": "what to do", "errors": [{"field": "k"}]}
    error = error_of(status, body)
    assert type(error) is kind
    assert (error.code, error.detail, error.next_step, error.errors) == (code, "why", "what to do", [{"field": "k"}])


@pytest.mark.parametrize(
    ("status", "body"),
    [(404, None), (404, {"detail": "Not Found"}), (500, {"code": "internal"}), (429, {"code": "slow"}), (422, ["x"])],
)
def test_what_is_not_a_refusal_of_ours_is_no_error_of_ours(status: int, body: object) -> None:
    assert error_of(status, body) is None


def test_a_problem_without_words_gets_ours() -> None:
    error = error_of(404, {"code": "not_found", "errors": "none"})
    assert error is not None
    assert error.next_step == NotFound.next_step
