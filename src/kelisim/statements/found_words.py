"""The nouns of what was found: by them two phrases are compared.

In: a thing that a rule has found. Out: its noun, what stands in front of it in a compound, the end of the word.
*Migrationspakt* is a *Pakt* with *Migrations* in front.
"""

from __future__ import annotations

from kelisim.language.words import senses
from kelisim.once import asked_once
from kelisim.statements.scenes import Found
from kelisim.statements.stage_words import stage_words

_SHORTEST_NOUN = 3
_PROJECTS = ("project", "institution", "programme")


def same_family(one: str, other: str) -> bool:
    """Whether two kinds are told of the same things."""
    return one == other or (one in _PROJECTS and other in _PROJECTS)


def noun_of(item: Found) -> str:
    """The lexicon's noun, else the word as it stands: *Kraftwerk* of *Wasserkraftwerks*."""
    mention = item.mention
    return mention.thing.lemma if mention.thing else mention.passage.words[mention.index]


@asked_once
def front_of(item: Found) -> str:
    """What stands in front of the plain noun in a compound: *Migrations* of *Migrationspakt*."""
    word = item.passage.tokens[item.mention.index].word.lower()
    for cut in range(len(word) - _SHORTEST_NOUN, _SHORTEST_NOUN, -1):
        thing = senses(word[cut:].capitalize()).thing
        if thing is not None and same_family(thing.kind, item.kind):
            front = word[:cut].rstrip("-")
            return "" if front in stage_words().words.plain_fronts else front
    return ""


def has_same_noun(one: Found, other: Found) -> bool:
    """Whether one noun is the other or a compound of it: *Zehnjahresprogramm*, *Programm*."""
    mine, yours = noun_of(one).lower(), noun_of(other).lower()
    return mine.endswith(yours) or yours.endswith(mine)


def nouns_of(item: Found) -> list[str]:
    """The nouns of the phrase, units too: *10.000 Megawatt Strom*."""
    tokens = item.passage.tokens[item.mention.first : item.mention.last + 1]
    return [token.word.lower() for token in tokens if token.capital]


def alike(mine: frozenset[str], yours: frozenset[str]) -> float:
    """How much of the shorter wording the other one has too: 1 where all of it, 0 where none."""
    return len(mine & yours) / min(len(mine), len(yours)) if mine and yours else 0.0
