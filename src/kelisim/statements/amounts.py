"""Amounts: the money value that a text ties to an undertaking, with its bound.

*«76 Dokumente im Gesamtwert von über 352 Millionen US-Dollar»*, *«das Vorhaben kostet 27 Milliarden Tenge»*. A sum that
is about trade, or that another thing stands nearer to, is not taken.
"""

from __future__ import annotations

from collections.abc import Sequence

from kelisim.language.annotations import Quantity
from kelisim.model import Span
from kelisim.statements.passage import Passage
from kelisim.statements.scenes import Found


def amount(found: Found, others: Sequence[Span]) -> Quantity | None:
    """The sum tied to a thing in its clause; ``others`` are the heads of the sentence's other undertakings."""
    passage, mention = found.passage, found.mention
    clause = passage.span_of(mention.clause)
    sums = [q for q in passage.quantities if q.kind == "money" and clause.start <= q.start < clause.end]
    behind = [q for q in sums if q.start >= mention.head.start]
    for quantity in [*behind, *reversed([q for q in sums if q not in behind])]:
        if _about_flow(passage, quantity, mention.head) or quantity.change is not None:
            continue
        if not _nearer(quantity, mention.head, others):
            return quantity
    return None


def _nearer(quantity: Quantity, head: Span, others: Sequence[Span]) -> bool:
    """Whether another thing stands between thing and sum."""
    low, high = sorted((head.start, quantity.start))
    return any(low < other.start < high and not other.overlaps(head) for other in others)


def _about_flow(passage: Passage, quantity: Quantity, head: Span) -> bool:
    """Whether a noun of trade stands before the sum, nearer than the thing, so that the sum is its own."""
    first, last = passage.index_at(min(head.end, quantity.full_start)), passage.index_at(quantity.full_start)
    for index in range(first, last):
        if passage.tokens[index].start < head.end:
            continue
        noun = passage.senses[index].indicator
        if noun is not None and noun.use == "flow":
            return True
    return False
