"""Counting days, weeks, months and years from a day, and writing the result as ISO 8601."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, timedelta

from kelisim.language.time_seasons import month_end, span_of
from kelisim.language.time_values import Point, Shift, Turn

UNKNOWN_UNITS = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "workweek": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "half": "XXXX-HX",
    "decade": "XXXX",
    "century": "XXXX",
}


def unknown_unit(unit: str) -> str:
    """A unit of which nothing is known, as EDTF."""
    return UNKNOWN_UNITS.get(unit, "XXXX")


def iso_of(point: Point, number: int | None) -> str:
    """The ISO value of a point in a known or unknown year."""
    if number is not None and not MINYEAR <= number <= MAXYEAR:
        raise ValueError
    year = "XXXX" if number is None else f"{number:04}"
    if point.unit == "day":
        daypart = f"T{point.daypart}" if point.daypart else ""
        return f"{year}-{point.month:02}-{point.day:02}{daypart}"
    if point.unit == "month":
        return f"{year}-{point.month:02}"
    if point.unit == "months":
        return f"{year}-{point.month:02}/{year}-{point.last:02}"
    if point.unit == "season":
        return f"{year}-{point.part}"
    letter = {"quarter": "-Q", "half": "-H"}.get(point.unit)
    return f"{year}{letter}{point.part}" if letter else year


def add_months(day: date, count: int) -> date:
    """The day ``count`` months on, at the end of the month where it is too short."""
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, month_end(year, month + 1)))


def shifted_iso(shift: Shift, day: date) -> str:
    """The ISO value of the unit that lies ``shift.count`` units from ``day``."""
    count, unit = shift.count, shift.unit
    if unit == "day":
        return (day + timedelta(days=count)).isoformat() + (f"T{shift.daypart}" if shift.daypart else "")
    if unit in ("week", "workweek", "weekend"):
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=count)
        return week_iso(monday, unit, shift.weekday)
    if unit == "month":
        there = add_months(day.replace(day=1), count)
        return there.replace(day=shift.day).isoformat() if shift.day else there.isoformat()[:7]
    if unit in ("quarter", "half"):
        length = 3 if unit == "quarter" else 6
        there = add_months(day.replace(day=1), count * length)
        return f"{there.year:04}-{unit[0].upper()}{(there.month - 1) // length + 1}"
    if unit == "decade":
        return f"{day.year // 10 + count}X"
    if unit == "century":
        return f"{day.year // 100 + count}XX"
    return f"{date(day.year + count, 1, 1).year:04}"


def week_iso(monday: date, unit: str, weekday: int) -> str:
    """The week that begins on ``monday``, its weekend, its working days, or one of its days."""
    if weekday:
        return (monday + timedelta(days=weekday - 1)).isoformat()
    if unit == "workweek":
        return f"{monday.isoformat()}/{(monday + timedelta(days=4)).isoformat()}"
    year, week, _ = monday.isocalendar()
    return f"{year:04}-W{week:02}" + ("-WE" if unit == "weekend" else "")


def weekday_turn(turn: Turn, day: date, direction: int) -> date:
    """The last such day up to today (past), the next (future); *letzten* and *nächsten* leave today out."""
    number = int(turn.number)
    ahead = (number - day.isoweekday()) % 7
    back = (day.isoweekday() - number) % 7
    if turn.count < 0:
        return day - timedelta(days=(back or 7) + 7 * (-turn.count - 1))
    if turn.count > 0:
        return day + timedelta(days=(ahead or 7) + 7 * (turn.count - 1))
    if direction > 0 or (not turn.plain and direction == 0):
        return day + timedelta(days=ahead)
    return day - timedelta(days=back)


def year_turn(turn: Turn, day: date) -> str:
    """*letzten September*: of last year, *vergangenen September*: the last one that is over; *nächsten*: the next."""
    point = Point(turn.unit, month=int(turn.number)) if turn.unit == "month" else Point("season", part=str(turn.number))
    (first_month, _), (last_month, _) = span_of(point)
    if turn.count == 0:
        year = day.year - (last_month < first_month and day.month <= last_month)
    elif turn.count < 0:
        over = last_month < day.month or (last_month < first_month and day.month > last_month)
        loose_year = day.year - (not over or last_month < first_month)
        year = (loose_year if turn.loose or turn.unit == "season" else day.year - 1) + turn.count + 1
    else:
        year = day.year + (first_month <= day.month) + turn.count - 1
    return iso_of(point, year)


def stepped(day: date, unit: str, count: int) -> str | None:
    """The day, month or year that lies ``count`` units away, as exact as the unit says; None for clock times."""
    if unit in ("day", "week"):
        return (day + timedelta(days=count * (7 if unit == "week" else 1))).isoformat()
    months = {"month": 1, "quarter": 3, "half": 6}.get(unit)
    if months:
        return add_months(day.replace(day=1), months * count).isoformat()[:7]
    years = {"year": 1, "decade": 10, "century": 100}.get(unit)
    return f"{date(day.year + years * count, 1, 1).year:04}" if years else None


def year_earlier(iso: str) -> str:
    """The same period a year earlier: 2024-01/2024-08 becomes 2023-01/2023-08."""
    ends = [f"{int(end[:4]) - 1:04}{end[4:]}" if end[:4].isdigit() else end for end in iso.split("/")]
    return "/".join(end if not end.endswith("-02-29") else end[:-2] + "28" for end in ends)
