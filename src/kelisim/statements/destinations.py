"""Partners of one state in a row, the state itself left out: *Die Exporte nach Peru betrugen 4 Mrd., nach Chile 3*.

In: the place of a number of trade. Out: the partner that it is told of, and whose trade it is by the sentences before.
Where a sentence names only states that a flow goes to or comes from, they trade with a third one, not with each other.
"""

from __future__ import annotations

from collections.abc import Sequence

from kelisim.language.annotations import Actor, codes_of
from kelisim.language.blocs import related
from kelisim.language.function_words import function_words
from kelisim.model import TRADE
from kelisim.statements.context import Context
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import Finding, Place
from kelisim.statements.parties import Parties, worded
from kelisim.statements.passage import Passage

_ONE_WAY = ("exports", "imports")
_LANDS = ("country", "bloc")
_SEVERAL = 2
_NEAR = 3  # sentences before in which it stands whose trade it is


def partner_of_one(place: Place, finding: Finding, context: Context) -> Parties | None:
    """The parties of a number of which only destinations or sources are named; None where the sentence says whose."""
    passage = place.passage
    if finding.indicator not in TRADE:
        return None
    goes_on = _of_whom_the_last_was(place, finding, context)
    if goes_on is not None or len(passage.parties) < _SEVERAL or finding.indicator not in _ONE_WAY:
        return goes_on
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


def _of_whom_the_last_was(place: Place, finding: Finding, context: Context) -> Parties | None:
    """The one partner of a clause, and whose trade the numbers before tell: *Die Exporte nach Chile stiegen um 3 %*."""
    passage, topic = place.passage, place.topic
    named = codes_of(passage.speaking_of(place.clause))
    partners = [actor for actor in _partners(place, finding) if set(actor.codes) == named]
    if not partners or codes_of(passage.speaking) != named or passage.number - topic.passage > _NEAR:
        return None
    whose = topic.reporter
    if whose is None or whose in named or any(related(code, whose) for code in named):
        return None
    who = tuple(sorted({*named, whose}))
    return who, worded(who, (partners[0].span, *topic.party_spans), context)


def _partners(place: Place, finding: Finding) -> list[Actor]:
    """The states of the sentence to which exports go (*nach Peru, in die Türkei*) or from which imports come."""
    words, passage = figure_words(), place.passage
    ways = {"exports": words.towards, "imports": words.out_of}.get(finding.indicator, function_words().accompanied)
    lands = [actor for actor in passage.actors if actor.kind in _LANDS and len(actor.codes) == 1]
    return [actor for actor in lands if passage.word_before(actor) in ways]


def _whose(place: Place, named: set[str], context: Context) -> Actor | None:
    """The state that the sentences before tell most of and that none of the partners is; else the text's own."""
    first = max(0, place.passage.number - _NEAR)
    near: Sequence[Actor] = [
        actor
        for passage in reversed(context.passages[first : place.passage.number])
        for actor in passage.speaking
        if len(actor.codes) == 1 and actor.codes[0] not in named and not _is_listed(passage, actor)
    ]
    found = max(near, key=lambda actor: context.weights.get(actor.codes[0], 0.0), default=None)
    if found is not None or context.lead in named:
        return found
    told = context.first_of_the_lead
    return told[1] if told is not None and told[0] < first else None


def _is_listed(passage: Passage, actor: Actor) -> bool:
    """Whether a state only stands in a list with its number in brackets behind it: *Peru (+5 % auf 2 Mrd.), …*."""
    return passage.text[actor.end : actor.end + 2] == " ("
