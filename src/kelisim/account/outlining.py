"""Outlines made of a state: of each thing as it is known now, and as it was known when less of it had been told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from msgspec import Struct, structs

from kelisim.account.checks import order_of as order_of_check
from kelisim.account.conflicts import order_of as order_of_conflict
from kelisim.account.follow_up import is_denied
from kelisim.account.grades import grade
from kelisim.account.histories import Days as Dated
from kelisim.account.histories import history
from kelisim.account.lines import LINES, NEVER, Version, all_known, first_known, newest, versions
from kelisim.account.memberships import member_counts, package_of
from kelisim.account.moments import Moment, reported, valid
from kelisim.account.outlines import (
    Aim,
    Days,
    Finding,
    Kept,
    MeetingOutline,
    Outline,
    Outlines,
    Point,
    SeriesOutline,
    SeriesTargets,
    Stand,
    TargetOutline,
    UndertakingOutline,
    held_on,
)
from kelisim.account.owners import family, ids_of, owner_of_check, owner_of_conflict
from kelisim.account.reprints import Reprints
from kelisim.account.selection import money
from kelisim.account.states import State
from kelisim.account.statuses import deadlines
from kelisim.account.sums import item
from kelisim.account.targets import targets, verdicts
from kelisim.account.things import Encounter, Fact, Series, Thing
from kelisim.ledger.query import AnyEntry, Entry, FigureEntry
from kelisim.model import Figure

_SOME_DAY = "2000-01-01"  # outlines do not depend on it
_FIRST, _LAST = "0001-01-01", "9999-12-31"


class Around(Struct, frozen=True):
    """What is needed of statements that are not in an account, because it is only a part of the whole one: the
    statements of its texts, and the things of others.
    """

    entries: tuple[AnyEntry, ...] = ()
    thing_of: Mapping[str, str] = {}


def outlines(state: State, around: Around = Around()) -> Outlines:  # noqa: B008 - frozen
    """The account of ``state`` in short, whatever the day of the state."""
    account = state.account
    every: list[AnyEntry] = [*around.entries, *(entry for thing in account.things() for entry in thing.entries)]
    figures = {entry.statement.id: entry for entry in every if isinstance(entry.statement, Figure)}
    thing_of = dict(around.thing_of)
    thing_of |= {entry.statement.id: thing.id for thing in account.undertakings for entry in thing.entries}
    thing_of |= {entry.statement.id: one.id for one in account.meetings for entry in one.entries}
    thing_of |= {entry.statement.id: one.id for one in account.series for fact in one.facts for entry in fact.entries}
    started = {link.right: link.left for link in account.links if link.kind == "baseline_of"}
    counts = member_counts(figures.values())
    beside = _Beside(Reprints(every), counts, _about(state))
    owners = {(ids_of(one), one.arithmetic): owner_of_check(one, thing_of) for one in state.checks}
    return Outlines(
        undertakings=tuple(_undertakings(state, beside)),
        series=tuple(_series(one, thing_of) for one in account.series),
        targets=tuple(kept for one in account.series for kept in _targets(one, started)),
        meetings=tuple(kept for one in account.meetings for kept in _meeting(one)),
        conflicts=tuple(_conflicts(state, thing_of, owners)),
        checks=tuple(_checks(state, thing_of)),
    )


class _Beside(Struct, frozen=True):
    """What is known beside a thing: whose reprint a text is, how many members a package has, what contradicts it."""

    reprints: Reprints
    counts: Mapping[str, FigureEntry]
    contradicted: Mapping[str, Sequence[frozenset[str]]]


def _about(state: State) -> dict[str, list[frozenset[str]]]:
    """By the id of a thing the statements of each contradiction about it."""
    found: dict[str, list[frozenset[str]]] = defaultdict(list)
    for one in state.conflicts:
        found[one.about].append(frozenset(entry.statement.id for entry in one.entries))
    return found


def _undertakings(state: State, beside: _Beside) -> Iterator[Kept]:
    for thing in state.account.undertakings:
        days = Dated()
        for version in versions(thing.entries):
            part = structs.replace(thing, entries=version.entries)
            yield _kept(_undertaking(part, version, (beside, days)), version)


def _kept(outline: Outline, version: Version) -> Kept:
    return Kept(outline=outline, since=version.since, until=version.until, number=version.number)


def _undertaking(thing: Thing, version: Version, known: tuple[_Beside, Dated]) -> UndertakingOutline:
    beside, days = known
    told = history(thing, _SOME_DAY, days=days)
    said = [entry.statement for entry in thing.entries]
    given = deadlines(told)
    return UndertakingOutline(
        id=thing.id,
        stage=told.stage,
        since=told.since,
        deadline=given[-1].statement.deadline if given else None,
        contradicted=any(words.issubset(one.id for one in said) for words in beside.contradicted.get(thing.id, ())),
        denied=is_denied(told),
        heard=_still_heard(_once(days.heard(thing.entries)), version),
        texts=_texts(thing.entries),
        affirmed=_texts([event.entry for event in told.events]),
        value=item(thing, told),
        parties=_once(one.parties for one in said),
        days=_days(map(days.valid, thing.entries)),
        sectors=_once(code for one in said for code in one.sectors),
        organisations=_once(name for one in said for name in one.organisations),
        most=max((one.amount for one in said if one.amount is not None), default=Decimal(0)),
        newest=newest(thing.entries),
        grade=grade(thing, beside.reprints),
        package=package_of(thing, beside.counts),
    )


def _still_heard(heard: tuple[str, ...], version: Version) -> tuple[str, ...]:
    """Of what was known once only the last day before, and all after the first day on which one can look back to it."""
    first = min(version.since)
    if version.number == 0 or first == "":
        return heard
    before = max((day for day in heard if day <= first), default=None)
    return tuple(day for day in heard if day > first or day == before)


def _series(series: Series, thing_of: Mapping[str, str]) -> Kept:
    entries = [entry for fact in series.facts for entry in fact.entries]
    others = (e for fact in series.facts for e in (*fact.vintages, *fact.contradictions))
    outline = SeriesOutline(
        id=series.id,
        indicator=series.indicator,
        parties=series.parties,
        told=tuple(first_known(fact.entries) for fact in series.facts),
        facts=tuple(tuple(_point(entry, thing_of) for entry in fact.entries) for fact in series.facts),
        newest=newest([*entries, *others]),
    )
    return Kept(outline=outline, since=first_known(entries), owner=family(entries[0].statement))


def _point(entry: FigureEntry, thing_of: Mapping[str, str]) -> Point:
    moment = valid(entry)
    return Point(
        known=first_known([entry]),
        days=(moment.earliest, moment.latest) if moment.is_dated else None,
        money=money(entry) or None,
        of=thing_of.get(entry.statement.of or ""),
        has_rate=bool(entry.statement.also),
    )


def _targets(series: Series, started: Mapping[str, str]) -> Iterator[Kept]:
    aims = targets(series, _LAST, started)
    if not aims:
        return
    fact_of = {entry.statement.id: fact for fact in series.facts for entry in fact.entries}
    stands = _stands(series, started, fact_of)
    found = []
    for target in aims:
        fact = fact_of[target.entries[0].statement.id]
        told = tuple(map(_aim, target.entries))
        found.append(
            TargetOutline(id=fact.id, series=series.id, period=fact.period, aims=told, stands=tuple(stands[fact.id]))
        )
    told_first = first_known(entry for target in aims for entry in target.entries)
    yield Kept(outline=SeriesTargets(id=series.id, parties=series.parties, targets=tuple(found)), since=told_first)


def _aim(entry: FigureEntry) -> Aim:
    so, told = valid(entry), reported(entry)
    return Aim(
        known=first_known([entry]),
        deadline=entry.statement.period,
        days=(so.earliest, so.latest) if so.is_dated else None,
        told=(told.earliest, told.latest) if told.is_dated else None,
        of_series=not entry.statement.of,
    )


def _stands(series: Series, started: Mapping[str, str], fact_of: Mapping[str, Fact]) -> dict[str, list[Stand]]:
    """How each target stood along each line, by the id of its fact; a day for each change."""
    found: dict[str, list[Stand]] = defaultdict(list)
    every = [entry for fact in series.facts for entry in fact.entries]
    dated = [
        (since, line, version)
        for version in versions(every)
        for line, since in zip(LINES, version.since, strict=True)
        if since != NEVER
    ]
    for since, line, version in sorted(dated, key=lambda one: one[:2]):
        there = {entry.statement.id: entry for entry in version.entries}
        facts = (
            structs.replace(fact, entries=tuple(there[e.statement.id] for e in fact.entries if e.statement.id in there))
            for fact in series.facts
        )
        part = structs.replace(series, facts=tuple(fact for fact in facts if fact.entries))
        for first, due_year, running, over in verdicts(part, (_FIRST, _LAST), started):
            stood = found[fact_of[first.statement.id].id]
            now = Stand(line, since, due_year, running, over)
            last = next((one for one in reversed(stood) if one.line == line), None)
            if last is None or structs.replace(now, since=last.since) != last:
                stood.append(now)
    return found


def _meeting(meeting: Encounter) -> Iterator[Kept]:
    for version in versions(meeting.entries):
        part = structs.replace(meeting, entries=version.entries)
        outline = MeetingOutline(
            id=part.id,
            date=held_on(part),
            parties=_once(entry.statement.parties for entry in part.entries),
            days=_days(map(valid, part.entries)),
            newest=newest(part.entries),
            outcomes=part.outcomes,
        )
        yield _kept(outline, version)


def _conflicts(
    state: State, thing_of: Mapping[str, str], owners: Mapping[tuple[tuple[str, ...], str], str]
) -> Iterator[Kept]:
    for one in state.conflicts:
        ids = ids_of(one)
        # numbers of one period can stand in two series: it is about the first
        things = _once(thing_of[id] for id in ids) if one.kind == "sum" else (one.about,)
        outline = Finding(
            order=order_of_conflict(one), kind=one.kind, things=things, statements=ids, words=one.why, about=one.about,
            parties=one.parties, days=_days(map(valid, one.entries)),
        )  # fmt: skip
        yield Kept(outline=outline, since=all_known(one.entries), owner=owner_of_conflict(one, owners))


def _checks(state: State, thing_of: Mapping[str, str]) -> Iterator[Kept]:
    for one in state.checks:
        ids = ids_of(one)
        things = _once(thing_of[id] for id in ids)
        outline = Finding(
            order=order_of_check(one), kind=one.kind, things=things, statements=ids, words=one.arithmetic,
            outcome=one.outcome, days=_days(map(valid, one.entries)),
        )  # fmt: skip
        yield Kept(outline=outline, since=all_known(one.entries), owner=owner_of_check(one, thing_of))


def _texts(entries: Iterable[Entry[Any]]) -> int:
    return len({source.text_hash for entry in entries for source in entry.sources})


def _days(moments: Iterable[Moment]) -> Days:
    return _once((moment.earliest, moment.latest) for moment in moments if moment.is_dated)


def _once(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(values))
