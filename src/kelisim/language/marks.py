"""Marks: everything the language stage finds in one text, made by one function of text and date alone.

In: a text and the interval in which it appeared. Out: sentences, quantities, times and actors. Rules propose
statements from them, and the verifier holds statements against them, whoever proposed these.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import TypeVar

from msgspec import Struct, structs

from kelisim.language.actors import actors
from kelisim.language.annotations import Actor, Quantity, Time
from kelisim.language.quantities import quantities
from kelisim.language.times import times
from kelisim.lexicons import load_table
from kelisim.model import Published, Span
from kelisim.text.noise import noise
from kelisim.text.sentences import Sentence, sentences

A = TypeVar("A", Quantity, Time, Actor)


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
    """Annotate ``text``; relative times are resolved against ``published``, unknown parts stay ``X``."""
    masked = noise(text)
    cut = sentences(text, masked)
    return Marks(
        text=text,
        published=published,
        noise=tuple(masked),
        sentences=tuple(cut),
        quantities=tuple(_outside(quantities(text), masked)),
        times=tuple(_outside(times(text, published), masked)),
        actors=tuple(_seated(_outside(actors(text), masked))),
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


def _outside(found: Sequence[A], masked: Sequence[Span]) -> list[A]:
    """Annotations that do not touch the noise, whose spans are in order."""
    if not masked:
        return list(found)
    ends = [span.end for span in masked]
    kept = []
    for item in found:
        at = bisect_left(ends, item.start + 1)
        if at == len(masked) or masked[at].start >= item.end:
            kept.append(item)
    return kept
