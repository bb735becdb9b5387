"""Undertakings of many reports brought together: which statements tell of one thing, and which perhaps do.

In: the entries of undertakings and what persons decided of pairs. Out: groups of statements, and a `Link` for every
pair that is linked or suggested, with its score and its reasons.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from kelisim.account.blocking import candidates
from kelisim.account.clusters import Bonds, Couple, couple, groups
from kelisim.account.likeness import LINKED, SUGGESTED, Pair, identified, kept_apart, likeness, may_be_one, vetoed
from kelisim.account.mentions import Mention, Rarity, rarity
from kelisim.account.references import references
from kelisim.account.things import RULE, Link, Reason

MOST_SUGGESTED = 3
ONE_OF_A_SORT = 2.9  # the score of what is alike but not identified: a person is asked


class Scored(Struct, frozen=True):
    """A compared pair of statements."""

    score: float
    left: str
    right: str
    reasons: tuple[Reason, ...]


class Grouped(Struct, frozen=True):
    """Statements in groups, one a thing, and the links that are held or suggested."""

    groups: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...]


def brought_together(
    told: Sequence[Mention],
    decided: tuple[frozenset[Couple], frozenset[Couple]] = (frozenset(), frozenset()),
    met: frozenset[Couple] = frozenset(),
) -> Grouped:
    """Group undertakings.

    ``decided`` are the pairs of statement ids that persons brought together, and those they keep apart; ``met`` the
    pairs of texts that tell of one meeting.
    """
    together, apart = decided
    mentions = {item.id: item for item in told if item.entry.statement.polarity == "affirmed"}
    known = rarity(sorted(mentions.values(), key=lambda item: item.id))
    scored = _scored(mentions, known, met)
    bonds = Bonds(
        tuple((pair.score, pair.left, pair.right) for pair in scored if pair.score >= LINKED), together, apart
    )
    conflicts = _Conflicts(mentions, known, {couple(pair.left, pair.right): pair for pair in scored})
    found = groups((item.id for item in told), bonds, conflicts.between)
    return Grouped(tuple(found), _links(scored, found, apart))


def _scored(mentions: dict[str, Mention], known: Rarity, met: frozenset[Couple]) -> list[Scored]:
    """The pairs that are at least suggested, the likeliest first."""
    scored: dict[Couple, Scored] = {}
    for left, right in candidates(list(mentions.values())):
        if not may_be_one(left, right):
            continue
        compared = Pair(left, right, known, couple(left.text, right.text) in met)
        score, reasons = likeness(compared)
        if score >= LINKED and not identified(compared, reasons):
            score = ONE_OF_A_SORT
        if score >= SUGGESTED and not vetoed(reasons):
            scored[couple(left.id, right.id)] = Scored(score, *couple(left.id, right.id), reasons)
    for before, reference, score, reason in references(list(mentions.values())):
        pair = couple(before.id, reference.id)
        if pair not in scored or scored[pair].score < score:
            scored[pair] = Scored(score, *pair, (reason,))
    return sorted(scored.values(), key=lambda pair: (-pair.score, pair.left, pair.right))


class _Conflicts(Struct, frozen=True):
    """Whether two statements that no rule linked may stand in one group."""

    mentions: dict[str, Mention]
    known: Rarity
    scored: dict[Couple, Scored]

    def between(self, left: str, right: str) -> bool:
        """Whether something keeps the two apart."""
        if couple(left, right) in self.scored:
            return False
        first, second = couple(left, right)
        return kept_apart(Pair(self.mentions[first], self.mentions[second], self.known))


def _links(scored: Sequence[Scored], found: Sequence[tuple[str, ...]], apart: frozenset[Couple]) -> tuple[Link, ...]:
    """Linked pairs inside groups; between two groups the likeliest pair, at most three for each group."""
    group_of = {id: number for number, members in enumerate(found) for id in members}
    suggested: dict[int, int] = {}
    asked: set[tuple[int, int]] = set()
    links = []
    for pair in scored:
        mine, yours = sorted((group_of[pair.left], group_of[pair.right]))
        if mine == yours:
            if pair.score >= LINKED:
                links.append(_link(pair, "linked"))
            continue
        full = max(suggested.get(mine, 0), suggested.get(yours, 0)) >= MOST_SUGGESTED
        if full or (mine, yours) in asked or couple(pair.left, pair.right) in apart:
            continue
        asked.add((mine, yours))
        suggested[mine] = suggested.get(mine, 0) + 1
        suggested[yours] = suggested.get(yours, 0) + 1
        links.append(_link(pair, "suggested"))
    return tuple(links)


def _link(pair: Scored, verdict: Literal["linked", "suggested"]) -> Link:
    return Link(
        kind="same_undertaking",
        left=pair.left,
        right=pair.right,
        verdict=verdict,
        score=pair.score,
        by=RULE,
        reasons=pair.reasons,
    )
