"""Letters: which language a text is written in, as far as kelisim must know it."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from kelisim.lexicons import load_lines

SAMPLE = 6000
FEWEST_WORDS = 4
LEAST_SHARE = 0.12
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _function_words() -> frozenset[str]:
    return frozenset(word for (word,) in load_lines("de/function_words.txt", fields=1))


def language(text: str) -> Literal["de"] | None:
    """``de`` where enough of the words are German function words, ``None`` where they are not or words are too few."""
    words = _WORD.findall(text[:SAMPLE].lower())
    if len(words) < FEWEST_WORDS:
        return None
    known = sum(map(_function_words().__contains__, words))
    return "de" if known / len(words) >= LEAST_SHARE else None
