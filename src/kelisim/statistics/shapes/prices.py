"""Exchange rates and price indices as CSV of anybody's making, by year or month.

currency,period,usd_per_unit,source                     deflator,period,level,source
EUR,2024,1.0824,ECB reference rates, yearly average     US CPI,2024,313.7,BLS CPI-U
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from kelisim.ledger.official import Deflator, Rate
from kelisim.statistics.files import Table
from kelisim.statistics.imported import Imported, Line, Notes
from kelisim.statistics.months import months_of
from kelisim.statistics.shapes.plain import told_lines

_Priced = TypeVar("_Priced", Rate, Deflator)


def is_rates(table: Table) -> bool:
    """Whether this is a file of exchange rates."""
    return {"currency", "usd_per_unit"} <= table.columns.keys()


def is_deflator(table: Table) -> bool:
    """Whether this is a file of a price index."""
    return {"deflator", "level"} <= table.columns.keys()


def read_rates(table: Table) -> Imported:
    """Exchange rates of years and months."""
    table.places("currency", "period", "usd_per_unit", "source")

    def rate(line: Line, said: dict[str, str], period: str) -> Rate:
        worth = _positive(line, "usd_per_unit", said)
        if len(said["currency"]) != 3:
            raise line.refuse(f"currency {said['currency']!r}: write its three letters, as EUR")
        return Rate(currency=said["currency"].upper(), period=period, usd_per_unit=worth, source=said["source"])

    return Imported("rates-csv", _read(table, "currency", rate), Notes())


def read_deflator(table: Table) -> Imported:
    """Levels of a price index, or of several, of years and months."""
    table.places("deflator", "period", "level", "source")

    def level(line: Line, said: dict[str, str], period: str) -> Deflator:
        if not said["deflator"]:
            raise line.refuse("a price index without a name; say in «deflator» which it is")
        return Deflator(
            name=said["deflator"], period=period, level=_positive(line, "level", said), source=said["source"]
        )

    return Imported("deflator-csv", _read(table, "deflator", level), Notes())


def _read(table: Table, name: str, made: Callable[[Line, dict[str, str], str], _Priced]) -> Iterator[_Priced]:
    seen: set[tuple[str, str]] = set()
    for line, said in told_lines(table):
        months = months_of(said["period"])
        if months is None or not (months.is_year or months.length == 1):
            raise line.refuse(f"period {said['period']!r}: write a year (2024) or a month (2024-05)")
        if not said["source"]:
            raise line.refuse("no source; a number without one is worth nothing")
        key = (said[name].upper(), str(months))
        if key in seen:
            raise line.refuse(f"a second value for {said[name]} in {months}")
        seen.add(key)
        yield made(line, said, str(months))


def _positive(line: Line, name: str, said: dict[str, str]) -> str:
    try:
        number = Decimal(said[name])
    except InvalidOperation as error:
        raise line.refuse(f"{name} {said[name]!r} is no number; write a decimal point") from error
    if not (number.is_finite() and number > 0):
        raise line.refuse(f"{name} {said[name]!r} is not above zero")
    return f"{number:f}"
