"""Which names a service answers to: its own, and no name that a foreign page could be loaded from."""

import pytest

from bedside.services.hosts import is_own

ANYWHERE = ("0.0.0.0", "::")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:8400", "localhost", "LOCALHOST:1", "localhost.:8400", "[::1]", "[::1]:8400"]
)
@pytest.mark.parametrize("bound", ["127.0.0.1", "::1", "localhost", *ANYWHERE])
def test_loopback_names_are_its_own_wherever_it_listens(host: str, bound: str) -> None:
    assert is_own(host, bound, "")


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", "evil.example:8400", "localhost.evil.example", "127.0.0.1.evil.example",
        "127.0.0.1@evil.example", "", "[", ":8400", "bedside", "0x7f000001",
    ],
)  # fmt: skip
@pytest.mark.parametrize("bound", ["127.0.0.1", *ANYWHERE])
def test_a_foreign_name_is_not(host: str, bound: str) -> None:
    assert not is_own(host, bound, "ward.example")


def test_an_address_beyond_this_machine_is_its_own_only_where_it_listens_there() -> None:
    assert not is_own("10.0.0.7:8400", "127.0.0.1", "")
    assert is_own("10.0.0.7:8400", "0.0.0.0", "")
    assert is_own("[fd00::7]:8400", "::", "")
    assert is_own("ward-7:8400", "ward-7", "")


def test_public_names_are_a_comma_list() -> None:
    assert is_own("Ask.Ward.example:443", "127.0.0.1", "other.example, ask.ward.example")
    assert not is_own("ward.example", "127.0.0.1", "ask.ward.example")
