"""Which words of a message are denied: "no chest pain", "denies fever", "never had a seizure".

A denial reaches a few words forward and stops at words that begin something new. Where it is itself the symptom ("not
breathing", "no pulse", "won't wake") the cue contains the denying word, and `matching` lets it count.
"""

from bedside.core.answering.triage.message import Words
from bedside.core.answering.triage.vocabulary import NEGATION_STOPS, NEGATORS, NO_DENIAL_BEFORE

_REACH = 6
_LIST_NEGATORS = frozenset({"denies", "denied", "without", "nil"})
_LINKS = frozenset({"or", "nor", "and", "no", "any"})


def negated(read: Words) -> tuple[int, ...]:
    """Says of each word which denying word reaches it: its place, or -1."""
    marks = [-1] * len(read.words)
    for i, word in enumerate(read.words):
        if word in NEGATORS and not _is_no_denial(read.words, i):
            for j in _reach(read, i, crosses_commas=word in _LIST_NEGATORS):
                marks[j] = i
    return tuple(marks)


def _is_no_denial(words: tuple[str, ...], i: int) -> bool:
    follows = words[i + 1 : i + 3]
    return bool(follows) and follows[0] in NO_DENIAL_BEFORE and follows != ("going", "to")


def _reach(read: Words, i: int, *, crosses_commas: bool) -> range:
    end = i + 1
    limit = min(i + 1 + (2 * _REACH if crosses_commas else _REACH), len(read.words))
    stops = NEGATION_STOPS | {"and"} if read.words[i] == "not" else NEGATION_STOPS
    while end < limit and read.words[end] not in stops and read.sentences[end] == read.sentences[i]:
        if read.clauses[end] != read.clauses[i] and not crosses_commas and read.words[end] not in _LINKS:
            break
        end += 1
    return range(i + 1, end)
