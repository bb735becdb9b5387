"""Marks: everything the language stage finds in one text, made by one function of text and date alone.

In: a text and the interval in which it appeared. Out: sentences, quantities, times and actors. Rules propose
statements from them, and the verifier holds statements against them, whoever proposed these.
"""

from __future__ import annotations

from functools import cache

from msgspec import Struct, structs

from kelisim.language.actors import actors
from kelisim.language.annotations import Actor, Quantity, Time
from kelisim.language.local_currencies import with_local_currencies
from kelisim.language.quantities import quantities
from kelisim.language.times import times
from kelisim.lexicons import load_table
from kelisim.model import Published, Span
from kelisim.text.masking import mask
from kelisim.text.noise import noise
from kelisim.text.sentences import Sentence, sentences


class Marks(Struct, frozen=True, kw_only=True):
    """The annotations of one text, each kind in the order of the text, none inside noise."""

    text: str
    published: Published | None
    noise: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    quantities: tuple[Quantity, ...]
    times: tuple[Time, ...]
    actors: tuple[Actor, ...]


def mark(text: str, published: Published | None = None) -> Marks:
    """Annotate ``text``; relative times are resolved against ``published``, unknown parts stay ``X``.

    Noise is blanked out before reading, offsets unchanged: *[4,4 Milliarden](address) US-Dollar* is one sum.
    """
    hidden = noise(text)
    seen = mask(text, hidden)
    who = _seated(actors(seen))
    return Marks(
        text=text,
        published=published,
        noise=tuple(hidden),
        sentences=tuple(sentences(text, hidden)),
        quantities=tuple(with_local_currencies(seen, quantities(seen), who)),
        times=tuple(times(seen, published)),
        actors=tuple(who),
    )


class _Seats(Struct, frozen=True, forbid_unknown_fields=True):
    seats: dict[str, str]


@cache
def _seats() -> dict[str, str]:
    return load_table("de/seats.toml", _Seats).seats


def _seated(found: list[Actor]) -> list[Actor]:
    """Let *Brüssel* stand for the EU where the text does not speak of Belgium."""
    seats = _seats()
    if not any(actor.kind == "capital" and actor.name in seats for actor in found):
        return found
    states = {code for actor in found if actor.name not in seats for code in actor.codes}
    return [
        structs.replace(actor, codes=(seats[actor.name],))
        if actor.kind == "capital" and actor.name in seats and not states & set(actor.codes)
        else actor
        for actor in found
    ]
