"""What is to be asked about next: due soon, overdue, silent, contradicted, never mentioned again.

Handelshaus, pledged, deadline 2025, last heard of 2024-11     on 2026-02-01: overdue, verdict no_report
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from kelisim.account.histories import DORMANT_AFTER, History
from kelisim.account.moments import Moment, days_from
from kelisim.account.statuses import deadlines
from kelisim.account.things import Thing
from kelisim.ledger.days import LAST_DAY, bounds
from kelisim.ledger.query import UndertakingEntry
from kelisim.model import Stage

Verdict = Literal["met", "partly_met", "not_met", "scheduled", "no_report"]
# Each verdict with what it means; the first row that holds is given. `docs/account.md` shows this table.
VERDICTS: tuple[tuple[Verdict, str], ...] = (
    ("not_met", "cancelled, or only denied"),
    ("met", "completed, and not known to be later than the deadline"),
    ("partly_met", "completed after the deadline; or some members of a package are completed"),
    ("scheduled", "the deadline is still to come"),
    ("partly_met", "the deadline has passed, and a later report says it is being implemented"),
    ("not_met", "the deadline has passed, and a later report says less than that"),
    ("no_report", "the deadline has passed, and no dated report has spoken of it since"),
    ("scheduled", "no deadline, heard of within two years"),
    ("no_report", "no deadline, not heard of for two years, or only in undated reports"),
)
Call = Literal["overdue", "due_soon", "contradicted", "silent", "never_again", "undated"]
# Why something is on the list, the most urgent first.
CALLS: tuple[tuple[Call, str], ...] = (
    ("overdue", "the deadline has passed, and nobody has said it is done"),
    ("due_soon", "the deadline is at most half a year away"),
    ("contradicted", "something about it is among the conflicts"),
    ("silent", "no report for two years (dormant: inferred, not told)"),
    ("never_again", "only one source has ever spoken of it, more than half a year ago"),
    ("undated", "no report of it has a date, so that nothing can be said of its time"),
)


_RANK = {name: number for number, (name, _) in enumerate(CALLS)}


class Thresholds(Struct, frozen=True):
    """In days: how near is soon, how long is silence."""

    soon: int = 183
    dormant: int = DORMANT_AFTER


class FollowUp(Struct, frozen=True, kw_only=True):
    """How an undertaking stands on a day, and why it is to be asked about; no ``calls`` where it is not.

    ``deadline`` is the last one told, ``slipped`` whether an earlier report told an earlier one.
    """

    thing: Thing
    history: History
    verdict: Verdict
    calls: tuple[Call, ...]
    deadline: str | None
    slipped: bool


class Signs(Struct, frozen=True, kw_only=True):
    """What decides whether an undertaking is to be asked about: whether it is over, the last day of its deadline,
    when it was last heard of, and by how many texts.
    """

    over: bool
    due: str | None
    contradicted: bool
    heard: str | None
    dormant: bool
    texts: int


def follow_up(
    thing: Thing, told: History, parts: Sequence[History], contradicted: bool, when: tuple[str, Thresholds]
) -> FollowUp:
    """How ``thing`` stands on the day of ``when``; ``parts`` are the histories of its members."""
    given = deadlines(told)
    deadline = given[-1].statement.deadline if given else None
    due = last_day(deadline)
    return FollowUp(
        thing=thing,
        history=told,
        verdict=verdict(_condition(told, parts, due), when[0]),
        calls=tuple(calls_for(signs(told, due, contradicted), when)),
        deadline=deadline,
        slipped=due is not None and any((last_day(entry.statement.deadline) or due) < due for entry in given[:-1]),
    )


def _condition(told: History, parts: Sequence[History], due: str | None) -> Condition:
    return Condition(
        stage=told.stage,
        since=told.since,
        denied=is_denied(told),
        part_done=any(part.stage == "completed" for part in parts),
        due=due,
        heard=told.silent_since,
        dormant=told.dormant,
    )


class Condition(Struct, frozen=True, kw_only=True):
    """What decides on a day how an undertaking stands: its stage and since when, whether it is only denied, whether
    some part of it is completed, the last day of its deadline, when it was last heard of.
    """

    stage: Stage
    since: Moment
    denied: bool
    part_done: bool
    due: str | None
    heard: str | None
    dormant: bool


def verdict(told: Condition, today: str) -> Verdict:
    """How an undertaking stands: the first row of the table that holds."""
    due = told.due
    if told.stage == "cancelled" or told.denied:
        return "not_met"
    if told.stage == "completed":
        late = due is not None and told.since.is_dated and told.since.earliest > due
        return "partly_met" if late else "met"
    if told.part_done:
        return "partly_met"
    if due is None:
        return "no_report" if told.dormant or told.heard is None else "scheduled"
    if due >= today:
        return "scheduled"
    if told.heard is None or told.heard <= due:
        return "no_report"
    return "partly_met" if told.stage == "implementing" else "not_met"


def is_denied(told: History) -> bool:
    """Whether it is only denied."""
    return bool(told.denied) and len(told.denied) == len(told.events)


def signs(told: History, due: str | None, contradicted: bool) -> Signs:
    """What decides whether an undertaking with this history, due by then, is to be asked about."""
    return Signs(
        over=told.is_over,
        due=due,
        contradicted=contradicted,
        heard=told.silent_since,
        dormant=told.dormant,
        texts=_sources([event.entry for event in told.events]),
    )


def calls_for(seen: Signs, when: tuple[str, Thresholds]) -> Iterator[Call]:
    """Why something is to be asked about on a day, the most urgent reason first."""
    today, thresholds = when
    if not seen.over and seen.due is not None:
        if seen.due < today:
            yield "overdue"
        elif seen.due <= days_from(today, thresholds.soon):
            yield "due_soon"
    if seen.contradicted:
        yield "contradicted"
    if seen.over:
        return
    if seen.dormant:
        yield "silent"
    if seen.heard is None:
        yield "undated"
    elif seen.texts == 1 and seen.heard < days_from(today, -thresholds.soon):
        yield "never_again"


def _sources(entries: Sequence[UndertakingEntry]) -> int:
    """How many texts speak of it; a reprint is no second one."""
    return len({source.text_hash for entry in entries for source in entry.sources})


def last_day(deadline: str | None) -> str | None:
    """The last day of a deadline; None where it has none."""
    days = bounds(deadline)
    return days[1] if days and days[1] != LAST_DAY else None


def order(row: FollowUp) -> tuple[int, str, str]:
    """The most urgent first: by the first call, then by deadline or silence."""
    return urgency(row.calls, last_day(row.deadline), row.history.silent_since, row.thing.id)


def urgency(calls: Sequence[Call], due: str | None, heard: str | None, id: str) -> tuple[int, str, str]:
    """What `order` goes by."""
    return _RANK[calls[0]] if calls else len(CALLS), due or heard or LAST_DAY, id
