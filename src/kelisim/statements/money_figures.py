"""Sums of money: what flows between parties, what an undertaking is worth, what one gives another."""

from __future__ import annotations

from kelisim.language.annotations import codes_of
from kelisim.language.function_words import function_words
from kelisim.language.noun_phrases import left_edge
from kelisim.model import TRADE, Span
from kelisim.statements.counted_figures import shared
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import GOES_ON, LEVEL, Finding, More, Place, flow_goes_on, found
from kelisim.statements.goods_money import things_named, value_noun
from kelisim.statements.reasons import Reason

_RIGHT = 2  # tokens from a noun to its value: *im Wert*
_FAR = 14  # tokens beyond which a noun in the same clause is a weak ground
_ONE_WAY = ("exports", "imports")
_TWO = 2  # who pays and who is paid
_OF_MONEY = (*TRADE, "investment", "financing")


def money_aided(place: Place) -> Finding | None:
    """Money by which a party supports something: *fördert den Ausbau der Anlage mit 45 Millionen Euro*."""
    aids = place.verb("aid") if place.quantity.kind == "money" else None
    if aids is None or not figure_words().aiding & set(place.words_before(2)) or value_noun(place) is not None:
        return None
    return found(place, "financing", (place.span(aids),), LEVEL)


def glued_sum(place: Place) -> Finding | None:
    """A sum glued into a noun: *500-Millionen-Dollar-Kredit, 352-Millionen-Dollar-Paket*."""
    if place.quantity.kind != "money" or not place.quantity.compound or place.lent_unit is not None:
        return None
    senses = place.passage.senses[place.last]
    if senses.indicator is not None and senses.indicator.use == "weak" and senses.indicator.indicator not in _ONE_WAY:
        return found(place, "undertaking_value", (place.span(place.last),), LEVEL)  # ein 5-Milliarden-Geschäft
    if senses.indicator is not None and senses.indicator.use != "counted":
        return found(place, senses.indicator.indicator, (place.span(place.last),), LEVEL)
    if senses.thing is not None:
        return found(place, "undertaking_value", (place.span(place.last),), LEVEL)
    return None


def money_flowing(place: Place) -> Finding | None:
    """Money that goes into a thing or comes from a party: *Fließen sollen 1,6 Milliarden*, *aus Brüssel erwartet …*."""
    if place.quantity.kind != "money" or place.nouns(("flow", "value")):
        return None
    flows, gets = place.verb("stream"), place.verb("get")
    if flows is not None and _into_a_state(place):
        return found(place, "financing", (place.span(flows),), LEVEL)
    named = things_named(place) or place.passage.number - place.topic.thing_passage <= 1
    if flows is not None and named:
        return found(place, "undertaking_value", (place.span(flows),), LEVEL)
    actors = place.actors
    words = [place.passage.word_before(a) for a in actors if a.codes]
    if gets is not None and figure_words().out_of & set(words):
        return found(place, "financing", (place.span(gets),), LEVEL)
    return None


def _into_a_state(place: Place) -> bool:
    """Whether the clause says into which state: *flossen 60 Millionen nach Tunis, in das ostafrikanische Land*."""
    passage, words = place.passage, figure_words()
    actors = passage.actors_of(place.clause)
    if any(actor.codes and passage.word_before(actor) in words.bound_for for actor in actors):
        return True
    sources = {code for actor in actors for code in actor.codes if passage.word_before(actor) in words.out_of}
    into = {code for actor in actors for code in actor.codes if passage.word_before(actor) in function_words().within}
    if sources and into - sources:
        return True  # aus Russland flossen 10 Milliarden in die belarussische Wirtschaft
    here = range(place.clause.first + 1, place.clause.last)
    lands = (at for at in here if passage.tokens[at].capital and passage.words[at].endswith(("land", *words.kinds)))
    return any({"in", "ins"} & set(passage.words[max(place.clause.first, at - 3) : at]) for at in lands)


