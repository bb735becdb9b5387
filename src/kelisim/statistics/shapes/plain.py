"""A plain CSV of anybody's making.

reporter,partner,year,period,flow,value_usd,source,note      optional: item, bound, valuation, status
KAZ,UZB,2023,A,exports,3100000000,https://…,rounded
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import cast, get_args

from kelisim.ledger.official import Bound, Flow, OfficialRow, Status, Valuation
from kelisim.statistics import codes
from kelisim.statistics.files import Table
from kelisim.statistics.imported import Imported, Line, Notes, Once, dollars
from kelisim.statistics.months import office_period

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


def read_table(table: Table) -> Imported:
    """The rows. A value ending in zeros is taken as rounded there, but for its first two digits."""
    table.places(*_NEEDED)

    def read() -> Iterator[OfficialRow]:
        once = Once()
        for line, said in told_lines(table):
            row = _row(line, said)
            key = (row.reporter, row.partner, row.period, row.flow, row.item, row.valuation, row.bound, row.source)
            if once.is_new(key, row.value, line):
                yield row

    return Imported("plain-csv", read(), Notes())


def told_lines(table: Table) -> Iterator[tuple[Line, dict[str, str]]]:
    """Every line with its values by column. Raises `BadStatistics` for one that has more or fewer than the head."""
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
