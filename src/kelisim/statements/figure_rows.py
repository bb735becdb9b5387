"""Rows of partners: of several that a sentence names with a number each, the one whose number it is.

In: the place of a number and what it was found to be. Out: its parties. *«mit Japan 52, mit Korea 40 Milliarden»*,
*«nach Peru (um 8 % auf 2 Mrd.)»*, *«300 Mio. an Tunesien, 50 Mio. an den Kosovo»*, *«der EU-Handel mit Kanada»*.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, pairwise

from kelisim.language.annotations import Actor, codes_of
from kelisim.language.blocs import related
from kelisim.language.function_words import function_words
from kelisim.model import TRADE
from kelisim.statements.context import Context
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import Finding, Place
from kelisim.statements.parties import Parties, worded
from kelisim.statements.passage import Passage

_FLOWS = (*TRADE, "investment", "financing")
_GOODS = ("commodity_volume", "freight")
_BRACKETS = ("(", ")")
_BY_FAR = 1.5  # times the weight of the second party, with which one is the hub of a row
_JOINED = 3  # tokens from a flow to the partner that a preposition joins to it
_PAIR = 2
_FAR = 10  # tokens from a partner to its number: *Peru mit 3 Tonnen Kaffee im Wert von 9 Millionen Euro*
_OVER_THE_LIST = 2  # sentences before a list in which it is said whose it is


def partner_in_a_row(place: Place, finding: Finding, context: Context) -> Parties | None:
    """The parties of a number that stands in a row of partners; none where the row leaves open with whom."""
    item = _item_of_a_list(place, finding, context) or _listed_for_a_flow(place, finding)
    if item is not None:
        return item
    listed = _listed(place.passage)
    own = next((actor for end, actor in listed if end == place.quantity.end), None) if len(listed) > 1 else None
    if own is not None and (giver := _giver(place.passage, listed, context)) is not None:
        return tuple(sorted({*own.codes, *giver.codes})), (own.span, giver.span)
    return (
        _before_the_bracket(place, finding, context)
        or _glued(place, finding, context)
        or _own_partner(place, finding, context)
    )


def _item_of_a_list(place: Place, finding: Finding, context: Context) -> Parties | None:
    """Of lines that name a partner each, the partner and whom the sentence before the list tells of.

    *Der Handel Usbekistans mit der Region: – Kasachstan: 4 Mrd.; – Turkmenistan: 1 Mrd.*
    """
    own = _named_by_its_line(place.passage)
    if own is None or finding.indicator not in _FLOWS:
        return None
    before = (one for one in reversed(context.passages[: place.passage.number]) if _named_by_its_line(one) is None)
    for near in islice(before, _OVER_THE_LIST):
        whose = [a for a in near.speaking if not any(related(own.codes[0], code) for code in a.codes)]
        codes = codes_of(whose) - set(own.codes)
        if len(codes) == 1:
            return tuple(sorted({*codes, *own.codes})), (own.span, *(actor.span for actor in whose))
        if codes:
            return None
    return None


def _listed_for_a_flow(place: Place, finding: Finding) -> Parties | None:
    """Of several partners with a number each this one, and whose flow the sentence tells of.

    *Peru mit 3 Mio., Chile mit 2 Mio. Euro sind die wichtigsten Ziele der kenianischen Exporte.*
    """
    passage = place.passage
    if finding.indicator not in (*TRADE, *_GOODS):
        return None
    flows = [at for at, noun in passage.indicators if noun.use == "flow" and noun.indicator in TRADE]
    owners = [a for a in passage.actors if a.kind == "demonym" and passage.index_at(a.end - 1) + 1 in flows]
    lands = [a for a in passage.actors if a.kind in ("country", "bloc") and len(a.codes) == 1]
    ranked = [a for a in lands if passage.words[passage.index_at(a.end - 1) + 1 :][:1] == ("mit",)]
    before = [a for a in ranked if 0 < place.first - passage.index_at(a.end - 1) <= _FAR]
    if len(codes_of(ranked)) < _PAIR or len(codes_of(owners)) != 1 or not before:
        return None
    if codes_of(owners) & codes_of(ranked) or codes_of(lands) != codes_of(ranked):
        return None
    return tuple(sorted({*before[-1].codes, *owners[0].codes})), (before[-1].span, owners[0].span)


def _named_by_its_line(passage: Passage) -> Actor | None:
    """The state that a line begins with, followed by a colon: *– Kasachstan: annähernd 4 Mrd. Dollar*."""
    actor = next((a for a in passage.actors if a.kind == "country" and len(a.codes) == 1), None)
    if actor is None:
        return None
    first, last = passage.index_at(actor.start), passage.index_at(actor.end - 1)
    dashes = all(not word[:1].isalnum() for word in passage.words[:first])
    return actor if dashes and passage.words[last + 1 : last + 2] == (":",) else None


def _before_the_bracket(place: Place, finding: Finding, context: Context) -> Parties | None:
    """Of a row of partners with their numbers in brackets the one before this bracket: *nach Peru (um 8 % auf 2 Mrd.)*.

    Nobody where the word before the bracket is a partner that is not known.
    """
    passage, words = place.passage, place.passage.words
    opening = next((at for at in range(place.first - 1, -1, -1) if words[at] in _BRACKETS), None)
    if finding.indicator not in (*_FLOWS, "other") or opening is None or words[opening] == ")" or opening == 0:
        return None
    end = passage.tokens[opening - 1].end
    partner = next((a for a in passage.actors if a.end == end and a.kind in ("country", "bloc")), None)
    if partner is None:
        joined = opening > 1 and words[opening - 2] in function_words().joining_parties
        return ((), ()) if joined and passage.tokens[opening - 1].capital else None
    if words.count("(") < _PAIR or len(context.pair) < _PAIR:
        return None  # one number in brackets is no row
    listed = codes_of(a for a in passage.actors if words[passage.index_at(a.end - 1) + 1 :][:1] == ("(",))
    whose = codes_of(passage.speaking) - listed or _told_before(place, finding, listed)
    if context.weights[context.lead] >= _BY_FAR * sorted(context.weights.values())[-_PAIR]:
        whose = whose or {context.lead}
    who = tuple(sorted({*whose, *partner.codes}))
    return (who, worded(who, (partner.span,), context)) if len(who) == _PAIR else ((), ())


def _told_before(place: Place, finding: Finding, listed: set[str]) -> set[str]:
    """Whose flow the number before is of: *Togos Exporte gehen zu 30 % nach Peru. Es folgen Kuba (7 %) …*."""
    topic = place.topic
    if not topic.finding_is(finding.indicator) or place.passage.number - topic.passage > 1:
        return set()
    rest = set(topic.parties) - listed
    if place.passage.number == topic.passage and len(rest) == 1:
        return rest  # the row itself has told it
    own = topic.origin if finding.indicator == "exports" else topic.destination
    return set() if own is None or finding.indicator not in ("exports", "imports") else {own}


def _glued(place: Place, finding: Finding, context: Context) -> Parties | None:
    """Whose flow it is by the first part of its noun, with the partner joined to it: *der EU-Handel mit Kanada*."""
    if finding.indicator not in (*TRADE, "investment") or not finding.grounds:
        return None  # ein UN-Hilfsfonds für Kenia: the fund gives nothing by its name
    passage, noun = place.passage, place.passage.index_at(finding.grounds[0].start)
    actors = [a for a in passage.actors_of(place.clause) if len(a.codes) == 1]
    owner = next((a for a in actors if a.end < passage.tokens[noun].end and passage.index_at(a.start) == noun), None)
    behind = next((a for a in actors if noun < passage.index_at(a.start) <= noun + _JOINED), None)
    if owner is None or behind is None or passage.word_before(behind) not in function_words().joining_parties:
        return None
    who = tuple(sorted({*owner.codes, *behind.codes}))
    return (who, worded(who, (owner.span, behind.span), context)) if len(who) == _PAIR else None


def _own_partner(place: Place, finding: Finding, context: Context) -> Parties | None:
    """Of several partners with a number each the one beside this number: *mit Japan 52, mit Korea 40 Milliarden*."""
    passage, clause = place.passage, place.passage.span_of(place.clause)
    worth = finding.indicator == "undertaking_value"
    if not worth and finding.indicator not in (*_FLOWS, *_GOODS, "other"):
        return None
    actors = [a for a in passage.speaking_in(clause) if len(a.codes) == 1]
    small = function_words()
    words = (
        small.joining_parties | figure_words().bound_for | (small.placing if worth else frozenset())
    ) - small.between
    joined = _in_a_row(passage, [a for a in actors if passage.word_before(a) in words], actors)
    ranked = [a for a in actors if passage.words[passage.index_at(a.end - 1) + 1 :][:1] == ("mit",)]
    if _beside(place, ranked, actors) and finding.indicator not in TRADE:
        return (), ()
    if _beside(place, ranked, actors):
        return _of_whom_it_was(
            place, ranked, context
        )  # Es folgen Peru mit 3 und Chile mit 2 Millionen Tonnen: of whose trade, stands elsewhere
    if len(codes_of(joined)) < _PAIR:
        return None
    whose = codes_of(actors) - codes_of(joined) or _from_whom(place, finding, joined, context)
    own = _in_its_stretch(place, joined)
    all_of_them = (worth or finding.indicator in TRADE) and codes_of(own) == codes_of(joined)
    if worth and own and not all_of_them and whose <= {context.lead}:
        return (), ()  # in Peru Projekte für 80, in Chile für 76 Millionen: who pays for them, stands elsewhere
    if not own or all_of_them or len(whose) != 1 or whose & codes_of(own):
        return None
    who = tuple(sorted(codes_of(own) | whose))
    return who, worded(who, tuple(actor.span for actor in actors if set(actor.codes) <= set(who)), context)


def _of_whom_it_was(place: Place, ranked: Sequence[Actor], context: Context) -> Parties:
    """Of a list of partners this one, and whom the sentence before and the text tell of; else nobody."""
    passage, lead = place.passage, context.lead
    near = lead in place.topic.parties and passage.number - place.topic.passage <= 1
    before = [actor for actor in ranked if actor.end < place.head.start]
    if not near or not before or lead in codes_of(ranked):
        return (), ()
    who = tuple(sorted({lead, *before[-1].codes}))
    return who, worded(who, (before[-1].span, *place.topic.party_spans), context)


def _in_a_row(passage: Passage, joined: Sequence[Actor], actors: Sequence[Actor]) -> list[Actor]:
    """The partners, and who stands in a row with one of them: *nach Spanien und Italien*."""
    row = list(joined)
    for before, actor in pairwise(actors):
        between = passage.words[passage.index_at(before.end - 1) + 1 : passage.index_at(actor.start)]
        if before in row and actor not in row and set(between) <= {",", *function_words().conjunctions}:
            row.append(actor)
    return row


def _in_its_stretch(place: Place, joined: Sequence[Actor]) -> list[Actor]:
    """The partners between the number before and this one, else between this one and the next."""
    passage, clause = place.passage, place.passage.span_of(place.clause)
    alike = [q for q in passage.quantities if clause.covers(q.span) and q.kind == place.quantity.kind]
    start = max((q.end for q in alike if q.end < place.quantity.start), default=clause.start)
    end = min((q.full_start for q in alike if q.start > place.quantity.end), default=clause.end)
    before = [actor for actor in joined if start <= actor.start < place.head.start]
    led = not alike or alike[0].start > joined[0].start  # not 2 Mio. Tonnen nach Spanien, 1 nach China
    return (before if led else []) or [actor for actor in joined if place.head.end <= actor.start < end]


def _from_whom(place: Place, finding: Finding, joined: Sequence[Actor], context: Context) -> set[str]:
    """Whose flow several partners share: who else is named, who sent the last goods, whom the text is most about."""
    others = codes_of(a for a in place.passage.actors if a.role != "agency") - codes_of(joined)
    if len(others) == 1:
        return others
    origin = place.topic.origin
    if finding.indicator in _GOODS:
        return {origin} - codes_of(joined) if origin is not None else set()
    return {context.lead} - codes_of(joined) if context.lead in context.pair else set()


def _beside(place: Place, ranked: Sequence[Actor], actors: Sequence[Actor]) -> bool:
    """Whether the number is that of one state in a list of several, nobody else being named."""
    at = {place.passage.index_at(a.end - 1) + 1 for a in ranked}
    mine = any(place.first - _JOINED <= index < place.first for index in at)
    return mine and len(codes_of(ranked)) >= _PAIR and codes_of(actors) == codes_of(ranked)


def _listed(passage: Passage) -> list[tuple[int, Actor]]:
    """Sums told in a row with whose they are: *300 Mio. an Tunesien, 50 Mio. an den Kosovo*; where each sum ends."""
    sums = [quantity for quantity in passage.quantities if quantity.kind == "money"]
    found = ((quantity.end, _right_behind(passage, quantity.end)) for quantity in sums)
    return [(end, actor) for end, actor in found if actor is not None]


def _giver(passage: Passage, listed: Sequence[tuple[int, Actor]], context: Context) -> Actor | None:
    """Who gives what a list tells: a party that is not in it, of this sentence, else the latest before."""
    codes = codes_of(actor for _, actor in listed)
    for near in (passage, *reversed(context.passages[: passage.number])):
        others = [actor for actor in near.speaking if not codes & set(actor.codes)]
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
