"""Quantities as flat records, one a number, as `kelisim annotate` prints them.

Each end of a range is a record of its own; both then carry ``low`` and ``high``.
Percentage points are called ``percentage_points`` here.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TypedDict

from kelisim.language.annotations import Quantity
from kelisim.language.numbers import numeral_at
from kelisim.language.ranges import second_start


class _Ends(TypedDict, total=False):
    low: float
    high: float


class Record(_Ends):
    """One number of a text: its span without the qualifier, its value, its unit."""

    start: int
    end: int
    value: float
    unit: str


def records_of(text: str, quantity: Quantity) -> list[Record]:
    """The records of one quantity: two for a range, one otherwise."""
    if quantity.low == quantity.high:
        return [_record(quantity, quantity.start, quantity.end, quantity.low)]
    first = numeral_at(text, quantity.start)
    between = second_start(text, first.end, quantity.end) if first else 0
    if first is None or not between:
        return [_record(quantity, quantity.start, quantity.end, quantity.low)]
    ends: _Ends = {"low": _number(quantity.low), "high": _number(quantity.high)}
    low, high = (
        _record(quantity, quantity.start, first.end, quantity.low),
        _record(quantity, between, quantity.end, quantity.high),
    )
    return [{**low, **ends}, {**high, **ends}]


def _record(quantity: Quantity, start: int, end: int, value: Decimal) -> Record:
    unit = "percentage_points" if quantity.unit == "percentage_point" else quantity.unit
    return {"start": start, "end": end, "value": _number(value), "unit": unit}


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
