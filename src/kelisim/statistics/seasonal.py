"""Seasonal forecasts from 24 and more months or quarters by statsmodels: ETS with a damped trend, and ARIMA.

What follows one another without a gap up to the last month (or quarter) known is continued to the end of the target's
year; many simulated paths say how probable it is that the year reaches the target. The paths know the chance of
months, not the doubt about the model, so far ahead they are too sure of themselves.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from math import exp, inf, log
from typing import Any

from msgspec import Struct

LEAST_POINTS = 24
_PATHS = 2000


class Seasonal(Struct, frozen=True):
    """The probability that turnover of the target's year is at least the target by each model, and from how much."""

    by_ets: float
    by_arima: float
    points: int
    season: int  # points of a year: 12 of months, 4 of quarters


class NotInstalled(Struct, frozen=True):
    """There are points enough, but not the library."""

    points: int
    season: int


def run_of_points(known: Mapping[int, float]) -> tuple[int, list[float]] | None:
    """What follows one another without a gap up to the last: the number of the last one and the values.

    ``known`` is by months (or quarters) counted from the year 0. None where these are fewer than `LEAST_POINTS`.
    """
    if not known:
        return None
    last = point = max(known)
    values: list[float] = []
    while known.get(point, 0) > 0:
        values.append(known[point])
        point -= 1
    return (last, values[::-1]) if len(values) >= LEAST_POINTS else None


def seasonal(known: Mapping[int, float], target: float, year: int, season: int = 12) -> Seasonal | NotInstalled | None:
    """The forecast for ``year``, None where there are too few points or the year is over. The same every time."""
    run = run_of_points(known)
    if run is None:
        return None
    last, values = run
    ahead = season * year + season - 1 - last
    if ahead < 1:
        return None
    told = sum(known.get(point, 0.0) for point in range(season * year, last + 1))  # of the year, what is known already
    coming = slice(max(ahead - season, 0), ahead)
    levels = [log(value) for value in values]
    try:
        by_ets, by_arima = (
            _share([sum(map(_level, path[coming])) for path in paths(levels, season, ahead)], target - told)
            for paths in (_ets_paths, _arima_paths)
        )
    except ImportError:
        return NotInstalled(len(values), season)
    return Seasonal(by_ets, by_arima, len(values), season)


def _share(totals: Sequence[float], least: float) -> float:
    return sum(total >= least for total in totals) / len(totals)


def _level(logarithm: float) -> float:
    return exp(logarithm) if logarithm < 700 else inf


def _ets_paths(levels: list[float], season: int, ahead: int) -> list[list[float]]:
    """Paths by exponential smoothing: additive error and season, damped trend."""
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    options = {"error": "add", "trend": "add", "damped_trend": True, "seasonal": "add", "seasonal_periods": season}
    return _simulated(lambda given: ETSModel(given, **options), levels, ahead)


def _arima_paths(levels: list[float], season: int, ahead: int) -> list[list[float]]:
    """Paths by ARIMA (0,1,1)(0,1,1), the model that fits most seasonal series of trade without being looked for."""
    from statsmodels.tsa.statespace.sarimax import SARIMAX

    order = {"order": (0, 1, 1), "seasonal_order": (0, 1, 1, season)}
    return _simulated(lambda given: SARIMAX(given, **order), levels, ahead)


def _simulated(model: Callable[[Any], Any], levels: list[float], ahead: int) -> list[list[float]]:
    """`_PATHS` paths of a fitted model from the last point on. Short series warn of much; their width tells it."""
    from numpy import array
    from numpy.random import default_rng

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitted = model(array(levels)).fit(disp=False)
        paths = fitted.simulate(nsimulations=ahead, anchor="end", repetitions=_PATHS, rng=default_rng(0))
    found: list[list[float]] = paths.reshape(ahead, _PATHS).T.tolist()
    return found
