"""Things in short: what a list needs to know of each to choose, order, count and add up, without its statements.

    State  ->  Outlines     of every undertaking, series and meeting, of every contradiction and check

An outline holds nothing that depends on the day it is looked at: of silence the days on which something was heard, of
a deadline its last day. What is shown of the chosen few is then made of their statements. What lists need of all is
the beginning of an outline, its line, which is read alone where a question asks for no more.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from msgspec import Struct, structs

from kelisim.account.follow_up import Signs, last_day
from kelisim.account.histories import is_silent
from kelisim.account.lines import LINES, NEVER, At, Known, Line
from kelisim.account.moments import Moment
from kelisim.account.sums import Item
from kelisim.account.targets import Verdict
from kelisim.account.things import Encounter, Grade, Package
from kelisim.ledger.days import Bounds
from kelisim.model import Stage

Parties = tuple[str, ...]
Days = tuple[Bounds, ...]
"""When something of it was so, of what has a date."""


class UndertakingLine(Struct, frozen=True, kw_only=True, array_like=True):
    """An undertaking in a line. ``parties`` and ``heard`` are those of its statements, each once; ``texts`` are how
    many tell of it, ``affirmed`` how many of them do not deny it; ``denied`` if all do.
    """

    id: str
    stage: Stage
    since: Moment
    deadline: str | None
    contradicted: bool
    denied: bool
    heard: tuple[str, ...]
    texts: int
    affirmed: int
    value: Item
    parties: tuple[Parties, ...]

    @property
    def over(self) -> bool:
        """Whether nothing more is to be waited for."""
        return self.stage in ("completed", "cancelled")

    def signs(self, today: str, dormant_after: int) -> Signs:
        """What decides on a day whether it is to be asked about."""
        heard = max(self.heard, default=None)
        if heard is not None and heard > today:
            heard = max((day for day in self.heard if day <= today), default=None)
        return Signs(
            over=self.over,
            due=last_day(self.deadline),
            contradicted=self.contradicted,
            heard=heard,
            dormant=not self.over and is_silent(heard, today, dormant_after),
            texts=self.affirmed,
        )


class UndertakingOutline(UndertakingLine, frozen=True, kw_only=True, array_like=True):
    """An undertaking in short; ``most`` is its highest value, from the day ``newest`` on all of it is known."""

    days: Days
    sectors: tuple[str, ...]
    organisations: tuple[str, ...]
    most: Decimal
    newest: str
    grade: Grade
    package: Package | None


class Stand(Struct, frozen=True, array_like=True):
    """How a target stood along a line from a day on: its verdict until its year ``due`` is over, and afterwards."""

    line: Line
    since: str
    due: int | None
    verdict: Verdict
    afterwards: Verdict


class Aim(Struct, frozen=True, array_like=True):
    """A statement of a target: from when on it is known, its deadline, the days it is about, the days of its report."""

    known: Known
    deadline: str | None
    days: Bounds | None
    told: Bounds | None
    of_series: bool


class TargetOutline(Struct, frozen=True, kw_only=True, array_like=True):
    """A target in short: the fact that it is, its series, the deadline that all its statements give, how it stood."""

    id: str
    series: str
    period: str | None
    aims: tuple[Aim, ...]
    stands: tuple[Stand, ...]

    @property
    def deadline(self) -> str | None:
        """The day by which it is to be reached."""
        return self.period or next((aim.deadline for aim in self.aims if aim.deadline), None)

    @property
    def days(self) -> Days:
        """The days it is about."""
        return tuple(aim.days for aim in self.aims if aim.days)

    @property
    def told(self) -> Days:
        """The days on which it was told."""
        return tuple(aim.told for aim in self.aims if aim.told)

    def at(self, at: At) -> TargetOutline:
        """What of it was known."""
        return structs.replace(self, aims=tuple(aim for aim in self.aims if at.has(aim.known)))

    def verdict(self, at: At) -> Verdict:
        """How it stood on a day."""
        last = [one for one in self.stands if one.line == at.line and one.since <= at.day][-1]
        return last.afterwards if last.due is not None and last.due < int(at.day[:4]) else last.verdict


class SeriesTargets(Struct, frozen=True, kw_only=True, array_like=True):
    """The targets of a series; ``id`` is that of the series."""

    id: str
    parties: Parties
    targets: tuple[TargetOutline, ...]

    def at(self, at: At) -> SeriesTargets:
        """What of them was known."""
        found = (one.at(at) for one in self.targets)
        return structs.replace(self, targets=tuple(one for one in found if any(aim.of_series for aim in one.aims)))


class Point(Struct, frozen=True, kw_only=True, array_like=True):
    """A statement of a figure: from when on it is known, its days, its value if it is money, the undertaking whose it
    is, whether it gives a rate of exchange.
    """

    known: Known
    days: Bounds | None
    money: Decimal | None
    of: str | None
    has_rate: bool


class SeriesLine(Struct, frozen=True, kw_only=True, array_like=True):
    """A series in a line: from when on each of its facts is known."""

    id: str
    indicator: str
    parties: Parties
    told: tuple[Known, ...]

    def at(self, at: At) -> SeriesLine:
        """What of it was known."""
        told = at.of(self.told)
        return self if told is self.told else structs.replace(self, told=told)


class SeriesOutline(SeriesLine, frozen=True, kw_only=True, array_like=True):
    """A series in short: the statements of each fact."""

    facts: tuple[tuple[Point, ...], ...]
    newest: str

    @property
    def days(self) -> Days:
        """When something of it was so."""
        return tuple(dict.fromkeys(point.days for point in self._points() if point.days))

    @property
    def most(self) -> Decimal:
        """Its highest value in money."""
        return max((point.money for point in self._points() if point.money), default=Decimal(0))

    @property
    def of(self) -> tuple[str, ...]:
        """The undertakings that its figures are of."""
        return tuple(dict.fromkeys(point.of for point in self._points() if point.of))

    @property
    def has_rates(self) -> bool:
        """Whether some figure is told in two currencies."""
        return any(point.has_rate for point in self._points())

    def at(self, at: At) -> SeriesOutline:
        """What of it was known."""
        facts = (tuple(point for point in fact if at.has(point.known)) for fact in self.facts)
        return structs.replace(self, told=at.of(self.told), facts=tuple(fact for fact in facts if fact))

    def _points(self) -> tuple[Point, ...]:
        return tuple(point for fact in self.facts for point in fact)


class MeetingOutline(Struct, frozen=True, kw_only=True, array_like=True):
    """A meeting in short."""

    id: str
    date: str | None
    parties: tuple[Parties, ...]
    days: Days
    newest: str
    outcomes: tuple[str, ...]


def held_on(meeting: Encounter) -> str | None:
    """The day that some report gives, a whole one before one without a year."""
    dates = [entry.statement.date for entry in meeting.entries if entry.statement.date]
    return min(dates, key=lambda date: ("X" in date, -len(date), date), default=None)


class Finding(Struct, frozen=True, kw_only=True, array_like=True):
    """A contradiction or a check in short; ``things`` are the undertakings and series that it is about.

    ``about`` and ``parties`` are those of a contradiction, ``outcome`` is that of a check.
    """

    order: tuple[str, ...]
    kind: str
    things: tuple[str, ...]
    statements: tuple[str, ...]
    words: str
    days: Days
    about: str = ""
    parties: Parties = ()
    outcome: str = ""


Sort = Literal["undertaking", "series", "target", "meeting", "conflict", "check"]
Outline = UndertakingOutline | SeriesOutline | SeriesTargets | MeetingOutline | Finding
KINDS: dict[Sort, type[Any]] = {
    "undertaking": UndertakingOutline,
    "series": SeriesOutline,
    "target": SeriesTargets,
    "meeting": MeetingOutline,
    "conflict": Finding,
    "check": Finding,
}
IN_A_LINE: dict[Sort, type[Any]] = KINDS | {"undertaking": UndertakingLine, "series": SeriesLine}
NOT_YET: Known = (NEVER, NEVER, NEVER, NEVER)


class Kept(Struct, frozen=True, kw_only=True):
    """An outline with the days on each line between which it holds; number 0 is of all that is known now.

    Of a series or its targets there is one for all days: it knows itself what was known when. ``owner`` is the family
    of a series, and what a contradiction or a check is found in (`kelisim.account.owners`).
    """

    outline: Outline
    since: Known
    until: Known = NOT_YET
    number: int = 0
    owner: str = ""

    def holds(self, at: At | None) -> bool:
        """Whether it is what was known on a day, or what is known now."""
        if at is None:
            return self.number == 0
        line = LINES.index(at.line)
        return self.since[line] <= at.day < self.until[line]


class Outlines(Struct, frozen=True, kw_only=True):
    """All outlines of an account, of every day on which it can be looked at."""

    undertakings: tuple[Kept, ...]
    series: tuple[Kept, ...]
    targets: tuple[Kept, ...]
    meetings: tuple[Kept, ...]
    conflicts: tuple[Kept, ...]
    checks: tuple[Kept, ...]

    def of_sort(self, sort: Sort) -> tuple[Kept, ...]:
        """Those of one sort."""
        every: dict[Sort, tuple[Kept, ...]] = {
            "undertaking": self.undertakings,
            "series": self.series,
            "target": self.targets,
            "meeting": self.meetings,
            "conflict": self.conflicts,
            "check": self.checks,
        }
        return every[sort]

    def at(self, sort: Sort, at: At | None) -> list[Any]:
        """Those of one sort that hold on a day, or now."""
        found = [kept.outline for kept in self.of_sort(sort) if kept.holds(at)]
        return [one.at(at) if isinstance(one, SeriesOutline | SeriesTargets) and at else one for one in found]
