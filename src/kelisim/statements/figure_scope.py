"""What a figure is not of: a number that two parties are named with, but that goes on elsewhere.

In: the place of a number and what it was found to be. Out: whether it is told of a part of the world, of what one state
makes at home, or of two that are only compared.
"""

from __future__ import annotations

from kelisim.language.annotations import Actor, codes_of
from kelisim.language.function_words import function_words
from kelisim.language.pairs import means_the_other
from kelisim.model import TRADE, Span
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import Finding, Place
from kelisim.statements.own_figures import is_of_one
from kelisim.statements.region_parties import names_a_region

# What goes on with one state or bloc, so that a continent is no partner that the text's pair could stand for.
_OF_A_STATE = (*TRADE, "investment", "financing")
_PAID = ("investment", "financing")
_ONE_WAY = ("exports", "imports")
_SUMMED = (*_ONE_WAY, "people_count", "other", "freight")
_PAIR = 2
_NEAR = 2  # sentences over which a plant goes on being spoken of
_BESIDE = 4  # words before a number in which its noun stands


def _in_a_slash(place: Place, _finding: Finding) -> bool:
    """Whether two numbers share one place and nothing says which is which: *Slowenien (1,23/0,69 Mrd. Euro)*."""
    text, quantity = place.passage.text, place.quantity
    behind, before = text[quantity.end : quantity.end + 2], text[quantity.start - 2 : quantity.start]
    return (behind[:1] == "/" and behind[1:].isdigit()) or (before[1:] == "/" and before[:1].isdigit())


def is_elsewhere(place: Place, finding: Finding) -> bool:
    """Whether a figure is not what its parties have with each other."""
    return any(told(place, finding) for told in _SIGNS)


def _with_a_region(place: Place, finding: Finding) -> bool:
    """Whether a flow goes to or comes from a part of the world, not a state: *der Handel zwischen China und Afrika*."""
    words, small, regions = place.passage.words, function_words(), figure_words().regions
    if finding.indicator not in _OF_A_STATE or regions.isdisjoint(words):
        return False
    if any(len(actor.codes) == 1 for actor in _partners(place)):
        return False
    grounds = {place.passage.index_at(ground.start) for ground in finding.grounds}
    named = any(a.kind in ("country", "demonym") for a in place.passage.actors)
    for at in range(place.clause.first + 1, place.clause.last):
        joined = words[at - 1] in small.conjunctions and small.between & set(words[place.clause.first : at])
        placed = finding.indicator in _PAID and words[at - 1] in small.placing and at - 2 in {*grounds, place.last}
        first = at - 2 if words[at - 2].endswith("-") and words[at - 1] in small.conjunctions else at
        placed = placed or (words[first - 1] in small.placing and first - 2 in grounds)  # in Mittel- und Südosteuropa
        placed = placed or (finding.indicator in _PAID and words[at - 1] in small.within and not named)
        if words[at] in regions and (joined or placed or words[at - 1] in small.joining_parties):
            return True
    return False


def _with_several(place: Place, finding: Finding) -> bool:
    """Whether a flow is that with a number of states which are told elsewhere: *die Exporte in die vier Länder*."""
    words, small = place.words, function_words()
    if figure_words().lands.isdisjoint(words):
        return False
    joining = small.joining_or_placing
    told = (at for at in range(2, len(words)) if words[at] in figure_words().lands)
    numbered = (at for at in told if words[at - 1] in figure_words().several and joining & set(words[at - 3 : at]))
    return finding.indicator in (*_OF_A_STATE, "people_count") and next(numbered, None) is not None


def _with_third_states(place: Place, finding: Finding) -> bool:
    """Whether a flow goes to or comes from all but the pair: *die Lieferungen in die Drittstaaten*."""
    if finding.indicator not in (*_OF_A_STATE, "undertaking_value"):
        return False
    return not figure_words().third_states.isdisjoint(place.words) and not _partners(place)


def _from_many_lands(place: Place, finding: Finding) -> bool:
    """Whether what is counted comes from a number of states: *42 Unternehmen aus 19 Ländern*."""
    words = place.passage.words
    at = place.last + 3
    if finding.indicator not in ("company_count", "people_count"):
        return False
    if figure_words().lands.isdisjoint(words[at + 1 : at + 3]):
        return False
    return words[at - 1] in figure_words().out_of and words[at].isdigit()


