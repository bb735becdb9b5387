"""Rows of actors: who is named in one enumeration (*Chinas, Kirgisistans und Usbekistans*)."""

from __future__ import annotations

from collections.abc import Sequence

from kelisim.language.annotations import Actor
from kelisim.language.function_words import function_words
from kelisim.statements.passage import Passage


def _without_marks(words: str) -> str:
    return words.replace(",", " ").replace("(", " ").replace(")", " ")


def longest_row(passage: Passage, actors: Sequence[Actor]) -> list[Actor]:
    """The longest run of actors that only commas, *und* or *sowie* keep apart."""
    best: list[Actor] = []
    row: list[Actor] = []
    small = function_words()
    for actor in actors:
        between = _without_marks(passage.text[row[-1].end : actor.start]).split() if row else []
        joined = bool(row) and len(between) <= 2
        bare = bool(between) and between == passage.text[row[-1].end : actor.start].split()
        joined = joined and not (bare and small.determiners.issuperset(between))  # verärgerte Peru die USA
        for word in between if joined else ():
            joined = joined and (word in small.conjunctions or word in small.determiners or word in small.along)
        row = [*row, actor] if joined else [actor]
        best = max(best, row, key=len)
    return best
