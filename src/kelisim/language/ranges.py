"""Numbers that belong together: ranges (*60–80 Mio. t*) and amounts that lend each other scale and unit.

*von 1,8 auf 4,1 Milliarden Dollar* leaves two amounts, both in milliards of dollars; *zwischen drei und vier
Prozent* becomes one with two ends.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from kelisim.language.amounts import Amount, followed_by_noun
from kelisim.language.numbers import product
from kelisim.lexicons import load_table

_REACH = 32
_SENTENCE_END = re.compile(r"(?<![0-9])[.!?][“”\"]?\s+[A-ZÄÖÜ„]|\n")
_REFERS = re.compile(r"\bes\b")
_INHERIT = 160
_LENDABLE = 1000


class Links(Struct, frozen=True, forbid_unknown_fields=True):
    """What may stand between two numbers, as `lexicons/de/ranges.toml` explains it."""

    range: frozenset[str]
    between: frozenset[str]
    opening: frozenset[str]
    elision: frozenset[str]


@cache
def lexicon() -> Links:
    """The words between numbers, read once."""
    return load_table("de/ranges.toml", Links)


def joined(text: str, amounts: list[Amount]) -> list[Amount]:
    """``amounts`` with ranges made one and scales and units lent; in the order of the text."""
    found: list[Amount] = []
    for amount in reversed(amounts):
        after = found[-1] if found else None
        if after is not None and after.start - amount.end <= _REACH and _link(text, amount, after):
            found.pop()
        found.append(amount)
    found.reverse()
    return found


def second_start(text: str, position: int, end: int) -> int:
    """Where the second number of a range begins whose first number ends at ``position``; 0 if there is no link."""
    match = _second().search(text, position, end)
    return match.end() if match else 0


@cache
def _second() -> re.Pattern[str]:
    words = sorted({*lexicon().range, *lexicon().between}, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})\s*(?=[0-9]|[^\W\d_])")


def _link(text: str, first: Amount, second: Amount) -> bool:
    """Let ``first`` borrow from ``second``; True if both became one range in ``first``."""
    gap = " ".join(text[first.end : second.start].lower().replace(",", " ").split())
    links = lexicon()
    if gap in links.range or (gap in links.between and _is_opened(text, first)):
        return _join_range(first, second)
    if (gap in links.elision or not gap) and second.form != "fraction":
        _borrow(first, second)
    return False


def _is_opened(text: str, first: Amount) -> bool:
    """Whether *zwischen* opens a range that begins with ``first``; a qualifier may stand between."""
    before = text[max(0, first.start - _REACH) : first.start].lower().split()
    return not lexicon().opening.isdisjoint(before[-2:])


def _join_range(first: Amount, second: Amount) -> bool:
    if first.form == "fraction" or second.form == "fraction":
        return False
    before = (first.low, first.high, first.unit, first.scale)
    _borrow(first, second)
    same = first.unit == second.unit or (second.unit is None and first.unit is not None)
    if not same or first.low >= second.high:
        first.low, first.high, first.unit, first.scale = before
        return False
    if second.unit is None and first.unit is not None:
        second.high = product(second.high, first.unit.factor)
    first.high, first.end, first.number_end = second.high, second.end, second.number_end
    return True


def _borrow(first: Amount, second: Amount) -> None:
    """Scale and unit of ``second`` for ``first``, which stands before it without them."""
    if first.unit is not None or first.form in ("article", "fraction"):
        return
    if first.scale == 1 and second.scale > 1 and first.low < _LENDABLE and (second.unit or second.scale > _LENDABLE):
        first.low = first.high = product(first.low, second.scale)
        first.scale = second.scale
    if second.unit is not None:
        first.unit = second.unit
        first.low = first.high = product(first.low, second.unit.factor)


def lend_units(text: str, amounts: list[Amount]) -> None:
    """Give a number without unit or noun the unit of its neighbour in the sentence.

    A scaled one takes it from before or behind (*fünf Milliarden Dollar; im Jahr darauf 4,1 Milliarden*), any
    other from before, where *es* refers back (*125.000 Tonnen, am Ende waren es 86.000*).
    """
    for index, amount in enumerate(amounts):
        if amount.unit is not None or followed_by_noun(text, amount.end):
            continue
        before = amounts[max(0, index - 3) : index]
        around = (*reversed(before), *amounts[index + 1 : index + 2])
        lender = next((other for other in around if _lends(text, other, amount)), None)
        if lender is not None and lender.unit is not None:
            amount.unit = lender.unit
            amount.low, amount.high = (product(end, lender.unit.factor) for end in (amount.low, amount.high))


def _lends(text: str, lender: Amount, amount: Amount) -> bool:
    unit = lender.unit
    if unit is None or unit.kind not in ("money", "measure") or not _same_sentence(text, amount, lender):
        return False
    if amount.scale > _LENDABLE:
        return lender.scale > 1
    return lender.end <= amount.start and _REFERS.search(text, lender.end, amount.start) is not None


def _same_sentence(text: str, one: Amount, other: Amount) -> bool:
    start, end = min(one.end, other.end), max(one.start, other.start)
    return end - start <= _INHERIT and not _SENTENCE_END.search(text, start, end)
