"""A text cut where the heads of its statements begin and end, so that nested and crossing heads can all be marked.

Abkommen über [den Handel mit [1,3 Mrd. USD]]  ->  «Abkommen über » (), «den Handel mit » (1), «1,3 …» (2, 1)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from kelisim.model import Span


class Stretch(Struct, frozen=True):
    """A part of the text: the places of the heads that cover it, the shortest first, and of those that begin here."""

    span: Span
    covering: tuple[int, ...] = ()
    beginning: tuple[int, ...] = ()


def stretches(length: int, heads: Sequence[Span]) -> Iterator[Stretch]:
    """Cut ``length`` characters at the ends of ``heads``; together the stretches are the text, in its order."""
    starts = sorted(range(len(heads)), key=lambda place: heads[place])
    edges = sorted({0, length, *(head.start for head in heads), *(head.end for head in heads)})
    active: list[int] = []
    following = 0
    for start, end in pairwise(edges):
        active = [place for place in active if heads[place].end > start]
        begun = following
        while following < len(starts) and heads[starts[following]].start == start:
            active.append(starts[following])
            following += 1
        shortest = sorted(active, key=lambda place: (heads[place].end - heads[place].start, place))
        yield Stretch(Span(start, end), tuple(shortest), tuple(starts[begun:following]))
