"""What of the account lies in a window of time: what was known on a day, and what happened between two.

--today 2024-06-01                    a level that a report of 2025 gives is left out
--since 2023, levels of 2018 and 2023  the one of 2023; the target is still judged by both
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from msgspec import structs

from kelisim.account.levels import whole_year
from kelisim.account.moments import reported, valid
from kelisim.account.selection import Question, in_time
from kelisim.account.states import State
from kelisim.account.targets import Target
from kelisim.account.things import Account, Fact, Series
from kelisim.ledger.days import LAST_DAY
from kelisim.ledger.query import Entry, ReportEntry
from kelisim.model import Figure, Undertaking

E = TypeVar("E", bound=Entry[Any])


def known_on(account: Account, day: str) -> tuple[Account, int]:
    """The account without what certainly appeared after ``day``, and how many reports are left out for that.

    Undated reports stay, but for what they tell of days that had not come yet. Things keep their ids.
    """
    things = [(thing, _kept(thing.entries, day)) for thing in account.undertakings]
    meetings = [(meeting, _kept(meeting.entries, day)) for meeting in account.meetings]
    series = (
        structs.replace(one, facts=facts)
        for one in account.series
        if (facts := tuple(fact for fact in (_fact_on(fact, day) for fact in one.facts) if fact.entries))
    )
    known = structs.replace(
        account,
        undertakings=tuple(structs.replace(thing, entries=kept) for thing, kept in things if kept),
        series=tuple(series),
        meetings=tuple(structs.replace(meeting, entries=kept) for meeting, kept in meetings if kept),
    )
    return known, len(_reports(account) - _reports(known))


def _fact_on(fact: Fact, day: str) -> Fact:
    return structs.replace(
        fact,
        entries=_kept(fact.entries, day),
        vintages=_kept(fact.vintages, day),
        contradictions=_kept(fact.contradictions, day),
    )


def _kept(entries: Iterable[E], day: str) -> tuple[E, ...]:
    """The entries with the reports that may have been there on ``day``; those without any are left out."""
    found = []
    for entry in entries:
        sources = tuple(source for source in entry.sources if not _is_later(entry, source, day))
        if sources:
            found.append(entry if len(sources) == len(entry.sources) else structs.replace(entry, sources=sources))
    return tuple(found)


def newest(entries: Iterable[Entry[Any]]) -> str:
    """The day from which on all of the entries is known: before it `known_on` leaves something out."""
    return max((_known_from(entry, source) for entry in entries for source in entry.sources), default="")


def _is_later(entry: Entry[Any], source: ReportEntry, day: str) -> bool:
    return _known_from(entry, source) > day


def _known_from(entry: Entry[Any], source: ReportEntry) -> str:
    """The first day on which a report can have told this; empty where nothing says so."""
    if source.published:
        return source.published.earliest
    told = entry.statement
    happened = (isinstance(told, Figure) and told.modality == "actual") or (
        isinstance(told, Undertaking) and told.stage != "pledged"
    )
    moment = valid(entry)
    if not happened or not moment.is_dated:
        return ""
    # of a year one tells while it runs, of a part of it when that is over
    over = moment.latest != LAST_DAY and whole_year((moment.earliest, moment.latest)) is None
    return moment.latest if over else moment.earliest


def _reports(account: Account) -> set[str]:
    return {source.id for thing in account.things() for entry in thing.entries for source in entry.sources}


def between(found: State, question: Question) -> State:
    """The state without points, targets, checks and contradictions that lie wholly outside of the days asked for.

    What they were computed of stays counted: a target is judged by all levels that are known.
    """
    if question.since is None and question.until is None:
        return found
    return structs.replace(
        found,
        account=structs.replace(found.account, series=tuple(_series_between(found.account.series, question))),
        targets={
            id: tuple(target for target in aims if _is_target_between(target, question))
            for id, aims in found.targets.items()
        },
        checks=tuple(check for check in found.checks if in_time(check.entries, question)),
        conflicts=tuple(conflict for conflict in found.conflicts if in_time(conflict.entries, question)),
    )


def _series_between(every: Iterable[Series], question: Question) -> Iterable[Series]:
    for one in every:
        facts = tuple(fact for fact in one.facts if in_time(fact.entries, question))
        if facts:
            yield structs.replace(one, facts=facts)


def _is_target_between(target: Target, question: Question) -> bool:
    """By its deadline, or by a report that tells it."""
    if in_time(target.entries, question):
        return True
    first, last = question.since or "", question.until
    days = (moment for entry in target.entries if (moment := reported(entry)).is_dated)
    return any(first <= day.latest and (last is None or day.earliest <= last) for day in days)
