"""A file of a statistical office, whatever its shape, into the ledger: wholly or not at all.

    import_file(Path("TradeData_6_3_2025_14_21_30.csv"), ledger)  ->  Result(shape «comtrade-csv», 412 rows, notes)

The shape is recognised by the file's own heads, never by its name. What cannot be told for sure is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from kelisim.errors import BadStatistics
from kelisim.ledger.official import OfficialRow, Rate, Record, Vintage
from kelisim.statistics.files import GivenFile, Table, open_file, read_json, read_table
from kelisim.statistics.imported import Imported, Notes
from kelisim.statistics.reference import shipped_values
from kelisim.statistics.shapes import comext, comtrade, imts, plain, prices, wits, workbook

if TYPE_CHECKING:
    from kelisim.ledger import Ledger

Rates = Mapping[tuple[str, str], Rate]
_LEAST_RATIO, _MOST_RATIO = 0.02, 50.0
TABLES: tuple[tuple[Callable[[Table], bool], Callable[[Table], Imported]], ...] = (
    (comtrade.is_table, comtrade.read_table),
    (imts.is_explorer_table, imts.read_explorer_table),
    (imts.is_api_table, imts.read_api_table),
    (plain.is_table, plain.read_table),
    (prices.is_rates, prices.read_rates),
    (prices.is_deflator, prices.read_deflator),
)
JSON: tuple[tuple[Callable[[object], bool], Callable[[GivenFile, dict[str, Any]], Imported]], ...] = (
    (comtrade.is_json, comtrade.read_json),
    (imts.is_dot_json, imts.read_dot_json),
    (wits.is_json, wits.read_json),
)
SHAPES = (
    "UN Comtrade (CSV, JSON), IMF IMTS (CSV of the API or of the Data Explorer, JSON of the old DOT), Eurostat COMEXT "
    "(SDMX-CSV), World Bank WITS (SDMX-JSON), the workbook of stat.gov.kz (.xlsx), a plain CSV "
    "(reporter,partner,year,period,flow,value_usd,source,note), rates (currency,period,usd_per_unit,source) or a price "
    "index (deflator,period,level,source)"
)


class Result(Struct, frozen=True):
    """What became of a file: ``vintage`` is None where this very file was imported before."""

    path: Path
    shape: str
    vintage: Vintage | None
    notes: Notes


def import_file(path: Path, ledger: Ledger, *, retrieved_at: str | None = None) -> Result:
    """Import one file as a new vintage. Raises `BadStatistics` with file, line and reason for a wrong one.

    ``retrieved_at`` is when the file was got from its source; the moment of the import where it is not given.
    """
    from kelisim.ledger.official_book import NewVintage

    file = open_file(path)
    imported = read_file(file, {(rate.currency, rate.period): rate for rate in ledger.official_rates()})
    new = NewVintage(id=file.id, path=str(path), shape=imported.shape, sha256=file.sha256, retrieved_at=retrieved_at)
    vintage = ledger.add_official(new, _not_nothing(path, imported))
    return Result(path, imported.shape, vintage, imported.notes)


def _refuse_other_scale(path: Path, ratios: list[float]) -> None:
    """Refuse a file that is mostly far away from the shipped facts; the ledger compares with its own rows."""
    middle = ratios[len(ratios) // 2] if ratios else 1.0
    if not _LEAST_RATIO < middle < _MOST_RATIO:
        raise BadStatistics(
            f"{path}: its values are about {middle:.3g} times those that the press quotes of the same "
            "offices: thousands or millions told as dollars? Nothing was imported; mend the scale and import it again"
        )


def read_file(file: GivenFile, rates: Rates) -> Imported:
    """Recognise the shape and begin to read. Raises `BadStatistics` for a shape that is not known."""
    if file.kind == "workbook":
        return workbook.read_workbook(file)
    if file.kind == "json":
        value = read_json(file)
        for fits, read in JSON:
            if fits(value):
                return read(file, value)
    else:
        table = read_table(file)
        if comext.is_table(table):
            return comext.read_table(table, rates)
        for fits_table, read_rows in TABLES:
            if fits_table(table):
                return read_rows(table)
        if comtrade.is_old_table(table):
            raise BadStatistics(
                f"{file.path}: Comtrade's format of before 2023; download it anew from the present site"
            )
    raise BadStatistics(f"{file.path}: not recognised; known are {SHAPES}")


def _not_nothing(path: Path, imported: Imported) -> Iterator[Record]:
    found = False
    ratios: list[float] = []
    shipped = shipped_values()
    for record in imported.records:
        found = True
        if isinstance(record, OfficialRow) and not record.item:
            known = shipped.get((record.reporter, record.partner, record.period, record.flow))
            if known and record.value:
                ratios.append(record.value / known)
        yield record
    _refuse_other_scale(path, sorted(ratios))
    if not found:
        passed = "; ".join(f"{count} {reason}" for reason, count in imported.notes.passed_over.items())
        raise BadStatistics(
            f"{path}: no total of a pair of states in it{f' (passed over: {passed})' if passed else ''}"
        )
