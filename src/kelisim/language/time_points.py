"""Points of the calendar in German: days, months, quarters, halves, seasons, years, decades.

Every rule takes tokens and a place and gives the value with the place behind it, or None. The words before
(*am*, *seit*, *bis*) belong to `time_expressions`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from kelisim.language.time_tokens import Token
from kelisim.language.time_values import OPEN, Era, Point, Value, Year
from kelisim.language.time_words import lexicon

Tokens: TypeAlias = Sequence[Token]
Parse: TypeAlias = tuple[Value, int] | None


def adjoin(tokens: Tokens, at: int) -> bool:
    """Whether the token stands right behind the one before it, without white space."""
    return tokens[at].start == tokens[at - 1].end and at > 0


def skip(tokens: Tokens, at: int, *words: str) -> int:
    """The place behind the first of ``words`` if it stands here, else the same place."""
    return at + 1 if tokens[at].word in words else at


def year_of(tokens: Tokens, at: int) -> tuple[Year, int]:
    """An optional year behind a month or quarter: *2024*, *des Jahres 2024*, *dieses Jahres*, *des Vorjahres*."""
    return _named_year(tokens, skip(tokens, at, "des", "im", "in")) or (OPEN, at)


def skip_article(tokens: Tokens, at: int) -> int:
    """The place behind an article or *im*/*in*, where one stands."""
    return at + 1 if tokens[at].tag == "article" or tokens[at].word in ("im", "in") else at


def _named_year(tokens: Tokens, at: int) -> tuple[Year, int] | None:
    token, following = tokens[at], tokens[at + 1]
    if token.tag == "year":
        return Year(token.value), at + 1
    if token.tag == "shift" and token.unit == "year":
        return Year(shift=token.value, anaphoric=token.anaphoric), at + 1
    if token.tag == "unit" and token.value == "year":
        if following.tag == "year":
            return Year(following.value), at + 2
        return (Year(shift=0), at + 1) if token.word.endswith("es") and tokens[at - 1].word == "des" else None
    if token.tag == "relative" and following.tag == "unit" and following.value == "year":
        number = tokens[at + 2]
        if number.tag == "year":
            return Year(number.value), at + 3
        return Year(shift=token.value, anaphoric=token.anaphoric), at + 2
    return None


def short_year(tokens: Tokens, at: int) -> tuple[Year, int]:
    """Two digits of a year behind day and month (*18. Juli 14*), unless something is counted with them."""
    token, following = tokens[at], tokens[at + 1]
    if token.tag != "number" or token.unit != "digits" or len(token.word) != 2 or _counts(following):
        return OPEN, at
    return Year(token.value + (2000 if token.value < 70 else 1900)), at + 1


def _counts(following: Token) -> bool:
    return following.word[:1].isalnum() or following.word in lexicon().counted["marks"]


def date(tokens: Tokens, at: int) -> Parse:
    """*10. April 2024*, *Montag, dem 10. April*, *10.4.2024*, *Freitag, den 18.07.14*, *Dienstag, der 25.*."""
    token = tokens[at]
    if token.tag not in ("weekday", "short weekday"):
        return day(tokens, at)
    here = skip(tokens, at + 1, ".")
    daypart, here = day_part(tokens, here) if here == at + 1 else ("", here)
    here = skip(tokens, here, ",", "(")
    articled = tokens[here].tag == "article"
    here = here + 1 if articled else here
    named = articled and tokens[here - 1].word not in lexicon().bindings["through"]  # am Montag zum ersten Mal
    found = day(tokens, here) or (bare_day(tokens, here) if named else None)
    if found is None or not isinstance(found[0], Point):
        return None
    point = found[0]
    dated = Point("day", point.year, point.month, point.day, weekday=token.value, daypart=daypart or token.unit)
    return dated, found[1]


def day_part(tokens: Tokens, at: int) -> tuple[str, int]:
    """A part of the day behind a day: *gestern Abend*, *Dienstag früh*."""
    here = skip(tokens, at, "-") if adjoin(tokens, at) else at
    here = skip(tokens, here, "am") if tokens[here + 1].tag == "daypart" else here
    token = tokens[here]
    if token.tag == "daypart":
        return token.value, here + 1
    if token.word == "morgen" and here > 0:
        return "MO", here + 1
    return "", at


def day(tokens: Tokens, at: int) -> Parse:
    """A day with its month, in words or digits."""
    token = tokens[at]
    if token.tag == "ymd":
        return (
            (Point("day", Year(token.value[0]), token.value[1], token.value[2]), at + 1)
            if _real(*token.value)
            else None
        )
    if token.tag == "dm":
        return _digits(tokens, at)
    if is_day(token):
        return _day_month(tokens, at)
    if token.tag in ("month", "short month"):
        return _month_day(tokens, at)
    return None


def is_day(token: Token) -> bool:
    """Whether the token may be the day of a month: *10.*, *zehnten*, *10*."""
    return (
        token.tag in ("ordinal", "number")
        and token.unit in ("digits", "")
        and isinstance(token.value, int)
        and 1 <= token.value <= 31
        and (token.tag == "ordinal" or token.unit == "digits")
    )


def _real(year: int, month: int, number: int) -> bool:
    lengths = (
        31,
        29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28,
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
    )
    return 1 <= month <= 12 and 1 <= number <= lengths[month - 1] and year > 0


def _led(tokens: Tokens, at: int) -> bool:
    """Whether *22.04* without a second full stop is a date: by the word before, or as the whole text."""
    if at == 0:
        return not tokens[1].word
    before = tokens[at - 1]
    return before.tag in ("at", "article", "until", "from", "since", "and") or before.word in ("-", "–", "/", ",")


def _digits(tokens: Tokens, at: int) -> Parse:
    token = tokens[at]
    if (token.unit == "bare" and not _led(tokens, at)) or (at and tokens[at - 1].word in lexicon().counted["names"]):
        return None
    month, number = token.value
    if (
        not _real(2000, month, number)
        or tokens[at + 1].word in lexicon().counted["clock"]
        or tokens[at + 1].tag == "number"
    ):
        return None
    year, here = year_of(tokens, at + 1) if tokens[at + 1].tag == "year" else (OPEN, at + 1)
    return Point("day", year, month, number), here


def _day_month(tokens: Tokens, at: int) -> Parse:
    month = tokens[at + 1]
    if month.tag not in ("month", "short month"):
        return None
    here = at + 2
    if month.tag == "short month" and tokens[here].word == "." and adjoin(tokens, here):
        here += 1
    if not _real(2000, month.value, tokens[at].value) or compound(tokens, here):
        return None
    year, behind = year_of(tokens, here)
    if behind == here:
        year, behind = short_year(tokens, here)
    return Point("day", year, month.value, tokens[at].value), behind


def _month_day(tokens: Tokens, at: int) -> Parse:
    """*Februar 18*, *April 14, 2015*: English order, taken where nothing is counted behind it."""
    token, number = tokens[at], tokens[at + 1]
    if not is_day(number) or number.unit != "digits" or not _real(2000, token.value, number.value):
        return None
    here = skip(tokens, at + 2, ",")
    if tokens[here].tag == "year":
        return Point("day", Year(tokens[here].value), token.value, number.value), here + 1
    if number.tag == "ordinal" or _counts(tokens[at + 2]) or tokens[at - 1].tag == "at":
        return None
    return Point("day", OPEN, token.value, number.value), at + 2


def bare_day(tokens: Tokens, at: int) -> Parse:
    """A day without its month (*am 15.*): the caller has seen what allows it."""
    token = tokens[at]
    if token.tag != "ordinal" or not 1 <= token.value <= 31:
        return None
    return Point("day", OPEN, 0, token.value), at + 1


def compound(tokens: Tokens, at: int) -> bool:
    """Whether a hyphen glues the word before to one that is no time: *Mai-Ausgabe*."""
    glued = tokens[at].word in ("-", "‑") and adjoin(tokens, at) and adjoin(tokens, at + 1)
    return glued and tokens[at + 1].tag not in (
        "month",
        "short month",
        "year",
        "number",
        "ordinal",
        "weekday",
        "season",
    )


def month(tokens: Tokens, at: int) -> Parse:
    """*April 2024*, *März des Vorjahres*, *August 99*; a short form only with its year."""
    token = tokens[at]
    if token.tag == "ym":
        return Point("month", Year(token.value[0]), token.value[1]), at + 1
    if token.tag not in ("month", "short month"):
        return None
    here = at + 1
    if token.tag == "short month" and tokens[here].word == "." and adjoin(tokens, here):
        here += 1
    year, behind = year_of(tokens, here)
    if behind == here:
        year, behind = short_year(tokens, here)
        if not year.is_open and year.number is not None and 2000 <= year.number <= 2031:
            year, behind = OPEN, here  # im Mai 15: a day or a count rather than a year
    if compound(tokens, here) or (token.tag == "short month" and year.is_open):
        return None
    return Point("month", year, token.value), behind if not year.is_open else at + 1


def season(tokens: Tokens, at: int) -> Parse:
    """*Herbst 2023*, *Winter 2023/24*."""
    token = tokens[at]
    if token.tag != "season" or compound(tokens, at + 1):
        return None
    year, here = year_of(tokens, at + 1)
    if tokens[here].word == "/" and adjoin(tokens, here) and tokens[here + 1].tag in ("number", "year"):
        here += 2
    return Point("season", year, part=token.value), here


def part_of_year(tokens: Tokens, at: int) -> Parse:
    """*ersten Quartal 2024*, *2. Halbjahr*, *Q3 2024*, *zweiten Hälfte des Jahres*, *ersten neun Monaten 2024*."""
    token, noun = tokens[at], tokens[at + 1]
    if token.tag == "quarter":
        unit = "quarter" if token.unit == "Q" else "half"
        year, here = year_of(tokens, skip(tokens, at + 1, "/"))
        return (Point(unit, year, part=token.value), here) if unit == "quarter" or token.value < 3 else None
    if token.tag != "ordinal" and not (token.tag == "relative" and token.value == -1):
        return None
    if noun.tag == "number" and tokens[at + 2].tag == "unit":
        return _first_months(tokens, at)
    unit = noun.value if noun.tag == "unit" else noun.tag
    if unit not in ("quarter", "half") or token.tag != "ordinal":
        return None
    return _part(tokens, at, unit)


def _part(tokens: Tokens, at: int, unit: str) -> Parse:
    if tokens[at].value > (4 if unit == "quarter" else 2):
        return None
    year, here = year_of(tokens, at + 2)
    if tokens[at + 1].tag == "half" and here == at + 2:
        return None  # die zweite Hälfte of what is not said
    return Point(unit, year, part=tokens[at].value), here


def _first_months(tokens: Tokens, at: int) -> Parse:
    """*ersten neun Monate(n) 2024*, *letzten drei Monaten des Jahres 2023*; without a year only from the first."""
    count, unit = tokens[at + 1].value, tokens[at + 2].value
    months = {"month": 1, "quarter": 3, "half": 6}.get(unit, 0) * count
    year, here = year_of(tokens, at + 3)
    first = tokens[at].tag == "ordinal" and tokens[at].value == 1
    if not (1 <= months <= 12) or months != int(months) or not (first or not year.is_open):
        return None
    if first and year.is_open and tokens[here].word in lexicon().bindings["elsewhere"]:
        return None
    last = int(months) if first else 12
    return Point("months", year, 1 if first else 13 - int(months), last=last), here


def decade(tokens: Tokens, at: int) -> Parse:
    """*1990er Jahre(n)*, *2030er*, *neunziger Jahren*, *90er-Jahre*."""
    token, noun = tokens[at], tokens[at + 1]
    if token.tag != "decade":
        return None
    here = at + 1
    if noun.word == "-" and adjoin(tokens, at + 1) and tokens[at + 2].value == "year":
        here, noun = at + 2, tokens[at + 2]
    years = noun.tag == "unit" and noun.value == "year" and noun.word.startswith("Jahr")
    start = token.value + (1900 if token.value < 100 else 0)
    if start % 10 or not (years or token.unit == "noun" or token.value >= 1000):
        return None
    return Era(f"{start // 10}X"), here + 1 if years else at + 1


def century(tokens: Tokens, at: int) -> Parse:
    """*10. Jahrhundert*, *zwanzigsten Jahrhunderts*, *19. Jh.*."""
    token, noun = tokens[at], tokens[at + 1]
    if token.tag != "ordinal" or noun.tag != "unit" or noun.value != "century" or token.value > 22:
        return None
    here = at + 2
    if noun.word == "Jh" and tokens[here].word == ".":
        here += 1
    return Era(f"{token.value - 1:02}XX"), here


Rule: TypeAlias = Callable[[Tokens, int], Parse]

# By the tag of the first token, in the order of precedence.
CALENDAR: dict[str, tuple[Rule, ...]] = {
    "weekday": (date,),
    "short weekday": (date,),
    "ymd": (date,),
    "dm": (date,),
    "number": (date,),
    "ordinal": (date, part_of_year, century),
    "relative": (part_of_year,),
    "month": (date, month),
    "short month": (date, month),
    "ym": (month,),
    "season": (season,),
    "quarter": (part_of_year,),
    "decade": (decade,),
}


def calendar_point(tokens: Tokens, at: int) -> Parse:
    """The first of the rules that fits here: all points that name their month, quarter, season or decade."""
    return first_of(CALENDAR.get(tokens[at].tag, ()), tokens, at)


def first_of(rules: tuple[Rule, ...], tokens: Tokens, at: int) -> Parse:
    """What the first fitting rule gives."""
    for rule in rules:
        found = rule(tokens, at)
        if found is not None:
            return found
    return None
