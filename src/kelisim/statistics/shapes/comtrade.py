"""UN Comtrade: the record of 47 fields as CSV or JSON, from the API, the preview or the download page.

A pair's total is the row with ``cmdCode TOTAL, customsCode C00, motCode 0, partner2Code 0``; all others are parts of
it and never summed. Chapters of the goods list (two digits) are kept as parts with their item. Names of fields differ
in case between products; rows may have one comma more than the head.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from operator import itemgetter
from pathlib import Path
from typing import Any

from msgspec import Struct, structs

from kelisim.errors import BadStatistics
from kelisim.ledger.official import Flow, OfficialRow, Valuation
from kelisim.statistics import codes
from kelisim.statistics.files import GivenFile, Table
from kelisim.statistics.imported import Imported, Line, Notes, Once, dollars

SOURCE = "UN Comtrade"
# Parts of exports and imports (re-exports, domestic exports, processing …), which must not be added to them.
_PARTS = frozenset(("RX", "RM", "DX", "FM", "MIP", "MOP", "XIP", "XOP"))
_FLOWS: Mapping[str, Flow] = {"X": "exports", "M": "imports"}
_FREQUENCIES = frozenset("AM")
_NOT_BROKEN_DOWN = frozenset(("", "0"))
_NOTHING = ("", "0", "0.0")
_NEEDED = ("freqcode", "period", "reportercode", "flowcode", "partnercode", "cmdcode", "primaryvalue")
_ONE = Decimal(1)


class _Record(Struct, frozen=True, gc=False):
    """What is read of a record, as printed; empty where there is nothing."""

    typecode: str
    freqcode: str
    refperiodid: str
    period: str
    reportercode: str
    flowcode: str
    partnercode: str
    partner2code: str
    classificationcode: str
    cmdcode: str
    customscode: str
    moscode: str
    motcode: str
    cifvalue: str
    fobvalue: str
    primaryvalue: str
    isreported: str


_FIELDS = tuple(field.name for field in structs.fields(_Record))


def is_table(table: Table) -> bool:
    """Whether the head is Comtrade's, in any case of letters."""
    return {"reportercode", "flowcode", "primaryvalue"} <= table.columns.keys()


def is_old_table(table: Table) -> bool:
    """Whether the file is of the format that ended in 2023."""
    return "trade value (us$)" in table.columns


def is_json(value: object) -> bool:
    """Whether a JSON value is an answer of the API, good or bad."""
    if not isinstance(value, dict):
        return False
    return "errorObject" in value or ("data" in value and "count" in value) or {"statusCode", "message"} <= value.keys()


def read_table(table: Table) -> Imported:
    """The rows of a CSV file (or tab-separated bulk file)."""
    notes = Notes()
    table.places(*_NEEDED)
    return Imported("comtrade-csv", _read(_lines(table, notes), table.path, notes), notes)


def read_json(file: GivenFile, value: dict[str, Any]) -> Imported:
    """The rows of an answer of the API. Raises `BadStatistics` for an answer that says what went wrong."""
    notes = Notes()
    failure = value.get("errorObject") or {}
    message = value.get("error") or failure.get("errorMessage") or (value.get("message") if "data" not in value else "")
    if message:
        raise BadStatistics(f"{file.path}: the answer of an API that failed: {message}")
    if not isinstance(value.get("data"), list):
        raise BadStatistics(f"{file.path}: no list under «data»")
    return Imported("comtrade-json", _read(_objects(file.path, value["data"]), file.path, notes), notes)


def _lines(table: Table, notes: Notes) -> Iterator[tuple[Line, _Record]]:
    missing = table.width  # where an empty value is put behind every row, for columns that a file lacks
    pick = itemgetter(*(table.columns.get(name, missing) for name in _FIELDS))
    for number, row in table.lines:
        if len(row) != table.width:
            if len(row) != table.width + 1 or row[-1].strip():
                raise Line(table.path, number).refuse(f"{len(row)} values under {table.width} columns")
            row.pop()
            if not notes.repairs:
                notes.repairs.append(f"from line {number} on a needless comma at the end of the rows was left out")
        row.append("")
        yield Line(table.path, number), _Record(*pick(row))


