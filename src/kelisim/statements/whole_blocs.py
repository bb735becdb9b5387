"""A bloc that acts as a whole with another party, where its member is but the host: *EU und Zentralasien in Astana*.

In: the sentences of a text and the two parties it names most. Out: the parties, a host changed for its bloc.
"""

from __future__ import annotations

from collections.abc import Sequence

from kelisim.language.annotations import Actor
from kelisim.language.blocs import bloc_members, related
from kelisim.language.function_words import function_words
from kelisim.statements.passage import Passage
from kelisim.statements.rows import longest_row

_FIRST = 3  # sentences, the headline among them, that say who has to do with whom
_NAMING = ("bloc", "demonym", "country")
_TOWNS = ("capital", "place")
_LED = 3  # tokens from *in* to a town: *in der usbekischen Hauptstadt*
_PAIR = 2


def with_whole_blocs(passages: Sequence[Passage], chosen: list[str]) -> list[str]:
    """The pair, with the bloc in place of its member where the bloc as a whole has to do with the other party."""
    if len(chosen) != _PAIR:
        return chosen
    for member, other in (chosen, chosen[::-1]):
        for bloc, members in bloc_members().items() if _hosts(passages, member) else ():
            two = member in members and bloc != other and not related(bloc, other)
            if two and _acts(passages, bloc, other):
                return [other, bloc]
    return chosen


def _hosts(passages: Sequence[Passage], member: str) -> bool:
    """Whether the first sentences tell of something in a town of the member: *im usbekischen Samarkand*."""
    towns = (
        (p, p.index_at(a.start)) for p in passages[:_FIRST] for a in p.actors if a.kind in _TOWNS and member in a.codes
    )
    return any(function_words().within & {*passage.words[max(0, at - _LED) : at]} for passage, at in towns)


def _acts(passages: Sequence[Passage], bloc: str, other: str) -> bool:
    """Whether the first sentences tell of a bloc as a whole and of the other party together."""
    for passage in passages[:_FIRST]:
        ours = [a for a in passage.actors if bloc in a.codes and a.kind in _NAMING and not _is_to_come(passage, a)]
        if ours and any(other in actor.codes for actor in passage.actors):
            row = longest_row(passage, passage.actors)
            joined = any(actor in row for actor in ours) and any(other in actor.codes for actor in row)
            if joined or any(_is_whole(passage, actor) for actor in ours):
                return True
    return False


def _is_to_come(passage: Passage, actor: Actor) -> bool:
    """Whether it is only planned: *2025 soll der erste Gipfel zwischen Zentralasien und Korea stattfinden*."""
    clause = passage.clause_at(actor.start)
    return clause.planned or any(passage.senses[at].modal for at in range(clause.first, clause.last))


def _is_whole(passage: Passage, actor: Actor) -> bool:
    """Whether all of a bloc are meant: *die Präsidenten Zentralasiens*, *mit ASEAN*, *zentralasiatische Staaten*."""
    words, small = passage.words, function_words()
    at, behind = passage.index_at(actor.start), passage.index_at(actor.end - 1) + 1
    while at > 1 and words[at - 1] in small.determiners:
        at -= 1
    led = words[at - 1] in small.states | small.leaders | small.accompanied if at else False
    return led or (actor.kind == "demonym" and words[behind : behind + 1] != () and words[behind] in small.states)