def sum_of_a_thing(place: Place) -> Finding | None:
    """A sum tied to a thing by its value: *Dokumente im Gesamtwert von …, Vertrag über …, Projekte mit … Volumen*."""
    if place.quantity.kind != "money":
        return None
    made_of = _made_of(place)
    if made_of is not None:
        return made_of
    value = value_noun(place)
    if value is not None and (sent := _deliveries_worth(place, value)) is not None:
        return found(place, "exports", (place.span(sent),), LEVEL)
    put = _put_in(place, value)
    if put is not None:
        return found(place, "investment", (place.span(put),), LEVEL)
    index = _thing_worth(place, value) or _noun_in_front(place, place.first if value is None else value)
    if index is None or (value is None and not _beside(place, index)):
        return None
    senses = place.passage.senses[index]
    grounds = (place.span(index), *(() if value is None else (place.span(value),)))
    if senses.thing is not None and senses.thing.kind == "agreement" and value is None:
        lent = place.passage.words[index].startswith(tuple(figure_words().lending)) or _is_lent(place)
        return found(place, "financing" if lent else "undertaking_value", grounds, LEVEL)
    if senses.indicator is not None and senses.indicator.use == "flow":
        return found(place, "undertaking_value" if _is_its_price(place, index) else senses.indicator.indicator, grounds)
    if value is not None or senses.thing is not None:
        return found(place, "undertaking_value", grounds, LEVEL)
    return None


def _deliveries_worth(place: Place, value: int) -> int | None:
    """The deliveries of a span of time that have a value: *die Lieferungen hatten im Januar einen Wert von …*."""
    nouns = [at for at, noun in place.nouns(("weak",)) if noun.indicator == "exports" and at < value]
    times = place.passage.times_of(place.clause)
    told = any(time.role == "on" and time.kind == "period" for time in times) and place.passage.words[value - 1] != "im"
    papers = any((thing := place.thing(at)) is not None and thing.kind != "supply" for at in range(*place.stretch))
    return nouns[0] if nouns and told and not papers else None


def _put_in(place: Place, value: int | None) -> int | None:
    """The noun of what is put into another state, right before its value: *weitere Engagements im Wert von …*."""
    if value is None:
        return None
    nouns = (at for at, noun in place.nouns(("weak",)) if noun.indicator == "investment" and 0 < value - at <= _RIGHT)
    return next(nouns, None)


def _made_of(place: Place) -> Finding | None:
    """The flow that a sum says itself to be of, right behind it: *600 Millionen Euro an Zuschüssen*."""
    at = place.last + 2
    if at >= place.clause.last or place.passage.words[at - 1] not in figure_words().made_of:
        return None
    noun = place.passage.senses[at].indicator
    return found(place, noun.indicator, (place.span(at),)) if noun is not None and noun.use == "flow" else None


def _is_lent(place: Place) -> bool:
    """Whether the sum stands right before what it is: *eine Vereinbarung über 27 Millionen Euro Budgethilfe*."""
    behind = place.passage.senses[place.last + 1 : place.last + 2]
    return any(sense.indicator is not None and sense.indicator.indicator == "financing" for sense in behind)


def _is_its_price(place: Place, index: int) -> bool:
    """Whether an investment is what a project costs: *die Bahn wurde mit einer Investition von 9 Mrd. vereinbart*."""
    noun, words = place.passage.senses[index].indicator, place.passage.words
    if noun is None or noun.indicator != "investment":
        return False
    needed = not figure_words().requiring.isdisjoint(place.words)  # das Vorhaben benötigt Investitionen von …
    if not (needed or figure_words().aiding & set(words[index - 2 : index - 1])):
        return False
    things = (place.thing(at) for at in range(place.clause.first, index))
    return any(thing is not None and thing.kind == "project" for thing in things)


