"""Places: where an undertaking is to stand or happen, from its phrase, then from its clause.

*«Bau eines Solarkraftwerks in der Region Issyk-Kul»* stands in *Region Issyk-Kul*; of a paper no place is given, for
where it was signed says nothing of where it works.
"""

from __future__ import annotations

from collections.abc import Iterator

from kelisim.language.function_words import function_words
from kelisim.language.noun_phrases import is_adjective
from kelisim.model import Span
from kelisim.statements.passage import Passage
from kelisim.statements.scenes import Found
from kelisim.statements.stage_words import stage_words

_TOWARDS = ("nach",)


def place(found: Found) -> Span | None:
    """The words of the place, without preposition and article; None where the text names none."""
    mention = found.mention
    if found.kind in ("agreement", "programme"):
        return None
    inside = next(_local(found.passage, mention.index, mention.last + 3, found.kind), None) or _named_after_in(found)
    if inside is not None:
        return inside
    return next(_local(found.passage, *_around(found), found.kind), None)


def _named_after_in(found: Found) -> Span | None:
    """A town that no list knows, in the phrase itself: *ein Industriegebiet in Meghri*."""
    passage, words = found.passage, stage_words().words
    for at in range(found.mention.index + 1, found.mention.last):
        token = passage.tokens[at + 1]
        if passage.words[at] not in words.towns_after or not token.capital or passage.senses[at + 1]:
            continue
        if not passage.words[at + 1].endswith(tuple(words.no_town)):
            return Span(token.start, token.end)
    return None


def _around(found: Found) -> tuple[int, int]:
    """The part of the clause around the thing that no comma cuts off."""
    words, clause = found.passage.words, found.mention.clause
    first, last = found.mention.first, found.mention.last
    while first > clause.first and words[first - 1] not in (",", ";", ":"):
        first -= 1
    while last + 1 < clause.last and words[last + 1] not in (",", ";", ":"):
        last += 1
    return first, last + 1


def _local(passage: Passage, first: int, last: int, kind: str) -> Iterator[Span]:
    """Local prepositional groups between two tokens."""
    words = stage_words().words
    prepositions = {*words.local, *words.local_more}
    for index in range(first, min(last, len(passage.words) - 1)):
        if passage.words[index] not in prepositions:
            continue
        if passage.words[index] in _TOWARDS and kind not in ("supply", "project"):
            continue
        span = _group(passage, index + 1)
        if span is not None:
            yield span


def _group(passage: Passage, at: int) -> Span | None:
    """The place that a preposition leads to, if it is one: an actor of a place or a noun such as *Region*."""
    small, words = function_words(), stage_words().words
    while at < len(passage.words) and passage.words[at] in small.determiners:
        at += 1
    first = at
    while at < len(passage.words) and is_adjective(passage.tokens, passage.senses, at):
        at += 1
    if at >= len(passage.words):
        return None
    actor = next((a for a in passage.actors if a.start <= passage.tokens[at].start < a.end), None)
    if actor is not None and actor.kind in ("place", "capital", "country"):
        return actor.span
    if passage.words[at] in words.grounds and (named := _genitive_place(passage, at + 1)):
        return named
    if passage.words[at] in words.local_nouns:
        last = _with_name(passage, at)
        return None if last == at and passage.words[at] in words.grounds else passage.span_between(first, last)
    return None


def _genitive_place(passage: Passage, at: int) -> Span | None:
    """The place behind its ground: *durch den Grund des Kaspischen Meeres*."""
    while at < len(passage.words) and passage.words[at] in function_words().determiners:
        at += 1
    if at >= len(passage.words):
        return None
    start = passage.tokens[at].start
    actor = next((a for a in passage.actors if a.start == start and a.kind in ("place", "capital", "country")), None)
    return actor.span if actor else None


def _with_name(passage: Passage, at: int) -> int:
    """The last token of the name behind *Region*, *Provinz*, *Hauptstädten*: capitals and genitives."""
    small = function_words()
    last = at
    for index in range(at + 1, min(at + 5, len(passage.words))):
        if passage.tokens[index].capital:
            last = index
        elif passage.words[index] not in small.determiners:
            break
    return last
