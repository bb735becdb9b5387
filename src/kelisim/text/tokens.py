"""Tokens: words, numbers and single marks, each with its place in the text."""

from __future__ import annotations

import re

from msgspec import Struct

# Letters, without the signs that Python counts as such (½, ²); with the marks that decomposed text sets behind them.
_L = r"[^\W\d_¼-¾²³¹]"
_LM = r"[^\W_¼-¾²³¹]++|[\u0300-\u036f]++"
# A word may hold hyphens and apostrophes inside (US-Dollar, 352-Millionen-Dollar-Paket, Soʻm); a number may hold
# points and commas inside (14.600, 1.340,5); everything else that is not white space is a mark by itself. Most words
# are plain: they are tried first, which halves the cost.
_TOKEN = re.compile(
    rf"""
      [a-zA-ZäöüÄÖÜß]++(?![\w\u0300-\u036f'’ʻʼ-])               # plain words
    | {_L}(?:{_LM})*(?:[-'’ʻʼ](?:{_L}|\d)(?:{_LM})*)*-?          # words, also with an open hyphen (Schienen-)
    | \d+(?:[.,]\d+)*(?:(?=-{_L})(?:-(?:{_L}|\d)+)+)?          # numbers, 352-Millionen-Dollar-Paket
    | (?<=\s)-[a-zà-ÿß](?:{_LM})+                               # the end of a compound (-waggons)
    | \S
    """,
    re.VERBOSE,
)


class Token(Struct, frozen=True, gc=False):
    """One word, number or mark: ``text[start:end]`` is ``word``; ``capital`` tells nouns, as German writes them."""

    start: int
    end: int
    word: str
    capital: bool


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of ``text[start:end]`` with absolute offsets; what lies between them is white space."""
    stop = len(text) if end is None else end
    found = []
    for word in _TOKEN.findall(text, start, stop):
        start = text.index(word, start)
        end = start + len(word)
        found.append(Token(start, end, word, word[0].isupper()))
        start = end
    return found
