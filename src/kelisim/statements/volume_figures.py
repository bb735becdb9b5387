"""Physical quantities: goods and freight, power and capacity, lengths and areas, terms of years."""

from __future__ import annotations

from itertools import pairwise

from kelisim.language.function_words import function_words
from kelisim.language.units import TIME_UNITS
from kelisim.once import Remembered
from kelisim.statements.counted_figures import shared
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import GOES_ON, LEVEL, Finding, More, Place, found, good_goes_on
from kelisim.statements.passage import Passage
from kelisim.statements.reasons import Reason

VOLUMES = ("commodity_volume", "freight", "transit", "capacity")
_BY_UNIT = {
    "km": "length",
    "m": "length",
    "MW": "capacity",
    "kWh": "commodity_volume",
    "ha": "other",
    "km2": "other",
    "m2": "other",
}
_OF_AREA = ("ha", "km2", "m2")
_GOODS = ("commodity_volume", "freight")
_OF_FLUIDS = ("m3", "bbl")
_OF_GOODS = ("t", "TEU", "bbl", "m3", "kg")
_SAME = frozenset({"="})
# Units of a thing itself, not of what goes on with it.
_OF_THINGS = ("kV", "km/h", "degree", "minute", "Mbit/s")
_MEASURES_OF_A_PRICE = (1, 100, 1000, 10_000)
_SAME_CLAUSE = 15  # tokens within which a term is that of its noun
_NEAR_LINE = 4  # sentences over which a line goes on being spoken of
_NAME = 4  # tokens of a name
_BESIDE = 5  # tokens within which a distance is that of a thing


def _is_an_example(place: Place) -> bool:
    """Whether one of a unit only stands for each: *für den Anbau einer Tonne Mais*, *das Barrel (159 Liter)*."""
    one = place.quantity.low == 1 and not place.passage.words[place.last - 1][0].isdigit()
    if place.quantity.unit == "l" and figure_words().equals & set(place.words_before(1)):
        return True  # ein Barrel entspricht 159 Litern
    if _SAME & {*place.words_before(1), *place.words_after(1)}:
        return True  # 2 Gigawatt (1 Gigawatt = 1.000 Megawatt)
    before = [word for word in place.words_before(2) if word not in figure_words().rates][-1:]
    explained = before == ["("] and place.words_after(1) == (")",) and place.quantity.change is None
    return one or (explained and place.quantity.unit in (*_OF_FLUIDS, "l"))


def _is_of_a_piece(place: Place) -> bool:
    """Whether a size is that of one piece of goods: *40 Meter lange Schiffe*, *in 25-Kilogramm-Säcken*."""
    if place.quantity.compound:
        return place.quantity.unit == "kg"
    noun = place.noun_after if set(place.words_after(1)) & figure_words().long else None
    if noun is not None and place.quantity.unit == "m":
        near = range(noun, min(noun + _NAME, place.clause.last))  # die St. Georgs-Brücke
        built = any(place.thing(at) or place.passage.words[at].endswith(figure_words().lines) for at in near)
        return not built  # die zwölf Meter langen Rohre, not die 880 Meter lange Brücke
    if noun is not None and place.passage.words[noun].endswith(figure_words().own_lines):
        return True  # seine 2.500 Kilometer lange Küste
    goods = place.passage.senses[noun].indicator if noun is not None else None
    return goods is not None and (goods.use == "machine" or (goods.indicator == "freight" and goods.use == "counted"))


def physical_volume(place: Place) -> Finding | None:
    """Tonnes, barrels, megawatts, kilometres, hectares: by the good, the freight or the plant they belong to."""
    quantity = place.quantity
    if (
        quantity.kind != "measure"
        or quantity.unit in (*TIME_UNITS, *_OF_THINGS)
        or (quantity.unit == "km" and quantity.per == "hour")
        or _is_an_example(place)
        or _is_of_a_piece(place)
        or (figure_words().rates & set(place.words_before(1)) and not _each(place))
    ):
        return None
    if quantity.unit in _BY_UNIT:
        return _of_its_unit(place)
    if _of_emissions(place):
        moved = any(verb.sense.senses & {"up", "down", "save"} for verb in place.clause.verbs)
        ours = shared(place) or place.passage.number - place.topic.thing_passage <= 1
        return found(place, "other", (), More(measure="change" if moved else None)) if ours else None
    if _is_the_next_capacity(place) and place.topic.finding is not None:
        return found(place, "capacity", place.topic.finding.grounds, More(reasons=(GOES_ON,)))
    nouns = [*place.nouns(("measured", "counted")), *place.nouns(("measured",), reach="sentence")]
    # die Kapazität der Bahn beträgt 6 Millionen Tonnen Fracht: what it can take, not what is carried
    able = [pair for pair in nouns if pair[1].indicator == "capacity" and place.clause.first <= pair[0] < place.first]
    named = [pair for pair in nouns if pair[0] == place.last + 1 and pair[1].indicator == nouns[0][1].indicator]
    nouns = able or [*named, *nouns]  # 2 Millionen Tonnen Zement, 2 Millionen Tonnen Stahl
    for index, noun in nouns:
        if noun.indicator in VOLUMES:
            more = More(item=place.span(index) if noun.indicator in _GOODS else None)
            return found(place, noun.indicator, (place.span(index),), more)
    if quantity.unit not in _OF_GOODS:
        return None
    return _carried(place) or _of_a_delivery(place) or _of_an_unknown_good(place)


