"""Guesses: when the pair that a text is about is no sure answer to who is meant, and what is sure then.

In: the place of a number, the parties by its words and those of the text. Out: surer ones, or nobody: a figure of
nobody in particular is left out. *«Die Exporte stiegen auf 400 Milliarden»* in a text on three states is of none.
"""

from __future__ import annotations

from collections.abc import Sequence

from kelisim.language.annotations import Actor, codes_of
from kelisim.language.blocs import bloc_members
from kelisim.language.function_words import function_words
from kelisim.language.pairs import means_the_other
from kelisim.model import TRADE
from kelisim.once import asked_once
from kelisim.statements.context import Context
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import Finding, Place
from kelisim.statements.parties import Parties, in_an_aside, is_a_guess
from kelisim.statements.passage import Passage
from kelisim.statements.reasons import Reason

_ONE_WAY = ("exports", "imports")
_GOODS = ("commodity_volume", "freight")
_AMONG = (*TRADE, "investment", "financing", "company_count")
_OF_A_LINE = ("length", "capacity", "duration", "flights", "freight")
_ON_THE_WAY = ("hour", "day")
_HEARD = 0.34  # of the weight of the lesser party, with which another one may be meant
_OPENING = 3  # tokens from the beginning of a sentence within which its subject stands
_OF_A_FEW = 3  # parties that may trade with each other all together
_PAIR, _CROWD = 2, 5
_BY_ITS_WAY = Reason("parties by the way it is told", -0.1)
_OTHERS = Reason("of others than the text is about", -0.25)
_WITH_WHOM = Reason("with whom is not said beside it", -0.45)
_WHICH_OF_THEM = Reason("which of several parties is not said beside it", -0.15)
_SPEAKS_OF_OTHERS = Reason("a party from a text that speaks of others, too", -0.2)
_NEAR = 2  # sentences before in which the parties of a number may have been named


def surer(told: Parties, place: Place, finding: Finding, context: Context) -> Parties:
    """The parties that the words told, or what is surer where the text filled them in; none where that is a guess."""
    who, spans = told
    here = codes_of(_not_of_the_speech(place))
    filled = not set(who) <= here
    owner = _owner_spoken_of(place, finding, here, context) if filled else None
    if not filled and not set(who) & set(context.pair) and set(who) <= bloc_members().keys():
        return (), ()  # Mitglied der EU und der NATO
    if owner is not None:
        return tuple(sorted({*here, *owner.codes})), (*spans, owner.span)
    if filled and _is_the_last_trade(place, finding, context):
        return place.topic.parties, place.topic.party_spans
    if filled and (gone_on := _as_just_before(place, here, context)) is not None:
        return gone_on
    if filled and len(context.pair) > _OF_A_FEW and finding.indicator in (*TRADE, *_GOODS):
        return (), ()  # Exporte nach Peru, Chile, Bolivien und Ecuador: whose they are, stands elsewhere
    if filled and _is_of_all_the_world(place, finding, who, context):
        return (), ()
    if filled and here and len(context.pair) == _OF_A_FEW and finding.indicator in _AMONG:
        return _spoken_of(place, here, context)  # of three states only one is named: with whom, stands before
    if not filled or not (is_a_guess(context) or _is_where_it_is_said(place, finding, set(who) - here)):
        return who, spans
    return _among_several(told, here, place, finding, context)


def party_doubts(place: Place, who: Sequence[str], context: Context) -> list[Reason]:
    """What makes the parties less certain: they are filled in from a text that speaks of others, too.

    The weights are measured on annotated reports and judged pages (`evaluate --tables`).
    """
    here = codes_of(_not_of_the_speech(place))
    several = len(context.pair) > _PAIR
    clause = place.passage.speaking_of(place.clause)
    if clause and not codes_of(clause) & set(who):
        return [_WITH_WHOM]  # auf dem zweiten Platz liegt Frankreich mit 315 Millionen
    if len(who) > _CROWD or _are_all_partners(place, who):
        return [_WITH_WHOM]
    if set(who) <= here:
        return [] if set(who) == set(context.pair) or several else [_OTHERS]
    if _called_by_its_kind(place) and len(here) < _PAIR and context.beside(_HEARD):
        return [_WITH_WHOM]
    if set(who) - set(context.pair) and set(who) != set(place.topic.line_ends):
        return [_WITH_WHOM]
    if several:
        return [_WHICH_OF_THEM]
    return [_SPEAKS_OF_OTHERS] if context.beside(_HEARD) else []


