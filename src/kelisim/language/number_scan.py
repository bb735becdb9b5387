"""The one search over the text: where a number may begin, and what begins there."""

from __future__ import annotations

import re

from kelisim.language.amounts import Amount, amount_at
from kelisim.language.annotations import Quantity
from kelisim.language.compounds import glued_digits_at, glued_word_at, hyphened_at
from kelisim.language.multiples import digit_multiple_at, multiple_at
from kelisim.language.not_counts import address_end, counts_nothing, passed_over
from kelisim.language.number_triggers import trigger
from kelisim.language.ordinals import ordinal_digits_at, ordinal_word_at
from kelisim.language.shares import each_at, half_at

Finding = Amount | Quantity
_WORD = re.compile(r"[A-Za-zÄÖÜäöüß]+")


def findings(text: str) -> list[Finding]:
    """What numbers begin in ``text``, in order, not overlapping; amounts are not yet joined or bounded."""
    found: list[Finding] = []
    search, floor = trigger().search, 0
    match = search(text)
    while match:
        begin = match.start()
        read = _digits_at if text[begin] in "0123456789" else _other_at
        item, stop = read(text, begin, floor)
        if item is not None and item.start >= floor:
            found.append(item)
            floor = item.end
        match = search(text, max(stop, match.end()))
    return found


def _digits_at(text: str, begin: int, floor: int) -> tuple[Finding | None, int]:
    """What the digits at ``begin`` are, and where they end."""
    stop = passed_over(text, begin)
    if stop:
        return None, stop
    quantity = ordinal_digits_at(text, begin) or digit_multiple_at(text, begin)
    if quantity:
        return quantity, quantity.end
    quantity, stop = hyphened_at(text, begin)
    if stop:
        return quantity, stop
    quantity = glued_digits_at(text, begin)
    if quantity:
        return quantity, quantity.end
    return _amount(text, begin, floor)


def _amount(text: str, begin: int, floor: int) -> tuple[Finding | None, int]:
    amount = amount_at(text, begin, floor)
    if amount is None:
        return None, begin + 1
    if amount.form == "article" and amount.unit is None and amount.scale == 1:
        return None, amount.number_end
    if counts_nothing(text, amount):
        return None, amount.end
    return amount, amount.end


def _other_at(text: str, begin: int, floor: int) -> tuple[Finding | None, int]:
    """What the word at ``begin`` is, and where it ends."""
    match = _WORD.match(text, begin)
    if match is None:
        return _amount(text, begin, floor)
    stop = address_end(text, begin)
    if stop:
        return None, stop
    end = match.end()
    if text[end : end + 1] == "-":
        quantity, stop = hyphened_at(text, begin)
        if stop:
            return quantity, stop
    quantity = _special(text, begin, end)
    if quantity:
        return quantity, quantity.end
    return _amount(text, begin, floor)


def _special(text: str, begin: int, end: int) -> Quantity | None:
    """A word that is a quantity by itself or an ordinal; None for plain number words and for no number."""
    for reader in (multiple_at, ordinal_word_at, glued_word_at, half_at):
        quantity = reader(text, begin, end)
        if quantity:
            return quantity
    return each_at(text, begin) if text[begin] in "jJ" else None
