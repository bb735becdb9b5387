"""Meetings, contradictions and checks as cards."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kelisim.account.states import State
from kelisim.account.things import Encounter
from kelisim.ledger.query import Entry
from kelisim.presentations.account.pages import sources_of
from kelisim.presentations.account.rows import parties_of
from kelisim.web.index.cards import CheckCard, Dispute, Meet, Named, Person
from kelisim.web.index.words import said, words


def meets(state: State, titles: Mapping[str, str]) -> Iterator[Meet]:
    """Every meeting with what was agreed there; ``titles`` name the undertakings."""
    for meeting in state.account.meetings:
        first = meeting.entries[0].statement
        yield Meet(
            id=meeting.id,
            format=first.format,
            date=_date(meeting),
            ordinal=first.ordinal,
            place=next((entry.statement.place for entry in meeting.entries if entry.statement.place), None),
            parties=parties_of(meeting),
            participants=_participants(meeting),
            outcomes=tuple(_outcome(id, titles[id], state) for id in meeting.outcomes if id in titles),
            texts=sources_of(meeting.entries),
            aliases=meeting.aliases,
            words=tuple(words(entry) for entry in meeting.entries),
        )


def _outcome(id: str, title: str, state: State) -> Named:
    """What was agreed; of a thing that the question is not about, as one of other states, the stage is not known."""
    return Named(id=id, title=title, stage=state.histories[id].stage if id in state.histories else None)


def _participants(meeting: Encounter) -> tuple[Person, ...]:
    """Everybody once, with the fullest that is told of him or her."""
    found: dict[str, Person] = {}
    for entry in meeting.entries:
        for who in entry.statement.participants:
            known = found.get(who.name)
            role = who.role or (known.role if known else None)
            found[who.name] = Person(
                name=who.name, role=role, country=who.country or (known.country if known else None)
            )
    return tuple(found[name] for name in sorted(found))


def _date(meeting: Encounter) -> str | None:
    """The day that some report gives, a whole one before one without a year."""
    dates = [entry.statement.date for entry in meeting.entries if entry.statement.date]
    return min(dates, key=lambda date: ("X" in date, -len(date), date), default=None)


def disputes(state: State, titles: Mapping[str, str]) -> Iterator[Dispute]:
    """Every contradiction."""
    for conflict in state.conflicts:
        of_thing = conflict.about in titles
        first = conflict.entries[0].statement
        yield Dispute(
            id=_id("conflict", conflict.kind, conflict.entries),
            kind=conflict.kind,
            about=conflict.about,
            about_sort="undertaking" if of_thing else "series",
            title=titles[conflict.about] if of_thing else getattr(first, "indicator", ""),
            parties=conflict.parties,
            why=conflict.why,
            said=tuple(said(entry, state.account.inferred) for entry in conflict.entries),
        )


def checked(state: State) -> Iterator[CheckCard]:
    """Every check of printed numbers that was made."""
    for check in state.checks:
        yield CheckCard(
            id=_id("check", check.kind, check.entries),
            kind=check.kind,
            outcome=check.outcome,
            parties=tuple(sorted({code for entry in check.entries for code in entry.statement.parties})),
            arithmetic=check.arithmetic,
            said=tuple(said(entry, state.account.inferred) for entry in check.entries),
        )


def _id(sort: str, kind: str, entries: Iterable[Entry[Any]]) -> str:
    """An id of the words themselves, so that it stays as long as they are at odds."""
    told = "\n".join((sort, kind, *(entry.statement.id for entry in entries)))
    return hashlib.sha256(told.encode()).hexdigest()[:16]
