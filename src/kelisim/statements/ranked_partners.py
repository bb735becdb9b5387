"""Partners told by their rank, each with its number: *liegt China mit 13 Mrd. vorn, gefolgt von Russland mit 10 Mrd.*

In: the place of a number. Out: which flow it is of by the noun of the partners (*Handelspartner*, *Abnehmer*), and its
parties: whose partners they are, and the one that its number stands beside.
"""

from __future__ import annotations

from kelisim.language.annotations import Actor
from kelisim.language.function_words import function_words
from kelisim.language.noun_phrases import left_edge
from kelisim.model import TRADE
from kelisim.statements.findings import LEVEL, Finding, Place, found
from kelisim.statements.parties import Parties
from kelisim.statements.passage import Passage

_LANDS = ("country", "bloc")
_ONE_WAY = ("exports", "imports")
_QUALIFIED = 3  # tokens from a partner to its number: *Russland mit rund 10 Milliarden*


def sum_of_a_partner(place: Place) -> Finding | None:
    """A sum beside a partner of some rank, where no noun says what flows."""
    if place.quantity.kind != "money" or place.nouns(("flow", "weak", "value")) or _partner(place) is None:
        return None
    noun = _ranked_noun(place.passage)
    known = None if noun is None else place.passage.senses[noun].indicator
    if noun is None or known is None or known.indicator not in TRADE:
        return None
    return found(place, known.indicator, (place.span(noun),), LEVEL)


def parties_by_rank(place: Place, finding: Finding) -> Parties | None:
    """Whose partners are told of, and the one beside the number."""
    if finding.indicator not in TRADE:
        return None
    noun, partner = _ranked_noun(place.passage), _partner(place)
    whose = None if noun is None else _owner(place.passage, noun)
    if partner is None or whose is None or set(partner.codes) & set(whose.codes):
        return None
    return tuple(sorted({*partner.codes, *whose.codes})), (partner.span, whose.span)


def way_by_rank(place: Place, finding: Finding) -> tuple[str, str] | None:
    """From whom to whom goods go to the *Abnehmer*, or come from the *Lieferant*, of some rank."""
    who = parties_by_rank(place, finding)
    noun = _ranked_noun(place.passage)
    if who is None or noun is None or finding.grounds != (place.span(noun),) or finding.indicator not in _ONE_WAY:
        return None
    partner = next(actor.codes[0] for actor in place.passage.actors if actor.span == who[1][0])
    owner = next(code for code in who[0] if code != partner)
    return (owner, partner) if finding.indicator == "exports" else (partner, owner)


def _partner(place: Place) -> Actor | None:
    """The state that has the number by *mit* right behind it."""
    passage = place.passage
    for actor in passage.actors:
        behind = passage.index_at(actor.end - 1) + 1
        near = behind < place.first <= behind + _QUALIFIED
        if near and actor.kind in _LANDS and passage.words[behind] in function_words().accompanied:
            return actor
    return None


def _ranked_noun(passage: Passage) -> int | None:
    """The noun of the partners: *Handelspartner*, *Abnehmer*."""
    relations = (at for at, noun in passage.indicators if noun.use == "relation" and noun.indicator in TRADE)
    return next(relations, None)


def _owner(passage: Passage, noun: int) -> Actor | None:
    """Whose partners they are: *Handelspartner Usbekistans*, *Togos größter Abnehmer*, *Abnehmer deutscher Waren*."""
    edge = left_edge(passage.tokens, passage.senses, noun)
    for actor in passage.actors:
        first, last = passage.index_at(actor.start), passage.index_at(actor.end - 1)
        behind = first == noun + 1 and actor.kind in (*_LANDS, "demonym")
        before = edge - 1 <= last < noun and actor.kind in (*_LANDS, "demonym")
        if (behind or before) and len(actor.codes) == 1:
            return actor
    return None
