"""`account_of`: entries and decisions in, the account out.

The same entries and decisions give the same account in whatever order they come.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from kelisim.account.clusters import Couple, couple
from kelisim.account.decisions import Decisions, decided
from kelisim.account.encounters import encounters
from kelisim.account.facts import fact_groups, told_figure
from kelisim.account.mentions import mention
from kelisim.account.minting import in_order, thing_id
from kelisim.account.packages import parts
from kelisim.account.report_dates import inferred_periods
from kelisim.account.series import all_series, baselines, differences
from kelisim.account.things import Account, Encounter, Link, Thing
from kelisim.account.undertakings import Grouped, brought_together
from kelisim.ledger.query import Decision, FigureEntry, MeetingEntry, UndertakingEntry


class Entries(Struct, frozen=True, kw_only=True):
    """What the ledger holds now, each statement once with all its reports."""

    figures: Sequence[FigureEntry] = ()
    undertakings: Sequence[UndertakingEntry] = ()
    meetings: Sequence[MeetingEntry] = ()


def account_of(entries: Entries, decisions: Iterable[Decision] = ()) -> Account:
    """Bring the statements together: undertakings with their papers and packages, series of facts, meetings.

    ``decisions`` are what persons said of pairs of statements; the later one counts.
    """
    said = decided(entries.figures, entries.undertakings, entries.meetings, decisions=decisions)
    met = encounters(entries.meetings, *said.of("same_meeting"))
    told_together = _told_together(entries.meetings, met)
    works = brought_together(entries.undertakings, said.of("same_undertaking"), told_together)
    meetings = {entry.statement.id: entry for entry in entries.meetings}
    periods = inferred_periods(entries.figures, [[meetings[id] for id in members] for members in met.groups])
    figures = {entry.statement.id: told_figure(entry, periods.get(entry.statement.id)) for entry in entries.figures}
    affirmed = {id: item for id, item in figures.items() if item.figure.polarity == "affirmed"}
    group_of = {id: number for number, members in enumerate(works.groups) for id in members}
    asked = {couple(link.left, link.right) for link in works.links if link.verdict == "suggested"}
    found, same = fact_groups(
        affirmed, said.of("same_figure"), lambda one, other: _are_apart(one, other, group_of, asked)
    )
    apart = [link for link in differences(affirmed) if couple(link.left, link.right) not in said.of("contradicts")[1]]
    wholes = _parts(entries, told_together, said)
    outcomes = _outcomes(entries)
    links = (*works.links, *wholes, *same, *apart, *baselines(affirmed), *met.links, *outcomes)
    return Account(
        undertakings=_things(entries.undertakings, works, wholes),
        series=all_series(affirmed, found, apart),
        meetings=_encounters(entries, met, works, outcomes),
        links=links,
    )


def _are_apart(one: str, other: str, group_of: Mapping[str, int], asked: set[Couple]) -> bool:
    if one not in group_of or other not in group_of:
        return False
    return group_of[one] != group_of[other] and couple(one, other) not in asked


def _told_together(meetings: Sequence[MeetingEntry], met: Grouped) -> frozenset[Couple]:
    """Pairs of texts that tell of one meeting."""
    texts = {entry.statement.id: entry.sources[0].text_hash for entry in meetings}
    named = (sorted({texts[id] for id in members}) for members in met.groups)
    return frozenset(pair for group in named for pair in combinations(group, 2))


def _parts(entries: Entries, met: frozenset[Couple], said: Decisions) -> list[Link]:
    """The members of packages, without what persons kept apart."""
    mentions = [mention(entry) for entry in entries.undertakings]
    apart = said.of("part_of")[1]
    return [link for link in parts(mentions, met) if couple(link.left, link.right) not in apart]


def _outcomes(entries: Entries) -> list[Link]:
    """What was agreed where: papers of the report that tells of one meeting of theirs, on its day or on none."""
    by_text: dict[str, list[MeetingEntry]] = defaultdict(list)
    for meeting in entries.meetings:
        by_text[meeting.sources[0].text_hash].append(meeting)
    links = []
    for entry in sorted(entries.undertakings, key=lambda entry: entry.statement.id):
        statement = entry.statement
        if statement.kind != "agreement" or statement.stage != "committed":
            continue
        held = [
            meeting
            for meeting in by_text[entry.sources[0].text_hash]
            if set(meeting.statement.parties) & set(statement.parties)
            and (
                not statement.stage_date or not meeting.statement.date or statement.stage_date == meeting.statement.date
            )
        ]
        if len(held) == 1:
            links.append(
                Link(
                    kind="outcome_of", left=statement.id, right=held[0].statement.id, verdict="linked", score=1.0,
                    by="linking 1", why="signed where the same report tells of one meeting",
                )
            )  # fmt: skip
    return links


def _things(entries: Sequence[UndertakingEntry], works: Grouped, wholes: Sequence[Link]) -> tuple[Thing, ...]:
    by_id = {entry.statement.id: entry for entry in entries}
    told = {members: in_order(by_id[id] for id in members) for members in works.groups}
    id_of = {id: thing_id(found[0]) for members, found in told.items() for id in members}
    package: dict[str, str] = {}
    for link in wholes:
        if link.verdict == "linked" and id_of[link.left] != id_of[link.right]:
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


def _encounters(entries: Entries, met: Grouped, works: Grouped, outcomes: Sequence[Link]) -> tuple[Encounter, ...]:
    by_id = {entry.statement.id: entry for entry in entries.meetings}
    papers = {entry.statement.id: entry for entry in entries.undertakings}
    id_of = {
        id: thing_id(in_order(papers[other] for other in members)[0]) for members in works.groups for id in members
    }
    found = []
    for members in met.groups:
        told = in_order(by_id[id] for id in members)
        id = thing_id(told[0])
        found.append(
            Encounter(
                id=id,
                aliases=tuple(sorted({thing_id(entry) for entry in told} - {id})),
                entries=told,
                outcomes=tuple(sorted({id_of[link.left] for link in outcomes if link.right in members})),
            )
        )
    return tuple(sorted(found, key=lambda encounter: encounter.id))
