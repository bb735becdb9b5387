"""The account as it was known on a day: what had been told by then, of the things that are known now.

One thing told of in 2023 and 2025, looked at on 2024-06-01     the same thing with what was told of it in 2023
"""

from __future__ import annotations

from collections.abc import Container, Iterable

from msgspec import structs

from kelisim.account.conflicts import Conflict
from kelisim.account.lines import At, all_known, kept
from kelisim.account.things import Account, Fact, Thing
from kelisim.ledger.query import UndertakingEntry


def known_at(account: Account, at: At) -> Account:
    """The account without what was not known yet; what is left stays in its things, and these keep their ids."""
    things = [(thing, kept(thing.entries, at)) for thing in account.undertakings]
    meetings = [(meeting, kept(meeting.entries, at)) for meeting in account.meetings]
    there = {thing.id for thing, told in things if told}
    series = (
        structs.replace(one, facts=facts)
        for one in account.series
        if (facts := tuple(fact for fact in (_fact_at(fact, at) for fact in one.facts) if fact.entries))
    )
    return structs.replace(
        account,
        undertakings=tuple(_thing_at(thing, told, there) for thing, told in things if told),
        series=tuple(series),
        meetings=tuple(
            structs.replace(meeting, entries=told, outcomes=tuple(id for id in meeting.outcomes if id in there))
            for meeting, told in meetings
            if told
        ),
    )


def _thing_at(thing: Thing, told: tuple[UndertakingEntry, ...], there: Container[str]) -> Thing:
    return structs.replace(
        thing,
        entries=told,
        package=thing.package if thing.package in there else None,
        parts=tuple(id for id in thing.parts if id in there),
    )


def _fact_at(fact: Fact, at: At) -> Fact:
    return structs.replace(
        fact,
        entries=kept(fact.entries, at),
        vintages=kept(fact.vintages, at),
        contradictions=kept(fact.contradictions, at),
    )


def conflicts_at(found: Iterable[Conflict], at: At) -> tuple[Conflict, ...]:
    """The contradictions of which all statements were known."""
    return tuple(structs.replace(one, entries=kept(one.entries, at)) for one in found if at.has(all_known(one.entries)))
