"""Ordinals: *vierten*, *18. Sitzung*, *zu dritt*, *4ter*. They rank and count nothing, and are told so that
nobody takes them for figures (*jeder vierte*, a share, is read in `shares`).
"""

from __future__ import annotations

import re
from decimal import Decimal

from kelisim.language.annotations import Quantity
from kelisim.language.function_words import function_words
from kelisim.language.not_counts import months, sentence_starters, word_before
from kelisim.language.number_words import cardinal, fold, lexicon, ordinal, ordinal_stem
from kelisim.language.numbers import GAP, product

_POINT = re.compile(r"([0-9]{1,4})\.(?![0-9])")
_SUFFIX = re.compile(r"([0-9]{1,4})-?(?:s?te[rnsm]?)\b")
_NEXT = re.compile(rf"{GAP}[„\"»]?([^\W\d_]+)")
_TOGETHER = re.compile(r"\bzu\s\Z")
_MINUTE = re.compile(r"[)/]|,[^\S\n][0-9]+\.")  # (24., 30.)
_ONLY = re.compile(r"[^\S\n]*(?:\n|\Z)")


def ordinal_digits_at(text: str, position: int) -> Quantity | None:
    """The ordinal in digits that begins at ``position``: *18.* before *Sitzung*, *4ter*."""
    suffix = _SUFFIX.match(text, position)
    if suffix:
        return _ordinal(position, suffix.end(), Decimal(suffix[1]))
    match = _POINT.match(text, position)
    if match is None or not _ranks(text, match):
        return None
    return _ordinal(position, match.end(), Decimal(match[1]))


def ordinal_word_at(text: str, position: int, end: int) -> Quantity | None:
    """The ordinal whose first word is ``text[position:end]``: *vierten*, *hundert Milliardste*, *zuerst*."""
    word = text[position:end]
    value: int | None = ordinal(word)
    if value is not None and fold(word).startswith("acht") and not _is_eighth(text, position, end):
        return None
    if value is None and cardinal(word) is None and _TOGETHER.search(text, max(0, position - 3), position):
        value = ordinal_stem(fold(word))
    if value is None:
        value = lexicon().ordinal_adverbs.get(word.lower())
    if value is not None:
        return _ordinal(position, end, Decimal(value))
    return _two_words(text, position, end)


def _ordinal(start: int, end: int, value: Decimal) -> Quantity:
    return Quantity(start=start, end=end, full_start=start, low=value, high=value, unit="ordinal", kind="ordinal")


def _two_words(text: str, position: int, end: int) -> Quantity | None:
    """*dreihundert Millionste*: a number and the ordinal of a scale behind it."""
    value, after = cardinal(text[position:end]), _NEXT.match(text, end)
    rank = ordinal(after[1]) if after and value else None
    if value is None or after is None or rank is None or rank not in lexicon().scales.values() or rank < 1_000_000:
        return None
    return _ordinal(position, after.end(1), product(value, rank))


def _is_eighth(text: str, position: int, end: int) -> bool:
    """*achten* and *achtet* are verbs too: the ordinal has a noun behind or an article before it."""
    after = _NEXT.match(text, end)
    if after is not None and after[1][0].isupper():
        return True
    before, small = word_before(text, position).lower(), function_words()
    return before in small.determiners or before in small.prepositions


def _ranks(text: str, match: re.Match[str]) -> bool:
    """Whether the point behind a number makes it an ordinal and does not end the sentence."""
    if _MINUTE.match(text, match.end()):
        return True
    after = _NEXT.match(text, match.end())
    if after is None:
        return bool(_ONLY.match(text, match.end())) and not word_before(text, match.start())
    before = word_before(text, match.start()).lower()
    if before in months().counting or len(match[1]) > 3:
        return False
    if after[1][0].islower():
        return True
    return after[1].lower() not in sentence_starters()
