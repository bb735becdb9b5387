"""The words behind the smaller fields of a figure: its rate, its scale lent by another number, its plain moods.

In: the place of a number. Out: spans of the text. *«von 1,8 auf 4,1 Milliarden»*: 1,8 rests on *Milliarden* too;
*«schätzungsweise 20 Millionen im Jahr»*: an estimate by *schätzungsweise*, a rate by *im Jahr*.
"""

from __future__ import annotations

from kelisim.language.annotations import Quantity
from kelisim.language.function_words import function_words
from kelisim.language.rates import rates_in
from kelisim.model import Span
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import Place

_ROW = 8  # words between two numbers that share their rate
_STREAMED = ("m3", "bbl", "t", "kg", "kWh")  # what flows or is delivered all the time


def rate_words(place: Place, per: str | None) -> tuple[Span, ...]:
    """The words of the sentence that say by which span of time the number goes, the nearest ones."""
    if per is None:
        return ()
    passage, quantity = place.passage, place.quantity
    last = place.topic.quantity
    gone_on = last is not None and last.per == per and (_same_stream(place) or _is_part_of_the_last(place))
    start = passage.marks.sentences[place.topic.passage].start if gone_on else passage.span.start
    told = rates_in(passage.text, start, passage.span.end)
    spans = [Span(*where) for name, where in told if name == per]
    return tuple(sorted(spans, key=lambda span: max(quantity.start - span.end, span.start - quantity.end))[:1])


def told_rate(place: Place) -> str | None:
    """The rate that a number shares with the one before, or that the verb has before its goods.

    *von 100.000 Barrel am Tag auf 50.000*, *diese Menge wurde auf 40 Millionen erhöht*, *verkauft jedes Jahr Waren im
    Wert von …*.
    """
    last = place.topic.quantity
    if last is not None and last.per is not None and _same_stream(place):
        return last.per
    if place.quantity.kind in ("measure", "count") and (name := _rate_of_the_next(place)) is not None:
        return name
    if _may_be_rated(place.quantity) and (name := _rate_of_its_row(place)) is not None:
        return name
    if last is not None and last.per is not None and _is_part_of_the_last(place):
        return last.per
    if place.quantity.kind == "measure" and (name := _rate_of_its_noun(place)) is not None:
        return name
    if place.quantity.kind == "measure" and (name := _rate_behind(place)) is not None:
        return name
    if place.quantity.kind == "measure" and (name := _rate_ahead(place)) is not None:
        return name
    if place.quantity.kind != "money":
        return None
    worth = any(noun.use == "value" and at < place.first for at, noun in place.nouns(("value",)))
    passed = any(place.verb(sense) is not None for sense in ("deliver", "sell", "buy", "export", "import"))
    sums = [q for q in place.passage.quantities if q.kind == "money"]
    yearly = len(sums) == 1 and not figure_words().arriving & set(place.words_before(2))
    yearly = yearly and place.verb("give") is not None and not figure_words().by & set(place.words_before(1))
    if not yearly and not (worth and passed):
        return None
    text, start, end = place.passage.text, place.passage.span_of(place.clause).start, place.quantity.full_start
    told = (name for name, (_, behind) in rates_in(text, start, end) if not text[behind:end].lstrip()[:1].isdigit())
    return next(told, None)


def _rate_ahead(place: Place) -> str | None:
    """The rate that the clause tells ahead of its only volume: *das täglich verkaufte Gas erreicht 7 Mio. m3*."""
    span = place.passage.span_of(place.clause)
    alike = [q for q in place.passage.quantities if span.covers(q.span)]
    moved = any(verb.sense.senses & {"up", "down"} for verb in place.clause.verbs)
    if len(alike) > 1 or moved or place.quantity.unit not in _STREAMED:
        return None
    rates, ahead = figure_words().every, place.passage.words[place.clause.first : place.first]
    return next((rates[word] for word in ahead if word in rates), None)


def _rate_of_the_next(place: Place) -> str | None:
    """The rate of what it becomes: *von 15 Millionen Kubikmetern auf 18 Millionen Kubikmeter pro Tag*."""
    words, passage, before = figure_words(), place.passage, place.words_before(2)
    if before[-1:] and before[-1] in words.so_far:
        before = before[:-1]  # von bislang vier auf 14 Flüge pro Woche
    if not (words.leaving & set(before[-1:]) and words.arriving & set(place.words_after(1))):
        return None
    behind = (q for q in passage.quantities if q.start > place.quantity.end)
    after = next(behind, None)
    return after.per if after is not None and after.unit == place.quantity.unit else None


def _may_be_rated(quantity: Quantity) -> bool:
    """Whether a number may go by a span of time: of people, goods and what flows, not of money or a length."""
    return quantity.kind == "count" or (quantity.kind == "measure" and quantity.unit in (*_STREAMED, "TEU"))


def _rate_of_its_row(place: Place) -> str | None:
    """The rate that a row shares: *jährlich eine Million Tonnen Öl und zwei Millionen Tonnen Weizen*, *1 Million
    Passagiere und 6 Millionen Tonnen Fracht pro Jahr*.
    """
    passage, last = place.passage, place.topic.quantity
    if last is not None and last.per is not None and place.topic.passage == passage.number and _may_be_rated(last):
        between = range(passage.index_at(last.end - 1) + 1, place.first)
        told = {name for name, _ in rates_in(passage.text, last.end, place.quantity.full_start)}
        # 4 Milliarden Kubikmeter pro Jahr nach Peru oder 5 Milliarden Kubikmeter nach Chile
        if _is_row(place, between) and (not told or (told == {last.per} and last.unit == place.quantity.unit)):
            return last.per
    behind = next((q for q in passage.quantities if q.full_start >= place.quantity.end), None)
    if behind is None or behind.per is None or not _may_be_rated(behind):
        return None
    between = range(place.last + 1, passage.index_at(behind.full_start))
    plain = function_words().prepositions.isdisjoint(passage.words[at] for at in between)
    return behind.per if plain and _is_row(place, between) else None


