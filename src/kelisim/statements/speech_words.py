"""The words of speech, loaded once."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from kelisim.lexicons import load_table


class SpeechWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Word lists of `lexicons/de/speech.toml`, in lower case; the file says what each holds."""

    before: frozenset[str]
    behind: frozenset[str]
    sources: frozenset[str]
    nobody: frozenset[str]
    announcing: frozenset[str]
    holding: frozenset[str]
    held_for: frozenset[str]
    told_before: frozenset[str]
    taking_up: frozenset[str]
    he: frozenset[str]
    his: frozenset[str]
    own: frozenset[str]
    no_speaker: frozenset[str]
    called: frozenset[str]
    subjunctive: frozenset[str]
    generic: frozenset[str]
    same_subject: frozenset[str]
    genitives: frozenset[str]
    joined_by: frozenset[str]
    within_attributes: frozenset[str]
    passed_over: frozenset[str]
    alone: frozenset[str]
    from_whom: frozenset[str]
    by_whom: frozenset[str]
    within_source: frozenset[str]
    before_verb: frozenset[str]
    depending: frozenset[str]
    joining_clauses: frozenset[str]
    before_so: frozenset[str]


@cache
def speech_words() -> SpeechWords:
    """The word lists, read once."""
    return load_table("de/speech.toml", SpeechWords)
