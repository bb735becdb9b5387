"""Who gives and who takes where the clause only has a pronoun for its subject.

*«… bleibt Russland, das Armenien jährlich zwei Milliarden Kubikmeter verkauft»*: the relative pronoun stands for the
state before it, so that the state in the clause is the other end. *«Es verkauft dem Iran …»* alike, of two parties.
"""

from __future__ import annotations

from collections.abc import Sequence

from kelisim.language.annotations import Actor, codes_of
from kelisim.language.function_words import function_words
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import Place
from kelisim.statements.flow_ends import Ends

_TAKING = {"import", "buy", "take", "get"}
_GIVING = {"give", "sell", "export", "deliver"}
_ACTING = ("country", "bloc", "organisation")
_PAIR = 2


def way_of_a_pronoun(place: Place, actors: Sequence[Actor], parties: tuple[str, ...]) -> Ends | None:
    """From whom to whom, where the subject is a pronoun that stands for one of two parties; else None."""
    if len(parties) != _PAIR or not figure_words().subject_pronouns & {place.passage.words[place.clause.first]}:
        return None
    said = {sense for verb in place.clause.verbs for sense in verb.sense.senses}
    takes = not said.isdisjoint(_TAKING)
    if not (takes or said & _GIVING) or not function_words().become.isdisjoint(place.words):
        return None
    before = _before_it(place) if place.clause.kind == "relative" else None
    acting = before.codes[0] if before else _not_named(place, actors, parties)
    if acting not in parties:
        return None
    other = next(code for code in parties if code != acting)
    spans = tuple(actor.span for actor in ([before] if before else actors[:1]))
    return (other, acting, spans) if takes else (acting, other, spans)


def _before_it(place: Place) -> Actor | None:
    """The one state that ends before the comma of a relative clause; of *die Türkei, der …* none, which is a dative."""
    passage, first = place.passage, place.clause.first
    for actor in passage.actors:
        if actor.kind in _ACTING and len(actor.codes) == 1 and passage.index_at(actor.end - 1) == first - 2:
            article = passage.words[passage.index_at(actor.start) - 1] if passage.index_at(actor.start) else ""
            return None if (article, passage.words[first]) == ("die", "der") else actor
    return None


def _not_named(place: Place, actors: Sequence[Actor], parties: tuple[str, ...]) -> str | None:
    """The party that a pronoun before the verb stands for: the one that the clause does not name."""
    words, first = place.passage.words, place.clause.first
    if words[first] not in figure_words().person_pronouns or not any(v.index == first + 1 for v in place.clause.verbs):
        return None
    named = codes_of(actors)
    left = [code for code in parties if code not in named]
    return left[0] if named and len(left) == 1 else None