def _for_nobody(place: Place, finding: Finding) -> bool:
    """Whether money is given to a part of the world while its clause names nobody but who gives it."""
    if finding.indicator != "financing":
        return False
    if not (figure_words().vague_lands & set(place.words) or names_a_region(place.words)):
        return False
    actors = place.passage.speaking_of(place.clause)
    return len(codes_of(actors)) < _PAIR


def _partners(place: Place) -> list[Actor]:
    """The states that a preposition joins to the flow in its clause: *Exporte nach Mexiko*."""
    actors = place.actors
    named = (actor for actor in actors if actor.kind in ("country", "bloc"))
    joining = function_words().joining_parties - function_words().between
    return [a for a in named if place.passage.words[max(0, place.passage.index_at(a.start) - 1)] in joining]


def _made_at_home(place: Place, finding: Finding) -> bool:
    """Whether goods are only made by a state: *Katar will seine Gasproduktion um 60 Prozent steigern*."""
    words = figure_words()
    goods = any(q.kind == "measure" for q in place.passage.quantities)  # will die Förderung um 60 % steigern
    turned_out = goods and place.quantity.kind != "money" and finding.indicator == "financing"
    if (finding.indicator not in ("commodity_volume", "capacity", "freight") and not turned_out) or _partners(place):
        return False
    plant = place.passage.number - place.topic.thing_passage <= _NEAR or len(place.passage.codes) != 1
    if plant and any(ground.quote(place.passage.text).lower() in words.making for ground in finding.grounds):
        return False  # what a plant of both turns out
    makes = any(word in words.making or word.endswith(words.output) for word in place.words)
    things = (place.thing(at) for at in range(place.clause.first, place.clause.last))
    if finding.indicator == "capacity" and any(thing is not None and thing.kind == "agreement" for thing in things):
        return False  # die Vereinbarung umfasst ein 1.800 Megawatt starkes Projekt zur Erzeugung …
    actors = place.actors
    built = finding.indicator != "freight" and place.passage.number - place.topic.thing_passage <= _NEAR
    if built and not codes_of(actors):
        return False  # können die drei Anlagen 1400 Megawatt erzeugen
    return makes and place.verb("deliver") is None and len(codes_of(actors)) < _PAIR


def _kept_at_home(place: Place, finding: Finding) -> bool:
    """Whether it is what one state has in stock or in its budget: *die Kohlevorräte*, *aus dem Konjunkturpaket*."""
    passage, words = place.passage, figure_words()
    ends = words.stocks if finding.indicator in ("commodity_volume", "freight", "financing") else ()
    if finding.indicator in ("undertaking_value", "financing", "investment"):
        ends = (*ends, *words.budgets)
    if not any(word.endswith(ends) for word in place.words) or _partners(place):
        return False
    return len(codes_of(passage.actors_of(place.clause))) < _PAIR


def _needed_at_home(place: Place, finding: Finding) -> bool:
    """Whether a volume is only what a state needs: *rechnet mit einem Gasbedarf von zwei Milliarden Kubikmetern*."""
    if finding.indicator != "commodity_volume" or place.quantity.kind != "measure" or _partners(place):
        return False
    before = (ground for ground in finding.grounds if ground.end <= place.head.start)
    return any(ground.quote(place.passage.text).lower().endswith(figure_words().needs) for ground in before)


def _reached_at_home(place: Place, _finding: Finding) -> bool:
    """Whether a part is of those who have something at home: *ein hundertprozentiger Zugang zu Elektrizität*."""
    return place.quantity.unit == "percent" and not figure_words().access.isdisjoint(place.words_after(2))


def _twice_as_elsewhere(place: Place, _finding: Finding) -> bool:
    """Whether a factor only compares two states: *das Potenzial ist doppelt so groß wie in Japan*."""
    behind = place.words_after(2)
    if place.quantity.kind != "factor" or len(behind) < _PAIR or behind[0] not in function_words().comparing:
        return False
    at = place.last + 3
    start = place.passage.tokens[at].start if at < len(place.passage.tokens) else -1
    return behind[1] in function_words().placing and any(actor.start == start for actor in place.passage.actors)


def _inside_one_state(place: Place, _finding: Finding) -> bool:
    """Whether the noun of the number says that it goes on at home: *auf Inlandsflügen*."""
    near = place.passage.words[max(place.clause.first, place.first - _BESIDE) : place.first]
    return any(word.startswith(figure_words().domestic) and word not in figure_words().domestic for word in near)


def _part_of_a_time(place: Place, _finding: Finding) -> bool:
    """Whether a fraction is one of a time: *in der Hälfte der Zeit*."""
    of_it = set(place.words_after(1)) & figure_words().whole
    return place.quantity.fraction and bool(of_it) and bool(set(place.words_after(2)[1:]) & figure_words().time_spent)