def _beside(place: Place, index: int) -> bool:
    """Whether a noun stands so near that the sum is its own, or is a flow: a *Botschaft* far off is neither."""
    indicator = place.passage.senses[index].indicator
    if indicator is not None and indicator.use == "flow":
        return True
    thing = place.thing(index)
    if thing is not None and thing.kind == "institution":
        return False  # a bank or an embassy is no sum
    return all(word in figure_words().carriers for word in place.passage.words[index + 1 : place.first])


def money_given(place: Place) -> Finding | None:
    """Money that somebody gives without a noun for it: *Berlin stellt dafür bis zu 40 Millionen Euro bereit*."""
    led = place.passage.words[place.last + 1 : place.clause.last]
    nouns = place.nouns(("flow", "value"))  # 20 Millionen als Hilfe für die Durchführung von Investitionen
    meant = nouns and all(at > place.last + 1 for at, _ in nouns) and figure_words().paid_for & set(led)
    if place.quantity.kind != "money" or (nouns and not meant) or place.words_before(1) == ("(",):
        return None  # Deutschland (20 Milliarden Euro) und die USA gaben mehr aus
    gives = _giving(place)
    if gives is None or any(_is_object(place, at) for at in range(place.clause.first, place.first)):
        return None
    whom = codes_of(place.actors)
    paid = place.verb("pay") is not None and (len(whom) < _TWO or bool(figure_words().paid_for & set(place.words)))
    return found(place, "undertaking_value" if paid else "financing", (place.span(gives),), LEVEL)


def _giving(place: Place) -> int | None:
    """The word by which money passes: *gewährt, schuldet, stellt zur Verfügung, unterstützt mit 30 Millionen*."""
    words = figure_words()
    for sense in ("give", "owe"):
        if (verb := place.verb(sense)) is not None:
            return verb
    disposal = next((at for at, word in enumerate(place.words, place.clause.first) if word in words.disposal), None)
    return place.verb("aid") if disposal is None and words.aiding & set(place.words_before(2)) else disposal


def _is_object(place: Place, at: int) -> bool:
    """Whether a thing before the sum is what is given, not where it is said (*In einem Memorandum stellt …*)."""
    thing = place.thing(at)
    if thing is None or thing.kind == "institution":
        return False
    edge = left_edge(place.passage.tokens, place.passage.senses, at)
    before = place.passage.words[max(place.clause.first, edge - 3) : edge]
    return not set(before) & (function_words().within | figure_words().paid_for)


def money_of_a_flow(place: Place) -> Finding | None:
    """Money in a clause about trade, exports, imports, investment or loans: the nearest such noun."""
    if place.quantity.kind != "money":
        return None
    last = place.topic.finding
    trading = last is not None and last.indicator in TRADE and place.passage.number - place.topic.passage <= 1
    nouns = place.nouns(("flow",)) or (place.nouns(("weak",)) if shared(place) or trading else [])
    if not nouns:
        return None
    if place.is_aside(nouns[0][0]) and (back := flow_goes_on(place)) is not None:
        return back  # der Umsatz stieg und machte 9 Millionen (Exporte - 7 Millionen) aus
    weak = nouns[0][1].use == "weak" and nouns[0][1].indicator in TRADE
    if trading and last is not None and weak and last.indicator in ("exports", "imports"):
        return found(place, last.indicator, last.grounds, More(reasons=(GOES_ON,)))  # der Umsatz of the imports
    index = _heading(place, nouns[0][0])
    noun = place.passage.senses[index].indicator or nouns[0][1]
    reasons = (Reason("noun far off", -0.05),) if place.distance(index) > _FAR else ()
    return found(place, noun.indicator, (place.span(index),), More(reasons=reasons))


