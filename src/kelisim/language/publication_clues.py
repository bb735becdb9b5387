"""What a text and its addresses say about the day on which it appeared: days, months in addresses, datelines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise

from msgspec import Struct

from kelisim.language.not_counts import months as months_of_the_year
from kelisim.language.time_found import Found
from kelisim.language.time_reading import stretches
from kelisim.language.time_tense import Sentences
from kelisim.language.time_triggers import alternatives
from kelisim.language.time_values import Point, Range, Shift, Value
from kelisim.language.time_words import lexicon
from kelisim.model import Span

_ADDRESS = re.compile(r"https?://[^\s)\]>\"']+")
_IN_ADDRESS = re.compile(
    r"(?<=[/_=-])((?:19|20)\d\d)[/_-](0[1-9]|1[0-2])(?:[/_-](0[1-9]|[12]\d|3[01]))?(?![\d])|"
    r"(?<=/)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/_-])"
)
# A town or two, a comma, a day: «Astana, 10. April, AZERTAC»; «BERLIN, 5. Mai 2024 (dpa) –».
_PLACE = re.compile(r"[^\W\d_][\w.'’-]*(?:[ /-][A-ZÄÖÜ][\w.'’-]*){0,3}\s?,?\s?(?:\(|den |am )?\Z")

_IN_DIGITS = r"(?<=[0-9])(?:\. ?\d\d?\.|\d{3}-\d\d|/\d)"
_BEHIND_A_DAY = r"(?:(?<=[\dt][ \xa0].)|(?<=[\dt]\.[ \xa0].)|(?<=[\dt]en[ \xa0].))"

# What stands beside the day in a line of its own: «Mittwoch, 30. März 2022, 14:30 Uhr», «28.11.2017 | Tadschikistan».
_ALONE_BEFORE = re.compile(r"[*_#(\[ ]*(?:[A-Z][a-z]+,? )?", re.ASCII)
_ALONE_BEHIND = re.compile(r"[*_)\] ]*(?:$|[|•·/]| ?[–—-] ?(?:$|\d)|, ?\d\d?[:.]\d\d)", re.MULTILINE)
_STAMP = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?(?!\d)")
# Datelines stand at the head of a report.
_HEAD = 1600
_COMMON_YEAR = 2003  # before a leap year; any such two will do


class Day(Struct, frozen=True):
    """A day that the text names: the year None if it is not said; ``leaning`` as `time_tense.direction` gives it."""

    year: int | None
    month: int
    day: int
    weekday: int
    leaning: int
    span: Span

    def in_year(self, year: int) -> date | None:
        """The day in a year, or None if that has no such day or it falls on another weekday than the text says."""
        try:
            there = date(year, self.month, self.day)
        except ValueError:
            return None
        return there if not self.weekday or there.isoweekday() == self.weekday else None

    @property
    def full(self) -> date | None:
        """The day with its year, where the text says it."""
        if self.year is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


class Month(Struct, frozen=True):
    """A month, or with ``day`` a day, in an address or header; ``own`` if it is surely the report's."""

    year: int
    month: int
    day: int
    basis: str
    own: bool
    span: Span | None


def founds(text: str) -> Iterator[Found]:
    """All time expressions of a text, in order."""
    return stretches(text).found()


@cache
def _day_and_month() -> re.Pattern[str]:
    """What any day with its month holds, told by letters that are quickly found; other things may hold it, too."""
    names = months_of_the_year().months
    firsts = {name[0] for name in names}
    rests = (f"(?<={first}){alternatives(n[1:] for n in names if n[0] == first)}" for first in sorted(firsts))
    return re.compile(rf"[0-9{''.join(sorted(firsts))}](?:{_IN_DIGITS}|{_BEHIND_A_DAY}(?:{'|'.join(rests)}))")


@cache
def _any_day() -> re.Pattern[str]:
    """What any day holds that `days` gives: a feast has day and month without saying them."""
    return re.compile(f"{_day_and_month().pattern}|{alternatives(lexicon().feasts.fixed)}")


@lru_cache(maxsize=4)
def days(text: str) -> tuple[Day, ...]:
    """The days that the text names with their month, in order; of several days the last."""
    if not _day_and_month().search(text):
        return ()
    named, sentences = [], Sentences(text)
    for found in stretches(text).found(_any_day()):
        point = _last(found.value)
        if isinstance(point, Point) and point.unit == "day" and point.month and point.year.shift is None:
            leaning = sentences.around(found.start, found.end).direction
            span = Span(found.start, found.end)
            named.append(Day(point.year.number, point.month, point.day, point.weekday, leaning, span))
    return tuple(named)


def _last(value: Value) -> Value:
    return value.last if isinstance(value, Range) else value


def past_years(text: str) -> list[int]:
    """The years that the text tells of as gone, with or without a month."""
    years, sentences = [], Sentences(text)
    for found in founds(text):
        value = _last(found.value)
        year = value.year.number if isinstance(value, Point) and found.role in ("on", "baseline") else None
        if year is not None and sentences.around(found.start, found.end).direction <= 0:
            years.append(year)
    return years


