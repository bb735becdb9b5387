"""Marks: everything the language stage finds in one text, made by one function of text and date alone.

In: a text and the interval in which it appeared. Out: sentences, quantities, times and actors. Rules propose
statements from them, and the verifier holds statements against them, whoever proposed these.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from operator import attrgetter
from typing import TypeVar

from msgspec import Struct, structs

from kelisim.language.actors import actors_of
from kelisim.language.annotations import Actor, Quantity, Time, codes_of
from kelisim.language.local_currencies import with_local_currencies
from kelisim.language.quantities import quantities
from kelisim.language.scan import Scan, scan
from kelisim.language.times import times, times_until
from kelisim.lexicons import load_table
from kelisim.model import Published, Span
from kelisim.once import once
from kelisim.text.headlines import dateline
from kelisim.text.masking import mask
from kelisim.text.noise import noise
from kelisim.text.sentences import Sentence, sentences

A = TypeVar("A", Quantity, Time, Actor)
_start = attrgetter("start")
_FEW = 16  # items that are looked through faster than a search begins


class Described(Struct, frozen=True):
    """What the text says of one person in all places: names, offices as they are called, states."""

    names: set[str]
    offices: set[str]
    codes: set[str]


class Marks(Struct, frozen=True, dict=True, kw_only=True):
    """The annotations of one text, each kind in the order of the text, none inside noise.

    Each kind is found when it is first asked for: a text without two parties is never searched for amounts.
    ``seen`` is the text with its noise blanked out, offsets unchanged.
    """

    text: str
    published: Published | None
    noise: tuple[Span, ...]
    seen: str

    @once
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the text."""
        return tuple(sentences(self.seen))

    @once
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities, shared currency names settled."""
        return tuple(with_local_currencies(self.seen, quantities(self.seen), self.actors))

    @once
    def times(self) -> tuple[Time, ...]:
        """The times, resolved against the date of the report."""
        return tuple(times(self.seen, self.published))

    def times_until(self, end: int) -> Sequence[Time]:
        """The times that begin before ``end``, and perhaps more: the rest of the text need not be read for them."""
        return self.times if "times" in self.__dict__ else times_until(self.seen, self.published, end)

    @once
    def actors(self) -> tuple[Actor, ...]:
        """The actors, capitals that stand for a bloc settled."""
        return tuple(_seated(actors_of(self.seen, self.words)))

    @once
    def dateline(self) -> Span | None:
        """Place, day and agency at the head of the report: who stands there takes no part in what it tells."""
        return dateline(self.seen)

    @once
    def people(self) -> dict[str, Described]:
        """The persons by key, each with all that is said of him, gathered once."""
        found: dict[str, Described] = {}
        for actor in self.actors:
            if actor.kind == "person" and actor.key:
                person = found.setdefault(actor.key, Described(set(), set(), set()))
                if actor.name:
                    person.names.add(actor.name)
                if actor.role:
                    person.offices.add(actor.role)
                person.codes.update(actor.codes)
        return found

    @once
    def words(self) -> Scan:
        """The words that an actor may be made of."""
        return scan(self.seen, 0, len(self.seen))

    @once
    def actor_starts(self) -> list[int]:
        """Where the actors begin, in their order."""
        return [actor.start for actor in self.actors]

    @property
    def codes(self) -> set[str]:
        """All codes that an actor of the text can have: more than it has, and quickly found."""
        return self.words.codes.union(code for name, code in seats().items() if name in self.seen)


def mark(text: str, published: Published | None = None) -> Marks:
    """Annotate ``text``; relative times are resolved against ``published``, unknown parts stay ``X``.

    Noise is blanked out before reading: *[4,4 Milliarden](address) US-Dollar* is one sum.
    """
    hidden = noise(text)
    return Marks(text=text, published=published, noise=tuple(hidden), seen=mask(text, hidden))


def inside(items: Sequence[A], span: Span) -> list[A]:
    """Those of ``items``, which are in the order of the text, that lie inside ``span``."""
    start, end = span.start, span.end
    if len(items) > _FEW:
        first = bisect_left(items, start, key=_start)
        items = items[first : bisect_left(items, end, lo=first, key=_start)]
    return [item for item in items if start <= item.start and item.end <= end]


def touching(items: Sequence[A], span: Span) -> list[A]:
    """Those of ``items``, in the order of the text and apart from each other, that share a character with ``span``."""
    first = bisect_left(items, span.start, key=_start)
    while first > 0 and items[first - 1].end > span.start:
        first -= 1
    last = bisect_left(items, span.end, lo=first, key=_start)
    return list(items[first:last])


class _Seats(Struct, frozen=True, forbid_unknown_fields=True):
    seats: dict[str, str]


@cache
def seats() -> dict[str, str]:
    """The capitals that may stand for a bloc, as they are written, with its code."""
    return load_table("de/seats.toml", _Seats).seats


def _seated(found: list[Actor]) -> list[Actor]:
    """Let *Brüssel* stand for the EU where the text does not speak of Belgium."""
    towns = seats()
    if not any(actor.kind == "capital" and actor.name in towns for actor in found):
        return found
    named = (actor for actor in found if actor.name not in towns and actor.kind in ("country", "demonym"))
    states = codes_of(named)
    return [
        structs.replace(actor, codes=(towns[actor.name],))
        if actor.kind == "capital" and actor.name in towns and not states & set(actor.codes)
        else actor
        for actor in found
    ]
