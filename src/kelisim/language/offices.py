"""Office words: *Außenminister*, *Bundesbankpräsidentin*, *Staatschefs*, *Amtskollege*, *Sprecherin*."""

from __future__ import annotations

from functools import cache
from typing import Literal

from msgspec import Struct

from kelisim.lexicons import load_table

OfficeKind = Literal["office", "counterpart", "speaker"]


class Offices(Struct, frozen=True, forbid_unknown_fields=True):
    """The lexicon of offices; its file says what each list holds."""

    heads: frozenset[str]
    exact: frozenset[str]
    counterparts: frozenset[str]
    speakers: frozenset[str]
    speaker_heads: frozenset[str]
    titles: frozenset[str]
    honorifics: tuple[str, ...]
    not_offices: frozenset[str]
    plural_endings: frozenset[str]
    either_endings: frozenset[str]
    plural_articles: frozenset[str]
    singular_articles: frozenset[str]
    means: dict[str, list[str]]
    national: dict[str, str]
    ranks: tuple[str, ...]
    nominatives: dict[str, str]


@cache
def offices() -> Offices:
    """The lexicon, loaded once."""
    return load_table("de/offices.toml", Offices)


@cache
def _lengths() -> tuple[int, ...]:
    lexicon = offices()
    words = lexicon.heads | lexicon.counterparts | lexicon.speaker_heads
    return tuple(sorted({len(word) for word in words}, reverse=True))


def office_kind(word: str) -> OfficeKind | None:
    """What a capitalised word says of the person it stands before; None if it is no office.

    *Vizepremier* -> office, *Amtskollegen* -> counterpart, *Regierungssprecherin* -> office, *Analyst* -> speaker.
    """
    lexicon = offices()
    if word in lexicon.not_offices:
        return None
    if word in lexicon.exact:
        return "office"
    if word in lexicon.speakers:
        return "speaker"
    lower = word.lower()
    for length in _lengths():
        tail = lower[-length:]
        if tail in lexicon.heads:
            return "office"
        if tail in lexicon.counterparts:
            return "counterpart"
        if tail in lexicon.speaker_heads:
            return "speaker"
    return None


def national_code(word: str) -> str | None:
    """The country that an office's own word names: *Bundeskanzlerin* -> DE, *Kremlchef* -> RU."""
    return offices().national.get(word.lower().replace("-", ""))


def is_plural(word: str, article: str) -> bool:
    """Whether an office word means several people, by its ending and the word before the phrase.

    *die Präsidenten*, *die Außenminister*, *Regierungschefs*; not *dem Präsidenten*, *des Staatschefs*, *Minister*.
    """
    lexicon, lower = offices(), word.lower()
    if article.lower() in lexicon.singular_articles:
        return False
    if lower.endswith(tuple(lexicon.plural_endings)):
        return True
    return lower.endswith(tuple(lexicon.either_endings)) and article.lower() in lexicon.plural_articles


@cache
def _longest_first() -> tuple[tuple[str, str], ...]:
    """The endings of offices with what they become, sorted once."""
    return tuple(sorted(offices().nominatives.items(), key=lambda pair: len(pair[0]), reverse=True))


def nominative(role: str) -> str:
    """An office in the nominative singular: *Regierungschefs* -> Regierungschef, *Präsidenten* -> Präsident."""
    rank, _, rest = role.rpartition(" ")
    if rank.lower().startswith(offices().ranks):
        office = nominative(rest)
        return f"{rank[: len(offices().ranks[0])]}{'e' if office.endswith('in') else 'er'} {office}"
    lower = role.lower()
    for ending, plain in _longest_first():
        if lower.endswith(ending):
            whole = role[: len(role) - len(ending)] + plain
            return role[0] + whole[1:]
    return role


def may_mean(office: str, word: str) -> bool:
    """Whether a printed office can be an office of the lexicon of persons: *Regierungschef* and prime minister."""
    lower = word.lower()
    names = offices().means
    keys = [key for key in names if key in office]
    keys = [key for key in keys if not any(key != other and key in other for other in keys)]  # not secretary-general
    return any(part in lower for key in keys for part in names[key]) if keys else True
