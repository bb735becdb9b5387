"""Parties that a clause joins to others: who builds a line through two states, colleagues who sign with one.

In: what was found and its sentence. Out: the three or more actors, none where the clause does not say so. *«China
finanziert die Bahn zwischen Serbien und Ungarn»* has all three, *«der Premier Chinas und seine Amtskollegen aus Serbien
und Ungarn»* too.
"""

from __future__ import annotations

from collections.abc import Sequence

from kelisim.language.annotations import Actor
from kelisim.language.function_words import function_words
from kelisim.statements.passage import Passage
from kelisim.statements.rows import longest_row
from kelisim.statements.scenes import Found
from kelisim.statements.stage_words import stage_words

_PAIR = 2  # states
_NEAR = 2  # tokens
_ACTING = ("country", "demonym", "person", "office")


def builder_and_line(found: Found, along: Sequence[Actor], subjects: Sequence[Actor]) -> list[Actor]:
    """Who builds or pays, with the two states that the line joins: *China finanziert die Bahn zwischen … und …*."""
    if found.kind not in ("project", "institution") or len(_codes(along)) != _PAIR:
        return []
    others = [actor for actor in subjects if not set(actor.codes) & _codes(along)]
    joins = function_words().between.isdisjoint(found.mention.words)
    return [] if joins or len(_codes(others)) != 1 else [*others, *along]


def with_colleagues(found: Found, passage: Passage) -> list[Actor]:
    """Who signs, with the colleagues from two or more states: *und seine Amtskollegen aus Serbien und Ungarn*."""
    clause = found.mention.clause
    words, known = passage.words[clause.first : clause.last], stage_words().words.colleagues
    if found.kind != "agreement" or known.isdisjoint(words):
        return []
    here = passage.actors_in(passage.span_of(clause))
    row = longest_row(passage, [actor for actor in here if actor.kind == "country" and actor.codes])
    at = passage.index_at(row[0].start) if len(_codes(row)) >= _PAIR else 0
    if not at or known.isdisjoint(passage.words[max(0, at - _NEAR) : at]):
        return []
    acting = [actor for actor in here if actor.kind in _ACTING and actor.codes and actor.end <= row[0].start]
    others = [actor for actor in acting if not found.head.covers(actor.span) and not set(actor.codes) & _codes(row)]
    return [*others, *row] if len(_codes(others)) == 1 else []


def _codes(actors: Sequence[Actor]) -> set[str]:
    return {code for actor in actors for code in actor.codes}