def _are_all_partners(place: Place, who: Sequence[str]) -> bool:
    """Whether all states of the clause are where goods go, and nobody says whose: *Exporte nach China und Peru*."""
    passage, words = place.passage, figure_words()
    named = [a for a in passage.actors_of(place.clause) if a.kind == "country" and set(a.codes) <= set(who)]
    ways = words.bound_for | function_words().within
    bound = [actor for actor in named if passage.word_before(actor) in ways]
    return len(codes_of(named)) >= _PAIR and set(who) == codes_of(named) == codes_of(bound)


def told_doubts(place: Place, who: Sequence[str], context: Context) -> list[Reason]:
    """What makes parties less certain that a way of telling gives: a row, a loan, a line; the text speaks of others."""
    here = codes_of(_not_of_the_speech(place))
    if set(who) <= here or set(who) == set(place.topic.line_ends):
        return []
    return [_BY_ITS_WAY] if set(who) != set(context.pair) or context.beside(_HEARD) else []


def _among_several(told: Parties, here: set[str], place: Place, finding: Finding, context: Context) -> Parties:
    """Who is meant where the text speaks of several alike."""
    who, spans = told
    if finding.indicator in TRADE and here and not _partners(place):
        # Deutschland exportierte 400 Milliarden: its trade with all the world
        return (who, spans) if _points_there(place) else ((), ())
    near = _spoken_of(place, here, context)
    if near[0] or not _along_a_line(place, finding, context):
        return near
    return (who, spans) if here and here < set(context.pair) else _all_of_the_text(here, context)


def _as_just_before(place: Place, here: set[str], context: Context) -> Parties | None:
    """The parties of the number in the sentence right before, where one of them is named again and not all the pair."""
    topic, number = place.topic, place.passage.number
    others = set(topic.parties) - set(context.pair)
    if number - topic.passage <= 1 and here and others and here < set(topic.parties):
        return topic.parties, topic.party_spans
    if number - topic.passage <= 1 and not here and _only_in_the_speech(place) and len(topic.parties) == _PAIR:
        return topic.parties, topic.party_spans
    if number == 0 or len(here) != 1 or not here < set(context.pair):
        return None
    before = context.passages[number - 1]
    actors = before.speaking
    codes = codes_of(actors)
    named = len(codes) == _PAIR and here < codes and not codes <= set(context.pair)
    return (tuple(sorted(codes)), tuple(actor.span for actor in actors)) if named else None


def _is_the_last_trade(place: Place, finding: Finding, context: Context) -> bool:
    """Whether a sentence that names nobody goes on with the trade of two among several that was told right before."""
    topic, last = place.topic, place.topic.finding
    near = place.passage.number - topic.passage <= 1 and last is not None and last.indicator in TRADE
    among = len(topic.parties) == _PAIR < len(context.pair) and set(topic.parties) < set(context.pair)
    return near and among and finding.indicator in TRADE and not codes_of(place.passage.actors)


def _owner_spoken_of(place: Place, finding: Finding, here: set[str], context: Context) -> Actor | None:
    """Whose flow to the one partner it is, where the paragraph speaks of a single other state.

    *Der Verbündete Venezuela steckt in der Krise. … Die Lieferungen an Kuba sanken auf 50.000 Barrel.*
    """
    if len(here) != 1 or not here < set(context.pair) or finding.indicator not in (*TRADE, *_GOODS):
        return None
    called = _called_by_its_kind(place)
    if not called and not _partners(place):
        return None
    number = place.passage.number
    for before in reversed(context.passages[max(0, number - _NEAR) : number]):
        if "\n" in place.passage.text[before.span.end : place.passage.span.start]:
            return None
        actors = before.speaking
        codes = codes_of(actors)
        if codes:
            other = len(codes) == 1 and not codes & here
            return actors[0] if other and (called or _opens(before, actors[0])) else None
    return None


def _called_by_its_kind(place: Place) -> bool:
    """Whether the clause calls the partner by what it is: *Exporte in den Inselstaat*."""
    here = range(place.clause.first, place.clause.last)
    return any(
        place.passage.tokens[at].capital and place.passage.words[at].endswith(figure_words().kinds) for at in here
    )


def _opens(passage: Passage, actor: Actor) -> bool:
    """Whether a state is what a sentence begins with, without a preposition: it is what is told about."""
    opens = passage.index_at(actor.start) <= _OPENING
    return opens and passage.word_before(actor) not in function_words().prepositions