def _is_row(place: Place, between: range) -> bool:
    """Whether only the goods, where they go and a joint stand between two numbers of a clause, and no verb."""
    words, joints = place.passage.words, {",", *function_words().conjunctions}
    told = any(verb.index in between for verb in place.clause.verbs if verb.sense.kind != "attributive")
    last = place.topic.quantity if place.topic.passage == place.passage.number else None
    start = place.clause if last is None else place.passage.clause_at(last.start)
    here = all(place.clause.holds(at) or start.holds(at) for at in between)
    return here and len(between) <= _ROW and not told and not joints.isdisjoint(words[at] for at in between)


def _rate_of_its_noun(place: Place) -> str | None:
    """The rate before the noun of what goes from one number to another: *die täglichen Lieferungen von 3 auf 5*."""
    passage, words = place.passage, figure_words()
    if place.quantity.unit not in _STREAMED:
        return None
    for at in range(place.clause.first, place.first):
        if not passage.tokens[at].capital or (
            passage.senses[at].indicator is None and passage.words[at] not in words.sizes
        ):
            continue
        if at > 0 and passage.words[at - 1] in words.every and _is_reached(place):
            return words.every[passage.words[at - 1]]
    return None


def _is_reached(place: Place) -> bool:
    """Whether the number is one that something comes from or gets to: *von derzeit 3 auf 5*."""
    words, before = figure_words(), place.words_before(2)
    before = before[:-1] if before[-1:] and before[-1] in words.so_far else before[-1:]
    return not words.from_or_to.isdisjoint(before)


def _is_part_of_the_last(place: Place) -> bool:
    """Whether the number is a part of the one before it: *täglich 640.000 Barrel, von denen 264.000 …*."""
    words, last = figure_words(), place.topic.quantity
    same = place.topic.passage == place.passage.number and place.lent_unit is not None
    if same and not (words.of_them | words.owned_by).isdisjoint(place.words_before(2)):
        return True
    near = place.passage.number - place.topic.passage <= 1 and place.quantity.kind == "measure"
    opens = place.passage.words[place.clause.first] in words.owned_by
    return near and opens and last is not None and last.unit == place.quantity.unit


def _rate_behind(place: Place) -> str | None:
    """The rate in the relative clause right behind: *zwei Milliarden Kubikmeter, die pro Jahr geliefert werden*."""
    passage = place.passage
    behind = next((c for c in passage.clauses if c.first == place.clause.last and c.kind == "relative"), None)
    if behind is None:
        return None
    span = passage.span_of(behind)
    others = any(span.covers(q.span) for q in passage.quantities)
    told = () if others else rates_in(passage.text, span.start, span.end)
    return next((name for name, (_, end) in told if not passage.text[end : end + 3].strip()[:1].isdigit()), None)


def _same_stream(place: Place) -> bool:
    """Whether the number is what the last one, a rate of the same unit, became: *von … auf*, *diese Menge … auf*."""
    last, words = place.topic.quantity, figure_words()
    if last is None or last.unit != place.quantity.unit or place.quantity.kind != "measure":
        return False
    reached = bool(words.arriving & set(place.words_before(2)))
    if place.topic.passage == place.passage.number:
        left = place.passage.words[place.passage.index_at(last.full_start) - 1]
        again = not words.it.isdisjoint(place.words_before(1))  # fließen jährlich 8, ab 2027 sollen es 20 sein
        return again or (reached and left in words.leaving)
    if place.passage.number - place.topic.passage > 1:
        return False
    if reached and place.verb("up") is not None and not words.every.keys() & set(place.passage.words):
        return True  # Schon 2023 sollen die Lieferungen auf 12 Milliarden Kubikmeter steigen
    here = range(place.clause.first + 1, place.first)
    said = place.passage.words
    return any(said[at] in words.amounts and said[at - 1] in words.pointing for at in here)


def lent_scale(place: Place) -> tuple[Span, ...]:
    """The words of scale and unit behind a later number that a bare one shares: *von 1,8 auf 4,1 Milliarden Dollar*."""
    passage, quantity = place.passage, place.quantity
    if quantity.kind == "count" or any(letter.isalpha() for letter in quantity.span.quote(passage.text)):
        return ()
    lender = next((q for q in passage.quantities if q.start >= quantity.end and q.unit == quantity.unit), None)
    if lender is None:
        return ()
    words = lender.span.quote(passage.text)
    first = next((at for at, letter in enumerate(words) if letter.isalpha() or letter in "$€£¥%"), None)
    return () if first is None else (Span(lender.start + first, lender.end),)


def plain_moods(place: Place) -> tuple[dict[str, bool], dict[str, tuple[Span, ...]]]:
    """Whether the clause makes the number provisional or an estimate, and the words that do."""
    small, clause = function_words(), place.clause
    spans = {
        name: tuple(place.span(at) for at in range(clause.first, clause.last) if place.passage.words[at] in words)
        for name, words in (
            ("provisional", small.provisional),
            ("estimate", small.estimate),
        )
    }
    return {name: bool(words) for name, words in spans.items()}, spans
