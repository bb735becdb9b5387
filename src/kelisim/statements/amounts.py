"""Amounts: the money value that a text ties to an undertaking, with its bound.

*«76 Dokumente im Gesamtwert von über 352 Millionen US-Dollar»*, *«das Vorhaben kostet 27 Milliarden Tenge»*. A sum that
is about trade, or that another thing stands nearer to, is not taken.
"""

from __future__ import annotations

from collections.abc import Sequence

from kelisim.language.annotations import Quantity
from kelisim.language.clauses import Clause
from kelisim.model import Span
from kelisim.statements.passage import Passage
from kelisim.statements.scenes import Found, Scene
from kelisim.statements.stage_words import stage_words
from kelisim.statements.taken_up import FAR, taken_up

_BESIDE = 3  # tokens
_REACH = 2  # sentences behind the thing


def amount(found: Found, others: Sequence[Span]) -> Quantity | None:
    """The sum tied to a thing in its clause; ``others`` are the heads of the sentence's other undertakings."""
    passage, mention = found.passage, found.mention
    sums = passage.money_in(mention.clause)
    outer = passage.tokens[
        mention.chain.outer : mention.chain.outer + 1
    ]  # none at the end of a sentence that is cut off
    whole = Span(outer[0].start if outer else mention.head.start, mention.head.start + 1)
    given = next((q for q in sums if whole.covers(q.full)), None)
    if given is not None and given.end < mention.head.start:
        return given  # 40 Millionen Euro in Form von Zuschüssen
    behind = [q for q in sums if q.start >= mention.head.start]
    for quantity in [*behind, *reversed([q for q in sums if q not in behind])]:
        if _about_flow(passage, quantity, mention.head) or quantity.change is not None:
            continue
        if not _nearer(quantity, mention.head, others):
            return quantity
    return _in_relative(found)


def _in_relative(found: Found) -> Quantity | None:
    """The sum of a relative clause right behind the thing: *die Studie, für die die Bank 2 Millionen trägt, …*."""
    passage, mention = found.passage, found.mention
    clause = next((c for c in passage.clauses if c.kind == "relative" and 0 < c.first - mention.last <= _BESIDE), None)
    if clause is None or (mention.paper and not has_price(passage, clause)):
        return None
    sums = passage.money_in(clause)
    return sums[0] if len(sums) == 1 and sums[0].change is None else None


def earlier_amount(found: Found, scenes: Sequence[Scene]) -> Quantity | None:
    """The sum of the sentence before, for a paper on just that: *entsprechende Vereinbarung*, *der Kreditvertrag*."""
    mention, number = found.mention, found.passage.number
    if not mention.paper or number == 0:
        return None
    words, known = mention.passage.words, stage_words().words
    before = words[mention.first : mention.index]
    same = words[0] in known.sees or any(word.startswith(tuple(known.same_matter)) for word in before)
    loan = mention.definite and words[mention.index].startswith(tuple(known.money_papers))
    sums = [q for q in scenes[number - 1].passage.quantities if q.kind == "money" and q.change is None]
    return sums[0] if (same or loan) and len(sums) == 1 else None


def paid_amount(found: Found, scenes: Sequence[Scene]) -> Quantity | None:
    """What one of the next sentences says is paid under a contract: *6 Milliarden Dollar zahlt Polen dafür*."""
    mention, number = found.mention, found.passage.number
    if not mention.paper or mention.thing is None or mention.thing.instrument != "contract":
        return None
    for scene in scenes[number + 1 : number + 1 + _REACH]:
        passage = scene.passage
        for quantity in passage.quantities:
            if quantity.kind != "money" or quantity.change is not None:
                continue
            verbs = passage.clause_at(quantity.start).verbs
            return quantity if any(verb.sense.senses & {"pay", "cost"} for verb in verbs) else None
    return None


def later_amount(found: Found, scenes: Sequence[Scene]) -> Quantity | None:
    """The sum that one of the next sentences gives for the thing it takes up: *das Vorhaben kostet 27 Milliarden*."""
    number = found.passage.number
    if not any(q.kind == "money" for scene in scenes[number + 1 : number + 1 + FAR] for q in scene.passage.quantities):
        return None
    for passage, clause in taken_up(found, scenes):
        sums = passage.money_in(clause)
        if sums and has_price(passage, clause) and sums[0].change is None:
            return sums[0]
    return None


def has_price(passage: Passage, clause: Clause) -> bool:
    """Whether the clause says what something costs."""
    if any("cost" in verb.sense.senses for verb in clause.verbs):
        return True
    known = stage_words().words
    priced = known.costs | known.earmarks | known.prices
    return any(word in priced for word in passage.words_of(clause))


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