def _compared(place: Place, finding: Finding) -> bool:
    """Whether two are told of as rivals: *hat Japan China als wichtigsten Handelspartner überholt*."""
    return finding.indicator in TRADE and bool(figure_words().outdoing & set(place.words))


def equals_something(place: Place) -> bool:
    """Whether a sentence only says what something is as much as: *Das entspricht einer Leistung von 165 Megawatt*."""
    moved = figure_words().moves & set(place.words)
    part = place.quantity.unit == "percent" and not moved
    return (part or place.quantity.kind == "measure") and bool(figure_words().equals & set(place.words))


def sent_to_a_region(place: Place, finding: Finding) -> bool:
    """Whether goods go to a part of the world while the clause names no state: *will fünf Mio. Tonnen nach Europa*."""
    if finding.indicator not in ("commodity_volume", "freight"):
        return False
    words, regions = place.passage.words, figure_words().regions | figure_words().europe
    sent = (words[at - 1] in figure_words().bound_for for at in range(1, len(words)) if words[at] in regions)
    behind = place.words_after(2)  # 24 Milliarden nach Europa
    if len(behind) > 1 and behind[0] in figure_words().bound_for and behind[1] in regions:
        return True
    actors = place.passage.speaking_of(place.clause)
    return any(sent) and all(actor.kind == "bloc" for actor in actors)


def _harmed(place: Place, finding: Finding) -> bool:
    """Whether people are told to have come to harm, and do not cross a border: *drei Soldaten wurden verletzt*."""
    return finding.indicator in ("people_count", "job_count") and not figure_words().harmed.isdisjoint(place.words)


def _not_even(place: Place, _finding: Finding) -> bool:
    """Whether somebody is said not to have so much: *verfügt weder über 20.000 Kilometer Strecken noch über Züge*."""
    return not figure_words().neither.isdisjoint(place.passage.words[place.clause.first : place.first])


def _lost(place: Place, finding: Finding) -> bool:
    """Whether money is only lost: *wird 225 Millionen Euro verlieren*."""
    return finding.indicator == "undertaking_value" and not figure_words().losing.isdisjoint(place.words)


def _of_a_firm(place: Place, finding: Finding) -> bool:
    """Whether somebody speaks of what is their own: *unser Umsatz müsste höher liegen*."""
    passage = place.passage
    grounds = (passage.index_at(ground.start) for ground in finding.grounds)
    return any(at > 0 and passage.words[at - 1].startswith(figure_words().ours) for at in grounds) and any(
        noun.use == "weak" for _, noun in place.nouns(("weak",))
    )


def _at_the_customs(place: Place, finding: Finding) -> bool:
    """Whether *Zoll* is the office, not what is taken: *die Anmeldungen beim Zoll*."""
    passage = place.passage
    grounds = (passage.index_at(ground.start) for ground in finding.grounds)
    return any(
        passage.words[at].endswith("zoll") and passage.words[at - 1] in figure_words().at_an_office for at in grounds
    )


def _not_filled(place: Place, finding: Finding) -> bool:
    """Whether posts are only lacking: *in Deutschland fehlen fast 40.000 Stellen*."""
    return finding.indicator == "job_count" and not figure_words().lacking.isdisjoint(place.words)


def _with_all_the_world(place: Place, finding: Finding) -> bool:
    """Whether a flow is what one state has with everybody: *weltweit exportiert Peru …*, *Gesamtexporte*."""
    if finding.indicator not in _ONE_WAY and not (finding.indicator == "trade_turnover" and _is_the_whole(place)):
        return False
    told = place.topic.finding is not None and place.topic.passage == place.passage.number
    if finding.measure == "share" and told:
        return False  # lieferte zwei Milliarden Kubikmeter – ein Drittel der gesamten Importe
    if _is_the_whole(place):
        return True
    words, named = place.passage.words, figure_words()
    if not named.there.isdisjoint(place.words):
        return False
    grounds = [place.passage.index_at(ground.start) for ground in finding.grounds]
    flows = [at for at in grounds if (noun := place.passage.senses[at].indicator) and noun.use == "flow"]
    if any(words[at].startswith(named.overall) for at in flows):
        before = all(at < place.first for at in grounds)
        return before and not any(set(words[at + 1 : at + 3]) & function_words().joining_parties for at in grounds)
    if any(set(words[max(0, at - 2) : at]) & named.worldwide for at in grounds) or "weltweit" in words[: place.first]:
        small, actors = function_words(), place.actors
        joining = small.joining_parties | small.placing
        return not any(actor.codes and place.passage.word_before(actor) in joining for actor in actors)
    return False


