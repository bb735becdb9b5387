"""Bare numbers that count a thing: papers, projects, firms, jobs, places, goods, people."""

from __future__ import annotations

from kelisim.model import Span
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import GOES_ON, LEVEL, Finding, More, Place, found
from kelisim.statements.reasons import Reason


def counted_thing(place: Place) -> Finding | None:
    """A bare number before the noun it counts: *76 Dokumente, 14.600 Arbeitsplätze, 50 Stipendien*."""
    if place.quantity.kind != "count" or place.quantity.compound:
        return None
    index = place.noun_after()
    if index is None:
        return None
    noun = place.passage.senses[index].indicator
    people = _people(place, index) if noun is None else None
    if people is not None:
        return found(place, "people_count", (people,), More(measure="level", head=Span(place.head.start, people.end)))
    if noun is None or noun.use not in ("counted", "measured", "people") or noun.indicator == "commodity_volume":
        return None
    if noun.use == "people" and not _of_ours(place, index):
        return None
    indicator = noun.indicator
    if indicator == "people_count":
        indicator = _as_workers(place)
    reasons = () if shared(place) else (Reason("no party beside it", -0.1),)
    head = Span(place.head.start, place.passage.tokens[index].end)
    return found(place, indicator, (place.span(index),), More(measure="level", head=head, reasons=reasons))


def counted_machines(place: Place) -> Finding | None:
    """A count of goods that are delivered, whatever they are: *über 1800 Traktoren nach Simbabwe geliefert*."""
    if place.quantity.kind != "count" or place.quantity.compound or not shared(place):
        return None
    index, delivered = (
        place.noun_after(),
        place.verb("deliver") if place.verb("deliver") is not None else place.verb("arrive"),
    )
    if index is None or delivered is None or place.passage.senses[index].indicator is not None:
        return None
    head = Span(place.head.start, place.passage.tokens[index].end)
    more = More(measure="level", head=head, reasons=(Reason("goods of no known kind", -0.3),))
    return found(place, "other", (place.span(index),), more)


def _people(place: Place, index: int) -> Span | None:
    """The word that names people by their state: *Rund 15.000 Kenianer*."""
    word = place.span(index)
    named = (actor for actor in place.passage.actors if actor.span == word and actor.codes)
    return next(
        (actor.span for actor in named if actor.kind in ("demonym", "country") and place.quantity.low >= 3), None
    )


def _of_ours(place: Place, noun: int) -> bool:
    """Whether people are told of between states: of a named state, of two in the sentence, or at work on a thing."""
    passage = place.passage
    before = [actor for actor in passage.actors if place.last < passage.index_at(actor.start) < noun]
    if any(actor.codes for actor in before):
        return True
    codes = {code for actor in passage.actors if actor.kind != "organisation" for code in actor.codes}
    if len(codes) >= 2 and (place.verb("train") is not None or not figure_words().work & set(place.words)):
        return bool(figure_words().bound_for & set(place.words)) or place.verb("train") is not None
    return bool(figure_words().work & set(place.words)) and passage.number - place.topic.thing_passage <= 1


def _as_workers(place: Place) -> str:
    """What people are counted as: trained (*fortbilden*), in jobs (*finden Arbeit*), or plainly people."""
    if place.verb("train") is not None:
        return "training_places"
    return "job_count" if figure_words().work & set(place.words) else "people_count"


def counted_subject(place: Place) -> Finding | None:
    """A count whose noun stands in front: *die Zahl der Stipendien steigt von 75 auf 150*."""
    if place.quantity.kind != "count" or place.noun_after() is not None or not place.words_before(1):
        return None
    if place.words_before(1)[0] not in figure_words().reached_by:
        return None
    told = figure_words().number_of & set(place.words) or place.verb("up") is not None or place.verb("down") is not None
    nouns = place.nouns(("counted",)) or place.nouns(("counted",), reach="sentence")
    for index, noun in nouns if told else ():
        if index < place.first:
            return found(place, noun.indicator, (place.span(index),), LEVEL)
    return None


def counted_again(place: Place) -> Finding | None:
    """A bare number that goes on counting: *Rund 200.000 Touristen kamen. 2018 waren es noch 190.000*."""
    topic = place.topic
    if place.quantity.kind != "count" or place.noun_after() is not None or topic.finding is None:
        return None
    counting = topic.quantity is not None and topic.quantity.kind == "count"
    near = place.passage.number - topic.passage
    again = figure_words().it & {*place.words_before(4), *place.words_after(1)}
    if not counting or near > 1 or (near == 1 and not again):
        return None
    return found(place, topic.finding.indicator, topic.finding.grounds, More(reasons=(GOES_ON,)))


def shared(place: Place) -> bool:
    """Whether a party or a word of sharing stands in the clause."""
    if set(place.words) & figure_words().joint:
        return True
    return any(actor.codes for actor in place.passage.actors_in(place.passage.span_of(place.clause)))
