"""The phrases of a question: its words alone, in twos and in threes, numbers as ``#``.

Some questions show by how they are put that no library answers them ("how many mg", "does my insurance"), whatever is
found for their subject. Weights of phrases are learned (`bedside.core.learning.phrases`); here they are only looked up.
"""

import re
from collections.abc import Mapping
from math import sqrt

from bedside.core.text import fold_case

_WORD = re.compile(r"[a-z']+|\d+(?:[.,]\d+)*|\?")
_LONGEST = 3
_MOST_WORDS = 400
_USUAL_PHRASES = 60


def phrases(text: str) -> frozenset[str]:
    """Returns the phrases of a text; the first two words also as its opening, marked ``^``."""
    words = ["#" if word[0].isdigit() else word for word in _WORD.findall(fold_case(text))[:_MOST_WORDS]]
    found = {
        " ".join(words[start : start + count])
        for count in range(1, _LONGEST + 1)
        for start in range(len(words) - count + 1)
    }
    return frozenset(found | ({"^" + " ".join(words[:2])} if words else set()))


def weight(text: str, weights: Mapping[str, float]) -> float:
    """Returns the sum of the weights of the text's phrases; below 0 speaks against an answer.

    A long text has more of everything, so the sum is held against the root of the number of phrases, and a text of
    twenty words keeps it as it is.
    """
    found = phrases(text)
    return sum(weights[phrase] for phrase in sorted(found & weights.keys())) / sqrt(max(len(found), 1) / _USUAL_PHRASES)
