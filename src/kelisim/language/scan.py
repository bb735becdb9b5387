"""One pass over the words of a text: which of them an actor can be made of, and where."""

from __future__ import annotations

import re
from typing import NamedTuple

from kelisim.language.word_classes import CLASSES, UNKNOWN, WordClass
from kelisim.once import Remembered

# A word, with hyphens and apostrophes inside, combining marks and soft hyphens as part of it. Most words are plain:
# they are tried first, which halves the cost.
LETTERS = r"[^\W\d_][\w\u0300-\u036f\u00ad]*"
_PLAIN = r"[a-zA-ZäöüÄÖÜß]++(?![\w\u0300-\u036f\u00ad'’ʻʼ‘`‑-])"
WORD = re.compile(rf"{_PLAIN}|{LETTERS}(?:[-‑'’ʻʼ‘`][^\W_][\w\u0300-\u036f\u00ad]*)*")


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

    @property
    def codes(self) -> set[str]:
        """All codes that an actor made of these words can have."""
        return set().union(*[mark.cls.codes for mark in self.marks])


def _marks(piece: str) -> tuple[Mark, ...]:
    """The marks in a piece of text between blanks, counted from its beginning: no word goes on over a blank."""
    return tuple(
        [
            Mark(*match.span(), match.group(), cls)
            for match in WORD.finditer(piece)
            if (cls := CLASSES[match.group()]) is not None
        ]
    )


PIECES = Remembered(_marks)
"""What the words of a piece of text can be, remembered: pieces repeat, also in texts never read before."""


def scan(text: str, start: int, end: int) -> Scan:
    """Look up every word of ``text[start:end]``."""
    marks: list[Mark] = []
    unknown: dict[str, list[int]] = {}
    pieces, at = text[start:end].split(" "), start
    for piece, found in zip(pieces, map(PIECES.__getitem__, pieces), strict=True):
        for first, last, word, cls in found:
            if cls is UNKNOWN:
                unknown.setdefault(word, []).append(at + first)
            else:
                marks.append(Mark(at + first, at + last, word, cls))
        at += len(piece) + 1
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
