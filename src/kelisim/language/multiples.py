"""Factors: *verdoppelt*, *halbiert*, *das Zweieinhalbfache*, *dreimal so viel*, *doppelt so hoch*."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct

from kelisim.language.annotations import Quantity
from kelisim.language.number_words import Forms, cardinal, fold
from kelisim.language.numbers import GAP, digits_value, plain
from kelisim.language.rates import rate_behind
from kelisim.lexicons import load_table

Change = Literal["up", "down"]

_ARTICLE = re.compile(rf"\b(?:das|dem|des|die|der|eine|einer){GAP}\Z", re.IGNORECASE)
_FOLD = re.compile(r"(.+)fach(?:e[nrsm]?)?\Z")
_DIGIT_FOLD = re.compile(r"([0-9]{1,12}(?:,[0-9]{1,12})?)(?:-?[Ff]ach(e[nrsm]?)?|(?:-|[^\S\n])?[Mm]al|×|x)(?![^\W_])")
_NOUN = re.compile(rf"{GAP}([^\W\d_]+)")
_TIMES = re.compile(rf"{GAP}?-?[Mm]al\b")


class Multiples(Struct, frozen=True, forbid_unknown_fields=True):
    """The lexicon of factors, as `lexicons/de/multiples.toml` explains it."""

    up: dict[str, Decimal]
    down: dict[str, Decimal]
    verb_endings: Forms
    whole: dict[str, Decimal]
    adverbs: dict[str, Decimal]
    so: Forms
    degree: Forms
    amount_nouns: Forms


@cache
def lexicon() -> Multiples:
    """The words of factors, read once."""
    return load_table("de/multiples.toml", Multiples)


@lru_cache(maxsize=8192)
def turned(word: str) -> tuple[Decimal, Change] | None:
    """The factor and direction of a verb or its noun: *verdreifachte* is (3, up), *Halbierung* (0.5, down)."""
    lower, endings = word.lower(), lexicon().verb_endings.forms
    for way, stems in (("up", lexicon().up), ("down", lexicon().down)):
        for stem, factor in stems.items():
            if lower.startswith(stem) and lower[len(stem) :] in endings:
                return factor, way  # type: ignore[return-value]
    head, found, ending = lower.partition("fach")
    if found and head.startswith("ver") and ending in endings:
        number = cardinal(head[3:])
        return (number, "up") if number and number > 1 else None  # vereinfacht is no factor
    return None


def multiple_at(text: str, position: int, end: int) -> Quantity | None:
    """The factor whose word is ``text[position:end]``; None if the word says none here."""
    word = text[position:end]
    verb = turned(word)
    if verb:
        begin = _with_article(text, position) if word[0].isupper() else position
        return _factor(begin, end, verb[0], verb[1])
    value = lexicon().whole.get(fold(word)) if word[0].isupper() else None
    if value is None:
        value = _fold_value(text, word, end)
    if value is not None:
        return _factor(_with_article(text, position), end, value)
    return _so_much(text, position, end)


def digit_multiple_at(text: str, position: int) -> Quantity | None:
    """*das 2,5-Fache*, *3-mal so hoch*: a factor whose number stands in digits."""
    match = _DIGIT_FOLD.match(text, position)
    if match is None:
        return None
    value = plain(digits_value(match[1]))
    if "ach" in match.group():
        noun = _NOUN.match(text, match.end())
        named = match[2] and not (noun and noun[1][0].isupper())
        return _factor(_with_article(text, position), match.end(), value) if named or not match[2] else None
    return _so_or_often(text, position, match.end(), value)


def _factor(start: int, end: int, value: Decimal, change: Change | None = None) -> Quantity:
    return Quantity(
        start=start, end=end, full_start=start, low=value, high=value, unit="factor", kind="factor", change=change
    )


def _with_article(text: str, position: int) -> int:
    match = _ARTICLE.search(text, max(0, position - 6), position)
    return match.start() if match else position


def _fold_value(text: str, word: str, end: int) -> Decimal | None:
    """*Zweieinhalbfache*, and *dreifache* before a noun of amount."""
    match = _FOLD.match(word.lower())
    value = cardinal(match[1]) if match else None
    if value is None or word[0].isupper():
        return value
    noun = _NOUN.match(text, end)
    return value if noun and noun[1].endswith(lexicon().amount_nouns.forms) and noun[1][0].isupper() else None


def _so_much(text: str, position: int, end: int) -> Quantity | None:
    """*doppelt so viel*, *dreimal so hoch*, *vier Mal mehr*."""
    word = fold(text[position:end])
    value, stop = lexicon().adverbs.get(word), end
    if value is None and word.endswith("mal"):
        value = cardinal(word[:-3])
    elif value is None:
        times = _TIMES.match(text, end)
        value, stop = (cardinal(word), times.end()) if times else (None, end)
    return _so_or_often(text, position, stop, value) if value is not None else None


def _so_or_often(text: str, position: int, end: int, value: Decimal) -> Quantity | None:
    """What *dreimal* is: a factor before *so viel*, a count with a rate before *wöchentlich*, else nothing."""
    degree = _degree_end(text, end)
    if degree:
        return _factor(position, degree, value)
    rate = rate_behind(text, end, end + 24)
    if rate is None:
        return None
    return Quantity(
        start=position, end=end, full_start=position, low=value, high=value, unit="count", kind="count", per=rate[0]
    )


@cache
def _degree() -> re.Pattern[str]:
    return re.compile(
        rf"{GAP}(?:so{GAP}(?:{'|'.join(lexicon().degree.forms)})(?:e[nrsm]?)?|(?:{'|'.join(lexicon().so.forms[1:])}))\b"
    )


def _degree_end(text: str, position: int) -> int:
    match = _degree().match(text, position)
    return match.end() if match else 0
