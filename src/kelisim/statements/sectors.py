"""Sectors: the OECD DAC codes of an undertaking, told by the words of its title."""

from __future__ import annotations

from functools import cache

import regex

from kelisim.lexicons import load_lines

_MOST = 2


def sectors(title: str, kind: str, around: str = "") -> tuple[str, ...]:
    """Up to two codes for a title, the most telling stems first; of an agreement without any, 430 (multisector).

    ``around`` is asked where the title says nothing.
    """
    found = _codes(title) or _codes(around)
    return found or (("430",) if kind in ("agreement", "programme", "project") else ())


def _codes(words: str) -> tuple[str, ...]:
    hits: list[tuple[int, str]] = []
    for match in _pattern().finditer(words.lower()):
        hits.append((-len(match.group()), match.group()))
    codes: dict[str, None] = {}
    for _, stem in sorted(hits, key=lambda hit: hit[0]):
        for code in _table()[stem]:
            codes.setdefault(code)
    return tuple(codes)[:_MOST]


@cache
def _table() -> dict[str, tuple[str, ...]]:
    return {stem: tuple(codes.split()) for stem, codes in load_lines("de/sectors.txt", 2)}


@cache
def _pattern() -> regex.Pattern[str]:
    stems = sorted(_table(), key=len, reverse=True)
    return regex.compile("|".join(regex.escape(stem) for stem in stems))