def _of_emissions(place: Place) -> bool:
    """Whether it is of what goes into the air, also where blanks part its sign: *174 000 Tonnen CO 2*."""
    words, ends = place.words, figure_words().emissions
    parted = any(f"{one}{two}".endswith(ends) for one, two in pairwise(words) if two.isdigit())
    return parted or any(word.endswith(ends) for word in words)


def _is_the_next_capacity(place: Place) -> bool:
    """Whether it is the other of two that something can take: *eine Kapazität von 4 Mrd. m3 oder 5 Mrd. m3*."""
    topic = place.topic
    if not topic.finding_is("capacity") or topic.passage != place.passage.number or topic.quantity is None:
        return False
    joint = place.passage.words[place.clause.first - 1 : place.clause.first + 1]
    joined = not function_words().conjunctions.isdisjoint(joint)
    return joined and topic.quantity.unit == place.quantity.unit and not place.nouns(("measured", "weak", "flow"))


def _each(place: Place) -> bool:
    """Whether *je* says that each of several has so much: *sechs Blöcke mit je 55 Megawatt*, not a price's measure."""
    return bool(figure_words().each & set(place.words_before(1))) and place.quantity.low not in _MEASURES_OF_A_PRICE


def _of_a_delivery(place: Place) -> Finding | None:
    """Cubic metres or barrels of what is not named, where something is delivered or flows: *die Lieferungen … auf 20
    Milliarden Kubikmeter*, *durch die Leitung strömen 2,5 Milliarden Kubikmeter*.
    """
    if place.quantity.unit not in _OF_FLUIDS:
        return None
    words, delivering = place.passage.words, figure_words().delivering
    paper = (at for at in range(place.clause.first, place.first) if delivering in words[at])
    verb = next(
        (at for at in map(place.verb, ("flow", "deliver", "stream", "import", "export")) if at is not None), None
    )
    nouns = [index for index, noun in place.nouns(("weak",)) if noun.indicator == "exports"]
    for index in (*nouns, *(() if verb is None else (verb,)), *paper):
        return found(place, "commodity_volume", (place.span(index),))
    return None


def _of_an_unknown_good(place: Place) -> Finding | None:
    """Tonnes in a clause that names a party or shares something: of what, the lexicons do not say."""
    if place.quantity.unit != "t" or not shared(place):
        return None
    return found(place, "commodity_volume", (), More(reasons=(Reason("of what is not known", -0.3),)))


def _of_its_unit(place: Place) -> Finding | None:
    """What a unit measures by itself: a length, a capacity, an area; power that is delivered is a commodity."""
    unit = place.quantity.unit
    if unit == "m" and not set(place.words_after(1)) & figure_words().long:
        return None
    if (unit == "km" and not _long(place)) or (unit in _OF_AREA and not _of_a_thing(place)):
        return None
    nouns = place.nouns(("measured", "counted"))
    grounds = tuple(place.span(index) for index, _ in nouns[:1])
    beside = bool(nouns) and nouns[0][0] == place.last + 1 and nouns[0][1].indicator == "commodity_volume"
    traded = any(place.verb(sense) is not None for sense in ("import", "export", "take"))
    carried = [word for word in place.words if word.endswith(figure_words().built_lines)]
    beside = (beside and not carried) or (traded and all(noun.indicator == "commodity_volume" for _, noun in nouns))
    beside = beside and (traded or figure_words().making.isdisjoint(place.words))
    return found(place, "commodity_volume" if unit == "MW" and beside else _BY_UNIT[unit], grounds)


def _carried(place: Place) -> Finding | None:
    """A volume without its good beside it: what is carried, or the good that the text spoke of just before."""
    index = place.verb("carry")
    return good_goes_on(place) if index is None else found(place, "freight", (place.span(index),))


