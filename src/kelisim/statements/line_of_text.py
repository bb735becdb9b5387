"""The line that a text is about joins its parties with a third: *China finanziert die Bahn zwischen Lima und La Paz*.

In: what a text is about. Out: the same, with all states of the line that headline or first sentences name among the
parties, where one of them already is.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from kelisim.language.annotations import Actor, codes_of
from kelisim.language.function_words import function_words
from kelisim.statements.context import Context
from kelisim.statements.figure_words import figure_words
from kelisim.statements.parties import explicit_pair
from kelisim.statements.passage import Passage
from kelisim.statements.routes import joined_names, stops_from
from kelisim.statements.stage_words import stage_words

_FIRST = 4  # sentences, the headline among them
_PAIR = 2
_NAMED = ("country", "capital", "place", "demonym")
_LED = 3  # tokens from the noun of a line to its first stop: die Bahn zwischen der Hauptstadt Lima und …


def with_the_line(about: Context) -> Context:
    """The context with the states of the text's line as parties; as it was where all are, or none."""
    pair = set(about.pair)
    early = about.passages[:_FIRST] if len(pair) == _PAIR else ()
    line = next((found for passage in early if (found := _line(passage))), [])
    codes = codes_of(line)
    if pair.isdisjoint(codes) or codes <= pair:
        return about
    new = {code: actor.span for actor in reversed(line) for code in actor.codes if code not in pair}
    return structs.replace(
        about,
        pair=tuple(sorted(pair | codes)),
        order=(*about.order, *new),
        mentions=(*about.mentions, *new.values()),
        of_a_line=True,
    )


def _line(passage: Passage) -> list[Actor]:
    """The states and towns between which a sentence says that a line runs, or whose names its own name joins."""
    lines = figure_words().built_lines
    nouns = [at for at, token in enumerate(passage.tokens) if token.capital and passage.words[at].endswith(lines)]
    named = [a for a in passage.actors if a.kind in _NAMED and len(a.codes) == 1] if nouns else []
    for at in nouns:
        behind = [actor for actor in named if passage.index_at(actor.start) > at]
        found = _led(passage, behind) if behind and passage.index_at(behind[0].start) - at <= _LED else []
        found = found or joined_names(passage, named, at)
        if len(codes_of(found)) >= _PAIR:
            return found
    return []


def _led(passage: Passage, behind: Sequence[Actor]) -> list[Actor]:
    before = passage.words[max(0, passage.index_at(behind[0].start) - _LED) : passage.index_at(behind[0].start)]
    if not function_words().between.isdisjoint(before):
        return explicit_pair(passage, [*behind])
    return stops_from(passage, behind[0]) if not stage_words().words.leaving_from.isdisjoint(before) else []
