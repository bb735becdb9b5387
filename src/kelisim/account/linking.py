"""The links of all statements: what the rules find, and what persons decided above them.

In: the entries of the ledger and the decisions. Out: every `Link` that holds or is suggested. The account is built of
entries and links alone (`account_from`), so links that were kept need not be found again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from kelisim.account.clusters import Couple, couple
from kelisim.account.decisions import Decisions, decided
from kelisim.account.encounters import encounters
from kelisim.account.entries import Entries
from kelisim.account.facts import fact_groups, told_figures
from kelisim.account.gatherings import gathering
from kelisim.account.mentions import Mention, mention
from kelisim.account.packages import parts
from kelisim.account.report_dates import inferred_periods
from kelisim.account.series import baselines, differences
from kelisim.account.things import RULE, Link
from kelisim.account.undertakings import Grouped, brought_together
from kelisim.ledger.days import Bounds, bounds
from kelisim.ledger.links import Decision
from kelisim.ledger.query import AnyEntry, MeetingEntry, UndertakingEntry


def links_of(entries: Entries, decisions: Iterable[Decision] = ()) -> tuple[Link, ...]:
    """Compare the statements and link them; ``decisions`` are what persons said of pairs, the later one counts.

    A pair that a person decided about has the person's link alone.
    """
    said = decided(entries.figures, entries.undertakings, entries.meetings, decisions=decisions)
    held = [gathering(entry) for entry in entries.meetings]
    mentions = [mention(entry) for entry in entries.undertakings]
    first = encounters(held, said.of("same_meeting"))
    works = brought_together(mentions, said.of("same_undertaking"), _told_together(entries.meetings, first.groups))
    met = encounters(held, said.of("same_meeting"), _agreed_in_both(entries.undertakings, works))
    told_together = _told_together(entries.meetings, met.groups)
    figures = told_figures(entries.figures, inferred_periods(entries.figures, entries.meetings, met.groups))
    group_of = {id: number for number, members in enumerate(works.groups) for id in members}
    asked = {couple(link.left, link.right) for link in works.links if link.verdict == "suggested"}
    _, same = fact_groups(figures, said.of("same_figure"), lambda one, other: _are_apart(one, other, group_of, asked))
    apart = said.of("same_figure")[1]
    differing = [link for link in differences(figures) if couple(link.left, link.right) not in apart]
    wholes = _parts(entries, mentions, told_together, said)
    found = (*works.links, *wholes, *same, *differing, *baselines(figures), *met.links, *_outcomes(entries))
    by_person = {(link.kind, link.left, link.right) for link in said.links}
    return (*said.links, *(link for link in found if (link.kind, link.left, link.right) not in by_person))


def _are_apart(one: str, other: str, group_of: Mapping[str, int], asked: set[Couple]) -> bool:
    if one not in group_of or other not in group_of:
        return False
    return group_of[one] != group_of[other] and couple(one, other) not in asked


def _told_together(entries: Iterable[AnyEntry], grouped: Iterable[Iterable[str]]) -> frozenset[Couple]:
    """Pairs of texts with statements in one group."""
    texts = {entry.statement.id: entry.sources[0].text_hash for entry in entries}
    named = (sorted({texts[id] for id in members if id in texts}) for members in grouped)
    return frozenset(pair for group in named for pair in combinations(group, 2))


def _agreed_in_both(entries: Sequence[UndertakingEntry], works: Grouped) -> frozenset[Couple]:
    """Pairs of texts that tell of one thing as agreed."""
    return _told_together((entry for entry in entries if entry.statement.stage == "committed"), works.groups)


def _parts(entries: Entries, mentions: Sequence[Mention], met: frozenset[Couple], said: Decisions) -> list[Link]:
    """The members of packages, without what persons kept apart."""
    apart = said.of("part_of")[1]
    days: dict[str, list[Bounds]] = defaultdict(list)
    for meeting in entries.meetings:
        if span := bounds(meeting.statement.date):
            days[meeting.sources[0].text_hash].append(span)
    return [link for link in parts(mentions, met, days) if couple(link.left, link.right) not in apart]


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
                    by=RULE, why="signed where the same report tells of one meeting",
                )
            )  # fmt: skip
    return links
