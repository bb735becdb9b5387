"""Amounts in the making: a numeral with the unit behind or the sign before it, not yet bounded or joined."""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec
from msgspec import Struct

from kelisim.language.currencies import code_before
from kelisim.language.number_words import cardinal, lexicon
from kelisim.language.numbers import GAP, SIGNS, Numeral, digits_value, numeral_at, plain, product
from kelisim.language.units import Unit, unit_at

_NOUN = re.compile(
    rf"(?:{GAP}|-)(?:[a-zäöüß]+(?:-[a-zäöüß]+)*(?:e|en|er|es|em){GAP}){{0,3}}[„\"»]?[A-ZÄÖÜ][^\W\d_]*[a-zäöüß]"
)
_CENTS = re.compile(
    rf"{GAP}(?:und{GAP})?(?:([0-9]{{1,2}})|([a-zäöüß]+))(?:({GAP}Cents?)\b|(?=[.,;:!?)]*(?:\s*\Z|\n|[^\S\n]+[A-ZÄÖÜ])))"
)
_GENITIVE = re.compile(rf"{GAP}(?:der|des|aller|von)\b")
_DECIMAL_POINT = re.compile(r"[0-9]{1,2}\.[0-9]{3}")
_DECIMAL_COMMA = re.compile(r"[0-9]{1,3},[0-9]{3}")


class Amount(Struct):
    """A number and its unit while the sentence is read: ``low`` = ``high`` until a range is joined."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    base: Decimal
    scale: int
    form: str
    unit: Unit | None
    number_end: int
    digits: str
    borrowed: bool = False


def amount_at(text: str, position: int, floor: int = 0) -> Amount | None:
    """The amount whose number begins at ``position``, with its unit; None if there is no number.

    A sign of money before the number is not looked for before ``floor``.
    """
    numeral = numeral_at(text, position)
    if numeral is None:
        return None
    found = unit_at(text, numeral.end) if numeral.form != "fraction" else None
    if found is None:
        return _without_unit(text, numeral, floor)
    wording = text[numeral.start : numeral.end]
    value = _in_context(wording, numeral, percent=found.unit.symbol == "percent")
    value = product(value, found.unit.factor)
    amount = _amount(text, numeral, found.end, value, found.unit)
    return _with_cents(text, amount) if found.unit.kind == "money" and numeral.scale == 1 else amount


def followed_by_noun(text: str, position: int) -> bool:
    """Whether a noun stands right behind ``position``, adjectives between (*74 gemeinsamen Projekten*)."""
    return _NOUN.match(text, position) is not None


def _without_unit(text: str, numeral: Numeral, floor: int) -> Amount:
    before = code_before(text, numeral.start, floor)
    value, wording = numeral.value, text[numeral.start : numeral.end]
    if before:
        amount = _amount(text, numeral, numeral.end, value, Unit("money", before[1]))
        amount.start = before[0]
        return amount
    if _is_part(wording) and _GENITIVE.match(text, numeral.end):
        return _amount(text, msgspec.structs.replace(numeral, form="fraction"), numeral.end, value, None)
    if _DECIMAL_COMMA.fullmatch(wording) and followed_by_noun(text, numeral.end) and wording[0] != "0":
        value = Decimal(wording.replace(",", ""))
    return _amount(text, numeral, numeral.end, value, None)


def _is_part(wording: str) -> bool:
    """*1/3*, *½*, *dreiviertel*: a part written short."""
    return "/" in wording or wording in SIGNS or wording.lower() in lexicon().glued_parts


def _amount(text: str, numeral: Numeral, end: int, value: Decimal, unit: Unit | None) -> Amount:
    return Amount(
        start=numeral.start,
        end=end,
        low=value,
        high=value,
        base=numeral.base,
        scale=numeral.scale,
        form=numeral.form,
        unit=unit,
        number_end=numeral.end,
        digits=text[numeral.start : numeral.end] if numeral.form == "digits" else "",
    )


def _in_context(wording: str, numeral: Numeral, *, percent: bool) -> Decimal:
    """*3.125 %* is three and an eighth: nobody prints thousands of percent with a point."""
    if percent and _DECIMAL_POINT.fullmatch(wording):
        return plain(Decimal(wording))
    return numeral.value


def _with_cents(text: str, amount: Amount) -> Amount:
    """*15 Dollar und 15 Cent*, *zwei Euro fünfzig*: the hundredths behind a sum of money."""
    match = _CENTS.match(text, amount.end)
    if match is None or amount.low != amount.low.to_integral_value():
        return amount
    cents = digits_value(match[1]) if match[1] else cardinal(match[2])
    if cents is None or not 0 < cents < 100:
        return amount
    amount.low = amount.high = plain(amount.low + cents / 100)
    amount.end = match.end(3) if match[3] else max(match.end(1), match.end(2))
    return amount
