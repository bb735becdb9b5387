"""What became of an undertaking: its stages as dated events, each with its own quote; what is impossible is a conflict.

    2024-03-20  pledged    «ein Industriezentrum an der Grenze errichten»
    2025-09-01  completed  «das Zentrum wurde eröffnet»                      ->  completed since 2025-09-01

The current stage is computed from the events; an event is never dropped or overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from kelisim.account.moments import Moment, days_from, last_reported, valid
from kelisim.account.things import Thing
from kelisim.ledger.query import UndertakingEntry
from kelisim.model import Stage

DORMANT_AFTER = 730  # days without a report: two years; inferred, never a fact

Meaning = Literal["advance", "halt", "resume", "end", "retell", "conflict"]
# What it means when a stage is reported after another one. A retelling changes nothing: what was agreed is still
# planned. A conflict is for review and changes nothing either. Rows are read by `docs/account.md` as well.
MOVES: tuple[tuple[Stage, Stage, Meaning], ...] = (
    ("pledged", "committed", "advance"),
    ("pledged", "implementing", "advance"),
    ("pledged", "completed", "advance"),
    ("pledged", "suspended", "halt"),
    ("pledged", "cancelled", "end"),
    ("committed", "pledged", "retell"),
    ("committed", "implementing", "advance"),
    ("committed", "completed", "advance"),
    ("committed", "suspended", "halt"),
    ("committed", "cancelled", "end"),
    ("implementing", "pledged", "conflict"),
    ("implementing", "committed", "retell"),
    ("implementing", "completed", "advance"),
    ("implementing", "suspended", "halt"),
    ("implementing", "cancelled", "end"),
    ("completed", "pledged", "conflict"),
    ("completed", "committed", "conflict"),
    ("completed", "implementing", "conflict"),
    ("completed", "suspended", "conflict"),
    ("completed", "cancelled", "conflict"),
    ("suspended", "pledged", "resume"),
    ("suspended", "committed", "resume"),
    ("suspended", "implementing", "resume"),
    ("suspended", "completed", "resume"),
    ("suspended", "cancelled", "end"),
    ("cancelled", "pledged", "conflict"),
    ("cancelled", "committed", "conflict"),
    ("cancelled", "implementing", "conflict"),
    ("cancelled", "completed", "conflict"),
    ("cancelled", "suspended", "conflict"),
)
_MEANING = {(before, after): meaning for before, after, meaning in MOVES}
_PAIR = 2
_RANK: dict[Stage, int] = {
    "pledged": 0,
    "committed": 1,
    "implementing": 2,
    "suspended": 3,
    "completed": 4,
    "cancelled": 5,
}


class Event(Struct, frozen=True, kw_only=True):
    """One stage as one statement reports it; ``of_paper`` if it is the stage of a paper that founds the thing."""

    stage: Stage
    moment: Moment
    entry: UndertakingEntry
    of_paper: bool


class StageConflict(Struct, frozen=True, kw_only=True):
    """A move that cannot be: for review, nothing is changed by it."""

    before: Event
    after: Event


class History(Struct, frozen=True, kw_only=True):
    """The events of a thing in order, undated ones last; its present stage, and what does not fit.

    ``events`` are all that were affirmed, those of papers among them; ``denied`` were not. ``silent_since`` is the last
    day on which something can have been heard of it; ``dormant`` is inferred from that alone.
    """

    events: tuple[Event, ...]
    denied: tuple[UndertakingEntry, ...]
    stage: Stage
    since: Moment
    conflicts: tuple[StageConflict, ...]
    silent_since: str | None
    dormant: bool

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be waited for."""
        return self.stage in ("completed", "cancelled")


class Days:
    """When statements of undertakings were so, and on which day something was heard of them; each is looked at once."""

    def __init__(self) -> None:
        self._known: dict[
            int, tuple[UndertakingEntry, Moment, str | None]
        ] = {}  # it holds them, so no id is used twice

    def valid(self, entry: UndertakingEntry) -> Moment:
        """When it was so."""
        return self._of(entry)[1]

    def heard(self, entries: Iterable[UndertakingEntry]) -> list[str]:
        """The days on which something was heard."""
        return [day for entry in entries if (day := self._of(entry)[2])]

    def _of(self, entry: UndertakingEntry) -> tuple[UndertakingEntry, Moment, str | None]:
        known = self._known.get(id(entry))
        if known is None:
            moment = valid(entry)
            # a report is no older than the day it tells of
            heard = last_reported(entry) or (moment.latest if moment.is_dated else None)
            known = self._known[id(entry)] = (entry, moment, heard)
        return known


def history(
    thing: Thing,
    today: str,
    papers: Iterable[Thing] = (),
    dormant_after: int = DORMANT_AFTER,
    days: Days | None = None,
) -> History:
    """What became of ``thing`` as known on ``today``; ``papers`` are the things of its agreements.

    A paper's stages are told beside those of the thing: a signed memorandum does not commit what it announces.
    ``days`` are for those who ask about parts of one thing again and again.
    """
    days = days or Days()
    entries = (*thing.entries, *(entry for paper in papers for entry in paper.entries))
    affirmed = [entry for entry in entries if entry.statement.polarity == "affirmed"]
    is_paper = all(entry.statement.kind == "agreement" for entry in affirmed)
    events = sorted(
        (_event(entry, days.valid(entry), is_paper=is_paper) for entry in affirmed or entries),
        key=lambda event: (event.moment, _RANK[event.stage], event.entry.statement.id),
    )
    current, conflicts = _walk([event for event in events if not event.of_paper])
    heard = max((day for day in days.heard(entries) if day <= today), default=None)
    over = current.stage in ("completed", "cancelled")
    return History(
        events=tuple(events),
        denied=tuple(entry for entry in entries if entry.statement.polarity == "denied"),
        stage=current.stage,
        since=current.moment,
        conflicts=tuple(conflicts),
        silent_since=heard,
        dormant=not over and is_silent(heard, today, dormant_after),
    )


def _walk(events: Sequence[Event]) -> tuple[Event, list[StageConflict]]:
    """The event that holds after all moves, and the moves that cannot be."""
    current, conflicts = events[0], []
    everybody = {party for event in events for party in event.entry.statement.parties}
    for event in events[1:]:
        if event.stage == "completed" and set(event.entry.statement.parties) < everybody and len(everybody) > _PAIR:
            continue  # two of three states have done their part
        meaning = _MEANING.get((current.stage, event.stage), "retell")
        if meaning == "conflict" and current.moment.is_before(event.moment):
            conflicts.append(StageConflict(before=current, after=event))
        elif meaning in ("advance", "end") or (meaning in ("halt", "resume") and _is_placed(current, event)):
            current = event
    return current, conflicts


def _is_placed(current: Event, event: Event) -> bool:
    """Whether it is known which came first: an undated halt may lie before everything that is dated."""
    return event.moment.is_dated or not current.moment.is_dated


def _event(entry: UndertakingEntry, moment: Moment, *, is_paper: bool) -> Event:
    """Where all that is told is of papers, the paper is the thing itself."""
    of_paper = not is_paper and entry.statement.kind == "agreement"
    return Event(stage=entry.statement.stage, moment=moment, entry=entry, of_paper=of_paper)


def is_silent(heard: str | None, today: str, dormant_after: int) -> bool:
    """Whether nothing has been heard for so long."""
    return heard is not None and heard < days_from(today, -dormant_after)
