"""Sums of goods that go back for what came: *in umgekehrter Richtung gingen Güter für 4,1 Milliarden*."""

from __future__ import annotations

from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import GOES_ON, Finding, More, Place, found

_ONE_WAY = ("exports", "imports")
_NEXT = 1  # sentences over which the way back is still that of the flow


def goods_the_other_way(place: Place) -> Finding | None:
    """What goes back is told from the one who sends it, so that it is exports whatever came: see `directions`."""
    last, words = place.topic.finding, figure_words().reverse
    if place.quantity.kind != "money" or last is None or words.isdisjoint(place.words):
        return None
    turned = next((at for at, word in enumerate(place.words, place.clause.first) if word in words), None)
    if turned is None or place.nouns(("flow",)):
        return None
    if last.indicator not in _ONE_WAY or place.passage.number - place.topic.passage > _NEXT:
        return None
    return found(place, "exports", (place.span(turned), *last.grounds), More(measure="level", reasons=(GOES_ON,)))
