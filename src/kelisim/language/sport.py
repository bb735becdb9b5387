"""Sport: texts in which teams and athletes of states meet, and nothing goes on between the states.

In: a text as it came. Out: yes or no. *«Vier Tore von Ferriero – Linz unterlag Turku»* names two states and is about
neither trade nor a visit.
"""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache

from msgspec import Struct

from kelisim.language.currencies import nouns as money
from kelisim.language.word_classes import CLASSES, WordClass
from kelisim.language.words import senses
from kelisim.lexicons import load_table

_FEWEST = 3  # different words of sport
_SHORTEST_LINE = 90  # characters of running text: the menu of a page names kinds of sport, too
_WORDS_A_WORD = 100  # words of the running text that one of them may stand for
_NOUN = re.compile(r"[A-ZÄÖÜ]\w+")
_WORD = re.compile(r"\w+")
_TRADE = ("flow", "relation")
_MADE = ("project", "supply", "programme")


class _Sport(Struct, frozen=True, forbid_unknown_fields=True):
    words: frozenset[str]
    dealing: frozenset[str]


@cache
def _sport() -> _Sport:
    return load_table("de/sport.toml", _Sport)


def sport_words() -> frozenset[str]:
    """Words of sport in lower case."""
    return _sport().words


@cache
def _nouns() -> frozenset[str]:
    return frozenset(map(str.capitalize, sport_words()))


@cache
def _pieces() -> frozenset[str]:
    """The words as they stand between blanks."""
    return frozenset(noun + mark for noun in _nouns() for mark in ("", ".", ","))


def may_be_about_sport(pieces: Set[str]) -> bool:
    """Whether a text of these pieces between blanks may be about sport; few texts are asked more than this."""
    return len(_pieces() & pieces) >= _FEWEST


def is_about_sport(text: str) -> bool:
    """Whether the running text has words of sport throughout, and the text no office of state and nothing of a deal.

    A deal is told by trade, a paper, money, goods that are supplied, a project, or that somebody delivers or invests.
    """
    if not may_be_about_sport(set(text.split(" "))):
        return False
    nouns: set[str] = set()
    told: list[str] = []
    words = 0
    for line in text.split("\n"):
        found = _NOUN.findall(line)
        nouns.update(found)
        if len(line) >= _SHORTEST_LINE:
            words += line.count(" ")
            told += [noun for noun in found if noun in _nouns()]
    if len(set(told)) < _FEWEST or len(told) * _WORDS_A_WORD < words:
        return False
    if any(_is_of_state(CLASSES[noun]) for noun in nouns) or any(map(_is_dealing, nouns)):
        return False
    return not any(map(_deals, set(_WORD.findall(text))))


def _is_of_state(cls: WordClass | None) -> bool:
    """Whether a word is an office or the surname of one holder alone."""
    return cls is not None and (cls.office == "office" or (len(cls.known) == 1 and not cls.known[0].weak))


def _is_dealing(word: str) -> bool:
    """Whether a noun tells trade, money, what is built or supplied, or a paper: players have mere contracts, too."""
    if word in money():
        return True
    said = senses(word)
    thing = said.thing if said.thing is not None and said.thing.weight == "strong" else None
    paper = thing is not None and thing.kind == "agreement" and thing.instrument != "contract"
    trade = said.indicator is not None and said.indicator.use in _TRADE
    return trade or paper or (thing is not None and thing.kind in _MADE)


def _deals(word: str) -> bool:
    """Whether a verb says that somebody delivers or invests."""
    known = _sport().dealing
    return any(verb.lemma in known for verb in senses(word).verbs)
