"""Ranges of times: *von Januar bis August*, *13. bis 15. Juli*, *Januar–September*, *zwischen 2017 und 2023*."""

from __future__ import annotations

from msgspec.structs import replace

from kelisim.language.time_found import DASHES, Expression, found_at
from kelisim.language.time_points import Parse, Tokens, adjoin, bare_day, is_day, skip_article
from kelisim.language.time_relative import point
from kelisim.language.time_values import Point, Range, Shift, Turn, Value
from kelisim.language.time_words import lexicon
from kelisim.language.time_years import is_year


def framed_range(tokens: Tokens, at: int) -> Expression:
    """*von Januar bis August*, *zwischen dem 3. und dem 12. September*, *vom 14.10. auf den 15.10.2018*."""
    tag = tokens[at].tag
    month = None
    if tag not in ("from", "between"):
        month = _leading_month(tokens, at)
        if month is None:
            return None
    start = month[1] if month else at
    first = _range_point(tokens, skip_article(tokens, start + 1))
    if first is None:
        return None
    here = first[1]
    joint = tokens[here].tag == "and" if tokens[start].tag == "between" else _goes_on(tokens, here)
    if not joint:
        return None
    last = _range_point(tokens, _behind_joint(tokens, here))
    if last is None or not _range_fits(tokens, first, last):
        return None
    value = Range(*inherit(first[0], last[0], month[0] if month else None))
    return found_at(tokens, at, at, (value, last[1]))


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Whether the word leads from the beginning of a range to its end: *bis*, *auf* (den), a dash."""
    dates = tokens[at].word == "auf" and tokens[at - 1].tag in ("dm", "month")
    return tokens[at].tag == "until" or dates or tokens[at].word in DASHES


def _behind_joint(tokens: Tokens, at: int) -> int:
    here = at + 1
    if tokens[here].word in lexicon().bindings["hedges"]:
        here += 1
    return skip_article(tokens, here)


def _range_point(tokens: Tokens, at: int) -> Parse:
    return _or_day(tokens, at, point(tokens, at))


def _or_day(tokens: Tokens, at: int, found: Parse) -> Parse:
    """The point, else what only a range makes one: a day whose month stands elsewhere (*vom 4. bis zum 23.*)."""
    found = found or bare_day(tokens, at)
    if found is None and tokens[at].tag == "year" and is_year(tokens, at):
        return Point("year"), at + 1
    if found is None and is_day(tokens[at]):
        return Point("day", day=tokens[at].value), at + 1
    return found


def _leading_month(tokens: Tokens, at: int) -> tuple[Value, int] | None:
    """*nächsten Monat (vom 4. bis zum 23.)*, *Im November (zwischen dem 19. und dem 20.)*."""
    here = at + 1 if tokens[at].word in ("im", "Im") else at
    found = point(tokens, here) if tokens[here].tag in ("relative", "month") else None
    if found is None or tokens[found[1]].tag not in ("from", "between"):
        return None
    unit = getattr(found[0], "unit", "")
    return found if unit == "month" and tokens[found[1] + 1].tag in ("ordinal", "article") else None


def _range_fits(tokens: Tokens, begin: tuple[Value, int], last: tuple[Value, int]) -> bool:
    """Two bare days are a range only where no noun is counted behind them (*vom 3. bis zum 5. Platz*)."""
    (first, here), (value, behind) = begin, last
    if isinstance(value, Point) and value.unit == "day" and value.month == 0:
        if not (isinstance(first, Point) and first.unit == "day") or tokens[here - 1].tag == "number":
            return False
        return not (tokens[behind].word[:1].isupper() and adjoin_space(tokens, behind))
    if isinstance(first, Point) and first.unit == "day" and first.month == 0:
        return isinstance(value, Point) and value.unit == "day"
    return True


def adjoin_space(tokens: Tokens, at: int) -> bool:
    """Whether only a blank stands between the token and the one before."""
    return tokens[at].start == tokens[at - 1].end + 1


def plain_range(tokens: Tokens, at: int, found: Parse) -> Expression:
    """*Januar–September*, *13. bis 15. Juli*, *14./15.10.*, *2017 bis 2023*, *nächsten Donnerstag bis Samstag*.

    ``found`` is the point that begins here, where one does.
    """
    first = _or_day(tokens, at, found)
    if first is None or isinstance(first[0], Range):
        return None
    here = first[1]
    slash = tokens[here].word == "/" and adjoin(tokens, here)
    consecutive = tokens[here].tag == "and"
    if not (tokens[here].word in DASHES or tokens[here].tag == "until" or slash or consecutive):
        return None
    last = _range_point(tokens, skip_article(tokens, here + 1))
    if last is None or not _joins(tokens, first, last, here):
        return None
    value = Range(*inherit(first[0], last[0], None))
    if (slash or consecutive) and not _next_to(value):
        return None
    return found_at(tokens, at, at, (value, last[1]))


def _joins(tokens: Tokens, first: tuple[Value, int], last: tuple[Value, int], here: int) -> bool:
    start, end = first[0], last[0]
    if type(start) is not type(end) or getattr(start, "unit", "") != getattr(end, "unit", ""):
        return False
    if isinstance(start, Turn) and tokens[here].word in DASHES:
        return adjoin(tokens, here)
    if not isinstance(start, Point) or not isinstance(end, Point):
        return tokens[here].tag == "until"
    if start.unit == "day" and end.month == 0:
        return False
    if start.unit == "year":
        return tokens[here].tag == "until" and start.year.number is not None and end.year.number is not None
    return True


def _next_to(value: Range) -> bool:
    """Whether two days or months joined by *und* or a slash follow each other and so make one stretch."""
    first, last = value.first, value.last
    if not isinstance(first, Point) or not isinstance(last, Point) or first.year != last.year:
        return False
    if first.unit == "day":
        return first.month == last.month and last.day == first.day + 1
    return False


def inherit(first: Value, last: Value, month: Value | None) -> tuple[Value, Value]:
    """Give the ends of a range what only one of them names: month and year."""
    if isinstance(first, Turn) and isinstance(last, Turn):
        return first, last
    if isinstance(month, Point) and isinstance(first, Point) and isinstance(last, Point):
        return replace(month, unit="day", day=first.day), replace(month, unit="day", day=last.day)
    if isinstance(month, Shift) and isinstance(first, Point) and isinstance(last, Point):
        return replace(month, day=first.day), replace(month, day=last.day)
    if not isinstance(first, Point) or not isinstance(last, Point):
        return first, last
    if first.unit == "day" and first.month == 0 and last.unit == "day":
        first = replace(first, month=last.month)
    if first.year.is_open and not last.year.is_open and last.year.number is not None:
        turn = (first.month, first.day) > (last.month, last.day) and first.month and last.month
        first = replace(first, year=replace(last.year, number=last.year.number - bool(turn)))
    elif first.year.is_open:
        first = replace(first, year=last.year)
    elif last.year.is_open and last.unit != "year":
        turn = (first.month, first.day) > (last.month, last.day)
        number = None if first.year.number is None else first.year.number + bool(turn)
        last = replace(last, year=replace(first.year, number=number))
    return first, last
