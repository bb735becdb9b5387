"""Whether those who act in a clause do so for all states of the text, though none is named there.

*Vertreter beider Länder*, *beide Seiten*, *die Minister der drei Staaten*, *das Papier haben sie unterzeichnet*.
"""

from __future__ import annotations

from kelisim.language.clauses import Clause
from kelisim.language.function_words import function_words
from kelisim.model import Span
from kelisim.statements.encounter_words import encounter_words
from kelisim.statements.governors import of
from kelisim.statements.passage import Passage

_THREE = 3
_THEY = ("sie",)


def acts_for_all(passage: Passage, clause: Clause) -> Span | None:
    """The words by which the subject of a clause means two or three states named before; None where it does not."""
    for actor in passage.actors_of(clause):
        if actor.kind == "pair" and passage.tokens[passage.index_at(actor.end - 1)].capital:
            found = of(passage, actor)
            noun = passage.words[found.noun] if found.noun is not None else ""
            if not found.preposition and (not noun or _stands_for_states(noun)):
                return actor.span
    return _of_three(passage, clause) or _they(passage, clause)


def _stands_for_states(noun: str) -> bool:
    known = encounter_words()
    return noun in known.representatives or noun in function_words().leaders


def _of_three(passage: Passage, clause: Clause) -> Span | None:
    """*Vertreter der drei Länder*, *die drei Staaten*."""
    small, words = function_words(), passage.words
    for at in range(clause.first + 1, clause.last - 1):
        if words[at] not in small.three or words[at + 1] not in small.states:
            continue
        first = at - 1 if words[at - 1] in small.determiners else at
        led = first > clause.first and _stands_for_states(words[first - 1])
        opens = led or first == clause.first or words[first - 1] in small.have
        if opens and (first < _THREE or words[first - 2] not in small.prepositions):
            return passage.span_between(at, at + 1)
    return None


def _they(passage: Passage, clause: Clause) -> Span | None:
    """*setzten sie in Kampala ihre Unterschriften darunter*, *haben sie am Freitag unterzeichnet*: more than one."""
    words = passage.words
    for at in range(clause.first + 1, clause.last):
        if words[at] in _THEY and _is_plural(passage, clause, at - 1):
            return passage.span_between(at, at)
    opens = words[clause.first] in _THEY and clause.first + 1 < clause.last
    return (
        passage.span_between(clause.first, clause.first)
        if opens and _is_plural(passage, clause, clause.first + 1)
        else None
    )


def _is_plural(passage: Passage, clause: Clause, at: int) -> bool:
    """Whether a verb in the plural stands at a place: *haben*, *unterzeichneten*, *setzten* (ihre Unterschriften)."""
    word = passage.words[at]
    if word in function_words().have:
        return word.endswith("en")
    signatures = not encounter_words().signatures.isdisjoint(passage.words_of(clause))
    return word.endswith("ten") and (signatures or any(verb.index == at for verb in clause.verbs))
