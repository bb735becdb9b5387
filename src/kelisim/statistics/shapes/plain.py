"""A plain CSV of anybody's making, and one of exchange rates.

reporter,partner,year,period,flow,value_usd,source,note      optional: item, bound, valuation, status
KAZ,UZB,2023,A,exports,3100000000,https://…,rounded

currency,period,usd_per_unit,source
EUR,2024,1.0824,ECB reference rates, yearly average
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import cast, get_args

from kelisim.ledger.official import Bound, Flow, OfficialRow, Rate, Status, Valuation
from kelisim.statistics import codes
from kelisim.statistics.files import Table
from kelisim.statistics.imported import Imported, Line, Notes, Once, dollars
from kelisim.statistics.months import months_of, office_period

_NEEDED = ("reporter", "partner", "year", "period", "flow", "value_usd", "source")
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "flow": get_args(Flow),
    "bound": get_args(Bound),
    "valuation": ("", *get_args(Valuation)),
    "status": ("", *get_args(Status)),
}
_LEAST_DIGITS = 2


def is_table(table: Table) -> bool:
    """Whether the columns are those of the plain shape."""
    return {"reporter", "partner", "flow", "value_usd"} <= table.columns.keys()


def is_rates(table: Table) -> bool:
    """Whether this is a file of exchange rates."""
    return {"currency", "usd_per_unit"} <= table.columns.keys()


def read_table(table: Table) -> Imported:
    """The rows. A value ending in zeros is taken as rounded there, but for its first two digits."""
    table.places(*_NEEDED)

    def read() -> Iterator[OfficialRow]:
        once = Once()
        for line, said in _lines(table):
            row = _row(line, said)
            key = (row.reporter, row.partner, row.period, row.flow, row.item, row.valuation, row.bound, row.source)
            if once.is_new(key, row.value, line):
                yield row

    return Imported("plain-csv", read(), Notes())


def read_rates(table: Table) -> Imported:
    """Exchange rates of a year or a month."""
    table.places("currency", "period", "usd_per_unit", "source")

    def read() -> Iterator[Rate]:
        for line, said in _lines(table):
            months = months_of(said["period"])
            if months is None or not (months.is_year or months.length == 1):
                raise line.refuse(f"period {said['period']!r}: write a year (2024) or a month (2024-05)")
            try:
                worth = Decimal(said["usd_per_unit"])
            except InvalidOperation as error:
                raise line.refuse(f"usd_per_unit {said['usd_per_unit']!r} is no number") from error
            if not (worth.is_finite() and worth > 0) or not said["source"] or len(said["currency"]) != 3:
                raise line.refuse("a currency of three letters, a positive rate and its source are needed")
            yield Rate(
                currency=said["currency"].upper(), period=str(months), usd_per_unit=f"{worth:f}", source=said["source"]
            )

    return Imported("rates-csv", read(), Notes())


def _lines(table: Table) -> Iterator[tuple[Line, dict[str, str]]]:
    for number, row in table.lines:
        line = Line(table.path, number)
        if len(row) != table.width:
            raise line.refuse(
                f"{len(row)} values under {table.width} columns; put a text with commas in quotation marks"
            )
        yield line, {name: row[place].strip() for name, place in table.columns.items()}


def _row(line: Line, said: dict[str, str]) -> OfficialRow:
    parties = [codes.any_code(said[name]) for name in ("reporter", "partner")]
    if None in parties or parties[0] == parties[1]:
        raise line.refuse(f"{said['reporter']!r} and {said['partner']!r} are not the codes of two states")
    period = office_period(said["year"], said["period"])
    if period is None:
        raise line.refuse(
            f"year {said['year']!r} with period {said['period']!r}: write A for the year, M05, M01-M08, Q1 or H1"
        )
    for name, allowed in _CHOICES.items():
        if said.get(name, "") not in allowed:
            raise line.refuse(f"{name} {said[name]!r}: expected {', '.join(filter(None, allowed))}")
    if not said["source"]:
        raise line.refuse("no source; a figure without one is worth nothing")
    value = dollars(said["value_usd"], Decimal(1), line)
    return OfficialRow(
        reporter=cast("str", parties[0]),
        partner=cast("str", parties[1]),
        period=period,
        flow=cast("Flow", said["flow"]),
        value=value,
        rounding=_rounding(value),
        item=said.get("item", ""),
        valuation=cast("Valuation", said.get("valuation") or "unknown"),
        status=cast("Status", said.get("status") or "reported"),
        bound=cast("Bound", said.get("bound", "")),
        source=said["source"],
        note=said.get("note", ""),
    )


def _rounding(value: int) -> int:
    """Half of the last place that is printed: 4 600 000 000 was given to a tenth of a billion."""
    if value <= 0:
        return 0
    zeros = len(str(value)) - len(str(value).rstrip("0"))
    return 10 ** min(zeros, len(str(value)) - _LEAST_DIGITS) // 2 if zeros >= 3 else 0
