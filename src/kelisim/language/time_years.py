"""Years by themselves: four digits that are a year and not an amount, a name or a number."""

from __future__ import annotations

import re
from functools import cache

from kelisim.language.function_words import function_words
from kelisim.language.not_counts import lexicon as not_counts
from kelisim.language.time_points import Parse, Tokens, adjoin
from kelisim.language.time_tokens import Token
from kelisim.language.time_values import Point, Range, Year
from kelisim.language.time_words import lexicon

_LEADS = {"since", "until", "from", "between", "edge", "season", "month", "and", "to", "unit"}
_RECENT = range(1990, 2036)  # years that reports tell of
_PLURAL = re.compile(r"[^\W\d_]+(?:en|er|e|n|s)$")


@cache
def _counted() -> frozenset[str]:
    return frozenset(lexicon().counted["nouns"])


@cache
def _names() -> frozenset[str]:
    return frozenset(lexicon().counted["names"])


@cache
def _marks() -> frozenset[str]:
    return frozenset((*lexicon().counted["marks"], *lexicon().counted["signs"]))


def year(tokens: Tokens, at: int) -> Parse:
    """*2018*, *Jahr 2018*, *2017/18*, *2026–2027*; not *2000 Tonnen*, *Agenda 2030*, *rund 1900*."""
    token = tokens[at]
    told = at > 0 and tokens[at - 1].tag == "relative"  # im kommenden Jahr 1000 Plätze: time_relative decides
    if _is_a_year(token) and tokens[at + 1].tag == "year" and token.word[-1] != "n" and not told:
        found = _year_pair(tokens, at + 1)
        return found or (Point("year", Year(tokens[at + 1].value)), at + 2)
    if token.tag != "year" or not is_year(tokens, at):
        return None
    return _year_pair(tokens, at) or (Point("year", Year(token.value)), at + 1)


def _is_a_year(token: Token) -> bool:
    return token.tag == "unit" and token.value == "year"


def is_year(tokens: Tokens, at: int) -> bool:
    """Whether the four digits at ``at`` are a year: by what stands before and behind them."""
    before = tokens[at - 1] if at else Token(0, 0, "")
    if _is_counted(tokens, at + 1) or _is_named(tokens, at, before):
        return False
    if at > 1 and _is_a_year(before) and tokens[at - 2].tag == "relative":
        return False
    number = tokens[at].value
    led = before.tag in _LEADS or before.word in lexicon().bindings["leads"]
    if led:
        return bool(1000 <= number < 2200) and (number >= 1500 or before.tag in ("edge", "month", "unit", "season"))
    if number in _RECENT and number % 100 and before.tag == "" and not _opens_a_count(before.word.lower()):
        return True  # lieferte 2023 Waren: press tells the year far more often than such a count
    return 1800 <= number < 2100 and not counts_a_noun(tokens, at + 1)


def _opens_a_count(word: str) -> bool:
    """Whether a number behind this word counts, as behind an article or *rund*."""
    return word in function_words().determiners or word in not_counts().before_counts


def _is_counted(tokens: Tokens, at: int) -> bool:
    behind = tokens[at]
    if behind.word == "-" and adjoin(tokens, at) and adjoin(tokens, at + 1):
        return tokens[at + 1].tag not in ("year", "number")
    if behind.word == "US" and tokens[at + 1].word == "-":
        return True
    return behind.word in _counted() or (behind.word in _marks() and behind.word != "") or _scaled(tokens, at)


def _scaled(tokens: Tokens, at: int) -> bool:
    """*2000 neue Arbeitsplätze*: a small adjective and a counted noun behind it."""
    adjective = tokens[at].word
    return adjective.islower() and adjective.endswith(("e", "en", "er")) and tokens[at + 1].word in _counted()


def _is_named(tokens: Tokens, at: int, before: Token) -> bool:
    if before.word == "." and at > 1:
        before = tokens[at - 2] if tokens[at - 2].word in lexicon().counted["abbreviated"] else before
    glued = at > 0 and adjoin(tokens, at) and (before.word[-1:].isalnum() or before.word[-1:] in "_.:@#+*")
    return before.word in _names() or before.word in _marks() or glued


def counts_a_noun(tokens: Tokens, at: int) -> bool:
    """A bare number before a plural noun counts it: *2050 Fahrzeuge*; a name or a verb behind a year does not."""
    word = tokens[at].word
    return (
        tokens[at].tag == "" and word[:1].isupper() and _PLURAL.match(word) is not None and word.endswith(("en", "e"))
    )


def _year_pair(tokens: Tokens, at: int) -> Parse:
    """*2017/18*, *2026–2027*, *2024/2025*."""
    first, mark, second = tokens[at], tokens[at + 1], tokens[at + 2]
    if mark.word not in ("/", "-", "–", "—", "‑") or first.tag != "year":
        return None
    if mark.word == "/" and not (adjoin(tokens, at + 1) and adjoin(tokens, at + 2)):
        return None
    last = second.value if second.tag == "year" else None
    if second.tag == "number" and len(second.word) == 2 and adjoin(tokens, at + 2):
        last = first.value // 100 * 100 + second.value
    if last is None or not first.value < last <= first.value + 200 or _is_counted(tokens, at + 3):
        return None
    return Range(Point("year", Year(first.value)), Point("year", Year(last))), at + 3
