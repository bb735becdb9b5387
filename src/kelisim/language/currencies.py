"""Money by name, sign and code: *kanadische Dollar* is CAD, *₸* KZT, *US$* USD.

What cannot be told (*Kronen* without a country) is no money here rather than a guess.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from kelisim.lexicons import load_lines

_ADJECTIVE = re.compile(r"([^\W\d_]+?(?:-[^\W\d_]+?)*?)(?:e[nrsm]?)?\Z")


class Money(Struct, frozen=True):
    """A noun of money: its code alone (empty if nobody can tell), and by the stem of the adjective before it."""

    code: str
    by_adjective: dict[str, str]


@cache
def nouns() -> dict[str, Money]:
    """Every noun of money under each of its forms."""
    found: dict[str, Money] = {}
    for forms, code, adjectives in load_lines("de/currencies.txt", 3):
        pairs = dict(pair.split("=", 1) for pair in adjectives.split())
        money = Money("" if code == "-" else code, pairs)
        for form in forms.split(","):
            found[form] = money
            found.setdefault(form.upper(), money)
    return found


@cache
def codes() -> frozenset[str]:
    """Every ISO 4217 code of the lexicon."""
    return frozenset(code for code, _signs, _weak in load_lines("shared/currencies.txt", 3))


@cache
def signs() -> dict[str, str]:
    """Signs of money, longest names included (*US$*), to their codes."""
    rows = load_lines("shared/currencies.txt", 3)
    return {sign: code for code, row_signs, _weak in rows for sign in row_signs.split()}


@cache
def _printed_signs() -> dict[str, str]:
    """The signs as they are printed, also in small letters (*us$*), to their codes."""
    return {sign.lower(): code for sign, code in signs().items()} | signs()


@cache
def sign_before() -> re.Pattern[str]:
    """A sign or code that ends where it is matched to: *US$*, *EUR*, *usd$* before their number."""
    strong = [code for code, _signs, weak in load_lines("shared/currencies.txt", 3) if weak != "weak"]
    joined = "|".join(re.escape(name) for name in sorted(_printed_signs(), key=len, reverse=True))
    return re.compile(rf"(?<![\w$])(?:({joined})|({'|'.join(strong)}))[^\S\n]?\Z")


def code_before(text: str, position: int, floor: int) -> tuple[int, str] | None:
    """The money whose sign or code stands right before ``position``: where it begins, and its code."""
    match = sign_before().search(text, max(floor, position - 6), position)
    if match is None:
        return None
    sign = match[1]
    return match.start(), _printed_signs()[sign] if sign else match[2]


def qualified(adjective: str, noun: str) -> str | None:
    """The code of a noun of money after an adjective (*kanadischen*, *Dollar*); None if they do not go together."""
    money = nouns().get(noun)
    if money is None:
        return None
    word = adjective.lower()
    stem = _ADJECTIVE.match(word)
    for form in (word, stem[1] if stem else word):
        if form in money.by_adjective:
            return money.by_adjective[form]
    return None
