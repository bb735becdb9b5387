"""Bare numbers that count a thing: papers, projects, firms, jobs, places, goods, people."""

from __future__ import annotations

from kelisim.language.annotations import codes_of
from kelisim.language.function_words import function_words
from kelisim.model import Span
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import GOES_ON, LEVEL, Finding, More, Place, found
from kelisim.statements.findings import place as at_quantity
from kelisim.statements.reasons import Reason

_LEADING = 3  # words from the noun of what people are for to their number
_OF_THEM = 2  # words: von ihnen
_FEW, _A_NATION = 3, 3_000_000
_A_SERIES = 1000  # vehicles: so many are goods of a trade, not a gift or an order
_BETWEEN = 5  # words between two numbers that share a noun


def counted_thing(place: Place) -> Finding | None:
    """A bare number before the noun it counts: *76 Dokumente, 14.600 Arbeitsplätze, 50 Stipendien*."""
    if place.quantity.kind != "count" or place.quantity.compound:
        return None
    index = place.noun_after
    if index is None:
        return None
    noun = place.passage.senses[index].indicator
    people = _people(place, index) if noun is None and not figure_words().served & set(place.words) else None
    if people is not None:
        return found(place, "people_count", (people,), More(measure="level", head=Span(place.head.start, people.end)))
    if noun is None or noun.use not in ("counted", "measured", "people") or noun.indicator == "commodity_volume":
        return None
    if noun.indicator == "duration":
        return None  # drei- und fünfjährige Fristen
    if noun.use == "people" and not _of_ours(place, index):
        return None
    if noun.indicator == "length":
        return found(place, "flights", (place.span(index),), LEVEL)  # drei Strecken are routes
    indicator = "capacity" if _of_a_capacity(place, noun.indicator) else noun.indicator
    if indicator == "freight" and _changes_hands(place, index):
        indicator = "other"
    if indicator == "people_count" or (indicator == "job_count" and place.verb("train") is not None):
        indicator = _as_workers(place)
    if indicator in ("training_places", "job_count") and _led_by(place, figure_words().hiring):
        indicator = "people_count"  # die Anwerbung von 500 Fachkräften
    reasons = () if shared(place) else (Reason("no party beside it", -0.2),)
    head = Span(place.head.start, place.passage.tokens[index].end)
    return found(place, indicator, (place.span(index),), More(measure="level", head=head, reasons=reasons))


def counted_heads(place: Place) -> Finding | None:
    """How many people a delegation has: *mit einer 50-köpfigen Wirtschaftsdelegation*."""
    glued = place.quantity.compound or place.passage.words[place.last]
    if place.quantity.kind != "count" or not any(stem in glued for stem in figure_words().heads):
        return None
    noun = place.last + 1
    while noun < place.clause.last and not place.passage.tokens[noun].capital:
        noun += 1
    if noun >= place.clause.last or not place.passage.words[noun].endswith(figure_words().sent_people):
        return None
    head = Span(place.head.start, place.passage.tokens[noun].end)
    return found(place, "people_count", (place.span(noun),), More(measure="level", head=head))


def _of_a_capacity(place: Place, indicator: str) -> bool:
    """Whether what is counted is what something can take: *die Kapazität des Hafens beträgt 400.000 Container*."""
    nouns = place.nouns(("measured",)) if indicator in ("freight", "people_count") else []
    return any(noun.indicator == "capacity" and index < place.first for index, noun in nouns)


def _changes_hands(place: Place, noun: int) -> bool:
    """Whether vehicles are themselves delivered, built or bought, and carry nothing: *liefert fünf Schiffe*."""
    ordered = any(word.endswith(figure_words().orders) for word in place.words) or _is_ordered(place.words)
    if ordered or _of_a_paper(place):
        return True  # der Auftrag teilt sich in zehn Triebzüge und fünf Lokomotiven
    if place.passage.words[noun].endswith(figure_words().boxes) or place.nouns(("measured",)):
        return False
    if any(word.endswith(figure_words().handing_over) for word in place.words_before(4)):
        return True  # eine Option für die Lieferung von acht weiteren Fahrzeugen
    carries = any(place.verb(sense) is not None for sense in ("carry", "arrive", "flow", "stream"))
    if place.quantity.low >= _A_SERIES or set(place.words) & figure_words().every.keys():
        return False  # verschifft jährlich 60.000 Fahrzeuge
    moves = carries or not figure_words().going.isdisjoint(place.words)
    return not moves and (_is_bought(place) or place.passage.words[noun].endswith(figure_words().engines))


