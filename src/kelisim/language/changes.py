"""Which way a number went, where the wording itself says so: *minus 3 %*, *Rückgang um*, *ein Plus von*."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from msgspec import Struct

from kelisim.lexicons import load_table

_LINE = re.compile(r"[0-9.,]+[^\S\n]*(?:\n|\Z)")
_SIGN = re.compile(r"(?:(?:^|[\s(])([-−–+])|(?:^|\n)([-−])[^\S\n])\Z")
_WORD = re.compile(r"(?<![^\W_])([^\W\d_]+)[^\S\n]+\Z")
_LEVEL = re.compile(r"[^.;:!?\n]{0,40}\bauf\s+(?:[a-zäöüß]+\s+){0,2}[0-9]")
_NOUN = re.compile(r"([^\W\d_]+)[^\S\n]+([^\W\d_]+)[^\S\n]+\Z")


class Changes(Struct, frozen=True, forbid_unknown_fields=True):
    """The lexicon of directions, as `lexicons/de/changes.toml` explains it."""

    up: tuple[str, ...]
    down: tuple[str, ...]
    neither: tuple[str, ...]
    links: tuple[str, ...]
    plus_signs: tuple[str, ...]
    minus_signs: tuple[str, ...]


@cache
def lexicon() -> Changes:
    """The words of directions, read once."""
    return load_table("de/changes.toml", Changes)


def sign_before(text: str, position: int) -> tuple[int, Literal["up", "down"]] | None:
    """The sign right before ``position``: where it begins and which way it points.

    A hyphen with a blank behind it is a sign only where the number is all of its line, else it is a bullet.
    """
    match = _SIGN.search(text, max(0, position - 3), position)
    if match and (match[1] or _LINE.match(text, position)):
        group = 1 if match[1] else 2
        return match.start(group), "up" if match[group] in lexicon().plus_signs else "down"
    word = _WORD.search(text, max(0, position - 8), position)
    if word is None or word[1] not in (*lexicon().plus_signs, *lexicon().minus_signs):
        return None
    return word.start(1), "up" if word[1] in lexicon().plus_signs else "down"


def noun_before(text: str, position: int, floor: int, end: int) -> Literal["up", "down"] | None:
    """The way that the noun before *um* or *von* says (*Rückgang um*); None if there is none.

    *Anstieg von 1,8 auf 4,1 Milliarden* begins with a level: no way is told for the number that ends at ``end``.
    """
    start = max(floor, position - 48)
    words = text[start:position].rsplit(None, 1)  # most numbers stand behind another word: that is told at once
    match = _NOUN.search(text, start, position) if words and words[-1].lower() in lexicon().links else None
    if match is None:
        return None
    noun = match[1].lower()
    if noun in lexicon().neither or (match[2] == "von" and _LEVEL.match(text, end)):
        return None
    if noun.endswith(lexicon().up):
        return "up"
    return "down" if noun.endswith(lexicon().down) else None
