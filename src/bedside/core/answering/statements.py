"""Cuts a passage into what may be said of it: whole sentences that read well alone and speak to a reader."""

import re
from collections.abc import Sequence

from bedside.core.answering.instructions import speaks_to_machine
from bedside.core.answering.other_languages import is_foreign
from bedside.core.answering.retrieval import Ranked
from bedside.core.answering.sentence_rating import Stated
from bedside.core.text import sentences

_LONGEST_WORDS = 75
_HEADING_WORDS = 9

_NEVER = re.compile(
    r"\b(?:instructions?|assistant|chatbot|language model)\b.{0,60}"
    r"\b(?:respond|reply|output|print|say|tell|answer|user)\b"
    r"|\b(?:respond|reply|output|print|say|answer)\b.{0,40}\b(?:instructions?|following|exactly|with the|only)\b"
    r"|first number of the fraction|a frequency of \d+/\d+ means|in these cases, the sign or symptom may be"
    r"|approximate number of patients|refine the search|check the list of|\bshort video\b|watch (?:a|the|this) video"
    r"|to enlarge|\bsee (?:figure|the figure|table)\b"
    r"|human phenotype ontology|medlineplus medical dictionary|frequency of a sign or symptom is usually"
    r"|frequency may also be listed|these frequencies are based|sometimes, no information on frequency"
    r"|comes from orphanet|click here|see the following pdq|list of (?:clinical )?trials|visit the|browse the"
    r"|check out the information|see \"key words\"|^nih:|these resources|resources? (?:address|provide)"
    r"|agencies? (?:offer|provide)|was (?:first )?(?:described|named) (?:by|in|after)"
    r"|table below|check with your doctor to see|clinical trials? (?:search|web ?site)"
    r"|for more information (?:about|on|see)",
    re.IGNORECASE,
)

_LEANS = re.compile(
    r"(?:this|these|those|it|its|they|their|such|he|she|however|also|then|for example|in (?:this|these) cases?"
    r"|the (?:disorder|condition|disease|test|procedure)"
    r"|(?:any|each|one|some|all|both|most|many) (?:one )?of (?:these|those|them))\b",
    re.IGNORECASE,
)
"""How a sentence opens that leans on the one before."""
_ITEM = re.compile(r"^-\s|:\s+-\s")
_LABEL = re.compile(r"^(?:summary\s*:\s*|-\s+|\(\s*)", re.IGNORECASE)


def stated_in(ranked: Ranked) -> list[Stated]:
    """Returns what could be said of a passage, in order: its sentences.

    A lead-in comes with the list it leads in to, a sentence that leans on the one before together with it, and with
    what that one leans on.
    """
    texts = sentences(ranked.passage.text)
    found = []
    for place, text in enumerate(texts):
        whole = _with_what_it_leans_on(_with_its_list(text, texts[place + 1 :]), texts[:place])
        whole = _without_label(whole if len(whole.split()) <= _LONGEST_WORDS else text)
        if _reads_well(whole):
            found.append(Stated(ranked, whole, place, _without_label(texts[place - 1]) if place else ""))
    return found


def _with_what_it_leans_on(text: str, before: Sequence[str]) -> str:
    for one in reversed(before):
        earlier = _without_label(one)
        if not _LEANS.match(text) or not _reads_well(earlier) or len(f"{earlier} {text}".split()) > _LONGEST_WORDS:
            break
        text = f"{earlier} {text}"
    return text


def _with_its_list(text: str, after: Sequence[str]) -> str:
    """Returns a lead-in with as many items of its list as an answer may hold; any other sentence as it is."""
    if not (text.endswith(":") or _ITEM.search(text)):
        return text
    for item in after:
        if not _ITEM.match(item) or len(text.split()) + len(item.split()) > _LONGEST_WORDS:
            break
        text = f"{text} {item}"
    return text


def _without_label(text: str) -> str:
    """Returns the sentence without a label or list mark before it; what is left still stands in the passage."""
    return _LABEL.sub("", text)


def usable(text: str) -> bool:
    """Returns whether a sentence reads well alone and speaks to a reader."""
    return _reads_well(text) and may_be_said(text)


def _reads_well(text: str) -> bool:
    count = len(text.split())
    if not 4 <= count <= _LONGEST_WORDS or text.endswith(("?", ":")):
        return False
    # A heading or a source's name stands alone without a stop.
    return count >= _HEADING_WORDS or text.endswith((".", "!", ")", '"'))


def may_be_said(text: str) -> bool:
    """Returns whether a sentence speaks to a reader. Dozens of patterns: to be asked of what is chosen, not of all."""
    return not _NEVER.search(text) and not speaks_to_machine(text) and not is_foreign(text)
