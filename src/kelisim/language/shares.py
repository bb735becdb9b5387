"""Parts of a whole, told in percent: *die Hälfte*, *ein Drittel*, *zwei Fünftel*, *jeder vierte*."""

from __future__ import annotations

import re
from decimal import Decimal

from kelisim.language.amounts import Amount
from kelisim.language.annotations import Quantity
from kelisim.language.not_counts import word_before
from kelisim.language.number_words import fraction_part, ordinal
from kelisim.language.numbers import GAP, plain, product, quotient
from kelisim.language.units import forms

_EACH = re.compile(rf"[Jj]ede[rsnm]?{GAP}(?:([^\W\d_]+)|([0-9]{{1,3}})\.(?!\w))")
_NEXT = re.compile(rf"{GAP}([^\W\d_]+)")
_ARTICLE = re.compile(rf"\b(?:die|der){GAP}\Z", re.IGNORECASE)
_CENT = Decimal("0.01")
_TIMES = ("year", "month", "day", "hour", "minute")


def each_at(text: str, position: int) -> Quantity | None:
    """*jeder vierte*: one in so many, in percent; None before spans of time (*jedes zweite Jahr*)."""
    match = _EACH.match(text, position)
    if match is None:
        return None
    rank = ordinal(match[1]) if match[1] else int(match[2])
    if rank is None or rank < 2:
        return None
    after = _NEXT.match(text, match.end())
    unit = forms().get(after[1]) if after else None
    if unit is not None and unit.symbol in _TIMES:
        return None
    return share(position, match.end(), quotient(1, rank))


def half_at(text: str, position: int, end: int) -> Quantity | None:
    """*die Hälfte*: fifty percent; *die zweite Hälfte* is a part of a year or a game and no share."""
    if fraction_part(text[position:end]) != 2 or not text[position].isupper():
        return None
    article = _ARTICLE.search(text, max(0, position - 6), position)
    start = article.start() if article else position
    before = word_before(text, start)
    if not article and (ordinal(before) is not None or before.endswith(".") or before.lower() == "andere"):
        return None
    return share(start, end, Decimal("0.5"))


def share_of(amount: Amount) -> Quantity:
    """The share that a fraction in words tells: *ein Drittel* is 33.33 percent."""
    return share(amount.start, amount.end, amount.low)


def share(start: int, end: int, part: Decimal) -> Quantity:
    """A part of a whole as percent with two decimals."""
    percent = plain(product(part, 100).quantize(_CENT))
    return Quantity(
        start=start, end=end, full_start=start, low=percent, high=percent, unit="percent", kind="percent", fraction=True
    )
