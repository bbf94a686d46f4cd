"""Names what a question asks of a patient that no reading here tells, so that half of a question is never passed over.

Laboratory values, fluids and what a person sees at the bed. When it fails: what is not listed is passed over.
"""

import re

_NAMES = (
    ("potassium", r"potassium|k\+"),
    ("sodium", r"sodium"),
    ("lactate", r"lactates?"),
    ("creatinine", r"creatinine|creat|egfr"),
    ("haemoglobin", r"ha?emoglobin|hb|hgb"),
    ("white cells", r"wbc|wcc|white (?:blood )?cells?(?: count)?"),
    ("CRP", r"crp"),
    ("blood gases", r"abgs?|vbgs?|blood gas(?:es)?"),
    ("clotting", r"inr|clotting screen"),
    ("urine output", r"urine output|urine|uop?|fluid balance|input and output"),
    ("central venous pressure", r"cvp|central venous pressure"),
    ("the heart's rhythm", r"ecg|ekg|(?:heart |cardiac )?rhythm|a ?fib|in af"),
    ("carbon dioxide", r"et ?co2|pa?co2|end[- ]tidal(?: co2)?"),
    ("a pain score", r"pain scores?"),
)
_COMPILED = tuple((name, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")) for name, pattern in _NAMES)
_ASKS_ITS_VALUE = re.compile(
    r"\b(?:what(?:'s|s| is| was| are| were)|how (?:much|high|low|is|was)|latest|last|her|his|their)\b"
)


def not_read(folded: str) -> tuple[str, ...]:
    """Returns what is named and not read.

    >>> not_read("what's her potassium and heart rate?")
    ('potassium',)
    """
    return tuple(name for name, pattern in _COMPILED if pattern.search(folded))


def asks_a_value(folded: str) -> bool:
    """Returns whether the value itself is asked for: "whats her urine output", not "can she have potassium tablets"."""
    return bool(_ASKS_ITS_VALUE.search(folded)) and len(folded.split()) <= 8