def term(place: Place) -> Finding | None:
    """A term of years of a paper or a journey: *mit fünf Jahren Laufzeit, ein Programm, das zehn Jahre gilt*."""
    if place.quantity.unit not in TIME_UNITS or place.quantity.compound or place.quantity.per is not None:
        return None
    if figure_words().sooner & set(place.words_after(1)):
        return found(place, "duration", (place.span(place.last + 1),), More(measure="change"))
    if _only_dates(place):
        return None
    if _runs_over(place) or figure_words().hence & set(place.words_after(2)) or _of_a_paper(place):
        return found(place, "duration", (), More(measure="level", head=place.quantity.span if _over(place) else None))
    nouns = [pair for pair in place.nouns(("measured",)) if pair[1].indicator == "duration"]
    for index, _ in nouns:
        if place.distance(index) <= _SAME_CLAUSE:
            return found(place, "duration", (place.span(index),), LEVEL)
    if _told_as_term(place):
        return found(place, "duration", (), LEVEL)
    if figure_words().during & set(place.words_before(1)):
        return None  # innerhalb eines halben Jahres
    if _may_stay(place) or _opens_its_clause(place):
        return found(place, "duration", (), LEVEL)
    arrives = place.verb("arrive")
    if arrives is not None and place.quantity.unit in ("day", "hour"):
        return found(place, "duration", (place.span(arrives),), LEVEL)
    if figure_words().lasting & set(place.words) and not _of_a_tie(place):
        return found(place, "duration", (), LEVEL)
    return None


def term_in_a_name(place: Place) -> Finding | None:
    """The term in the name of a paper, or in an adjective of it: *10-Jahres-Vertrag, ein zehnjähriges Abkommen*."""
    if not place.quantity.compound or place.quantity.unit not in ("year", "month"):
        return None
    nouns = (at for at in (place.last, place.noun_after) if at is not None)
    things = ((at, place.thing(at)) for at in nouns)
    paper = next((at for at, thing in things if thing is not None and thing.kind == "agreement"), None)
    return None if paper is None else found(place, "duration", (place.span(paper),), LEVEL)


def _only_dates(place: Place) -> bool:
    """Whether it only says since when, how long not or how long somebody talked: *sprach fünf Stunden mit …*."""
    if function_words().verb_negations & set(place.words_after(2)):
        return True  # 40 Jahre lang nicht benutzt
    return bool(figure_words().ever_since & set(place.words_before(1))) or _is_talked(place)


def _is_talked(place: Place) -> bool:
    return place.quantity.unit == "hour" and any(
        verb.sense.senses & {"say", "talk", "meet", "speak"} for verb in place.clause.verbs
    )


def _runs_over(place: Place) -> bool:
    """Whether a delivery or a paper of the clause goes over a span of time, or a work is laid out for it.

    *einen Vertrag über die Lieferung von Gas über 15 Jahre*, *über einen Zeitraum von 27 Jahren*, *auf 30 Jahre
    angelegt*.
    """
    words, start = figure_words(), place.passage.index_at(place.quantity.start)
    if start > 1 and place.passage.words[start - 1] in words.at_first:
        start -= 1  # für die Dauer von zunächst fünf Jahren
    if start > 1 and place.passage.words[start - 1] in words.coming:
        start -= 1 + (place.passage.words[start - 2] in function_words().determiners)  # für die nächsten 15 Jahre
    before = place.passage.words[max(0, start - 4) : start]
    if place.quantity.unit not in ("year", "month") or not before:
        return False
    if before[-1] in words.arriving and not words.laid_out.isdisjoint(place.words_after(1)):
        return True
    spanned = len(before) == 4 and before[2] in words.stretches and before[3] in words.leaving
    if not (spanned and before[0] in words.over) and before[-1] not in words.over:
        return False
    here = range(place.clause.first, place.clause.last)
    papers = any((thing := place.thing(at)) is not None and thing.kind == "agreement" for at in here)
    return papers or any(place.verb(sense) is not None for sense in ("deliver", "take", "sell", "buy", "repay"))


def _over(place: Place) -> bool:
    """Whether *über* before a term is a preposition, where `_runs_over` holds."""
    return place.quantity.qualifier == "over" and _runs_over(place)


def _of_a_tie(place: Place) -> bool:
    """Whether it is friendship or war that lasts: *in einer Partnerschaft, die mehr als 50 Jahre dauert*."""
    passage = place.passage
    before = passage.clause_before(place.clause) or place.clause
    here = range(before.first if place.clause.kind == "relative" else place.clause.first, place.first)
    if any(place.thing(at) is not None for at in here):
        return False  # ein Programm für Partnerschaft, das zehn Jahre gilt
    return any(passage.tokens[at].capital and passage.words[at].endswith(figure_words().ties) for at in here)


