"""Parties of what one state does for a part of the world: none of its states is meant, so who does it stands alone.

In: what was found and its sentence. Out: the party, None where two states are named or no part of the world. *«China
will Flughäfen in Afrika bauen»* and *«stellte den afrikanischen Ländern Kredite in Aussicht»* are of China; *«im
westafrikanischen Senegal»* names a state.
"""

from __future__ import annotations

from kelisim.language.annotations import codes_of
from kelisim.language.function_words import function_words
from kelisim.statements.figure_words import figure_words
from kelisim.statements.parties import Parties, as_parties
from kelisim.statements.passage import Passage
from kelisim.statements.scenes import Found

_PLACES = ("capital", "place")
_BEFORE = 2  # tokens before a part of the world


def alone_with_a_region(found: Found, passage: Passage) -> Parties | None:
    """Who does it, where what they do is for a part of the world and no other state is named."""
    named = passage.speaking
    if len(codes_of(named)) != 1 or figure_words().regions.isdisjoint(passage.words):
        return None
    others = codes_of(a for a in passage.actors if a.kind in _PLACES) - codes_of(named)
    if others or not names_a_region(passage.words_of(found.mention.clause)):
        return None
    return as_parties(named)


def names_a_region(words: tuple[str, ...]) -> bool:
    """Whether words lead to a part of the world, or to its states as a whole: *für Afrika, den asiatischen Ländern*."""
    known, small = figure_words(), function_words()
    leading = small.to_regions
    for at, word in enumerate(words):
        if word not in known.regions or at + 1 >= len(words):
            continue
        if words[at + 1] in known.lands:
            return True
        if not word.endswith(("en", "er", "e")) and not leading.isdisjoint(words[max(0, at - _BEFORE) : at]):
            return True
    return False
