"""When a report appeared: an interval of days with the reason that narrows it to about a month, or nothing.

In: text, address, and what metadata or the user says. Out: `Published`, for example 2024-10-22/2024-10-31 with basis
``address`` for a text that tells of *22. Oktober* and has a picture under ``/2024/10/``. A year is never invented: one
full day in the past tense alone gives nothing, since a report may appear years later.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TypeAlias

from kelisim.language.publication_clues import (
    Day,
    Month,
    dateline,
    day_alone,
    days,
    labelled_day,
    month_of_a_place,
    months,
    past_years,
    todays,
)
from kelisim.model import Published, Span

# A report tells of an event for about a month, and calls a day by its weekday for a week.
_MONTH = timedelta(days=31)
_WEEK = timedelta(days=6)

Narrowed: TypeAlias = tuple[Published, tuple[Span, ...]] | None


def published(text: str, url: str | None = None, stated: Published | None = None) -> Published | None:
    """The interval in which the report appeared, None where nothing narrows it to about a month.

    ``stated`` (metadata, front matter, the user) wins. ``basis`` is ``metadata``, ``dateline``, ``address``,
    ``weekday`` or ``text``.
    """
    found = narrowed(text, url, stated)
    return found[0] if found else None


def grounds(text: str, url: str | None = None, stated: Published | None = None) -> tuple[Span, ...]:
    """The words of the text on which `published` rests: none for metadata and for the report's own address."""
    found = narrowed(text, url, stated)
    return found[1] if found else ()


def narrowed(text: str, url: str | None, stated: Published | None) -> Narrowed:
    """Interval and spans by the first rule that narrows it."""
    if stated is not None:
        return Published(stated.earliest, stated.latest, "metadata"), ()
    for rule in RULES:
        found = rule(text, url)
        if found is not None:
            return found
    return None


def _interval(first: date, last: date, basis: str, *spans: Span | None) -> Narrowed:
    return Published(first.isoformat(), last.isoformat(), basis), tuple(span for span in spans if span is not None)


def by_label(text: str, _url: str | None) -> Narrowed:
    """«(Meldung vom 12. Mai 2025)», «Stand: 3. April 2024», a line «28.11.2017 | Berlin», «heute, am 5. Mai 2024»."""
    day = labelled_day(text)
    if day is None or day.full is None:
        day = day_alone(text)
    if day is not None and day.full is not None:
        return _interval(day.full, day.full, "dateline", day.span)
    for today in todays(text):
        if today.full is not None:
            return _interval(today.full, today.full, "text", today.span)
    return None


def by_dateline(text: str, url: str | None) -> Narrowed:
    """«Astana, 10. April, AZERTAC», with the year from the line, a header, an address, or a weekday."""
    day = dateline(text)
    if day is None:
        month = month_of_a_place(text)
        return _interval(*_ends(month), "dateline", month.span) if month else None
    if day.full is not None:
        return _interval(day.full, day.full, "dateline", day.span)
    named = [other for other in days(text) if (other.month, other.day) == (day.month, day.day)]
    for month in months(text, url):
        there = day.in_year(month.year)
        if there and _near(there, month) and all(other.in_year(month.year) for other in named):
            return _interval(there, there, "dateline", day.span, month.span)
    return _by_weekday(text, named, exact=True)


def _near(day: date, month: Month) -> bool:
    first, last = _ends(month)
    return first - _MONTH <= day <= last


def _ends(month: Month) -> tuple[date, date]:
    if month.day:
        day = date(month.year, month.month, min(month.day, calendar.monthrange(month.year, month.month)[1]))
        return day, day
    return date(month.year, month.month, 1), date(
        month.year, month.month, calendar.monthrange(month.year, month.month)[1]
    )


def by_address(text: str, url: str | None) -> Narrowed:
    """A month in the report's address, or in a picture's if the days of the text agree with it."""
    named = days(text)
    for month in months(text, url):
        found = _in_month(month, named)
        if found is not None:
            return found
    return None


def _in_month(month: Month, named: Sequence[Day]) -> Narrowed:
    first, last = _ends(month)
    if month.day and month.own:
        return _interval(first, last, month.basis, month.span)
    first, last = _ends(Month(month.year, month.month, 0, month.basis, month.own, month.span))
    here = [(there, day) for day in named if (there := _placed(day, month)) is not None]
    if any(day.weekday and day.year is None and day.in_year(there.year) is None for there, day in here):
        return None
    told = [pair for pair in here if pair[1].leaning <= 0 and first - _MONTH <= pair[0] <= last]
    if not month.own and not told:
        return None
    planned = [pair for pair in here if pair[1].leaning > 0 and first <= pair[0] <= last]
    earliest = max([there for there, _ in told if there >= first], default=first)
    latest = min([there for there, _ in planned if there >= earliest], default=last)
    return _interval(earliest, latest, month.basis, month.span, *(day.span for there, day in told if there == earliest))


def _placed(day: Day, month: Month) -> date | None:
    """The day beside the month: in its year, or the year before where that is nearer."""
    if day.year is not None:
        return day.full
    year = month.year - (day.leaning <= 0 and day.month > month.month)
    try:
        return date(year, day.month, day.day)
    except ValueError:
        return None


def by_weekday(text: str, _url: str | None) -> Narrowed:
    """*am Montag, dem 10. April*: the one year near those of the text in which that day is a Monday."""
    return _by_weekday(text, [day for day in days(text) if day.leaning <= 0], exact=False)


def _by_weekday(text: str, named: Sequence[Day], *, exact: bool) -> Narrowed:
    told = [day for day in named if day.weekday and day.year is None]
    years = past_years(text) if told else []
    if not told or not years:
        return None
    latest_year = max(years)
    for day in reversed(told):
        fitting = [there for year in (latest_year, latest_year + 1) if (there := day.in_year(year)) is not None]
        if len(fitting) == 1:
            return _interval(fitting[0], fitting[0] if exact else fitting[0] + _WEEK, "weekday", day.span)
    return None


def by_bounds(text: str, _url: str | None) -> Narrowed:
    """A day told of as past and a later one that is planned, at most about a month apart, one with its year."""
    named = days(text)
    planned = [(there, day) for day in named if day.leaning > 0 and (there := day.full) is not None]
    if not planned:
        return None
    latest, until = min(planned, key=lambda pair: pair[0])
    told = [(there, day) for day in named if day.leaning < 0 and (there := _before(day, latest)) is not None]
    earliest, since = max(told, key=lambda pair: pair[0], default=(date.min, until))
    if latest - earliest > _MONTH:
        return None
    return _interval(earliest, latest, "text", since.span, until.span)


def _before(day: Day, latest: date) -> date | None:
    if day.year is not None:
        there = day.full
        return there if there is not None and there <= latest else None
    candidates = [there for year in (latest.year, latest.year - 1) if (there := day.in_year(year)) and there <= latest]
    return max(candidates, default=None)


RULES: tuple[Callable[[str, str | None], Narrowed], ...] = (by_label, by_dateline, by_address, by_weekday, by_bounds)
