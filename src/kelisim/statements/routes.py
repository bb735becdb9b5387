"""Routes: a line or a service lies in all the states that its own words lead through, also where only towns are named.

In: a thing that rules have found. Out: the states along it. *«die Bahn von Baku über Tiflis nach Kars»* is of
Azerbaijan, Georgia and Türkiye, *«ein Nachtzug von Zürich über Köln nach Amsterdam»* of Switzerland, Germany and the
Netherlands.
"""

from __future__ import annotations

from kelisim.language.annotations import Actor, codes_of
from kelisim.language.function_words import function_words
from kelisim.statements.passage import Passage
from kelisim.statements.scenes import Found
from kelisim.statements.stage_words import stage_words

_PLACES = ("country", "capital", "place")
_KINDS = ("project", "institution")
_PAIR = 2


def along_the_route(found: Found, passage: Passage) -> list[Actor]:
    """The states and towns from the first of a route to its last in the words of the thing; none if it is no route."""
    if found.kind not in _KINDS:
        return []
    stops = [actor for actor in passage.actors_in(found.head) if actor.kind in _PLACES and len(actor.codes) == 1]
    if len(codes_of(stops)) < _PAIR:
        return []
    known, small = stage_words().words, function_words()
    led = [passage.word_before(actor) for actor in stops]
    leaves = led[0] in known.leaving_from
    arrives = any(word in known.arriving_at for word in led[1:])
    between = small.passing | small.within | known.arriving_at | small.joints | {","}
    return stops if leaves and arrives and all(word in between for word in led[1:]) else []
