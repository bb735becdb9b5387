"""What of an account a question is about, chosen, ordered and counted by outlines alone.

Question(parties=("KZ", "UZ"))  ->  Choice: the outlines of its undertakings, series, meetings, contradictions
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import compress
from typing import Any, Protocol

from msgspec import Struct, structs

from kelisim.account.follow_up import CALLS, Call, Thresholds, calls_for, urgency
from kelisim.account.lines import LINES, NEVER, At, first_known, kept
from kelisim.account.outlines import (
    Days,
    Finding,
    MeetingOutline,
    Outlines,
    Point,
    SeriesLine,
    SeriesOutline,
    SeriesTargets,
    Sort,
    TargetOutline,
    UndertakingLine,
    UndertakingOutline,
)
from kelisim.account.selection import Question, any_between, days_in_time, take_part
from kelisim.account.sums import Sums, summed
from kelisim.account.things import Account
from kelisim.ledger.query import AnyEntry


class Shown(Struct, frozen=True, kw_only=True):
    """What of a choice is shown: ids of things and series, contradictions and checks; ``counts`` are the rows that
    each section would have in all.
    """

    ids: frozenset[str] = frozenset()
    conflicts: Sequence[Finding] = ()
    checks: Sequence[Finding] = ()
    counts: dict[str, int] = {}

    @property
    def statements(self) -> list[str]:
        """The statements in the contradictions and checks."""
        return sorted({id for one in (*self.conflicts, *self.checks) for id in one.statements})


class Shelf(Protocol):
    """Where outlines and the things behind them come from: the ledger, or an account at hand.

    Where ``at`` is given it shows what was known then.
    """

    @property
    def at(self) -> At | None:
        """The day that one looks back to."""

    def outlines(self, sort: Sort, parties: Sequence[str], *, in_a_line: bool) -> Sequence[Any]:
        """The outlines of a sort, of those at least that name all ``parties``; their lines alone will do
        with ``in_a_line``.
        """

    def undertakings(self, ids: Iterable[str]) -> Sequence[UndertakingOutline]:
        """The outlines of the undertakings with these ids."""

    def account(self, ids: Iterable[str], statements: Iterable[str] = ()) -> Account:
        """The things and series with these ids, with all that they are linked to; and these statements' own.

        Of undertakings the meetings at which they were agreed may be left out.
        """

    def is_known_on(self, day: str, parties: Sequence[str]) -> bool:
        """Whether all that is said of things with these parties may have been published on a day."""

    def looking_back(self, at: At) -> Shelf:
        """The same on a day."""

    def beside(self, at: At) -> tuple[Shelf, Shelf]:
        """The same on this day and on another."""

    def left_out(self, parties: Sequence[str]) -> int:
        """How many reports on these parties are not counted on the day that one looks back to."""

    def told_in(self, texts: Iterable[str]) -> Sequence[AnyEntry]:
        """All sure statements of texts."""

    def named(self, prefix: str) -> list[tuple[str, ...]]:
        """The statements of each undertaking, fact or meeting that goes by an id with this beginning."""

    def undertakings_of(self, statements: Sequence[str]) -> dict[str, str]:
        """By the id of a sure statement that of the undertaking, series or meeting whose outline it is in."""

    def things_of(self, statements: Sequence[str]) -> dict[str, str]:
        """By the id of a statement that of its undertaking, fact or meeting."""


class HeldShelf:
    """The outlines of an account that is at hand."""

    def __init__(self, account: Account, found: Outlines, at: At | None = None) -> None:
        self._account = account
        self._found = found
        self.at = at

    def outlines(self, sort: Sort, parties: Sequence[str], *, in_a_line: bool) -> Sequence[Any]:
        """All of a sort."""
        del parties, in_a_line
        return self._found.at(sort, self.at)

    def undertakings(self, ids: Iterable[str]) -> Sequence[UndertakingOutline]:
        """The outlines of the undertakings with these ids."""
        asked = set(ids)
        return [one for one in self._found.at("undertaking", self.at) if one.id in asked]

    def account(self, ids: Iterable[str], statements: Iterable[str] = ()) -> Account:
        """The whole account."""
        del ids, statements
        return self._account

    def is_known_on(self, day: str, parties: Sequence[str]) -> bool:
        """Whether all of it may have been published on a day."""
        del parties
        every: tuple[Sort, ...] = ("undertaking", "series", "meeting")
        return max((one.newest for sort in every for one in self._found.at(sort, None)), default="") <= day

    def looking_back(self, at: At) -> HeldShelf:
        """The same on a day."""
        return HeldShelf(self._account, self._found, at)

    def beside(self, at: At) -> tuple[HeldShelf, HeldShelf]:
        """The same on this day and on another."""
        return self, self.looking_back(at)

    def left_out(self, parties: Sequence[str]) -> int:
        """How many reports on these parties are not counted on the day that one looks back to."""
        if self.at is None or self.at.line == "recorded":
            return 0
        told = [entry for thing in self._account.things() for entry in thing.entries]
        about = [entry for entry in told if take_part(parties, entry.statement.parties)]
        if self.at.line == "happened":
            undated = [entry for entry in about if first_known([entry])[LINES.index("happened")] == NEVER]
            return len({source.id for entry in undated for source in entry.sources})
        if self.at.line == "published":
            return len({one.id for entry in about for one in entry.sources if one.published is None})
        every = {source.id for entry in about for source in entry.sources}
        return len(every - {source.id for entry in kept(about, self.at) for source in entry.sources})

    def told_in(self, texts: Iterable[str]) -> Sequence[AnyEntry]:
        """All statements of texts that tell of a thing."""
        asked = set(texts)
        every = (entry for thing in self._account.things() for entry in thing.entries)
        return [entry for entry in every if entry.sources[0].text_hash in asked]

    def named(self, prefix: str) -> list[tuple[str, ...]]:
        """The statements of each undertaking, fact or meeting that goes by an id with this beginning."""
        return [
            tuple(entry.statement.id for entry in thing.entries)
            for thing in self._account.things()
            if any(id.startswith(prefix) for id in (thing.id, *getattr(thing, "aliases", ())))
        ]

    def things_of(self, statements: Sequence[str]) -> dict[str, str]:
        """By the id of a statement that of its undertaking, fact or meeting."""
        known = {entry.statement.id: thing.id for thing in self._account.things() for entry in thing.entries}
        return {id: known[id] for id in statements if id in known}

    def undertakings_of(self, statements: Sequence[str]) -> dict[str, str]:
        """By the id of a statement that of its undertaking, fact or meeting."""
        return self.things_of(statements)


class Choice:
    """The outlines that a question is about, each sort asked for when it is first needed."""

    def __init__(self, shelf: Shelf, question: Question) -> None:
        self.shelf = shelf
        self.question = question

    @cached_property
    def undertakings(self) -> list[UndertakingLine]:
        """The undertakings; their lines alone where the question asks for no more."""
        in_a_line = self._is_of_parties
        found: Sequence[UndertakingLine] = self._all("undertaking", in_a_line=in_a_line)
        if self.question == Question():
            return list(found)
        return [one for one in found if self._is_undertaking(one)]

    @cached_property
    def series(self) -> list[SeriesOutline]:
        """The series of figures."""
        return [self._in_window(one) for one in self._all("series") if self._is_series(one)]

    @cached_property
    def series_lines(self) -> list[SeriesLine]:
        """The same in a line, where the question asks for no more."""
        if not self._is_of_parties or "series" in self.__dict__:
            return list(self.series)
        found: Sequence[SeriesLine] = self._all("series", in_a_line=True)
        return [one for one in found if take_part(self.question.parties, one.parties)]

    @cached_property
    def targets(self) -> list[TargetOutline]:
        """The targets of the series."""
        found: Sequence[SeriesTargets] = self._all("target")
        if self._is_of_parties:
            return [aim for one in found if take_part(self.question.parties, one.parties) for aim in one.targets]
        series = {one.id for one in self.series}
        every = (aim for one in found if one.id in series for aim in one.targets)
        return [one for one in every if self._in_time(one.days) or any_between(one.told, self.question)]

    @cached_property
    def meetings(self) -> list[MeetingOutline]:
        """The meetings."""
        return [one for one in self._all("meeting") if self._is_meeting(one)]

    @cached_property
    def conflicts(self) -> list[Finding]:
        """The contradictions in which all is about what was chosen."""
        return self._found("conflict")

    @cached_property
    def checks(self) -> list[Finding]:
        """The checks of what was chosen."""
        return self._found("check")

    @cached_property
    def undertaking_ids(self) -> frozenset[str]:
        """The ids of the undertakings."""
        return frozenset(one.id for one in self.undertakings)

    @cached_property
    def _chosen(self) -> frozenset[str]:
        return self.undertaking_ids | {one.id for one in self.series_lines}

    def has_undertaking(self, id: str) -> bool:
        """Whether an undertaking is among those chosen."""
        return self.question == Question() or id in self.undertaking_ids

    @cached_property
    def sums(self) -> Sums:
        """What the undertakings are worth."""
        return summed(one.value for one in self.undertakings)

    def to_ask(self, today: str, thresholds: Thresholds) -> dict[Call, list[str]]:
        """The ids of the undertakings to ask about on a day, by the most urgent reason, the most urgent first."""
        found: dict[Call, list[tuple[tuple[int, str, str], str]]] = {call: [] for call, _ in CALLS}
        for one in self.undertakings:
            if one.over and not one.contradicted:
                continue
            seen = one.signs(today, thresholds.dormant)
            calls = tuple(calls_for(seen, (today, thresholds)))
            if calls:
                found[calls[0]].append((urgency(calls, seen.due, seen.heard, one.id), one.id))
        return {call: [id for _, id in sorted(rows)] for call, rows in found.items() if rows}

    @property
    def _is_of_parties(self) -> bool:
        """Whether nothing but parties is asked for."""
        return self.question == Question(parties=self.question.parties)

    def _all(self, sort: Sort, *, in_a_line: bool = False) -> Sequence[Any]:
        return self.shelf.outlines(sort, self.question.parties, in_a_line=in_a_line)

    def _found(self, sort: Sort) -> list[Finding]:
        found = self._all(sort)
        if self.question == Question():
            return list(found)
        return [one for one in found if self._chosen.issuperset(one.things) and self._in_time(one.days)]

    def _in_window(self, one: SeriesOutline) -> SeriesOutline:
        """A series with the facts that lie in the time asked for."""
        if self.question.since is None and self.question.until is None:
            return one
        inside = [self._in_time(_days(fact)) for fact in one.facts]
        return structs.replace(one, told=tuple(compress(one.told, inside)), facts=tuple(compress(one.facts, inside)))

    def _is_undertaking(self, one: UndertakingLine) -> bool:
        asked = self.question
        if not any(take_part(asked.parties, parties) for parties in one.parties):
            return False
        return not isinstance(one, UndertakingOutline) or self._is_outline(one)

    def _is_outline(self, one: UndertakingOutline) -> bool:
        asked = self.question
        if asked.sectors and not set(asked.sectors).intersection(one.sectors):
            return False
        if asked.organisation and not _names(asked.organisation, one.organisations):
            return False
        if asked.min_amount is not None and one.most < asked.min_amount:
            return False
        return self._in_time(one.days)

    def _is_series(self, one: SeriesOutline) -> bool:
        asked = self.question
        if not take_part(asked.parties, one.parties):
            return False
        if asked.min_amount is not None and one.most < asked.min_amount:
            return False
        if (asked.sectors or asked.organisation) and self.undertaking_ids.isdisjoint(one.of):
            return False
        return self._in_time(one.days)

    def _is_meeting(self, one: MeetingOutline) -> bool:
        asked = self.question
        if not any(take_part(asked.parties, parties) for parties in one.parties):
            return False
        by_thing = asked.sectors or asked.organisation or asked.min_amount is not None
        if by_thing and self.undertaking_ids.isdisjoint(one.outcomes):
            return False
        return self._in_time(one.days)

    def _in_time(self, days: Days) -> bool:
        asked = self.question
        return (asked.since is None and asked.until is None) or days_in_time(days, asked)


def _days(fact: Iterable[Point]) -> Days:
    return tuple(point.days for point in fact if point.days)


def _names(word: str, organisations: Iterable[str]) -> bool:
    return any(word.casefold() in name.casefold() for name in organisations)
