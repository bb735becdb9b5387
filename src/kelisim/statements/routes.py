"""Routes: a line or a service lies in all the states that its own words lead through, also where only towns are named.

In: a thing that rules have found. Out: the states along it. *«die Bahn von Baku über Tiflis nach Kars»* is of
Azerbaijan, Georgia and Türkiye, *«ein Nachtzug von Zürich über Köln nach Amsterdam»* of Switzerland, Germany and the
Netherlands.
"""

from __future__ import annotations

from collections.abc import Sequence

from kelisim.language.annotations import Actor, codes_of
from kelisim.language.function_words import function_words
from kelisim.statements.parties import explicit_pair
from kelisim.statements.passage import Passage
from kelisim.statements.scenes import Found
from kelisim.statements.stage_words import stage_words

_PLACES = ("country", "capital", "place")
_TOWNS = ("capital", "place")
_KINDS = ("project", "institution")
_DASHES = ("-", "–")
_PAIR = 2
_BEHIND = 2  # tokens behind a thing at which its route may begin


def along_the_route(found: Found, passage: Passage) -> list[Actor]:
    """The states and towns from the first of a route to its last, in the words of the thing or right behind them.

    Also those whose names its own name joins: *die Baku-Tiflis-Kars Bahn*. None if it is no route.
    """
    if found.kind not in _KINDS:
        return []
    named = [actor for actor in passage.actors if actor.kind in _PLACES and len(actor.codes) == 1]
    joined = joined_names(passage, named, found.mention.index)
    if len(codes_of(joined)) >= _PAIR:
        return [*joined, *_beside_towns(found, passage, joined)]
    between = next((a for a in passage.actors_in(found.head) if a.kind in _TOWNS and _is_led(passage, a)), None)
    ends = explicit_pair(passage, [a for a in named if a.kind in _TOWNS]) if between is not None else []
    if len(codes_of(ends)) >= _PAIR:
        return [*ends, *_beside_towns(found, passage, ends)]
    first, last = found.mention.first, found.mention.last + _BEHIND
    here = [actor for actor in named if first <= passage.index_at(actor.start) <= last]
    start = next((actor for actor in here if passage.word_before(actor) in stage_words().words.leaving_from), None)
    return stops_from(passage, start) if start is not None else []


def _is_led(passage: Passage, town: Actor) -> bool:
    return passage.word_before(town) in function_words().between


def _beside_towns(found: Found, passage: Passage, ends: Sequence[Actor]) -> list[Actor]:
    """Who builds a line between towns of two others: *China finanziert die Bahn zwischen Lima und La Paz*."""
    here = passage.speaking_of(found.mention.clause)
    others = [actor for actor in here if not set(actor.codes) & codes_of(ends) and not found.head.covers(actor.span)]
    return others if len(codes_of(others)) == 1 else []


def joined_names(passage: Passage, named: Sequence[Actor], at: int) -> list[Actor]:
    """The names that dashes join right before the noun at a token or in it: *die Lima-La-Paz-Bahn*."""
    row: list[Actor] = []
    for actor in named:
        if row and passage.text[row[-1].end : actor.start] in _DASHES:
            row.append(actor)
        elif passage.index_at(actor.start) <= at:
            row = [actor]
    ends = passage.index_at(row[-1].start) if row else -1
    return row if ends in (at, at - 1) or passage.words[ends + 1 : at : 2] == ("(", ")") else []


def stops_from(passage: Passage, first: Actor) -> list[Actor]:
    """The stops of a route from its first, led on to by prepositions and *und* alone; none if it goes nowhere."""
    known, small = stage_words().words, function_words()
    between = small.passing | small.within | known.arriving_at | small.joints | small.determiners | {","}
    stops, arrives = [first], False
    for actor in passage.actors:
        if actor.start < first.end or actor.kind not in _PLACES or len(actor.codes) != 1:
            continue
        gap = passage.words[passage.index_at(stops[-1].end - 1) + 1 : passage.index_at(actor.start)]
        there = small.within.isdisjoint(gap) or not known.into.isdisjoint(gap)
        if not between.issuperset(gap) or (arrives and there):
            break
        arrives = arrives or (there and not known.arriving_at.isdisjoint(gap))
        stops.append(actor)
    return stops if arrives and len(codes_of(stops)) >= _PAIR else []
