"""Settings that would silently do something else are refused with what to write."""

import pytest

from bedside.errors import Misconfigured
from bedside.settings import load


@pytest.mark.parametrize("locale", ["en-US", "en-GB", "de_DE.UTF-8", "de", "en-001"])
def test_a_locale_with_numbers_is_taken(locale: str) -> None:
    assert load({"BEDSIDE_LOCALE": locale}).locale == locale


def test_a_country_alone_is_a_locale_too() -> None:
    assert load({"BEDSIDE_LOCALE": "GB"}).locale == "en-GB"


@pytest.mark.parametrize("locale", ["nonsense", "en", "xx-YY", "en-UK", "112", "?"])
def test_a_locale_without_numbers_is_refused_with_the_list_of_those_there_are(locale: str) -> None:
    with pytest.raises(Misconfigured, match="BEDSIDE_LOCALE") as raised:
        load({"BEDSIDE_LOCALE": locale})
    for known in ("US", "GB", "DE", "en-001"):
        assert known in raised.value.next_step
