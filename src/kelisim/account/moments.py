"""When what a statement tells was so: by its own date, else by the day its report appeared, else unknown.

The basis is kept beside the day, because «signed on 15 March» and «reported as signed in a text of 20 March» are not
the same knowledge.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Literal

from msgspec import Struct

from kelisim.ledger.days import FIRST_DAY, LAST_DAY, Bounds, bounds
from kelisim.ledger.query import Entry
from kelisim.model import Figure, Meeting, Statement, Undertaking

Basis = Literal["said", "published", "undated"]


class Moment(Struct, frozen=True, order=True):
    """The first and last day something can have been so, and what says so; undated moments come last."""

    earliest: str
    latest: str
    basis: Basis

    @property
    def is_dated(self) -> bool:
        """Whether a year is known."""
        return self.basis != "undated"

    def is_before(self, other: Moment) -> bool:
        """Whether this was certainly earlier; never where one of the two is undated."""
        return self.is_dated and other.is_dated and self.latest < other.earliest


UNDATED = Moment(LAST_DAY, LAST_DAY, "undated")


def reported(entry: Entry[Any]) -> Moment:
    """When the earliest report of ``entry`` appeared."""
    days = first_reported(entry)
    return Moment(*days, "published") if days else UNDATED


def first_reported(entry: Entry[Any]) -> Bounds | None:
    """The days between which the earliest report of ``entry`` appeared; None where no report is dated."""
    return min(_days_of_reports(entry), default=None)


def last_reported(entry: Entry[Any]) -> str | None:
    """The last day on which some report of ``entry`` can have appeared; None when no report is dated."""
    return max((source.published.latest for source in entry.sources if source.published), default=None)


def valid(entry: Entry[Any]) -> Moment:
    """When what ``entry`` says was so: stage date, period or day of the meeting, else the day of the report."""
    return _moment(own_date(entry.statement), _days_of_reports(entry))


@lru_cache(maxsize=65536)
def _moment(own: str | None, reports: tuple[Bounds, ...]) -> Moment:
    """What a date says of its own, or else the days of reports."""
    said = bounds(own)
    if said is None:
        return Moment(*min(reports), "published") if reports else UNDATED
    first, last = said
    if last == LAST_DAY:  # an open end (``2025-01/..``) reaches to the report's day, as far as one is known
        last = max((day for _, day in reports), default=last)
    return Moment(first, max(first, last), "said")


def _days_of_reports(entry: Entry[Any]) -> tuple[Bounds, ...]:
    return tuple((day.earliest, day.latest) for source in entry.sources if (day := source.published))


def own_date(statement: Statement) -> str | None:
    """The period a statement itself gives for what it tells: ISO 8601, or None."""
    match statement:
        case Figure():
            return statement.period
        case Undertaking():
            return statement.stage_date
        case Meeting():
            return statement.date


def days_between(day: str, later: str) -> int:
    """How many days lie between two ISO days; negative where the second is the earlier one."""
    return (date.fromisoformat(later) - date.fromisoformat(day)).days


@lru_cache(maxsize=64)
def days_from(day: str, days: int) -> str:
    """The ISO day so many days after ``day``, before it where they are negative."""
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except OverflowError:
        return FIRST_DAY if days < 0 else LAST_DAY
