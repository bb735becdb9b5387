"""Goods told again: the same number, the same noun, or some of those that were counted before.

In: two deliveries that rules have found. Out: whether they are one. *36 Jets* and *die 36 Maschinen* are, *die ersten
Flugzeuge* are part of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import takewhile

from kelisim.once import asked_once
from kelisim.statements.found_words import front_of
from kelisim.statements.scenes import Found
from kelisim.statements.stage_words import stage_words

_NEAR, _FAR, _ENDING = 3, 8, 5  # sentences, sentences, letters
_FEW = 12  # goods that may be as many by chance


def is_part(item: Found, kept: Sequence[Found]) -> bool:
    """Whether goods are some of those that a sentence before has counted: *537 Wagen … 234 Schlafwagen*."""
    count, first = item.mention.count, item.mention.words[0] in stage_words().words.firsts
    if item.kind not in ("supply", "training") or (count is None and not first):
        return False
    for other in kept:
        whole, distance = other.mention.count, item.passage.number - other.passage.number
        near = other.kind == item.kind and 0 <= distance <= (_FAR if first else _NEAR) and other.head < item.head
        if not near or whole is None:
            continue
        any_goods = item.passage.words[item.mention.index].endswith(tuple(stage_words().words.any_goods))
        if count is None and (any_goods or _ending(item) == _ending(other)):
            return True  # 36 Jets … die ersten Flugzeuge
        if count is not None and whole.low > count.low and _ending(item) == _ending(other):
            return True
    return False


def is_its_measure(item: Found, other: Found) -> bool:
    """Whether it is only the measure of what the sentence delivers: *begann Reis zu liefern, 100 Tonnen sind da*."""
    goods = item is not other and item.kind == other.kind == "supply" and not item.mention.determiner
    measured = goods and amount_of(item) is not None and amount_of(other) is None
    return measured and not _commodity(item) and item.mention.thing is None and _is_only_measure(item)


def _is_only_measure(item: Found) -> bool:
    """Whether nothing but a number and its unit is named."""
    return any(q.kind == "measure" and q.span.covers(item.head) for q in item.passage.quantities)


def _ending(item: Found) -> str:
    return item.passage.words[item.mention.index][-_ENDING:]


def are_same_goods(one: Found, other: Found) -> bool:
    """Whether goods are told again: the same noun, with the same number or without one; or the same great number."""
    if one.kind != "supply" or other.kind != "supply":
        return False
    mine, yours = amount_of(one), amount_of(other)
    near = abs(one.passage.number - other.passage.number) <= _NEAR
    far = abs(one.passage.number - other.passage.number) <= _FAR
    if far and mine is not None and mine == yours and mine > _FEW:
        return True  # 36 Jets … 36 Maschinen
    known = (
        near and one.mention.definite and mine is None and _goods(other).endswith(_goods(one))
    )  # Flüssiggas, das Gas
    known = known or (near and _takes_up(one, other))
    if not (known or _goods(one) == _goods(other) or _delivers(one, other)):
        return False
    return mine is None or yours is None or mine == yours


def _delivers(one: Found, other: Found) -> bool:
    """Whether one names as goods what stands in front of the other's noun: *Gaslieferungen*, *Lieferung von Gas*."""
    near = abs(one.passage.number - other.passage.number) <= _NEAR
    if near and front_of(one) and front_of(one).rstrip("s") == front_of(other).rstrip("s"):
        return True  # Stromlieferungen, Stromexport
    if near and one.stage == other.stage and _tells_what(one, other):
        return True
    alike = near and one.stage == other.stage and _commodity(one) == _commodity(other) != ""
    if alike and one.states <= other.passage.codes and other.states <= one.passage.codes:
        return True  # Gaslieferungen aus Peru, die Lieferung von 14 Millionen Kubikmetern Gas
    fronts = [(front_of(item), mate) for item, mate in ((one, other), (other, one)) if front_of(item)]
    return near and any(front.rstrip("s") in {word.lower() for word in mate.mention.words} for front, mate in fronts)


def _takes_up(one: Found, other: Found) -> bool:
    """Whether *das Gas* takes up goods of which before only the measure was told: *zwei Millionen Tonnen*."""
    plain = one.mention.definite and one.mention.bare and bool(_commodity(one))
    return plain and amount_of(one) is None and not _commodity(other) and amount_of(other) is not None


def _tells_what(one: Found, other: Found) -> bool:
    """Whether one is a delivery of what the other one counts: *Lieferung von Panzern des Typs K2*, *zehn K2-Panzer*."""
    whole = [item for item in (one, other) if item.mention.thing is not None and item.mention.count is None]
    counted = [item for item in (one, other) if item.mention.thing is None and item.mention.count is not None]
    if not whole or not counted:
        return False
    noun = counted[0].passage.words[counted[0].mention.index]
    return any(word.startswith(noun) for word in whole[0].mention.words[1:])


def _commodity(item: Found) -> str:
    """The goods that run or are shipped, by the noun or what it begins with: of *Gaslieferungen* the *gas*."""
    known = stage_words().words.commodities
    found = (name for word in item.mention.words for name in known if word.startswith(name))
    return max(found, key=len, default="")


def is_done(item: Found, other: Found) -> bool:
    """Whether goods told in the present have been delivered: *liefert 22 Haubitzen*, *hat 22 Haubitzen geliefert*."""
    counted = amount_of(item) is not None and amount_of(item) == amount_of(other)
    return counted and item.kind == "supply" and (other.stage, item.stage) == ("pledged", "completed")


def _goods(item: Found) -> str:
    """The noun of goods: of *5000 Tonnen Reis aus Peru* the *reis*."""
    tokens = item.passage.tokens[item.mention.index : item.mention.last + 1]
    nouns = [token.word.lower() for token in takewhile(lambda token: token.capital, tokens)]
    return nouns[-1].removesuffix("n").removesuffix("e") if nouns else ""


@asked_once
def amount_of(item: Found) -> Decimal | None:
    """How much or how many it is, by the number in or right before the phrase."""
    head, passage = item.head, item.passage
    near = (
        q
        for q in passage.quantities
        if q.kind not in ("money", "ordinal") and q.start < head.end and head.start - 1 <= q.end
    )
    return next((quantity.low for quantity in near), None)
