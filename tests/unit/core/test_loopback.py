import pytest

from bedside.core.loopback import is_loopback


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8405", "http://localhost/v1", "https://[::1]:8405", "http://127.9.9.9"]
)
def test_this_machine_is_loopback(url: str) -> None:
    assert is_loopback(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://rag:8405",
        "http://10.0.0.4",
        "http://127.0.0.1.example.org",
        "http://0.0.0.0",
        "http://",
        "http://[::1",
        "",
    ],
)
def test_anything_else_is_not(url: str) -> None:
    assert not is_loopback(url)