def _objects(path: Path, data: list[Any]) -> Iterator[tuple[Line, _Record]]:
    for number, record in enumerate(data, 1):
        line = Line(path, number, "record")
        if not isinstance(record, dict):
            raise line.refuse("no object")
        folded = {name.casefold(): value for name, value in record.items()}
        missing = [name for name in _NEEDED if name not in folded]
        if missing:
            raise line.refuse(f"the fields {', '.join(missing)} are missing")
        values = (folded.get(name) for name in _FIELDS)
        yield line, _Record(*("" if value is None else str(value) for value in values))


def _read(records: Iterable[tuple[Line, _Record]], path: Path, notes: Notes) -> Iterator[OfficialRow]:
    once, any_row = Once(), False
    for line, record in records:
        any_row = True
        _check_columns(line, record)
        reason = _why_not(record)
        if reason:
            notes.passed_over[reason] += 1
            continue
        row = _row(line, record)
        if once.is_new((row.reporter, row.partner, row.period, row.flow, row.item), row.value, line):
            yield row
    if not any_row:
        raise BadStatistics(f"{path}: no rows; Comtrade has nothing for this question, or the download was cut off")


def _check_columns(line: Line, record: _Record) -> None:
    """Refuse a file whose values stand under the wrong heads, as one saved after a shift by one place."""
    freq, reporter, flow = record.freqcode, record.reportercode, record.flowcode
    if reporter.isdigit() and freq in _FREQUENCIES and (flow in _FLOWS or flow in _PARTS):
        return
    hint = ""
    if record.typecode in _FREQUENCIES or record.refperiodid in _FREQUENCIES:  # the neighbours of freqCode
        hint = ": the columns are shifted by one place; download the file anew, or read it without an index column"
    raise line.refuse(f"reporterCode {reporter!r}, flowCode {flow!r}, freqCode {freq!r} cannot be{hint}")


def _why_not(record: _Record) -> str | None:
    """Why a row is no total of a pair, nor a chapter of one, or None."""
    if record.flowcode in _PARTS:
        return "re-exports and other parts of a flow"
    if (record.customscode or "C00") != "C00" or {
        record.motcode,
        record.moscode,
        record.partner2code,
    } - _NOT_BROKEN_DOWN:
        return "rows broken down by customs procedure, transport or second partner"
    goods = record.cmdcode
    if goods != "TOTAL" and not (goods.isdigit() and len(goods) == 2):
        return "single goods"
    if record.partnercode == "0":
        return "trade with the world"
    known = codes.by_comtrade()
    if record.reportercode not in known or record.partnercode not in known:
        return "regions and areas that are no state"
    return None


def _row(line: Line, record: _Record) -> OfficialRow:
    known = codes.by_comtrade()
    estimated = record.classificationcode == "TM" and record.isreported.casefold() != "true"
    return OfficialRow(
        reporter=known[record.reportercode],
        partner=known[record.partnercode],
        period=_period(line, record.freqcode, record.period),
        flow=_FLOWS[record.flowcode],
        value=dollars(record.primaryvalue, _ONE, line),
        item="" if record.cmdcode == "TOTAL" else f"HS {record.cmdcode}",
        valuation=_valuation(record),
        status="estimated" if estimated else "reported",
        source=SOURCE,
    )


def _period(line: Line, freq: str, period: str) -> str:
    length = 4 if freq == "A" else 6
    if len(period) != length or not period.isdigit() or (length == 6 and not "01" <= period[4:] <= "12"):
        raise line.refuse(f"period {period!r} is no {'year' if freq == 'A' else 'month'}")
    return period if freq == "A" else f"{period[:4]}-{period[4:]}"


def _valuation(record: _Record) -> Valuation:
    value = record.primaryvalue
    if record.cifvalue == value and value not in _NOTHING:
        return "CIF"
    return "FOB" if record.fobvalue == value and value not in _NOTHING else "unknown"
