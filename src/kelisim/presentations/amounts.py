"""Amounts as people read them.

10000000000 USD  ->  «10,0 Mrd. USD» (de), «10.0 bn USD» (en)        -15 percent, a change  ->  «−15 %»
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal

from kelisim.model import Figure, Undertaking
from kelisim.presentations.headings import headings, name_of

_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_MINUS = "\N{MINUS SIGN}"
_MOST_PLACES = 3


def figure_amount(figure: Figure, lang: str) -> str:
    """The value of a figure with bound, unit and rate: *über 1,5 Mio. t im Jahr*."""
    low, high = figure.low, figure.high
    sign = "+" if figure.measure == "change" and low > 0 and figure.unit != "factor" else ""
    amount = sign + amount_of(low, figure.unit, lang)
    if high != low:
        amount = f"{_bare(low, figure.unit, high, lang)}–{amount_of(high, figure.unit, lang)}"
    rate = f" {headings().per[figure.per].speak(lang)}" if figure.per in headings().per else ""
    return bounded(amount + rate, figure.qualifier, lang)


def undertaking_amount(undertaking: Undertaking, lang: str) -> str:
    """The money value of an undertaking, empty where it has none."""
    if undertaking.amount is None:
        return ""
    amount = amount_of(undertaking.amount, undertaking.unit or "count", lang)
    return bounded(amount, undertaking.amount_qualifier, lang)


def bounded(amount: str, qualifier: str | None, lang: str) -> str:
    """The amount with the word of its bound before it."""
    return amount if qualifier in (None, "exact") else f"{name_of(qualifier, lang)} {amount}"


def amount_of(value: Decimal, unit: str, lang: str) -> str:
    """One number with its unit, scaled to millions, billions, trillions where it has as many digits."""
    number, scale = _scaled(value, lang)
    if unit == "factor":
        return number + headings().units["factor"].speak(lang)
    wording = headings().units.get(unit)
    symbol = wording.speak(lang) if wording else unit
    glue = "" if symbol == "%" and lang != "de" else " "
    return f"{number}{' ' + scale if scale else ''}{glue + symbol if symbol else ''}"


def ordinal_of(number: int, lang: str) -> str:
    """*18.* in German, *18th* in English."""
    if lang == "de":
        return f"{number}."
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def in_language(sum: str, lang: str) -> str:
    """A sum in digits (*4.4 / 3 = 1.467*) with the decimal sign of the language."""
    return _POINT.sub(",", sum) if lang == "de" else sum


def _bare(low: Decimal, unit: str, high: Decimal, lang: str) -> str:
    """The lower end of a range: without the unit, and without the scale where both ends share it."""
    number, scale = _scaled(low, lang)
    shared = scale == _scaled(high, lang)[1]
    return number if shared or unit == "factor" else f"{number} {scale}".rstrip()


def _scaled(value: Decimal, lang: str) -> tuple[str, str]:
    for power, wording in headings().scales.items():
        if abs(value) >= Decimal(10) ** int(power):
            return _digits(value.scaleb(-int(power)), 1, lang), wording.speak(lang)
    return _digits(value, 0, lang), ""


def _digits(value: Decimal, least: int, lang: str) -> str:
    """At least ``least`` and at most three decimal places, thousands grouped, as the language writes it."""
    places = min(max(least, -int(value.normalize().as_tuple().exponent)), _MOST_PLACES)
    enough = Context(prec=max(60, value.adjusted() + places + 2))
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN, enough)
    text = f"{rounded:,f}".replace("-", _MINUS)
    if "." in text:
        whole, _, tail = text.partition(".")
        text = f"{whole}.{tail.rstrip('0').ljust(least, '0')}".rstrip(".")
    return text.translate(str.maketrans(",.", ".,")) if lang == "de" else text
