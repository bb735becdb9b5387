"""The yearly workbook of stat.gov.kz: a sheet a year or several, states in the first column, thousand US$.

The head is free: rows until one whose first cell says «Всего». Which column holds which flow, year and unit is read
from the words above it; regions between the states name no state and are passed over; «-» is nil.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from msgspec import Struct

from kelisim.errors import BadStatistics
from kelisim.ledger.official import Flow, OfficialRow
from kelisim.lexicons import load_table
from kelisim.statistics import codes
from kelisim.statistics.files import GivenFile
from kelisim.statistics.imported import Imported, Line, Notes, Once, dollars
from kelisim.statistics.months import Months
from kelisim.statistics.shapes.sheets import Sheet, sheets

SOURCE = "stat.gov.kz"
REPORTER = "KZ"
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_NIL = ("", "-", "–", "—", "...", "…")


class _Forms(Struct, frozen=True, forbid_unknown_fields=True):
    forms: tuple[str, ...]


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    flows: dict[Flow, tuple[str, ...]]
    totals: _Forms
    dollars: _Forms
    weights: _Forms
    scales: dict[str, tuple[str, ...]]
    months: dict[str, tuple[str, ...]]


class _Column(Struct, frozen=True):
    place: int
    flow: Flow
    period: str
    factor: Decimal


@cache
def _words() -> _Words:
    return load_table("shared/trade_workbook.toml", _Words)


def read_workbook(file: GivenFile) -> Imported:
    """The rows of all sheets. Raises `BadStatistics` where a sheet does not say flow, year or unit of its columns."""
    notes = Notes()

    def read() -> Iterator[OfficialRow]:
        once, any_sheet = Once(), False
        for sheet in sheets(file.path):
            if not sheet.rows:
                continue
            any_sheet = True
            for row in _sheet_rows(file, sheet, notes):
                line_key = (row.partner, row.period, row.flow)
                if once.is_new(line_key, row.value, Line(file.path, 0, f"sheet {sheet.name!r}, row")):
                    yield row
        if not any_sheet:
            raise BadStatistics(f"{file.path}: a workbook with nothing in it")

    return Imported("kz-workbook", read(), notes)


def _sheet_rows(file: GivenFile, sheet: Sheet, notes: Notes) -> Iterator[OfficialRow]:
    where = f"sheet {sheet.name!r}, row"
    end = next((at for at, (_, cells) in enumerate(sheet.rows) if cells and _is_total(cells[0])), None)
    if end is None:
        raise BadStatistics(f"{file.path}, sheet {sheet.name!r}: no row beginning with «Всего», so no table of trade")
    head = [[cell.casefold() for cell in cells] for _, cells in sheet.rows[:end]]
    columns = _columns(head, f"{sheet.name} {file.path.stem}")
    if not columns:
        raise BadStatistics(
            f"{file.path}, sheet {sheet.name!r}: the head names no exports or imports in dollars with their year"
        )
    for number, cells in sheet.rows[end + 1 :]:
        line = Line(file.path, number, where)
        partner = codes.by_russian_name().get(cells[0].strip().casefold()) if cells else None
        if not partner:
            notes.passed_over["regions and areas that are no state"] += 1
            continue
        for column in columns:
            printed = cells[column.place] if column.place < len(cells) else ""
            if printed not in _NIL:
                yield OfficialRow(
                    reporter=REPORTER,
                    partner=partner,
                    period=column.period,
                    flow=column.flow,
                    value=dollars(printed.replace(",", "."), column.factor, line),
                    rounding=int(column.factor.scaleb(-len(printed.partition(".")[2])) / 2),
                    factor=f"{column.factor:f}",
                    source=SOURCE,
                )


def _is_total(cell: str) -> bool:
    return cell.strip().casefold().startswith(_words().totals.forms)


def _columns(head: list[list[str]], elsewhere: str) -> list[_Column]:
    """The columns of money: each with the words above it, those of merged cells carried to the right."""
    width = max((len(row) for row in head), default=0)
    everything = " ".join(cell for row in head for cell in row)
    found: dict[tuple[Flow, str], _Column] = {}
    for place in range(1, width):
        above = " ".join(_carried(row, place) for row in head)
        flow = _flow(above)
        years = _YEAR.findall(above) or _YEAR.findall(everything) or _YEAR.findall(elsewhere)
        if flow is None or not years or not _names_dollars(above, everything):
            continue
        factor = _factor(above) or _factor(everything) or Decimal(1)
        period = _period(int(years[-1]), above if _months(above) else everything)
        found.setdefault((flow, period), _Column(place, flow, period, factor))
    return list(found.values())


def _carried(row: list[str], place: int) -> str:
    return next((row[at] for at in range(min(place, len(row) - 1), 0, -1) if row[at]), "")


def _names_dollars(above: str, everything: str) -> bool:
    """Whether the column is money: its own head says so, or no column's does and the table's title does."""
    words = _words()
    if any(form in above for form in words.dollars.forms):
        return True
    mixed = any(form in everything for form in words.weights.forms)
    return not mixed and any(form in everything for form in words.dollars.forms)


def _flow(above: str) -> Flow | None:
    return next((flow for flow, forms in _words().flows.items() if any(form in above for form in forms)), None)


def _factor(text: str) -> Decimal | None:
    scales = _words().scales.items()
    return next((Decimal(scale) for scale, forms in scales if any(form in text for form in forms)), None)


def _months(text: str) -> list[int]:
    found = {
        int(number) for number, stems in _words().months.items() for stem in stems if re.search(rf"\b{stem}", text)
    }
    return sorted(found)


def _period(year: int, text: str) -> str:
    months = _months(text) or [1, 12]
    return str(Months(12 * year + months[0] - 1, 12 * year + months[-1] - 1))
