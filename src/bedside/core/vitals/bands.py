"""A row of a chart as data that reads like the chart, and the points of a value in it.

A value is first rounded to the chart's resolution, half away from zero, as a nurse would write it down. That is done
in decimals: as a binary fraction 38.05 is a little less, and would become 38.0. Values that arithmetic put a hair
beside a half (38.04999999999999) count as the half; one that was stored in single precision has lost it for good.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_BAND = re.compile(r"(?P<sign><=|<|>=|>) (?P<limit>[\d.]+)|(?P<low>[\d.]+)-(?P<high>[\d.]+)")
_LOWEST, _HIGHEST = Decimal("-Infinity"), Decimal("Infinity")


def rounded(value: float, resolution: Decimal) -> Decimal:
    """Returns a finite value at a resolution such as 1 or 0.1, halves away from zero.

    >>> rounded(38.05, Decimal("0.1"))
    Decimal('38.1')
    """
    return Decimal(f"{value:.9f}").quantize(resolution, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Bands:
    """The bands of one row: ``floors`` ascending, each the lowest value of a band, with the band's ``points``."""

    resolution: Decimal
    floors: tuple[Decimal, ...]
    points: tuple[int, ...]

    def of(self, value: float) -> int:
        """Returns the points of a finite value; every value lies in exactly one band."""
        return self.points[bisect_right(self.floors, rounded(value, self.resolution)) - 1]


def bands(resolution: str, row: Mapping[str, int]) -> Bands:
    """Returns the bands of a row, written from low to high. Raises ValueError where two overlap or leave a gap.

    >>> bands("1", {"<= 8": 3, "9-11": 1, ">= 12": 0}).of(11.5)
    0
    """
    step = Decimal(resolution)
    spans = [_span(band, step) for band in row]
    ends = [_LOWEST, *(high + step for _, high in spans)]
    if [low for low, _ in spans] != ends[:-1] or ends[-1] != _HIGHEST:
        raise ValueError(f"bands must follow one another: {', '.join(row)}")
    return Bands(step, tuple(low for low, _ in spans), tuple(row.values()))


def _span(band: str, step: Decimal) -> tuple[Decimal, Decimal]:
    """Returns the lowest and the highest value of a band: ``<= 8``, ``< 9``, ``9-11``, ``>= 12`` or ``> 11``."""
    if not (found := _BAND.fullmatch(band)):
        raise ValueError(f"not a band: {band}")
    if found["low"]:
        return Decimal(found["low"]), Decimal(found["high"])
    limit = Decimal(found["limit"])
    return {
        "<=": (_LOWEST, limit),
        "<": (_LOWEST, limit - step),
        ">=": (limit, _HIGHEST),
        ">": (limit + step, _HIGHEST),
    }[found["sign"]]


@dataclass(frozen=True, slots=True)
class Limits:
    """A row written as limits: the points of the first of 4, 2 and 1 whose low or high limit is reached, else 0.

    Each of ``one``, ``two`` and ``four`` is ``(low, high)``: reached at or below the one, at or above the other.
    """

    one: tuple[int, int]
    two: tuple[int, int]
    four: tuple[int, int]

    def of(self, value: float) -> int:
        """Returns the points of a finite value, rounded to a whole number first."""
        whole = rounded(value, Decimal(1))
        for points, (low, high) in ((4, self.four), (2, self.two), (1, self.one)):
            if whole <= low or whole >= high:
                return points
        return 0
