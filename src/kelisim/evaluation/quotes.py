"""The sentence that a stretch of a text stands in, so that an error can be understood without the text."""

from __future__ import annotations

from functools import lru_cache

from kelisim.model import Span
from kelisim.text.sentences import sentences


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentences of ``text`` that share words with ``text[start:end]``, on one line; empty where there are none."""
    wanted = Span(start, end)
    return " ".join(" ".join(span.quote(text).split()) for span in _spans(text) if span.overlaps(wanted))


@lru_cache(maxsize=8)
def _spans(text: str) -> tuple[Span, ...]:
    return tuple(sentence.span for sentence in sentences(text))
