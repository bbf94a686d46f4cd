"""What a round of a loop's work did (`services.loops`)."""

from enum import IntEnum


class Round(IntEnum):
    """Nothing, all that there was, or a full page, behind which there is probably more."""

    NOTHING = 0
    ALL = 1
    FULL = 2

    @classmethod
    def of(cls, taken: int, page: int) -> "Round":
        """Returns what a round did that took so many of a page."""
        return cls.FULL if taken >= page else cls(taken > 0)
