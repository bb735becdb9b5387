"""Sums of different years in the prices of one: by a price index that the user imported, named and dated.

US CPI 2015 = 237, 2024 = 313.7   ->   4.0 bn of 2015 are 5.29 bn in prices of 2024
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import log

from msgspec import Struct

from kelisim.errors import UsageError
from kelisim.ledger.official import Deflator
from kelisim.statistics.annual_series import AnnualSeries
from kelisim.statistics.months import months_of


class PriceIndex(Struct, frozen=True):
    """A price index by year, and by month where it was imported so (months counted from the year 0)."""

    name: str
    sources: tuple[str, ...]
    retrieved: str
    years: Mapping[int, float]
    months: Mapping[int, float]

    @property
    def base(self) -> int:
        """The year in whose prices sums are told: the last one."""
        return max(self.years)

    @property
    def growth(self) -> float:
        """What prices rose by a year over the whole index, as a logarithm."""
        first = min(self.years)
        return log(self.years[self.base] / self.years[first]) / max(self.base - first, 1)

    def of_year(self, year: int) -> float | None:
        """What a sum of ``year`` is multiplied by; None outside the index."""
        level = self.years.get(year)
        return None if level is None else self.years[self.base] / level

    def of_points(self, points: Mapping[int, float], length: int) -> dict[int, float]:
        """Months (``length`` 1) or quarters (3) in prices of the base year, without those outside the index."""
        found = {}
        for point, value in points.items():
            span = range(point * length, point * length + length)
            levels = [level for month in span if (level := self.months.get(month, self.years.get(month // 12)))]
            if len(levels) == length:
                found[point] = value * self.years[self.base] * length / sum(levels)
        return found


def index_named(name: str, deflators: Iterable[Deflator]) -> PriceIndex:
    """The imported index of that name. Raises `UsageError` where there is none, naming those that are there."""
    known = list(deflators)
    mine = [each for each in known if each.name.casefold() == name.strip().casefold()]
    if not mine:
        there = ", ".join(sorted({each.name for each in known})) or "none was imported"
        raise UsageError(
            f"--deflator {name}: no such price index ({there}); import a CSV with the columns "
            "deflator,period,level,source by `kelisim statistics import`"
        )
    years: dict[int, float] = {}
    months: dict[int, float] = {}
    for each in mine:
        span = months_of(each.period)
        if span and span.is_year:
            years[span.year] = float(each.level)
        elif span:
            months[span.first] = float(each.level)
    for year in {month // 12 for month in months}:
        whole = [months[month] for month in range(12 * year, 12 * year + 12) if month in months]
        if len(whole) == 12:
            years.setdefault(year, sum(whole) / 12)
    if not years:
        raise UsageError(f"--deflator {name}: no whole year of it is known")
    sources = tuple(dict.fromkeys(each.source for each in mine))
    return PriceIndex(mine[0].name, sources, max(each.retrieved_at for each in mine)[:10], years, months)


def deflated(series: AnnualSeries, index: PriceIndex) -> AnnualSeries | None:
    """The series in prices of the index's base year, without years outside the index; None where none is left."""
    found = {
        year: value * factor
        for year, value in zip(series.years, series.values, strict=True)
        if (factor := index.of_year(year)) is not None
    }
    if not found:
        return None
    usual = series.usual - index.growth
    return AnnualSeries(series.reporter, series.partner, tuple(found), tuple(found.values()), usual)
