"""Parties of a figure: as of any statement, but a figure may go on with the one before, stand in a list of partners,
or tell of one partner of many.

In: the place of a number and what it was found to be. Out: the parties, sorted, and the words that say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kelisim.language.annotations import Actor
from kelisim.language.function_words import function_words
from kelisim.language.pairs import means_the_other
from kelisim.model import TRADE
from kelisim.statements.context import Context
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import GOES_ON, Finding, Place
from kelisim.statements.lenders import lent
from kelisim.statements.parties import Parties, codes_of, parties, speaking, worded
from kelisim.statements.passage import Passage

_FLOWS = (*TRADE, "investment", "financing")
_ONE_WAY = ("exports", "imports")
_OF_TWO = (*_FLOWS, "company_count", "people_count", "commodity_volume", "goods_count")
_GOODS = ("commodity_volume", "freight")
_GIVEN = ("financing", "investment", "undertaking_value")
_OF_A_LINE = ("length", "capacity", "duration", "flights", "freight")
_BRACKETS = ("(", ")")
_BY_FAR = 1.5  # times the weight of the second party, with which one is the hub of a row
_OF_A_FEW = 3  # parties that may trade with each other all together
_JOINED = 3  # tokens from a flow to the partner that a preposition joins to it
_ON_THE_WAY = ("hour", "day")
_PAIR = 2
_NEAR = 2  # sentences before in which the parties of a number may have been named


def figure_parties(place: Place, finding: Finding, context: Context) -> Parties:
    """The parties of a figure; none where they would be a guess among several that the text speaks of alike."""
    told = _told(place, finding, context)
    if told is not None:
        return told
    passage = place.passage
    who, spans = parties(passage, finding.head, context, _owners(passage, finding, _around(place)))
    here = codes_of(_not_of_the_speech(place))
    filled = not set(who) <= here
    if filled and (gone_on := _as_just_before(place, here, context)) is not None:
        return gone_on
    if filled and len(context.pair) > _OF_A_FEW and finding.indicator in (*TRADE, *_GOODS):
        return (), ()  # Exporte nach Peru, Chile, Bolivien und Ecuador: whose they are, stands elsewhere
    if filled and _is_of_all_the_world(place, finding) and not _trade_is_spoken_of(place, who, context):
        return (), ()
    if filled and here and len(context.pair) == _OF_A_FEW and finding.indicator in (*_FLOWS, "company_count"):
        return _spoken_of(place, here, context)  # of three states only one is named: with whom, stands before
    if set(who) <= here or not (_is_a_guess(context) or _is_where_it_is_said(place, finding, set(who) - here)):
        return who, spans
    if finding.indicator in TRADE and here and not _partners(place):
        # Deutschland exportierte 400 Milliarden: its trade with all the world
        return (who, spans) if _points_there(place) else ((), ())
    near = _spoken_of(place, here, context)
    if near[0] or not _along_a_line(place, finding, context):
        return near
    return (who, spans) if here and here < set(context.pair) else _all_of_the_text(here, context)


def _as_just_before(place: Place, here: set[str], context: Context) -> Parties | None:
    """The parties of the number in the sentence right before, where one of them is named again and not all the pair."""
    topic = place.topic
    others = set(topic.parties) - set(context.pair)
    near = place.passage.number - topic.passage <= 1
    return (topic.parties, topic.party_spans) if near and here and others and here < set(topic.parties) else None


def _is_of_all_the_world(place: Place, finding: Finding) -> bool:
    """Whether exports or imports that name no partner are a state's own: no trade of the two has been told so far."""
    if finding.indicator not in _ONE_WAY or place.topic.trading or finding.measure == "share" or _partners(place):
        return False
    named = place.passage.actors_in(place.passage.span_of(place.clause))
    ways = figure_words().out_of | figure_words().bound_for | figure_words().for_whom
    firms = any(a.kind == "organisation" and a.codes and place.passage.word_before(a) in ways for a in named)
    both = any(actor.kind == "pair" for actor in place.passage.actors)
    return not firms and not both and not _points_there(place)


def _points_there(place: Place) -> bool:
    """Whether a word of the clause points to the partner: *die Exporte dorthin*, *ins Nachbarland*."""
    words = place.passage.words
    here = range(place.clause.first, place.clause.last)
    return any(words[at] in figure_words().there or means_the_other(words, at) for at in here)


