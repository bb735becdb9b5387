"""Rules for sums that a noun stands before: funds that are promised.

In: a scene. Out: what was found. *«neue Mittel in Höhe von 74 Millionen Euro zugesagt»* is a programme of that sum.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from kelisim.language.annotations import Quantity
from kelisim.language.function_words import function_words
from kelisim.statements.goods import goods_at
from kelisim.statements.money_rules import is_added_up, stage_of_money, with_aim
from kelisim.statements.passage import Passage
from kelisim.statements.reasons import Reason
from kelisim.statements.scenes import Found, Scene, as_found
from kelisim.statements.stage_words import stage_words
from kelisim.statements.things import Mention

_BEFORE = 5  # tokens before a sum in which its noun stands


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
    return noun if small.to_sums.issuperset(passage.words[noun + 1 : at]) else None
