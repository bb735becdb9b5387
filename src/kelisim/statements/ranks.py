"""Who is named only to say which rank another has: *China ist nach Russland der zweitgrößte Handelspartner*.

In: a sentence and an actor of it. Out: whether the sentence tells of others, and only counts from this one.
"""

from __future__ import annotations

from kelisim.language.annotations import Actor
from kelisim.language.function_words import function_words
from kelisim.statements.passage import Passage


def is_only_ranked(passage: Passage, actor: Actor) -> bool:
    """Whether another ranks behind or before the actor; the words of the rank stand behind it in its clause."""
    at, small = passage.index_at(actor.start), function_words()
    if at == 0 or not passage.ranks or passage.words[at - 1] not in small.before_ranked:
        return False
    first, last = _row(passage, at)
    if first == 0 or passage.words[first - 1] not in small.ranked_with:
        return False
    behind = last + 1
    if behind >= len(passage.words) or passage.words[behind] == ",":
        return False  # Ausfuhren nach China, dem größten Abnehmer
    return _names_a_rank(passage, behind, passage.clause_at(passage.tokens[behind].start).last)


def _row(passage: Passage, at: int) -> tuple[int, int]:
    """The first and the last word of the row of actors in which one stands: *(nach) China und Russland*."""
    joints, determiners = {",", *function_words().conjunctions}, function_words().determiners
    ends = {passage.index_at(one.start): passage.index_at(one.end - 1) for one in passage.actors}
    row = [(at, ends[at])]
    for start, end in sorted(ends.items()):
        if start > row[-1][1] and {*passage.words[row[-1][1] + 1 : start]} - determiners <= joints:
            row.append((start, end))
    for start, end in sorted(ends.items(), reverse=True):
        if end < row[0][0] and {*passage.words[end + 1 : row[0][0]]} - determiners <= joints:
            row.insert(0, (start, end))
    first = row[0][0]
    return (first - 1 if first > 1 and passage.words[first - 1] in determiners else first), row[-1][1]


def _names_a_rank(passage: Passage, begin: int, end: int) -> bool:
    """Whether somebody is a partner of some rank there: *der zweitgrößte Handelspartner*, *auf Platz zwei*."""
    small, words = function_words(), passage.words
    for at in range(begin, end):
        if words[at] in small.rank_nouns:
            return True
        if any(stem in words[at] for stem in small.rank_stems) and not passage.tokens[at].capital:
            return any(word.endswith(small.ranked_nouns) for word in words[at + 1 : min(at + 4, end)])
    return False
