"""For which locales numbers are known, and which say at least where somebody is."""

import pytest

from bedside.core.emergency_numbers import BY_COUNTRY
from bedside.core.locales import ANYWHERE, KNOWN, is_known, names_country


@pytest.mark.parametrize("country", BY_COUNTRY)
def test_every_country_with_numbers_is_known_and_listed(country: str) -> None:
    assert is_known(f"en-{country}")
    assert country in KNOWN


@pytest.mark.parametrize("locale", ["", "en", "nonsense!", "112", "zz", "pl-PL", ANYWHERE, "?", "-", "en-"])
def test_what_has_no_numbers_of_its_own_is_not_known(locale: str) -> None:
    assert not is_known(locale)


@pytest.mark.parametrize(
    ("locale", "says"),
    [("pl-PL", True), ("pl_PL.UTF-8", True), ("en", False), ("pl", False), ("", False), ("?", False)],
)
def test_a_country_is_told_from_a_language(locale: str, says: bool) -> None:
    assert names_country(locale) is says