def _is_bought(place: Place) -> bool:
    """Whether something is bought or given: by a verb of the clause, or a word of ordering in the sentence before."""
    passed = ("deliver", "sell", "buy", "give", "get", "build", "add")
    if any(place.verb(sense) is not None for sense in passed) or _is_ordered(place.passage.words):
        return True
    behind = next((c for c in place.passage.clauses if c.first == place.clause.last and c.kind == "relative"), None)
    if behind is not None and any(verb.sense.senses & {"build", "deliver"} for verb in behind.verbs):
        return True  # zwei Schiffe, die Japan für Peru bauen wird
    last = place.topic.finding  # bestellten bereits 81 Züge, 68 sind in Betrieb
    return last is not None and last.indicator == "other" and place.passage.number - place.topic.passage <= 1


def _is_ordered(words: tuple[str, ...]) -> bool:
    stems = figure_words().order_stems
    return any(word.startswith(stems) for word in words)


def counted_machines(place: Place) -> Finding | None:
    """A count of goods that are delivered or bought: *über 1800 Traktoren nach Togo geliefert, Kauf von 24 Jets*."""
    index = place.noun_after
    if place.quantity.kind != "count" or place.quantity.compound or index is None:
        return None
    noun = place.passage.senses[index].indicator
    known = noun is not None and noun.use == "machine"
    if not known and place.passage.words[index].endswith(figure_words().no_goods):
        return None  # in zwei Gebiete
    if (noun is not None and not known) or not (shared(place) or known) or not _handed_over(place, known=known):
        return None
    head = Span(place.head.start, place.passage.tokens[index].end)
    reasons = () if known else (Reason("goods of no known kind", -0.3),)
    return found(place, "other", (place.span(index),), More(measure="level", head=head, reasons=reasons))


def _handed_over(place: Place, *, known: bool) -> bool:
    """Whether the clause tells a delivery, or a noun of one stands before the number; a known good may be bought."""
    senses = ("deliver", "arrive", *(("sell", "buy", "give", "get", "export", "import") if known else ()))
    if any(sense in verb.sense.senses for clause in place.passage.clauses for verb in clause.verbs for sense in senses):
        return True
    words, before = figure_words(), place.words_before(3)
    if (known and (_of_a_paper(place) or _in_a_paper(place))) or _in_a_row_of_goods(place):
        return True
    ordered = (
        any(
            word.startswith(words.ordering) and place.passage.senses[place.first - 3 + at].thing
            for at, word in enumerate(before)
        )
        if len(before) == 3
        else False
    )
    return ordered or any(word.endswith(words.handing) for word in before)


def _of_a_paper(place: Place) -> bool:
    """Whether a paper stands before *über* and the number: *ein Vertrag über 24 Panzer*."""
    words = place.passage.words
    first = place.first - (place.words_before(1) == ("über",))
    over = words[first] in figure_words().preposition_of_sums
    thing = place.thing(first - 1) if over and first > place.clause.first else None
    return thing is not None and thing.kind == "agreement"


def _in_a_paper(place: Place) -> bool:
    """Whether an order or a project comprises it: *der Auftrag umfasst sechs Hochgeschwindigkeitszüge*."""
    here = range(place.clause.first, place.clause.last)
    things = any(place.thing(at) is not None for at in here)
    return things and not figure_words().comprising.isdisjoint(place.words)


def _in_a_row_of_goods(place: Place) -> bool:
    """Whether goods handed over were counted right before it: *die Lieferung von 80 Mähdreschern und 30 Kippern*."""
    topic = place.topic
    last = topic.finding
    if last is None or last.indicator != "other" or topic.passage != place.passage.number or topic.quantity is None:
        return False
    between = place.passage.words[place.passage.index_at(topic.quantity.end - 1) + 1 : place.first]
    row = bool(between) and between[-1] in (",", *function_words().conjunctions) and len(between) <= _BETWEEN
    return row and topic.quantity.kind == "count"


def _people(place: Place, index: int) -> Span | None:
    """The word that names people by their state: *Rund 15.000 Kenianer*."""
    word = place.span(index)
    named = (actor for actor in place.passage.actors if actor.span == word and actor.codes)
    if not _FEW <= place.quantity.low < _A_NATION:
        return None  # 11,5 Millionen Tunesier are its people, not those who came
    return next((actor.span for actor in named if actor.kind in ("demonym", "country")), None)


def _of_ours(place: Place, noun: int) -> bool:
    """Whether people are told of between states: of a named state, of two in the sentence, or at work on a thing."""
    passage = place.passage
    before = [actor for actor in passage.actors if place.last < passage.index_at(actor.start) < noun]
    if any(actor.codes for actor in before):
        return True
    codes = codes_of(actor for actor in passage.actors if actor.kind != "organisation")
    job = (sense := passage.senses[noun].indicator) is not None and sense.indicator == "job_count"
    if len(codes) >= 2 and (job or place.verb("employ") is not None):
        return True
    if place.verb("train") is not None or _are_trained(place):
        return True
    if len(codes) >= 2 and _crosses(place):
        return True
    if len(codes) >= 2 and (place.verb("train") is not None or not figure_words().work & set(place.words)):
        return bool(figure_words().bound_for & set(place.words)) or place.verb("train") is not None
    return bool(figure_words().work & set(place.words)) and passage.number - place.topic.thing_passage <= 1


