"""How many things a package holds, and how many of them are named: *76 Dokumente*, of which 5 are identified."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kelisim.account.minting import in_order
from kelisim.account.packages import names_several
from kelisim.account.things import Account, Package, Thing
from kelisim.account.title_words import title
from kelisim.ledger.query import FigureEntry

_COUNTS = ("agreement_count", "project_count")
_ZEROS = 18  # a number of things is below 10^18


def packages(account: Account) -> dict[str, Package]:
    """The packages of the account by their id; what has members or tells of several things by their number alone."""
    counts = member_counts(entry for one in account.series for fact in one.facts for entry in fact.entries)
    found = {thing.id: package_of(thing, counts) for thing in account.undertakings}
    return {id: one for id, one in found.items() if one is not None}


def member_counts(figures: Iterable[FigureEntry]) -> dict[str, FigureEntry]:
    """The last told number of things by the id of the undertaking's statement that it counts."""
    counts = (entry for entry in figures if entry.statement.of and entry.statement.indicator in _COUNTS)
    levels = (entry for entry in counts if entry.statement.measure == "level")
    told = in_order(entry for entry in levels if entry.statement.polarity == "affirmed")
    return {entry.statement.of: entry for entry in told if entry.statement.of}


def package_of(thing: Thing, counts: Mapping[str, FigureEntry]) -> Package | None:
    """How many members a thing has, if it is a package; ``counts`` are by the ids of statements."""
    titles = ((entry.statement, title(entry.statement.title)) for entry in thing.entries)
    named = [words for statement, words in titles if names_several(statement, words)]
    if not named and not thing.parts:
        return None
    told = [counts[entry.statement.id] for entry in thing.entries if entry.statement.id in counts]
    if told:
        figure = told[-1].statement
        return Package(count=int(figure.low), qualifier=figure.qualifier)
    numbers = {number for words in named for number in words.numbers if number.isdigit()}
    count = int(min(numbers)) if len(numbers) == 1 and len(min(numbers)) < _ZEROS else None
    return Package(count=count, qualifier="exact")