def _only_in_the_speech(place: Place) -> bool:
    """Whether states are named, but only with who says it: *sagte der Minister bei einem Treffen in Prag, dass …*."""
    return bool(place.passage.speaking) and not _not_of_the_speech(place)


def _is_of_all_the_world(place: Place, finding: Finding, who: Sequence[str], context: Context) -> bool:
    """Whether exports or imports that name no partner are a state's own: no trade of the two has been told so far."""
    if finding.indicator not in _ONE_WAY or finding.measure == "share" or _partners(place):
        return False
    total = any(
        ground.quote(place.passage.text).lower().startswith(figure_words().overall) for ground in finding.grounds
    )
    told = place.topic.way_said and {place.topic.origin, place.topic.destination} == set(who)
    if (place.topic.trading or told) and not total:
        return False
    named = place.actors
    ways = figure_words().out_of | figure_words().bound_for | figure_words().for_whom
    firms = any(a.kind == "organisation" and a.codes and place.passage.word_before(a) in ways for a in named)
    both = any(actor.kind == "pair" for actor in place.passage.actors)
    if firms or both or _points_there(place):
        return False
    return total or not _trade_is_spoken_of(place, who, context)


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


@asked_once
def _not_of_the_speech(place: Place) -> list[Actor]:
    """Who may be a party in the sentence, without those of a clause that only says who said it and where."""
    passage = place.passage
    themselves = any(
        clause.kind == "subordinate" and passage.words[clause.first + 1] in figure_words().person_pronouns
        for clause in passage.clauses
        if clause.last - clause.first > 1
    )
    told = [
        passage.span_of(clause)
        for clause in passage.clauses
        if clause is not place.clause and any("say" in verb.sense.senses for verb in clause.verbs)
    ]
    named = [a for a in passage.speaking if not in_an_aside(passage, place.head, a)]
    if themselves:
        return named  # die drei Staaten erklärten, dass sie bereit sind, …
    return [actor for actor in named if not any(clause.covers(actor.span) for clause in told)]


def _is_where_it_is_said(place: Place, finding: Finding, filled: set[str]) -> bool:
    """Whether who would borrow is named only with the speech: *stelle Hilfen bereit, sagte sie in Katar*."""
    if finding.indicator != "financing" or filled.isdisjoint(codes_of(place.passage.speaking)):
        return False
    return any(word.endswith(figure_words().visits) for word in place.passage.words)


def _along_a_line(place: Place, finding: Finding, context: Context) -> bool:
    """Whether a figure is of a way through several states: its length, what goes along it, how long that takes."""
    if context.of_a_region:
        return False
    way = finding.indicator in _OF_A_LINE and (finding.indicator != "duration" or place.quantity.unit in _ON_THE_WAY)
    return way or place.topic.line_passage == place.passage.number


def _partners(place: Place) -> bool:
    """Whether a preposition joins some state to the flow in its clause: *der Handel mit Armenien*."""
    passage, small = place.passage, function_words()
    named = passage.actors_of(place.clause)
    return any(actor.codes and passage.word_before(actor) in small.joining_or_placing for actor in named)


def _all_of_the_text(here: set[str], context: Context) -> Parties:
    """The pair of the text with its rivals, where the sentence names nobody else: a road through three states."""
    everybody = {*context.pair, *context.rivals}
    if not here <= everybody or len(everybody) > _OF_A_FEW:
        return (), ()
    named = (actor for passage in context.passages for actor in passage.speaking)
    first = {code: actor.span for actor in reversed(list(named)) for code in actor.codes if code in everybody}
    return (tuple(sorted(first)), tuple(first.values())) if first.keys() == everybody else ((), ())


def _spoken_of(place: Place, here: set[str], context: Context) -> Parties:
    """The two parties that the sentences right before speak of, with those that the sentence of the number names."""
    number, topic = place.passage.number, place.topic
    if number - topic.passage < _NEAR and len(topic.parties) >= _PAIR and here <= set(topic.parties):
        return topic.parties, topic.party_spans
    for passage in reversed(context.passages[max(0, number - _NEAR) : number]):
        actors = [a for a in passage.speaking if passage.text[a.end : a.end + 1] != "-"]
        codes = codes_of(actors)
        if len(codes) == _PAIR and here <= codes <= {*context.pair, *context.rivals}:
            return tuple(sorted(codes)), tuple(actor.span for actor in actors)
        if len(codes) > 1:
            break
    return (), ()
