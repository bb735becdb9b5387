"""Parties of a figure: as of any statement, but a figure may go on with the one before, stand in a list of partners,
or tell of one partner of many.

In: the place of a number and what it was found to be. Out: the parties, sorted, and the words that say so.
"""

from __future__ import annotations

from collections.abc import Sequence

from kelisim.language.annotations import Actor, codes_of
from kelisim.language.blocs import related
from kelisim.language.function_words import function_words
from kelisim.model import TRADE, Span
from kelisim.statements.context import Context
from kelisim.statements.destinations import partner_of_one
from kelisim.statements.figure_before import named_before
from kelisim.statements.figure_guesses import party_doubts, surer, told_doubts
from kelisim.statements.figure_lines import parties_of_a_line
from kelisim.statements.figure_partners import left_out
from kelisim.statements.figure_rows import partner_in_a_row
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import GOES_ON, Finding, Place
from kelisim.statements.giving_parties import all_in_a_giving
from kelisim.statements.lenders import lent
from kelisim.statements.parties import Parties, as_parties, parties, worded
from kelisim.statements.passage import Passage
from kelisim.statements.ranked_partners import parties_by_rank
from kelisim.statements.reasons import Reason
from kelisim.statements.rows import longest_row
from kelisim.statements.shared_costs import giver_behind, with_a_budget

_FLOWS = (*TRADE, "investment", "financing")
_OF_TWO = (*_FLOWS, "company_count", "job_count", "training_places", "people_count", "commodity_volume", "goods_count")
_GIVEN = ("financing", "investment", "undertaking_value")
_OF_A_FEW = 3  # parties that may trade with each other all together
_PAIR = 2
_JOINED = 3  # tokens from a flow to *zwischen*
_LANDS = ("country", "demonym", "bloc")
_NEAR = 2  # sentences before in which the parties of a number may have been named


def figure_parties(place: Place, finding: Finding, context: Context) -> tuple[Parties, list[Reason]]:
    """The parties of a figure, and what makes them less certain.

    None where they would be a guess among several that the text speaks of alike.
    """
    gone_on = _gone_on(place, finding)
    if gone_on is not None:
        return gone_on, party_doubts(place, gone_on[0], context)
    told = _told(place, finding, context)
    if told is not None:
        return told, told_doubts(place, told[0], context)
    passage = place.passage
    who = surer(
        parties(passage, finding.head, context, _owners(passage, finding, _around(place))), place, finding, context
    )
    if finding.indicator in TRADE and _are_examples(place, who[0]):
        who = (), ()  # der Anteil von Ländern wie etwa Peru und Chile: of whose trade, stands elsewhere
    if finding.indicator == "other" and place.quantity.unit == "percent" and context.lead not in who[0]:
        who = (), ()  # Polen kam auf 26 Prozent, Ungarn auf 28: of what they have with a third one
    return who, party_doubts(place, who[0], context)


def _are_examples(place: Place, who: Sequence[str]) -> bool:
    """Whether the parties are only examples of many: *anderer Länder wie etwa China oder Russland*."""
    passage, small = place.passage, function_words()
    named = passage.speaking_of(place.clause)
    if len(who) < _PAIR or codes_of(named) != set(who) or longest_row(passage, named) != list(named):
        return False
    first = passage.index_at(named[0].start)
    return not small.likening.isdisjoint(passage.words[max(0, first - _PAIR) : first])


def _around(place: Place) -> Sequence[Actor]:
    """Who may be a party by the clause, else by the sentence."""
    passage = place.passage
    return passage.speaking_of(place.clause) or passage.speaking


def _gone_on(place: Place, finding: Finding) -> Parties | None:
    """The parties of the figure before, for one that goes on with it and names nobody."""
    topic, passage = place.topic, place.passage
    same = topic.passage == passage.number and not passage.speaking_of(place.clause)
    named = not same and passage.speaking
    return (topic.parties, topic.party_spans) if GOES_ON in finding.reasons and topic.parties and not named else None


def _told(place: Place, finding: Finding, context: Context) -> Parties | None:
    """The parties by the way a figure is told: a line, a part, a row of partners, a loan, a hub, a receiver."""
    line = parties_of_a_line(place, finding, {*context.pair, *context.rivals})
    line = line or named_before(place, finding, context)
    if line is not None:
        return line
    part = _of_one_of_them(place, context) or giver_behind(place, finding, context)
    part = part or with_a_budget(place, finding, context) or partner_of_one(place, finding, context)
    part = part or left_out(place, finding, context)
    if part is not None:
        return part
    beside = (
        parties_by_rank(place, finding) or partner_in_a_row(place, finding, context) or lent(place, finding, context)
    )
    if beside is not None:
        return beside
    giving = all_in_a_giving(place.passage, place.clause) if finding.indicator not in TRADE else []
    if giving:
        return as_parties(giving)
    traders = _between_whom(place, finding)
    if traders is not None:
        return traders
    around = _around(place)
    if len(context.pair) == _OF_A_FEW and finding.indicator in _OF_TWO:
        for named in (around, place.passage.speaking):
            two = codes_of(named)
            if len(two) == _PAIR and two < set(context.pair):  # of three states what two of them have together
                return tuple(sorted(two)), tuple(actor.span for actor in named)
    hub = _with_the_hub(place, around, finding, context)
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
    return None


