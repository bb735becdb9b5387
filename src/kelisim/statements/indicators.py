"""Which indicator a number belongs to: rules in their order, the first that accepts decides.

In: a `Place`. Out: a `Finding` or nothing. *«belief sich der Handel auf 4,4 Mrd. Dollar»* is accepted by
`money of a flow` as `trade_turnover`, because *Handel* is the nearest flow in its clause.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from kelisim.model import Indicator, Measure, Span
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import Finding, Place
from kelisim.statements.reasons import Reason

Rule = Callable[[Place], Finding | None]
_BESIDE = 5  # tokens within which a distance is that of a thing
_FAR = 14  # tokens beyond which a noun in the same clause is a weak ground
_RECENT = 2  # sentences over which a topic goes on


def counted_thing(place: Place) -> Finding | None:
    """A bare number before the noun it counts: *76 Dokumente, 14.600 Arbeitsplätze, 50 Stipendien*."""
    if place.quantity.kind != "count" or place.quantity.compound:
        return None
    index = place.noun_after()
    if index is None:
        return None
    noun = place.passage.senses[index].indicator
    if noun is None or noun.use not in ("counted", "measured") or noun.indicator == "commodity_volume":
        return None
    reasons = () if _joint(place) else (Reason("no party beside it", -0.25),)
    head = Span(place.head.start, place.passage.tokens[index].end)
    return _finding(noun.indicator, place, (place.span(index),), head=head, measure="level", reasons=reasons)


def glued_sum(place: Place) -> Finding | None:
    """A sum glued into a noun: *500-Millionen-Dollar-Kredit, 352-Millionen-Dollar-Paket*."""
    if place.quantity.kind != "money" or not place.quantity.compound:
        return None
    senses = place.passage.senses[place.last]
    if senses.indicator is not None:
        return _finding(senses.indicator.indicator, place, (place.span(place.last),), measure="level")
    if senses.thing is not None:
        return _finding("undertaking_value", place, (place.span(place.last),), measure="level")
    return None


def sum_of_a_thing(place: Place) -> Finding | None:
    """A sum tied to a thing by its value: *Dokumente im Gesamtwert von …, Vertrag über …, Projekte mit … Volumen*."""
    if place.quantity.kind != "money":
        return None
    value = _value_noun(place)
    index = _thing_worth(place, value) or _noun_in_front(place, place.first if value is None else value)
    if index is None:
        return None
    senses = place.passage.senses[index]
    grounds = (place.span(index), *(() if value is None else (place.span(value),)))
    if senses.thing is not None and senses.thing.kind == "agreement" and value is None:
        return _finding("undertaking_value", place, grounds, measure="level")
    if senses.indicator is not None and senses.indicator.use == "flow":
        return _finding(senses.indicator.indicator, place, grounds)
    if value is not None or senses.thing is not None:
        return _finding("undertaking_value", place, grounds, measure="level")
    return None


def goods_delivered(place: Place) -> Finding | None:
    """Money of goods that one party sends to another: *Waren für 550 Millionen nach … liefern, exportierte …*."""
    if place.quantity.kind != "money":
        return None
    verbs = {sense: verb for verb in place.clause.verbs for sense in verb.sense.senses}
    for sense, indicator in (
        ("export", "exports"),
        ("import", "imports"),
        ("trade", "trade_turnover"),
        ("invest", "investment"),
    ):
        if sense in verbs:
            return _finding(indicator, place, (place.span(verbs[sense].index),), measure="level")
    goods = [pair for pair in place.nouns(("counted",)) if pair[1].indicator == "goods_count"]
    if "deliver" not in verbs or not goods or _value_noun(place) is not None:
        return None
    return _finding("exports", place, (place.span(goods[0][0]),))


def money_given(place: Place) -> Finding | None:
    """Money that somebody gives without a noun for it: *Berlin stellt dafür bis zu 40 Millionen Euro bereit*."""
    if place.quantity.kind != "money" or place.nouns(("flow", "value")):
        return None
    gives = [verb.index for verb in place.clause.verbs if "give" in verb.sense.senses]
    if not gives or any(place.passage.senses[at].thing for at in range(place.clause.first, place.first)):
        return None
    return _finding("financing", place, (place.span(gives[0]),), measure="level")


def part_of_a_total(place: Place) -> Finding | None:
    """Money that falls to a part named behind it: *davon entfielen 9,7 Mrd. Euro auf Importe aus Vietnam*."""
    if place.quantity.kind != "money" or not any("part" in verb.sense.senses for verb in place.clause.verbs):
        return None
    for index in range(place.last + 2, min(place.last + 5, place.clause.last)):
        noun = place.passage.senses[index].indicator
        if noun is not None and noun.use == "flow" and "auf" in place.passage.words[place.last + 1 : index]:
            return _finding(noun.indicator, place, (place.span(index),), measure="level")
    return None


def money_of_a_flow(place: Place) -> Finding | None:
    """Money in a clause about trade, exports, imports, investment or loans: the nearest such noun."""
    if place.quantity.kind != "money":
        return None
    nouns = place.nouns(("flow",)) or (place.nouns(("weak",)) if _joint(place) else [])
    for index, noun in nouns:
        reasons = (Reason("noun far off", -0.1),) if place.distance(index) > _FAR else ()
        return _finding(noun.indicator, place, (place.span(index),), reasons=reasons)
    return None


def money_of_a_named_thing(place: Place) -> Finding | None:
    """Money in a clause that names an undertaking: *das Paket ist über 4 Milliarden schwer, kostet das Vorhaben*."""
    if place.quantity.kind != "money":
        return None
    things = [
        index
        for index in range(place.clause.first, place.clause.last)
        if place.passage.senses[index].thing is not None and not place.first <= index <= place.last
    ]
    value = place.nouns(("value",))
    if value and not things and _points_back(place, value[0][0]) and (back := _going_on(place)) is not None:
        return back
    costs = [verb.index for verb in place.clause.verbs if "cost" in verb.sense.senses]
    if costs and not things:
        return _finding("undertaking_value", place, (place.span(costs[0]),), measure="level")
    if not things and not value:
        return None
    index = min(things, key=place.distance) if things else value[0][0]
    return _finding(
        "undertaking_value", place, (place.span(index),), measure="level", reasons=(Reason("same clause", -0.05),)
    )


def part_or_share(place: Place) -> Finding | None:
    """A percentage that is part of a whole: *die Hälfte des Handelsvolumens, 8 Prozent des Erdöls, Anteil von 12 %*."""
    if place.quantity.unit != "percent" or not _says_share(place):
        return None
    nouns = place.nouns(("flow", "measured", "weak"))
    transit = [pair for pair in nouns if pair[1].indicator == "transit"]
    for index, noun in transit or nouns:
        return _finding(noun.indicator, place, (place.span(index),), measure="share")
    if place.quantity.fraction:
        return _going_on(place, measure="share")
    return None


def change_of_a_flow(place: Place) -> Finding | None:
    """A percentage or a factor of growth in a clause about a flow or a counted thing: *der Handel wuchs um 15 %*."""
    if place.quantity.kind not in ("percent", "percentage_point", "factor"):
        return None
    nouns = place.nouns(("flow", "weak", "measured", "national"))
    nouns = [pair for pair in nouns if pair[1].use != "measured" or pair[1].indicator in _VOLUMES]
    if nouns and nouns[0][1].use == "national":
        return None
    if not nouns and (_moves(place) or place.quantity.kind == "factor"):
        nouns = place.nouns(("counted",))
    for index, noun in nouns:
        return _finding(noun.indicator, place, (place.span(index),), measure="change")
    return _going_on(place, measure="change") if _moves(place) or place.quantity.kind == "factor" else None


def physical_volume(place: Place) -> Finding | None:
    """Tonnes, barrels, megawatts, kilometres, hectares: by the good, the freight or the plant they belong to."""
    if place.quantity.kind != "measure" or place.quantity.unit in ("year", "month", "day", "hour", "week"):
        return None
    nouns = place.nouns(("measured", "counted"))
    if place.words_before(1) and place.words_before(1)[0] in figure_words().rates:
        return None
    if place.quantity.unit == "km" and not _long(place):
        return None
    if place.quantity.unit in ("ha", "km2", "m2") and not _of_a_thing(place):
        return None
    if (
        nouns
        and place.quantity.unit == "MW"
        and nouns[0][1].indicator == "commodity_volume"
        and nouns[0][0] == place.last + 1
    ):
        return _finding("commodity_volume", place, (place.span(nouns[0][0]),))
    if place.quantity.unit in ("km", "MW", "kWh", "ha", "km2", "m2"):
        return _finding(_BY_UNIT[place.quantity.unit], place, tuple(place.span(index) for index, _ in nouns[:1]))
    for index, noun in nouns:
        if noun.indicator in _VOLUMES:
            return _finding(noun.indicator, place, (place.span(index),))
    for index, noun in place.nouns(("measured",), reach="sentence"):
        if noun.indicator in _VOLUMES:
            return _finding(noun.indicator, place, (place.span(index),))
    return _carried(place) if place.quantity.unit in ("t", "TEU", "bbl", "m3", "kg") else None


def _carried(place: Place) -> Finding | None:
    """A volume without its good beside it: what is carried, or the good that the text spoke of just before."""
    for verb in place.clause.verbs:
        if "carry" in verb.sense.senses:
            return _finding("freight", place, (place.span(verb.index),))
    topic = place.topic
    if topic.good is None or topic.good_span is None or place.passage.number - topic.good_passage > _RECENT + 1:
        return None
    return _finding(topic.good.indicator, place, (topic.good_span,), reasons=(_GOES_ON,))


def term(place: Place) -> Finding | None:
    """A term of years of a paper or a journey: *mit fünf Jahren Laufzeit, ein Programm, das zehn Jahre gilt*."""
    if place.quantity.unit not in ("year", "month", "day", "hour"):
        return None
    if place.quantity.compound:
        return None
    nouns = [pair for pair in place.nouns(("measured",)) if pair[1].indicator == "duration"]
    for index, _ in nouns:
        if place.distance(index) <= 6:
            return _finding("duration", place, (place.span(index),), measure="level")
    if figure_words().lasting & set(place.passage.words[place.clause.first : place.clause.last]):
        return _finding("duration", place, (), measure="level")
    return None


def going_on(place: Place) -> Finding | None:
    """A number that goes on with the topic: *er kam auf 3 Mrd.; Ziel seien 10 Milliarden; insgesamt also 20.000*."""
    topic = place.topic
    if place.quantity.kind == "money":
        return None if _of_another_noun(place) else _going_on(place) or _price_of_the_last_thing(place)
    if place.quantity.kind == "count" and place.noun_after() is None and "es" in place.words_before(4):
        counted = topic.finding is not None and topic.quantity is not None and topic.quantity.kind == "count"
        if counted and topic.finding is not None and place.passage.number - topic.passage <= 1:
            return _finding(topic.finding.indicator, place, topic.finding.grounds, reasons=(_GOES_ON,))
    if place.lent_unit is None or topic.finding is None or place.quantity.kind != "measure":
        return None
    return _finding(topic.finding.indicator, place, topic.finding.grounds, reasons=(_GOES_ON,))


RULES: tuple[Rule, ...] = (
    counted_thing,
    glued_sum,
    part_of_a_total,
    goods_delivered,
    sum_of_a_thing,
    money_given,
    money_of_a_flow,
    money_of_a_named_thing,
    part_or_share,
    change_of_a_flow,
    physical_volume,
    term,
    going_on,
)

_VOLUMES = ("commodity_volume", "freight", "transit", "capacity")
_GOES_ON = Reason("goes on with the topic", -0.15)
_BY_UNIT = {"km": "length", "MW": "capacity", "kWh": "commodity_volume", "ha": "other", "km2": "other", "m2": "other"}


def _finding(
    indicator: str, place: Place, grounds: tuple[Span, ...], *, head: Span | None = None, **more: object
) -> Finding:
    return Finding(
        indicator=cast(Indicator, indicator),
        head=head or place.head,
        grounds=grounds,
        **more,  # type: ignore[arg-type]
    )


def _going_on(place: Place, measure: Measure | None = None) -> Finding | None:
    topic = place.topic
    if topic.flow is None or topic.flow_span is None or place.passage.number - topic.flow_passage > _RECENT:
        return None
    return _finding(topic.flow.indicator, place, (topic.flow_span,), measure=measure, reasons=(_GOES_ON,))


def _points_back(place: Place, index: int) -> bool:
    """Whether a noun of value means what was just spoken of: *diesen Wert*, *das Volumen*."""
    return index > 0 and place.passage.words[index - 1] in figure_words().pointing


def _of_another_noun(place: Place) -> bool:
    """Whether the number belongs to a noun of its own that is no flow: *Einsparungen in Höhe von 4 Milliarden*."""
    at = place.first - 1
    while at >= place.clause.first and place.passage.words[at] in figure_words().carriers:
        at -= 1
    if at < place.clause.first or at == place.first - 1:
        return False
    token, senses = place.passage.tokens[at], place.passage.senses[at]
    named = any(actor.span.overlaps(Span(token.start, token.end)) for actor in place.passage.actors)
    return token.capital and not named and senses.indicator is None and token.word.lower() not in figure_words().sizes


def _price_of_the_last_thing(place: Place) -> Finding | None:
    """What something costs that the last sentence spoke of: *Hinzu kommen 212 Haubitzen für 2,4 Milliarden*."""
    topic = place.topic
    if "für" not in place.words_before(2) or place.passage.number - topic.thing_passage > 1:
        return None
    return _finding("undertaking_value", place, (), measure="level", reasons=(_GOES_ON,))


def _value_noun(place: Place) -> int | None:
    """The noun of value that the number follows: *im Wert von …, mit einem Investitionsvolumen von …*."""
    at = place.first - 1
    while at >= place.clause.first and place.passage.words[at] in figure_words().carriers:
        noun = place.passage.senses[at].indicator
        if noun is not None and noun.use == "value":
            return at
        at -= 1
    noun = place.passage.senses[at].indicator if at >= place.clause.first else None
    return at if noun is not None and noun.use == "value" else None


def _thing_worth(place: Place, value: int | None) -> int | None:
    """The thing of the clause that a value is told of: *haben Verträge im Handel einen Wert von …*."""
    if value is None:
        return None
    things = [at for at in range(place.clause.first, value) if place.passage.senses[at].thing is not None]
    sent = any(
        (noun := place.passage.senses[at].indicator) and noun.indicator in ("exports", "imports") for at in things
    )
    return things[-1] if things and not sent else None


def _noun_in_front(place: Place, before: int) -> int | None:
    """The nearest noun before a token, over what may stand between a thing and its value."""
    for at in range(before - 1, max(place.clause.first, before - 12) - 1, -1):
        senses = place.passage.senses[at]
        if senses.thing is not None or (senses.indicator is not None and senses.indicator.use == "flow"):
            return at
    return None


def _joint(place: Place) -> bool:
    """Whether a party or a word of sharing stands in the clause."""
    words = set(place.passage.words[place.clause.first : place.clause.last])
    if words & figure_words().joint:
        return True
    span = place.passage.span_of(place.clause)
    return any(actor.codes for actor in place.passage.actors_in(span))


def _long(place: Place) -> bool:
    """Whether a distance is the length of a thing: *182 km lange Pipeline*, *eine Strecke von 500 Kilometern*."""
    after = place.passage.words[place.last + 1 : place.last + 2]
    if after and after[0] in figure_words().long:
        return True
    near = range(max(place.clause.first, place.first - _BESIDE), min(place.clause.last, place.last + _BESIDE))
    things = (place.passage.senses[index].thing for index in near)
    return any(thing is not None and thing.kind in ("project", "institution") for thing in things)


def _of_a_thing(place: Place) -> bool:
    """Whether an area belongs to an undertaking that its sentence names, or the last one did."""
    senses = place.passage.senses
    return any(sense.thing is not None for sense in senses) or place.passage.number - place.topic.thing_passage <= 1


def _says_share(place: Place) -> bool:
    words = place.passage.words[place.clause.first : place.clause.last]
    after = place.passage.words[place.last + 1 : place.last + 3]
    if place.quantity.fraction and not _moves(place):
        return True
    genitive = bool(after) and after[0] in figure_words().whole
    return genitive or bool(figure_words().share & set(words))


def _moves(place: Place) -> bool:
    """Whether the clause says that something grows or falls."""
    if place.quantity.change is not None or any(
        verb.sense.senses & {"up", "down"} for verb in place.clause.verbs if verb.sense.kind != "attributive"
    ):
        return True
    words = set(place.passage.words[place.clause.first : place.clause.last])
    return bool(words & (figure_words().growth | figure_words().decline))
