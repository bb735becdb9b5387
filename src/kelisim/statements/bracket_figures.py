"""Numbers in brackets behind what goes: *die wichtigsten Ausfuhrgüter waren Maschinen (2,5 Mrd. Euro, +8 %)*.

In: the place of a number that stands in brackets behind a good. Out: the flow that the sentence or the one before
tells of, with the good as the item.
"""

from __future__ import annotations

from kelisim.language.noun_phrases import left_edge
from kelisim.model import TRADE, Measure, Span
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import GOES_ON, LEVEL, Finding, More, Place, found

_WAYS = {"export": "exports", "import": "imports"}
_WIDE = 12  # tokens from the bracket to the last number in it


def good_in_brackets(place: Place) -> Finding | None:
    """The value of a good behind its name and its change: *Maschinen (10,2 Mio. Euro, +8,9 %), Kaffee (…)*."""
    if place.quantity.kind not in ("money", "percent") or "(" not in place.words:
        return None
    opening = _opening(place)
    good = None if opening is None else _good_before(place, opening)
    if opening is None or good is None:
        return None
    measure: Measure = "level" if place.quantity.kind == "money" else "change"
    if measure == "change" and place.quantity.change is None and place.words_before(1) != ("+",):
        return None
    for sense, indicator in _WAYS.items():
        if (verb := place.verb(sense)) is not None:  # importiert wurden vor allem Autos (2,3 Mrd. Euro)
            return found(place, indicator, (place.span(verb),), More(measure=measure, item=good))
    flows = [pair for pair in place.nouns(("flow",)) if pair[1].indicator in TRADE and pair[0] < opening]
    flows.sort(key=lambda pair: pair[1].indicator == "trade_turnover")  # die Ausfuhrgüter im Handel mit …
    if flows:
        return found(place, flows[0][1].indicator, (place.span(flows[0][0]),), More(measure=measure, item=good))
    last = place.topic.finding
    near = 1 if measure == "level" else 0
    if last is None or last.indicator not in TRADE or place.passage.number - place.topic.passage > near:
        return None
    return found(place, last.indicator, last.grounds, More(measure=measure, item=good, reasons=(GOES_ON,)))


def flow_named_ahead(place: Place) -> Finding | None:
    """A sum in a list with its flow as the label before it: *(Exporte - 7 Mio. Dollar, Importe: 2,2 Mio. Dollar)*."""
    at = place.first - 2
    if place.quantity.kind != "money" or at < 0 or not figure_words().labels & set(place.words_before(1)):
        return None
    noun = place.passage.senses[at].indicator
    listed = noun is not None and noun.use == "flow" and noun.indicator in TRADE
    return found(place, noun.indicator, (place.span(at),), LEVEL) if listed and noun else None


def _opening(place: Place) -> int | None:
    """The bracket that the number stands in, if nothing but numbers stands between."""
    words = place.passage.words
    for at in range(place.first - 1, max(place.clause.first, place.first - _WIDE), -1):
        if words[at] == "(":
            return at
        start = place.passage.tokens[at].start
        if words[at] not in (",", ";", "+", "/") and not any(
            q.start <= start < q.end for q in place.passage.quantities
        ):
            return None
    return None


def _good_before(place: Place, opening: int) -> Span | None:
    """The good that a bracket stands behind: no state, flow, sum or time; of *Mess- und Prüfgeräte* the whole."""
    passage, at = place.passage, opening - 1
    token = passage.tokens[at]
    noun = passage.senses[at].indicator
    if not token.capital or not token.word[0].isalpha() or (noun is not None and noun.use in ("flow", "value")):
        return None
    if any(actor.start < token.end and token.start < actor.end for actor in passage.actors):
        return None
    sizes = figure_words()
    if passage.words[at] in sizes.sizes or passage.words[at].endswith(sizes.size_ends):
        return None  # gegenüber dem Vergleichszeitraum (58 Mio. Euro)
    known = [*(quantity.span for quantity in passage.quantities), *(time.span for time in passage.times)]
    if any(span.start < token.end and token.start < span.end for span in known):
        return None
    return passage.span_between(left_edge(passage.tokens, passage.senses, at), at)
