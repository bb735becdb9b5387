"""Rates of exchange that somebody named: printed in a report, or imported by the user; never a rate of our own.

    «27 Milliarden Tenge, umgerechnet etwa 54 Millionen Dollar»   ->  1 KZT = 0.002 USD, the report's day, its words

An imported file is CSV with the columns date, from, to, rate, source.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation

from msgspec import Struct

from kelisim.account.moments import days_between, valid
from kelisim.errors import UsageError
from kelisim.ledger.query import FigureEntry

COLUMNS = ("date", "from", "to", "rate", "source")
NEAR = 366  # days: an older or younger rate converts nothing


class Rate(Struct, frozen=True, kw_only=True):
    """What one unit of ``origin`` was worth in ``target`` on a day, and who says so."""

    day: str
    origin: str
    target: str
    value: Decimal
    source: str


class Converted(Struct, frozen=True, kw_only=True):
    """A value in another currency with the rate it was made by."""

    value: Decimal
    unit: str
    rate: Rate


def imported(lines: Iterable[str], name: str) -> tuple[Rate, ...]:
    """The rates of a CSV file. Raises `UsageError` naming the line for what is no rate."""
    reader = csv.DictReader(lines)
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise UsageError(f"{name}: the first line of a file of rates is {','.join(COLUMNS)}")
    return tuple(_imported(row, f"{name}, line {number}") for number, row in enumerate(reader, 2))


def printed(entries: Iterable[FigureEntry]) -> tuple[Rate, ...]:
    """The rates that figures in two currencies give away, by day; of undated reports none."""
    found = []
    for entry in entries:
        figure, moment = entry.statement, valid(entry)
        for other in figure.also:
            if moment.is_dated and figure.low and other.low:
                words = f"«{entry.head}», {entry.sources[0].source}"
                value = other.low / figure.low
                found.append(Rate(day=moment.latest, origin=figure.unit, target=other.unit, value=value, source=words))
    return tuple(sorted(found, key=lambda rate: (rate.day, rate.origin, rate.target, rate.source)))


def convert(amount: tuple[Decimal, str], target: str, day: str, rates: Iterable[Rate]) -> Converted | None:
    """The amount in ``target`` by the rate nearest to ``day``, at most a year off; None where there is none."""
    value, unit = amount
    usable = [rate for rate in rates if {rate.origin, rate.target} == {unit, target} and unit != target]
    near = [(abs(days_between(rate.day, day)), rate) for rate in usable]
    near = [(days, rate) for days, rate in near if days <= NEAR]
    if not near:
        return None
    rate = min(near, key=lambda item: (item[0], item[1].source))[1]
    converted = value * rate.value if rate.origin == unit else value / rate.value
    return Converted(value=converted, unit=target, rate=rate)


def _imported(row: dict[str, str], place: str) -> Rate:
    try:
        value = Decimal(row["rate"])
        day = date.fromisoformat(row["date"]).isoformat()
    except (InvalidOperation, TypeError, ValueError) as error:
        raise UsageError(f"{place}: a rate needs a day (2024-10-22) and a number (0.0021)") from error
    if value <= 0 or not row["from"] or not row["to"] or not row["source"]:
        raise UsageError(f"{place}: a rate is above zero and names both currencies and its source")
    return Rate(day=day, origin=row["from"], target=row["to"], value=value, source=row["source"])
