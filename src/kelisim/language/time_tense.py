"""Whether the sentence around a date speaks of what was or of what is to come."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from kelisim.language.time_words import lexicon
from kelisim.once import Remembered

_REACH = 300
_WORD = re.compile(r"[^\W\d_]+")
# A full stop ends a sentence unless it stands behind a number (10. April) or one letter.
_END = re.compile(r"(?<![\d\W]\b)(?<!\d)[.!?…](?=\s)|\n\s*\n|[;:]\s")


class Sentence(Struct, frozen=True):
    """A sentence with a time: its bounds and its direction, -1 for the past, 1 for what is to come, 0 for neither."""

    start: int
    end: int
    direction: int


class Sentences:
    """The sentences of a text as they are asked for, from its beginning to its end; each is read once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._last = Sentence(0, 0, 0)

    def around(self, start: int, end: int) -> Sentence:
        """The sentence that holds ``start`` to ``end``, roughly, and no more than a few hundred characters of it."""
        if not (self._last.start <= start and end <= self._last.end):
            begin, stop = sentence_around(self._text, start, end)
            self._last = Sentence(begin, stop, direction(self._text[begin:stop]))
        return self._last


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence that holds ``text[start:end]`` begins and ends."""
    begin = floor = max(0, start - _REACH)
    for match in _END.finditer(text, floor, start):
        begin = match.end()
    behind = _END.search(text, end, min(len(text), end + _REACH))
    return begin, behind.start() if behind else min(len(text), end + _REACH)


def direction(sentence: str) -> int:
    """-1 where the sentence tells of the past, 1 where it looks ahead, 0 where it says both or neither."""
    words = _WORD.findall(sentence)
    future = not _future().isdisjoint(words)
    past = not _past().isdisjoint(words) or any(map(_PRETERITE.__getitem__, words))
    return future - past


def _preterite(word: str) -> bool:
    return (
        len(word) > 4 and word.islower() and word.endswith(lexicon().tense["past_endings"]) and word not in _not_past()
    )


_PRETERITE = Remembered(_preterite)


@cache
def _future() -> frozenset[str]:
    return frozenset(lexicon().tense["future"])


@cache
def _past() -> frozenset[str]:
    return frozenset(lexicon().tense["past"])


@cache
def _not_past() -> frozenset[str]:
    return frozenset(lexicon().tense["past_not"])
