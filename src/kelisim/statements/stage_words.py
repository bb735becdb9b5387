"""Wordings around undertakings, read once from `lexicons/de/stage_phrases.toml`; that file says what each list holds."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from kelisim.lexicons import load_table
from kelisim.model import Stage


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """Closed lists of single words."""

    transparent: frozenset[str]
    foreign: frozenset[str]
    general: frozenset[str]
    demonstratives: frozenset[str]
    definite: frozenset[str]
    genitives: frozenset[str]
    subject_verbs: frozenset[str]
    listing: frozenset[str]
    holding: frozenset[str]
    later: frozenset[str]
    existing: frozenset[str]
    frames: frozenset[str]
    local: frozenset[str]
    local_nouns: frozenset[str]
    worth: frozenset[str]
    vague: frozenset[str]
    not_yet: frozenset[str]
    item_pronouns: frozenset[str]
    item_others: frozenset[str]
    item_topics: frozenset[str]
    local_more: frozenset[str]
    colourless: frozenset[str]


class StageWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases with the stage they report, and the prepositions through which verbs and phrases take a thing."""

    phrases: dict[str, Stage]
    takes: dict[str, frozenset[str]]
    words: Words


@cache
def stage_words() -> StageWords:
    """The wordings, read once."""
    return load_table("de/stage_phrases.toml", StageWords)
