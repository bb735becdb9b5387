"""Parts of a sum: what falls to something, what is given as something, what is a part of the sum before."""

from __future__ import annotations

from kelisim.model import TRADE
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import GOES_ON, LEVEL, Finding, More, Place, found
from kelisim.statements.money_figures import of_another_noun


def part_of_a_total(place: Place) -> Finding | None:
    """Money that falls to a part named behind it: *davon entfielen 9,7 Mrd. Euro auf Importe aus Vietnam*."""
    if place.quantity.kind != "money" or place.verb("part") is None:
        return None
    for index in _beside_it(place):
        noun = place.passage.senses[index].indicator
        led = place.passage.words[place.last + 1 : index] or place.passage.words[max(0, index - 2) : index]
        if noun is not None and noun.use in ("flow", "weak") and figure_words().falls_to & set(led):
            return found(place, noun.indicator, (place.span(index),), LEVEL)
    last, share = place.topic.finding, [a for a in place.passage.actors if a.end == place.head.start - 1]
    falls = share and place.passage.word_before(share[0]) in figure_words().falls_to
    if falls and last is not None and last.indicator in TRADE and place.topic.passage == place.passage.number:
        return found(place, last.indicator, last.grounds, LEVEL)  # auf deutsche Exporte 3 Mrd., auf polnische 2 Mrd.
    return None


def _beside_it(place: Place) -> list[int]:
    """The words beside a number up to a comma: before it those of *auf deutsche Exporte 3 Milliarden Euro*."""
    words, indices = place.passage.words, []
    reaches = [range(place.first - 1, place.first - 4, -1), range(place.last + 1, place.last + 6)]
    if figure_words().falls_to & set(place.words_after(1)):
        reaches.reverse()  # entfielen 9 Millionen auf Exporte und 4 Millionen auf Importe
    for reach in reaches:
        for index in reach:
            if not place.clause.first <= index < place.clause.last or words[index] == ",":
                break
            indices.append(index)
    return indices


def sum_as_something(place: Place) -> Finding | None:
    """A part of a sum told by what it is given as: *5 Milliarden als Kredite, 600 Millionen als Zuschüsse*."""
    if place.quantity.kind != "money" or not figure_words().as_what & set(place.words_after(1)):
        return None
    for index in range(place.last + 2, min(place.last + 5, place.clause.last)):
        noun = place.passage.senses[index].indicator
        if noun is not None and noun.use == "flow":
            return found(place, noun.indicator, (place.span(index),), LEVEL)
    return None


def part_of_the_last_sum(place: Place) -> Finding | None:
    """A sum that is a part of the one just told: *560 Millionen. Rund 200 Millionen davon bekommt Äthiopien*."""
    topic = place.topic
    if place.quantity.kind != "money" or topic.finding is None or place.passage.number - topic.passage > 1:
        return None
    of_it: bool | frozenset[str] = figure_words().owned_by & {*place.words_after(1), *place.words_before(2)}
    given = topic.finding.indicator in ("financing", "investment")
    of_it = of_it or (given and figure_words().further & set(place.words_before(1)))
    lent = next((pair for pair in place.nouns(("flow",), reach="sentence") if pair[1].indicator == "financing"), None)
    if of_it and lent is not None and lent[0] < place.first:
        return found(place, "financing", (place.span(lent[0]),), LEVEL)  # ein Darlehen, davon 150 Millionen für Chile
    if not of_it or topic.quantity is None or topic.quantity.kind != "money" or of_another_noun(place):
        return None
    return found(place, topic.finding.indicator, topic.finding.grounds, More(reasons=(GOES_ON,)))