def _trade_is_spoken_of(place: Place, who: Sequence[str], context: Context) -> bool:
    """Whether a sentence so far tells of trade and names both: *Finnland ist Handelspartner der Schweiz*."""
    for passage in context.passages[: place.passage.number + 1]:
        trading = any(word.startswith(figure_words().of_trade) for word in passage.words)
        if trading and set(who) <= codes_of(passage.actors):
            return True
    return False


def _not_of_the_speech(place: Place) -> list[Actor]:
    """Who may be a party in the sentence, without those of a clause that only says who said it and where."""
    passage = place.passage
    told = [
        passage.span_of(clause)
        for clause in passage.clauses
        if clause is not place.clause and any("say" in verb.sense.senses for verb in clause.verbs)
    ]
    return [a for a in speaking(passage, passage.actors) if not any(clause.covers(a.span) for clause in told)]


def _is_where_it_is_said(place: Place, finding: Finding, filled: set[str]) -> bool:
    """Whether who would borrow is named only with the speech: *stelle Hilfen bereit, sagte sie in Katar*."""
    actors = speaking(place.passage, place.passage.actors)
    visits = any(word.endswith(figure_words().visits) for word in place.passage.words)
    return finding.indicator == "financing" and visits and bool(filled & codes_of(actors))


def _along_a_line(place: Place, finding: Finding, context: Context) -> bool:
    """Whether a figure is of a way through several states: its length, what goes along it, how long that takes."""
    if context.of_a_region:
        return False
    way = finding.indicator in _OF_A_LINE and (finding.indicator != "duration" or place.quantity.unit in _ON_THE_WAY)
    return way or place.topic.line_passage == place.passage.number


def _is_a_guess(context: Context) -> bool:
    """Whether the pair of the text is no sure answer to who is meant: others or a whole region are spoken of alike."""
    return len(context.pair) == _PAIR and (bool(context.rivals) or context.of_a_region)


def _partners(place: Place) -> bool:
    """Whether a preposition joins some state to the flow in its clause: *der Handel mit Armenien*."""
    passage, small = place.passage, function_words()
    joining = (small.joining_parties | small.placing) - small.between
    named = passage.actors_in(passage.span_of(place.clause))
    return any(actor.codes and passage.word_before(actor) in joining for actor in named)


def _all_of_the_text(here: set[str], context: Context) -> Parties:
    """The pair of the text with its rivals, where the sentence names nobody else: a road through three states."""
    everybody = {*context.pair, *context.rivals}
    if not here <= everybody or len(everybody) > _OF_A_FEW:
        return (), ()
    named = (actor for passage in context.passages for actor in speaking(passage, passage.actors))
    first = {code: actor.span for actor in reversed(list(named)) for code in actor.codes if code in everybody}
    return (tuple(sorted(first)), tuple(first.values())) if first.keys() == everybody else ((), ())


def _spoken_of(place: Place, here: set[str], context: Context) -> Parties:
    """The two parties that the sentences right before speak of, with those that the sentence of the number names."""
    number, topic = place.passage.number, place.topic
    if number - topic.passage < _NEAR and len(topic.parties) >= _PAIR and here <= set(topic.parties):
        return topic.parties, topic.party_spans
    for passage in reversed(context.passages[max(0, number - _NEAR) : number]):
        actors = [a for a in speaking(passage, passage.actors) if passage.text[a.end : a.end + 1] != "-"]
        codes = codes_of(actors)
        if len(codes) == _PAIR and here <= codes <= {*context.pair, *context.rivals}:
            return tuple(sorted(codes)), tuple(actor.span for actor in actors)
        if len(codes) > 1:
            break
    return (), ()


def _around(place: Place) -> list[Actor]:
    """Who may be a party by the clause, else by the sentence."""
    passage = place.passage
    return speaking(passage, passage.actors_in(passage.span_of(place.clause))) or speaking(passage, passage.actors)


def _told(place: Place, finding: Finding, context: Context) -> Parties | None:
    """The parties by the way a figure is told; what goes on with the one before and names nobody has its parties."""
    topic, passage = place.topic, place.passage
    same = topic.passage == passage.number and not speaking(passage, passage.actors_in(passage.span_of(place.clause)))
    if GOES_ON in finding.reasons and topic.parties and (same or not speaking(passage, passage.actors)):
        return topic.parties, topic.party_spans
    listed = _listed(passage)
    own = next((actor for end, actor in listed if end == place.quantity.end), None) if len(listed) > 1 else None
    if own is not None and (giver := _giver(passage, listed, context)) is not None:
        return tuple(sorted({*own.codes, *giver.codes})), (own.span, giver.span)
    ends = _ends_of_a_line(place, finding)
    if ends:
        who = tuple(sorted(codes_of(ends)))
        return who, tuple(actor.span for actor in ends)
    beside = (
        _before_the_bracket(place, finding, context)
        or _glued(place, finding, context)
        or _own_partner(place, finding, context)
        or lent(place, finding, context)
    )
    if beside is not None:
        return beside
    around = _around(place)
    two = codes_of(around) if len(context.pair) == _OF_A_FEW and finding.indicator in _OF_TWO else set()
    if len(two) == _PAIR and two < set(context.pair):  # of a text about three states what two of them have together
        return tuple(sorted(two)), tuple(actor.span for actor in around)
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
    return None


