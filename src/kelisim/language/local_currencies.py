"""Currencies that several states share by name: *5 Milliarden Kronen* are Czech where the text speaks of Czechia.

In: the quantities and the actors of a text. Out: the quantities, with the currency where exactly one of the states
that the text names has it; else the number stays a bare number, never a guess.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from msgspec import Struct, structs

from kelisim.language.annotations import Actor, Quantity
from kelisim.language.conversions import carried
from kelisim.language.time_triggers import alternatives
from kelisim.lexicons import load_table


class _Currency(Struct, frozen=True, forbid_unknown_fields=True):
    forms: tuple[str, ...]
    codes: dict[str, str]


class _Table(Struct, frozen=True, forbid_unknown_fields=True):
    currency: tuple[_Currency, ...]


@cache
def _by_form() -> dict[str, dict[str, str]]:
    table = load_table("de/local_currencies.toml", _Table)
    return {form: entry.codes for entry in table.currency for form in entry.forms}


@cache
def _any() -> re.Pattern[str]:
    """Any of the names, wherever it stands: found quicker than behind a blank, since it begins with a letter."""
    return re.compile(alternatives(_by_form()))


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(
        rf"(?<=\S)[ \xa0]{{1,80}}({'|'.join(map(re.escape, sorted(_by_form(), key=len, reverse=True)))})\b"
    )


def with_local_currencies(text: str, quantities: Sequence[Quantity], actors: Sequence[Actor]) -> list[Quantity]:
    """Give bare numbers before a shared currency name the currency of the state that the text is about."""
    if not _any().search(text) or not _behind().search(text):
        return list(quantities)
    states = Counter(code for actor in actors for code in actor.codes)
    return carried(text, [_local(text, quantity, states) for quantity in quantities])


def _local(text: str, quantity: Quantity, states: Counter[str]) -> Quantity:
    named, end = _name(text, quantity)
    codes = _by_form().get(named)
    if codes is None:
        return quantity
    here = sorted((code for code in codes if states[code]), key=lambda code: -states[code])
    if not here or (len(here) > 1 and states[here[0]] == states[here[1]]):
        return quantity
    return structs.replace(quantity, end=end, unit=codes[here[0]], kind="money")


def _name(text: str, quantity: Quantity) -> tuple[str, int]:
    """The currency name of a quantity: its own last word, or the word behind a bare number."""
    if quantity.kind == "money":
        words = text[quantity.start : quantity.end].split()
        adjective = len(words) > 1 and words[-2].isalpha() and words[-2].islower() and words[-2].endswith("e")
        return ("" if adjective else words[-1]), quantity.end
    match = _behind().match(text, quantity.end) if quantity.kind == "count" else None
    return (match.group(1), match.end()) if match else ("", quantity.end)
