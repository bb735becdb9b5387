"""Numbers that belong together: ranges (*60–80 Mio. t*) and amounts that lend each other scale and unit.

*von 1,8 auf 4,1 Milliarden Dollar* leaves two amounts, both in milliards of dollars; *zwischen drei und vier
Prozent* becomes one with two ends.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec
from msgspec import Struct

from kelisim.language.amounts import Amount, followed_by_noun
from kelisim.language.annotations import Quantity
from kelisim.language.number_words import fold
from kelisim.language.number_words import lexicon as numbers
from kelisim.language.numbers import product
from kelisim.language.units import TIME_UNITS
from kelisim.lexicons import load_table

# Between the two: *von 1,8 im Jahr 2018 auf 4,1 Milliarden*.
_YEAR = re.compile(r"\(?(?:\bim Jahre? )?\b(?:1[89]|20)[0-9]{2}\b\)?")
_REACH = 40
_SENTENCE_END = re.compile(r"(?<![0-9])[.!?][“”\"]?\s+[A-ZÄÖÜ„]|\n")
_REFERS = re.compile(r"\bes\b")
_OPENS = re.compile(r"\s*\((?:[^\W\d_]+\.?\s*){0,2}")
_HANGING = re.compile(r"-\s+bis\s+")
_INHERIT = 160
_THOUSANDS = re.compile(r"[0-9]{1,3}[.' ]000")
_THOUSAND, _NEAR_ENDS = 1000, 5
_LENDABLE = 1000
# Between *150 Megawatt* and *binnen drei Jahren sollen es 300 werden* a span of time lends nothing.
_OF_TIME = (*TIME_UNITS, "minute")


class Links(Struct, frozen=True, forbid_unknown_fields=True):
    """What may stand between two numbers, as `lexicons/de/ranges.toml` explains it."""

    range: frozenset[str]
    between: frozenset[str]
    opening: frozenset[str]
    sizing: tuple[str, ...]
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
        if after is not None and _are_near(text, amount, after) and _link(text, amount, after):
            found.pop()
        found.append(amount)
    found.reverse()
    return found


def _are_near(text: str, first: Amount, second: Amount) -> bool:
    """Whether few letters stand between two amounts; blanks, which noise may have left, do not count."""
    between = text[first.end : second.start]
    return len(between) <= _REACH or len(" ".join(between.split())) <= _REACH


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
    tail = _tail(text, first, second)
    if tail:
        first.low = first.high = product(first.low, tail)
        return _join_range(first, second)
    gap = " ".join(_YEAR.sub(" ", text[first.end : second.start]).lower().replace(",", " ").split())
    links = lexicon()
    if gap in links.range or (gap in links.between and _is_opened(text, first)):
        return _join_range(first, second)
    if (gap in links.elision or not gap) and second.form != "fraction":
        _borrow(first, second)
    return False


def with_tail(text: str, first: Amount, second: Quantity) -> Quantity | None:
    """The range of *zwei- bis dreimal so viel*, *30- bis 40-prozentig*: ``first`` has left its tail to ``second``."""
    gap = text[first.end : second.start].lower()
    if not _HANGING.fullmatch(gap) or first.unit is not None or not first.low < second.high < first.low * 100:
        return None
    return msgspec.structs.replace(second, start=first.start, full_start=first.start, low=first.low)


def _tail(text: str, first: Amount, second: Amount) -> int:
    """The scale inside the word of ``second`` that *fünf- bis sechstausend* leaves out of ``first``."""
    if not _HANGING.fullmatch(text[first.end : second.start].lower()):
        return 0
    word = fold(text[second.start : second.number_end])
    return next((scale for name, scale in numbers().scales.items() if name.islower() and word.endswith(name)), 1)


def _is_opened(text: str, first: Amount) -> bool:
    """Whether *zwischen* (a qualifier may follow) or *in der Größenordnung von* opens a range with ``first``."""
    before = text[max(0, first.start - _REACH) : first.start].lower().split()
    return not lexicon().opening.isdisjoint(before[-2:]) or " ".join(before).endswith(lexicon().sizing)


def _join_range(first: Amount, second: Amount) -> bool:
    if first.form == "fraction" or second.form == "fraction":
        return False
    before = (first.low, first.high, first.unit, first.scale)
    if _leaves_thousands(first, second):
        first.low = first.high = product(first.low, _THOUSAND)
    _borrow(first, second)
    same = first.unit == second.unit or (second.unit is None and first.unit is not None)
    if not same or first.low >= second.high:
        first.low, first.high, first.unit, first.scale = before
        return False
    if second.unit is None and first.unit is not None:
        second.high = product(second.high, first.unit.factor)
    first.high, first.end, first.number_end = second.high, second.end, second.number_end
    return True


def _leaves_thousands(first: Amount, second: Amount) -> bool:
    """Whether *10-15.000* is short for *10.000-15.000*: the first end without its noughts is near the second."""
    printed = first.digits.isdigit() and _THOUSANDS.fullmatch(second.digits) is not None
    end = first.base * _THOUSAND
    return printed and first.scale == second.scale == 1 and end < second.base <= end * _NEAR_ENDS


def _borrow(first: Amount, second: Amount) -> None:
    """Scale and unit of ``second`` for ``first``, which stands before it without them."""
    if first.form in ("article", "fraction") or first.end != first.number_end:
        return
    if first.scale == 1 and second.scale > 1 and first.low < _LENDABLE and (second.unit or second.scale > _LENDABLE):
        first.low = first.high = product(first.low, second.scale)
        first.scale = second.scale
    part = second.unit is not None and second.unit.kind == "percent" and first.scale > 1  # 4,1 Milliarden, 3 % mehr
    if second.unit is not None and first.unit is None and not part:
        first.unit, first.borrowed = second.unit, True
        first.low = first.high = product(first.low, second.unit.factor)


def lend_units(text: str, amounts: list[Amount]) -> None:
    """Give a number without unit or noun the unit of its neighbour in the sentence.

    A scaled one takes it from before or behind (*fünf Milliarden Dollar; im Jahr darauf 4,1 Milliarden*), one with
    decimals from before, with the scale (*5,2 Milliarden Dollar nach 4,8 im Vorjahr*), any other from before where
    *es* refers back (*125.000 Tonnen, am Ende waren es 86.000*).
    """
    for index in (*reversed(range(len(amounts))), *range(len(amounts))):
        amount = amounts[index]
        if amount.unit is not None or amount.form == "fraction" or followed_by_noun(text, amount.end):
            continue
        before = amounts[max(0, index - 3) : index]
        if before and _is_in_its_bracket(text, before[-1], amount):
            continue
        around = (*reversed(before), *amounts[index + 1 : index + 2])
        lender = next((a for a in around if _lends(text, a, amount) and not _is_aside(text, amounts, a)), None)
        if lender is not None and lender.unit is not None:
            scale = lender.scale if _is_decimal(amount) or _is_small(amount, lender) else 1
            amount.unit = lender.unit
            factor = lender.unit.factor * scale
            amount.low, amount.high = (product(end, factor) for end in (amount.low, amount.high))


def _is_in_its_bracket(text: str, lender: Amount, amount: Amount) -> bool:
    """Whether a number opens the bracket of a sum: the same in other money, *88 Mio. Euro (58 Mrd. FCFA)*."""
    money = lender.unit is not None and lender.unit.kind == "money"
    return money and _OPENS.fullmatch(text, lender.end, amount.start) is not None


def _is_decimal(amount: Amount) -> bool:
    """*4,8* by itself counts nothing: it has left scale and unit to the number before it."""
    return amount.scale == 1 and amount.form == "digits" and amount.low != amount.low.to_integral_value()


def _is_small(amount: Amount, lender: Amount) -> bool:
    """*20 Milliarden Dollar, derzeit sind es 12*: no sum of twelve dollars stands beside milliards."""
    return amount.scale == 1 and amount.low < _LENDABLE < lender.scale


def _is_aside(text: str, amounts: list[Amount], lender: Amount) -> bool:
    """Whether a sum stands in the bracket of another: *200 Mio. Euro (1,1 Mrd. Real), davon 93 Mio.*."""
    at = amounts.index(lender)
    if at == 0 or amounts[at - 1].unit is None:
        return False
    gap = text[amounts[at - 1].end : lender.start]
    return gap.lstrip().startswith("(") and ")" not in gap and len(gap) <= _REACH


def _lends(text: str, lender: Amount, amount: Amount) -> bool:
    unit = lender.unit
    if unit is None or not _same_sentence(text, amount, lender):
        return False
    before = lender.end <= amount.start
    if _is_decimal(amount):
        return before and unit.kind != "count"
    if unit.kind not in ("money", "measure") or unit.symbol in _OF_TIME:
        return False
    if amount.scale > _LENDABLE:
        return lender.scale > 1
    return before and _REFERS.search(text, lender.end, amount.start) is not None


def _same_sentence(text: str, one: Amount, other: Amount) -> bool:
    start, end = min(one.end, other.end), max(one.start, other.start)
    return end - start <= _INHERIT and not _SENTENCE_END.search(text, start, end)
