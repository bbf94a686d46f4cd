"""Which type of answer a message asks for, told from the ways people put it.

Each type has cues with weights (`question_type_cues`); the strongest cue of a type counts in full, further ones a
quarter, and a cue in a sentence that asks counts more than one in a story. A message may ask for several types.
"""

import re

from bedside.core.answering.question_type_cues import CARE_CUES
from bedside.core.answering.question_type_cues_wider import WIDER_CUES
from bedside.core.text import fold_case

_CUES = tuple(
    (name, tuple((weight, re.compile(pattern)) for weight, pattern in cues))
    for name, cues in (CARE_CUES | WIDER_CUES).items()
)
_LONGEST_READ = 2_000


def question_types(text: str) -> tuple[str, ...]:
    """Returns the types a text asks for, likeliest first; empty when nothing tells. Reads the first 2,000 characters.

    >>> question_types("is it passed down to children?")[0]
    'inheritance'
    """
    folded = fold_case(text[:_LONGEST_READ])
    scores = {name: score for name, cues in _CUES if (score := _score(folded, cues)) > 0}
    return tuple(sorted(scores, key=lambda name: -scores[name]))


def _score(folded: str, cues: tuple[tuple[float, re.Pattern[str]], ...]) -> float:
    weights = sorted((weight for weight, cue in cues if cue.search(folded)), reverse=True)
    return weights[0] + 0.25 * sum(weights[1:]) if weights else 0.0
