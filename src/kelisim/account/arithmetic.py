"""Sums as people read them: numbers in one scale, the scale named once.

4400000000, 10000000000 USD  ->  «4.4», «10», «bn USD»
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kelisim.account.precision import Range

_SCALES = (("tn", 12), ("bn", 9), ("m", 6))


def in_one_scale(numbers: Sequence[Decimal]) -> tuple[list[str], str]:
    """The numbers in the largest scale in which none is below a tenth, and its name; empty for ones."""
    least = min((abs(number) for number in numbers if number and number.is_finite()), default=Decimal(0))
    for name, power in _SCALES:
        if least >= Decimal(1).scaleb(power - 1):
            return [plain(number.scaleb(-power)) for number in numbers], name
    return [plain(number) for number in numbers], ""


def plain(number: Decimal, places: int = 3) -> str:
    """A number with at most so many decimals and no needless zeros."""
    if not number.is_finite():
        return "any"
    text = f"{number:.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def significant(number: Decimal, digits: int = 4) -> str:
    """A number with so many digits that count, never with an exponent: 12950.4 is *12950*, 0.0020004 is *0.002*."""
    if not number.is_finite():
        return "any"
    if not number:
        return "0"
    return plain(number, max(0, digits - 1 - number.adjusted()))


def spread(range: Range, places: int = 3) -> str:
    """A range as text: *8.1 … 12.4*, *at least 8.1*."""
    if not range.high.is_finite():
        return f"at least {plain(range.low, places)}"
    if not range.low.is_finite():
        return f"at most {plain(range.high, places)}"
    low, high = plain(range.low, places), plain(range.high, places)
    return low if low == high else f"{low} … {high}"


def percent(rate: Decimal) -> Decimal:
    """A rate in percent with one decimal: 0.1243 is 12.4."""
    return (rate * 100).quantize(Decimal("0.1"))
