"""Partners of one state in a row, the state itself left out: *Die Exporte nach Peru betrugen 4 Mrd., nach Chile 3*.

In: the place of a number of trade. Out: the partner that it is told of, and whose trade it is by the sentences before.
Where a sentence names only states that a flow goes to or comes from, they trade with a third one, not with each other.
"""

from __future__ import annotations

from collections.abc import Sequence

from kelisim.language.annotations import Actor, codes_of
from kelisim.language.blocs import related
from kelisim.statements.context import Context
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import Finding, Place
from kelisim.statements.parties import Parties

_ONE_WAY = ("exports", "imports")
_LANDS = ("country", "bloc")
_SEVERAL = 2
_NEAR = 3  # sentences before in which it stands whose trade it is


def partner_of_one(place: Place, finding: Finding, context: Context) -> Parties | None:
    """The parties of a number in a row of destinations or sources; None where the sentence says whose trade it is."""
    passage = place.passage
    if finding.indicator not in _ONE_WAY or len(passage.parties) < _SEVERAL:
        return None
    partners = _partners(place, finding)
    named = codes_of(partners)
    others = [actor for actor in passage.speaking if actor not in partners]
    if len(named) < _SEVERAL or others:
        return None  # die peruanischen Exporte nach Chile, aus Peru nach Chile
    whose = _whose(place, named, context)
    before = [actor for actor in partners if actor.end <= place.head.start]
    own = before[-1] if before else partners[0]
    if whose is None or any(related(code, whose.codes[0]) for code in own.codes):
        return None
    return tuple(sorted({*own.codes, *whose.codes})), (own.span, whose.span)


def _partners(place: Place, finding: Finding) -> list[Actor]:
    """The states of the sentence to which exports go (*nach Peru, in die Türkei*) or from which imports come."""
    words, passage = figure_words(), place.passage
    ways = words.towards if finding.indicator == "exports" else words.out_of
    lands = [actor for actor in passage.actors if actor.kind in _LANDS and len(actor.codes) == 1]
    return [actor for actor in lands if passage.word_before(actor) in ways]


def _whose(place: Place, named: set[str], context: Context) -> Actor | None:
    """The state that the sentences before tell most of and that none of the partners is."""
    first = max(0, place.passage.number - _NEAR)
    near: Sequence[Actor] = [
        actor
        for passage in reversed(context.passages[first : place.passage.number])
        for actor in passage.speaking
        if len(actor.codes) == 1 and actor.codes[0] not in named
    ]
    return max(near, key=lambda actor: context.weights.get(actor.codes[0], 0.0), default=None)
