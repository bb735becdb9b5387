"""The words behind the smaller fields of a figure: its rate, its scale lent by another number, its plain moods.

In: the place of a number. Out: spans of the text. *«von 1,8 auf 4,1 Milliarden»*: 1,8 rests on *Milliarden* too;
*«schätzungsweise 20 Millionen im Jahr»*: an estimate by *schätzungsweise*, a rate by *im Jahr*.
"""

from __future__ import annotations

from kelisim.language.function_words import function_words
from kelisim.language.rates import rates_in
from kelisim.model import Span
from kelisim.statements.findings import Place


def rate_words(place: Place, per: str | None) -> tuple[Span, ...]:
    """The words of the sentence that say by which span of time the number goes, the nearest ones."""
    if per is None:
        return ()
    passage, quantity = place.passage, place.quantity
    told = rates_in(passage.text, passage.span.start, passage.span.end)
    spans = [Span(*where) for name, where in told if name == per]
    return tuple(sorted(spans, key=lambda span: max(quantity.start - span.end, span.start - quantity.end))[:1])


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
