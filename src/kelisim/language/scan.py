"""One pass over the words of a text: which of them an actor can be made of, and where."""

from __future__ import annotations

import re
from typing import NamedTuple

from kelisim.language.word_classes import CLASSES, UNKNOWN, WordClass

# A word, with hyphens and apostrophes inside, combining marks and soft hyphens as part of it.
LETTERS = r"[^\W\d_][\w\u0300-\u036f\u00ad]*"
WORD = re.compile(rf"{LETTERS}(?:[-‑'’ʻʼ‘`][^\W_][\w\u0300-\u036f\u00ad]*)*")


class Mark(NamedTuple):
    """A word that may be (part of) an actor."""

    start: int
    end: int
    word: str
    cls: WordClass


class Scan(NamedTuple):
    """The marks of a text in their order, and the places of its unknown capitalised words."""

    marks: list[Mark]
    unknown: dict[str, list[int]]


def scan(text: str, start: int, end: int) -> Scan:
    """Look up every word of ``text[start:end]``."""
    marks: list[Mark] = []
    unknown: dict[str, list[int]] = {}
    classes = CLASSES
    for match in WORD.finditer(text, start, end):
        word = match.group()
        found = classes[word]
        if found is None:
            continue
        if found is UNKNOWN:
            unknown.setdefault(word, []).append(match.start())
        else:
            marks.append(Mark(match.start(), match.end(), word, found))
    return Scan(marks, unknown)


class NameToken(NamedTuple):
    """A word of a possible name: capitalised, an initial, or a particle such as *von*, *al-*."""

    start: int
    end: int
    word: str
    cls: WordClass | None


_NEXT = re.compile(
    rf"(?:[ \t\u00a0]+|[ ]?\n(?=[^\W\d_]))?(({LETTERS}(?:[-‑'’ʻʼ‘`][^\W_][\w\u0300-\u036f\u00ad]*)*)(\.(?=\s))?)"
)


def token_at(text: str, position: int) -> NameToken | None:
    """The word that begins at ``position`` after optional white space of one line; None at a mark or a number."""
    match = _NEXT.match(text, position)
    if match is None:
        return None
    word = match.group(2)
    dotted = match.group(3) and len(word) <= 2
    return NameToken(match.start(2), match.end(1) if dotted else match.end(2), word, CLASSES[word])
