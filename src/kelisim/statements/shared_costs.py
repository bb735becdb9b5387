"""Who pays what part: sums in a row, each with its giver beside it, and money out of somebody's budget.

In: the place of a sum. Out: its parties, None where it is not told so. *«30 Millionen kommen aus Japan, 20 Millionen
von der EU»* are two sums for who gets both; *«die Leitung zwischen Togo und Benin wird aus dem EU-Haushalt gefördert»*
has three parties.
"""

from __future__ import annotations

from collections.abc import Sequence

from kelisim.language.annotations import Actor, codes_of
from kelisim.language.blocs import bloc_members
from kelisim.language.clauses import Clause
from kelisim.language.function_words import function_words
from kelisim.model import Span
from kelisim.statements.context import Context
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import Finding, Place
from kelisim.statements.governors import of
from kelisim.statements.lenders import is_bank_of_many
from kelisim.statements.parties import Parties, worded
from kelisim.statements.passage import Passage
from kelisim.statements.scenes import Found

_GIVEN = ("financing", "undertaking_value", "investment")
_GIVERS = ("country", "demonym", "bloc", "organisation")
_GIVING = frozenset({"give", "aid"})
_PAIR = 2


def giver_behind(place: Place, finding: Finding, context: Context) -> Parties | None:
    """The giver behind or before a sum among others, with who gets them all.

    *20 Millionen kommen aus Japan, 5 von der EU*, *von Japan mit 20 und von Peru mit 5 Millionen finanziert*.
    """
    passage = place.passage
    sums = [q for q in passage.quantities if q.kind == "money"]
    if finding.indicator not in _GIVEN or len(sums) < _PAIR:
        return None
    at = next((at for at, q in enumerate(sums) if q.start == place.quantity.start), None)
    ends = [q.start for q in sums[1:]] + [passage.span.end]
    begins = [passage.span.start] + [q.end for q in sums[:-1]]
    led = all(passage.words[passage.index_at(q.start) - 1] in figure_words().aiding for q in sums)
    if led:
        told = [_acting(passage, Span(begin, q.start)) for q, begin in zip(sums, begins, strict=True)]
    else:
        told = [_givers(passage, Span(q.end, end)) for q, end in zip(sums, ends, strict=True)]
    everyone = [actor for one in told for actor in one]
    taker = set(context.pair) - codes_of(everyone)
    own = told[at] if at is not None else []
    if not own or len(codes_of(own)) > 1 or sum(bool(one) for one in told) < _PAIR or len(taker) != 1:
        return None
    who = tuple(sorted({*codes_of(own), *taker}))
    return who, worded(who, tuple(actor.span for actor in own), context)


def _givers(passage: Passage, behind: Span) -> list[Actor]:
    """Who is named behind a sum as its source: *von der KfW, aus Japan*."""
    named = (a for a in passage.actors_in(behind) if a.kind in _GIVERS and (a.codes or is_bank_of_many(passage, a)))
    return [actor for actor in named if of(passage, actor).preposition in figure_words().paid_by]


def _acting(passage: Passage, before: Span) -> list[Actor]:
    """Who gives the sum that *mit* leads to: the subject (*die EBRD mit 80 Millionen*), or behind *von*."""
    named = [a for a in passage.actors_in(before) if a.kind in _GIVERS and (a.codes or is_bank_of_many(passage, a))]
    leads = [(actor, of(passage, actor)) for actor in named]
    plain = [a for a, over in leads if a.kind == "organisation" and not over.preposition and over.noun is None]
    return [a for a, over in leads if over.preposition in figure_words().paid_by] or plain


def out_of_a_budget(passage: Passage, span: Span) -> list[Actor]:
    """Whose budget or fund is named by the first part of its word: *aus dem EU-Haushalt, mit EU-Mitteln*."""
    return [
        actor
        for actor in passage.actors_in(span)
        if actor.kind == "bloc"
        and not passage.only_says_which(actor)  # no UN-Hilfsfonds
        and passage.text[actor.end : actor.end + 1] == "-"
        and passage.words[passage.index_at(actor.start)].endswith(figure_words().purses)
    ]


def _paying_blocs(passage: Passage, clause: Clause) -> list[Actor]:
    """The bloc, or its bank, that gives in a clause: *von der EU mit 9 Millionen unterstützt*, *die EIB gewährt*."""
    sums = [q for q in passage.quantities if q.kind == "money"]
    if not any(verb.sense.senses & _GIVING for verb in clause.verbs) or len(sums) > _PAIR:
        return []
    here = passage.actors_of(clause)
    blocs = [a for a in here if not bloc_members().keys().isdisjoint(a.codes) and not passage.only_says_which(a)]
    whole = [a for a in blocs if a.kind in ("bloc", "organisation") and passage.text[a.end : a.end + 1] != "-"]
    return [actor for actor in whole if _gives(passage, actor)]


def _gives(passage: Passage, actor: Actor) -> bool:
    """Whether a bloc acts: governed by nothing, or by *von* or *durch*."""
    leads = of(passage, actor)
    return leads.preposition in figure_words().paid_by if leads.preposition else leads.noun is None


def paid_from_a_budget(found: Found, passage: Passage, context: Context) -> Parties | None:
    """The parties of money that is named by whose budget it is from: *Zuschüsse aus dem EU-Haushalt*."""
    if found.kind != "programme":
        return None
    payers = out_of_a_budget(passage, found.head) or _paying_blocs(passage, found.mention.clause)
    return beside_payers(passage, payers, passage.speaking, context) if payers else None


def with_a_budget(place: Place, finding: Finding, context: Context) -> Parties | None:
    """Money out of a bloc's budget, with the two states that get it."""
    passage = place.passage
    if finding.indicator not in _GIVEN:
        return None
    payers = out_of_a_budget(passage, passage.span_of(place.clause)) or _paying_blocs(passage, place.clause)
    if payers and _adds_to_a_sum(place, payers, context):
        who = tuple(sorted({*codes_of(payers), *context.pair}))
        return who, worded(who, tuple(actor.span for actor in payers), context)
    return beside_payers(passage, payers, passage.speaking, context) if payers else None


def _adds_to_a_sum(place: Place, payers: Sequence[Actor], context: Context) -> bool:
    """Whether who pays is told right behind what a work of the pair costs: *Insgesamt kostete sie 113 Millionen. …*."""
    topic, passage = place.topic, place.passage
    near = 0 < passage.number - topic.passage <= _PAIR and topic.finding_is("undertaking_value")
    if not near or topic.parties != context.pair or len(context.pair) != _PAIR:
        return False
    return codes_of(passage.speaking) == codes_of(payers) and codes_of(payers).isdisjoint(context.pair)


def beside_payers(
    passage: Passage, payers: Sequence[Actor], named: Sequence[Actor], context: Context
) -> Parties | None:
    """Those who pay, with the two states that are named, or where none is with the two that the text is about."""
    states = [a for a in named if a.kind in ("country", "demonym") and passage.text[a.end : a.end + 1] != "-"]
    named_two = len(codes_of(states)) == _PAIR or function_words().between.isdisjoint(passage.words)
    two = codes_of(states) if states and named_two else set(context.pair)
    work = any(sense.thing is not None and sense.thing.kind == "project" for sense in passage.senses)
    others = context.rivals - codes_of(payers)
    if not states and (not work or others or context.of_a_region):
        return None
    if len(codes_of(payers)) != 1 or len(two) != _PAIR or codes_of(payers) & two:
        return None
    who = tuple(sorted({*codes_of(payers), *two}))
    return who, worded(who, tuple(actor.span for actor in (*payers, *states)), context)
