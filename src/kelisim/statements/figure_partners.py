"""Partners that a figure's own clause leaves out: named by the sentence before, by the clause before, or with others.

In: the place of a number and what it was found to be. Out: its parties, None where the text does not say so.
*«Auch Peru ist ein wichtiger Handelspartner. Die chilenischen Exporte betrugen 6 Mrd. Dollar»* is of Chile and Peru,
*«In Togo sind 160 irische Firmen tätig, in Benin aber 500»* of Ireland and Benin.
"""

from __future__ import annotations

from collections.abc import Sequence

from kelisim.language.annotations import Actor, codes_of
from kelisim.language.function_words import function_words
from kelisim.model import TRADE, Span
from kelisim.statements.context import Context
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import Finding, Place
from kelisim.statements.parties import Parties, worded
from kelisim.statements.stage_words import stage_words

_LANDS = ("country", "demonym", "bloc")
_PAIR = 2
_TOGETHER = 5  # tokens from *zusammen* to the first of those who add to a sum


def left_out(place: Place, finding: Finding, context: Context) -> Parties | None:
    """The parties by the first way in which a clause leaves one of them to what stands around it."""
    ways = (_presented_before, _elsewhere_alike, _giver_of_a_part, _with_more)
    return next((who for way in ways if (who := way(place, finding, context)) is not None), None)


def _presented_before(place: Place, finding: Finding, context: Context) -> Parties | None:
    """The partner that the sentence before presents: *Auch Peru ist ein wichtiger Handelspartner*."""
    passage = place.passage
    own = codes_of(passage.speaking)
    if finding.indicator not in TRADE or passage.number == 0 or len(own) != 1:
        return None
    before = context.passages[passage.number - 1]
    if not any(word.endswith(figure_words().partner_ends) for word in before.words):
        return None
    others = [actor for actor in before.speaking if not set(actor.codes) & own]
    if len(codes_of(others)) != 1:
        return None
    return tuple(sorted({*own, *codes_of(others)})), (*_spans(passage.speaking), *_spans(others))


def _elsewhere_alike(place: Place, finding: Finding, context: Context) -> Parties | None:
    """Whose firms are counted in another state too: *in Togo 160 irische Firmen, in Benin aber 500*."""
    passage, topic = place.passage, place.topic
    if finding.indicator != "company_count" or not topic.finding_is("company_count") or topic.passage != passage.number:
        return None
    within = function_words().within
    here = [a for a in passage.actors_of(place.clause) if a.kind == "country"]
    before = [a for a in passage.actors if a.kind == "country" and a.end <= passage.span_of(place.clause).start]
    now, then = ([a for a in row if passage.word_before(a) in within] for row in (here, before))
    whose = set(topic.parties) - codes_of(then)
    if len(here) != 1 or not now or len(codes_of(then)) != 1 or len(whose) != 1 or codes_of(now) & set(topic.parties):
        return None
    who = tuple(sorted({*codes_of(now), *whose}))
    return who, worded(who, (now[0].span, *topic.party_spans), context)


def _giver_of_a_part(place: Place, finding: Finding, context: Context) -> Parties | None:
    """Who gives by the first part of the noun, and for whom: *für die Leitung von A nach B, darunter EU-Zuschüsse*."""
    passage = place.passage
    if finding.indicator != "financing":
        return None
    starts = {ground.start for ground in finding.grounds}
    glued = [a for a in passage.speaking if a.start in starts and passage.text[a.end : a.end + 1] == "-"]
    others = [a for a in passage.speaking if a.kind == "country" and a not in glued]
    if len(glued) != 1 or len(codes_of(others)) != _PAIR or codes_of(others) & codes_of(glued):
        return None
    who = tuple(sorted(codes_of([*glued, *others])))
    return who, worded(who, _spans([*glued, *others]), context)


def _with_more(place: Place, finding: Finding, context: Context) -> Parties | None:
    """The text's pair with those who add to it: *zusammen mit Beiträgen der EU sind es 126 Mio.*."""
    passage, known = place.passage, stage_words().words.together
    if finding.indicator not in ("financing", "undertaking_value") or known.isdisjoint(place.words):
        return None
    named = [a for a in passage.speaking_of(place.clause) if a.kind in _LANDS]
    if not named or codes_of(named) & set(context.pair) or len(context.pair) != _PAIR:
        return None
    at = passage.index_at(named[0].start)
    before = passage.words[max(0, at - _TOGETHER) : at]
    if known.isdisjoint(before) or function_words().accompanied.isdisjoint(before):
        return None
    who = tuple(sorted({*context.pair, *codes_of(named)}))
    return who, worded(who, _spans(named), context)


def _spans(actors: Sequence[Actor]) -> tuple[Span, ...]:
    return tuple(actor.span for actor in actors)
