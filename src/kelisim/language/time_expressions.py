"""Whole time expressions: points with the words that bind them, beside ranges, durations and sets."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from msgspec.structs import replace

from kelisim.language.time_baseline import is_baseline
from kelisim.language.time_durations import duration, sets, since_duration, within
from kelisim.language.time_found import DASHES, Expression, Found, Role, found_at
from kelisim.language.time_points import Parse, Tokens, bare_day, calendar_point, skip_article
from kelisim.language.time_ranges import framed_range, plain_range
from kelisim.language.time_relative import point
from kelisim.language.time_tokens import Token
from kelisim.language.time_values import Length, Point, Recent, Vague, Value, Year
from kelisim.language.time_words import lexicon

_JOINTS = (*DASHES, "/")  # by which a number may begin a range


def expressions(tokens: Tokens) -> list[Found]:
    """All time expressions among ``tokens``, in order and without overlap: the first rule that fits wins."""
    found, at = [], 0
    while at < len(tokens) - 8:
        match = _expression(tokens, at) if tokens[at].tag else None
        if match is None:
            at += 1
        else:
            found.append(with_baseline(tokens, at, match[0]))
            at = match[1]
    return found


def with_baseline(tokens: Tokens, at: int, found: Found) -> Found:
    """The expression, marked where the text only compares with it."""
    if found.role == "on" and is_baseline(tokens, at, found.value):
        return replace(found, role="baseline")
    return found


def _expression(tokens: Tokens, at: int) -> Expression:
    if _opens_nothing(tokens[at], tokens[at + 1]):
        return None
    for rule in RULES.get(tokens[at].tag, ()):
        match = rule(tokens, at)
        if match is not None:
            return match
    return None


def _opens_nothing(token: Token, following: Token) -> bool:
    """Whether a number, *in* or *am* stands before a word that is no part of a time: most of them do."""
    if token.tag == "number":
        return following.tag == "" and following.word not in _JOINTS
    if token.tag != "at" or following.tag not in ("", "article"):
        return False
    return following.word not in lexicon().bindings["approximate"]


BOUND: dict[str, Role] = {"since": "since", "until": "until", "before": "before", "after": "after"}


def bound(tokens: Tokens, at: int) -> Expression:
    """*seit 2018*, *bis Ende April*, *ab dem 1. Januar*, *vor 2000*, *nach dem Wochenende*, *seit zehn Jahren*."""
    role = BOUND.get(tokens[at].tag)
    if role is None:
        return None
    here = at + 1
    while tokens[here].word in lexicon().bindings["hedges"]:
        here += 1
    inner = skip_article(tokens, here)
    found = point(tokens, inner)
    if found is None and tokens[at].word in ("ab", "seit", "bis") and tokens[inner - 1].tag == "article":
        found = bare_day(tokens, inner)
    if found is not None and not isinstance(found[0], Recent | Length):
        own = tokens[at].tag == "before" and tokens[inner].tag == "relative"
        if own and isinstance(found[0], Length):
            return None
        bounded, behind = found_at(tokens, at, inner, found, role)
        return replace(bounded, ahead=tokens[at].tag == "until" or tokens[at].word in ("ab", "Ab")), behind
    return since_duration(tokens, at) if role == "since" else None


def plain(tokens: Tokens, at: int) -> Expression:
    """A range of points, else a point by itself."""
    found = point(tokens, at)
    return plain_range(tokens, at, found) or _alone(tokens, at, found)


def no_range(tokens: Tokens, at: int) -> Expression:
    """A point by itself: *vor zwei Jahren*."""
    return _alone(tokens, at, point(tokens, at))


def _alone(tokens: Tokens, at: int, found: Parse) -> Expression:
    """A point by itself; in a list it takes the year that stands at the end (*im Mai und Juni 2024*)."""
    if found is None and tokens[at].tag == "at" and tokens[at].word.lower() == "am":
        found = _lone_day(tokens, at) if plain_range(tokens, at + 1, point(tokens, at + 1)) is None else None
        return found and found_at(tokens, at + 1, at + 1, found)
    if found is None:
        return None
    value, here = found
    if isinstance(value, Point) and value.year.is_open and value.unit in ("day", "month", "quarter"):
        found = replace(value, year=_listed_year(tokens, here, value)), here
    return found_at(tokens, at, at, found)


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


def _listed_year(tokens: Tokens, here: int, value: Point) -> Year:
    if tokens[here].tag != "and" and tokens[here].word not in (",", "/"):
        return value.year
    later = calendar_point(tokens, skip_article(tokens, here + 1))
    if later is None or not isinstance(later[0], Point) or later[0].unit != value.unit:
        return value.year
    return later[0].year


def vague(tokens: Tokens, at: int) -> Expression:
    """*derzeit*, *damals*, *künftig*."""
    return found_at(tokens, at, at, (Vague(tokens[at].value), at + 1)) if tokens[at].tag == "vague" else None


Rules: TypeAlias = tuple[Callable[[Tokens, int], Expression], ...]

_POINTS: Rules = (plain,)
_LED = (framed_range, plain)
_COUNTS = (plain, duration)

# By the tag of the first token, in the order of precedence.
_BOUND_RULES: dict[str, Rules] = {
    "set": (sets,),
    "each": (sets,),
    "per": (sets,),
    "from": (framed_range,),
    "between": (framed_range,),
    "within": (within,),
    "since": (bound,),
    "until": (bound,),
    "before": (no_range, bound),
    "after": (bound,),
    "at": _LED,
    "month": _LED,
    "relative": _LED,
    "number": _COUNTS,
    "ordinal": _COUNTS,
    "some": (duration,),
    "whole": (duration,),
    "span": (duration,),
    "vague": (vague,),
}
RULES: dict[str, Rules] = _BOUND_RULES | dict.fromkeys(
    (
        *("weekday", "short weekday", "ymd", "dm", "ym", "short month", "season", "quarter", "decade", "year"),
        *("edge", "edge adjective", "edgeword", "feast", "shift", "yearago", "unit", "under"),
    ),
    _POINTS,
)
