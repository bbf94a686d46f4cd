"""Whom to call, by country: ambulance, someone to talk to, poison centre.

An operator must check them before use: they were written down from these services' public information, not read off
their pages on a given day: 911.gov, 988lifeline.org, poison.org; nhs.uk, samaritans.org; 116117.de,
telefonseelsorge.de; sante.fr, 3114.fr; sanidad.gob.es (024); telefonoamico.net; triplezero.gov.au, lifeline.org.au;
988.ca, infopoison.ca; telemanas.mohfw.gov.in; poisons.ie; 1737.org.nz, poisons.co.nz; emergency numbers after the
European Commission's page on 112.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Numbers:
    """The numbers of one country, worded to follow the word "call"."""

    ambulance: str
    listener: str
    poison: str


DEFAULT = Numbers(
    "112 or your local emergency number",
    "your local crisis line (findahelpline.com lists one for every country)",
    "your local poison centre",
)

BY_COUNTRY: dict[str, Numbers] = {
    "US": Numbers("911", "or text 988 (Suicide & Crisis Lifeline)", "Poison Help on 1-800-222-1222"),
    "GB": Numbers("999", "Samaritans on 116 123, or NHS 111 and choose the mental health option", "NHS 111"),
    "DE": Numbers(
        "112",
        "the TelefonSeelsorge on 0800 1110111 (in the night and at weekends a doctor is on 116 117)",
        "your regional poison centre (Giftnotruf; Berlin: 030 19240; a doctor on call is on 116 117)",
    ),
    "AT": Numbers("144 or 112", "the Telefonseelsorge on 142", "the poison centre on 01 406 43 43"),
    "CH": Numbers("144 or 112", "Die Dargebotene Hand on 143", "Tox Info Suisse on 145"),
    "FR": Numbers("15 or 112", "3114", "your regional centre antipoison, or 15"),
    "ES": Numbers("112", "024", "the Servicio de Información Toxicológica on 91 562 04 20"),
    "IT": Numbers("112", "Telefono Amico on 02 2327 2327", "a centro antiveleni (Milan: 02 6610 1029)"),
    "AU": Numbers("000", "Lifeline on 13 11 14", "the Poisons Information Centre on 13 11 26"),
    "CA": Numbers("911", "or text 988 (Suicide Crisis Helpline)", "the poison centre on 1-844-764-7669"),
    "IN": Numbers("112", "Tele-MANAS on 14416", "the National Poisons Information Centre on 1800 116 117"),
    "IE": Numbers("112 or 999", "Samaritans on 116 123", "the Poisons Information Line on 01 809 2166 (8 am to 10 pm)"),
    "NZ": Numbers("111", "or text 1737", "the National Poisons Centre on 0800 764 766"),
}
_COUNTRY_OF_LANGUAGE = {"de": "DE", "fr": "FR", "it": "IT"}


def numbers(locale: str) -> Numbers:
    """Returns the numbers for a locale such as "en-GB" or "de_DE.UTF-8"; for one unknown, those that hold anywhere."""
    language, _, country = locale.partition(".")[0].replace("_", "-").partition("-")
    code = country.rpartition("-")[2].upper() or _COUNTRY_OF_LANGUAGE.get(language.lower(), "")
    return BY_COUNTRY.get(code, DEFAULT)
