"""A passage: one sentence with everything that the language stage found in it.

In: a text with its sentences and annotations. Out: passages, which the rules read; offsets stay those of the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import Generic, TypeVar

from msgspec import Struct

from kelisim.language.annotations import Actor, Quantity, Time
from kelisim.language.clauses import Clause, clauses
from kelisim.language.words import Senses, senses
from kelisim.model import Span
from kelisim.text.sentences import Sentence
from kelisim.text.tokens import Token

A = TypeVar("A", Quantity, Time, Actor)


class Passage(Struct, frozen=True, dict=True, kw_only=True):
    """A sentence with its tokens, what its words say, and the annotations that lie in it; ``number`` counts from 0."""

    text: str
    number: int
    sentence: Sentence
    quantities: tuple[Quantity, ...] = ()
    times: tuple[Time, ...] = ()
    actors: tuple[Actor, ...] = ()

    @property
    def span(self) -> Span:
        """The sentence as a span of the text."""
        return self.sentence.span

    @property
    def is_headline(self) -> bool:
        """Whether the sentence is a line of its own without a closing mark."""
        return self.sentence.kind == "headline"

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the sentence."""
        return self.sentence.tokens

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The tokens in lower case."""
        return tuple(token.word.lower() for token in self.tokens)

    @cached_property
    def senses(self) -> tuple[Senses, ...]:
        """What each token says, by the lexicons."""
        return tuple(senses(token.word) for token in self.tokens)

    @cached_property
    def clauses(self) -> list[Clause]:
        """The sentence cut into clauses."""
        return clauses(self.tokens, self.senses)

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    def index_at(self, offset: int) -> int:
        """The number of the token at or before an offset of the text."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def clause_at(self, offset: int) -> Clause:
        """The clause that an offset of the text lies in."""
        index = self.index_at(offset)
        return next((clause for clause in self.clauses if clause.holds(index)), self.clauses[-1])

    def span_of(self, clause: Clause) -> Span:
        """A clause as a span of the text."""
        return Span(self.tokens[clause.first].start, self.tokens[clause.last - 1].end)

    def span_between(self, first: int, last: int) -> Span:
        """The span from token ``first`` to token ``last``, both inclusive."""
        return Span(self.tokens[first].start, self.tokens[last].end)

    def actors_in(self, span: Span) -> list[Actor]:
        """The actors whose words lie inside a span."""
        return [actor for actor in self.actors if span.start <= actor.start and actor.end <= span.end]

    def times_in(self, span: Span) -> list[Time]:
        """The times whose words lie inside a span."""
        return [time for time in self.times if span.start <= time.start and time.end <= span.end]


def passages(
    text: str,
    sentences: Sequence[Sentence],
    quantities: Sequence[Quantity],
    times: Sequence[Time],
    actors: Sequence[Actor],
) -> list[Passage]:
    """Hand each sentence the annotations that lie in it; all sequences are in the order of the text."""
    here, when, who = _Shelf(quantities), _Shelf(times), _Shelf(actors)
    return [
        Passage(
            text=text,
            number=number,
            sentence=sentence,
            quantities=here.take(sentence.start, sentence.end),
            times=when.take(sentence.start, sentence.end),
            actors=who.take(sentence.start, sentence.end),
        )
        for number, sentence in enumerate(sentences)
    ]


class _Shelf(Generic[A]):
    """Annotations in their order, handed out sentence by sentence in one pass."""

    def __init__(self, items: Sequence[A]) -> None:
        self._items: Sequence[A] = items
        self._next = 0

    def take(self, start: int, end: int) -> tuple[A, ...]:
        while self._next < len(self._items) and self._items[self._next].start < start:
            self._next += 1
        first = self._next
        while self._next < len(self._items) and self._items[self._next].start < end:
            self._next += 1
        return tuple(item for item in self._items[first : self._next] if item.end <= end)
