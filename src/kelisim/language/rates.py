"""Rates: *1,5 Millionen Tonnen im Jahr*, *jährlich bis zu 10 Mio. t*, *drei Flüge pro Woche*."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from kelisim.language.numbers import GAP
from kelisim.lexicons import load_table

_REACH = 70


class Span(Struct, frozen=True, forbid_unknown_fields=True):
    """The words for one span of time."""

    adverbs: tuple[str, ...]
    dated: tuple[str, ...]
    behind: tuple[str, ...]
    adjectives: tuple[str, ...]


class Rates(Struct, frozen=True, forbid_unknown_fields=True):
    """The lexicon of rates, as `lexicons/de/rates.toml` explains it."""

    not_after: tuple[str, ...]
    day: Span
    week: Span
    month: Span
    year: Span
    hour: Span


@cache
def lexicon() -> Rates:
    """The words of rates, read once."""
    return load_table("de/rates.toml", Rates)


def _spans() -> dict[str, Span]:
    words = lexicon()
    return {"day": words.day, "week": words.week, "month": words.month, "year": words.year, "hour": words.hour}


@cache
def _by_form() -> dict[str, str]:
    return {
        form: name
        for name, span in _spans().items()
        for form in (*span.adverbs, *span.dated, *span.behind, *span.adjectives)
    }


def _one_of(*groups: str) -> str:
    """An alternation of every form of the named groups, the longest first."""
    found = [form for span in _spans().values() for group in groups for form in getattr(span, group)]
    return "|".join(r"\s+".join(map(re.escape, form.split())) for form in sorted(found, key=len, reverse=True))


def _either() -> str:
    """Adverbs, and phrases where they are no date."""
    stops = "|".join(lexicon().not_after)
    return rf"{_one_of('adverbs')}|(?:{_one_of('dated')})(?!{GAP}(?:[0-9]|(?:{stops})\b))"


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(
        rf"{GAP}({_one_of('adjectives')})\b|{GAP}?({_one_of('behind')})(?!\w)"
        rf"|(?:{GAP}[^\W\d_][\w-]*){{0,4}}?{GAP}({_either()})(?!\w)",
        re.IGNORECASE,
    )


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"\b({_either()})(?:{GAP}[^\W\d_][\w-]*){{0,3}}{GAP}\Z", re.IGNORECASE)


@cache
def _hint() -> re.Pattern[str]:
    return re.compile(r"[Jj]ähr|Jahr|[Tt]äg|Tag|[Ww]och|[Ww]öch|[Mm]onat|[Ss]tünd|Stund|/|\bp\. ?a|annum")


def rate_behind(text: str, position: int, ceiling: int) -> tuple[str, int] | None:
    """The span of time behind a quantity that ends at ``position``, and where its words end."""
    ceiling = min(ceiling, position + _REACH)
    if not _hint().search(text, position, ceiling):
        return None
    match = _behind().match(text, position, ceiling)
    if match is None:
        return None
    span = _span_of(match[1] or match[2] or match[3])
    return (span, match.end()) if span else None


def rate_before(text: str, position: int, floor: int) -> str | None:
    """The span of time whose adverb stands before a quantity that begins at ``position``."""
    floor = max(floor, position - _REACH)
    if not _hint().search(text, floor, position):
        return None
    match = _before().search(text, floor, position)
    return _span_of(match[1]) if match else None


def _span_of(wording: str) -> str | None:
    """The span of time that a matched wording names; None for letters that only fold to those of one (*jährlİch*)."""
    return _by_form().get(" ".join(wording.lower().split()))


@cache
def _anywhere() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({_one_of('adverbs', 'dated', 'behind', 'adjectives')})(?!\w)", re.IGNORECASE)


def rates_in(text: str, start: int = 0, end: int | None = None) -> list[tuple[str, tuple[int, int]]]:
    """The spans of time that words of ``text[start:end]`` name as a rate, each with where its words stand."""
    stop = len(text) if end is None else end
    if not _hint().search(text, start, stop):
        return []
    found = ((_span_of(match[1]), match.span(1)) for match in _anywhere().finditer(text, start, stop))
    return [(name, place) for name, place in found if name is not None]
