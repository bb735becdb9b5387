"""How good the outlook was: scored on all series by rolling origin, and on targets whose outcome is known.

From each year with enough years before it the outlook looks ahead, knowing nothing later, at thresholds above the level
of then; the Brier score is the mean squared distance of its probability from what came. Two yardsticks know no
doubt: *no change*, and *the last growth goes on*.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from kelisim.statistics.annual_series import AnnualSeries, annual_growth
from kelisim.statistics.forecast import Draws, Walk, draws, growth_to_draw, walk, yearly_growth

THRESHOLDS = (1.0, 1.1, 1.25, 1.5, 2.0)
FARTHEST = 5
MOST_CASES = 200_000
_MOST_SERIES = 300
_PATHS = 500  # of draws from each origin: enough for a score over many
BINS = 5
FILE = Path(__file__).with_name("past_targets.csv")


class Case(Struct, frozen=True):
    """One look ahead: the probability that was given, those of the yardsticks, and whether it came."""

    ahead: int
    given: float
    no_change: float
    goes_on: float
    came: bool


class Bin(Struct, frozen=True):
    """Cases whose probability lay between two shares: how many, the mean given, the share that came."""

    low: float
    high: float
    cases: int
    given: float
    came: float


class Score(Struct, frozen=True):
    """Brier scores (0 is perfect, 0.25 is knowing nothing) and the calibration of one way of the outlook."""

    cases: int
    series: int
    brier: float
    brier_no_change: float
    brier_goes_on: float
    bins: tuple[Bin, ...]


class PastTarget(Struct, frozen=True, kw_only=True):
    """A target said in the past whose outcome is known on one side's data."""

    parties: tuple[str, str]
    side: str
    value: float
    said: int
    base_year: int
    base: float
    year: int
    outcome: float
    reached: bool
    source: str

    @property
    def needed(self) -> float:
        """Growth a year that it needed."""
        return annual_growth(self.base, self.value, self.year - self.base_year)


class PastOutlook(Struct, frozen=True):
    """A past target with the probability that growth known at that time gave it; None where too little was known."""

    target: PastTarget
    probability: float | None
    known: int


class Chances(Protocol):
    """A way to look ahead from a series that ends at its origin; None where too little is known there."""

    def __call__(self, past: AnnualSeries, /) -> Walk | Draws | None:
        """What gives the probabilities."""
        ...


def rolling(series: Sequence[AnnualSeries]) -> Score | None:
    """The score of the walk over every origin of every series; None where no series is long enough."""
    return _score(series, walk, MOST_CASES)


def rolling_draws(series: Sequence[AnnualSeries]) -> Score | None:
    """The score of the draws, from growth of all series that was known at each origin.

    Of very many series an even sample is scored and drawn from.
    """
    scored = series[:: len(series) // _MOST_SERIES + 1]

    @cache
    def known(year: int) -> list[AnnualSeries]:
        return [past for each in scored if (past := each.until(year)) is not None]

    def look(past: AnnualSeries) -> Draws | None:
        growth, _ = growth_to_draw(past, known(past.years[-1]))
        return draws(past, growth, FARTHEST, _PATHS)

    return _score(scored, look, MOST_CASES)


def _score(series: Iterable[AnnualSeries], look: Chances, most: int) -> Score | None:
    cases: list[Case] = []
    scored = 0
    for each in series:
        found = _cases(each, look)
        scored += bool(found)
        cases += found
        if len(cases) >= most:
            break
    if not cases:
        return None
    return Score(
        cases=len(cases),
        series=scored,
        brier=_brier((case.given, case.came) for case in cases),
        brier_no_change=_brier((case.no_change, case.came) for case in cases),
        brier_goes_on=_brier((case.goes_on, case.came) for case in cases),
        bins=tuple(_bins(cases)),
    )


def _cases(series: AnnualSeries, look: Chances) -> list[Case]:
    known = dict(zip(series.years, series.values, strict=True))
    cases = []
    for origin in series.years[1:-1]:  # the yardstick needs a growth before, the outcome a year after
        past = series.until(origin)
        path = look(past) if past else None
        if past is None or path is None:
            continue
        base = past.values[-1]
        growth = annual_growth(past.values[-2], base, past.years[-1] - past.years[-2])
        for ahead in range(1, FARTHEST + 1):
            outcome = known.get(origin + ahead)
            if outcome is None:
                continue
            for times in THRESHOLDS:
                target = base * times
                goes_on = base * (1 + growth) ** ahead >= target
                given = path.probability(target, origin + ahead)
                cases.append(Case(ahead, given, float(times <= 1), float(goes_on), outcome >= target))
    return cases


def _brier(pairs: Iterable[tuple[float, bool]]) -> float:
    errors = [(given - came) ** 2 for given, came in pairs]
    return sum(errors) / len(errors)


def _bins(cases: Sequence[Case]) -> Iterable[Bin]:
    for number in range(BINS):
        low, high = number / BINS, (number + 1) / BINS
        inside = [case for case in cases if low <= case.given < high or (high == 1 and case.given == 1)]
        if inside:
            given = sum(case.given for case in inside) / len(inside)
            yield Bin(low, high, len(inside), given, sum(case.came for case in inside) / len(inside))


def past_targets() -> list[PastTarget]:
    """The shipped targets with a known outcome, in the order of the file."""
    with FILE.open(encoding="utf-8", newline="") as stream:
        return [
            PastTarget(
                parties=(row["left"], row["right"]),
                side=row["side"],
                value=float(row["target"]),
                said=int(row["said"]),
                base_year=int(row["base_year"]),
                base=float(row["base"]),
                year=int(row["year"]),
                outcome=float(row["outcome"]),
                reached=row["reached"] == "yes",
                source=row["source"],
            )
            for row in csv.DictReader(stream)
        ]


def look_back(target: PastTarget, pool: Sequence[AnnualSeries]) -> PastOutlook:
    """The probability of a past target by growth of all pairs that was known when it was said."""
    before = [past for each in pool if (past := each.until(target.said - 1)) is not None]
    growth = yearly_growth(before)
    base = AnnualSeries(target.side, target.parties[0], (target.base_year,), (target.base,))
    drawn = draws(base, growth, target.year - target.base_year)
    return PastOutlook(target, drawn.probability(target.value, target.year) if drawn else None, len(growth))
