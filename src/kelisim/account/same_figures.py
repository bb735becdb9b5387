"""Figures of many reports brought together, however many reports tell of one: in groups, one a fact.

Figures that say the very same (sort, parties, number, period) are kin: they are taken together without being held
against each other, and of kin only the first is held against that of others. So a point of a series that a thousand
reports tell costs as much as a thousand figures, not as a million pairs. Each member of a fact is linked to the first
sure one of its kin, and kin to kin by their first ones.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations

from msgspec import Struct

from kelisim.account.blocking import MOST_PARTIES
from kelisim.account.clusters import Bonds, Couple, couple, groups
from kelisim.account.facts import Told, same_fact, same_period, tells
from kelisim.account.keys import first_key
from kelisim.account.things import RULE, Link, Reason
from kelisim.ledger.workings import Indexed, Key
from kelisim.model import is_sure

MOST_KIN = 120  # a number or a period that is told in more ways than these says nothing of what is one
Things = Callable[[str, str], bool]
Decided = tuple[frozenset[Couple], frozenset[Couple]]


def kin_of(told: Told) -> str:
    """What all figures have in common that say the very same, as 16 hexadecimal digits."""
    figure = told.figure
    words = (
        figure.indicator, figure.measure, figure.unit, figure.per, figure.parties, figure.origin, figure.destination,
        sorted(told.item), told.planned, figure.low.normalize(), figure.high.normalize(), told.range.low.normalize(),
        told.range.high.normalize(), told.period, None if tells(told) else figure.of,
    )  # fmt: skip
    return hashlib.sha256(repr(words).encode()).hexdigest()[:16]


def kin_key(kin: str) -> Key:
    """Where the figures of one kin are looked up."""
    return first_key("kin", kin)


def kin_signs(told: Told) -> Indexed:
    """The blocks of a kin: unit and measure, two parties, and a printed number or a period."""
    figure = told.figure
    firsts = set()
    parties = sorted(figure.parties)[:MOST_PARTIES]
    for pair in combinations(parties, 2) if len(parties) > 1 else [figure.parties]:
        key = (*pair, figure.unit, figure.measure)
        firsts.add(first_key("number", *key, str(figure.low.normalize())))
        if told.period:
            firsts.add(first_key("period", *key, told.period, figure.indicator))
    return Indexed(sort="figures", firsts=tuple(sorted(firsts)))


class Node(Struct, frozen=True):
    """Figures that say the very same, each in another text; by the ``first`` of them the others are linked."""

    first: str
    members: Mapping[str, Told]
    texts: frozenset[str]

    @property
    def told(self) -> Told:
        """What they say."""
        return self.members[self.first]


def nodes_of(figures: Mapping[str, Told], apart: frozenset[Couple]) -> list[Node]:
    """The figures of one kin: one group, but for figures of one text, and those that a person keeps apart.

    What says too little to be one fact by itself (*2 Projekte*, without a period) is one for each.
    """
    any_of_them = next(iter(figures.values()))
    says_enough = same_fact(any_of_them, any_of_them, lambda one, other: one != other) is not None
    made: list[tuple[list[str], set[str]]] = []
    for id in sorted(figures):
        text = figures[id].text
        for members, texts in made if says_enough else ():
            if text not in texts and not (apart and any(couple(id, other) in apart for other in members)):
                members.append(id)
                texts.add(text)
                break
        else:
            made.append(([id], {text}))
    return [_node({id: figures[id] for id in members}, frozenset(texts)) for members, texts in made]


def _node(members: Mapping[str, Told], texts: frozenset[str]) -> Node:
    first = next((id for id, told in members.items() if is_sure(told.figure)), next(iter(members)))
    return Node(first, members, texts)


def fact_groups(
    kin: Iterable[Mapping[str, Told]], beside: Mapping[Couple, bool], decided: Decided
) -> tuple[list[tuple[str, ...]], list[Link]]:
    """Figures in groups, one a fact, with the links.

    ``kin`` are the figures that say the very same, ``beside`` tells of two kin whether number and period make them one
    fact, or the number alone. ``decided`` are the pairs that persons brought together, and those they keep apart.
    """
    together, apart = decided
    by_kin = {kin_of(next(iter(told.values()))): nodes_of(told, apart) for told in kin}
    nodes = {node.first: node for found in by_kin.values() for node in found}
    node_of = {id: node for node in nodes.values() for id in node.members}
    bonds = {}
    for (mine, yours), dated in beside.items():
        for one in by_kin[mine]:
            for other in by_kin[yours]:
                if one.texts.isdisjoint(other.texts):
                    bonds[couple(one.first, other.first)] = dated
    scored = tuple((2.0 if dated else 1.0, *pair) for pair, dated in bonds.items())
    held = frozenset(
        couple(node_of[left].first, node_of[right].first)
        for left, right in together
        if left in node_of and right in node_of
    )

    def conflicts(left: str, right: str) -> bool:
        return _are_apart(nodes[left], nodes[right], apart)

    found = groups(nodes, Bonds(scored, held), conflicts)
    group_of = {first: number for number, members in enumerate(found) for first in members}
    links = [link for node in nodes.values() for link in _inside(node)]
    links += [
        _link(nodes[left].told, nodes[right].told, dated=dated)
        for (left, right), dated in bonds.items()
        if group_of[left] == group_of[right]
    ]
    whole = sorted(tuple(sorted(id for first in members for id in nodes[first].members)) for members in found)
    return whole, sorted(links, key=lambda link: (link.left, link.right))


def _are_apart(one: Node, other: Node, apart: frozenset[Couple]) -> bool:
    if same_period(one.told, other.told) is False or not one.told.range.meets(other.told.range):
        return True
    if not one.texts.isdisjoint(other.texts):
        return True
    return bool(apart) and any(couple(mine, yours) in apart for mine in one.members for yours in other.members)


def _inside(node: Node) -> Iterator[Link]:
    dated = bool(same_period(node.told, node.told))
    return (_link(node.told, told, dated=dated) for id, told in node.members.items() if id != node.first)


def _link(one: Told, other: Told, *, dated: bool) -> Link:
    left, right = (one, other) if one.id <= other.id else (other, one)
    why = "same number and period" if dated else "same number, period not given"
    return Link(
        kind="same_figure", left=left.id, right=right.id, verdict="linked", score=2.0 if dated else 1.0, by=RULE,
        reasons=(Reason(why, 1.0, f"{left.entry.head} · {right.entry.head}"),),
    )  # fmt: skip


def beside(kin: str, told: Told, known: Mapping[str, Told], things: Things) -> dict[Couple, bool]:
    """With which of the kin ``known`` one is one fact: by number and period, or by the number alone."""
    found = {}
    for other, theirs in known.items():
        if other != kin:
            left, right = (told, theirs) if kin < other else (theirs, told)
            same = same_fact(left, right, things)
            if same is not None:
                found[couple(kin, other)] = same
    return found


def by_kin(figures: Mapping[str, Told]) -> dict[str, dict[str, Told]]:
    """Figures by what they say."""
    found: dict[str, dict[str, Told]] = defaultdict(dict)
    for id, told in figures.items():
        found[kin_of(told)][id] = told
    return found
