"""`kelisim verify`: the account built again from the statements alone, and held against the ledger's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from msgspec import Struct, structs

from kelisim.account import Account, Entries, account_from, account_of
from kelisim.account.entries import entries_of
from kelisim.digests import is_right
from kelisim.errors import LedgerError
from kelisim.intake import bring_together
from kelisim.ledger.query import Entry
from kelisim.statements.identity import statement_id

if TYPE_CHECKING:
    from kelisim.ledger import Ledger
    from kelisim.model import Reading


class Verified(Struct, frozen=True):
    """How much was looked at, and what was found wrong."""

    reports: int
    statements: int
    found: tuple[str, ...]
    alone: bool = False

    def lines(self) -> Iterator[str]:
        """The faults, then the summary."""
        yield from self.found
        whole = "the report is" if self.alone else "the account is"
        verdict = f"{len(self.found)} faults" if self.found else f"{whole} what its statements say"
        yield f"{self.reports} reports, {self.statements} statements: {verdict}"


def verify(ledger: Ledger) -> Verified:
    """Compare rows with statements, ids with words, and the account with one that is built from statements alone."""
    with suppress(LedgerError):  # of a file that cannot be written, the links that it has
        bring_together(ledger)
    kept, faults = ledger.audit()
    faults += [fault for reading in kept for fault in _misnamed(reading)]
    if not is_right(ledger):
        faults.append("the digest that commands answer from is not what statements and links make")
    decisions = ledger.decisions()
    asked = Entries(figures=ledger.figures(), undertakings=ledger.undertakings(), meetings=ledger.meetings())
    said = shape(account_from(asked, ledger.links()))
    if said != shape(account_of(_rebuilt(kept), decisions)):
        faults.append("the account built from the statements alone is another one than that of the links that are kept")
    if said != shape(account_of(_reversed(asked), decisions)):
        faults.append("the account comes out otherwise when the statements come in another order")
    return Verified(len(kept), sum(len(reading.statements) for reading in kept), tuple(faults))


def verify_report(ledger: Ledger, id: str) -> Verified:
    """Compare the rows of one report with its statements, and its ids with their words; the account is left alone.

    Raises `UsageError` where there is no such report.
    """
    kept, faults = ledger.audit(ledger.report(id).report.id)
    faults += [fault for reading in kept for fault in _misnamed(reading)]
    return Verified(len(kept), sum(len(reading.statements) for reading in kept), tuple(faults), alone=True)


def shape(account: Account) -> tuple[Any, ...]:
    """What an account says, without what the ledger alone knows of its reports."""
    things = [
        (structs.replace(one, entries=()), [_told(entry) for entry in one.entries]) for one in account.undertakings
    ]
    meetings = [(structs.replace(one, entries=()), [_told(entry) for entry in one.entries]) for one in account.meetings]
    facts = [
        (series.id, fact.id, fact.period, fact.part_of_period,
         [[_told(entry) for entry in told] for told in (fact.entries, fact.vintages, fact.contradictions)])
        for series in account.series
        for fact in series.facts
    ]  # fmt: skip
    return (
        things,
        meetings,
        facts,
        sorted((link.kind, link.left, link.right, link.verdict, link.score, link.by) for link in account.links),
    )


def _told(entry: Entry[Any]) -> tuple[object, ...]:
    return entry.statement, entry.head, entry.sentence, sorted(source.id for source in entry.sources)


def _misnamed(reading: Reading) -> Iterator[str]:
    from kelisim.records import text_hash

    hashed = text_hash(reading.text)
    for item in reading.statements:
        if statement_id(item, hashed) != item.id:
            yield f"report {reading.document.id}, statement {item.id}: its id is not that of its words and fields"


def _rebuilt(kept: Sequence[Reading]) -> Entries:
    """The entries of readings, a text under several addresses being one statement with several sources."""
    figures, undertakings, meetings = entries_of(kept)
    return Entries(figures=_joined(figures), undertakings=_joined(undertakings), meetings=_joined(meetings))


def _joined(entries: Sequence[Entry[Any]]) -> list[Entry[Any]]:
    found: dict[str, Entry[Any]] = {}
    for entry in entries:
        other = found.get(entry.statement.id)
        sources = (*other.sources, *entry.sources) if other else entry.sources
        found[entry.statement.id] = structs.replace(entry, sources=sources)
    return list(found.values())


def _reversed(entries: Entries) -> Entries:
    return Entries(
        figures=entries.figures[::-1], undertakings=entries.undertakings[::-1], meetings=entries.meetings[::-1]
    )
