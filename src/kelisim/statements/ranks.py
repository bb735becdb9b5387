"""Who is named only to say which rank another has: *China ist nach Russland der zweitgrößte Handelspartner*.

In: the words and actors of a sentence. Out: where those begin of whom the sentence does not tell, but counts from.
"""

from __future__ import annotations

from collections.abc import Sequence

from kelisim.language.clauses import Clause
from kelisim.language.function_words import function_words
from kelisim.statements.figure_words import figure_words
from kelisim.text.tokens import Token

Row = tuple[int, int]


def only_ranked(
    tokens: Sequence[Token], words: Sequence[str], actors: Sequence[Row], clauses: Sequence[Clause]
) -> frozenset[int]:
    """The first words of the actors behind or before which another ranks.

    ``actors`` are the first and the last word of each, in their order; the words of the rank stand behind a row of
    them in its clause.
    """
    small, found = function_words(), set()
    for row in _rows(words, actors):
        first, behind = row[0][0], row[-1][1] + 1
        while first > 1 and words[first - 1] in small.determiners:
            first -= 1
        if first == 0 or words[first - 1] not in small.ranked_with or behind >= len(words):
            continue
        if words[behind] == "," or words[behind] in small.comparing:
            continue  # Ausfuhren nach China, dem größten Abnehmer; als größtem Abnehmer
        if words[first - 1] in figure_words().bound_for and first > 1 and tokens[first - 2].capital:
            continue  # die Ausfuhren nach Chile liegen an zweiter Stelle
        end = next((one.last for one in clauses if one.holds(behind)), len(words))
        if _names_a_rank(tokens, words, range(behind, end)):
            found |= {start for start, _ in row}
    return frozenset(found)


def tells_a_rank(lower: str) -> bool:
    """Whether the letters of a word of rank stand in a sentence, given in lower case."""
    small = function_words()
    return any(word in lower for word in small.rank_nouns) or any(stem in lower for stem in small.rank_stems)


def may_rank(words: Sequence[str]) -> bool:
    """Whether a sentence has a word of rank at all, and one that leads to whom another ranks with."""
    small = function_words()
    if small.ranked_with.isdisjoint(words):
        return False
    return not small.rank_nouns.isdisjoint(words) or any(stem in word for word in words for stem in small.rank_stems)


def _rows(words: Sequence[str], actors: Sequence[Row]) -> list[list[Row]]:
    """The actors in rows that only commas, *und* and articles keep apart: *China und den USA*."""
    joints, determiners = {",", *function_words().conjunctions}, function_words().determiners
    rows: list[list[Row]] = []
    for start, end in actors:
        between = {*words[rows[-1][-1][1] + 1 : start]} if rows else set()
        if rows and start > rows[-1][-1][1] and between - determiners <= joints:
            rows[-1].append((start, end))
        else:
            rows.append([(start, end)])
    return rows


def _names_a_rank(tokens: Sequence[Token], words: Sequence[str], places: range) -> bool:
    """Whether somebody is a partner of some rank there: *der zweitgrößte Handelspartner*, *auf Platz zwei*."""
    small = function_words()
    for at in places:
        if words[at] in small.rank_nouns:
            return True
        if any(stem in words[at] for stem in small.rank_stems) and not tokens[at].capital:
            return any(word.endswith(small.ranked_nouns) for word in words[at + 1 : min(at + 4, places.stop)])
    return False
