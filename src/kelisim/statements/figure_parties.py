"""Parties of a figure: as of any statement, but a figure may go on with the one before, stand in a list of partners,
or tell of one partner of many.

In: the place of a number and what it was found to be. Out: the parties, sorted, and the words that say so.
"""

from __future__ import annotations

from collections.abc import Sequence

from kelisim.language.annotations import Actor
from kelisim.language.function_words import function_words
from kelisim.model import TRADE
from kelisim.statements.context import Context
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import GOES_ON, Finding, Place
from kelisim.statements.parties import Parties, codes_of, parties, speaking, worded
from kelisim.statements.passage import Passage

_FLOWS = (*TRADE, "investment", "financing")
_GIVEN = ("financing", "investment", "undertaking_value")
_OF_A_LINE = ("length", "capacity", "duration", "flights", "freight")
_PAIR = 2


def figure_parties(place: Place, finding: Finding, context: Context) -> Parties:
    """The parties of a figure; what goes on with the figure before and names nobody has its parties."""
    topic, passage = place.topic, place.passage
    if GOES_ON in finding.reasons and topic.parties and not speaking(passage, passage.actors):
        return topic.parties, topic.party_spans
    listed = _listed(passage)
    own = next((actor for end, actor in listed if end == place.quantity.end), None) if len(listed) > 1 else None
    if own is not None and (giver := _giver(passage, listed, context)) is not None:
        return tuple(sorted({*own.codes, *giver.codes})), (own.span, giver.span)
    ends = _ends_of_a_line(place, finding)
    if ends:
        who = tuple(sorted(codes_of(ends)))
        return who, tuple(actor.span for actor in ends)
    around = speaking(passage, passage.actors_in(passage.span_of(place.clause))) or speaking(passage, passage.actors)
    hub = _with_the_hub(around, finding, context)
    if hub is not None:
        return hub[0], worded(*hub, context)
    receiver = _receiver(place, finding, around, context)
    if receiver is not None:
        who = tuple(sorted({*codes_of(around), receiver}))
        return who, worded(who, tuple(actor.span for actor in around), context)
    into = _bound_for_a_bloc(place, finding)
    if into is not None and len(codes_of(around)) == 1:
        who = tuple(sorted({*codes_of(around), *into.codes}))
        return who, worded(who, (into.span, *(actor.span for actor in around)), context)
    return parties(passage, finding.head, context, _owners(passage, finding, around))


def _bound_for_a_bloc(place: Place, finding: Finding) -> Actor | None:
    """The bloc that a flow goes to: *die Ausfuhren Marokkos in die Europäische Union*; not what is done in one."""
    if finding.indicator not in _FLOWS:
        return None
    passage, small = place.passage, function_words()
    for actor in passage.actors_in(passage.span_of(place.clause)):
        at = passage.index_at(actor.start)
        if actor.kind == "bloc" and at > 1 and passage.words[at - 1] in small.accusative:
            return actor if passage.words[at - 2] in small.within else None
    return None


def _ends_of_a_line(place: Place, finding: Finding) -> list[Actor]:
    """Where a line begins and ends: *führt von Kavala in Nordgriechenland nach Plowdiw in Zentralbulgarien*."""
    passage = place.passage
    if finding.indicator not in _OF_A_LINE or any(actor.kind in ("country", "demonym") for actor in passage.actors):
        return []
    towns = [actor for actor in passage.actors if actor.kind in ("place", "capital") and len(actor.codes) == 1]
    words = function_words()
    before = [passage.words[max(0, passage.index_at(actor.start) - 1)] for actor in towns]
    starts = [actor for actor, word in zip(towns, before, strict=True) if word in figure_words().out_of]
    stops = [
        a for a, word in zip(towns, before, strict=True) if word in figure_words().bound_for | figure_words().until
    ]
    between = [actor for actor, word in zip(towns, before, strict=True) if word in words.between]
    found = [*starts[:1], *stops[-1:]] if starts and stops else []
    if between and len(towns) > towns.index(between[0]) + 1:
        found = towns[towns.index(between[0]) :][:2]
    return found if len(codes_of(found)) == _PAIR else []


def _receiver(place: Place, finding: Finding, around: Sequence[Actor], context: Context) -> str | None:
    """Whom another state gives to as well: *Indien gab Sri Lanka Kredite. Auch China hat eine Milliarde gewährt*."""
    target = place.topic.destination
    codes = codes_of(around)
    if finding.indicator not in _GIVEN or len(codes) != 1 or codes & set(context.pair) or target not in context.pair:
        return None
    return target if place.verb("give") is not None else None


def _with_the_hub(named: Sequence[Actor], finding: Finding, context: Context) -> Parties | None:
    """Of a text about one state and several others, the flow with the one that is named: *im Handel mit Armenien*."""
    codes = codes_of(named)
    if finding.indicator not in _FLOWS or len(context.pair) <= _PAIR or len(codes) != 1:
        return None
    if not codes < set(context.pair) or context.lead in codes:
        return None
    return tuple(sorted({context.lead, *codes})), tuple(actor.span for actor in named)


def _owners(passage: Passage, finding: Finding, actors: Sequence[Actor]) -> list[Actor]:
    """Whose flow it is by the adjective before its noun: *die deutschen Exporte dorthin*."""
    grounds = {passage.index_at(ground.start) for ground in finding.grounds}
    adjectives = (actor for actor in actors if actor.kind == "demonym")
    return [actor for actor in adjectives if passage.index_at(actor.end - 1) + 1 in grounds]


def _listed(passage: Passage) -> list[tuple[int, Actor]]:
    """Sums told in a row with whose they are: *300 Mio. an Tunesien, 50 Mio. an den Kosovo*; where each sum ends."""
    sums = [quantity for quantity in passage.quantities if quantity.kind == "money"]
    found = ((quantity.end, _right_behind(passage, quantity.end)) for quantity in sums)
    return [(end, actor) for end, actor in found if actor is not None]


def _giver(passage: Passage, listed: Sequence[tuple[int, Actor]], context: Context) -> Actor | None:
    """Who gives what a list tells: a party that is not in it, of this sentence, else the latest before."""
    codes = codes_of(actor for _, actor in listed)
    for near in (passage, *reversed(context.passages[: passage.number])):
        others = [actor for actor in speaking(near, near.actors) if not codes & set(actor.codes)]
        if others:
            return others[0] if len(others[0].codes) == 1 else None
    return None


def _right_behind(passage: Passage, end: int) -> Actor | None:
    """The state that *an*, *für* or *nach* leads to right behind a number."""
    words, at = passage.words, passage.index_at(end - 1) + 1
    if words[at : at + 1] and words[at] in figure_words().for_whom | figure_words().bound_for:
        at += 1 + (words[at + 1 : at + 2] != () and words[at + 1] in function_words().determiners)
        start = passage.tokens[at].start if at < len(words) else -1
        return next((a for a in passage.actors if a.start == start and a.kind == "country" and len(a.codes) == 1), None)
    return None
