"""Tells for which locales emergency numbers are known, so that a misspelt one is not silently met with others."""

from bedside.core.emergency_numbers import BY_COUNTRY, DEFAULT, numbers

ANYWHERE = "en-001"
"""The locale, region 001 being the world, that asks for the numbers which hold nearly anywhere."""

KNOWN = (
    f"Name a language and one of the countries {', '.join(sorted(BY_COUNTRY))}, as en-GB or de-DE; "
    f"{ANYWHERE} says 112 or the local emergency number."
)
"""Which locales there are, as a sentence that says what to write."""


def completed(locale: str) -> str:
    """Returns a country that is named alone as a locale, any other locale as it is.

    >>> completed("GB"), completed("de")
    ('en-GB', 'de')
    """
    return f"en-{locale}" if locale in BY_COUNTRY else locale


def is_known(locale: str) -> bool:
    """Returns whether a country's own numbers are known for a locale.

    >>> is_known("en-GB"), is_known("de_DE.UTF-8"), is_known("en"), is_known("nonsense")
    (True, True, False, False)
    """
    return numbers(locale) is not DEFAULT


def names_country(locale: str) -> bool:
    """Returns whether a locale says where somebody is, known here or not; ``en`` and nonsense say nothing.

    >>> names_country("pl-PL"), names_country("en"), names_country("?")
    (True, False, False)
    """
    country = locale.partition(".")[0].replace("_", "-").rpartition("-")[2]
    return len(country) == 2 and country.isalpha() and country != locale
