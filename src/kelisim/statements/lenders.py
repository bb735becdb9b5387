"""Who lends and who borrows: banks, ministries and ministers give money for their state; some banks are of no state.

In: the place of a sum of `financing`. Out: its parties. *«Die KfW stellt Togo 75 Millionen bereit»* is of Germany and
Togo; *«Die Weltbank gewährt Togo einen Kredit»* is of Togo alone, whatever other state the text speaks of.
"""

from __future__ import annotations

from collections.abc import Sequence

from kelisim.language.annotations import Actor, codes_of
from kelisim.language.function_words import function_words
from kelisim.model import Span
from kelisim.statements.context import Context
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import Finding, Place
from kelisim.statements.parties import Parties, as_parties, worded
from kelisim.statements.passage import Passage

_AGENCY, _PAIR = "agency", 2
_LANDS = ("country", "demonym", "bloc")
_HEADS = ("organisation", "office", "person")
_LED = 5  # tokens from *mit* to its sum
_BY_FAR = 2.0  # times the weight of the other party


def lent(place: Place, finding: Finding, context: Context) -> Parties | None:
    """The parties of money that is lent or given, where its clause names who does; else None."""
    if finding.indicator != "financing":
        return None
    passage = place.passage
    clause = passage.span_of(place.clause)
    around = passage.speaking_in(clause)
    givers = [actor for actor in _bodies(passage.actors_in(clause)) if not passage.only_tells(actor)]
    if of_no_state(place) and not givers:
        named = around or passage.speaking
        return _borrower(named, context)
    if (one := _one_of_many(place, context)) is not None:
        return one
    lands = [actor for actor in around if actor.kind in _LANDS]
    if (row := _only_receivers(place, lands)) is not None:
        return row
    actors = [*lands, *givers]
    who = tuple(sorted(codes_of(actors)))
    receiver = set(context.pair) - set(who)
    if not lands and len(who) == _PAIR and len(receiver) == 1 and context.pair != who:  # Kredite der EIB und der KfW
        return (all_three := tuple(sorted({*who, *receiver}))), worded(
            all_three, tuple(a.span for a in actors), context
        )
    if len(who) != _PAIR or len(codes_of(lands)) > 1:
        return None
    return who, worded(who, tuple(actor.span for actor in actors), context)


def _one_of_many(place: Place, context: Context) -> Parties | None:
    """Of several who give a sum each the one before this sum: *die Agentur Frankreichs mit 90, die EU mit 30 Mio.*."""
    passage, receiver = place.passage, place.topic.destination
    clause = passage.span_of(place.clause)
    sums = [q for q in passage.quantities if q.kind == "money" and clause.covers(q.span)]
    near = range(max(place.clause.first, place.first - _LED), place.first)
    led = [at for at in near if passage.words[at] in figure_words().aiding]
    if len(sums) < _PAIR or not led or receiver is None:
        return None
    start = max((q.end for q in sums if q.end <= place.quantity.start), default=clause.start)
    before = passage.actors_in(Span(start, passage.tokens[led[-1]].start))
    givers = [actor for actor in before if actor.kind in _LANDS and len(actor.codes) == 1]
    if not givers or receiver in givers[-1].codes:
        return None
    who = tuple(sorted({receiver, *givers[-1].codes}))
    return who, worded(who, (givers[-1].span, *place.topic.party_spans), context)


def _only_receivers(place: Place, lands: list[Actor]) -> Parties | None:
    """Nobody where two states are helped and who helps is not named: *Peru und Chile werden mit 8 Mio. unterstützt*."""
    passage, small = place.passage, function_words()
    if len(lands) != _PAIR or place.verb("aid") is None or small.future.isdisjoint(place.words):
        return None
    between = passage.words[passage.index_at(lands[0].end - 1) + 1 : passage.index_at(lands[1].start)]
    others = codes_of(passage.speaking) - codes_of(lands)
    return ((), ()) if between and set(between) <= small.conjunctions and not others else None


def _borrower(named: Sequence[Actor], context: Context) -> Parties:
    """Who borrows from a bank of no state: who is named, else the one that the text is by far the most about."""
    if named:
        return as_parties(named)
    others = (context.weights[code] for code in context.pair if code != context.lead)
    if context.weights[context.lead] < _BY_FAR * max(others, default=0.0):
        return (), ()
    return (context.lead,), tuple(
        span for code, span in zip(context.order, context.mentions, strict=True) if code == context.lead
    )


def of_no_state(place: Place) -> bool:
    """Whether a bank of many states lends: *die Weltbank, die Afrikanische Entwicklungsbank, der IWF*.

    Of a clause that says what such a bank tells of itself too: *die EBRD gab bekannt, dass sie Togo … gewährt*.
    """
    passage, clause = place.passage, place.clause
    told = clause.kind == "subordinate" and not function_words().pronouns.isdisjoint(place.words[:_PAIR])
    words = (*passage.words[: clause.first], *place.words) if told else place.words
    if any(word.endswith(figure_words().lenders) for word in words):
        return True
    return any(is_bank_of_many(passage, actor) for actor in passage.actors_of(clause))


def is_bank_of_many(passage: Passage, actor: Actor) -> bool:
    """Whether a bank is of many states, so that it stands for none: *Europäische Bank für Wiederaufbau*."""
    if actor.kind != "organisation" or actor.codes:
        return False
    words = passage.words[passage.index_at(actor.start) : passage.index_at(actor.end - 1) + 1]
    known = figure_words()
    if any(word.endswith(known.lenders) for word in words):
        return True
    return words[0].startswith(known.of_many) and any(word.endswith(known.banks) for word in words)


def _bodies(actors: list[Actor]) -> list[Actor]:
    """Who gives for a state: its ministries, banks and funds, its ministers."""
    return [a for a in actors if a.kind in _HEADS and len(a.codes) == 1 and a.role != _AGENCY]
