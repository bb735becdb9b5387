"""Words that the names of bodies are made of: *Ministerium*, *GmbH*, *Nationaluniversität*, *KazTransOil*."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from msgspec import Struct

from kelisim.lexicons import load_table

BodyRole = Literal["ministry", "introducer", "head", "legal", "voice", "camel"]
_STEM_FROM = 4  # letters before the last part: Staatsrat is a Rat, Murat is none
_CAMEL = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{2,}(?:[A-Z][a-zäöüß]{2,})+|[A-Z][a-z]+(?:[A-Z]{2,}|[A-Z][a-z]+[A-Z]+)")


class Bodies(Struct, frozen=True, forbid_unknown_fields=True):
    """The lexicon of body words; its file says what each list holds."""

    heads: frozenset[str]
    ministries: frozenset[str]
    introducers: frozenset[str]
    firms: frozenset[str]
    legal_forms: frozenset[str]
    voices: frozenset[str]


@cache
def bodies() -> Bodies:
    """The lexicon, loaded once."""
    return load_table("de/bodies.toml", Bodies)


@cache
def _tails() -> tuple[dict[str, BodyRole], tuple[int, ...]]:
    """The last parts by their letters, and how long they can be, the longest first."""
    lexicon = bodies()
    tails: dict[str, BodyRole] = dict.fromkeys(lexicon.heads, "head")
    tails.update(dict.fromkeys(lexicon.introducers, "introducer"))
    tails.update(dict.fromkeys(lexicon.voices, "voice"))
    tails.update(dict.fromkeys(lexicon.ministries, "ministry"))
    return tails, tuple(sorted({len(tail) for tail in tails}, reverse=True))


def body_role(word: str) -> BodyRole | None:
    """What a capitalised word does in the name of a body: *Handelsministerium* -> ministry, *GmbH* -> legal."""
    if word in bodies().legal_forms:
        return "legal"
    lower = word.lower()
    tails, lengths = _tails()
    for length in lengths:
        stem = len(lower) - length
        if (stem == 0 or stem >= _STEM_FROM) and lower[stem:] in tails:
            return tails[lower[stem:]]
    return "camel" if len(word) > 6 and _CAMEL.fullmatch(word) else None


def is_legal_form(word: str) -> bool:
    """Whether a word says what a firm is in law: *GmbH*, *Holding*."""
    return word in bodies().legal_forms


def introduces(word: str) -> bool:
    """Whether a name in quotation marks behind the word is a body's: *Aktiengesellschaften*, *Industriezentrum*."""
    lower = word.lower()
    return any(lower.endswith(tail) for tail in bodies().introducers)
