"""Sentences: the stretches of a text that say one thing, as spans, with their tokens.

*«… belief sich auf 1,3 Mrd. US-Dollar. Am 10. April …»* is two sentences. A headline and an item of a list is one each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from kelisim.model import Span
from kelisim.once import once
from kelisim.text.boundaries import boundaries
from kelisim.text.lines import Extent, after_list_marks, pieces
from kelisim.text.masking import mask
from kelisim.text.tokens import Token, tokenise

SentenceKind = Literal["sentence", "headline", "bullet"]

_LISTED = re.compile(r"(\d{1,2})\.\s+(?=\S)")
_CONTENT = re.compile(r"[^\W_]")
_CLOSERS = "“”\"»«’'›‹)]*_ "
LONGEST_HEADLINE = 200
LONGEST_SENTENCE = 2000  # characters; longer stretches without an end are lists or debris


class Sentence(Struct, frozen=True, dict=True):
    """``text[start:end]`` without the white space and list marks around it.

    ``kind`` is ``bullet`` for an item of a list, ``headline`` for a line of its own without a closing mark, else
    ``sentence``. ``masked`` is the whole text with its noise blanked out, offsets unchanged.
    """

    start: int
    end: int
    kind: SentenceKind
    masked: str

    @property
    def span(self) -> Span:
        """The sentence as a span."""
        return Span(self.start, self.end)

    @once
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the sentence, noise left out, with offsets into the text; made once, when first asked for."""
        return tuple(tokenise(self.masked, self.start, self.end))

    @property
    def words(self) -> str:
        """The wording with noise blanked out: as long as ``text[start:end]``, so offsets carry over."""
        return self.masked[self.start : self.end]

    def __repr__(self) -> str:
        return f"Sentence({self.start}, {self.end}, {self.kind!r}, {self.words!r})"


def sentences(text: str, noise: Sequence[Span] = ()) -> list[Sentence]:
    """The sentences of ``text`` in their order; they cover every letter that is not noise and never overlap."""
    masked = mask(text, noise)
    extents = list(pieces(masked))
    listed = _numbered(masked, extents)
    found: list[Sentence] = []
    for number, extent in enumerate(extents):
        found += _sentences_of(masked, extent, listed.get(number))
    if found and len(found) > 1 and _asks(masked, found[0], found[1]):
        found[0] = Sentence(found[0].start, found[0].end, "headline", masked)
    return found


def _asks(masked: str, first: Sentence, second: Sentence) -> bool:
    """Whether the first sentence is a headline that asks or calls (*Wächst der Handel?*), on a line of its own."""
    last = masked[first.end - 1]
    return last in "?!" and first.end - first.start <= LONGEST_HEADLINE and "\n" in masked[first.end : second.start]


def _sentences_of(masked: str, extent: Extent, listed: int | None) -> Iterator[Sentence]:
    """The sentences of one piece; ``listed`` is where its words begin if it is a numbered item."""
    start, end = extent
    first = listed if listed is not None else after_list_marks(masked, start, end)
    marked = first > start
    parts = list(_parts(masked, first, end))
    for begin, stop in parts:
        kind = _kind(masked, (begin, stop), alone=len(parts) == 1, marked=marked)
        yield Sentence(begin, stop, kind, masked)
        marked = marked and kind == "bullet"


def _parts(masked: str, start: int, end: int) -> Iterator[Extent]:
    """Split one piece at its boundaries; what holds no letter or digit is no sentence."""
    for stop, following in boundaries(masked, start, end):
        if _CONTENT.search(masked, start, stop):
            yield from _bounded(masked, start, start + len(masked[start:stop].rstrip()))
            start = after_list_marks(masked, following, end)
    if _CONTENT.search(masked, start, end):
        yield from _bounded(masked, start, end)


def _bounded(masked: str, start: int, end: int) -> Iterator[Extent]:
    """Cut what goes on too long for a sentence behind a semicolon, a comma or a blank, so that cost stays linear."""
    while end - start > LONGEST_SENTENCE:
        near = start + LONGEST_SENTENCE
        cut = max(masked.rfind(mark, start + LONGEST_SENTENCE // 2, near) for mark in (";", ",", " ")) + 1
        cut = cut if cut > start else near
        if _CONTENT.search(masked, start, cut):
            yield start, start + len(masked[start:cut].rstrip())
        while cut < end and masked[cut].isspace():
            cut += 1
        start = cut
    if _CONTENT.search(masked, start, end):
        yield start, end


def _numbered(masked: str, extents: Sequence[Extent]) -> dict[int, int]:
    """Which pieces are items of a numbered list (*1. … 2. …* one under the other), and where their words begin.

    A line such as *18. Sitzung der Kommission* without a seventeenth or nineteenth beside it is not.
    """
    found = [_LISTED.match(masked, start, end) for start, end in extents]
    values = [int(match[1]) if match else None for match in found]
    listed: dict[int, int] = {}
    for number, match in enumerate(found):
        value = values[number]
        if match is None or value is None:
            continue
        before = values[number - 1] if number else None
        after = values[number + 1] if number + 1 < len(values) else None
        if before == value - 1 or after == value + 1:
            listed[number] = match.end()
    return listed


def _kind(masked: str, extent: Extent, *, alone: bool, marked: bool) -> SentenceKind:
    if marked:
        return "bullet"
    start, end = extent
    last = masked[max(start, end - 8) : end].rstrip(_CLOSERS)[-1:]
    if not alone or last in ".!?…:" or end - start > LONGEST_HEADLINE:
        return "sentence"
    return "bullet" if last in ";," else "headline"
