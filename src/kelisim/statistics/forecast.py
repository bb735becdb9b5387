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
_OWN_IS_ENOUGH = 8  # years of growth
_LEAST_SPREAD = 0.02  # of growth: no trade is steadier
_SIMILAR = 20.0  # times larger or smaller: small trade jumps as large trade never does
# How far pairs differ in what their trade grows by in the long run, and how far one year strays from it; the last
# counts as much as so many years of a series' own.
USUAL_DIFFERENCE = 0.08
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
    mean = _mean(steps)
    degrees = USUAL_YEARS + len(steps) - 1
    squares = sum((change - mean * years) ** 2 / years for years, change in steps)
    spread = sqrt((USUAL_YEARS * USUAL_SPREAD**2 + squares) / degrees)
    drift, doubt = _drift(series, spread)
    year, value = series.last
    return Walk(year, value, drift, spread, doubt, degrees)


def _mean(steps: Sequence[tuple[int, float]]) -> float:
    """Growth a year over all steps, as a logarithm."""
    return sum(change for _, change in steps) / sum(years for years, _ in steps)


def _drift(series: AnnualSeries, spread: float) -> tuple[float, float]:
    """The drift of a series drawn towards what is usual, and its standard error; without steps it is the usual one."""
    steps = series.steps()
    usual = USUAL_DIFFERENCE**-2
    own = sum(years for years, _ in steps) / spread**2
    mean = _mean(steps) if steps else series.usual
    return (own * mean + usual * series.usual) / (own + usual), (own + usual) ** -0.5


class Draws(Struct, frozen=True):
    """Paths made of yearly growth that has happened, drawn with replacement; sorted ends by year ahead."""

    year: int
    ends: tuple[tuple[float, ...], ...]
    drawn_from: int

    def probability(self, target: float, year: int) -> float:
        """The share of paths whose turnover of ``year`` is at least ``target``."""
        ends = self.ends[year - self.year - 1]
        return sum(end >= target for end in ends) / len(ends)


def draws(series: AnnualSeries, growth: Sequence[float], ahead: int, paths: int = DRAWS) -> Draws | None:
    """So many paths of ``ahead`` years from the last year of ``series``; None with fewer than `LEAST_DRAWS` growths.

    Of ``growth`` only the ups and downs are taken; the drift is that of the series, drawn towards what is usual, and
    every path has one of those that it may be. The same input gives the same paths.
    """
    if len(growth) < LEAST_DRAWS or ahead < 1:
        return None
    random = Random(0)  # noqa: S311 - draws for a forecast, no secret
    year, value = series.last
    middle = sum(growth) / len(growth)
    spread = sqrt(sum((change - middle) ** 2 for change in growth) / len(growth))
    drift, doubt = _drift(series, max(spread, _LEAST_SPREAD))
    ends: list[list[float]] = [[] for _ in range(ahead)]
    for _ in range(paths):
        level, shift = log(value), random.gauss(drift, doubt) - middle
        for number, change in enumerate(random.choices(growth, k=ahead)):
            level += change + shift
            ends[number].append(_safe_exp(level))
    return Draws(year, tuple(tuple(sorted(end)) for end in ends), len(growth))


def yearly_growth(series: Sequence[AnnualSeries]) -> list[float]:
    """The logarithm of growth from one year to the very next, in all series."""
    return [change for each in series for years, change in each.steps() if years == 1]


def growth_to_draw(series: AnnualSeries, pool: Sequence[AnnualSeries]) -> tuple[list[float], str]:
    """The yearly growth whose ups and downs are drawn, and where it is from: the side's own where it has enough."""
    own = yearly_growth([series])
    if len(own) >= _OWN_IS_ENOUGH:
        return own, f"the ups and downs of {len(own)} years of its own"
    size = series.last[1]
    similar = yearly_growth([each for each in pool if size / _SIMILAR <= each.last[1] <= size * _SIMILAR])
    return similar, f"the ups and downs of {len(similar)} years of pairs of similar size"


def _safe_exp(value: float) -> float:
    return exp(value) if value < 700 else inf
