"""Wordings for the pair of states a text is about: *beide Länder*, *die Seiten*, *bilateral*, *gegenseitig*."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from msgspec import Struct

from kelisim.language.annotations import Actor
from kelisim.lexicons import load_table

PairRole = Literal["both", "party", "adjective"]
_ENDINGS = ("en", "er", "es", "em", "e")


class Pairs(Struct, frozen=True, forbid_unknown_fields=True):
    """The lexicon of pair wordings; its file says what each list holds."""

    both: frozenset[str]
    definite: frozenset[str]
    parties: frozenset[str]
    alone: frozenset[str]
    other: frozenset[str]
    united: str
    neighbour: frozenset[str]
    one: frozenset[str]
    adjectives: frozenset[str]
    adverbs: frozenset[str]


@cache
def pairs() -> Pairs:
    """The lexicon, loaded once."""
    return load_table("de/pairs.toml", Pairs)


def pair_role(word: str) -> PairRole | None:
    """What part of a pair wording the word can be: *beider* -> both, *Seiten* -> party, *bilateralen* -> adjective."""
    lexicon = pairs()
    lower = word.lower()
    if lower in lexicon.both:
        return "both"
    if word in lexicon.parties:
        return "party"
    if lower in lexicon.adverbs:
        return "adjective"
    if not lower.endswith(_ENDINGS):
        return None
    stems = (lower[: -len(ending)] for ending in _ENDINGS if lower.endswith(ending))
    return "adjective" if any(stem in lexicon.adjectives for stem in stems) else None


def means_the_other(words: Sequence[str], at: int) -> bool:
    """Whether a word, in lower case, means the other state of a pair: *in das Nachbarland*, *an den Nachbarn*."""
    lexicon = pairs()
    if words[at] in lexicon.other:
        return at == 0 or not words[at - 1].startswith(lexicon.united)  # but: das Vereinigte Königreich
    return words[at] in lexicon.neighbour and at > 0 and words[at - 1] in lexicon.one


# What says whose sides they are: a genitive, "von" or a bracket behind the noun.
_WHOSE = re.compile(
    r"\s+(?:des|der|eines|einer|dieser|dieses|aller|von|im|in|mit|am|aus)\b|\s+[A-ZÄÖÜ][\w-]+s\b|\s*[(]|-"
)
_REACH = 70


@cache
def _before() -> re.Pattern[str]:
    lexicon = pairs()
    both, definite = "|".join(sorted(lexicon.both)), "|".join(sorted(lexicon.definite))
    return re.compile(rf"(?<!\w)(?:(?i:({both}))\s+(?:[a-zäöüß]+\s+){{0,3}}|(?i:({definite}))\s+)$")


def pair_at(text: str, start: int, end: int) -> Actor | None:
    """The pair wording whose noun is ``text[start:end]``, or None.

    *zwischen den beiden befreundeten Staaten* -> *beiden befreundeten Staaten*; *die Seiten* -> itself; *die Seiten
    des Buches*, *die anderen Länder* -> None.
    """
    noun = text[start:end]
    low = max(0, start - _REACH)
    match = _before().search(text[low:start])
    if match is None:
        return None
    if match.group(1):
        return _pair(text, low + match.start(1), end)
    if noun in pairs().alone and not _WHOSE.match(text, end):
        return _pair(text, low + match.start(2), end)
    return None


def adjective_pair(text: str, start: int, end: int) -> Actor:
    """The pair wording of one word: *bilateralen*, *gegenseitigen*."""
    return _pair(text, start, end)


def _pair(text: str, start: int, end: int) -> Actor:
    return Actor(start=start, end=end, kind="pair", name=text[start:end], key="pair")