def money_of_a_named_thing(place: Place) -> Finding | None:
    """Money in a clause that names an undertaking: *das Paket ist über 4 Milliarden schwer, kostet das Vorhaben*."""
    if place.quantity.kind != "money":
        return None
    if (told := _flow_told_of(place)) is not None:
        return told
    things, last = things_named(place), place.topic.finding
    value = [pair for pair in place.nouns(("value",)) if not _is_set_off(place, pair[0])]
    in_a_row = last is not None and last.indicator in ("exports", "imports") and not things
    if last is not None and in_a_row and place.topic.passage == place.passage.number and _is_with_whom(place):
        return found(place, last.indicator, last.grounds, LEVEL)
    if value and not things and (back := _size_of_a_flow(place, value[0][0])) is not None:
        return back
    costs = place.verb("cost")
    if costs is not None and not things:
        return found(place, "undertaking_value", (place.span(costs),), LEVEL)
    if not things and not value:
        return None
    index = min(things, key=place.distance) if things else value[0][0]
    more = More(measure="level", reasons=(Reason("only in the same clause", -0.2),))
    return found(place, "undertaking_value", (place.span(index),), more)


def _flow_told_of(place: Place) -> Finding | None:
    """The flow that a relative clause right behind it tells the level of: *des Handels, der sich auf … belief*."""
    if place.clause.kind != "relative" or (place.verb("level") is None and value_noun(place) is None):
        return None
    before = place.passage.clause_before(place.clause)
    for at in range(place.clause.first - 1, before.first - 1 if before else place.clause.first, -1):
        senses = place.passage.senses[at]
        if senses.indicator is not None and senses.indicator.use == "flow":
            return found(place, senses.indicator.indicator, (place.span(at),), LEVEL)
        if senses.thing is not None:
            return None
    return None


def _is_set_off(place: Place, index: int) -> bool:
    """Whether a comma parts a noun behind the number from it: *1,2 Mrd., mehr als das Doppelte des früheren Werts*."""
    return "," in place.passage.words[place.last + 1 : index]


def _is_with_whom(place: Place) -> bool:
    """Whether the sum stands with a state right before it: *…, Chile mit 3 Milliarden Euro*."""
    if not figure_words().aiding & set(place.words_before(1)):
        return False
    state = place.passage.tokens[max(0, place.first - 2)].end
    return any(actor.end == state and actor.codes for actor in place.passage.actors)


def _size_of_a_flow(place: Place, value: int) -> Finding | None:
    """A value of the flow just spoken of: *diesen Wert*, *der Handel wuchs und wird einen Umfang von … erreichen*."""
    topic = place.topic
    trading = topic.flow is not None and topic.flow.indicator in TRADE
    told = topic.finding is not None and topic.finding.indicator in TRADE and topic.thing_passage <= topic.flow_passage
    told = told and place.verb("deliver") is None  # lieferte Geräte im Wert von …: what is delivered is worth it
    near = trading and place.passage.number - topic.flow_passage <= (1 if told else 0)
    overall = place.passage.words[value].startswith(figure_words().overall)
    one_way = topic.finding is not None and topic.finding.indicator in ("exports", "imports") and told
    if overall and trading and not one_way and place.passage.number - topic.flow_passage <= 1:
        return found(place, "trade_turnover", (place.span(value),), LEVEL)
    return flow_goes_on(place) if near or _points_back(place, value) else None


def money_going_on(place: Place) -> Finding | None:
    """Money that goes on with the flow spoken of before: *er kam auf 3 Mrd. Dollar; Ziel seien 10 Milliarden*."""
    if place.quantity.kind != "money" or of_another_noun(place):
        return None
    return flow_goes_on(place)


def money_of_the_sentence(place: Place) -> Finding | None:
    """A further sum about what the sentence has told a sum of: *8,1 Milliarden; 2,7 Milliarden davon waren schon …*."""
    topic = place.topic
    if place.quantity.kind != "money" or topic.finding is None or topic.quantity is None or of_another_noun(place):
        return None
    growth = topic.quantity.kind in ("factor", "percent") and topic.finding.indicator in _OF_MONEY
    if topic.passage != place.passage.number or not (topic.quantity.kind == "money" or growth):
        return None
    return found(place, topic.finding.indicator, topic.finding.grounds, More(reasons=(GOES_ON,)))


