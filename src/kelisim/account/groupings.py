"""Likely pairs into groups, and which links come of that; as much of it as a change can reach, or all.

What is grouped anew are the statements that were compared, and what likely pairs hold together with them. Between two
groups the likeliest pair is asked about, where each is among the three likeliest of the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct, structs

from kelisim.account.clusters import Bonds, Couple, couple, groups
from kelisim.account.things import RULE, Link, LinkKind, Reason, Verdict
from kelisim.account.workings import Workings
from kelisim.ledger.workings import Renewed, Rescored, ScoreKind, Scores

MOST_SUGGESTED = 3
Group = tuple[str, ...]


class Likely:
    """The likely pairs as they are now: those of what was ``compared``, and of the rest those of before."""

    def __init__(self, workings: Workings, kind: ScoreKind, compared: Iterable[str], found: Scores) -> None:
        self.kind = kind
        self.compared = frozenset(compared)
        self.found = found
        self._workings = workings
        self._of: dict[str, dict[str, float]] = {id: {} for id in self.compared}
        self._more: dict[str, dict[str, float]] = defaultdict(dict)
        for (left, right), score in found.items():
            for one, other in ((left, right), (right, left)):
                (self._of[one] if one in self.compared else self._more[one])[other] = score

    def of(self, ids: Iterable[str]) -> Mapping[str, Mapping[str, float]]:
        """By the id of each statement what it is likely one with, and the scores."""
        wanted = set(ids)
        missing = {id for id in wanted if id not in self._of}
        for id in missing:
            self._of[id] = dict(self._more.get(id, {}))
        kept = self._workings.scores(self.kind, sorted(missing)) if missing else {}
        for (left, right), score in kept.items():
            if left not in self.compared and right not in self.compared:
                for one, other in ((left, right), (right, left)):
                    if one in missing:
                        self._of[one][other] = score
        return {id: self._of[id] for id in wanted}

    def has(self, left: str, right: str) -> bool:
        """Whether two are a likely pair."""
        if left not in self._of:
            self.of([left])
        return right in self._of[left]

    def otherwise(self, beside: Iterable[str] = ()) -> set[str]:
        """The ends of pairs that have another score than before; of pairs with none of what is looked at ``beside``."""
        before = self._workings.scores(self.kind, sorted(self.compared))
        pairs = before.keys() | self.found.keys()
        seen = frozenset(beside)
        return {
            id for pair in pairs if before.get(pair) != self.found.get(pair) and seen.isdisjoint(pair) for id in pair
        }

    @property
    def rescored(self) -> Rescored:
        """What is kept of it."""
        return Rescored(self.kind, self.compared, self.found)


class Groups:
    """Which statements are one thing: groups made anew, and of the rest those that the links of before make."""

    def __init__(self, workings: Workings, kind: LinkKind) -> None:
        self.kind = kind
        self._workings = workings
        self._of: dict[str, Group] = {}

    def put(self, made: Iterable[Group]) -> None:
        """Keep groups that were made anew."""
        for members in made:
            self._of.update(dict.fromkeys(members, members))

    def of(self, ids: Iterable[str]) -> dict[str, Group]:
        """By the id of each statement the statements of its thing."""
        wanted = list(ids)
        self.put(self._before(sorted({id for id in wanted if id not in self._of})))
        return {id: self._of[id] for id in wanted}

    def moved(self, ids: Iterable[str]) -> set[str]:
        """The members of the groups of these statements that are together with others now than before, or apart from
        others: of any two of which that holds, one at least. The most that stayed together have not moved.
        """
        now = set(self.of(ids).values())
        before = Groups(self._workings, self.kind).of(id for group in now for id in group)
        parts: dict[tuple[Group, Group], list[str]] = defaultdict(list)
        for group in now:
            for id in group:
                parts[group, before[id]].append(id)
        found: set[str] = set()
        for side in (0, 1):
            beside: dict[Group, list[list[str]]] = defaultdict(list)
            for pair, members in parts.items():
                beside[pair[side]].append(members)
            for stayed in beside.values():
                found.update(id for members in sorted(stayed, key=len)[:-1] for id in members)
        return found

    def links(self, ids: Sequence[str]) -> dict[Couple, Link]:
        """The links of before, by their ends."""
        return {(one.left, one.right): one for one in self._workings.links(ids, (self.kind,))}

    def _before(self, ids: Sequence[str]) -> list[Group]:
        bonds: list[tuple[float, str, str]] = []
        seen, asked = set(ids), list(ids)
        while asked:
            found = self._workings.pairs(asked, self.kind)
            bonds += [(0.0, *pair) for pair in found]
            ends = {id for pair in found for id in pair}
            asked = sorted(ends - seen)
            seen |= ends
        return groups(seen, Bonds(tuple(bonds)))


class Rules(Struct, frozen=True):
    """How pairs of a sort are brought together: from which score on they are linked, what persons decided, what keeps
    two statements apart, and for what reasons a pair has its score; ``load`` gets many statements at once.
    """

    linked: float
    together: frozenset[Couple]
    apart: frozenset[Couple]
    conflicts: Callable[[str, str], bool]
    reasons: Callable[[Couple], tuple[Reason, ...]]
    load: Callable[[Iterable[str]], object]


def grouped(likely: Likely, held: Groups, kept: set[str], rules: Rules) -> list[Renewed]:
    """Group anew what a change can reach; ``kept`` are the compared statements that are still there.

    Of ``held`` the groups are renewed. Gives the links of all groups that are new, or may be asked about otherwise.
    """
    reached = (likely.otherwise() - likely.compared) | kept
    ids = _with_what_they_hold(reached, likely, rules)
    rules.load(ids)
    near = likely.of(ids)
    bonds = {couple(one, other): score for one in ids for other, score in near[one].items() if score >= rules.linked}
    made = groups(
        ids,
        Bonds(tuple((score, *pair) for pair, score in bonds.items()), rules.together, rules.apart),
        rules.conflicts,
    )
    held.put(made)
    of = held.of(ids)
    linked = _links({pair: score for pair, score in bonds.items() if of[pair[0]] == of[pair[1]]}, likely, held, rules)
    asked, around = _asked(ids, likely, held, rules)
    gone = likely.compared - kept
    return [
        Renewed(held.kind, frozenset(ids | gone), tuple(linked), "linked"),
        Renewed(held.kind, frozenset(around | gone), tuple(asked), "suggested"),
    ]


def _with_what_they_hold(ids: set[str], likely: Likely, rules: Rules) -> set[str]:
    beside: dict[str, list[str]] = defaultdict(list)
    for left, right in rules.together:
        beside[left].append(right)
        beside[right].append(left)
    seen, asked = set(ids), set(ids)
    while asked:
        near = likely.of(asked)
        asked = {other for one in near.values() for other, score in one.items() if score >= rules.linked}.union(
            *(beside[id] for id in near if id in beside)
        ) - seen
        seen |= asked
    return seen


def _asked(ids: set[str], likely: Likely, held: Groups, rules: Rules) -> tuple[list[Link], set[str]]:
    """What is asked about these statements and their neighbours, for whom there may be other likeliest ones now."""
    near = likely.of(ids)
    beside = {other for one in near.values() for other in one}
    around = ids.union(*held.of(beside).values())
    first = _likeliest(around, likely, held, rules)
    firsts = {yours for best in first.values() for yours in best}
    others = {id for members in held.of(firsts).values() for id in members} - around
    best = first | _likeliest(others, likely, held, rules)
    pairs = {
        pair: score for mine, found in first.items() for yours, (score, pair) in found.items() if mine in best[yours]
    }
    return _links(pairs, likely, held, rules, "suggested"), around


def _likeliest(
    ids: Iterable[str], likely: Likely, held: Groups, rules: Rules
) -> dict[str, dict[str, tuple[float, Couple]]]:
    """By the first of each group those of the three others that are the likeliest to be the same, with the pair that
    says so.
    """
    near = likely.of(ids)
    of = held.of({*near, *(other for one in near.values() for other in one)})
    best: dict[str, dict[str, tuple[float, Couple]]] = {of[id][0]: {} for id in near}
    for id, found in near.items():
        mine = of[id][0]
        for other, score in found.items():
            pair, yours = couple(id, other), of[other][0]
            if mine != yours and pair not in rules.apart:
                said = best[mine].get(yours)
                if said is None or _rank(score, pair) < _rank(*said):
                    best[mine][yours] = score, pair
    return {
        mine: dict(sorted(found.items(), key=lambda item: _rank(*item[1]))[:MOST_SUGGESTED])
        for mine, found in best.items()
    }


def _rank(score: float, pair: Couple) -> tuple[float, Couple]:
    return -score, pair


def _links(pairs: Scores, likely: Likely, held: Groups, rules: Rules, verdict: Verdict = "linked") -> list[Link]:
    """The links of pairs; what was not compared again keeps the reasons that it had."""
    before = held.links(sorted({id for pair in pairs for id in pair}))
    links = []
    for pair, score in sorted(pairs.items()):
        old = before.get(pair)
        if old is not None and pair not in likely.found and (old.score, old.by) == (score, RULE):
            links.append(structs.replace(old, verdict=verdict))
        else:
            reasons = rules.reasons(pair)
            links.append(
                Link(
                    kind=held.kind, left=pair[0], right=pair[1], verdict=verdict, score=score, by=RULE, reasons=reasons
                )
            )
    return links
