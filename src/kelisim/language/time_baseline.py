"""Telling a baseline from a period: *12 Prozent mehr als 2019*, *gegenüber dem Vorjahr*, *ein Plus zum Vorjahr*."""

from __future__ import annotations

from kelisim.language.time_points import Tokens
from kelisim.language.time_values import Point, Shift, Value, YearAgo
from kelisim.language.time_words import lexicon

# gegenüber dem Wert des Jahres 2021: as many words may stand between.
_BETWEEN = 5


def is_baseline(tokens: Tokens, at: int, value: Value) -> bool:
    """Whether the words before ``at`` compare something with the time that begins there."""
    words = lexicon().baseline
    before = at - 1
    while before >= 0 and tokens[before].tag in ("article", "at"):
        before -= 1
    if before < 0:
        return False
    if tokens[before].word in words["than"]:
        return before > 0 and tokens[before - 1].word in words["comparatives"]
    if tokens[at - 1].word in lexicon().bindings["through"] and tokens[at - 2].tag != "until" and _looks_back(value):
        return True
    return _compared(tokens, before)


def _looks_back(value: Value) -> bool:
    if isinstance(value, YearAgo):
        return True
    year = value.year if isinstance(value, Point) else value
    return isinstance(value, Point | Shift) and getattr(year, "anaphoric", False)


def _compared(tokens: Tokens, before: int) -> bool:
    nouns = 0
    for place in range(before, max(-1, before - _BETWEEN), -1):
        word = tokens[place].word
        if word in lexicon().baseline["words"] or word.lower() in lexicon().baseline["words"]:
            return True
        nouns += word[:1].isupper()
        if not word[:1].isalpha() or nouns > 1:
            return False
    return False
