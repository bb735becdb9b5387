"""When a report appeared, as metadata or a user writes it: a day, a month, a year, a time stamp, or FROM/TO."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime

from kelisim.errors import UsageError
from kelisim.model import Published

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_GERMAN = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:,? \d{1,2}:\d{2}(?::\d{2})?(?: Uhr)?)?")
_CLOSE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_STAMP = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:?\d{2}.*")
FORMS = "2024-10-22, 2024-10, 2024 or 2024-10-22/2024-10-31"


def parse_published(value: str, basis: str = "metadata") -> Published:
    """The interval that ``value`` names, both ends inclusive: *2024-10* is 2024-10-01 to 2024-10-31.

    A time stamp counts for the day it prints. Raises `UsageError` for what is no date, and for FROM after TO.
    """
    first, slash, last = value.strip().partition("/")
    earliest, latest = _interval(first.strip(), value)
    if slash:
        latest = _interval(last.strip(), value)[1]
    if latest < earliest:
        raise UsageError(f"{value!r}: the first date lies after the second; write FROM/TO with FROM before TO")
    return Published(earliest.isoformat(), latest.isoformat(), basis)


def _interval(text: str, whole: str) -> tuple[date, date]:
    try:
        if match := _PARTIAL.fullmatch(text):
            return _partial(*match.groups())
        if match := _CLOSE.fullmatch(text):
            return _partial(*match.groups())
        if match := _GERMAN.fullmatch(text):
            day = date(int(match[3]), int(match[2]), int(match[1]))
            return day, day
        if _STAMP.fullmatch(text):
            day = datetime.fromisoformat(text).date()
            return day, day
    except ValueError as error:
        raise UsageError(f"{whole!r} is no date: {error}; write {FORMS}") from error
    raise UsageError(f"{whole!r} is no date; write {FORMS}")


def _partial(year: str, month: str | None, day: str | None) -> tuple[date, date]:
    if month is None:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    if day is None:
        first = date(int(year), int(month), 1)
        return first, first.replace(day=monthrange(first.year, first.month)[1])
    exact = date(int(year), int(month), int(day))
    return exact, exact
