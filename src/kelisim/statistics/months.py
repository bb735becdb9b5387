"""Periods as stretches of months, so that they can be compared, added up and shifted by a year.

«2024»  ->  Months(24288, 24299)     «2024-01/2024-08», «2024-H1», «2024-Q2», «2024-05» likewise
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from kelisim.ledger.days import FIRST_DAY, LAST_DAY, bounds

_OFFICE_PERIOD = re.compile(r"A|M(\d\d)(?:-M(\d\d))?|Q([1-4])|H([12])")


class Months(Struct, frozen=True, order=True, gc=False):
    """Whole months from ``first`` to ``last``, both inclusive, counted from the year 0."""

    first: int
    last: int

    @property
    def year(self) -> int:
        """The year of the first month."""
        return self.first // 12

    @property
    def length(self) -> int:
        """How many months."""
        return self.last - self.first + 1

    @property
    def is_year(self) -> bool:
        """Whether it is exactly one calendar year."""
        return self.length == 12 and self.first % 12 == 0

    def covers(self, other: Months) -> bool:
        """Whether ``other`` lies inside."""
        return self.first <= other.first and other.last <= self.last

    def shifted(self, years: int) -> Months:
        """The same months of another year."""
        return Months(self.first + 12 * years, self.last + 12 * years)

    @cache  # noqa: B019 - there are as many as months are spoken of
    def __str__(self) -> str:
        first, last = (f"{month // 12:04}-{month % 12 + 1:02}" for month in (self.first, self.last))
        if self.first % 12 == 0 and self.last % 12 == 11:
            return first[:4] if self.is_year else f"{first[:4]}/{last[:4]}"
        return first if first == last else f"{first}/{last}"


def whole_year(year: int) -> Months:
    """All twelve months of ``year``."""
    return Months(12 * year, 12 * year + 11)


def first_months(year: int, number: int) -> Months:
    """January to the ``number``-th month of ``year``."""
    return Months(12 * year, 12 * year + number - 1)


def months_of(period: str | None) -> Months | None:
    """The months of an ISO period, or None where it is open, fixes no year or is not made of whole months."""
    span = bounds(period)
    if span is None or FIRST_DAY in span or LAST_DAY in span or "X" in (period or ""):
        return None
    first, last = (12 * int(day[:4]) + int(day[5:7]) - 1 for day in span)
    whole = bounds(str(Months(first, last)))
    return Months(first, last) if whole == span else None


def office_period(year: str, word: str) -> str | None:
    """The ISO period of a year and an office's word for a part of it: A, M01, M01-M08, Q1, H1."""
    match = _OFFICE_PERIOD.fullmatch(word.strip().upper())
    if not match or not re.fullmatch(r"(19|20)\d\d", year.strip()):
        return None
    start, end, quarter, half = (int(part) if part else 0 for part in match.groups())
    if quarter:
        start, end = 3 * quarter - 2, 3 * quarter
    elif half:
        start, end = 6 * half - 5, 6 * half
    start, end = (start, end or start) if start else (1, 12)
    if not 1 <= start <= end <= 12:
        return None
    return str(Months(12 * int(year) + start - 1, 12 * int(year) + end - 1))
