"""Cuts a text to a bound where it shows least."""

from bedside.core.text import fold_space


def shortened(text: str, chars: int) -> str:
    """Returns the text on one line, at most so long, cut between words unless a word is endless."""
    folded = fold_space(text)
    if len(folded) <= chars:
        return folded
    border = folded.rfind(" ", chars * 3 // 4, chars)
    return folded[: border if border > 0 else chars - 1] + "…"
