"""Where turnover may go: a random walk with drift on its logarithm, and draws from growth that has happened.

Both widen with every year ahead. The walk's drift is itself uncertain with few years, so its interval widens faster
than the square root of time, by Student's t; drift and spread are drawn towards what is usual in trade, the more the
fewer years there are, because a few good or quiet years are mostly followed by others.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, inf, log, sqrt
from random import Random

from msgspec import Struct

from kelisim.statistics.annual_series import AnnualSeries
from kelisim.statistics.student import cumulative, quantile

LEAST_STEPS = 3  # fewer say nothing about how much growth varies
LEAST_DRAWS = 5
DRAWS = 10_000
# What the trade of two states grows by in nominal US$ in the long run, as a logarithm, how far pairs differ in it, and
# how far one year strays from it; the last counts as much as so many years of a series' own.
USUAL_GROWTH, USUAL_DIFFERENCE = 0.05, 0.08
USUAL_SPREAD, USUAL_YEARS = 0.15, 4
SHARES = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)


class Walk(Struct, frozen=True):
    """A random walk with drift fitted to a series: mean and spread of yearly log growth.

    ``doubt`` is the standard error of the drift, ``degrees`` are those of freedom of the spread.
    """

    year: int
    value: float
    drift: float
    spread: float
    doubt: float
    degrees: int

    def probability(self, target: float, year: int) -> float:
        """The probability that turnover of ``year`` is at least ``target``."""
        ahead = year - self.year
        middle = log(self.value) + self.drift * ahead
        width = self._width(ahead)
        return 1 - cumulative((log(target) - middle) / width, self.degrees)

    def quantiles(self, year: int) -> tuple[float, ...]:
        """Turnover of ``year`` at each of `SHARES`."""
        ahead = year - self.year
        middle, width = log(self.value) + self.drift * ahead, self._width(ahead)
        return tuple(_safe_exp(middle + width * quantile(share, self.degrees)) for share in SHARES)

    def _width(self, ahead: int) -> float:
        return sqrt(self.spread**2 * ahead + self.doubt**2 * ahead**2)


def walk(series: AnnualSeries) -> Walk | None:
    """The walk through a series, or None where it has fewer than `LEAST_STEPS` steps. Gaps of years are allowed."""
    steps = series.steps()
    if len(steps) < LEAST_STEPS:
        return None
    span = series.years[-1] - series.years[0]
    drift = sum(change for _, change in steps) / span
    degrees = USUAL_YEARS + len(steps) - 1
    squares = sum((change - drift * years) ** 2 / years for years, change in steps)
    spread = sqrt((USUAL_YEARS * USUAL_SPREAD**2 + squares) / degrees)
    own, usual = span / spread**2, USUAL_DIFFERENCE**-2
    drawn = (own * drift + usual * USUAL_GROWTH) / (own + usual)
    year, value = series.last
    return Walk(year, value, drawn, spread, (own + usual) ** -0.5, degrees)


class Draws(Struct, frozen=True):
    """Paths made of yearly growth that has happened, drawn with replacement; sorted ends by year ahead."""

    year: int
    ends: tuple[tuple[float, ...], ...]
    drawn_from: int

    def probability(self, target: float, year: int) -> float:
        """The share of paths whose turnover of ``year`` is at least ``target``."""
        ends = self.ends[year - self.year - 1]
        return sum(end >= target for end in ends) / len(ends)


def draws(series: AnnualSeries, growth: Sequence[float], ahead: int) -> Draws | None:
    """Paths of ``ahead`` years from the last year of ``series``; None with fewer than `LEAST_DRAWS` growths.

    The same input gives the same paths.
    """
    if len(growth) < LEAST_DRAWS or ahead < 1:
        return None
    random = Random(0)  # noqa: S311 - draws for a forecast, no secret
    year, value = series.last
    ends: list[list[float]] = [[] for _ in range(ahead)]
    for _ in range(DRAWS):
        level = log(value)
        for number, change in enumerate(random.choices(growth, k=ahead)):
            level += change
            ends[number].append(_safe_exp(level))
    return Draws(year, tuple(tuple(sorted(end)) for end in ends), len(growth))


def yearly_growth(series: Sequence[AnnualSeries]) -> list[float]:
    """The logarithm of growth from one year to the very next, in all series."""
    return [change for each in series for years, change in each.steps() if years == 1]


def _safe_exp(value: float) -> float:
    return exp(value) if value < 700 else inf