def _crosses(place: Place) -> bool:
    """Whether people are told to come out of a state or to go to one: *holt 600 Ärzte aus Kuba*."""
    ways = figure_words().bound_for | figure_words().out_of
    passage = place.passage
    near = passage.actors_of(place.clause)
    words = (passage.words[passage.index_at(actor.start) - 1] for actor in near if actor.codes)
    return any(word in ways for word in words)


def _as_workers(place: Place) -> str:
    """What people are counted as: trained (*fortbilden*), in jobs (*finden Arbeit*), or plainly people."""
    if place.verb("train") is not None or _led_by(place, figure_words().training) or _are_trained(place):
        return "training_places"
    works = place.verb("employ") is not None or bool(figure_words().work & set(place.words))
    return "job_count" if works else "people_count"


def _are_trained(place: Place) -> bool:
    """Whether the relative clause right behind says so: *4.500 Offiziere, die in Japan ausgebildet wurden*."""
    behind = next((c for c in place.passage.clauses if c.first == place.clause.last and c.kind == "relative"), None)
    return behind is not None and any("train" in verb.sense.senses for verb in behind.verbs)


def _led_by(place: Place, words: tuple[str, ...]) -> bool:
    """Whether one of these nouns leads to the number: *die Ausbildung von 200 Pflegern*."""
    return any(word.endswith(words) for word in place.words_before(_LEADING))


def people_of_them(place: Place) -> Finding | None:
    """How many of people spoken of before cross a border: *18.000 von ihnen waren nach Österreich gekommen*."""
    after = place.words_after(2)
    if place.quantity.kind != "count" or len(after) < _OF_THEM or after[1] not in figure_words().of_them:
        return None
    return found(place, "people_count", (place.span(place.last + 2),), LEVEL) if _crosses(place) else None


def counted_runs(place: Place) -> Finding | None:
    """How often something goes: *hob dreimal in der Woche nach Baku ab, verkehren zweimal täglich Züge*."""
    words = figure_words()
    if place.quantity.kind != "count" or not place.passage.words[place.last].endswith(words.times):
        return None
    goes = next((at for at, word in enumerate(place.words, place.clause.first) if word in words.going), None)
    rated = place.quantity.per is not None or set(place.words_after(1)) & words.every.keys()
    return found(place, "flights", (place.span(goes),), LEVEL) if goes is not None and rated else None


def counted_subject(place: Place) -> Finding | None:
    """A count whose noun stands in front: *die Zahl der Stipendien steigt von 75 auf 150*."""
    if place.quantity.kind != "count" or place.noun_after is not None or not place.words_before(1):
        return None
    if place.words_before(1)[0] not in figure_words().reached_by:
        return None
    told = (
        figure_words().number_of & set(place.passage.words[: place.first])
        or place.verb("up") is not None
        or place.verb("down") is not None
    )
    uses = ("counted", "machine")
    nouns = place.nouns(uses) or place.nouns(uses, reach="sentence")
    for index, noun in nouns if told else ():
        if index < place.first:
            moved = place.words_before(1)[0] in figure_words().by  # wurde um 18 erhöht
            return found(place, noun.indicator, (place.span(index),), More(measure="change") if moved else LEVEL)
    return None


def counted_again(place: Place) -> Finding | None:
    """A bare number that goes on counting: *Rund 200.000 Touristen kamen. 2018 waren es noch 190.000*."""
    topic = place.topic
    if place.quantity.kind != "count" or place.noun_after is not None or topic.finding is None:
        return None
    counting = topic.quantity is not None and topic.quantity.kind == "count"
    near = place.passage.number - topic.passage
    again = figure_words().it & {*place.words_before(4), *place.words_after(1)}
    if not counting or near > 1 or (near == 1 and not again):
        return None
    return found(place, topic.finding.indicator, topic.finding.grounds, More(reasons=(GOES_ON,)))


def counted_with_the_next(place: Place) -> Finding | None:
    """A bare number that shares the noun of the next one: *erst rund 300, dann 400 Züge; von 2000 auf 3500 Plätze*."""
    if place.quantity.kind != "count" or place.noun_after is not None:
        return None
    later = next((q for q in place.passage.quantities if q.start >= place.quantity.end), None)
    if later is None or later.kind != "count":
        return None
    other = at_quantity(place.passage, later, place.topic)
    between = place.passage.words[place.last + 1 : other.first]
    if len(between) > _BETWEEN or any(word.isalpha() and word not in figure_words().towards_noun for word in between):
        return None
    counted = counted_thing(other)
    return found(place, counted.indicator, counted.grounds, LEVEL) if counted is not None else None


def shared(place: Place) -> bool:
    """Whether a party or a word of sharing stands in the clause."""
    if set(place.words) & figure_words().joint:
        return True
    return any(actor.codes for actor in place.actors)
