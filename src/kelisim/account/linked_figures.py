"""Figures linked: which are one fact, which revise or contradict each other, as far as a change can reach."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kelisim.account.blocking import crossed
from kelisim.account.clusters import Couple, couple
from kelisim.account.desk import Desk
from kelisim.account.facts import Told, told_figure
from kelisim.account.groupings import Groups
from kelisim.account.keys import first_key
from kelisim.account.report_dates import inferred_periods
from kelisim.account.same_figures import MOST_KIN, Decided, beside, fact_groups, kin_key, kin_of, kin_signs
from kelisim.account.series import difference_key, differences
from kelisim.account.things import Link, LinkKind
from kelisim.ledger.workings import Indexed, Renewed

DIFFERENCES: tuple[LinkKind, ...] = ("revises", "contradicts")


class Figures:
    """The figures that were looked at. ``things`` and ``meetings`` are the groups of undertakings and of meetings."""

    def __init__(self, desk: Desk, decided: Decided, things: Groups, meetings: Groups) -> None:
        self._desk = desk
        self._workings = desk.workings
        self._together, self._apart = decided
        self._things = things
        self._meetings = meetings
        self._told: dict[str, Told] = {}
        self._asked: set[Couple] = set()
        self._asked_of: set[str] = set()
        self._asked_now: dict[str, list[Couple]] = defaultdict(list)
        self._looked_at: set[str] = set()
        self.texts: set[str] = set()
        self.dated: set[str] = set()

    def told(self, ids: Iterable[str]) -> dict[str, Told]:
        """Figures taken apart, with the periods that their reports give away."""
        wanted = list(ids)
        missing = [id for id in wanted if id not in self._told]
        if missing:
            known = self._workings.items(missing)
            for id, entry in self._desk.load(missing).items():
                self._told[id] = told_figure(entry, known[id].period)  # type: ignore[arg-type]
        return {id: self._told[id] for id in wanted}

    def renewed(
        self, texts: set[str], gone: frozenset[str], of_things: set[str], renewed: Sequence[Renewed]
    ) -> list[Renewed]:
        """The links of figures of ``texts``, of those ``gone``, and of those that are of undertakings ``of_things``."""
        for one in renewed:
            if one.kind == self._things.kind and one.verdict == "suggested":
                self._looked_at |= one.ids
                for link in one.links:
                    self._asked_now[link.left].append((link.left, link.right))
                    self._asked_now[link.right].append((link.left, link.right))
        of_them = sorted(self._desk.texts_of(of_things))
        ids = {entry.statement.id for entry in self._desk.figures_in(of_them) if entry.statement.of in of_things}
        dirty, blocks = self._indexed(texts, gone)
        return [
            self._same(dirty | {one.kin for one in self._workings.items(ids).values()}, gone),
            *self._different(blocks, gone),
        ]

    def _indexed(self, texts: set[str], gone: frozenset[str]) -> tuple[set[str], set[int]]:
        """Keep what figures say where it is looked up; the kin and the blocks of other numbers that this touches."""
        desk, workings = self._desk, self._workings
        entries = [entry for entry in desk.figures_in(sorted(texts)) if entry.statement.polarity == "affirmed"]
        of = self._meetings.of([entry.statement.id for entry in desk.meetings_in(sorted(texts))])
        met = sorted(set(of.values()))
        meetings = [desk.load(members) for members in met]
        periods = inferred_periods(entries, [e for found in meetings for e in found.values()], met)  # type: ignore[misc]
        undated = (one for one in entries if one.statement.period is None and one.sources[0].published is None)
        self.dated = {one.statement.id for one in undated}
        put: dict[str, Indexed] = {}
        for entry in entries:
            id = entry.statement.id
            told = self._told[id] = told_figure(entry, periods.get(id))
            put[id] = _indexed(told)
        before = dict(workings.items([*put, *gone]))
        dirty = {one.kin for one in (*put.values(), *before.values())}
        changed = {id: one for id, one in put.items() if before.get(id) != one}
        self.texts = {one.text for one in changed.values()}
        known = workings.items(dirty).keys()
        new = {one.kin: self._told[id] for id, one in changed.items() if one.kin not in known}
        workings.put(changed | {kin: kin_signs(told) for kin, told in new.items()}, gone)
        left = {kin for kin in known if not workings.block(kin_key(kin), 0)}
        went = list(workings.items(left).values())
        workings.put({}, left)
        if known or before:
            dirty |= crossed([kin_signs(told) for told in new.values()], went, workings, MOST_KIN)
        blocks = {key for one in (*put.values(), *before.values()) for key in one.firsts if key != kin_key(one.kin)}
        return dirty - left, blocks

    def _same(self, dirty: set[str], gone: frozenset[str]) -> Renewed:
        """Which figures of these kin, and of those that they are one fact with, are one."""
        known: dict[str, Told] = {}
        members: dict[str, Sequence[str]] = {}
        found: dict[Couple, bool] = {}
        by_person = self._kin_by_person()
        asked = set(dirty)
        while asked:
            self._represent(asked, known)
            near = {kin: self._near(known[kin]) for kin in sorted(asked)}
            self._represent(set().union(*near.values()), known)
            reached: set[str] = set()
            for kin, others in near.items():
                members[kin] = self._workings.bearers(kin_key(kin))
                new = {other: known[other] for other in others if other not in members}
                found.update(beside(kin, known[kin], new, self._are_apart))
                reached |= by_person.get(kin, set())
            asked = reached.union(*found) - members.keys()
        told = self.told(id for ids in members.values() for id in ids)
        of_kin = [{id: told[id] for id in ids} for ids in members.values()]
        _, links = fact_groups(of_kin, found, (self._together, self._apart))
        return Renewed("same_figure", gone.union(told), tuple(links))

    def _near(self, told: Told) -> set[str]:
        """The kin in the blocks of one."""
        near: set[str] = set()
        for first in kin_signs(told).firsts:
            block = self._workings.block(first, MOST_KIN)
            if len(block) <= MOST_KIN:
                near.update(block)
        return near

    def _represent(self, kin: set[str], known: dict[str, Told]) -> None:
        """Take a figure of each kin into ``known``: it stands for all of them."""
        firsts = {one: self._workings.block(kin_key(one), 0)[0] for one in sorted(kin - known.keys())}
        told = self.told(firsts.values())
        known.update({one: told[id] for one, id in firsts.items()})

    def _kin_by_person(self) -> dict[str, set[str]]:
        """By kin those that persons brought together with it."""
        ids = {id for pair in self._together for id in pair}
        kin = {id: one.kin for id, one in self._workings.items(sorted(ids)).items()} if ids else {}
        found: dict[str, set[str]] = defaultdict(set)
        for left, right in self._together:
            if left in kin and right in kin:
                found[kin[left]].add(kin[right])
                found[kin[right]].add(kin[left])
        return found

    def _different(self, blocks: set[int], gone: frozenset[str]) -> list[Renewed]:
        """Other numbers for one period."""
        links: list[Link] = []
        looked: set[str] = set(gone)
        for key in sorted(blocks):
            block = self.told(sorted(self._workings.bearers(key)))
            looked.update(block)
            links += [link for link in differences(block) if couple(link.left, link.right) not in self._apart]
        return [
            Renewed(kind, frozenset(looked), tuple(link for link in links if link.kind == kind)) for kind in DIFFERENCES
        ]

    def _are_apart(self, one: str, other: str) -> bool:
        """Whether two undertakings are different things, and nobody is asked whether they are one."""
        of = self._things.of([one, other])
        if of[one] == of[other]:
            return False
        self._ask(of[one])
        return couple(of[one][0], of[other][0]) not in self._asked

    def _ask(self, group: tuple[str, ...]) -> None:
        """What is asked about a thing, by the first statements of both."""
        if group[0] in self._asked_of:
            return
        self._asked_of.add(group[0])
        kept = self._workings.links(group, (self._things.kind,))
        before = ((one.left, one.right) for one in kept if one.verdict == "suggested")
        asked = {pair for pair in before if self._looked_at.isdisjoint(pair)}
        asked.update(pair for id in group for pair in self._asked_now.get(id, ()))
        of = self._things.of({id for pair in asked for id in pair})
        self._asked |= {couple(of[left][0], of[right][0]) for left, right in asked}


def _indexed(told: Told) -> Indexed:
    kin = kin_of(told)
    key = difference_key(told)
    others = (first_key("differ", *key),) if key else ()
    period = told.period if told.inferred else None
    return Indexed(sort="figure", text=told.text, firsts=tuple(sorted((kin_key(kin), *others))), kin=kin, period=period)
