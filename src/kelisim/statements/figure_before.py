"""Parties of a figure that only the sentence before names: of whose trade it goes on, whom *beide* means, whose sum.

In: the place of a number and what it was found to be. Out: the parties with their words, None where it does not point
back. *«Der Handel zwischen Peru, Chile und Kuba wächst. Er stieg auf 3 Milliarden»* is of all three.
"""

from __future__ import annotations

from itertools import pairwise

from kelisim.language.annotations import codes_of
from kelisim.language.function_words import function_words
from kelisim.model import TRADE
from kelisim.statements.context import Context
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import Finding, Place
from kelisim.statements.parties import Parties, as_parties, explicit_pair, worded

_GIVEN = ("financing", "investment", "undertaking_value")
_PAIR = 2


def named_before(place: Place, finding: Finding, context: Context) -> Parties | None:
    """The parties by the first way in which a clause that names nobody points to the sentence before."""
    if place.passage.number == 0 or codes_of(place.passage.speaking_of(place.clause)):
        return None
    ways = (_flow_between, _both_of_many, _part_of_a_sum, _two_of_three)
    return next((who for way in ways if (who := way(place, finding, context)) is not None), None)


def _flow_between(place: Place, finding: Finding, context: Context) -> Parties | None:
    """Those between whom the sentence before says that trade goes on, where this one goes on with it."""
    if finding.indicator not in TRADE or place.passage.speaking:
        return None
    before = context.passages[place.passage.number - 1]
    for at, noun in before.indicators:
        if noun.use == "flow" and noun.indicator in TRADE:
            clause = before.span_of(before.clause_at(before.tokens[at].start))
            pair = explicit_pair(before, before.speaking_in(clause))
            if len(codes_of(pair)) > _PAIR and set(context.pair) <= codes_of(pair):
                return as_parties(pair)
    return None


def _both_of_many(place: Place, _finding: Finding, context: Context) -> Parties | None:
    """Whom *beide Seiten* means in a text on more than two: the two just named, or the one with whom all have to do."""
    passage = place.passage
    both = any(actor.kind == "pair" for actor in passage.actors)
    if not both or passage.speaking or len({*context.pair, *context.rivals}) <= _PAIR:
        return None
    before = context.passages[passage.number - 1].speaking
    codes = codes_of(before)
    if len(codes) == 1 and context.lead not in codes and codes <= {*context.pair, *context.rivals}:
        codes = {context.lead, *codes}
    if len(codes) != _PAIR:
        return None
    who = tuple(sorted(codes))
    return who, worded(who, tuple(actor.span for actor in before), context)


def _two_of_three(place: Place, finding: Finding, context: Context) -> Parties | None:
    """Of a text on three the two that the sentence before names: *die russischen Lieferungen in den Iran. Diese …*."""
    passage = place.passage
    if finding.indicator not in (*TRADE, "commodity_volume", "freight") or len(context.pair) != _PAIR + 1:
        return None
    near = context.passages[passage.number - 1]
    before, codes = near.speaking, codes_of(near.speaking)
    if not any(noun.use in ("flow", "weak") and noun.indicator in TRADE for _, noun in near.indicators):
        return None
    if len(codes) != _PAIR or not codes < set(context.pair) or not codes_of(passage.speaking) <= codes:
        return None
    if any(actor.kind == "pair" for actor in passage.actors) or not function_words().three.isdisjoint(passage.words):
        return None
    return as_parties(before)


def _part_of_a_sum(place: Place, finding: Finding, _context: Context) -> Parties | None:
    """Whose the sum before is, of which this one is a part, or which is lent for so long."""
    topic, passage = place.topic, place.passage
    if topic.finding is None or topic.finding.indicator != "financing" or not topic.parties or passage.speaking:
        return None
    if finding.indicator == "duration":
        return (topic.parties, topic.party_spans) if topic.passage == passage.number else None
    if finding.indicator not in _GIVEN or passage.number - topic.passage > _PAIR:
        return None
    known, words = figure_words(), passage.words[: place.last + 2]
    of_it = any(one in known.this and two in known.sums for one, two in pairwise(words))
    if not of_it and known.rest.isdisjoint(words):
        return None
    return topic.parties, topic.party_spans
