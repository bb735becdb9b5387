"""Rows of goods with the part that each has and how it moved: *Kaffee – 12 Prozent (ein Plus von 5 Prozent); Reis – …*.

In: the place of a percentage. Out: the flow that the sentence tells of, as a share behind the good, as a change
behind a share. A row that a verb of moving governs has changes: *die Ausfuhren stiegen bei Kaffee (12 Prozent), …*.
"""

from __future__ import annotations

from kelisim.language.words import IndicatorNoun
from kelisim.model import TRADE, Span
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import GOES_ON, Finding, More, Place, found

_DASHES = ("-", "–", "—")
_OPENING = ("(", *_DASHES)
_MOVES = frozenset({"up", "down"})
_ROW = 2  # goods with a percentage each


def part_in_a_row(place: Place) -> Finding | None:
    """What part of a flow a good has, and how much that moved, in a row of goods."""
    passage = place.passage
    if place.quantity.unit != "percent" or (flow := _flow(place)) is None:
        return None
    starts = _starts(place)
    if len(starts) < _ROW or flow[0] >= starts[0]:
        return None
    grounds = (place.span(flow[0]),)
    if place.quantity.full_start in {passage.tokens[at].start for at in starts}:
        if place.quantity.change is not None or _all_move(place, starts[0]):
            return None
        good = Span(passage.tokens[place.first - 2].start, passage.tokens[place.first - 2].end)
        return found(place, flow[1].indicator, grounds, More(measure="share", item=good))
    moved = place.first > starts[0] and not figure_words().moves.isdisjoint(_bracket(place))
    return found(place, flow[1].indicator, grounds, More(measure="change", reasons=(GOES_ON,))) if moved else None


def _flow(place: Place) -> tuple[int, IndicatorNoun] | None:
    """The flow of the sentence that the goods are parts of, the way before the trade as a whole."""
    flows = [pair for pair in place.nouns(("flow",), reach="sentence") if pair[1].indicator in TRADE]
    return min(flows, key=lambda pair: (pair[1].indicator == "trade_turnover", pair[0]), default=None)


def _starts(place: Place) -> list[int]:
    """The tokens at which the percentages of the row begin, each right behind a good and a dash or a bracket."""
    passage = place.passage
    found_at = []
    for quantity in passage.quantities:
        at = passage.index_at(quantity.full_start)
        if quantity.unit != "percent" or at < _ROW or passage.words[at - 1] not in _OPENING:
            continue
        good, noun = passage.tokens[at - 2], passage.senses[at - 2].indicator
        named = any(actor.start < good.end and good.start < actor.end for actor in passage.actors)
        named = named or (noun is not None and noun.use in ("flow", "value"))
        if good.capital and good.word[0].isalpha() and not named:
            found_at.append(at)
    return found_at


def _all_move(place: Place, first: int) -> bool:
    """Whether what stands before the row says that the goods grew or fell."""
    words, senses = place.passage.words[:first], place.passage.senses[:first]
    moving = any(not sense.meanings.isdisjoint(_MOVES) for sense in senses)
    return moving or not figure_words().moves.isdisjoint(words)


def _bracket(place: Place) -> tuple[str, ...]:
    """The words of the bracket before the number that it stands in, from the last comma on."""
    words, at = place.passage.words, place.first
    while at > 0 and words[at - 1] not in ("(", ")", ";", ","):
        at -= 1
    return words[at : place.first] if at > 0 and words[at - 1] in ("(", ",") else ()
