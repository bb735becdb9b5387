"""IMF International Merchandise Trade Statistics in its three shapes with their three scales.

    API CSV            …,COUNTRY,INDICATOR,COUNTERPART_COUNTRY,FREQUENCY,TIME_PERIOD,OBS_VALUE      plain US$
    Data Explorer CSV  COUNTRY.ID,INDICATOR.ID,COUNTERPART_COUNTRY.ID,SCALE.ID,…, long or wide      10 to the SCALE.ID
    legacy DOT JSON    CompactData.DataSet.Series[] with Obs[]                                      10 to the @UNIT_MULT

Non-reporters and late months are filled with mirror data and estimates, so this is not a second, independent source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from msgspec import Struct

from kelisim.errors import BadStatistics
from kelisim.ledger.official import Flow, OfficialRow, Status, Valuation
from kelisim.statistics import codes
from kelisim.statistics.files import GivenFile, Table
from kelisim.statistics.imported import Imported, Line, Notes, Once, dollars

SOURCE = "IMF IMTS"
NOTE = "may be filled with mirror data and estimates"
_INDICATORS: Mapping[str, tuple[Flow, Valuation]] = {
    "XG_FOB_USD": ("exports", "FOB"),
    "TXG_FOB_USD": ("exports", "FOB"),
    "MG_CIF_USD": ("imports", "CIF"),
    "TMG_CIF_USD": ("imports", "CIF"),
    "MG_FOB_USD": ("imports", "FOB"),
    "TMG_FOB_USD": ("imports", "FOB"),
}
_STATUS: Mapping[str, Status] = {"E": "estimated", "I": "estimated", "F": "estimated", "M": "mirror"}
_TIME = re.compile(r"(\d{4})(?:-?(?:(Q[1-4])|M?(\d\d)))?")


class _Series(Struct, frozen=True):
    """What the values of one row or series are about, as printed."""

    reporter: str | None
    partner: str | None
    indicator: str
    factor: Decimal


def is_api_table(table: Table) -> bool:
    """Whether this is the CSV of the API."""
    return {
        "country",
        "indicator",
        "counterpart_country",
        "obs_value",
    } <= table.columns.keys() and not is_explorer_table(table)


def is_explorer_table(table: Table) -> bool:
    """Whether this is a download of the Data Explorer."""
    return {"country.id", "indicator.id", "counterpart_country.id"} <= table.columns.keys()


def is_dot_json(value: object) -> bool:
    """Whether this is an answer of the service that ended in 2025."""
    return isinstance(value, dict) and "CompactData" in value


def read_api_table(table: Table) -> Imported:
    """The rows of an answer of the API: plain US$."""
    notes = Notes()
    places = table.places("country", "counterpart_country", "indicator", "time_period", "obs_value")
    status = table.place("status", "obs_status")

    def read() -> Iterator[OfficialRow]:
        once = Once()
        for number, row in table.lines:
            line = Line(table.path, number)
            country, partner, indicator, time, value = (_at(line, row, place) for place in places)
            series = _Series(_alpha3(country), _alpha3(partner), indicator, Decimal(1))
            said = _STATUS.get(_at(line, row, status), "reported") if status is not None else "reported"
            yield from _rows(line, series, [(time, value, said)], (once, notes))

    return Imported("imts-api-csv", read(), notes)


def read_explorer_table(table: Table) -> Imported:
    """The rows of a Data Explorer download, long or wide, each value times 10 to its ``SCALE.ID``."""
    notes = Notes()
    places = table.places("country.id", "counterpart_country.id", "indicator.id")
    if table.place("scale.id", "scale") is None:
        raise BadStatistics(f"{table.path}, line 1: no column SCALE.ID, so it cannot be told what a value is worth")
    scale_place = table.places("scale.id" if "scale.id" in table.columns else "scale")[0]
    long = {"time_period", "obs_value"} <= table.columns.keys()
    times = {name: place for name, place in table.columns.items() if _TIME.fullmatch(name.upper())}
    if not long and not times:
        raise BadStatistics(f"{table.path}, line 1: neither TIME_PERIOD with OBS_VALUE nor columns of years or months")

    def read() -> Iterator[OfficialRow]:
        once = Once()
        for number, row in table.lines:
            line = Line(table.path, number)
            country, partner, indicator = (_at(line, row, place) for place in places)
            factor = _power(line, _at(line, row, scale_place))
            series = _Series(_alpha3(country), _alpha3(partner), indicator, factor)
            found = {"": table.columns["obs_value"]} if long else times
            values: list[tuple[str, str, Status]] = [
                (time or _at(line, row, table.columns["time_period"]), _at(line, row, place), "reported")
                for time, place in found.items()
            ]
            yield from _rows(line, series, values, (once, notes))

    return Imported("imts-explorer-csv", read(), notes)


def read_dot_json(file: GivenFile, value: dict[str, Any]) -> Imported:
    """The rows of a legacy answer; ``Series`` and ``Obs`` are an object, not a list, when there is just one."""
    notes = Notes()
    data = (value.get("CompactData") or {}).get("DataSet") or {}

    def read() -> Iterator[OfficialRow]:
        once = Once()
        for number, each in enumerate(_listed(data.get("Series")), 1):
            line = Line(file.path, number, "series")
            if "@UNIT_MULT" not in each:
                raise line.refuse("no @UNIT_MULT, so it cannot be told what a value is worth")
            areas = (codes.by_alpha2().get(each.get(name, "")) for name in ("@REF_AREA", "@COUNTERPART_AREA"))
            reporter, partner = areas
            series = _Series(reporter, partner, each.get("@INDICATOR", ""), _power(line, str(each["@UNIT_MULT"])))
            values: list[tuple[str, str, Status]] = [
                (
                    obs.get("@TIME_PERIOD", ""),
                    str(obs.get("@OBS_VALUE", "")),
                    _STATUS.get(obs.get("@OBS_STATUS", ""), "reported"),
                )
                for obs in _listed(each.get("Obs"))
            ]
            yield from _rows(line, series, values, (once, notes))

    return Imported("imts-dot-json", read(), notes)


def _rows(
    line: Line, series: _Series, values: list[tuple[str, str, Status]], kept: tuple[Once, Notes]
) -> Iterator[OfficialRow]:
    once, notes = kept
    meaning = _INDICATORS.get(series.indicator)
    if meaning is None:
        notes.passed_over["balances and other indicators"] += 1
        return
    if not series.reporter or not series.partner:
        notes.passed_over["world, regions and groups"] += 1
        return
    for time, printed, status in values:
        if not printed:
            continue
        row = OfficialRow(
            reporter=series.reporter,
            partner=series.partner,
            period=_period(line, time),
            flow=meaning[0],
            value=dollars(printed, series.factor, line),
            rounding=_rounding(printed, series.factor),
            valuation=meaning[1],
            status=status,
            factor=f"{series.factor:f}",
            source=SOURCE,
            note=NOTE,
        )
        if once.is_new((row.reporter, row.partner, row.period, row.flow, row.valuation), row.value, line):
            yield row


def _rounding(printed: str, factor: Decimal) -> int:
    decimals = len(printed.partition(".")[2])
    return int(factor.scaleb(-decimals) / 2)


def _period(line: Line, time: str) -> str:
    match = _TIME.fullmatch(time.upper())
    if not match or (match[3] and not 1 <= int(match[3]) <= 12):
        raise line.refuse(f"TIME_PERIOD {time!r} is no year, quarter or month")
    return "-".join(filter(None, match.groups()))


def _power(line: Line, scale: str) -> Decimal:
    if scale not in ("0", "3", "6", "9"):
        raise line.refuse(f"scale {scale!r}: expected 0, 3, 6 or 9 as power of ten")
    return Decimal(1).scaleb(int(scale))


def _at(line: Line, row: list[str], place: int) -> str:
    if place >= len(row):
        raise line.refuse(f"only {len(row)} values; the row is cut off")
    return row[place].strip()


def _alpha3(code: str) -> str | None:
    return codes.by_alpha3().get(code)


def _listed(value: Any) -> list[Any]:  # noqa: ANN401 - JSON
    return value if isinstance(value, list) else [] if value is None else [value]
