"""What goes back for what came: *in umgekehrter Richtung gingen Güter für 4,1 Milliarden, 3 kWh fließen zurück*."""

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
    if turned is None or place.nouns(("flow",)) or place.verb("import") is not None:
        return None
    if last.indicator not in _ONE_WAY or place.passage.number - place.topic.passage > _NEXT:
        return None
    return found(place, "exports", (place.span(turned), *last.grounds), More(measure="level", reasons=(GOES_ON,)))


def turns_round(place: Place) -> bool:
    """Whether the clause tells of the other way (*umgekehrt waren es …*) and no number in it has done so before."""
    topic, words = place.topic, place.passage.words
    told = topic.quantity is not None and topic.passage == place.passage.number
    first = place.passage.index_at(topic.quantity.end) if topic.quantity is not None and told else place.clause.first
    turning = figure_words().reverse | (figure_words().back if place.quantity.kind == "measure" else frozenset())
    return not turning.isdisjoint(words[max(first, place.clause.first) : place.clause.last])
