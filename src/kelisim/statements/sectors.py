"""Sectors: the OECD DAC codes of an undertaking, told by the words of its title."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import regex

from kelisim.lexicons import load_lines

_MOST = 2
_BY_KIND = {"agreement": ("430",), "programme": ("430",), "project": ("430",), "training": ("110",), "event": ("430",)}
_SHORT = 3


def sectors(title: str, kind: str, around: Iterable[str] = ()) -> tuple[str, ...]:
    """Up to two codes for a title, the most telling stems first.

    ``around`` are texts that are asked in their order where the title says nothing. Where none does: the code of the
    kind (training is education), 430 (multisector) of a paper or a work.
    """
    found = _codes(title) or next((codes for text in around if (codes := _codes(text))), ())
    return found or _BY_KIND.get(kind, ())


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
