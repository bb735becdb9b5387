"""Partners told by their rank, each with its number: *liegt China mit 13 Mrd. vorn, gefolgt von Russland mit 10 Mrd.*

In: the place of a number. Out: which flow it is of by the noun of the partners (*Handelspartner*, *Abnehmer*), and its
parties: whose partners they are, and the one that its number stands beside.
"""

from __future__ import annotations

from kelisim.language.annotations import Actor
from kelisim.language.function_words import function_words
from kelisim.language.noun_phrases import left_edge
from kelisim.model import TRADE
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import GOES_ON, LEVEL, Finding, More, Place, found
from kelisim.statements.parties import Parties
from kelisim.statements.passage import Passage

_LANDS = ("country", "bloc")
_ONE_WAY = ("exports", "imports")
_NAMED = 2  # tokens: a state and the bracket behind it
_QUALIFIED = 3  # tokens from a partner to its number: *Russland mit rund 10 Milliarden*
_IN_BRACKETS = 6  # tokens from the noun of a rank to its number in brackets


def sum_of_a_partner(place: Place) -> Finding | None:
    """A sum beside a partner of some rank, where no noun says what flows."""
    if place.quantity.kind != "money" or place.nouns(("flow", "weak")):
        return None
    if any(place.passage.words[at] not in figure_words().sizes for at, _ in place.nouns(("value",))):
        return None
    noun = _ranked_noun(place)
    known = None if noun is None else place.passage.senses[noun].indicator
    if noun is None or known is None or _partner(place, noun) is None:
        return None
    return found(place, known.indicator, (place.span(noun),), LEVEL)


def part_of_a_partner(place: Place) -> Finding | None:
    """The part of the next partner, in brackets behind it: *… 30 Prozent. Es folgen die USA (fast 7 Prozent)*."""
    last, number = place.topic.finding, place.passage.number
    if place.quantity.unit != "percent" or last is None or last.indicator not in TRADE or last.measure != "share":
        return None
    if number - place.topic.passage > 1 or place.quantity.change is not None or _before_the_bracket(place) is None:
        return None
    return found(place, last.indicator, last.grounds, More(measure="share", reasons=(GOES_ON,)))


def _before_the_bracket(place: Place) -> Actor | None:
    """The state before the bracket that opens right before the number."""
    if place.words_before(1) != ("(",) or place.first < _NAMED:
        return None
    end = place.passage.tokens[place.first - 2].end
    return next((a for a in place.passage.actors if a.end == end and a.kind in _LANDS and len(a.codes) == 1), None)


def parties_by_rank(place: Place, finding: Finding) -> Parties | None:
    """Whose partners are told of, and the one beside the number."""
    noun = _ranked_noun(place) if finding.indicator in TRADE else None
    partner = None if noun is None else _partner(place, noun)
    whose = None if noun is None else _owner(place.passage, noun)
    if partner is None or whose is None or set(partner.codes) & set(whose.codes):
        return None
    return tuple(sorted({*partner.codes, *whose.codes})), (partner.span, whose.span)


def way_by_rank(place: Place, finding: Finding) -> tuple[str, str] | None:
    """From whom to whom goods go to the *Abnehmer*, or come from the *Lieferant*, of some rank, or to the next one."""
    own = place.topic.origin if finding.indicator == "exports" else place.topic.destination
    beside = _before_the_bracket(place) if GOES_ON in finding.reasons and finding.measure == "share" else None
    if beside is not None and own is not None and finding.indicator in _ONE_WAY:
        return (own, beside.codes[0]) if finding.indicator == "exports" else (beside.codes[0], own)
    who = parties_by_rank(place, finding)
    noun = _ranked_noun(place)
    if who is None or noun is None or finding.grounds != (place.span(noun),) or finding.indicator not in _ONE_WAY:
        return None
    partner = next(actor.codes[0] for actor in place.passage.actors if actor.span == who[1][0])
    owner = next(code for code in who[0] if code != partner)
    return (owner, partner) if finding.indicator == "exports" else (partner, owner)


def _partner(place: Place, noun: int) -> Actor | None:
    """The state that has the number by *mit* right behind it, or the one of which the rank is told."""
    passage, joining = place.passage, function_words().accompanied
    for actor in passage.actors:
        behind = passage.index_at(actor.end - 1) + 1
        near = behind < place.first <= behind + _QUALIFIED or _leads_to(place, behind + 1)
        if near and actor.kind in _LANDS and passage.words[behind] in joining:
            return actor
    return _who_ranks(passage, noun) if _is_beside(place, noun) else None


def _leads_to(place: Place, first: int) -> bool:
    """Whether only a noun of value or trade stands before the number: *Peru mit einem Handelsvolumen von 3 Mrd.*."""
    passage, small = place.passage, function_words()
    if not first < place.first <= first + _QUALIFIED:
        return False
    words = range(first, place.first)
    nouns = (passage.senses[at].indicator for at in words if passage.tokens[at].capital)
    plain = (passage.words[at] for at in words if not passage.tokens[at].capital)
    return all(noun is not None and noun.use in ("flow", "value") for noun in nouns) and all(
        word in small.determiners or word in small.prepositions for word in plain
    )


def _is_beside(place: Place, noun: int) -> bool:
    """Whether a number is that of a rank: *der größte Abnehmer deutscher Waren (3 Mrd.)*, *mit 3 Mrd. der größte …*."""
    words, known = place.passage.words, figure_words()
    if place.words_before(1) == ("(",):
        return noun < place.first <= noun + _IN_BRACKETS
    at = place.first - 1
    while at > place.clause.first and words[at] in function_words().determiners | known.sizes | known.leaving:
        at -= 1  # mit einem Volumen von 6,4 Milliarden
    before = words[at : at + 1]
    led = not function_words().accompanied.isdisjoint(before)
    after = place.last < noun and not any(word in (",", ";") for word in words[place.last : noun])
    return led and (after or place.last + 1 >= place.clause.last)


def _who_ranks(passage: Passage, noun: int) -> Actor | None:
    """The one state beside the owner that stands without a preposition: *war Japan der drittgrößte Abnehmer …*."""
    owner, small = _owner(passage, noun), function_words()
    lands = [actor for actor in passage.actors if actor.kind in _LANDS and actor is not owner and len(actor.codes) == 1]
    plain = [actor for actor in lands if passage.word_before(actor) not in small.prepositions]
    return plain[0] if owner is not None and len({actor.codes for actor in plain}) == 1 else None


def _ranked_noun(place: Place) -> int | None:
    """The noun of the partners: *Handelspartner*, *Abnehmer*; of several the one nearest to the number."""
    relations = [at for at, noun in place.passage.indicators if noun.use == "relation" and noun.indicator in TRADE]
    return min(relations, key=place.distance, default=None)


def _owner(passage: Passage, noun: int) -> Actor | None:
    """Whose partners they are: *Handelspartner Usbekistans*, *Togos größter Abnehmer*, *Abnehmer deutscher Waren*.

    The second of two nouns leaves it to the first: *der größte Abnehmer togoischer Waren und auch Lieferant*.
    """
    edge = left_edge(passage.tokens, passage.senses, noun)
    for actor in passage.actors:
        first, last = passage.index_at(actor.start), passage.index_at(actor.end - 1)
        behind = first == noun + 1 and actor.kind in (*_LANDS, "demonym")
        before = edge - 1 <= last < noun and actor.kind in (*_LANDS, "demonym")
        if (behind or before) and len(actor.codes) == 1:
            return actor
    earlier = [at for at, known in passage.indicators if at < noun and known.use == "relation"]
    return _owner(passage, earlier[-1]) if earlier else None
