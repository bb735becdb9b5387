"""Sectors: the OECD DAC codes of an undertaking, told by the words of its title."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache, lru_cache

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


@lru_cache(maxsize=512)  # the undertakings of one sentence ask for the same words
def _codes(words: str) -> tuple[str, ...]:
    stems = _pattern().findall(words.lower())
    ranked = [code for stem in sorted(stems, key=len, reverse=True) for code in _table()[stem]]
    return tuple(dict.fromkeys(ranked))[:_MOST]


@cache
def _table() -> dict[str, tuple[str, ...]]:
    return {stem: tuple(codes.split()) for stem, codes in load_lines("de/sectors.txt", 2)}


@cache
def _pattern() -> re.Pattern[str]:
    """A stem inside a word; a short one only where the word begins or ends (*Öl*, *Erdöl*, not *Bevölkerung*)."""
    short = [stem for stem in _table() if len(stem) <= _SHORT]
    edge = _longest(short)
    return re.compile(rf"{_longest(_table().keys() - set(short))}|(?<!\w){edge}|{edge}(?!\w)")


def _longest(stems: Collection[str]) -> str:
    """A pattern for any of the stems that tries each letter once, and the longer of two that begin alike first."""
    branches: dict[str, list[str]] = {}
    for stem in sorted(stems):
        if stem:
            branches.setdefault(stem[0], []).append(stem[1:])
    parts = "|".join(re.escape(first) + _longest(rests) for first, rests in branches.items())
    return f"(?:{parts}){'?' if '' in stems else ''}" if parts else ""
