"""The nouns of the account: things that outlive a report, and the links that make them of statements.

A thing's id is minted from the statement that founds it and kept when more statements join; ids of things that were
brought together stay known as aliases.
"""

from __future__ import annotations

from msgspec import Struct

from kelisim.ledger.links import Link, LinkKind, Reason, Verdict
from kelisim.ledger.query import FigureEntry, MeetingEntry, UndertakingEntry
from kelisim.model import Qualifier

__all__ = [
    "RULE",
    "Account",
    "Encounter",
    "Fact",
    "Grade",
    "Link",
    "LinkKind",
    "Package",
    "Reason",
    "Series",
    "Thing",
    "Verdict",
]

RULE = "linking 3"  # the rules that link, with their version: it signs what they find


class Thing(Struct, frozen=True, kw_only=True):
    """One undertaking with everything told of it, ordered by when it was told (undated reports last).

    ``package`` is the thing it is a part of, ``parts`` are the things that are its parts (of a package or a programme),
    ``papers`` are agreements that found it.
    """

    id: str
    aliases: tuple[str, ...] = ()
    entries: tuple[UndertakingEntry, ...]
    package: str | None = None
    parts: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()


class Fact(Struct, frozen=True, kw_only=True):
    """One point of a series: every statement that gives this figure for this period, whatever its number.

    ``entries`` say the same number at their printed precision; ``vintages`` give another one for the same period, later
    and without contradiction (provisional, then final); ``contradictions`` give one that cannot be the same.
    """

    id: str
    entries: tuple[FigureEntry, ...]
    period: str | None
    vintages: tuple[FigureEntry, ...] = ()
    contradictions: tuple[FigureEntry, ...] = ()
    part_of_period: str | None = None  # the id of a fact of a longer period that contains this one


class Series(Struct, frozen=True, kw_only=True):
    """Facts with the same indicator, parties, direction, item, measure and unit, by period; undated ones last."""

    id: str
    indicator: str
    measure: str
    parties: tuple[str, ...]
    origin: str | None
    destination: str | None
    item: str | None
    unit: str
    per: str | None
    facts: tuple[Fact, ...]


class Encounter(Struct, frozen=True, kw_only=True):
    """One meeting with every report of it; ``outcomes`` are ids of things that were agreed there."""

    id: str
    aliases: tuple[str, ...] = ()
    entries: tuple[MeetingEntry, ...]
    outcomes: tuple[str, ...] = ()


class Grade(Struct, frozen=True, kw_only=True):
    """How well a thing is known: the grade of its sources, how many are independent, how many points are told.

    ``officials`` are the codes of the states whose officials are named as saying it.
    """

    sources: int
    independent: int
    completeness: int
    officials: tuple[str, ...]


class Package(Struct, frozen=True, kw_only=True, array_like=True):
    """How many members a package has, named or not; None where nobody says."""

    count: int | None
    qualifier: Qualifier


class Account(Struct, frozen=True, kw_only=True):
    """The whole account at one moment; ``inferred`` has the periods that reports give away, by the id of the figure."""

    undertakings: tuple[Thing, ...] = ()
    series: tuple[Series, ...] = ()
    meetings: tuple[Encounter, ...] = ()
    links: tuple[Link, ...] = ()
    inferred: dict[str, str] = {}

    def things(self) -> tuple[Thing | Fact | Encounter, ...]:
        """Everything that has an id and statements: undertakings, facts of series, meetings."""
        facts = (fact for series in self.series for fact in series.facts)
        return (*self.undertakings, *facts, *self.meetings)
