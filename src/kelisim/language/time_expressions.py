"""Whole time expressions: points with the words that bind them, ranges, durations, sets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from kelisim.language.time_points import Tokens, adjoin, bare_day, calendar_point, is_day, skip_article
from kelisim.language.time_relative import CLOCK, day_or_point, point, unit_of
from kelisim.language.time_values import Length, Point, Range, Recent, Repeat, Turn, Vague, Value
from kelisim.language.time_words import lexicon
from kelisim.language.time_years import is_year

Role: TypeAlias = Literal["on", "until", "since", "baseline", "before", "after"]
DASHES = ("-", "–", "—", "‑")


class Found(Struct, frozen=True):
    """An expression in the text: ``start`` with the binding preposition, ``inner`` without, its value and role."""

    start: int
    inner: int
    end: int
    value: Value
    role: Role = "on"


Expression: TypeAlias = tuple[Found, int] | None


def expressions(tokens: Tokens) -> list[Found]:
    """All time expressions among ``tokens``, in order and without overlap: the first rule that fits wins."""
    found, at = [], 0
    while at < len(tokens) - 8:
        match = _expression(tokens, at) if tokens[at].tag else None
        if match is None:
            at += 1
        else:
            found.append(match[0])
            at = match[1]
    return found


def _expression(tokens: Tokens, at: int) -> Expression:
    for rule in RULES:
        match = rule(tokens, at)
        if match is not None:
            return match
    return None


def _found(tokens: Tokens, at: int, inner: int, parse: tuple[Value, int], role: Role = "on") -> tuple[Found, int]:
    value, behind = parse
    return Found(tokens[at].start, tokens[inner].start, tokens[behind - 1].end, value, role), behind


def framed_range(tokens: Tokens, at: int) -> Expression:
    """*von Januar bis August*, *zwischen dem 3. und dem 12. September*, *vom 14.10. auf den 15.10.2018*."""
    tag = tokens[at].tag
    month = None
    if tag not in ("from", "between"):
        month = _leading_month(tokens, at)
        if month is None:
            return None
    start = month[1] if month else at
    joint = ("and",) if tokens[start].tag == "between" else ("until",)
    first = _range_point(tokens, skip_article(tokens, start + 1))
    if first is None:
        return None
    here = first[1]
    if tokens[here].tag not in joint and tokens[here].word not in (("auf",) if joint == ("until",) else ()):
        if tokens[start].tag != "from" or tokens[here].word not in DASHES:
            return None
    last = _range_point(tokens, _behind_joint(tokens, here))
    if last is None or not _range_fits(tokens, first[0], last):
        return None
    value = Range(*inherit(first[0], last[0], month[0] if month else None))
    return _found(tokens, at, at, (value, last[1]))


def _behind_joint(tokens: Tokens, at: int) -> int:
    here = at + 1
    if tokens[here].word in ("einschließlich", "inklusive", "Ende"):
        here += tokens[here].word != "Ende"
    return skip_article(tokens, here)


def _range_point(tokens: Tokens, at: int) -> tuple[Value, int] | None:
    found = day_or_point(tokens, at)
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


def _range_fits(tokens: Tokens, first: Value, last: tuple[Value, int]) -> bool:
    """Two bare days are a range only where no noun is counted behind them (*vom 3. bis zum 5. Platz*)."""
    value, behind = last
    if isinstance(value, Point) and value.unit == "day" and value.month == 0:
        if not (isinstance(first, Point) and first.unit == "day"):
            return False
        return not (tokens[behind].word[:1].isupper() and adjoin_space(tokens, behind))
    if isinstance(first, Point) and first.unit == "day" and first.month == 0:
        return isinstance(value, Point) and value.unit == "day"
    return True


def adjoin_space(tokens: Tokens, at: int) -> bool:
    """Whether only a blank stands between the token and the one before."""
    return tokens[at].start == tokens[at - 1].end + 1


def plain_range(tokens: Tokens, at: int) -> Expression:
    """*Januar–September*, *13. bis 15. Juli*, *14./15.10.*, *2017 bis 2023*, *nächsten Donnerstag bis Samstag*."""
    first = _range_point(tokens, at)
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
    return _found(tokens, at, at, (value, last[1]))


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
    if month is not None and isinstance(first, Point) and isinstance(last, Point):
        return replace(month, weekday=first.day), replace(month, weekday=last.day)  # type: ignore[arg-type]
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


BOUND: dict[str, Role] = {"since": "since", "until": "until", "before": "before", "after": "after"}


def bound(tokens: Tokens, at: int) -> Expression:
    """*seit 2018*, *bis Ende April*, *ab dem 1. Januar*, *vor 2000*, *nach dem Wochenende*, *seit zehn Jahren*."""
    role = BOUND.get(tokens[at].tag)
    if role is None:
        return None
    here = at + 1
    while tokens[here].word in ("spätestens", "voraussichtlich", "einschließlich", "mindestens", "etwa", "in", "ins"):
        here += 1
    inner = skip_article(tokens, here)
    found = point(tokens, inner)
    if found is None and tokens[at].word in ("ab", "seit", "bis") and tokens[inner - 1].tag == "article":
        found = bare_day(tokens, inner)
    if found is not None and not isinstance(found[0], Recent | Length):
        own = tokens[at].tag == "before" and tokens[inner].tag == "relative"
        return None if own and isinstance(found[0], Length) else _found(tokens, at, inner, found, role)
    return _since_duration(tokens, at) if role == "since" else None


def _since_duration(tokens: Tokens, at: int) -> Expression:
    """*seit (mehr als) zehn Jahren*."""
    here = at + 1
    while tokens[here].word in lexicon().bindings["approximate"]:
        here += 1
    length = _length(tokens, here)
    if length is None or not isinstance(length[0], Length) or length[0].count is None:
        return None
    return _found(tokens, at, here, (Recent(length[0].count, length[0].unit, -1), length[1]), "since")


def within(tokens: Tokens, at: int) -> Expression:
    """*binnen fünf Jahren*, *innerhalb von zwei Wochen*, *innerhalb eines Jahres*."""
    if tokens[at].tag != "within":
        return None
    here = at + 1
    while tokens[here].tag in ("article", "from") or tokens[here].word in lexicon().bindings["approximate"]:
        here += 1
    length = _length(tokens, here)
    if length is not None and isinstance(length[0], Length) and length[0].count is not None:
        return _found(tokens, at, at, (Recent(length[0].count, length[0].unit, 1, bound=True), length[1]))
    return None


def plain(tokens: Tokens, at: int) -> Expression:
    """A point by itself; in a list it takes the year that stands at the end (*im Mai und Juni 2024*)."""
    found = point(tokens, at)
    if found is None and tokens[at].tag == "at" and tokens[at].word.lower() == "am":
        found = _lone_day(tokens, at)
        return found and _found(tokens, at + 1, at + 1, found)
    if found is None:
        return None
    value, here = found
    if isinstance(value, Point) and value.year.is_open and value.unit in ("day", "month", "quarter"):
        found = replace(value, year=_listed_year(tokens, here, value)), here
    return _found(tokens, at, at, found)


def _lone_day(tokens: Tokens, at: int) -> tuple[Value, int] | None:
    """*am 15.*, *am 14. und 17. Mai*: a day whose month is understood or follows."""
    found = bare_day(tokens, at + 1)
    if found is None:
        return None
    here = found[1]
    if tokens[here].tag == "and" or tokens[here].word == ",":
        later = calendar_point(tokens, skip_article(tokens, here + 1))
        if later and isinstance(later[0], Point) and later[0].unit == "day":
            return replace(later[0], day=tokens[at + 1].value, weekday=0), here
    behind = tokens[here].word
    return None if behind[:1].isupper() or tokens[here].tag == "unit" or tokens[at + 1].word.isalpha() else found


def _listed_year(tokens: Tokens, here: int, value: Point):  # type: ignore[no-untyped-def]
    if tokens[here].tag != "and" and tokens[here].word not in (",", "/"):
        return value.year
    later = calendar_point(tokens, skip_article(tokens, here + 1))
    if later is None or not isinstance(later[0], Point) or later[0].unit != value.unit:
        return value.year
    return later[0].year


def duration(tokens: Tokens, at: int) -> Expression:
    """*fünf Jahre*, *3,5 Jahre*, *ganzen Tag*, *halbes Jahr*, *einige Jahre*, *Zehnjahresprogramm*, *dreijährig*."""
    found = _length(tokens, at)
    return found and _found(tokens, at, at, found)


def _length(tokens: Tokens, at: int) -> tuple[Value, int] | None:
    token, noun = tokens[at], tokens[at + 1]
    if token.tag == "span":
        return Length(token.value, token.unit, linked=True), at + 1
    half = tokens[at + 1].tag == "number" and tokens[at + 1].unit == "half"
    if token.unit == "one" and half and unit_of(tokens[at + 2]):
        return Length(0.5, unit_of(tokens[at + 2])), at + 3
    if noun.word in DASHES and adjoin(tokens, at + 1):
        return None
    unit = unit_of(noun)
    if not unit or unit in ("weekend", "workweek"):
        return None
    if token.tag == "some":
        return Length(None, unit), at + 2
    if token.tag == "whole":
        return (Length(1, unit), at + 2) if tokens[at + 2].tag != "year" else None
    if token.tag != "number" or (token.unit == "one" and not _says_one(tokens, at)):
        return None
    return Length(token.value, unit), at + 2


def _says_one(tokens: Tokens, at: int) -> bool:
    """*ein Jahr* is a length where a word says so; *ein Tag der Freude* is only a day."""
    return unit_of(tokens[at + 1]) not in ("day", "century")


def sets(tokens: Tokens, at: int) -> Expression:
    """*jährlich*, *montags*, *jeden Montag*, *alle zwei Jahre*, *pro Jahr*."""
    token, noun = tokens[at], tokens[at + 1]
    if token.tag == "set":
        return _found(tokens, at, at, (Repeat(token.value), at + 1))
    if token.tag not in ("each", "per"):
        return None
    if noun.tag == "weekday":
        return _found(tokens, at, at, (Repeat(f"XXXX-WXX-{noun.value}"), at + 2))
    if noun.tag == "month":
        return _found(tokens, at, at, (Repeat(f"XXXX-{noun.value:02}"), at + 2))
    length = Length(1, unit_of(noun)) if unit_of(noun) else None
    behind = at + 2
    if length is None and noun.tag == "number" and unit_of(tokens[at + 2]):
        length, behind = Length(noun.value, unit_of(tokens[at + 2])), at + 3
    return _found(tokens, at, at, (Repeat(duration_code(length)), behind)) if length else None


CODES = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "TH", "minute": "TM", "second": "TS"}
MONTHS = {"quarter": 3, "half": 6, "decade": 120, "century": 1200}


def duration_code(length: Length) -> str:
    """The ISO 8601 duration of a length: *ein halbes Jahr* is ``P6M``, *einige Jahre* ``PXY``."""
    unit, count = length.unit, length.count
    if unit in ("weekend", "workweek"):
        return "P1WE"
    if unit in MONTHS:
        months = "X" if count is None else number(count * MONTHS[unit])
        return f"P{number(count * MONTHS[unit] / 12)}Y" if count and unit in ("decade", "century") else f"P{months}M"
    if count == 0.5 and unit == "year":
        return "P6M"
    clock = "T" if unit in CLOCK else ""
    return f"P{clock}{'X' if count is None else number(count)}{CODES[unit][-1]}"


def number(value: float) -> str:
    """A number without needless decimals."""
    return str(int(value)) if value == int(value) else str(value)


def vague(tokens: Tokens, at: int) -> Expression:
    """*derzeit*, *damals*, *künftig*."""
    return _found(tokens, at, at, (Vague(tokens[at].value), at + 1)) if tokens[at].tag == "vague" else None


RULES: tuple[Callable[[Tokens, int], Expression], ...] = (
    sets,
    framed_range,
    within,
    plain_range,
    bound,
    plain,
    duration,
    vague,
)
