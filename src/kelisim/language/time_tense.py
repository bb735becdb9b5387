"""Whether the sentence around a date speaks of what was or of what is to come."""

from __future__ import annotations

import re
from functools import cache

from kelisim.language.time_words import lexicon

_REACH = 300
_PARTICIPLE = re.compile(r"[a-zäöüß]*ge[a-zäöüß]{2,}(?:t|en)|[a-zäöüß]+iert|worden")
_WORD = re.compile(r"[^\W\d_]+")
# A full stop ends a sentence unless it stands behind a number (10. April) or one letter.
_END = re.compile(r"(?<![\d\W]\b)(?<!\d)[.!?…](?=\s)|\n\s*\n|[;:]\s")


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence that holds ``text[start:end]``, roughly, and no more than a few hundred characters."""
    floor = max(0, start - _REACH)
    begin = floor
    for match in _END.finditer(text, floor, start):
        begin = match.end()
    behind = _END.search(text, end, min(len(text), end + _REACH))
    return begin, behind.start() if behind else min(len(text), end + _REACH)


def direction(text: str, start: int, end: int) -> int:
    """-1 where the sentence tells of the past, 1 where it looks ahead, 0 where it says both or neither."""
    begin, stop = sentence_around(text, start, end)
    words = _WORD.findall(text, begin, start) + _WORD.findall(text, end, stop)
    future = any(word in _future() for word in words)
    past = any(word in _past() or _preterite(word) for word in words) or _perfect(words)
    return future - past


def _perfect(words: list[str]) -> bool:
    """*ist gestiegen*, *sind eingetroffen*: an auxiliary and a participle; *ist geplant* looks ahead."""
    if not any(word in _auxiliaries() for word in words):
        return False
    return any(_PARTICIPLE.fullmatch(word) and word not in _future() for word in words)


def _preterite(word: str) -> bool:
    return (
        len(word) > 4 and word.islower() and word.endswith(lexicon().tense["past_endings"]) and word not in _not_past()
    )


@cache
def _future() -> frozenset[str]:
    return frozenset(lexicon().tense["future"])


@cache
def _past() -> frozenset[str]:
    return frozenset(lexicon().tense["past"])


@cache
def _auxiliaries() -> frozenset[str]:
    return frozenset(lexicon().tense["auxiliaries"])


@cache
def _not_past() -> frozenset[str]:
    return frozenset(lexicon().tense["past_not"])
