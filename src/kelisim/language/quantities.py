"""Quantities in German text: numbers, money, percentages and measures, each with its span and its bound."""

from __future__ import annotations

import re
from functools import cache

from kelisim.language.amounts import Amount, amount_at, followed_by_noun
from kelisim.language.annotations import Quantity
from kelisim.language.number_words import lexicon
from kelisim.language.qualifiers import qualifier_before
from kelisim.language.units import forms


def quantities(text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """The quantities of ``text[start:end]`` in their order, not overlapping, with absolute offsets.

    What stands outside the stretch is not looked at. Dates, bare years, clock times, phone numbers and product
    names are none; ordinals are (kind ``ordinal``).
    """
    stop = len(text) if end is None else end
    body = text if start == 0 and stop >= len(text) else text[start:stop]
    found = [_finished(body, amount) for amount in _amounts(body)]
    return found


def _amounts(text: str) -> list[Amount]:
    found: list[Amount] = []
    position = 0
    search = _trigger().search
    while match := search(text, position):
        amount = amount_at(text, match.start())
        if amount is None or (amount.form == "article" and amount.unit is None and amount.scale == 1):
            position = match.end()
            continue
        found.append(amount)
        position = max(amount.end, match.end())
    return found


def _finished(text: str, amount: Amount) -> Quantity:
    qualifier = qualifier_before(text, amount.start)
    unit = amount.unit
    return Quantity(
        start=amount.start,
        end=amount.end,
        full_start=qualifier.start if qualifier else amount.start,
        low=amount.low,
        high=amount.high,
        unit=unit.symbol if unit else "count",
        kind=unit.kind if unit else "count",
        qualifier=qualifier.qualifier if qualifier else "exact",
    )


@cache
def _trigger() -> re.Pattern[str]:
    """Where a number may begin: a digit, or the stem of a number word at the beginning of a word."""
    words = lexicon()
    stems = {*words.small, *words.tens, *words.scales, "anderthalb", "dreiviertel", "viertel"} - {"ein", "eine", "eins"}
    plain = "|".join(sorted({_spellings(stem) for stem in stems if "." not in stem}))
    nouns = "|".join(
        re.escape(form) for form in sorted(forms(), key=len, reverse=True) if form[0].isupper() or form == "%"
    )
    article = rf"[Ee]in(?:e[mnrs]?)?(?=\s+(?:{nouns}|halb|[A-Za-zäöüß]+tel)|hundert|tausend|und[a-z]|einhalb|s\b)"
    return re.compile(rf"[0-9½¼¾⅓⅔]|(?<![^\W_])(?:{plain}|{article})")


def _spellings(stem: str) -> str:
    """A pattern for a folded stem: capital or not, umlaut or its two letters."""
    first, rest = stem[0], stem[1:]
    pattern = f"[{first.upper()}{first.lower()}]{rest}"
    return pattern.replace("ue", "(?:ü|ue)").replace("oe", "(?:ö|oe)").replace("ss", "(?:ß|ss)")
