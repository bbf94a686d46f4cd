"""Which words ask for a condition that a value may show ("is she tachycardic?"), and which only ask what one is.

A condition is answered with the value and the published band of its signal, and never called by its name. When it
fails: towards the readings, as where a general question has a form that is not listed.
"""

import re

APNOEA = "apnoea"
"""The condition that no signal tells: a rate is an average over many breaths."""

_CONDITIONS = (
    ("spo2", r"hypox\w+"),
    ("respiratory_rate", r"(?:tachy|brady)pn\w+"),
    (APNOEA, r"(?<!sleep )apno?e(?:as?|ic)"),
    ("heart_rate", r"(?:tachy|brady)(?:card\w+)?"),
    ("systolic_bp", r"hypotens\w+"),
    ("temperature", r"fever\w*|a?febrile|a?pyrexi\w+|hypotherm\w+"),
)
_COMPILED = tuple((name, re.compile(rf"\b(?:{pattern})\b")) for name, pattern in _CONDITIONS)
_CALLED = (
    r"(?:(?:sleep )?apno?ea|hypox(?:ia|a?emia)|(?:tachy|brady)(?:cardia|pno?ea)|hypo(?:tension|thermia|glyca?emia)"
    r"|hyper(?:tension|thermia|glyca?emia)|fever|pyrexia|sepsis|desaturation)s?"
)
GENERAL = (
    rf"\bwhat(?: is| are|'s|s) (?:an? )?{_CALLED}\W*$|\bwhat happens (?:in|during) (?:an? )?{_CALLED}\b"
    rf"|\bhow common (?:is|are) {_CALLED}\b"
    rf"|\b(?:is|are|can|could|does|do|will) (?:an? )?{_CALLED}"
    r"(?: (?:dangerous|serious|bad|good|common|rare|normal|harmful|fatal|deadly|contagious|hereditary|treatable"
    r"|curable|an? |the same|caused?|kill|lead|run|go away|happen|affect|mean|hurt|make|damage|need|be)\b"
    rf"| worse than {_CALLED}\b)"
    rf"|\b{_CALLED} (?:versus|vs\.?) \w"
)
"""Asks what a condition is, of nobody in particular: "is apnoea dangerous?"."""


def conditions_named(folded: str) -> tuple[str, ...]:
    """Returns the signals of the conditions that are named, and `APNOEA`.

    >>> conditions_named("is she hypoxic or apnoeic?"), conditions_named("how are her sats?")
    (('spo2', 'apnoea'), ())
    """
    return tuple(name for name, pattern in _COMPILED if pattern.search(folded))
