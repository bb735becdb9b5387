"""Money of goods: what one state sends, sells or buys, and what it is worth.

In: the place of a sum. Out: a flow in one direction. *«exportierte Waren im Wert von 90 Millionen»* is of exports.
"""

from __future__ import annotations

from kelisim.language.annotations import codes_of
from kelisim.language.function_words import function_words
from kelisim.language.words import IndicatorNoun
from kelisim.once import asked_once
from kelisim.statements.counted_figures import shared
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import LEVEL, Finding, Place, flow_goes_on, found
from kelisim.statements.governors import governor

# Senses of verbs (verbs.txt) that are a flow by themselves: *exportierte Waren für …, investieren 100 Milliarden*.
_FLOW_VERBS = {
    "export": "exports",
    "import": "imports",
    "trade": "trade_turnover",
    "turnover": "trade_turnover",
    "invest": "investment",
    "save": "other",
}
_GOODS = ("goods_count", "freight", "commodity_volume")


def goods_moved(place: Place) -> Finding | None:
    """Money of goods that one party sends to another: *Waren für 550 Millionen nach … liefern, exportierte …*."""
    if place.quantity.kind != "money" or _has_its_own_flow(place):
        return None
    if (sent := _sent_for(place)) is not None:
        return sent
    for sense, indicator in _FLOW_VERBS.items():
        index = place.verb(sense)
        if sense == "trade" and index is not None and figure_words().itself & set(place.words):
            return flow_goes_on(place)  # es handelte sich um 25 Milliarden
        if sense in ("invest", "turnover") and any(_takes_money(place, at) for at in things_named(place)):
            return None  # what is put into a named thing is its value
        if index is not None:
            sales = [pair for pair in place.nouns(("flow", "weak")) if pair[1].indicator in ("exports", "imports")]
            if sense == "turnover" and sales and sales[0][0] < place.first:
                # der Verkauf von Kohle setzte 40 Millionen um
                return found(place, sales[0][1].indicator, (place.span(sales[0][0]),), LEVEL)
            return found(place, indicator, (place.span(index),), LEVEL)
    sold = _sold(place) or _on_their_way(place) or _sent_over_a_time(place)
    if sold is not None:
        return sold
    goods = [pair for pair in place.nouns(("counted", "measured")) if pair[1].indicator in ("goods_count", "freight")]
    if not goods:
        return None
    value = value_noun(place)
    paid = bool(figure_words().paid_for & set(place.words_before(2)))
    if place.verb("deliver") is None and (paid or (value is not None and _is_worth(goods[0][0], value))):
        return _goods_that_came(place, goods[0][0]) or _goods_of_exports(place, goods[0][0])
    traded = value is None or _is_of_goods_at_large(place, goods[0][0], value)
    if place.verb("deliver") is None or not traded:
        return None
    return found(place, "exports", (place.span(goods[0][0]),))


def _sent_for(place: Place) -> Finding | None:
    """A sum for which one delivers, without a word for what: *lieferte für 81 Millionen Dollar*."""
    at = place.first - 2
    if at < place.clause.first or place.passage.words[at + 1] not in figure_words().paid_for:
        return None
    delivers = place.passage.senses[at].meanings
    sends = "deliver" in delivers and any(verb.kind in ("past", "finite") for verb in place.passage.senses[at].verbs)
    return found(place, "exports", (place.span(at),), LEVEL) if sends and not things_named(place) else None


def _takes_money(place: Place, at: int) -> bool:
    """Whether a thing is what money goes into: not *über seinen Staatsfonds*, *unabhängig von dem Kredit*."""
    noun, thing = place.passage.senses[at].indicator, place.thing(at)
    lent = noun is not None and noun.indicator == "financing" and thing is not None and thing.kind != "institution"
    return not lent and governor(place.passage, at).preposition not in figure_words().through


def _has_its_own_flow(place: Place) -> bool:
    """Whether a noun of a flow leads to the sum, whatever the verb says: *exportierte bei einem Importwert von …*."""
    at = place.first - 1
    if place.passage.words[at] not in figure_words().leaving or at <= place.clause.first:
        return False
    noun = place.passage.senses[at - 1].indicator
    return noun is not None and noun.use == "flow"


def _goods_of_exports(place: Place, goods: int) -> Finding | None:
    """Wares for a sum in a sentence on exports: *die Exportbilanz stieg: Österreich verzeichnet mit Waren für …*."""
    at_large = place.passage.words[goods] in figure_words().wares
    sent = any(word.startswith(figure_words().of_exports) for word in place.passage.words)
    return found(place, "exports", (place.span(goods),), LEVEL) if at_large and sent else None


def _is_of_goods_at_large(place: Place, goods: int, value: int) -> bool:
    """Whether a value is that of all goods that go: *lieferte Waren im Wert von …*, not *Geräte im Wert von …*."""
    return place.passage.words[goods] in figure_words().wares and _is_worth(goods, value)


