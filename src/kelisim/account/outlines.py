"""Things in short: what a list needs to know of each to choose, order, count and add up, without its statements.

    State  ->  Outlines     of every undertaking, series and meeting, of every contradiction and check

An outline holds nothing that depends on the day it is looked at: of silence the days on which something was heard, of
a deadline its last day. What is shown of the chosen few is then made of their statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Literal

from msgspec import Struct

from kelisim.account.follow_up import Signs, last_day, signs
from kelisim.account.histories import heard_on, is_silent
from kelisim.account.moments import Moment, reported, valid
from kelisim.account.selection import money
from kelisim.account.states import State
from kelisim.account.sums import Item, item
from kelisim.account.things import Encounter, Grade, Membership, Series, Thing
from kelisim.account.windows import newest
from kelisim.ledger.days import Bounds
from kelisim.ledger.query import Entry
from kelisim.model import Stage

Parties = tuple[str, ...]
Days = tuple[Bounds, ...]
"""When something of it was so, of what has a date."""


class UndertakingOutline(Struct, frozen=True, kw_only=True, array_like=True):
    """An undertaking in short. ``parties``, ``days``, ``heard`` are those of its statements, each once; ``texts`` are
    how many tell of it, ``affirmed`` how many of them do not deny it. From the day ``newest`` on all of it is known.
    """

    id: str
    parties: tuple[Parties, ...]
    sectors: tuple[str, ...]
    organisations: tuple[str, ...]
    most: Decimal
    days: Days
    newest: str
    stage: Stage
    since: Moment
    heard: tuple[str, ...]
    due: str | None
    over: bool
    contradicted: bool
    texts: int
    affirmed: int
    value: Item
    grade: Grade
    membership: Membership | None

    def signs(self, today: str, dormant_after: int) -> Signs:
        """What decides on a day whether it is to be asked about."""
        heard = max((day for day in self.heard if day <= today), default=None)
        return Signs(
            over=self.over,
            due=self.due,
            contradicted=self.contradicted,
            heard=heard,
            dormant=not self.over and is_silent(heard, today, dormant_after),
            texts=self.affirmed,
        )


class TargetOutline(Struct, frozen=True, array_like=True):
    """A target in short: its deadline, the days it is about, the days on which it was told."""

    deadline: str | None
    days: Days
    told: Days


class SeriesOutline(Struct, frozen=True, kw_only=True, array_like=True):
    """A series in short: the days of each fact, its targets, the undertakings its figures are of."""

    id: str
    indicator: str
    parties: Parties
    facts: tuple[Days, ...]
    most: Decimal
    newest: str
    of: tuple[str, ...]
    targets: tuple[TargetOutline, ...]
    has_rates: bool

    @property
    def days(self) -> Days:
        """When something of it was so."""
        return tuple(day for days in self.facts for day in days)


class MeetingOutline(Struct, frozen=True, kw_only=True, array_like=True):
    """A meeting in short."""

    id: str
    parties: tuple[Parties, ...]
    days: Days
    newest: str
    date: str | None
    outcomes: tuple[str, ...]


class Finding(Struct, frozen=True, kw_only=True, array_like=True):
    """A contradiction or a check in short; ``things`` are the undertakings and series that it is about.

    ``about`` and ``parties`` are those of a contradiction, ``outcome`` is that of a check.
    """

    place: int
    kind: str
    things: tuple[str, ...]
    statements: tuple[str, ...]
    words: str
    days: Days
    about: str = ""
    parties: Parties = ()
    outcome: str = ""


Sort = Literal["undertaking", "series", "meeting", "conflict", "check"]
Outline = UndertakingOutline | SeriesOutline | MeetingOutline | Finding
KINDS: dict[Sort, type[Any]] = {
    "undertaking": UndertakingOutline,
    "series": SeriesOutline,
    "meeting": MeetingOutline,
    "conflict": Finding,
    "check": Finding,
}


class Outlines(Struct, frozen=True, kw_only=True):
    """All outlines of an account; ``thing_of`` has the undertaking, series or meeting of each statement."""

    undertakings: tuple[UndertakingOutline, ...]
    series: tuple[SeriesOutline, ...]
    meetings: tuple[MeetingOutline, ...]
    conflicts: tuple[Finding, ...]
    checks: tuple[Finding, ...]
    thing_of: dict[str, str]

    def of_sort(self, sort: Sort) -> tuple[Outline, ...]:
        """Those of one sort."""
        every: dict[Sort, tuple[Outline, ...]] = {
            "undertaking": self.undertakings,
            "series": self.series,
            "meeting": self.meetings,
            "conflict": self.conflicts,
            "check": self.checks,
        }
        return every[sort]


def outlines(state: State) -> Outlines:
    """The account of ``state`` in short, whatever the day of the state."""
    account = state.account
    thing_of = {entry.statement.id: thing.id for thing in account.undertakings for entry in thing.entries}
    thing_of |= {entry.statement.id: one.id for one in account.meetings for entry in one.entries}
    thing_of |= {entry.statement.id: one.id for one in account.series for fact in one.facts for entry in fact.entries}
    return Outlines(
        undertakings=tuple(_undertakings(state)),
        series=tuple(_series(one, state, thing_of) for one in account.series),
        meetings=tuple(_meeting(one) for one in account.meetings),
        conflicts=tuple(_conflicts(state, thing_of)),
        checks=tuple(_checks(state, thing_of)),
        thing_of=thing_of,
    )


def _undertakings(state: State) -> Iterator[UndertakingOutline]:
    from kelisim.account.grades import graded  # knows words, which only the making of outlines needs
    from kelisim.account.memberships import memberships

    grades, packages = graded(state.account), memberships(state.account)
    for thing in state.account.undertakings:
        yield _undertaking(thing, state, grades[thing.id], packages.get(thing.id))


def _undertaking(thing: Thing, state: State, grade: Grade, package: Membership | None) -> UndertakingOutline:
    told, asked = state.histories[thing.id], state.follow_ups[thing.id]
    said = [entry.statement for entry in thing.entries]
    due = last_day(asked.deadline)
    seen = signs(told, due, "contradicted" in asked.calls)
    return UndertakingOutline(
        id=thing.id,
        parties=_once(one.parties for one in said),
        sectors=_once(code for one in said for code in one.sectors),
        organisations=_once(name for one in said for name in one.organisations),
        most=max((one.amount for one in said if one.amount is not None), default=Decimal(0)),
        days=_days(thing.entries),
        newest=newest(thing.entries),
        stage=told.stage,
        since=told.since,
        heard=_once(heard_on(thing.entries)),
        due=due,
        over=seen.over,
        contradicted=seen.contradicted,
        texts=len({source.text_hash for entry in thing.entries for source in entry.sources}),
        affirmed=seen.texts,
        value=item(thing, told),
        grade=grade,
        membership=package,
    )


def _series(series: Series, state: State, thing_of: dict[str, str]) -> SeriesOutline:
    entries = [entry for fact in series.facts for entry in fact.entries]
    return SeriesOutline(
        id=series.id,
        indicator=series.indicator,
        parties=series.parties,
        facts=tuple(_days(fact.entries) for fact in series.facts),
        most=max(map(money, entries)),
        newest=newest([*entries, *(e for fact in series.facts for e in (*fact.vintages, *fact.contradictions))]),
        of=_once(thing_of[e.statement.of] for e in entries if e.statement.of and e.statement.of in thing_of),
        targets=tuple(
            TargetOutline(target.deadline, _days(target.entries), _told(target.entries))
            for target in state.targets[series.id]
        ),
        has_rates=any(entry.statement.also for entry in entries),
    )


def _meeting(meeting: Encounter) -> MeetingOutline:
    return MeetingOutline(
        id=meeting.id,
        parties=_once(entry.statement.parties for entry in meeting.entries),
        days=_days(meeting.entries),
        newest=newest(meeting.entries),
        date=held_on(meeting),
        outcomes=meeting.outcomes,
    )


def held_on(meeting: Encounter) -> str | None:
    """The day that some report gives, a whole one before one without a year."""
    dates = [entry.statement.date for entry in meeting.entries if entry.statement.date]
    return min(dates, key=lambda date: ("X" in date, -len(date), date), default=None)


def _conflicts(state: State, thing_of: dict[str, str]) -> Iterator[Finding]:
    for place, one in enumerate(state.conflicts):
        ids = tuple(entry.statement.id for entry in one.entries)
        # numbers of one period can stand in two series: it is about the first
        things = _once(thing_of[id] for id in ids) if one.kind == "sum" else (one.about,)
        yield Finding(
            place=place, kind=one.kind, things=things, statements=ids, words=one.why, about=one.about,
            parties=one.parties, days=_days(one.entries),
        )  # fmt: skip


def _checks(state: State, thing_of: dict[str, str]) -> Iterator[Finding]:
    for place, one in enumerate(state.checks):
        ids = tuple(entry.statement.id for entry in one.entries)
        things = _once(thing_of[id] for id in ids)
        yield Finding(
            place=place, kind=one.kind, things=things, statements=ids, words=one.arithmetic,
            outcome=one.outcome, days=_days(one.entries),
        )  # fmt: skip


def _days(entries: Sequence[Entry[Any]]) -> Days:
    moments = (valid(entry) for entry in entries)
    return _once((moment.earliest, moment.latest) for moment in moments if moment.is_dated)


def _told(entries: Sequence[Entry[Any]]) -> Days:
    moments = (reported(entry) for entry in entries)
    return _once((moment.earliest, moment.latest) for moment in moments if moment.is_dated)


def _once(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(values))
