"""Bounds and vagueness before a number: *rund*, *fast*, *mehr als*, *mindestens*, *bis zu*.

*über* after a noun of contract or loan is a preposition and bounds nothing (*Vertrag über 3,2 Milliarden Euro*).
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from kelisim.language.number_words import Forms
from kelisim.lexicons import load_table
from kelisim.model import Qualifier

_REACH = 48
_BEFORE = re.compile(r"[^\s(„\"»]+[^\S\n]*\n?[^\S\n]*\Z")
_NOUN_BEFORE = re.compile(r"([^\W\d_]+)(?:[^\S\n]+(?:der|des|von|vom|mit|aus|für)[^\S\n]+[^\s.,;:!?]+)?[^\S\n]+\Z")


class Qualifiers(Struct, frozen=True, forbid_unknown_fields=True):
    """The lexicon of qualifiers, as `lexicons/de/qualifiers.toml` explains it."""

    about: Forms
    almost: Forms
    over: Forms
    at_least: Forms
    up_to: Forms
    fillers: Forms
    over_after: Forms
    about_nouns: Forms


class FoundQualifier(Struct, frozen=True):
    """A qualifier and where its words begin."""

    qualifier: Qualifier
    start: int


@cache
def lexicon() -> Qualifiers:
    """The qualifiers of the lexicon, read once."""
    return load_table("de/qualifiers.toml", Qualifiers)


@cache
def _by_form() -> dict[str, Qualifier]:
    words = lexicon()
    lists: tuple[tuple[Qualifier, Forms], ...] = (
        ("about", words.about),
        ("almost", words.almost),
        ("over", words.over),
        ("at_least", words.at_least),
        ("up_to", words.up_to),
    )
    return {form: name for name, entry in lists for form in entry.forms}


@cache
def _pattern() -> re.Pattern[str]:
    """The longest qualifier that ends where it is matched to, fillers between it and the number allowed."""
    joined = "|".join(_flexible(form) for form in sorted(_by_form(), key=len, reverse=True))
    fillers = "|".join(re.escape(form) for form in lexicon().fillers.forms)
    return re.compile(rf"(?<![\w-])({joined})(?:\s+|(?<=[~≈<>≥≤])\s*)(?:(?:{fillers})\s+){{0,2}}\Z", re.IGNORECASE)


def _flexible(form: str) -> str:
    return r"\s+".join(re.escape(word) for word in form.split())


@cache
def _last_words() -> frozenset[str]:
    """Every word that a qualifier or filler may end with: the cheap look before the pattern."""
    return frozenset(form.split()[-1] for form in (*_by_form(), *lexicon().fillers.forms))


def qualifier_before(text: str, position: int, floor: int = 0) -> FoundQualifier | None:
    """The qualifier right before ``position`` (not before ``floor``); None where the number is exact."""
    low = max(floor, position - _REACH)
    word = _BEFORE.search(text, low, position)
    if word is None or word.group().strip().lower() not in _last_words():
        return None
    for begin in _starts(text, low, position):
        match = _pattern().match(text, begin, position)
        if match:
            name = _by_form()[re.sub(r"\s+", " ", match[1].lower())]
            if name == "over" and match[1].lower() == "über" and _is_preposition(text, begin, floor):
                return None
            return FoundQualifier(name, begin)
    return None


def _starts(text: str, low: int, position: int) -> list[int]:
    """Where the words before ``position`` begin, the farthest first."""
    return [match.start() for match in re.finditer(r"\S+", text[low:position])] and [
        low + match.start() for match in re.finditer(r"(?<!\S)\S|(?<=[(„\"»])\S", text[low:position])
    ]


def _is_preposition(text: str, position: int, floor: int) -> bool:
    """Whether *über* at ``position`` follows a noun of contract, loan, order or sum."""
    match = _NOUN_BEFORE.search(text, max(floor, position - _REACH), position)
    return match is not None and match[1].lower().endswith(lexicon().about_nouns.forms)
