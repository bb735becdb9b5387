"""The one pattern that finds the places of a text where a time may stand; the rest is never analysed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from kelisim.language.time_words import cardinals, lexicon

# Years, numeric dates, decades, Q3, and days of a month that stand alone (am 15.).
_NUMBERS = (
    r"\d{4}(?!\d)",
    r"\d\d?\. ?\d\d?",
    r"\d\d(?:\d\d)?er",
    r"[QH][1-4](?!\w)",
    r"(?:[Aa]m|[Vv]om|dem|den|der) \d\d?(?:\.|te)",
)


@cache
def trigger(*, vague: bool) -> re.Pattern[str]:
    """What every time expression holds: a month, weekday, unit, year, numeric date, or a word like *gestern*.

    Words for now and once are looked for with ``vague`` only.
    """
    numbers = alternatives(_with_capitals(cardinals(lexicon().numbers)))
    linked = alternatives(lexicon().compounds["adjectives"].keys() | lexicon().compounds["linked"].keys())
    compounds = rf"(?:\d+|(?:[Ee]in|{numbers}))-?(?:{linked})"
    words = alternatives(_words(vague=vague))
    shorts = alternatives(form for month in lexicon().months for form in month.short)
    return re.compile(rf"\b(?:{words}|{shorts}(?!\w)|{'|'.join(_NUMBERS)}|{compounds})")


def _words(*, vague: bool) -> set[str]:
    lex = lexicon()
    found = {form for table in (lex.months, lex.weekdays) for entry in table for form in entry.forms}
    found |= {form for table in (lex.seasons, lex.units) for forms in table.values() for form in forms}
    found |= {form for shift in lex.shifts for form in shift.forms}
    found |= {form for edge in lex.edgewords for form in edge.forms}
    found |= {*lex.feasts.fixed, *lex.feasts.movable, *(form for forms in lex.spans.values() for form in forms)}
    found |= {*lex.yearago["forms"], *lex.halves["forms"]}
    found |= _with_capitals(form for forms in lex.sets.values() if isinstance(forms, tuple) for form in forms)
    found |= _with_capitals(lex.decades.words)
    if vague:
        found |= _with_capitals(form for forms in lex.vague.values() for form in forms)
    return found


def _with_capitals(forms: Iterable[str]) -> set[str]:
    return {variant for form in forms for variant in (form, form[0].upper() + form[1:])}


def alternatives(forms: Iterable[str]) -> str:
    """A pattern for any of ``forms`` that tries each letter once: Ja(?:hr|nuar). A form that begins another wins."""
    branches: dict[str, list[str]] = {}
    for form in sorted(set(forms)):
        branches.setdefault(form[0], []).append(form[1:])
    parts = [re.escape(first) + _rest(rests) for first, rests in branches.items()]
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


def _rest(rests: list[str]) -> str:
    return "" if "" in rests else alternatives(rests)