def _is_worth(goods: int, value: int) -> bool:
    """Whether the goods stand right before their value: *Güter im Wert von 90 Millionen*."""
    return 0 < value - goods <= 2


def _sold(place: Place) -> Finding | None:
    """What goods were sold or bought for: *verkaufte Wein für 35 Millionen an …, nimmt dem Nachbarn Waren für … ab*."""
    sells = place.verb("sell")
    verb = next((at for at in (sells, place.verb("buy"), place.verb("take")) if at is not None), None)
    priced = figure_words().paid_for & set(place.words_before(2)) or value_noun(place) is not None
    if verb is None or not priced or not shared(place) or things_named(place):
        return None
    goods = place.nouns(("counted", "measured"))
    if any(noun.indicator in _GOODS and not _is_a_vehicle(noun) for _, noun in goods):
        return found(place, "exports" if sells is not None else "imports", (place.span(verb),), LEVEL)
    return found(place, "undertaking_value", (place.span(verb),), LEVEL) if _between_two(place) else None


def _is_a_vehicle(noun: IndicatorNoun) -> bool:
    """Whether goods are counted by the piece, so that their price is that of an order: *Lastwagen*, not *Waren*."""
    return noun.indicator == "freight" and noun.use == "counted"


def _on_their_way(place: Place) -> Finding | None:
    """Wares of a sum that go from one state to another: *Waren von 3 Millionen Dollar wandern von Peru nach Chile*."""
    words, at = place.passage.words, place.first - 2
    led = figure_words().leaving | figure_words().paid_for
    if at < place.clause.first or words[at] not in figure_words().wares or words[at + 1] not in led:
        return None
    actors = place.actors
    ways = {place.passage.word_before(actor) for actor in actors if actor.codes}
    both = not ways.isdisjoint(figure_words().out_of) and not ways.isdisjoint(figure_words().bound_for)
    return found(place, "exports", (place.span(at),), LEVEL) if both else None


def _sent_over_a_time(place: Place) -> Finding | None:
    """What one state sends another of a good in a quarter or year: *lieferte im Quartal Kaffee im Wert von …*."""
    delivers, value = place.verb("deliver"), value_noun(place)
    if delivers is None or value is None or not _between_two(place):
        return None
    times = place.passage.times_of(place.clause)
    spanned = any(time.kind == "period" and time.role == "on" for time in times)
    goods = [at for at, noun in place.nouns(("measured",)) if noun.indicator == "commodity_volume"]
    near = goods and _is_worth(goods[0], value)
    return found(place, "exports", (place.span(goods[0]),), LEVEL) if spanned and near else None


def _between_two(place: Place) -> bool:
    """Whether two states stand in the clause."""
    actors = place.actors
    return len(codes_of(actors)) > 1


def _goods_that_came(place: Place, goods: int) -> Finding | None:
    """Goods for a sum with only a way beside them: *aus Aserbaidschan kamen Güter für 922 Millionen Euro*.

    Both ends (*aus Ungarn nach Marokko*) are told from the one that sends.
    """
    span = place.passage.span_of(place.clause)
    lands = [actor for actor in place.passage.actors_in(span) if actor.kind in ("country", "bloc")]
    words, small = place.passage.words, function_words()
    starts = [place.passage.index_at(actor.start) for actor in lands]
    before = {words[max(0, at - 1)] for at in starts}
    into = any(words[at - 1] in small.accusative and words[at - 2] in small.within for at in starts if at > 1)
    if into or before & figure_words().bound_for:  # nach Chile, in die Schweiz
        return found(place, "exports", (place.span(goods),), LEVEL)
    return found(place, "imports", (place.span(goods),), LEVEL) if before & figure_words().out_of else None


def value_noun(place: Place) -> int | None:
    """The noun of value that the number follows: *im Wert von …, mit einem Investitionsvolumen von …*."""
    at = place.first - 1
    while at >= place.clause.first and place.passage.words[at] in figure_words().carriers:
        noun = place.passage.senses[at].indicator
        if noun is not None and noun.use == "value":
            return at
        at -= 1
    noun = place.passage.senses[at].indicator if at >= place.clause.first else None
    return at if noun is not None and noun.use == "value" else None


@asked_once
def things_named(place: Place) -> list[int]:
    """The words of the clause, or before a relative clause, that name an undertaking."""
    span = range(_antecedent(place), place.clause.last)
    return [index for index in span if place.thing(index) is not None and not place.first <= index <= place.last]


def _antecedent(place: Place) -> int:
    """Where the words begin that a clause is about: of a relative clause the clause before (*das Werk, das … baut*)."""
    if place.clause.kind != "relative":
        return place.clause.first
    return (place.passage.clause_before(place.clause) or place.clause).first
