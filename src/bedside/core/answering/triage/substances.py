"""Knows a medicine by the ending of its name, as pharmacists do: "-olol", "-pril", "-zepam", "-oxetine".

Lists of names never end; the stems the WHO gives to new medicines do (INN stem book, public). When it fails: a brand name
that is in neither list, and an everyday word with such an ending, of which the known ones are left out by name.
"""

from bedside.core.answering.triage.message import Words

_ENDINGS = (
    "pril", "sartan", "olol", "dipine", "apine", "azepine", "statin", "azepam", "zolam", "oxetine", "triptyline",
    "ipramine", "gliptin", "gliflozin", "glitazone", "oxaban", "parin", "profen", "coxib", "codone", "morphone",
    "orphine", "adol", "setron", "azosin", "thiazide", "semide", "tidine", "formin", "lukast", "idone", "arone",
    "piprazole", "barbital", "barbitone", "toin", "gabalin", "apentin", "phylline", "lidine", "caine", "triptan",
    "pramide", "clomide", "opram", "traline", "faxine", "mazepine", "trigine", "racetam", "clopramine", "azine",
    "amine", "afil", "pamil", "tiazem", "nidine", "ridone", "quine", "oxin", "clizide", "clazide", "pizide", "uride",
    "fenac", "metacin", "xicam", "trexate", "prine", "limus", "thyroxine", "solone", "nisone", "sone", "done", "dopa",
    "giline", "nercept", "vir", "azole", "mycin", "cillin", "floxacin", "cycline",
)  # fmt: skip
_MILD = (
    "vir",
    "azole",
    "mycin",
    "cillin",
    "floxacin",
    "cycline",
    "sone",
    "nisone",
    "solone",
    "profen",
    "amine",
    "done",
)
_EVERYDAY = frozenset(
    "magazine abandone undone condone vitamine examine famine jasmine histamine dopamine tetracaine pardone overdone redone "
    "quarantine toxin dioxin digoxine elevir souvenir glutamine melamine amphetamine determine".split()
)
_SHORTEST = 6


def medicine_labels(read: Words) -> dict[int, tuple[str, ...]]:
    """Labels words that end as names of medicines do: ``#medicine``, and ``#mild_medicine`` for those seldom dangerous."""
    found: dict[int, tuple[str, ...]] = {}
    for i, word in enumerate(read.words):
        if len(word) >= _SHORTEST and word.endswith(_ENDINGS) and word not in _EVERYDAY:
            found[i] = ("#mild_medicine",) if word.endswith(_MILD) else ("#medicine",)
    return found
