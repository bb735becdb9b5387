"""German number words: *siebenhunderteinundzwanzigtausend* is 721000, *zweieinhalb* 2.5, *vierten* the fourth.

Words are read by themselves, without their neighbours; `numbers` puts them together. Spelling is folded first
(*dreissig*, *dreißig*; *fuenf*, *fünf*). What is no number word gives None, vague ones (*Tausende*) too.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache, lru_cache

from msgspec import Struct

from kelisim.lexicons import load_table

_FOLD = str.maketrans({"ß": "ss", "ü": "ue", "ö": "oe", "ä": "ae", "ẞ": "ss"})
_HALF = Decimal("0.5")
_LONGEST = 120
_ENDINGS = ("en", "er", "es", "em", "e")


class Forms(Struct, frozen=True, forbid_unknown_fields=True):
    """A list of forms."""

    forms: tuple[str, ...]


class Halves(Struct, frozen=True, forbid_unknown_fields=True):
    """Words with a half in them, and endings that add a half."""

    words: dict[str, Decimal]
    endings: tuple[str, ...]
    adjectives: frozenset[str]


class NumberWords(Struct, frozen=True, forbid_unknown_fields=True):
    """The lexicon of number words, as `lexicons/de/numbers.toml` explains it."""

    small: dict[str, int]
    tens: dict[str, int]
    ordinals: dict[str, int]
    scales: dict[str, int]
    articles: Forms
    vague: Forms
    halves: Halves
    glued_parts: dict[str, Decimal]
    ordinal_adverbs: dict[str, int]
    fractions: dict[str, int]


@cache
def lexicon() -> NumberWords:
    """The number words of the lexicon, read once."""
    return load_table("de/numbers.toml", NumberWords)


def fold(word: str) -> str:
    """One spelling for *dreißig* and *dreissig*, *Fünf* and *fuenf*."""
    return word.lower().translate(_FOLD)


@lru_cache(maxsize=16384)
def cardinal(word: str) -> Decimal | None:
    """The value of a number in one word, *einhundertdrei* or *zweieinhalb*; None if the word is none."""
    if len(word) > _LONGEST:
        return None
    folded = fold(word)
    whole = _whole(folded)
    return Decimal(whole) if whole is not None else _with_half(folded)


@lru_cache(maxsize=16384)
def ordinal(word: str) -> int | None:
    """The value of an ordinal, *vierten* or *siebenundzwanzigster*; None if the word is none."""
    if len(word) > _LONGEST:
        return None
    folded = fold(word)
    for ending in _ENDINGS:
        if folded.endswith(ending):
            return ordinal_stem(folded[: -len(ending)])
    return None


@lru_cache(maxsize=4096)
def ordinal_stem(stem: str) -> int | None:
    """The value of an ordinal without its ending (*viert*, *einunddreissigst*)."""
    known = lexicon().ordinals.get(stem)
    if known is not None:
        return known
    for split in ("tausend", "hundert"):
        head, found, tail = stem.rpartition(split)
        if found and tail in ("st", ""):
            break
        if found:
            before, after = _whole(head + split), ordinal_stem(tail.removeprefix("und"))
            return None if before is None or after is None else before + after
    if stem.endswith("st"):
        value = _whole(stem[:-2])
        return value if value is not None and value >= 20 else _ordinal_scale(stem)
    value = _whole(stem[:-1]) if stem.endswith("t") else None
    return value if value is not None and 3 < value < 20 else None


@lru_cache(maxsize=4096)
def fraction_part(word: str) -> int | None:
    """The denominator that a word names: 3 for *Drittel*, 20 for *Zwanzigsteln*; None if it names none."""
    folded = fold(word)
    stem = folded[:-1] if folded.endswith(("teln", "tels")) else folded
    known = lexicon().fractions.get(stem)
    if known is not None:
        return known
    if not stem.endswith("tel") or stem == "tel":
        return None
    value = _whole(stem.removesuffix("stel")) if stem.endswith("stel") else None
    if value is not None and value >= 20:
        return value
    value = _whole(stem.removesuffix("tel"))
    return value if value is not None and 3 < value < 20 else None


def _ordinal_scale(stem: str) -> int | None:
    for suffix in ("st", "nst"):
        for name in (stem.removesuffix(suffix), stem.removesuffix(suffix) + "e"):
            value = lexicon().scales.get(name.capitalize())
            if value is not None and value >= 1_000_000:
                return value
    return None


def _with_half(folded: str) -> Decimal | None:
    known = lexicon().halves.words.get(folded)
    if known is not None:
        return known
    for ending in lexicon().halves.endings:
        if folded.endswith(ending):
            whole = _whole(folded.removesuffix(ending))
            return None if whole is None else whole + _HALF
    return None


@lru_cache(maxsize=16384)
def _whole(folded: str) -> int | None:
    words = lexicon()
    if folded in words.small:
        return words.small[folded]
    if folded in words.tens:
        return words.tens[folded]
    for name, value, limit in (("tausend", 1000, 1000), ("hundert", 100, 100)):
        head, found, tail = folded.partition(name)
        if found:
            return None if tail == "und" else _sum(head, tail.removeprefix("und"), value, limit)
    ones, _, tens = folded.rpartition("und")
    if tens in words.tens and 0 < words.small.get(ones, 0) < 10:
        return words.small[ones] + words.tens[tens]
    return None


def _sum(head: str, tail: str, scale: int, limit: int) -> int | None:
    before = _whole(head) if head else 1
    after = _whole(tail) if tail else 0
    if before is None or after is None or not 0 < before < limit or after >= scale:
        return None
    return before * scale + after
