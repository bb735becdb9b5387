"""The outlook of a target: what growth it needs from each side's last full year, how often that has happened, and how
probable it is that it will.

KZ UZ, 10 bn by 2030: from 4.97 bn (UZ data, 2025) 15.0 % a year; none of five stretches of years was as good …

Sums are nominal US$, which prices of oil, gas and grain move; with a price index they are told in prices of its last
year, and so is the target.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct, structs

from kelisim.statistics.annual_series import AnnualSeries, Record, annual_growth, record, series_of
from kelisim.statistics.bases import Basis, dollars
from kelisim.statistics.deflating import PriceIndex, deflated
from kelisim.statistics.forecast import Walk, draws, growth_to_draw, walk
from kelisim.statistics.readings import Bases
from kelisim.statistics.seasonal import NotInstalled, Seasonal, seasonal
from kelisim.statistics.targets import Target

_FARTHEST = 30  # years ahead that are looked at for a target without a year


class SideOutlook(Struct, frozen=True, kw_only=True):
    """A target seen from one side's data. Growth is a year; probabilities are shares, None where data are too few.

    ``own`` and ``all`` are the growth records of this side and of every series there is. ``by_walk``, ``by_draws``,
    ``by_ets`` and ``by_arima`` (of ``season_from``) are P(turnover of the target's year is at least the target). Of
    targets without a year ``reached_in`` is the first year in which that is at least even by the walk, ``likely_from``
    that of one in ten, ``likely_until`` that of nine in ten.
    """

    series: AnnualSeries
    needed: float | None = None
    own: Record | None = None
    all: Record | None = None
    by_walk: float | None = None
    by_draws: float | None = None
    drawn_from: str = ""
    by_ets: float | None = None
    by_arima: float | None = None
    season_from: str = ""
    interval: tuple[float, float] | None = None
    reached_in: int | None = None
    likely_from: int | None = None
    likely_until: int | None = None
    remarks: tuple[str, ...] = ()


class Outlook(Struct, frozen=True, kw_only=True):
    """A target with what each side's data say of it, never averaged; in nominal US$ where there is no ``index``."""

    target: Target
    sides: tuple[SideOutlook, ...]
    index: PriceIndex | None = None


def outlook(
    target: Target,
    bases: Bases,
    pool: Sequence[AnnualSeries],
    index: PriceIndex | None = None,
    this_year: int | None = None,
) -> Outlook:
    """Look at ``target`` from both sides; ``pool`` are all series there are, in the same prices, for comparison.

    Nothing is forecast for years before ``this_year``; without it for none that the data have.
    """
    left, right = target.parties
    sides = []
    for basis in (bases[pair] for pair in ((left, right), (right, left)) if pair in bases):
        nominal = series_of(basis)
        series = deflated(nominal, index) if nominal and index else nominal
        if series and nominal:
            side = _with_season(side_outlook(target, series, pool, this_year), target, basis, index)
            sides.append(_with_years_left_out(side, nominal))
    return Outlook(target=target, sides=tuple(sides), index=index)


def _with_years_left_out(side: SideOutlook, nominal: AnnualSeries) -> SideOutlook:
    """The same with a word on years that the price index does not have."""
    missing = [str(year) for year in nominal.years if year not in side.series.years]
    if not missing:
        return side
    remark = f"left out, as the price index does not have them: {', '.join(missing)}"
    return structs.replace(side, remarks=(*side.remarks, remark))


_POINTS = ((1, "months"), (3, "quarters"))


def _with_season(side: SideOutlook, target: Target, basis: Basis, index: PriceIndex | None) -> SideOutlook:
    """The same with what 24 months (or quarters) and more say, where they are known and the target is to come."""
    if side.needed is None or target.year is None:
        return side
    for length, words in _POINTS:
        points = basis.points(length)
        known = index.of_points(points, length) if index else points
        match seasonal(known, target.value, target.year, 12 // length):
            case Seasonal() as found:
                told = f"{found.points} {words}"
                return structs.replace(side, by_ets=found.by_ets, by_arima=found.by_arima, season_from=told)
            case NotInstalled(points=count):
                remark = f"{count} {words} are known: seasonal forecasts need pip install 'kelisim[statistics]'"
                return structs.replace(side, remarks=(*side.remarks, remark))
    return side


def side_outlook(
    target: Target, series: AnnualSeries, pool: Sequence[AnnualSeries], this_year: int | None = None
) -> SideOutlook:
    """What one side's series says of a target."""
    year, value = series.last
    first = max(year + 1, this_year or 0)  # of the years to come
    if target.year and target.year < first:
        return SideOutlook(series=series, remarks=(_outcome(target, series),))
    if value >= target.value:
        return SideOutlook(series=series, remarks=(f"reached already: {year} was {dollars(value)}",))
    path = walk(series)
    remarks = [] if path else [_too_few(len(series.years))]
    if above := _first_above(target, series):
        remarks.append(f"first reached in {above}")
    if target.year is None:
        return _undated(target, series, path, first, remarks)
    ahead = target.year - year
    needed = annual_growth(value, target.value, ahead)
    growth, drawn_from = growth_to_draw(series, pool)
    drawn = draws(series, growth, ahead)
    quantiles = path.quantiles(target.year) if path else None
    return SideOutlook(
        series=series,
        needed=needed,
        own=record([series], needed, ahead),
        all=record(pool, needed, ahead),
        by_walk=path.probability(target.value, target.year) if path else None,
        by_draws=drawn.probability(target.value, target.year) if drawn else None,
        drawn_from=drawn_from if drawn else "",
        interval=(quantiles[1], quantiles[5]) if quantiles else None,
        remarks=tuple(remarks),
    )


def _too_few(years: int) -> str:
    return (
        f"{years} years are too few for a forecast of their own"
        if years > 1
        else "1 year is too few for a forecast of its own"
    )


def _outcome(target: Target, series: AnnualSeries) -> str:
    """What became of a target whose year is over."""
    known = dict(zip(series.years, series.values, strict=True))
    came, last = known.get(target.year or 0), series.last[0]
    above = _first_above(target, series)
    if came:
        said = f"{target.year} was {dollars(came)}"
    elif target.year and target.year > last:
        said = f"the data end in {last}"
    else:
        said = f"{target.year} is not known"
    return f"its year is over: {said}; " + (f"first reached in {above}" if above else "not reached in any year known")


def _first_above(target: Target, series: AnnualSeries) -> int | None:
    """The first year known that reached the target's sum."""
    pairs = zip(series.years, series.values, strict=True)
    return next((year for year, value in pairs if value >= target.value), None)


def _undated(target: Target, series: AnnualSeries, path: Walk | None, start: int, remarks: list[str]) -> SideOutlook:
    """The years from ``start`` on in which a target without a year becomes probable."""
    if path is None:
        return SideOutlook(series=series, remarks=tuple(remarks))
    years = range(start, start + _FARTHEST)
    first: list[int | None] = [
        next((year for year in years if path.probability(target.value, year) >= share), None)
        for share in (0.1, 0.5, 0.9)
    ]
    return SideOutlook(
        series=series, likely_from=first[0], reached_in=first[1], likely_until=first[2], remarks=tuple(remarks)
    )


def pool_of(bases: Bases, index: PriceIndex | None = None) -> list[AnnualSeries]:
    """Every series of at least two years, in prices of one year where there is an ``index``."""
    found: Iterable[AnnualSeries | None] = (series_of(basis) for basis in bases.values())
    if index:
        found = (series and deflated(series, index) for series in found)
    return [series for series in found if series and len(series.years) > 1]
