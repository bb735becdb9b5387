"""The goods or the sector that a figure is about, where it is a part of a whole."""

from __future__ import annotations

from kelisim.language.noun_phrases import left_edge
from kelisim.model import TRADE, Span
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import Finding, Place

_REACH = 6  # tokens between the word that leads to a part and its noun


def item(place: Place, finding: Finding) -> Span | None:
    """The words of the part: *auf die Landwirtschaft entfielen 1,7 Mrd.*, *Exporte von 195 Waren*; or None."""
    if finding.item is not None:
        return finding.item
    words = figure_words()
    if finding.indicator in TRADE and place.verb("part") is not None:
        return _noun_behind(place, range(place.clause.first, place.clause.last), words.falls_to)
    if finding.indicator in ("exports", "imports") and finding.grounds:
        index = place.passage.index_at(finding.grounds[0].start)
        return _noun_behind(place, range(index + 1, index + 2), words.out_of)
    return None


def _noun_behind(place: Place, where: range, words: frozenset[str]) -> Span | None:
    """The noun that a preposition at ``where`` leads to, with what stands before it; no state, no sum, no flow."""
    passage = place.passage
    for at in where:
        if at >= len(passage.words) or passage.words[at] not in words:
            continue
        for index in range(at + 1, min(at + _REACH, place.clause.last)):
            token = passage.tokens[index]
            if token.capital and token.word[0].isalpha():
                span = passage.span_between(left_edge(passage.tokens, passage.senses, index), index)
                return None if _is_other(place, index, span) else span
    return None


def _is_other(place: Place, index: int, span: Span) -> bool:
    noun = place.passage.senses[index].indicator
    sums = any(quantity.full.overlaps(span) for quantity in place.passage.quantities)
    if (noun is not None and noun.use in ("flow", "value")) or sums:
        return True
    return any(actor.codes and actor.span.overlaps(span) and actor.kind != "demonym" for actor in place.passage.actors)
