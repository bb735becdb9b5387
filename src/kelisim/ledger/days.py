"""The first and last day that a period can mean, so that rows can be asked by date.

«2024-01/2024-08»  ->  2024-01-01, 2024-08-31        «2025-Q1»  ->  2025-01-01, 2025-03-31
«203X»             ->  2030-01-01, 2039-12-31        «XXXX-12»  ->  nothing: the year is never guessed
"""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache

FIRST_DAY = "0001-01-01"
LAST_DAY = "9999-12-31"

_YEAR = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)")
_PART = re.compile(_YEAR.pattern + r"(?:-(Q[1-4]|[HS][12]|\d{2}|XX)(?:-(\d{2}|XX))?)?", re.ASCII)
# Seasons of EDTF; winter runs into the next year and is told by its year alone.
_MONTHS = {"Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12)}
_MONTHS |= {"S1": (1, 6), "S2": (7, 12), "21": (3, 5), "22": (6, 8), "23": (9, 11), "XX": (1, 12)}

Bounds = tuple[str, str]


@lru_cache(maxsize=65536)
def bounds(period: str | None) -> Bounds | None:
    """The first and last possible day of an ISO 8601 / EDTF ``period``, or None where it fixes no year.

    An open side (``2025-01/..``) reaches to the first or last day there is. Never raises: what is no period is None.
    """
    if not period:
        return None
    left, slash, right = period.partition("/")
    if not slash:
        return _part(left)
    first = (FIRST_DAY, FIRST_DAY) if left == ".." else _part(left)
    last = (LAST_DAY, LAST_DAY) if right == ".." else _part(right)
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def _part(text: str) -> Bounds | None:
    match = _PART.fullmatch(text)
    if not match:
        return None
    years, unit, day = match.groups()
    first_year, last_year = years.replace("X", "0"), years.replace("X", "9")
    months = _months(unit)
    if months is None or (day and (months[0] != months[1] or "X" in years)):
        return None
    start, end = months
    length = monthrange(max(int(last_year), 1), end)[1]
    if day and day != "XX":
        if not 1 <= int(day) <= length:
            return None
        return f"{first_year}-{start:02}-{day}", f"{last_year}-{end:02}-{day}"
    return f"{first_year}-{start:02}-01", f"{last_year}-{end:02}-{length:02}"


def _months(unit: str | None) -> tuple[int, int] | None:
    if unit is None:
        return 1, 12
    if unit in _MONTHS:
        return _MONTHS[unit]
    number = int(unit) if unit.isdigit() else 0
    return (number, number) if 1 <= number <= 12 else None
