"""Tokens: words, numbers and single marks, each with its place in the text."""

from __future__ import annotations

import re

from msgspec import Struct

# Letters, without the signs that Python counts as such (½, ²); with the marks that decomposed text sets behind them.
_L = r"[^\W\d_¼-¾²³¹]"
_LM = r"[^\W_¼-¾²³¹]|[\u0300-\u036f]"
# A word may hold hyphens and apostrophes inside (US-Dollar, 352-Millionen-Dollar-Paket, Soʻm); a number may hold
# points and commas inside (14.600, 1.340,5); everything else that is not white space is a mark by itself.
_TOKEN = re.compile(
    rf"""
      \d+(?:[.,]\d+)*(?=-{_L})(?:-(?:{_L}|\d)+)+                # 352-Millionen-Dollar-Paket
    | {_L}(?:{_LM})*(?:[-'’ʻʼ](?:{_L}|\d)(?:{_LM})*)*-?          # words, also with an open hyphen (Schienen-)
    | (?<=\s)-[a-zà-ÿß](?:{_LM})+                               # the end of a compound (-waggons)
    | \d+(?:[.,]\d+)*                                          # numbers
    | \S
    """,
    re.VERBOSE,
)


class Token(Struct, frozen=True):
    """One word, number or mark: ``text[start:end]`` is ``word``; ``capital`` tells nouns, as German writes them."""

    start: int
    end: int
    word: str
    capital: bool


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of ``text[start:end]`` with absolute offsets; what lies between them is white space."""
    stop = len(text) if end is None else end
    return [
        Token(match.start(), match.end(), word := match[0], word[0].isupper())
        for match in _TOKEN.finditer(text, start, stop)
    ]
