"""Parts of a year as month and day, and the year that a date without one most likely means."""

from __future__ import annotations

import calendar
from datetime import date
from typing import TypeAlias

from kelisim.language.time_values import Point

MonthDay: TypeAlias = tuple[int, int]

# Meteorological seasons; the winter of a year begins in its December.
SEASONS: dict[str, tuple[int, int]] = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}


def month_end(year: int, month: int) -> int:
    """The last day of a month."""
    return calendar.monthrange(year, month)[1]


def span_of(point: Point) -> tuple[MonthDay, MonthDay]:
    """First and last month and day of a point inside its year."""
    if point.unit == "day":
        return (point.month, point.day), (point.month, point.day)
    first = last = point.month or 1
    if point.unit == "season":
        first, last = SEASONS[str(point.part)]
    elif point.unit in ("quarter", "half"):
        length = 3 if point.unit == "quarter" else 6
        first, last = length * (int(point.part) - 1) + 1, length * int(point.part)
    elif point.unit == "months":
        last = point.last
    elif point.unit == "year":
        last = 12
    return (first, 1), (last, month_end(2023, last))


def fill_year(first: MonthDay, last: MonthDay, day: date, direction: int) -> int:
    """The year of a stretch that names none.

    Told in the past (``direction`` -1) it is the latest that has begun by ``day``, in the future (+1) the first that
    is not over; otherwise the nearer one, where what lies ahead counts twice as far: reports tell what has been.
    """
    today = (day.month, day.day)
    begun = day.year if first <= today else day.year - 1
    over = last < today and last >= first
    coming = begun if _holds(first, last, today) else day.year + over
    if direction < 0 or begun == coming:
        return begun
    if direction > 0:
        return coming
    behind = _days(day, begun + (last < first), last)
    ahead = _days(day, coming, first)
    return begun if behind <= 2 * ahead else coming


def told_year(first: MonthDay, last: MonthDay, day: date) -> int:
    """The year of a stretch of months whose sum is told: the latest whose last month has come."""
    come = last[0] <= day.month if first <= last else last[0] <= day.month < first[0] or day.month >= last[0]
    return day.year - (not come) - (first > last)


def _holds(first: MonthDay, last: MonthDay, today: MonthDay) -> bool:
    if first <= last:
        return first <= today <= last
    return today >= first or today <= last


def _days(day: date, year: int, there: MonthDay) -> int:
    month, number = there
    return abs((date(year, month, min(number, month_end(year, month))) - day).days)
