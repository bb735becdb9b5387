"""What is said of a thing, however it is said: the stage it has reached and the words that say so.

In: what the readers of participles, verbs, wordings and acts find. Out: one shape for all of them.
"""

from __future__ import annotations

from msgspec import Struct

from kelisim.model import Span, Stage


class Cue(Struct, frozen=True, kw_only=True):
    """What is said of a thing: ``how`` is participle, verb, phrase, act; ``grounds`` the words; ``lemma`` the verb."""

    stage: Stage
    how: str
    grounds: tuple[Span, ...]
    lemma: str = ""
    senses: frozenset[str] = frozenset()
    weak: bool = False
    modal: bool = False
    talk: bool = False
