"""Sectors: the OECD DAC codes of an undertaking, told by the words of its title."""

from __future__ import annotations

from functools import cache

import regex

from kelisim.lexicons import load_lines

_MOST = 2
_SHORT = 3


def sectors(title: str, kind: str, around: str = "") -> tuple[str, ...]:
    """Up to two codes for a title, the most telling stems first; of an agreement without any, 430 (multisector).

    ``around`` is asked where the title says nothing.
    """
    found = _codes(title) or _codes(around)
    return found or (("430",) if kind in ("agreement", "programme", "project") else ())


def _codes(words: str) -> tuple[str, ...]:
    stems = [match.group() for match in _pattern().finditer(words.lower())]
    ranked = [code for stem in sorted(stems, key=len, reverse=True) for code in _table()[stem]]
    return tuple(dict.fromkeys(ranked))[:_MOST]


@cache
def _table() -> dict[str, tuple[str, ...]]:
    return {stem: tuple(codes.split()) for stem, codes in load_lines("de/sectors.txt", 2)}


@cache
def _pattern() -> regex.Pattern[str]:
    stems = sorted(_table(), key=len, reverse=True)
    return regex.compile("|".join(map(_anywhere, stems)))


def _anywhere(stem: str) -> str:
    """A stem inside a word; a short one only where the word begins or ends (*Öl*, *Erdöl*, not *Bevölkerung*)."""
    plain = regex.escape(stem)
    return rf"(?<!\w){plain}|{plain}(?!\w)" if len(stem) <= _SHORT else plain
