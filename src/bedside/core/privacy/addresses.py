"""Postal addresses: a street line in the ways of several countries, and what belongs to it on the lines below."""

import re
from collections.abc import Iterator

from bedside.core.answering.query import Redaction

_SUFFIX = (
    r"(?:street|st|avenue|ave|av|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|place|pl|square|sq|"
    r"terrace|ter|way|parkway|pkwy|highway|hwy|"
    r"circle|cir|trail|trl|crescent|close|grove|gardens?|alley|row|walk|mews|rise|hill|green|plaza|loop|"
    r"path|pike|route|ridge|park|point|"
    r"crossing|extension|ext|junction|mill|mills|valley|village|view|views|ville|vista|well|wells|run|"
    r"pass|passage|oval|mall|manor|meadows?|"
    r"island|islands?|isle|knoll|knolls|lake|lakes|landing|light|lights|lodge|mountain|mount|neck|orchard|"
    r"overpass|pine|pines|plain|plains|"
    r"port|ports|prairie|radial|ramp|ranch|rapids?|rest|river|roads|shoal|shoals|shores?|skyway|springs?|"
    r"spur|spurs|station|stravenue|"
    r"stream|summit|throughway|trace|track|trafficway|tunnel|turnpike|underpass|union|viaduct|wall|ways|"
    r"burg|burgs|bypass|camp|canyon|cape|"
    r"causeway|center|centers|cliffs?|club|common|corners?|course|cove|coves|creek|crest|curve|dale|dam|"
    r"divide|estates?|expressway|falls?|"
    r"ferry|fields?|flats?|fords?|forests?|forge|forges|forks?|fort|freeway|gateway|glens?|harbors?|haven|"
    r"heights|hills|hollow|inlet|key|keys)"
)
_NAME = r"[A-ZÀ-Þ0-9][\w'.-]{0,24}"
_STREETS = (
    rf"(?<![\w.,/])\d{{1,6}}[A-Za-z]?,? (?:(?i:n|s|e|w|north|south|east|"
    rf"west)\.? )?(?:{_NAME} ){{1,4}}(?i:{_SUFFIX})\b\.?",
    r"(?<![\w])(?:\d{1,5}[a-z]?(?: bis| ter)?,? )?(?i:rue|avenue|place|quai|chemin|impasse|via|viale|"
    r"piazza|corso|calle|avenida|plaza|paseo|carrera|"
    rf"rua|ul\.|ulica|ulitsa)(?: (?:de|du|des|la|le|di|del|della|dei|da|do|los|las|el|al|dos|d'|"
    rf"l'))*(?: {_NAME}){{1,4}}(?:,? \d{{1,5}}[a-z]?\b)?",
    r"(?<![\w])(?:[A-ZÀ-Þ][\w'.-]{0,20} )?[A-ZÀ-Þ][\w'-]{0,24}(?i:stra(?:ß|ss)e|str\.|weg|gasse|platz|"
    r"allee|laan|straat|plein|gatan|gata|vägen|vej|veien|"
    r"vei|utca|tie|katu) \d{1,5}[a-z]?\b",
    r"(?i:\bp\.? ?o\.? ?box \d{1,7}\b)",
    r"\b(?:PSC|Unit|USNS|USS|USNV|USCGC|CMR) [A-Z0-9][\w ]{1,24}[,\n ]+(?:Box \d+[,\n ]+)?(?:APO|FPO|"
    r"DPO) A[AEP] \d{5}(?:-\d{4})?",
)
_STREET = re.compile("|".join(_STREETS))
_STATE = (
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|"
    r"UT|V[AIT]|W[AIVY]|GU|AS|MP|PW|MH|FM)"
)
_UK = r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}"
_CANADA = r"[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d"
_POSTCODE = (
    rf"(?:{_UK}|{_CANADA}|\b\d{{5}}(?:-\d{{4}})?\b|\b\d{{4}} ?[A-Z]{{2}}\b|\b\d{{3}}-\d{{4}}\b|"
    rf"\b[A-Z]{{1,2}}-\d{{4,6}}\b|\b\d{{4,6}}\b|\b\d{{3}} \d{{2}}\b)"
)
_SECONDARY = r"(?i:(?:apt|apartment|suite|ste|unit|flat|floor|room|rm|bldg|building)\.? ?#? ?\w{1,6}|#\s?\w{1,6})"
_PLACE = r"[A-ZÀ-Þ][A-Za-zß-ÿ'.-]{1,24}(?!\w)(?: [A-ZÀ-Þ(][A-Za-zß-ÿ'.()-]{0,24}(?!\w)){0,4}"
_BREAK = r"[ \t>?]{0,8}(?:,|\n[ \t>?]{0,8}\n?|\\n)?[ \t>?]{0,8}"
_GOES_ON = re.compile(
    rf"{_BREAK}(?:{_SECONDARY}|{_STATE}(?:,? \d{{5}}(?:-\d{{4}})?)?\b|{_POSTCODE}(?: {_PLACE})?|"
    rf"{_PLACE}(?:,? {_STATE}\b)?(?:,? {_POSTCODE})?)"
)
_CITY_LINE = re.compile(rf"\b{_PLACE},? {_STATE},? \d{{5}}(?:-\d{{4}})?\b|(?<=\bin ){_PLACE} \d{{5}}\b")
_CODES = re.compile(
    rf"\b{_UK}\b|\b{_CANADA}\b|\b(?i:zip|zip ?code|postal ?code|post ?code|"
    rf"postcode)\b(?i:[\s:#]{{0,3}}(?:is )?)(?P<it>[A-Z0-9][A-Z0-9 -]{{2,8}}[A-Z0-9])\b"
)
_CUED = re.compile(
    rf"\b(?i:address(?: (?:is|to|as|at))?|i live (?:at|on|in)|live[sd]? (?:at|on)|living at|located (?:at|"
    rf"on)|reside[sd]? at|home is at)\b[\s:]{{0,3}}"
    rf"(?P<it>\d{{1,6}}[A-Za-z]?,? {_NAME}(?: {_NAME}){{0,4}})"
)
_CAPITALS = r"(?:[A-Z][\w'.-]{1,24} ){1,3}"
_STREET_NAME = re.compile(
    rf"\b(?P<it>{_CAPITALS}(?:Street|Avenue|Road|Boulevard|Lane|Drive|St\.|Ave\.?|Rd\.?|Blvd\.?))(?![\w])"
    rf"|\b(?:[Oo]n|[Aa]t|[Oo]ff|[Oo]f|[Tt]o|[Nn]ear) "
    rf"(?P<too>{_CAPITALS}(?:Court|Crescent|Terrace|Trail|Close|Parkway|Place|Way|View|Hill))\b"
)
_MOST_LINES = 7


def addresses(text: str) -> Iterator[Redaction]:
    """Yields the addresses of a text, each with the lines that go on from its street; they may overlap."""
    for match in _STREET.finditer(text):
        yield Redaction(match.start(), _end(text, match.end()), "ADDRESS")
    for pattern in (_CUED, _CITY_LINE, _CODES, _STREET_NAME):
        for match in pattern.finditer(text):
            group = match.lastgroup or 0
            end = _end(text, match.end(group)) if pattern is _CUED else match.end(group)
            yield Redaction(match.start(group), end, "ADDRESS")


def _end(text: str, end: int) -> int:
    """Returns where an address ends: flat, place, state and postcode that follow belong to it."""
    for _ in range(_MOST_LINES):
        line = _GOES_ON.match(text, end)
        if line is None or ("\n" not in line.group() and "," not in line.group() and not _SAME_LINE.match(text, end)):
            return end
        end = line.end()
    return end


_SAME_LINE = re.compile(rf" (?:{_SECONDARY}|{_STATE}\b|{_UK}|\d{{5}}\b)")
