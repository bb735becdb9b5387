"""Prices: sums that say what an undertaking costs without a noun of value beside them."""

from __future__ import annotations

from kelisim.language.function_words import function_words
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import GOES_ON, LEVEL, Finding, More, Place, found
from kelisim.statements.money_figures import of_another_noun
from kelisim.statements.reasons import Reason

_RIGHT_BEHIND = 2  # tokens from a sum to the clause about it
_SPOKEN_OF = 3  # sentences over which a thing is still spoken of


def price_told_behind(place: Place) -> Finding | None:
    """What a thing has cost by the relative clause behind the sum: *acht Millionen, die das Vorhaben gekostet hat*."""
    if place.quantity.kind != "money":
        return None
    behind = next((c for c in place.passage.clauses if c.first == place.clause.last and c.kind == "relative"), None)
    if behind is None or behind.first - place.last > _RIGHT_BEHIND:
        return None
    costs = next((verb.index for verb in behind.verbs if "cost" in verb.sense.senses), None)
    return None if costs is None else found(place, "undertaking_value", (place.span(costs),), LEVEL)


def value_of_a_paper(place: Place) -> Finding | None:
    """What a contract or order is worth by its own noun, whatever flow is told beside it: *der Vertragswert*."""
    if place.quantity.kind != "money" or place.quantity.change is not None:
        return None
    worth = (at for at, noun in place.nouns(("value",)) if at < place.first)
    at = next((at for at in worth if place.passage.words[at].startswith(figure_words().worth_of)), None)
    return None if at is None else found(place, "undertaking_value", (place.span(at),), LEVEL)


def priced_thing(place: Place) -> Finding | None:
    """The price of the thing named next: *das 140 Millionen Euro teure Projekt*; not *50 Millionen teurer als*."""
    after = place.words_after(2)
    if place.quantity.kind != "money" or not after or after[0] not in figure_words().priced:
        return None
    if after[1:] and after[1] in function_words().comparing:
        return None
    lent = [sense.indicator for sense in place.passage.senses[place.last + 2 : place.last + 4]]
    lent_out = any(noun is not None and noun.indicator == "financing" for noun in lent)  # eine … teure Kreditlinie
    return found(place, "financing" if lent_out else "undertaking_value", (place.span(place.last + 1),), LEVEL)


def price_of_the_last_thing(place: Place) -> Finding | None:
    """What something costs that the last sentence spoke of: *Hinzu kommen 212 Haubitzen für 2,4 Milliarden*."""
    topic = place.topic
    if place.quantity.kind != "money" or of_another_noun(place):
        return None
    if not figure_words().paid_for & set(place.words_before(2)) or place.passage.number - topic.thing_passage > 1:
        return None
    return found(place, "undertaking_value", (), More(measure="level", reasons=(GOES_ON,)))


def price_of_what_is_spoken_of(place: Place) -> Finding | None:
    """A sum that nothing in its sentence explains, where the text speaks of a thing: *Moskau rechnet mit 1,6 Mrd.*."""
    topic, number = place.topic, place.passage.number
    if place.quantity.kind != "money" or place.quantity.change is not None or of_another_noun(place):
        return None
    if number - topic.thing_passage > _SPOKEN_OF and number - topic.line_passage > _SPOKEN_OF:
        return None
    if any(quantity.unit == "percent" for quantity in place.passage.quantities):
        return None  # um 75 Prozent auf 220 Millionen: what grows is none of the thing
    if place.nouns(("national", "relation")) or figure_words().rates & set(place.words_after(1)):
        return None
    return found(
        place, "undertaking_value", (), More(measure="level", reasons=(GOES_ON, Reason("no noun beside it", -0.4)))
    )
