"""Seasonal forecasts from months and quarters, by statsmodels as it is."""

import random
import sys
from math import exp, pi, sin

import pytest

from kelisim.ledger.official import OfficialRow, StoredRow
from kelisim.statistics.bases import bases_of
from kelisim.statistics.outlook import outlook, pool_of
from kelisim.statistics.seasonal import LEAST_POINTS, run_of_points, seasonal
from kelisim.statistics.targets import Target

M = 1e6


def made(points, season=12, first=2020, growth=0.06, noise=0.05):
    """Turnover that grows by ``growth`` a year with a season, by months or quarters from the year 0."""
    chance = random.Random(points)
    return {
        season * first + at: M * exp(growth * at / season + 0.2 * sin(2 * pi * at / season) + chance.gauss(0, noise))
        for at in range(points)
    }


def test_points_are_run_back_to_a_gap_and_fewer_than_24_are_none():
    known = made(30)
    assert run_of_points(known)[0] == 12 * 2022 + 5 and len(run_of_points(known)[1]) == 30
    assert run_of_points({at: value for at, value in known.items() if at != 12 * 2020 + 9}) is None
    assert run_of_points(made(LEAST_POINTS - 1)) is None
    assert seasonal(made(LEAST_POINTS - 1), M, 2025) is None
    assert seasonal(known, M, 2021) is None, "the year is over"


@pytest.mark.parametrize("season", [12, 4])
def test_both_models_follow_growth_and_season(season):
    known = made(10 * season, season, noise=0.02)
    last = sum(list(known.values())[-season:])
    low, middle, high = (seasonal(known, last * exp(0.06 * 2) * times, 2031, season) for times in (0.85, 1.0, 1.2))
    assert low.by_ets > middle.by_ets > high.by_ets
    assert low.by_arima > 0.8 > middle.by_arima > 0.2 > high.by_arima
    assert (low.points, low.season) == (10 * season, season)
    assert seasonal(known, last, 2031, season) == seasonal(known, last, 2031, season), "the same every time"


def test_what_is_known_of_the_year_counts_as_known():
    known = made(30, noise=0.01)  # to June 2022
    told = sum(known[at] for at in range(12 * 2022, 12 * 2022 + 6))
    assert seasonal(known, told, 2022).by_ets == 1
    assert seasonal(known, 3 * told, 2022).by_ets == 0


def test_two_dozen_points_are_wide_and_do_not_warn():
    known = made(24)
    far = [seasonal(known, M * 12 * times, 2026) for times in (0.5, 3.0)]
    assert all(0.01 < each.by_arima < 0.99 for each in far)


def rows(season, count):
    length = 12 // season
    for at, value in enumerate(made(count, season).values()):
        year, first = 2018 + at // season, at % season * length + 1
        period = f"{year}-{first:02}" if length == 1 else f"{year}-Q{at % season + 1}"
        row = OfficialRow(reporter="UZ", partner="KZ", period=period, flow="turnover", value=round(value), source="s")
        yield StoredRow(row, "v", "")


@pytest.mark.parametrize(("season", "words"), [(12, "36 months"), (4, "36 quarters")])
def test_months_and_quarters_of_imported_rows_are_used(season, words):
    bases = bases_of(rows(season, 36))
    target = Target(parties=("KZ", "UZ"), value=10 * M * season, year=2030, words="", ids=())
    [side] = outlook(target, bases, pool_of(bases)).sides
    assert side.season_from == words
    assert 0 <= side.by_ets <= 1 and 0 <= side.by_arima <= 1


def test_without_the_library_it_is_said_what_to_install(monkeypatch):
    for name in list(sys.modules):
        if name.partition(".")[0] == "statsmodels":
            monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setitem(sys.modules, "statsmodels", None)
    bases = bases_of(rows(12, 36))
    target = Target(parties=("KZ", "UZ"), value=1e9, year=2030, words="", ids=())
    [side] = outlook(target, bases, []).sides
    assert side.by_ets is None
    assert "kelisim[statistics]" in side.remarks[-1]
