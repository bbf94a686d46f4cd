"""Which names a service answers to: its own, and no name that a foreign page could be loaded from."""

import pytest

from bedside.services.hosts import is_foreign, is_own

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


@pytest.mark.parametrize("site", ["cross-site", "same-site", "anything else"])
def test_what_a_browser_says_comes_from_another_site_is_foreign(site: str) -> None:
    assert is_foreign([site], [], "localhost:8400", "")
    assert is_foreign([site], ["http://localhost:8400"], "localhost:8400", "")
    assert is_foreign(["same-origin", site], [], "localhost:8400", "")


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "https://evil.example:8400", "http://localhost.evil.example", "null", "", "junk"]
)
def test_an_origin_of_another_host_is_foreign(origin: str) -> None:
    assert is_foreign([], [origin], "localhost:8400", "ward.example")
    assert is_foreign([], ["http://localhost:8400", origin], "localhost:8400", "ward.example")


def test_another_address_in_digits_is_foreign_though_the_service_listens_everywhere() -> None:
    assert is_foreign([], ["http://10.0.0.66"], "10.0.0.7:8400", "")
    assert not is_foreign([], ["http://10.0.0.7:8400"], "10.0.0.7:8400", "")


def test_its_own_pages_and_programs_are_not_foreign() -> None:
    assert not is_foreign([], [], "localhost:8400", "")
    assert not is_foreign(["same-origin"], ["http://[::1]:8400"], "[::1]:8400", "")
    assert not is_foreign(["none"], [], "localhost:8400", "")
    assert not is_foreign(["same-origin"], ["null"], "localhost:8400", "")


def test_behind_a_proxy_the_public_name_is_its_own() -> None:
    assert not is_foreign(["same-origin"], ["https://ask.ward.example"], "127.0.0.1:8400", "ask.ward.example")
    assert is_foreign(["same-origin"], ["https://ask.ward.example"], "127.0.0.1:8400", "")
