"""Units behind a number: *Mrd. US-Dollar*, *%*, *kanadische Dollar*, *Quadratkilometer*, *TWh*.

A unit says what kind of quantity it makes, its symbol, and by what to multiply (*GW* is 1000 *MW*).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from msgspec import Struct

from kelisim.language.annotations import QuantityKind
from kelisim.language.currencies import codes, nouns, qualified, signs
from kelisim.language.numbers import GAP
from kelisim.language.time_triggers import alternatives
from kelisim.lexicons import load_lines

TIME_UNITS = ("year", "month", "week", "day", "hour")
# What may stand between a number and its unit: white space, a hyphen of a compound, or nothing.
_BETWEEN = re.compile(rf"(?:{GAP}|-)?")
_SYMBOL = re.compile(r"[%‰°]C?(?:-Punkten?)?|[A-Z]{1,3}-?\$|[^\w\s.,;:!?()\[\]{}\"'„“”‚‘’«»<>+*/\\|&=#~^`@…–—-]")
_LETTERS = re.compile(
    r"(?:k?m)[23](?!\w)|20-Fuß-[A-Z][a-z]+|v\. ?H\.|(?:Std|Min|Proz)\."
    r"|[^\W\d_](?:[^\W\d_]|[-'’ʻʼ‘/](?=[^\W\d_])|[²³])*"
)
_SECOND = re.compile(rf"{GAP}([^\W\d_](?:[^\W\d_]|[-'’ʻʼ‘](?=[^\W\d_]))*)(?:{GAP}([^\W\d_]+))?")


_KINDS: dict[str, QuantityKind] = {"percent": "percent", "percentage_point": "percentage_point", "count": "count"}
_JOINT = re.compile(r"[-/]")


class Unit(Struct, frozen=True):
    """A unit: the kind of quantity it makes, its symbol in the ledger, how many of that one unit is."""

    kind: QuantityKind
    symbol: str
    factor: Decimal = Decimal(1)


class FoundUnit(Struct, frozen=True):
    """A unit in the text and where its words end."""

    unit: Unit
    start: int
    end: int


@cache
def forms() -> dict[str, Unit]:
    """Every form of every unit, money included."""
    found: dict[str, Unit] = {}
    for symbol, factor, names in load_lines("de/units.txt", 3, unique=False):
        kind = kind_of(symbol)
        for name in names.split(","):
            found[name] = Unit(kind, symbol, Decimal(factor))
    for name, money in nouns().items():
        if money.code:
            found[name] = Unit("money", money.code)
    for code in codes():
        found[code] = Unit("money", code)
    for sign, code in signs().items():
        found[sign] = Unit("money", code)
    return found


@cache
def _money() -> re.Pattern[str]:
    names = {name for name, unit in forms().items() if unit.kind == "money"} | set(nouns())
    names |= {sign.lower() for sign in signs()} | {name.replace("ʻ", "’") for name in names}
    return re.compile(alternatives(names))


def names_money(text: str, start: int, end: int) -> bool:
    """Whether the letters of a name, code or sign of money stand in ``text[start:end]``: without them no sum does."""
    return _money().search(text, start, end) is not None


def kind_of(symbol: str) -> QuantityKind:
    """The kind of quantity that a unit with this symbol makes."""
    if symbol in codes():
        return "money"
    return _KINDS.get(symbol, "measure")


def unit_at(text: str, position: int) -> FoundUnit | None:
    """The unit that stands right behind a number that ends at ``position``; None if none does."""
    between = _BETWEEN.match(text, position)
    start = between.end() if between else position
    if start >= len(text):
        return None
    sign = _SYMBOL.match(text, start)
    if sign:
        unit = forms().get(sign.group())
        return FoundUnit(unit, start, sign.end()) if unit else None
    match = _LETTERS.match(text, start)
    return _named(text, start, match) if match else None


def _named(text: str, start: int, match: re.Match[str]) -> FoundUnit | None:
    """A unit written in letters: two words (*Pfund Sterling*, *kanadische Dollar*) before one."""
    word = match.group()
    second = _SECOND.match(text, match.end())
    if second:
        for count, wording in ((2, f"{word} {second[1]} {second[2]}"), (1, f"{word} {second[1]}")):
            longer = forms().get(wording)
            if longer:
                return FoundUnit(longer, start, second.end(count))
        code = qualified(word, second[1])
        if code:
            return FoundUnit(Unit("money", code), start, second.end(1))
    unit = forms().get(word) or forms().get(word.replace("’", "ʻ"))
    if unit:
        return FoundUnit(unit, start, match.end())
    return _head_of_compound(start, word)


def _head_of_compound(start: int, word: str) -> FoundUnit | None:
    """The unit that opens a compound: *Dollar-Paket* after *352 Millionen*, *Euro/Aktie* after *0,60*."""
    for mark in reversed([match.start() for match in _JOINT.finditer(word)]):
        unit = forms().get(word[:mark])
        if unit:
            return FoundUnit(unit, start, start + mark)
    return None
