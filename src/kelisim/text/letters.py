"""Letters: which language a text is written in, as far as kelisim must know it."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from kelisim.lexicons import load_lines

SAMPLE = 6000
FEWEST_WORDS = 4
LEAST_SHARE = 0.12
_MANY = 1 << 32  # more words than a sample has
_REMEMBERED, _LONGEST = 100_000, 60  # pieces; characters of one
_WORD = re.compile(r"[^\W\d_]+")


class _Counted(dict[str, int]):
    """How many words stand in a piece between blanks, and `_MANY` for each that is a function word: one sum for both.

    Pieces repeat, so they are counted once; what is remembered stays bounded.
    """

    def __missing__(self, piece: str) -> int:
        words = _WORD.findall(piece)
        count = len(words) + _MANY * sum(map(_function_words().__contains__, words))
        if len(piece) <= _LONGEST:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[piece] = count
        return count


_COUNTED = _Counted()


@cache
def _function_words() -> frozenset[str]:
    return frozenset(word for (word,) in load_lines("de/function_words.txt", fields=1))


def language(text: str) -> Literal["de"] | None:
    """``de`` where enough of the words are German function words, ``None`` where they are not or words are too few."""
    known, words = divmod(sum(map(_COUNTED.__getitem__, text[:SAMPLE].lower().split(" "))), _MANY)
    if words < FEWEST_WORDS:
        return None
    return "de" if known / words >= LEAST_SHARE else None
