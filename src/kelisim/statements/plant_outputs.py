"""What a plant turns out in a time: *soll jährlich 350.000 Tonnen Dünger herstellen*, *60.000 Autos im Jahr montieren*.

In: the place of a number. Out: a capacity, where the clause has a verb of making, a rate, and a plant that it or the
sentences before it name. What a state makes at home is no plant's (`figure_scope`).
"""

from __future__ import annotations

from kelisim.model import Span
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import Finding, More, Place, found

_COUNTED = ("measure", "count")
_UNITS = ("count", "t", "kg", "bbl", "m2", "m3", "l", "kWh")
_PLANTS = ("project", "institution")
_NEAR = 2  # sentences over which a plant goes on being spoken of
_RATE_WITHIN = 4  # words around a number in which its rate stands


def output_of_a_plant(place: Place) -> Finding | None:
    """Goods that a plant makes in a year, a month or a day."""
    words = figure_words()
    if place.quantity.kind not in _COUNTED or place.quantity.unit not in _UNITS or words.making.isdisjoint(place.words):
        return None
    if not _has_rate(place) or not _is_of_a_plant(place):
        return None
    making = next(at for at, word in enumerate(place.words, place.clause.first) if word in words.making)
    noun = place.noun_after if place.quantity.kind == "count" else None
    head = None if noun is None else Span(place.head.start, place.passage.tokens[noun].end)
    return found(place, "capacity", (place.span(making),), More(head=head))


def _has_rate(place: Place) -> bool:
    """Whether it is told in what time: *jährlich*, *pro Jahr*, *im Jahr*."""
    near = (*place.words_before(_RATE_WITHIN), *place.words_after(_RATE_WITHIN), *place.words[:_RATE_WITHIN])
    return place.quantity.per is not None or any(word in figure_words().every for word in near)


def _is_of_a_plant(place: Place) -> bool:
    """Whether a plant makes it: named in the sentence or shortly before, with no state as the one who does it."""
    passage = place.passage
    if any((thing := place.thing(at)) is not None and thing.kind in _PLANTS for at in range(place.first)):
        return True
    if passage.number - place.topic.thing_passage > _NEAR:
        return False
    return not passage.speaking_of(place.clause)
