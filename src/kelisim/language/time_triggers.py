"""The one pattern that finds the places of a text where a time may stand; the rest is never analysed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from kelisim.language.time_words import cardinals, lexicon
from kelisim.once import Remembered

# Years, numeric dates, decades; Q3; days of a month that stand alone (am 15.): by what they begin with.
_NUMBERS = (r"\d{3}(?!\d)", r"\d?\. ?\d\d?", r"\d(?:\d\d)?er")
_QUARTER = r"[1-4](?!\w)"
_DAY = r" \d\d?(?:\.|te)"
_MARKED = {"Q": _QUARTER, "H": _QUARTER, "A": f"m{_DAY}", "a": f"m{_DAY}", "V": f"om{_DAY}", "v": f"om{_DAY}"}
_MARKED["d"] = f"e[mnr]{_DAY}"


def places(text: str) -> list[tuple[int, int]]:
    """Where a time may stand, as `trigger` finds it without words for now and once: first and last character.

    What the pieces between blanks hold is remembered, as pieces repeat; few triggers go on over a blank (*am 15.*).
    """
    pieces = text.split(" ")
    told = [(at, here) for at, here in enumerate(map(_PIECES.__getitem__, pieces)) if here is not None]
    ends = list(accumulate(map(len, pieces))) if told else []
    found: list[tuple[int, int]] = []
    for at, here in told:
        spans, start = here.spans, ends[at] - len(pieces[at]) + at
        before = pieces[at - 1] if here.digit and at else ""
        if before[-1:] == "." and _DAY_OF_A_DATE.search(before) and not (found and found[-1][1] > start - 3):
            return [match.span() for match in trigger(vague=False).finditer(text)]
        lead = _LEADING.search(before) if here.day and before else None
        if lead is not None and not (found and found[-1][1] > start - 1 - len(lead[0])):
            found.append((start - 1 - len(lead[0]), start + here.day))
            spans = [match.span() for match in trigger(vague=False).finditer(pieces[at], here.day)]
        found += [(start + first, start + last) for first, last in spans]
    return found


class _Piece(NamedTuple):
    """What stands between two blanks: its triggers, whether a digit begins it, where a day at its beginning ends."""

    spans: list[tuple[int, int]]
    digit: bool
    day: int


def _piece(piece: str) -> _Piece | None:
    spans = [match.span() for match in trigger(vague=False).finditer(piece)]
    day = _A_DAY.match(piece)
    return _Piece(spans, piece[:1].isdigit(), day.end() if day else 0) if spans or piece[:1].isdigit() else None


_LEADING = re.compile(r"\b(?:[Aa]m|[Vv]om|de[mnr])$")
_A_DAY = re.compile(_DAY[1:])
_DAY_OF_A_DATE = re.compile(r"\b\d\d?\.$")
_PIECES = Remembered(_piece)


@cache
def trigger(*, vague: bool) -> re.Pattern[str]:
    """What every time expression holds: a month, weekday, unit, year, numeric date, or a word like *gestern*.

    Words for now and once are looked for with ``vague`` only. The pattern asks first for one of the letters that
    begin such a word, and then only for what begins with it: nearly twice the speed of a plain alternation.
    """
    linked = alternatives(lexicon().compounds["adjectives"].keys() | lexicon().compounds["linked"].keys())
    branches: dict[str, list[str]] = {}
    for first, forms in _by_letter(_words(vague=vague)).items():
        branches.setdefault(first, []).append(_rest(forms))
    for first, forms in _by_letter(form for month in lexicon().months for form in month.short).items():
        branches.setdefault(first, []).append(rf"{_rest(forms)}(?!\w)")
    for first, rest in _MARKED.items():
        branches.setdefault(first, []).append(rest)
    for first in "Ee":
        branches.setdefault(first, []).append(f"in-?(?:{linked})")
    for first, forms in _by_letter(_with_capitals(cardinals(lexicon().numbers))).items():
        branches.setdefault(first, []).append(f"{_rest(forms)}-?(?:{linked})")
    found = [f"(?<={first})(?:{'|'.join(rests)})" for first, rests in sorted(branches.items())]
    found.append(rf"(?<=\d)(?:{'|'.join(_NUMBERS)}|\d*-?(?:{linked}))")
    return re.compile(rf"\b[0-9{''.join(sorted(branches))}](?:{'|'.join(found)})")


def _by_letter(forms: Iterable[str]) -> dict[str, list[str]]:
    """What follows the first letter of each form."""
    found: dict[str, list[str]] = {}
    for form in sorted(set(forms)):
        found.setdefault(form[0], []).append(form[1:])
    return found


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
    parts = [re.escape(first) + _rest(rests) for first, rests in _by_letter(forms).items()]
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


def _rest(rests: list[str]) -> str:
    return "" if "" in rests else alternatives(rests)