def _may_stay(place: Place) -> bool:
    """Whether somebody may stay for so long: *bis zu 30 Tage ohne Visum*; not *nach 30 Tagen*."""
    limited = place.quantity.qualifier != "exact" or figure_words().paid_for & set(place.words_before(1))
    return place.quantity.unit in ("day", "month") and bool(limited) and bool(figure_words().staying & set(place.words))


def _opens_its_clause(place: Place) -> bool:
    """Whether a span of time opens its clause, a verb behind it: *Achteinhalb Jahre wird gebaut*."""
    following = place.last + 1
    if place.first != place.clause.first or following >= place.clause.last:
        return False
    return place.quantity.unit in ("year", "month") and place.passage.words[following] in function_words().become


def _told_as_term(place: Place) -> bool:
    """Whether a span of time is what is told: *in zwölf Stunden statt in drei Tagen, binnen 28 Jahren tilgen*."""
    words, before = figure_words(), place.words_before(1)
    last, same = place.topic.finding, place.topic.passage == place.passage.number
    if last is not None and last.indicator == "duration" and same and set(place.words_before(2)) & words.arriving:
        return True  # von drei Stunden mit der Fähre auf 20 Minuten
    if place.quantity.unit in ("hour", "day") and words.instead & set(place.words):
        return True
    if place.verb("extend") is not None and words.by & set(before):
        return True  # um vier Jahre verlängert
    others = (q for q in place.passage.quantities if q.kind == "measure" and q.unit not in TIME_UNITS)
    if any(q.start > place.quantity.end for q in others) and not words.during & set(before):
        return False  # in zwei Monaten 400.000 Tonnen
    if place.nouns(("flow",)):
        return False  # was sonst in drei Jahren an Investitionen fließt
    if place.quantity.unit in ("year", "month") and before == ("in",) and place.verb("repay") is None:
        return False  # sollen in fünf Jahren geliefert werden
    owed = any(place.verb(sense) is not None for sense in ("repay", "deliver", "carry", "flow", "stream"))
    return bool(words.within_time & set(before)) and owed


def _of_a_paper(place: Place) -> bool:
    """Whether a term belongs to the paper right before it: *Liefervertrag über fünf Jahre*."""
    words, at = figure_words().carriers, place.first - 1
    while at > place.clause.first and place.passage.words[at] in words:
        at -= 1
    thing = place.thing(at) if at < place.first - 1 else None
    return thing is not None and thing.kind in ("agreement", "programme")


def _long(place: Place) -> bool:
    """Whether a distance is the length of a thing: *182 km lange Pipeline*, *eine Strecke von 500 Kilometern*."""
    after = place.passage.words[place.last + 1 : place.last + 2]
    if any(word.endswith(figure_words().spans) for word in (*place.words_before(4), *after)):
        return False  # eine Reichweite von bis zu 300 Kilometern
    if after and (after[0] in figure_words().long or after[0].endswith(figure_words().lines)):
        return True
    ways = figure_words().until | figure_words().bound_for
    along = bool(after) and after[0] in figure_words().out_of and ways & set(place.words)
    if after and after[0] in figure_words().away and not along:
        return False
    number, topic = place.passage.number, place.topic
    if number - topic.thing_passage <= 1 or number - topic.line_passage <= _NEAR_LINE:
        return True
    near = range(max(place.clause.first, place.first - _BESIDE), min(place.clause.last, place.last + _BESIDE))
    things = (place.passage.senses[index].thing for index in near)
    return any(thing is not None and thing.kind in ("project", "institution") for thing in things)


def _is_a_line(word: str) -> bool:
    return word.lower().endswith(figure_words().lines)


_LINES = Remembered(_is_a_line)


def names_a_line(passage: Passage) -> bool:
    """Whether a sentence speaks of something that has a length: *Strecke, Pipeline, Grenze, Abschnitt*."""
    return any(map(_LINES.__getitem__, [token.word for token in passage.tokens if token.capital]))


def _of_a_thing(place: Place) -> bool:
    """Whether an area belongs to an undertaking that its sentence names, or the last one did."""
    senses = place.passage.senses
    return any(sense.thing is not None for sense in senses) or place.passage.number - place.topic.thing_passage <= 1


def volume_going_on(place: Place) -> Finding | None:
    """A bare number that borrows the unit before it: *10.000 Tonnen kommen hinzu, insgesamt also 20.000*."""
    topic = place.topic
    if place.lent_unit is None or topic.finding is None or place.quantity.kind != "measure":
        return None
    return found(place, topic.finding.indicator, topic.finding.grounds, More(reasons=(GOES_ON,)))