def todays(text: str) -> Iterator[Day]:
    """Full days that stand beside *heute*: *heute, am 5. Mai 2024*."""
    named = {day.span.start: day for day in days(text)}
    if not named or not any(word in text for word in lexicon().published["today"]):
        return
    found = list(stretches(text).found(_any_day()))
    for first, second in pairwise(found):
        beside = re.fullmatch(r"[\s,(]*(?:am|dem|den|der)?\s*", text[first.end : second.inner])
        today = isinstance(first.value, Shift) and first.value.unit == "day" and first.value.count == 0
        if beside and today and second.start in named:
            yield named[second.start]


def months(text: str, url: str | None) -> list[Month]:
    """The months of a header, of the report's address, and of addresses in the text (later months first)."""
    header = _header(text)
    found = [header] if header else []
    found += [Month(*parts, "address", own=True, span=None) for parts, _ in _dated(url or "")]
    pictures = []
    for address in _ADDRESS.finditer(text) if "/" in text else ():
        for parts, span in _dated(address.group()):
            there = Span(address.start() + span.start, address.start() + span.end)
            pictures.append(Month(*parts, "address", own=False, span=there))
    pictures.sort(key=lambda month: (month.year, month.month, month.day), reverse=True)
    return [*found, *pictures]


def _dated(address: str) -> Iterator[tuple[tuple[int, int, int], Span]]:
    for match in _IN_ADDRESS.finditer(address):
        year, month, day = (match.group(1), match.group(2), match.group(3)) if match.group(1) else match.group(4, 5, 6)
        yield (int(year), int(month), int(day or 0)), Span(match.start(), match.end())


@cache
def _label() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A label at the beginning of a text, and at that of a further line or of a bracket."""
    labels = "|".join(lexicon().published["labels"])
    label = rf"[ *_-]{{0,4}}(?:{labels})(?: am| vom)? ?[:,]?[ *_]{{0,4}}"
    return re.compile(label), re.compile(rf"[\n(\[]{label}")


@lru_cache(maxsize=4)
def _labels(text: str) -> tuple[int, ...]:
    """Where the labels of a text end."""
    first, further = _label()
    opening = first.match(text)
    return tuple([match.end() for match in ([opening] if opening else []) + list(further.finditer(text))])


def _header(text: str) -> Month | None:
    """A line that begins with a label and a month: «date 2023-04»."""
    for end in _labels(text):
        stamp = _STAMP.match(text, end)
        if end <= _HEAD and stamp and 1 <= int(stamp.group(2)) <= 12:
            day = int(stamp.group(3) or 0)
            return Month(int(stamp.group(1)), int(stamp.group(2)), day, "dateline", own=True, span=Span(*stamp.span()))
    return None


def labelled_day(text: str) -> Day | None:
    """The full day behind a label: «(Meldung vom 12. Mai 2025)», «Veröffentlicht am 3.4.2024»."""
    ends = set(_labels(text))
    for day in days(text) if ends else ():
        if day.full is not None and day.span.start in ends:
            return day
    return None


def day_alone(text: str) -> Day | None:
    """A full day at the beginning of a line of its own at the head of a report."""
    for day in days(text):
        if day.span.start > _HEAD:
            break
        line = text.rfind("\n", 0, day.span.start) + 1
        before = _ALONE_BEFORE.fullmatch(text[line : day.span.start]) if day.span.start - line < 20 else None
        if day.full is not None and before and _ALONE_BEHIND.match(text, day.span.end):
            return day
    return None


def month_of_a_place(text: str) -> Month | None:
    """«Moskau, Februar 2020» as a line of its own at the head of a report."""
    for found in founds(text) if _month_alone().search(text, 0, _HEAD) else ():
        point, line = found.value, text.rfind("\n", 0, found.start) + 1
        if not isinstance(point, Point) or point.unit != "month" or not point.year.number or found.start > _HEAD:
            continue
        town = _PLACE.fullmatch(text[line : found.start].rstrip() + " ")
        if town and text[found.start - 2 : found.start] == ", " and text[found.end : found.end + 1] in ("", "\n"):
            return Month(point.year.number, point.month, 0, "dateline", own=True, span=Span(found.start, found.end))
    return None


@cache
def _month_alone() -> re.Pattern[str]:
    names = "|".join(months_of_the_year().months)
    return re.compile(rf"^[^\W\d_][^\n,]{{1,40}}, (?:{names}) \d{{4}}$", re.MULTILINE)


def dateline(text: str) -> Day | None:
    """The day of a dateline: at the beginning of a line, behind a town, with an agency, a dash or the line's end."""
    for day in days(text):
        if day.span.start > _HEAD:
            break
        line = text.rfind("\n", 0, day.span.start) + 1
        head = text[line : day.span.start].lstrip()
        if len(head) > 80:
            continue
        stamp = re.search(r"\d{4}-\d\d(?:-\d\d)?\s+", head)
        place = _PLACE.fullmatch(head[stamp.end() :] if stamp else head.lstrip("*# "))
        behind = re.match(r"\s*(?:[,.:)(/–—-]|$)", text[day.span.end : day.span.end + 6], re.MULTILINE)
        if place and behind and head[:1].isalpha() and not head.rstrip().endswith((" am", "Am")):
            return day
    return None


def today_of(text: str) -> tuple[date, date] | None:
    """The day of a dateline that names no year, in two years that differ in their February: *Peking, 23. April*."""
    day = dateline(text)
    if day is None or day.year is not None:
        return None
    common, leap = day.in_year(_COMMON_YEAR), day.in_year(_COMMON_YEAR + 1)
    return (common, leap) if common and leap else None
