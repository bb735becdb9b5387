"""Numbers glued into a word: *352-Millionen-Dollar-Paket*, *10-Milliarden-Ziel*, *zehnprozentig*, *Zehnjahresprogramm*.

The span is the whole word, for a word is never cut; `compound` names it where more than number and unit is glued.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

from msgspec import Struct

from kelisim.language.annotations import Quantity
from kelisim.language.number_words import cardinal, fraction_part, lexicon
from kelisim.language.numbers import digits_value, is_number, plain, product, quotient
from kelisim.language.units import Unit, forms, kind_of
from kelisim.lexicons import load_lines

_HYPHENED = re.compile(
    r"([0-9]{1,24}(?:[.,][0-9]{1,24}){0,6}|[^\W\d_]+)((?:-(?:[^\W\d_]+[²³]?(?:\.(?=-))?|20-Fuß))+)(?![\w])"
)
_GLUED = re.compile(r"([0-9]{1,24}(?:[.,][0-9]{1,24}){0,6})([^\W\d_]+)")
_ENDINGS = re.compile(r"e[nrsm]?\Z")
_PARTS = re.compile(r"([^\W\d_]+?)(halb|drittel|viertel|fünftel)([^\W\d_]+)\Z")


class GluedUnit(Struct, frozen=True):
    """A unit behind a number in one word, whether the word must end there, and whether it means one by itself."""

    form: str
    unit: Unit
    ends: bool
    alone: bool


@cache
def _units() -> tuple[GluedUnit, ...]:
    rows = load_lines("de/glued_units.txt", 4)
    return tuple(
        GluedUnit(form, Unit(kind_of(symbol), symbol, Decimal(factor)), where == "end", where == "alone")
        for form, symbol, factor, where in rows
    )


def hyphened_at(text: str, position: int) -> tuple[Quantity | None, int]:
    """The compound with hyphens that begins at ``position`` with a number: its quantity if it has one, and its end.

    The end is 0 where no such compound begins; a compound without a unit (*20-Fuß-Container*) has no quantity.
    """
    match = _HYPHENED.match(text, position)
    if match is None:
        return None, 0
    value = _value(match[1])
    if value is None or len(match[1]) > 24:
        return None, 0
    return _quantity(match, value), match.end()


def _value(first: str) -> Decimal | None:
    if first[0].isdigit():
        return digits_value(first) if is_number(first) else None
    return cardinal(first)


def _quantity(match: re.Match[str], value: Decimal) -> Quantity | None:
    parts = match[2].removeprefix("-").split("-")
    scale = lexicon().scales.get(parts[0]) if parts else None
    if scale:
        value, parts = product(value, scale), parts[1:]
    unit, used = _unit_of(parts)
    if unit is None and not scale:
        return None
    if not scale and parts[0][0].isupper() and parts[0].lower().startswith(_ages()):
        return None
    rest = parts[used:]
    symbol = unit.symbol if unit else "count"
    low = product(value, unit.factor) if unit else plain(value)
    return Quantity(
        start=match.start(),
        end=match.end(),
        full_start=match.start(),
        low=low,
        high=low,
        unit=symbol,
        kind=unit.kind if unit else "count",
        compound=match.group() if rest or (unit and parts[used - 1].islower() and len(parts[used - 1]) > 4) else None,
    )


def glued_forms() -> tuple[str, ...]:
    """What may be glued behind a number in one word."""
    return tuple(entry.form for entry in _units())


@cache
def _ages() -> tuple[str, ...]:
    """Adjectives glued behind a number; as nouns they are people (*der 31-Jährige*)."""
    return tuple(entry.form for entry in _units() if entry.ends)


def _unit_of(parts: list[str]) -> tuple[Unit | None, int]:
    """The unit that opens ``parts`` and how many of them it takes (*US-Dollar* two)."""
    for count in (2, 1):
        name = "-".join(parts[:count])
        unit = forms().get(name) if len(parts) >= count else None
        if unit:
            return unit, count
    if not parts:
        return None, 0
    glued = next((entry for entry in _units() if _names(entry, parts[0])), None)
    return (glued.unit, 1) if glued else (None, 0)


def _names(entry: GluedUnit, part: str) -> bool:
    lower = part.lower()
    return _ENDINGS.sub("", lower) == entry.form if entry.ends else lower in (entry.form, entry.form + "s")


def glued_word_at(text: str, position: int, end: int) -> Quantity | None:
    """The quantity glued into the word ``text[position:end]``: *zehnprozentig*, *Zehnjahresprogramm*."""
    read = _read(text[position:end])
    if read is None:
        return None
    value, unit, fraction = read
    return _glued(text[position:end], position, plain(value * unit.factor), unit, fraction=fraction)


def glued_digits_at(text: str, position: int) -> Quantity | None:
    """*10prozentig*, *30%ig*: digits with a unit glued behind them and more behind the unit."""
    match = _GLUED.match(text, position)
    unit = _trailing(match[2]) if match else None
    if match is None or unit is None or not is_number(match[1]):
        return None
    value = product(digits_value(match[1]), unit.factor)
    return _glued(match.group(), position, value, unit, fraction=False)


def _glued(word: str, position: int, value: Decimal, unit: Unit, *, fraction: bool) -> Quantity:
    return Quantity(
        start=position,
        end=position + len(word),
        full_start=position,
        low=value,
        high=value,
        unit=unit.symbol,
        kind=unit.kind,
        fraction=fraction,
        compound=word,
    )


@lru_cache(maxsize=8192)
def _read(word: str) -> tuple[Decimal, Unit, bool] | None:
    lower = word.lower()
    for entry in _units():
        at = lower.find(entry.form)
        if at < 0 or (at == 0 and not entry.alone):
            continue
        value = cardinal(lower[:at]) if at else Decimal(1)
        if value is not None and (not entry.ends or _ENDINGS.sub("", lower[at:]) == entry.form):
            return value, entry.unit, False
    match = _PARTS.match(lower)
    top = cardinal(match[1]) if match else None
    bottom = fraction_part(match[2]) if match else None
    if top is None or bottom is None or bottom < 3 or top >= bottom:
        return None
    return plain(quotient(top * 100, bottom).quantize(Decimal("0.01"))), Unit("percent", "percent"), True


def _trailing(letters: str) -> Unit | None:
    lower = _ENDINGS.sub("", letters.lower())
    return next((entry.unit for entry in _units() if entry.ends and lower == entry.form), None)
