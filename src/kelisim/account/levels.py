"""The levels of a series that can be set beside one another: those of whole years, and the one of a year under way."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from kelisim.account.moments import reported, valid
from kelisim.account.things import Fact, Series
from kelisim.ledger.days import Bounds, bounds
from kelisim.ledger.query import FigureEntry
from kelisim.model import Modality


class Level(Struct, frozen=True, kw_only=True):
    """A level of a series with the statement that gives it.

    ``whole`` if it is of a whole year; ``against`` are statements of other reports that contradict it.
    """

    year: int
    period: str
    value: Decimal
    entry: FigureEntry
    whole: bool = True
    against: tuple[FigureEntry, ...] = ()

    @property
    def disputed(self) -> bool:
        """Whether another report gives a number that contradicts it."""
        return bool(self.against)


def levels(series: Series) -> list[Level]:
    """The levels told as fact, by year: of each year the whole one, else the one that reaches furthest into it.

    Where reports give several numbers for a year, the one reported last counts; the others are among the conflicts.
    """
    if series.measure == "change":
        return []
    found: dict[int, tuple[tuple[bool, str, bool, str], Level]] = {}
    for fact in series.facts:
        for entry in statements_of(fact, "actual"):
            made = _level(entry, fact)
            if made is None:
                continue
            told = reported(entry)
            rank = (made[0].whole, made[1][1], told.is_dated, told.latest)
            year = made[0].year
            if year not in found or found[year][0] <= rank:
                found[year] = (rank, made[0])
    return [found[year][1] for year in sorted(found)]


def statements_of(fact: Fact, modality: Modality) -> list[FigureEntry]:
    """The affirmed statements of a fact with this modality; another number for its period is another fact."""
    return [
        entry
        for entry in fact.entries
        if (entry.statement.modality, entry.statement.polarity) == (modality, "affirmed")
    ]


def whole_year(days: Bounds) -> int | None:
    """The year, where the days are those of a whole one."""
    first, last = days
    return int(first[:4]) if first[5:] == "01-01" and last == f"{first[:4]}-12-31" else None


def _level(entry: FigureEntry, fact: Fact) -> tuple[Level, Bounds] | None:
    period = entry.statement.period or fact.period
    moment = valid(entry) if entry.statement.period else None
    days = (moment.earliest, moment.latest) if moment and moment.basis == "said" else bounds(period)
    if days is None or period is None or days[0][:4] != days[1][:4]:
        return None
    year = whole_year(days)
    if year is None and days[0][5:] != "01-01":
        return None
    number = entry.statement.low
    whole = year is not None and not period.endswith("..")
    against = tuple(other for other in fact.contradictions if other.statement.modality == "actual")
    level = Level(year=int(days[0][:4]), period=period, value=number, entry=entry, whole=whole, against=against)
    return level, days
