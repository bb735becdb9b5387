"""Tokens: words, numbers and single marks, each with its place in the text."""

from __future__ import annotations

import regex
from msgspec import Struct

# A word may hold hyphens and apostrophes inside (US-Dollar, 352-Millionen-Dollar-Paket, Soʻm); a number may hold
# points and commas inside (14.600, 1.340,5); everything else that is not white space is a mark by itself.
_TOKEN = regex.compile(
    r"""
      \d+(?:[.,]\d+)*(?=-\p{L}) (?:-[\p{L}\d]+)+                # 352-Millionen-Dollar-Paket
    | \p{L}[\p{L}\p{M}\d]*(?:[-'’ʻʼ][\p{L}\d][\p{L}\p{M}\d]*)*-? # words, also with an open hyphen (Schienen-)
    | (?<=\s)-\p{Ll}[\p{L}\p{M}]+                               # the end of a compound (-waggons)
    | \d+(?:[.,]\d+)*                                           # numbers
    | \S
    """,
    regex.VERBOSE,
)


class Token(Struct, frozen=True):
    """One word, number or mark: ``text[start:end]`` is ``word``."""

    start: int
    end: int
    word: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter, as German nouns do."""
        return self.word[:1].isupper()


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of ``text[start:end]`` with absolute offsets; what lies between them is white space."""
    stop = len(text) if end is None else end
    return [Token(match.start(), match.end(), match.group()) for match in _TOKEN.finditer(text, start, stop)]