def _whole_of_a_part(place: Place, finding: Finding) -> bool:
    """Whether the flow is all that one state sends or gets, since a part of it goes on with another one.

    *Peru exportierte Waren für 60 Milliarden, davon gingen 4 Milliarden nach Chile.*
    """
    if finding.indicator not in _ONE_WAY or finding.measure != "level" or _partners(place):
        return False
    passage, known = place.passage, figure_words().owned_by
    part = next((at for at in range(place.last + 1, len(passage.words)) if passage.words[at] in known), None)
    if part is None or len(codes_of(a for a in passage.speaking if a.end <= place.head.end)) != 1:
        return False
    partners = function_words().joining_parties - function_words().between
    behind = [a for a in passage.actors if passage.index_at(a.start) > part and a.codes]
    return any(passage.word_before(actor) in partners for actor in behind)


def _from_abroad(place: Place, finding: Finding) -> bool:
    """Whether investment is what one state has from everybody: *ausländische Investitionen von 36 Mrd. erhielt …*."""
    grounds = [place.passage.index_at(ground.start) for ground in finding.grounds]
    if not any(at and place.passage.words[at - 1] in figure_words().abroad for at in grounds):
        return False
    if not figure_words().owned_by.isdisjoint(place.words_before(_BESIDE)):
        return False
    parts = not figure_words().owned_by.isdisjoint(place.passage.words[place.last :])
    told = place.head.start if parts else place.passage.span.end
    actors = place.passage.actors_in(Span(place.passage.span.start, told))
    return len(codes_of(actors)) < _PAIR


def of_one_alone(place: Place) -> bool:
    """Whether a sentence on a part of a flow names no more than one state: *20 Prozent der Exporte Perus*."""
    words = figure_words()
    if words.whole.isdisjoint(place.words_after(1)) or place.verb("part") is not None:
        return False  # die Hälfte der Importe entfällt auf Reis
    if place.words_after(1)[0].startswith("dies") or not (words.there | words.europe).isdisjoint(place.words):
        return False
    if any(means_the_other(place.passage.words, at) for at in range(place.clause.first, place.clause.last)):
        return False  # sendet 27 Prozent des gesamten Exports zum Nachbarn
    other = (*figure_words().kinds, *figure_words().tariff)
    called = any(word.endswith(other) for word in place.words)  # in die Alpenrepublik; von Zöllen befreit
    return not called and len(place.passage.codes) < _PAIR and not _partners(place)


def in_all(place: Place, finding: Finding) -> bool:
    """Whether a sentence sums up what one state has, and names no other: *Insgesamt zählte das Land 3 Mio. Gäste*."""
    if finding.indicator == "investment":
        return _from_abroad(place, finding)
    if finding.indicator not in _SUMMED or place.passage.words[0] not in figure_words().in_sum:
        return False
    named = 0 if finding.indicator == "people_count" else 1
    return len(place.passage.codes) == named and not _partners(place)


def _is_the_whole(place: Place) -> bool:
    """Whether a sum in brackets is the whole that a share before it is of: *10 % des Handels Perus (52 Mrd. Euro)*."""
    if place.quantity.kind != "money" or place.words_before(1) != ("(",):
        return False
    words, at = place.passage.words, place.first - 2
    if at > 0 and words[at - 1] in figure_words().entire and place.passage.senses[at].indicator is not None:
        return True  # am gesamten Außenhandelsvolumen (8,4 Mrd. USD)
    part = [q for q in place.passage.quantities if q.unit == "percent" and q.end < place.quantity.start]
    at = place.passage.index_at(part[-1].end - 1) + 1 if part else place.first
    joined = function_words().accompanied & set(place.passage.words[at : place.first])
    return at >= place.clause.first and place.passage.words[at] in figure_words().whole and not joined


_SIGNS = (
    _from_many_lands,
    _with_third_states,
    _with_all_the_world,
    _whole_of_a_part,
    is_of_one,
    _not_filled,
    _lost,
    _of_a_firm,
    _at_the_customs,
    _harmed,
    _not_even,
    _with_a_region,
    _with_several,
    _for_nobody,
    _made_at_home,
    _kept_at_home,
    _needed_at_home,
    _twice_as_elsewhere,
    _reached_at_home,
    _inside_one_state,
    _compared,
    _part_of_a_time,
    _in_a_slash,
)
