"""From values to ISO 8601: open years and shifts are filled from the report's day or the text's own dates.

What cannot be filled stays ``X``. The report's day is passed in; nothing here reads a clock.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from kelisim.language.time_arithmetic import (
    add_months,
    iso_of,
    shifted_iso,
    stepped,
    unknown_unit,
    week_iso,
    weekday_turn,
    year_earlier,
    year_turn,
)
from kelisim.language.time_durations import duration_code
from kelisim.language.time_seasons import fill_year, month_end, span_of, told_year
from kelisim.language.time_values import (
    Era,
    Feast,
    Later,
    Length,
    Nth,
    Point,
    Range,
    Recent,
    Repeat,
    Shift,
    Turn,
    Vague,
    Value,
    Year,
    YearAgo,
)


class Anchor(Struct, frozen=True):
    """What the text has named last: the ISO value, its parts, whether it stands near, or in the same sentence."""

    iso: str
    year: int
    month: int = 0
    day: int = 0
    near: bool = False
    same_sentence: bool = False
    explicit: bool = True


class Context(Struct, frozen=True):
    """What a value is resolved against: the report's day, the direction of the sentence, the text's last date.

    ``compared`` marks a baseline.
    """

    day: date | None
    direction: int = 0
    anchor: Anchor | None = None
    compared: bool = False


class Resolved(Struct, frozen=True):
    """An ISO value and what fixed it."""

    iso: str
    basis: str


UNKNOWN = "unknown"
_WEEK = timedelta(days=7)


def resolve(value: Value, context: Context) -> Resolved | None:
    """The ISO value of an expression, or None where the calendar has no such thing (year 0, fifth Monday)."""
    try:
        return RESOLVERS[type(value)](value, context)
    except (ValueError, OverflowError):
        return None


def year_number(year: Year, context: Context) -> tuple[int | None, str]:
    """The number of a year, None if unknown, and the basis."""
    if year.number is not None:
        return year.number, "explicit"
    if year.shift is None:
        return None, UNKNOWN
    anchor = context.anchor
    if year.anaphoric and anchor is not None and (context.day is None or _looks_to_text(year.shift, context, anchor)):
        return anchor.year + year.shift, "text"
    if context.day is not None:
        return context.day.year + year.shift, "reference"
    return None, UNKNOWN


def _looks_to_text(shift: int, context: Context, anchor: Anchor) -> bool:
    """Whether a *Vorjahr* is that of the text, though the report's day is known.

    It is in a comparison (*2018 stieg er gegenüber dem Vorjahr*) and where the text tells of a month or day of a year
    that it names; else the press means the year before the report. *Im selben Jahr* always looks to the text.
    """
    return anchor.near and (shift >= 0 or context.compared or (anchor.explicit and anchor.month > 0))


def _later(later: Later, context: Context) -> Resolved:
    if context.anchor is None:
        return Resolved(duration_code(Length(abs(later.years), "year")), UNKNOWN)
    return Resolved(iso_of(Point("year"), context.anchor.year + later.years), "text")


def _point(point: Point, context: Context) -> Resolved:
    if point.unit == "day" and point.month == 0:
        return _bare_day(point, context)
    number, basis = year_number(point.year, context)
    if point.year.is_open:
        number, basis = _open_year(point, context)
    return Resolved(iso_of(point, number), basis)


def _open_year(point: Point, context: Context) -> tuple[int | None, str]:
    anchor = context.anchor
    if anchor is not None and anchor.same_sentence and anchor.explicit:
        return anchor.year, "text"
    told = anchor is not None and bool(anchor.month) and anchor.explicit and (anchor.near or context.day is None)
    if anchor is not None and told and point.unit in ("quarter", "half", "months"):
        return anchor.year, "text"
    if context.day is None:
        return None, UNKNOWN
    first, last = span_of(point)
    leaning = context.direction or int(anchor is not None and anchor.same_sentence and _is_ahead(anchor, context.day))
    year = fill_year(first, last, context.day, leaning)
    if point.unit == "months" and context.direction <= 0:
        year = told_year(first, last, context.day)
    if point.weekday:
        year = _weekday_year(point, year, context.day)
    return year, "reference"


def _is_ahead(anchor: Anchor, day: date) -> bool:
    """*im Juli und August*: what stands beside a month to come is to come as well."""
    return (anchor.year, anchor.month or 12) > (day.year, day.month)


def _weekday_year(point: Point, year: int, day: date) -> int:
    """The year near the reference in which the day falls on the weekday that the text names."""
    near = []
    for candidate in (year, year - 1, year + 1):
        if point.day <= month_end(candidate, point.month):
            there = date(candidate, point.month, point.day)
            if there.isoweekday() == point.weekday:
                near.append((abs((there - day).days), candidate))
    return min(near)[1] if near and min(near)[0] <= 200 else year


def _bare_day(point: Point, context: Context) -> Resolved:
    if context.day is None:
        return Resolved(f"XXXX-XX-{point.day:02}", UNKNOWN)
    months = [add_months(context.day.replace(day=1), step) for step in range(-2, 4)]
    days = [first.replace(day=point.day) for first in months if point.day <= month_end(first.year, first.month)]
    days = [day for day in days if not point.weekday or day.isoweekday() == point.weekday] or days
    same = [day for day in days if (day.year, day.month) == (context.day.year, context.day.month)]
    nearest = (same or days)[0]
    if context.direction < 0:
        chosen = max((day for day in days if day <= context.day), default=nearest)
    elif context.direction > 0:
        chosen = min((day for day in days if day >= context.day), default=nearest)
    else:
        chosen = nearest
    return Resolved(chosen.isoformat(), "reference")


def _shift(shift: Shift, context: Context) -> Resolved:
    anchor = context.anchor
    if shift.anaphoric and anchor is not None and (anchor.near or _is_today(anchor, context)):
        found = _from_anchor(shift, anchor)
        if found is not None:
            return found
    if context.day is None or (shift.anaphoric and shift.unit == "day"):
        return Resolved(unknown_unit(shift.unit), UNKNOWN)
    return Resolved(shifted_iso(shift, context.day), "reference")


def _is_today(anchor: Anchor, context: Context) -> bool:
    """Whether what the text named last is the day of the report, or there is no other day to count from."""
    return context.day is None or (anchor.year, anchor.month, anchor.day) == context.day.timetuple()[:3]


def _from_anchor(shift: Shift, anchor: Anchor) -> Resolved | None:
    if shift.unit == "day" and anchor.day:
        return Resolved(shifted_iso(shift, date(anchor.year, anchor.month, anchor.day)), "text")
    if shift.unit in ("month", "quarter", "half") and anchor.month:
        return Resolved(shifted_iso(shift, date(anchor.year, anchor.month, 1)), "text")
    return None


def _turn(turn: Turn, context: Context) -> Resolved:
    if context.day is None:
        return Resolved(_unknown_turn(turn), UNKNOWN)
    if turn.unit == "weekday":
        there = weekday_turn(turn, context.day, context.direction)
        return Resolved(there.isoformat() + (f"T{turn.daypart}" if turn.daypart else ""), "reference")
    if turn.unit == "weekend":
        return Resolved(shifted_iso(_weekend_turn(turn, context), context.day), "reference")
    return Resolved(year_turn(turn, context.day), "reference")


def _unknown_turn(turn: Turn) -> str:
    if turn.unit == "month":
        return f"XXXX-{turn.number:02}"
    return (
        f"XXXX-{turn.number}" if turn.unit == "season" else unknown_unit("weekend" if turn.unit == "weekend" else "day")
    )


def _weekend_turn(turn: Turn, context: Context) -> Shift:
    """A bare weekend is the last one in the past tense, unless it is today."""
    before = context.day is not None and context.day.isoweekday() < 6
    if turn.plain:
        return Shift("weekend", -1 if before and context.direction < 0 else 0)
    return Shift("weekend", turn.count - (turn.count > 0 and before))


def _nth(nth: Nth, context: Context) -> Resolved | None:
    within = resolve(nth.within, context)
    if within is None or not within.iso[:4].isdigit() or len(within.iso) != 7 or not within.iso[5:].isdigit():
        return within and Resolved(unknown_unit("day" if nth.unit != "week" else "week"), UNKNOWN)
    year, month = int(within.iso[:4]), int(within.iso[5:])
    days = [date(year, month, day) for day in range(1, month_end(year, month) + 1)]
    if nth.unit == "weekday":
        days = [day for day in days if day.isoweekday() == nth.weekday]
    elif nth.unit == "weekend":
        days = [day - timedelta(days=5) for day in days if day.isoweekday() == 6]
    elif nth.unit == "week":
        days = [day for day in days if day.isoweekday() == 1 and (nth.count > 0 or day.day + 6 <= len(days))]
    index = nth.count - 1 if nth.count > 0 else nth.count
    if index >= len(days):
        return None
    there = days[index]
    weekly = nth.unit in ("week", "weekend")
    return Resolved(week_iso(there, nth.unit, 0) if weekly else there.isoformat(), within.basis)


def _range(value: Range, context: Context) -> Resolved | None:
    first, last = value.first, value.last
    if isinstance(first, Turn) or isinstance(last, Turn):
        return _weekday_range(first, last, context)
    if isinstance(first, Point) and isinstance(last, Point) and first.month and last.month:
        return _open_range(first, last, context)
    start, end = resolve(first, context), resolve(last, context)
    if start is None or end is None or "/" in start.iso + end.iso:
        return None
    basis = start.basis if start.basis != "explicit" else end.basis
    return Resolved(f"{start.iso}/{end.iso}", basis)


def _open_range(first: Point, last: Point, context: Context) -> Resolved | None:
    """Both ends lie in one open year: the stretch as a whole lies behind or before the report."""
    number, basis = year_number(first.year, context)
    if first.year.is_open:
        whole = Point("months", month=first.month, last=last.month)
        number, basis = _open_year(whole, context)
        if context.day is not None and basis == "reference":
            number = _range_year(first, last, context.day, context.direction)
    later, _ = year_number(last.year, context)
    if last.year.is_open or (last.year == first.year and later is not None):
        turn = (last.month, last.day or 31) < (first.month, first.day)
        later = None if number is None else number + turn
    return Resolved(f"{iso_of(first, number)}/{iso_of(last, later)}", basis)


def _range_year(first: Point, last: Point, day: date, direction: int) -> int:
    ends = span_of(first)[0], span_of(last)[1]
    if first.unit == last.unit == "month" and direction <= 0:
        return told_year(*ends, day)
    return fill_year(*ends, day, direction)


def _weekday_range(first: Value, last: Value, context: Context) -> Resolved | None:
    if context.day is None:
        return Resolved("XXXX-XX-XX/XXXX-XX-XX", UNKNOWN)
    plain = isinstance(first, Turn) and first.unit == "weekday" and first.plain
    if plain and isinstance(first, Turn):
        monday = context.day - timedelta(days=context.day.weekday())
        start: Resolved | None = Resolved((monday + timedelta(days=int(first.number) - 1)).isoformat(), "reference")
    else:
        start = resolve(first, context)
    if start is None or len(start.iso) < 10 or not start.iso[:10].replace("-", "").isdigit():
        return None
    begin = date.fromisoformat(start.iso[:10])
    if isinstance(last, Turn) and last.unit == "weekday":
        end = weekday_turn(replace(last, count=0), begin, 1).isoformat()
    else:
        found = resolve(last, context)
        end = found.iso if found else ""
    if not end or "/" in end:
        return None
    if context.direction < 0 and plain and begin > context.day:  # war von Sonntag bis Dienstag in X
        begin, last_day = begin - _WEEK, date.fromisoformat(end[:10]) - _WEEK
        return Resolved(f"{begin.isoformat()}/{last_day.isoformat()}", "reference")
    return Resolved(f"{start.iso[:10]}/{end}", "reference")


def _recent(recent: Recent, context: Context) -> Resolved:
    length = Length(recent.count, recent.unit)
    if recent.unit == "year" and recent.count == 0.5:
        recent = replace(recent, unit="month", count=6)
    if context.day is None or recent.count != int(recent.count) or (recent.bound and context.direction <= 0):
        return Resolved(duration_code(length), UNKNOWN)
    there = stepped(context.day, recent.unit, int(recent.count) * recent.sign)
    here = stepped(context.day, recent.unit, 0)
    if there is None or here is None:
        return Resolved(duration_code(length), UNKNOWN)
    ends = (there, here) if recent.sign < 0 else (here, there)
    return Resolved("/".join(ends), "reference")


def _year_ago(_value: YearAgo, context: Context) -> Resolved:
    if context.anchor is not None and (context.anchor.near or context.day is None):
        return Resolved(year_earlier(context.anchor.iso), "text")
    if context.day is not None:
        return Resolved(f"{context.day.year - 1:04}", "reference")
    return Resolved("XXXX", UNKNOWN)


def _feast(feast: Feast, context: Context) -> Resolved:
    """A movable feast in its year: that of the words, or the nearest in the direction of the sentence."""
    number, basis = year_number(feast.year, context)
    if feast.year.is_open and context.day is not None:
        years = (context.day.year - 1, context.day.year, context.day.year + 1)
        near = [feast_day(year, feast.offset) for year in years]
        sides = [there for there in near if (there - context.day).days * context.direction >= 0] or near
        nearest = min(sides, key=lambda there: abs((there - context.day).days) if context.day else 0)
        return Resolved(nearest.isoformat(), "reference")
    return Resolved("XXXX-XX-XX" if number is None else feast_day(number, feast.offset).isoformat(), basis)


def feast_day(year: int, offset: int) -> date:
    """The day that lies ``offset`` days from Easter Sunday of the Gregorian calendar (the rule of 1876)."""
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    month, day = divmod(moon + sunday - 7 * ((year % 19 + 11 * moon + 22 * sunday) // 451) + 114, 31)
    return date(year, month, day + 1) + timedelta(days=offset)


RESOLVERS: dict[type, Callable[[Any, Context], Resolved | None]] = {
    Point: _point,
    Era: lambda era, _: Resolved(era.text, "explicit"),
    Shift: _shift,
    Turn: _turn,
    Nth: _nth,
    Range: _range,
    Recent: _recent,
    Length: lambda length, _: Resolved(duration_code(length), UNKNOWN),
    Later: _later,
    Feast: _feast,
    YearAgo: _year_ago,
    Repeat: lambda repeat, _: Resolved(repeat.code, UNKNOWN),
    Vague: lambda vague, _: Resolved(vague.code, UNKNOWN),
}