def money_growing(place: Place) -> Finding | None:
    """A sum that the flow spoken of grows to: *der Handel soll auf drei Milliarden wachsen*."""
    last = place.topic.finding
    if place.quantity.kind != "money" or last is None or last.indicator not in TRADE or place.nouns(("flow", "value")):
        return None
    moves = place.verb("up") is not None or place.verb("down") is not None
    return flow_goes_on(place) if moves and figure_words().arriving & set(place.words_before(1)) else None


def _thing_worth(place: Place, value: int | None) -> int | None:
    """The thing of the clause that a value is told of: *haben Verträge im Handel einen Wert von …*."""
    if value is None:
        return None
    things = [at for at in range(place.clause.first, value) if place.thing(at) is not None]
    small = figure_words().including
    whole = [at for at in things if small.isdisjoint(place.passage.words[max(place.clause.first, at - 3) : at])]
    things = whole or things  # die Verträge haben samt den Krediten einen Wert von …
    sent = any(
        (noun := place.passage.senses[at].indicator) and noun.indicator in ("exports", "imports") for at in things
    )
    return things[-1] if things and not sent else None


def _noun_in_front(place: Place, before: int) -> int | None:
    """The nearest noun before a token, over what may stand between a thing and its value."""
    for at in range(before - 1, max(place.clause.first, before - 12) - 1, -1):
        senses = place.passage.senses[at]
        if place.thing(at) is not None or (senses.indicator is not None and senses.indicator.use == "flow"):
            return _heading(place, at)
    return None


def _points_back(place: Place, index: int) -> bool:
    """Whether a noun of value means what was just spoken of: *diesen Wert*, *das Volumen*, and not *die Kosten*."""
    words = place.passage.words
    return index > 0 and words[index - 1] in figure_words().pointing and _is_size(words[index])


def of_another_noun(place: Place) -> bool:
    """Whether the number belongs to a noun of its own that is no flow: *Einsparungen in Höhe von 4 Milliarden*."""
    at = place.first - 1
    while at >= place.clause.first and place.passage.words[at] in figure_words().carriers:
        at -= 1
    if at < place.clause.first or at == place.first - 1:
        return False
    ends = {actor.end for actor in place.passage.actors}
    if place.passage.tokens[at].end in ends and at > place.clause.first and place.passage.tokens[at - 1].capital:
        at -= 1  # eine Zahlung Argentiniens in Höhe von …
    token, senses = place.passage.tokens[at], place.passage.senses[at]
    named = any(actor.span.overlaps(Span(token.start, token.end)) for actor in place.passage.actors)
    return token.capital and not named and senses.indicator is None and not _is_size(token.word.lower())


def _is_size(word: str) -> bool:
    """Whether a noun only says how much: *Summe*, *Rekordhoch*."""
    return word in figure_words().sizes or word.endswith(figure_words().size_ends)


def _heading(place: Place, index: int) -> int:
    """The noun of a flow that another one only says more of: *das Defizit im Handel*, *ein Kredit für den Export*."""
    words, senses, small = place.passage.words, place.passage.senses, function_words()
    at = index - 1
    if at > place.clause.first and words[at] in small.determiners and words[at] not in small.within:
        at -= 1
    lends = words[at] in figure_words().lent_for
    if at <= place.clause.first or not (lends or words[at] in small.within):
        return index
    at -= 1
    if any(place.passage.index_at(actor.end - 1) == at for actor in place.passage.actors):
        at -= 1  # das Defizit Serbiens im Handel
    before = senses[at].indicator if at >= place.clause.first else None
    leads = before is not None and before.use == "flow" and (not lends or before.indicator == "financing")
    return at if leads else index
