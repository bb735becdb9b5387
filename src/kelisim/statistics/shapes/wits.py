"""World Bank WITS as SDMX-JSON: thousand US$, a series key «0:0:0:0:0» of places in the lists of dimensions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from kelisim.errors import BadStatistics
from kelisim.ledger.official import Flow, OfficialRow
from kelisim.statistics import codes
from kelisim.statistics.files import GivenFile
from kelisim.statistics.imported import Imported, Line, Notes, Once, dollars

SOURCE = "World Bank WITS"
_THOUSAND = Decimal(1000)
_FLOWS: Mapping[str, Flow] = {"XPRT-TRD-VL": "exports", "MPRT-TRD-VL": "imports"}


def is_json(value: object) -> bool:
    """Whether this is SDMX-JSON with the dimensions of WITS."""
    return isinstance(value, dict) and "dataSets" in value and "structure" in value


def read_json(file: GivenFile, value: dict[str, Any]) -> Imported:
    """The rows, each value times 1000."""
    notes = Notes()
    try:
        dimensions = value["structure"]["dimensions"]
        names = [each["id"].upper() for each in dimensions["series"]]
        lists = [[entry["id"] for entry in each["values"]] for each in dimensions["series"]]
        times = [entry["id"] for entry in dimensions["observation"][0]["values"]]
        series = value["dataSets"][0]["series"]
    except (KeyError, IndexError, TypeError) as error:
        raise BadStatistics(
            f"{file.path}: no SDMX-JSON with dimensions and a data set: {error!r} is missing"
        ) from error
    missing = {"REPORTER", "PARTNER", "INDICATOR", "PRODUCTCODE"} - set(names)
    if missing:
        raise BadStatistics(
            f"{file.path}: no data set of WITS: the dimensions {', '.join(sorted(missing))} are missing"
        )

    def read() -> Iterator[OfficialRow]:
        once = Once()
        for number, (key, each) in enumerate(series.items(), 1):
            line = Line(file.path, number, "series")
            try:
                said = dict(
                    zip(names, (one[int(at)] for one, at in zip(lists, key.split(":"), strict=True)), strict=True)
                )
                values = {times[int(at)]: obs[0] for at, obs in each["observations"].items()}
            except (KeyError, IndexError, ValueError, TypeError) as error:
                raise line.refuse(f"the key {key!r} leads nowhere: {error!r}") from error
            yield from _rows(line, said, values, (once, notes))

    return Imported("wits-json", read(), notes)


def _rows(
    line: Line, said: Mapping[str, str], values: Mapping[str, Any], kept: tuple[Once, Notes]
) -> Iterator[OfficialRow]:
    once, notes = kept
    flow = _FLOWS.get(said["INDICATOR"])
    reporter, partner = (codes.by_alpha3().get(said[name].upper()) for name in ("REPORTER", "PARTNER"))
    if flow is None or said["PRODUCTCODE"].casefold() != "total":
        notes.passed_over["other indicators and single goods"] += 1
        return
    if not reporter or not partner:
        notes.passed_over["world, regions and groups"] += 1
        return
    for year, value in values.items():
        if not (year.isdigit() and len(year) == 4):
            raise line.refuse(f"the period {year!r} is no year")
        if value is None:
            continue
        row = OfficialRow(
            reporter=reporter,
            partner=partner,
            period=year,
            flow=flow,
            value=dollars(str(value), _THOUSAND, line),
            rounding=int(_THOUSAND.scaleb(-len(str(value).partition(".")[2])) / 2),
            factor="1000",
            source=SOURCE,
        )
        if once.is_new((reporter, partner, year, flow), row.value, line):
            yield row
