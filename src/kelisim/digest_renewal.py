"""The digest renewed for what one more report touches: its things, what they are linked to, their families of series.

    renewed(connection, {"3f9a…", …})  ->  Renewed: the rows that are to go, and the rows in their place

What comes of it is what working the whole digest out would give, because an outline says nothing of things that the
thing is not linked to, and numbers are set against each other within a family alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from kelisim.account.account import Grouping, account_grouped
from kelisim.account.clusters import Bonds, groups
from kelisim.account.entries import Entries
from kelisim.account.facts import told_figures
from kelisim.account.minting import in_order, on_same_words, thing_id
from kelisim.account.moments import own_date
from kelisim.account.outlining import Around, outlines
from kelisim.account.owners import family, rates_of
from kelisim.account.report_dates import inferred_periods
from kelisim.account.series import series_id
from kelisim.account.states import state
from kelisim.account.things import Account, Link
from kelisim.digest_making import SOME_DAY, members, shelved
from kelisim.ledger import digest_book, link_book, questions
from kelisim.ledger.digest_book import Digest, Member, Renewed
from kelisim.ledger.links import LinkKind
from kelisim.ledger.query import AnyEntry
from kelisim.ledger.workings_book import KeptWorkings
from kelisim.model import Figure, Meeting, Undertaking, is_sure

_SAME: dict[str, LinkKind] = {
    "figure": "same_figure",
    "undertaking": "same_undertaking",
    "meeting": "same_meeting",
}
IN_PARTS: tuple[LinkKind, ...] = ("part_of", "outcome_of")
BETWEEN: tuple[LinkKind, ...] = (*IN_PARTS, "revises", "contradicts", "baseline_of")
Group = tuple[str, ...]


def renewed(connection: Connection, touched: Iterable[str]) -> Renewed:
    """What of the digest is otherwise now that these statements are there, gone, or linked otherwise."""
    return _Renewal(connection, set(touched)).renewed()


class _Renewal:
    """One renewal: statements are loaded once, and stand in the groups that they have now."""

    def __init__(self, connection: Connection, touched: set[str]) -> None:
        self.connection = connection
        self.workings = KeptWorkings(connection)
        self.entries: dict[str, AnyEntry] = {}
        self.texts: dict[str, list[AnyEntry]] = {}
        self.member_of: dict[str, Member] = {}
        self.looked_at = set(touched)  # none, where a report that says nothing was all that came
        self.regrouped = self._regrouped(self.looked_at)
        while True:  # words that two readings of a text tell otherwise found things of one name
            self.looked_at = self.looked_at.union(*self.regrouped)
            more = self._of_their_names()
            if more <= self.looked_at:
                break
            self.looked_at |= more
            self.regrouped = self._regrouped(self.looked_at)
        self.before = digest_book.outlines_with(connection, sorted(self.looked_at))
        self.sure = self._sure_groups()
        self.group_of = {id: group for group in self.sure for id in group}
        self.inferred: dict[str, str] = {}

    def renewed(self) -> Renewed:
        """The rows that go, and those that come."""
        things = self._things_reached()
        self._infer()
        series, families = self._series()
        rates = {one.rates for one in self.before if one.rates}
        rates |= {key for id in self.group_of if (key := self._rates(id))}
        asked = digest_book.printing_rates(self.connection, sorted(rates))
        account, extra = self._account(set(asked))
        around = Around(tuple(self._told_in(_texts(account, things))), extra)
        found = outlines(state(account, SOME_DAY), around)
        old = {one.outline for one in self.before}
        owners = families | rates | things | old
        gone = digest_book.found_in(self.connection, sorted(owners))
        findings = {id for id, sort in gone.items() if sort in ("conflict", "check")}
        new = [one for one in shelved(found) if one.id in things | series or one.owner in owners - {""}]
        new = [one for one in new if one.sort != "series" or one.id in series]
        rows = [one for one in members(account) if one.statement in self.looked_at]
        names, told = self._names()
        return Renewed(
            outlines=frozenset(findings | things | series | old | {one.id for one in new}),
            statements=frozenset(self.looked_at),
            things=frozenset(digest_book.things_of(self.connection, sorted(self.looked_at)).values()) | set(names),
            digest=Digest(outlines=new, members=rows, names=names, things=told),
        )

    def _regrouped(self, touched: set[str]) -> list[Group]:
        """The groups in which touched statements stand now, unsure ones too."""
        seen, asked = set(touched), set(touched)
        bonds: list[tuple[float, str, str]] = []
        while asked:
            held = link_book.ask_pairs(self.connection, sorted(asked), tuple(_SAME.values()))
            bonds += [(0.0, *pair) for pair in held]
            asked = {id for pair in held for id in pair} - seen
            seen |= asked
        there = self._load(seen)
        self.bonds = bonds
        return groups((id for id, entry in there.items() if _has_thing(entry)), Bonds(tuple(bonds)))

    def _of_their_names(self) -> set[str]:
        """What belonged to the things that these statements belonged to, or that have the names of theirs now."""
        before = digest_book.things_of(self.connection, sorted(self.looked_at)).values()
        named = {*before, *self._names()[0]}
        return set(digest_book.statements_of(self.connection, sorted(named)))

    def _sure_groups(self) -> list[Group]:
        """The same of what is sure: what holds together without what is not."""
        ids = [id for group in self.regrouped for id in group if is_sure(self.entries[id].statement)]
        return groups(ids, Bonds(tuple(self.bonds)))

    def _names(self) -> tuple[dict[str, str], dict[str, str]]:
        """The names of the things, and the thing of each statement, unsure ones too."""
        names: dict[str, str] = {}
        told: dict[str, str] = {}
        for group in self.regrouped:
            ordered = in_order(self.entries[id] for id in group)  # type: ignore[type-var]
            id = thing_id(ordered[0])
            told |= dict.fromkeys(group, id)
            is_fact = ordered[0].statement.statement == "figure"
            names |= {thing_id(entry): id for entry in (ordered[:1] if is_fact else ordered)}
        return names, told

    def _things_reached(self) -> set[str]:
        """The undertakings and meetings to be outlined: regrouped ones, and those that name them.

        Along the way the statements of all of them are loaded, and of those that they name.
        """
        ids = set(self.group_of)
        links = link_book.ask_links(self.connection, sorted(self.looked_at), BETWEEN)
        beside = {id for link in links for id in (link.left, link.right)} - ids
        works = [entry for entry in self._load(ids).values() if isinstance(entry.statement, Undertaking)]
        inside = (entry.statement for entry in self._told_in(_texts_of(works)))
        beside |= {told.id for told in inside if isinstance(told, Figure) and told.of in ids}
        figures = (entry.statement for entry in self._load(ids).values())
        beside |= {told.of for told in figures if isinstance(told, Figure) and told.of}
        self._bring(beside - ids)
        reached = {self.group_of[id] for id in ids | beside if id in self.group_of}
        self.reached_figures = {group for group in reached if self._is(group, Figure)}
        return {self._thing(group) for group in reached if not self._is(group, Figure)}

    def _bring(self, ids: Iterable[str]) -> None:
        """Statements of groups that are as they were, with all of their groups."""
        wanted = [id for id in ids if id not in self.group_of]
        outlines_of = {one.outline for one in digest_book.outlines_with(self.connection, sorted(wanted))}
        self._bring_outlines(outlines_of)

    def _bring_outlines(self, ids: Iterable[str]) -> None:
        found = digest_book.members_of(self.connection, sorted(ids))
        self._bring_members(one for one in found if one.statement not in self.looked_at)

    def _infer(self) -> None:
        """The periods that reports give away of figures that were regrouped."""
        regrouped = [self.entries[id] for group in self.sure for id in group if self._is(group, Figure)]
        figures = [one for one in regrouped if own_date(one.statement) is None and one.sources[0].published is None]
        texts = _texts_of(figures)
        met = [entry for entry in self._told_in(texts) if isinstance(entry.statement, Meeting) and _is_sure(entry)]
        self._bring(entry.statement.id for entry in met)
        told = sorted({self.group_of[entry.statement.id] for entry in met if entry.statement.id in self.group_of})
        meetings = [self.entries[id] for group in told for id in group]
        self.inferred = inferred_periods(figures, meetings, told)  # type: ignore[arg-type]

    def _series(self) -> tuple[set[str], set[str]]:
        """The series to be outlined, and the families in which numbers are set against each other anew.

        Along the way the statements of all series of these families are loaded.
        """
        now: set[str] = set()
        families: set[str] = set()
        for group in self.reached_figures:
            first = in_order(self.entries[id] for id in group)[0]  # type: ignore[type-var]
            told = told_figures([first], self.inferred)[first.statement.id]  # type: ignore[list-item]
            now.add(series_id(told))
            families.add(family(told.figure))
        before = {one.outline for one in self.before}
        families |= digest_book.owners_of(self.connection, sorted(before))
        kin = [id for id, sort in digest_book.found_in(self.connection, sorted(families)).items() if sort == "series"]
        self._bring_outlines({*kin, *now})
        old = {id for id in before if id in kin}
        return now | old, families

    def _account(self, rates: set[str]) -> tuple[Account, dict[str, str]]:
        """The account of everything that was loaded, with what it is linked to; and things that are only named."""
        more = digest_book.outlines_with(self.connection, sorted(rates - self.group_of.keys() - self.looked_at))
        self._bring_members(more)
        links = self._links(list(self.group_of))
        ends = {id for link in links for id in (link.left, link.right)} - self.group_of.keys() - self.looked_at
        others = digest_book.outlines_with(self.connection, sorted(ends))
        named = {id for link in links if link.kind in IN_PARTS for id in (link.left, link.right)}
        self._bring_outlines({one.outline for one in others if one.statement in named})
        self._bring_members(one for one in others if one.statement not in self.group_of)
        entries = Entries().with_more(self.entries[id] for id in self.group_of)
        found = sorted(set(self.group_of.values()))
        sorts = {kind: [group for group in found if self._is(group, kind)] for kind in (Undertaking, Figure, Meeting)}
        periods = {id: one.period for id, one in self.member_of.items() if one.period} | dict(self.inferred)
        grouping = Grouping(sorts[Undertaking], sorts[Figure], sorts[Meeting], periods)
        of = {e.statement.of for e in entries.figures if e.statement.of} - self.group_of.keys() - self.looked_at
        things = {one.statement: one.outline for one in digest_book.outlines_with(self.connection, sorted(of))}
        return account_grouped(entries, grouping, links), things

    def _bring_members(self, found: Iterable[Member]) -> None:
        """Statements with those of their groups that are among them."""
        by_thing: dict[tuple[str, str], list[str]] = {}
        for one in found:
            self.member_of[one.statement] = one
            by_thing.setdefault((one.outline, one.thing), []).append(one.statement)
        self._load(id for told in by_thing.values() for id in told)
        for told in by_thing.values():
            for group in self._parted(told):
                self.group_of |= dict.fromkeys(group, group)

    def _parted(self, ids: list[str]) -> list[Group]:
        """One group, but for facts of one name: of words that two readings of a text tell otherwise."""
        if len(ids) == 1 or not any(on_same_words(self.entries[id] for id in ids)):
            return [tuple(sorted(ids))]
        pairs = link_book.ask_pairs(self.connection, sorted(ids), tuple(_SAME.values()))
        return groups(ids, Bonds(tuple((0.0, *pair) for pair in pairs)))

    def _links(self, ids: Sequence[str]) -> list[Link]:
        return link_book.ask_links(self.connection, sorted(ids), BETWEEN)

    def _load(self, ids: Iterable[str]) -> dict[str, AnyEntry]:
        wanted = set(ids)
        missing = sorted(id for id in wanted if id not in self.entries)
        self.entries |= {one.statement.id: one for one in questions.statements_by_ids(self.connection, missing)}
        return {id: self.entries[id] for id in wanted if id in self.entries}

    def _told_in(self, texts: Iterable[str]) -> list[AnyEntry]:
        """The sure statements of texts."""
        wanted = sorted(set(texts))
        missing = [text for text in wanted if text not in self.texts]
        self.texts.update((text, []) for text in missing)
        for entry in self.workings.told_in(missing):
            if _is_sure(entry):
                self.texts[entry.sources[0].text_hash].append(entry)
        return [entry for text in wanted for entry in self.texts[text]]

    def _is(self, group: Group, kind: type) -> bool:
        return isinstance(self.entries[group[0]].statement, kind)

    def _thing(self, group: Group) -> str:
        return thing_id(in_order(self.entries[id] for id in group)[0])  # type: ignore[type-var]

    def _rates(self, id: str) -> str | None:
        told = self.entries[id].statement
        return rates_of(told) if isinstance(told, Figure) else None


def _is_sure(entry: AnyEntry) -> bool:
    return is_sure(entry.statement)


def _has_thing(entry: AnyEntry) -> bool:
    """A figure that is denied is no fact."""
    return not isinstance(entry.statement, Figure) or entry.statement.polarity == "affirmed"


def _texts_of(entries: Iterable[AnyEntry]) -> set[str]:
    return {entry.sources[0].text_hash for entry in entries}


def _texts(account: Account, things: set[str]) -> set[str]:
    """The texts that tell of these undertakings."""
    return _texts_of(entry for thing in account.undertakings if thing.id in things for entry in thing.entries)
