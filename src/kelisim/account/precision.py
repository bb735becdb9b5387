"""What a printed number leaves open: rounding by its last printed digit, widened by its bound.

«1,3 Mrd.»       1.25 … 1.35 bn        «fast 4 Mrd.»   3.6 … 4 bn        «über 4 Mrd.»   4 bn and more
«rund 3 Mrd.»    2.5 … 3.5 bn          «4,0 Mrd.»      3.95 … 4.05 bn    «bis zu 5 t»    at most 5 t
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from kelisim.model import Figure, Qualifier

INFINITY = Decimal("Infinity")
# How far a vague bound reaches, as a share of the number: «rund 100» is 95 to 105, «fast 100» 90 to 100.
ABOUT, ALMOST = Decimal("0.05"), Decimal("0.10")
_NUMBER = re.compile(r"\d+(?:[.  ]\d{3})*(?:,(\d+))?|\d+\.(\d+)")


class Range(Struct, frozen=True):
    """The numbers that a printed one can stand for, both ends inclusive."""

    low: Decimal
    high: Decimal

    def meets(self, other: Range) -> bool:
        """Whether one number can be both."""
        return self.low <= other.high and other.low <= self.high


def printed_range(figure: Figure, head: str) -> Range:
    """The numbers that ``figure``, printed as ``head``, can stand for, in its unit."""
    low = _widened(figure.low, figure.qualifier, _half_step(figure.low, head))
    high = _widened(figure.high, figure.qualifier, _half_step(figure.high, head))
    return Range(low.low, high.high)


def _widened(value: Decimal, qualifier: Qualifier, half: Decimal) -> Range:
    size = abs(value)
    match qualifier:
        case "exact":
            return Range(value - half, value + half)
        case "about":
            room = max(half, size * ABOUT)
            return Range(value - room, value + room)
        case "almost":
            return Range(value - max(half, size * ALMOST), value)
        case "over" | "at_least":
            return Range(value, INFINITY)
        case "up_to":
            return Range(-INFINITY, value)


@lru_cache(maxsize=65536)  # of a range both ends are mostly one number, and many reports print the same
def _half_step(value: Decimal, head: str) -> Decimal:
    """Half of the last printed place: of digits by their decimals, of number words by their scale."""
    for match in _NUMBER.finditer(head):
        digits = re.sub(r"[.  ](?=\d{3}(?!\d))", "", match[0]).replace(",", ".")
        printed = Decimal(digits)
        if printed and (scale := abs(value) / printed) == _power_of_ten(scale):
            return scale.scaleb(-len(match[1] or match[2] or "")) / 2
    return Decimal(1).scaleb(_last_place(value)) / 2


def _last_place(value: Decimal) -> int:
    """The power of ten of the last place that number words speak of.

    *zehn Milliarden* speaks of billions; *eine halbe Milliarde* and *zweieinhalb Milliarden* of tenths of one.
    """
    _, digits, exponent = value.normalize().as_tuple()
    if not isinstance(exponent, int) or exponent <= 0:
        return 0 if not value or not isinstance(exponent, int) else exponent
    halved = digits[-1] == 5 and exponent % 3 == 2
    return exponent if halved else exponent - exponent % 3


def _power_of_ten(value: Decimal) -> Decimal:
    return Decimal(1).scaleb(value.adjusted())