def _between_whom(place: Place, finding: Finding) -> Parties | None:
    """The two that stand between the flow and its number: *der Handel zwischen Peru und Chile 3 Mrd.*, of many."""
    if finding.indicator not in TRADE or len(place.passage.codes) <= _PAIR:
        return None
    for ground in finding.grounds[:1]:
        first = place.passage.index_at(ground.start)
        if first < place.first and function_words().between & set(place.passage.words[first : first + _JOINED]):
            own = Span(ground.end, place.head.start)
            named = [actor for actor in place.passage.actors_in(own) if actor.kind in _LANDS]
            codes = codes_of(named)
            if len(codes) == _PAIR:
                return tuple(sorted(codes)), tuple(actor.span for actor in named)
    return None


def _of_one_of_them(place: Place, context: Context) -> Parties | None:
    """Whose a part is that falls to a member of the bloc told before: *240 Mio. nach Zentralasien, davon 149 auf …*."""
    passage, topic, words = place.passage, place.topic, figure_words()
    of_it = (words.owned_by | words.rest) & set(passage.words[place.clause.first : place.first])
    if not of_it or passage.number - topic.passage > 1:
        return None
    for actor in passage.actors:
        if place.quantity.end <= actor.start and passage.word_before(actor) in words.falls_to and actor.codes:
            member = actor.codes[0]
            rest = {code for code in topic.parties if not related(code, member)}
            rest = {topic.origin} if topic.origin in topic.parties and topic.origin != member else rest
            who = tuple(sorted({*rest, member}))
            return (who, worded(who, (actor.span, *topic.party_spans), context)) if len(who) == _PAIR else None
    return None


def _bound_for_a_bloc(place: Place, finding: Finding) -> Actor | None:
    """The bloc that a flow goes to: *die Ausfuhren Marokkos in die Europäische Union*; not what is done in one."""
    if finding.indicator not in _FLOWS:
        return None
    passage, small = place.passage, function_words()
    for actor in passage.actors_of(place.clause):
        at = passage.index_at(actor.start)
        if actor.kind == "bloc" and at > 1 and passage.words[at - 1] in small.accusative:
            return actor if passage.words[at - 2] in small.within else None
    return None


def _receiver(place: Place, finding: Finding, around: Sequence[Actor], context: Context) -> str | None:
    """Whom another state gives to as well: *Indien gab Sri Lanka Kredite. Auch China hat eine Milliarde gewährt*."""
    target = place.topic.destination
    codes = codes_of(around)
    if finding.indicator not in _GIVEN or len(codes) != 1 or codes & set(context.pair) or target not in context.pair:
        return None
    return target if place.verb("give") is not None else None


def _with_the_hub(place: Place, named: Sequence[Actor], finding: Finding, context: Context) -> Parties | None:
    """Of a text about one state and several others, the flow with the one that is named: *im Handel mit Armenien*."""
    codes = codes_of(named)
    given = finding.indicator == "undertaking_value" and place.verb("give") is not None
    if not (given or finding.indicator in _FLOWS) or len(context.pair) <= _PAIR or len(codes) != 1:
        return None
    hub = _whose_trade_is_told(place) or context.lead
    if not codes < set(context.pair) or hub in codes or hub not in context.pair:
        return None
    if any(related(hub, code) for code in codes):
        return None  # die EU steuert 200 Millionen bei, in einem Text über sie und zwei ihrer Staaten
    return tuple(sorted({hub, *codes})), tuple(actor.span for actor in named)


def _whose_trade_is_told(place: Place) -> str | None:
    """Whose exports or imports the sentences right before tell: *Die österreichischen Ausfuhren …*."""
    topic = place.topic
    if place.passage.number - topic.passage > _NEAR:
        return None
    return {"exports": topic.origin, "imports": topic.destination}.get(topic.directed or "")


def _owners(passage: Passage, finding: Finding, actors: Sequence[Actor]) -> list[Actor]:
    """Whose flow it is by the adjective before its noun: *die deutschen Exporte dorthin*."""
    grounds = {passage.index_at(ground.start) for ground in finding.grounds}
    adjectives = (actor for actor in actors if actor.kind == "demonym")
    return [actor for actor in adjectives if passage.index_at(actor.end - 1) + 1 in grounds]
