"""The account out of entries and links: things with all that was told of them, series of facts, encounters.

The same entries and decisions give the same account in whatever order they come.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from kelisim.account.clusters import Bonds, groups
from kelisim.account.entries import Entries
from kelisim.account.facts import told_figures
from kelisim.account.minting import in_order, thing_id
from kelisim.account.series import all_series
from kelisim.account.things import Account, Encounter, Link, LinkKind, Thing
from kelisim.ledger.links import Decision
from kelisim.ledger.query import AnyEntry, UndertakingEntry

Groups = Sequence[tuple[str, ...]]


def account_of(entries: Entries, decisions: Iterable[Decision] = ()) -> Account:
    """Bring the statements together: undertakings with their papers and packages, series of facts, meetings.

    ``decisions`` are what persons said of pairs of statements; the later one counts.
    """
    from kelisim.account.linking import links_of

    return account_from(entries, links_of(entries, decisions))


class Grouping(Struct, frozen=True):
    """The statements of each sort in groups, one an undertaking, a fact, a meeting; the periods that reports give away,
    by the id of the figure.
    """

    undertakings: Groups
    figures: Groups
    meetings: Groups
    inferred: Mapping[str, str]


def account_from(entries: Entries, links: Sequence[Link]) -> Account:
    """The account of ``entries`` under ``links`` that were found before; links to other statements are left out."""
    met = _grouped(entries.meetings, links, "same_meeting")
    works = _grouped(entries.undertakings, links, "same_undertaking")
    affirmed = [entry for entry in entries.figures if entry.statement.polarity == "affirmed"]
    grouping = Grouping(works, _grouped(affirmed, links, "same_figure"), met, _inferred(entries, met))
    return account_grouped(entries, grouping, links)


def account_grouped(entries: Entries, grouping: Grouping, links: Sequence[Link]) -> Account:
    """The account of ``entries`` in groups that were made before; of ``links`` those between things count."""
    known = set(entries.ids)
    held = tuple(link for link in links if link.left in known and link.right in known)
    figures = told_figures(entries.figures, grouping.inferred)
    return Account(
        undertakings=_things(entries.undertakings, grouping.undertakings, held),
        series=all_series(figures, grouping.figures, held),
        meetings=_encounters(entries, (grouping.meetings, grouping.undertakings), held),
        links=held,
        inferred=dict(grouping.inferred),
    )


def _inferred(entries: Entries, met: Groups) -> Mapping[str, str]:
    from kelisim.account.report_dates import inferred_periods  # reads times, which only this needs

    return inferred_periods(entries.figures, entries.meetings, met)


def _grouped(entries: Sequence[AnyEntry], links: Sequence[Link], kind: LinkKind) -> Groups:
    """The statements in the groups that the links of one kind make of them."""
    linked = (link for link in links if link.kind == kind and link.verdict == "linked")
    bonds = Bonds(tuple((link.score, link.left, link.right) for link in linked))
    return groups((entry.statement.id for entry in entries), bonds)


def _things(entries: Sequence[UndertakingEntry], works: Groups, links: Sequence[Link]) -> tuple[Thing, ...]:
    by_id = {entry.statement.id: entry for entry in entries}
    told = {members: in_order(by_id[id] for id in members) for members in works}
    id_of = {id: thing_id(found[0]) for members, found in told.items() for id in members}
    package: dict[str, str] = {}
    for link in links:
        if link.kind == "part_of" and link.verdict == "linked" and id_of[link.left] != id_of[link.right]:
            package.setdefault(id_of[link.left], id_of[link.right])
    members_of: dict[str, set[str]] = defaultdict(set)
    for part, whole in package.items():
        members_of[whole].add(part)
    things = []
    for found in told.values():
        id = thing_id(found[0])
        things.append(
            Thing(
                id=id,
                aliases=tuple(sorted({thing_id(entry) for entry in found} - {id})),
                entries=found,
                package=package.get(id),
                parts=tuple(sorted(members_of.get(id, ()))),
                papers=tuple(entry.statement.id for entry in found if entry.statement.kind == "agreement")
                if any(entry.statement.kind != "agreement" for entry in found)
                else (),
            )
        )
    return tuple(sorted(things, key=lambda thing: thing.id))


def _encounters(entries: Entries, grouped: tuple[Groups, Groups], links: Sequence[Link]) -> tuple[Encounter, ...]:
    met, works = grouped
    outcomes = [link for link in links if link.kind == "outcome_of" and link.verdict == "linked"]
    by_id = {entry.statement.id: entry for entry in entries.meetings}
    papers = {entry.statement.id: entry for entry in entries.undertakings}
    id_of: dict[str, str] = {}
    for members in works:
        first = in_order(papers[id] for id in members)[0]
        id_of |= dict.fromkeys(members, thing_id(first))
    agreed: dict[str, set[str]] = defaultdict(set)
    for link in outcomes:
        agreed[link.right].add(id_of[link.left])
    found = []
    for members in met:
        told = in_order(by_id[id] for id in members)
        id = thing_id(told[0])
        found.append(
            Encounter(
                id=id,
                aliases=tuple(sorted({thing_id(entry) for entry in told} - {id})),
                entries=told,
                outcomes=tuple(sorted({thing for member in members for thing in agreed[member]})),
            )
        )
    return tuple(sorted(found, key=lambda encounter: encounter.id))
