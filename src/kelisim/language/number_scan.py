"""The one search over the text: where a number may begin, and what begins there."""

from __future__ import annotations

import re
from functools import cache

from kelisim.language.amounts import Amount, amount_at
from kelisim.language.annotations import Quantity
from kelisim.language.compounds import glued_digits_at, glued_forms, glued_word_at, hyphened_at
from kelisim.language.multiples import digit_multiple_at, multiple_at
from kelisim.language.multiples import lexicon as multiples
from kelisim.language.not_counts import address_end, counts_nothing, passed_over
from kelisim.language.number_words import lexicon
from kelisim.language.numbers import SIGNS
from kelisim.language.ordinals import ordinal_digits_at, ordinal_word_at
from kelisim.language.shares import each_at, half_at
from kelisim.language.units import forms

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


@cache
def trigger() -> re.Pattern[str]:
    """Where a number may begin: a digit, or the stem of a number word at the beginning of a word."""
    begins = "|".join(
        (*sorted(_stems()), _article(), "[Vv]er[a-zäöüß]+fach", r"[Jj]ede[rsnm]?\s", "https?://", r"www\.")
    )
    return re.compile(rf"[0-9{SIGNS}]|(?<![^\W_])(?:{begins})")


def _stems() -> set[str]:
    """Patterns for the beginnings of words that may be numbers, the article aside."""
    words, factors = lexicon(), multiples()
    tables = (words.small, words.tens, words.scales, words.fractions, words.ordinals, words.halves.words)
    more = (words.ordinal_adverbs, words.glued_parts, factors.up, factors.down, factors.whole, factors.adverbs)
    stems = {stem for table in (*tables, *more) for stem in table if "." not in stem}
    return {_spellings(stem) for stem in stems if not stem.startswith("ein")}


def _article() -> str:
    """*ein* where something may follow that makes it a number: a unit, a scale, a part, or the rest of a word."""
    words = lexicon()
    behind = {form for form in (*forms(), *words.scales) if form[0].isupper() or form == "%"}
    nouns = "|".join(map(re.escape, sorted(behind, key=len, reverse=True)))
    glued = "|".join(("hundert", "tausend", "und", "s\\b", *words.halves.endings, *glued_forms()))
    spaced = rf"\s+(?:{nouns}|halb|[A-Za-zäöüß]+(?:tel|mill|mrd))"
    articles = sorted((form[1:] for form in words.articles.forms), key=len, reverse=True)
    return rf"[Ee](?:{'|'.join(articles)})(?={spaced}|{glued})"


def _spellings(stem: str) -> str:
    """A pattern for a folded stem: capital or not, umlaut or its two letters."""
    first, rest = stem[0], stem[1:]
    pattern = f"[{first.upper()}{first.lower()}]{rest}"
    return (
        pattern.replace("ae", "(?:ä|ae)").replace("ue", "(?:ü|ue)").replace("oe", "(?:ö|oe)").replace("ss", "(?:ß|ss)")
    )
