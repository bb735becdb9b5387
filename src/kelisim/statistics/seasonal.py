"""A seasonal forecast from months: ETS with a damped trend, by statsmodels, where 24 months and more are known.

Months that follow one another up to the last one known are continued to the end of the target's year; many simulated
paths say how probable it is that its twelve months together reach the target. The paths know the chance of months, not
the doubt about the model, so far ahead they are too sure of themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, log

from msgspec import Struct

LEAST_MONTHS = 24
_SEASON = 12
_PATHS = 2000


class Seasonal(Struct, frozen=True):
    """The probability that turnover of the target's year is at least the target, and from how many months."""

    probability: float
    months: int


class NotInstalled(Struct, frozen=True):
    """There are months enough, but not the library."""

    months: int


def run_of_months(known: Mapping[int, float]) -> tuple[int, list[float]] | None:
    """The months that follow one another without a gap up to the last: the last one's number and their values.

    ``known`` is by months counted from the year 0. None where these are fewer than `LEAST_MONTHS`.
    """
    if not known:
        return None
    last = month = max(known)
    values: list[float] = []
    while known.get(month, 0) > 0:
        values.append(known[month])
        month -= 1
    return (last, values[::-1]) if len(values) >= LEAST_MONTHS else None


def seasonal(known: Mapping[int, float], target: float, year: int) -> Seasonal | NotInstalled | None:
    """The forecast for ``year``, None where there are too few months or the year is over. The same every time."""
    run = run_of_months(known)
    if run is None:
        return None
    last, values = run
    ahead = 12 * year + 11 - last
    if ahead < 1:
        return None
    try:
        from statsmodels.tsa.exponential_smoothing.ets import ETSModel
    except ImportError:
        return NotInstalled(len(values))
    model = ETSModel(
        _as_array([log(value) for value in values]),
        error="add",
        trend="add",
        damped_trend=True,
        seasonal="add",
        seasonal_periods=_SEASON,
    )
    fitted = model.fit(disp=False)
    paths = fitted.simulate(nsimulations=ahead, anchor="end", repetitions=_PATHS, rng=_generator())
    told = [known[month] for month in range(12 * year, last + 1)]  # of the year itself, what is known already
    coming = range(max(ahead - _SEASON, 0), ahead)
    totals = [sum(told) + sum(exp(float(paths[month][path])) for month in coming) for path in range(_PATHS)]
    return Seasonal(sum(total >= target for total in totals) / _PATHS, len(values))


def _generator() -> object:
    from numpy.random import default_rng

    return default_rng(0)


def _as_array(values: list[float]) -> object:
    from numpy import array

    return array(values)
