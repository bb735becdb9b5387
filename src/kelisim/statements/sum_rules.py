"""Rules for sums that a noun stands before: funds that are promised.

In: a scene. Out: what was found. *«neue Mittel in Höhe von 74 Millionen Euro zugesagt»* is a programme of that sum.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from kelisim.language.annotations import Quantity
from kelisim.language.function_words import function_words
from kelisim.statements.figure_words import figure_words
from kelisim.statements.goods import goods_at
from kelisim.statements.money_rules import is_added_up, is_meant, stage_of_money, with_aim
from kelisim.statements.passage import Passage
from kelisim.statements.reasons import Reason
from kelisim.statements.scenes import Found, Scene, as_found
from kelisim.statements.stage_words import stage_words
from kelisim.statements.things import Mention

_BEFORE = 9  # tokens before a sum in which its noun stands
_PAIR = 2
_GIVERS = ("country", "bloc", "organisation")


def funds_promised(scene: Scene) -> Iterator[Found]:
    """Funds of a sum that are given or promised: *wurden neue Mittel in Höhe von 74 Millionen Euro zugesagt*."""
    passage = scene.passage
    if not passage.parties or "give" not in passage.meanings:
        return
    for item in _with_sums(passage, stage_words().words.funds):
        giving = [verb for verb in item.clause.verbs if "give" in verb.sense.senses and not verb.sense.weak]
        stage = stage_of_money(item, giving[-1]) if giving else None
        if stage is not None and not (stage != "pledged" and is_added_up(item)):
            yield as_found(item, None, stage=stage, reasons=(Reason("only its sum is told", -0.2),))


def money_received(scene: Scene) -> Iterator[Found]:
    """A sum that one state has from another: *Moldau erhält von der EU 40 Millionen Euro für den Straßenbau*."""
    passage = scene.passage
    if len(passage.parties) < _PAIR or "get" not in passage.meanings:
        return
    for money in (q for q in passage.quantities if q.kind == "money" and q.change is None):
        first, last = passage.index_at(money.full_start), passage.index_at(money.end - 1)
        item = goods_at(passage, passage.clause_at(money.start), last)
        getting = [verb for verb in item.clause.verbs if "get" in verb.sense.senses]
        if (
            not getting
            or not _from_another(passage, item)
            or any(m.clause is item.clause and is_meant(m) for m in scene.mentions)
        ):
            continue
        if first == 0 or passage.words[first - 1] in function_words().prepositions or item.clause.negated:
            continue
        item = structs.replace(item, first=first, last=with_aim(passage, last), kind="programme")
        stage = stage_of_money(item, getting[-1])
        if not (stage != "pledged" and is_added_up(item)):
            yield as_found(item, None, stage=stage, reasons=(Reason("only its sum is told", -0.2),))
            return


def _from_another(passage: Passage, item: Mention) -> bool:
    """Whether the clause names two parties, the second behind *von*."""
    actors = passage.actors_of(item.clause)
    states = [actor for actor in actors if actor.kind in _GIVERS and len(actor.codes) == 1]
    given = [actor for actor in states if passage.word_before(actor) in figure_words().leaving]
    return any(actor.codes != other.codes for actor in given for other in states)


def _with_sums(passage: Passage, nouns: frozenset[str]) -> Iterator[Mention]:
    """The phrases in which one of the nouns has a sum behind it and no preposition before it."""
    if nouns.isdisjoint(passage.words):
        return
    for money in (q for q in passage.quantities if q.kind == "money" and q.change is None):
        noun = _noun_of(passage, money, nouns)
        if noun is None:
            continue
        item = goods_at(passage, passage.clause_at(money.start), noun)
        item = structs.replace(item, last=with_aim(passage, passage.index_at(money.end - 1)), kind="programme")
        if not (item.chain.preposition or item.clause.negated) and item.chain.governor is None:
            yield item


def _noun_of(passage: Passage, money: Quantity, nouns: frozenset[str]) -> int | None:
    """The noun that a sum is told of: *Mittel in Höhe von 4 Millionen*."""
    at, small = passage.index_at(money.full_start), function_words()
    noun = next((index for index in range(at - 1, max(-1, at - _BEFORE), -1) if passage.words[index] in nouns), None)
    if noun is None or passage.words[at - 1] not in small.of_sums:
        return None
    between = list(passage.words[noun + 1 : at])
    while between and between[-1] in small.to_sums:
        between.pop()
    # Mittel der bilateralen Zusammenarbeit in Höhe von 5 Millionen
    whose = bool(between) and between[0] in small.genitive_determiners and passage.tokens[noun + len(between)].capital
    return noun if not between or whose else None