def _before_the_bracket(place: Place, finding: Finding, context: Context) -> Parties | None:
    """Of a row of partners with their numbers in brackets the one before this bracket: *nach Peru (um 8 % auf 2 Mrd.)*.

    Nobody where the word before the bracket is a partner that is not known.
    """
    passage, words = place.passage, place.passage.words
    opening = next((at for at in range(place.first - 1, -1, -1) if words[at] in _BRACKETS), None)
    if finding.indicator not in _FLOWS or opening is None or words[opening] == ")" or opening == 0:
        return None
    end = passage.tokens[opening - 1].end
    partner = next((a for a in passage.actors if a.end == end and a.kind in ("country", "bloc")), None)
    if partner is None:
        joined = opening > 1 and words[opening - 2] in function_words().joining_parties
        return ((), ()) if joined and passage.tokens[opening - 1].capital else None
    if words.count("(") < _PAIR or len(context.pair) < _PAIR:
        return None  # one number in brackets is no row
    listed = codes_of(a for a in passage.actors if words[passage.index_at(a.end - 1) + 1 :][:1] == ("(",))
    whose = codes_of(speaking(passage, passage.actors)) - listed
    if context.weights[context.lead] >= _BY_FAR * sorted(context.weights.values())[-_PAIR]:
        whose = whose or {context.lead}
    who = tuple(sorted({*whose, *partner.codes}))
    return (who, worded(who, (partner.span,), context)) if len(who) == _PAIR else ((), ())


def _glued(place: Place, finding: Finding, context: Context) -> Parties | None:
    """Whose flow it is by the first part of its noun, with the partner joined to it: *der EU-Handel mit Kanada*."""
    if finding.indicator not in (*TRADE, "investment") or not finding.grounds:
        return None  # ein UN-Hilfsfonds für Kenia: the fund gives nothing by its name
    passage, noun = place.passage, place.passage.index_at(finding.grounds[0].start)
    actors = [a for a in passage.actors_in(passage.span_of(place.clause)) if len(a.codes) == 1]
    owner = next((a for a in actors if a.end < passage.tokens[noun].end and passage.index_at(a.start) == noun), None)
    behind = next((a for a in actors if noun < passage.index_at(a.start) <= noun + _JOINED), None)
    if owner is None or behind is None or passage.word_before(behind) not in function_words().joining_parties:
        return None
    who = tuple(sorted({*owner.codes, *behind.codes}))
    return (who, worded(who, (owner.span, behind.span), context)) if len(who) == _PAIR else None


def _own_partner(place: Place, finding: Finding, context: Context) -> Parties | None:
    """Of several partners with a number each the one beside this number: *mit Japan 52, mit Korea 40 Milliarden*."""
    passage, clause = place.passage, place.passage.span_of(place.clause)
    if finding.indicator not in (*_FLOWS, *_GOODS, "other"):
        return None
    actors = [a for a in speaking(passage, passage.actors_in(clause)) if len(a.codes) == 1]
    words = function_words().joining_parties - function_words().between
    joined = _in_a_row(passage, [a for a in actors if passage.word_before(a) in words], actors)
    ranked = [a for a in actors if passage.words[passage.index_at(a.end - 1) + 1 :][:1] == ("mit",)]
    if _beside(place, ranked, actors):
        return (), ()  # Es folgen Peru mit 3 und Chile mit 2 Millionen Tonnen: of whose trade, stands elsewhere
    if len(codes_of(joined)) < _PAIR:
        return None
    whose = codes_of(actors) - codes_of(joined) or _from_whom(place, finding, joined, context)
    own = _in_its_stretch(place, joined)
    all_of_them = finding.indicator in TRADE and codes_of(own) == codes_of(joined)
    if not own or all_of_them or len(whose) != 1 or whose & codes_of(own):
        return None
    who = tuple(sorted(codes_of(own) | whose))
    return who, worded(who, tuple(actor.span for actor in actors if set(actor.codes) <= set(who)), context)


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
