"""Quantities in German text: numbers, money, percentages and measures, each with its span and its bound.

In: a text, or a stretch of it. Out: `Quantity` annotations in their order. One search runs over the text for a digit
or the stem of a number word; all else looks only around what it finds, so the cost grows with the text.

What is told although a figure will rarely rest on it: ages (*45 Jahre*), spans of time that only date something
(*in den letzten sieben Jahren*), counts of states or persons (*einer der drei Partner*). What is not told: dates,
years, hours, labels (*Artikel 5*, *Boeing 737*, *Platz 26*), vague numbers (*einige Hundert*), frequencies (*alle
fünf Jahre*), the measure that a price refers to (*20 Dollar pro 1000 Kubikmeter*). Whole numbers without scale never
borrow a unit from another sentence.
"""

from __future__ import annotations

import msgspec

from kelisim.language.amounts import Amount
from kelisim.language.annotations import Quantity
from kelisim.language.bounds import Bound, bound_of
from kelisim.language.changes import noun_before
from kelisim.language.conversions import carried
from kelisim.language.number_scan import Finding, findings
from kelisim.language.numbers import negated
from kelisim.language.ranges import joined, lend_units, with_tail
from kelisim.language.rates import rate_before, rate_behind
from kelisim.language.shares import share_of

_TIME = ("year", "month", "day", "hour", "minute")


def quantities(text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """The quantities of ``text[start:end]`` in their order, not overlapping, with absolute offsets.

    What stands outside the stretch is not looked at. Dates, bare years, clock times, phone numbers and product
    names are none; ordinals are told with kind ``ordinal``. A converted sum is in `also` of the sum before it; list
    both with `kelisim.language.conversions.flattened`. ``low`` and ``high`` carry the sign of *minus 3 %*.
    """
    stop = len(text) if end is None else min(end, len(text))
    body = text if start <= 0 and stop >= len(text) else text[max(start, 0) : max(stop, 0)]
    found = _finished(body, _linked(body, findings(body)))
    moved = carried(body, found) if len(found) > 1 else found
    return [_placed(quantity, start) for quantity in moved] if start > 0 else moved


def _linked(text: str, found: list[Finding]) -> list[Finding]:
    """Ranges joined and units lent among amounts that follow each other."""
    result: list[Finding] = []
    run: list[Amount] = []
    for item in found:
        if isinstance(item, Amount):
            run.append(item)
            continue
        whole = with_tail(text, run[-1], item) if run else None
        result += joined(text, run[:-1] if whole else run)
        result.append(whole or item)
        run = []
    result += joined(text, run)
    lend_units(text, [item for item in result if isinstance(item, Amount)])
    return result


def _finished(text: str, found: list[Finding]) -> list[Quantity]:
    """Every finding with its bound, its direction and its rate."""
    result: list[Quantity] = []
    floor = 0
    for index, item in enumerate(found):
        ceiling = found[index + 1].start if index + 1 < len(found) else len(text)
        quantity = share_of(item) if isinstance(item, Amount) and item.form == "fraction" else item
        if isinstance(quantity, Quantity) and quantity.kind == "ordinal":
            result.append(quantity)
            floor = quantity.end
            continue
        bound = bound_of(text, quantity.start, quantity.end, (floor, ceiling), measured=_is_measured(quantity))
        rated, floor = _rated(text, _bounded(text, quantity, bound, floor), floor, ceiling)
        result.append(rated)
    for index in range(len(found) - 1, 0, -1):
        first, per = found[index - 1], result[index].per
        alike = result[index].unit == result[index - 1].unit
        if per and alike and isinstance(first, Amount) and first.borrowed and not result[index - 1].per:
            result[index - 1] = msgspec.structs.replace(result[index - 1], per=per)
    return result


def _is_measured(item: Amount | Quantity) -> bool:
    return item.unit is not None and item.unit != "count"


def _bounded(text: str, item: Amount | Quantity, bound: Bound, floor: int) -> Quantity:
    start = bound.number_start
    change = bound.change or noun_before(text, bound.full_start, floor, item.end)
    if isinstance(item, Quantity):
        return msgspec.structs.replace(
            item, full_start=bound.full_start, qualifier=bound.qualifier, change=item.change or change
        )
    low, high = (negated(item.high), negated(item.low)) if bound.negative else (item.low, item.high)
    unit = item.unit
    return Quantity(
        start=start,
        end=item.end,
        full_start=bound.full_start,
        low=low,
        high=high,
        unit=unit.symbol if unit else "count",
        kind=unit.kind if unit else "count",
        qualifier=bound.qualifier,
        change=change,
    )


def _rated(text: str, quantity: Quantity, floor: int, ceiling: int) -> tuple[Quantity, int]:
    """``quantity`` with its span of time, and where the words of the rate end."""
    if quantity.per or quantity.unit in _TIME or quantity.kind == "factor":
        return quantity, quantity.end
    behind = rate_behind(text, quantity.end, ceiling)
    if behind:
        return msgspec.structs.replace(quantity, per=behind[0]), behind[1]
    before = rate_before(text, quantity.full_start, floor)
    return msgspec.structs.replace(quantity, per=before) if before else quantity, quantity.end


def _placed(quantity: Quantity, shift: int) -> Quantity:
    also = quantity.also
    return msgspec.structs.replace(
        quantity,
        start=quantity.start + shift,
        end=quantity.end + shift,
        full_start=quantity.full_start + shift,
        also=_placed(also, shift) if also else None,
    )
