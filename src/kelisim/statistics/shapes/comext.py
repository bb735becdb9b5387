"""Eurostat COMEXT as SDMX-CSV. Values are euro: they are turned into US$ only with a dated rate that was imported.

DATAFLOW,LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from kelisim.ledger.official import Flow, OfficialRow, Rate, Valuation
from kelisim.statistics import codes
from kelisim.statistics.files import Table
from kelisim.statistics.imported import Imported, Line, Notes, Once, dollars

SOURCE = "Eurostat COMEXT"
_FLOWS: Mapping[str, tuple[Flow, Valuation]] = {"1": ("imports", "CIF"), "2": ("exports", "FOB")}
_VALUES = ("VALUE_IN_EUROS", "VALUE_EUR")
_NEEDED = ("freq", "reporter", "partner", "product", "flow", "indicators", "time_period", "obs_value")
_GREECE = {"EL": "GR", "UK": "GB", "XS": "RS", "XM": "ME"}  # codes in which Eurostat leaves ISO


def is_table(table: Table) -> bool:
    """Whether the head is COMEXT's; the first columns may be missing."""
    return {"reporter", "partner", "product", "flow", "indicators", "obs_value"} <= table.columns.keys()


def read_table(table: Table, rates: Mapping[tuple[str, str], Rate]) -> Imported:
    """The rows in US$, by ``rates`` (by currency and period). Refuses a period without a rate."""
    notes = Notes()
    places = table.places(*_NEEDED)

    def read() -> Iterator[OfficialRow]:
        once = Once()
        for number, row in table.lines:
            line = Line(table.path, number)
            if len(row) < table.width:
                raise line.refuse(f"{len(row)} values under {table.width} columns")
            printed = [row[place].strip() for place in places]
            reason = _why_not(printed)
            if reason:
                notes.passed_over[reason] += 1
                continue
            found = _row(line, printed, rates)
            if once.is_new((found.reporter, found.partner, found.period, found.flow), found.value, line):
                yield found

    return Imported("comext-csv", read(), notes)


def _why_not(printed: list[str]) -> str | None:
    _freq, reporter, partner, product, flow, indicator, _time, value = printed
    if indicator not in _VALUES:
        return "quantities"
    if product != "TOTAL":
        return "single goods"
    if not _code(reporter) or not _code(partner):
        return "world, regions and groups"
    if flow not in _FLOWS:
        return "flows other than imports and exports"
    return None if value and value != ":" else "values that are not there"


def _row(line: Line, printed: list[str], rates: Mapping[tuple[str, str], Rate]) -> OfficialRow:
    _freq, reporter, partner, _product, flow, _indicator, time, value = printed
    if not re.fullmatch(r"(19|20)\d\d(-(0[1-9]|1[0-2]))?", time):
        raise line.refuse(f"TIME_PERIOD {time!r} is no year or month")
    rate = rates.get(("EUR", time)) or rates.get(("EUR", time[:4]))
    if rate is None:
        raise line.refuse(
            f"euro of {time} and no rate for it; first import a file with the columns "
            "currency,period,usd_per_unit,source"
        )
    meaning = _FLOWS[flow]
    return OfficialRow(
        reporter=_code(reporter) or reporter,
        partner=_code(partner) or partner,
        period=time,
        flow=meaning[0],
        value=dollars(value, Decimal(rate.usd_per_unit), line),
        valuation=meaning[1],
        rate=f"{rate.usd_per_unit} US$ per EUR, {rate.period}, {rate.source}",
        source=SOURCE,
    )


def _code(printed: str) -> str | None:
    return codes.by_alpha2().get(_GREECE.get(printed, printed))
