"""One side's whole years of turnover, and the growth that is in them; years may be missing.

UZ on KZ: 2018 3.0, 2022 4.6, 2024 4.3, 2025 4.97 bn  ->  7.5 % a year from 2018 to 2025, best 11.3 % (2018 to 2022)
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from math import exp, log

from msgspec import Struct, structs

from kelisim.statistics.bases import Basis

# What the trade of two states grows by a year in nominal US$ in the long run, as a logarithm: a judgement, not fitted.
USUAL_GROWTH = 0.05
_ENOUGH = 3  # windows of the very length; with fewer, those a year or two longer and shorter count too
_MOST_ROOM = 2


class Window(Struct, frozen=True):
    """Growth a year, as a share, between two years of one series."""

    first: int
    last: int
    growth: float

    @property
    def years(self) -> int:
        """How many years lie between."""
        return self.last - self.first


class AnnualSeries(Struct, frozen=True):
    """Turnover by year as ``reporter`` counts it, oldest first; at least one year.

    ``usual`` is what trade usually grows by a year in these prices, as a logarithm.
    """

    reporter: str
    partner: str
    years: tuple[int, ...]
    values: tuple[float, ...]
    usual: float = USUAL_GROWTH

    @property
    def last(self) -> tuple[int, float]:
        """The last full year and its turnover."""
        return self.years[-1], self.values[-1]

    def until(self, year: int) -> AnnualSeries | None:
        """What was known at the end of ``year``."""
        number = sum(each <= year for each in self.years)
        if not number:
            return None
        return structs.replace(self, years=self.years[:number], values=self.values[:number])

    def windows(self) -> list[Window]:
        """Growth between every two years."""
        return [
            Window(first, last, annual_growth(before, after, last - first))
            for at, (first, before) in enumerate(zip(self.years, self.values, strict=True))
            for last, after in zip(self.years[at + 1 :], self.values[at + 1 :], strict=True)
        ]

    def steps(self) -> list[tuple[int, float]]:
        """From each year to the next known one: how many years later, and the logarithm of the ratio."""
        told = list(zip(self.years, self.values, strict=True))
        return [(later - earlier, log(after / before)) for (earlier, before), (later, after) in pairwise(told)]


def series_of(basis: Basis) -> AnnualSeries | None:
    """The series of a basis from its exact annual values; None where there is none."""
    found = {year: value.value for year, value in basis.annual().items() if value.exact and value.value > 0}
    if not found:
        return None
    return AnnualSeries(basis.reporter, basis.partner, tuple(found), tuple(found.values()))


def annual_growth(before: float, after: float, years: int) -> float:
    """Growth a year that leads from ``before`` to ``after``."""
    return exp(log(after / before) / years) - 1


class Record(Struct, frozen=True):
    """How often growth of at least ``needed`` a year went on for about as long: ``reached`` of ``windows``."""

    needed: float
    shortest: int
    longest: int
    reached: int
    windows: int
    best: Window | None


def record(series: Iterable[AnnualSeries], needed: float, years: int) -> Record:
    """The growth record of one or many series for windows of ``years`` years, and of similar ones where these are few.

    Windows of one series overlap, so they are no independent trials.
    """
    found = [window for each in series for window in each.windows()]
    fitting: list[Window] = []
    for room in range(_MOST_ROOM + 1):
        fitting = [window for window in found if abs(window.years - years) <= room]
        if len(fitting) >= _ENOUGH:
            break
    if not fitting:
        return Record(needed, years, years, 0, 0, None)
    lengths = [window.years for window in fitting]
    reached = sum(window.growth >= needed - 1e-9 for window in fitting)
    best = max(fitting, key=lambda window: window.growth)
    return Record(needed, min(lengths), max(lengths), reached, len(fitting), best)
