"""From sources into the ledger: one report or a million, each read and kept in a transaction of its own.

    for result in take_in(reports(paths), ledger, read):
        …    # an Outcome (added, known, …), what was Skipped, and why, or a Notice

Killed at any moment, it is begun again with the same command: what the ledger holds is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from kelisim.account import Account, Entries, account_from
from kelisim.account.choosing import Shelf
from kelisim.account.minting import in_order
from kelisim.account.things import RULE
from kelisim.digests import DIGEST_RULE, KeptShelf, every_entry, held, is_kept, keep
from kelisim.errors import BadReport, KelisimError, LedgerError, UsageError
from kelisim.ledger.link_book import Judged
from kelisim.ledger.links import Decided, LinkKind, Words
from kelisim.ledger.query import AnyEntry, Correction, Outcome, Query
from kelisim.model import Reading, Report, is_sure

if TYPE_CHECKING:
    from kelisim.ledger import Ledger

Read = Callable[[Report], Reading]
_SHORTEST_ID = 6  # digits, as for statements
_KINDS: dict[str, LinkKind] = {
    "figure": "same_figure",
    "undertaking": "same_undertaking",
    "meeting": "same_meeting",
}


_STEPS = 4  # from link to link beyond what was asked for


class Skipped(Struct, frozen=True):
    """A report that was not read, and why; the message names the place and the way out."""

    reason: str


class Notice(Struct, frozen=True):
    """Something to be said that is no failure: a file of a folder that holds no report."""

    text: str


def take_in(
    reports: Iterable[Report | BadReport], ledger: Ledger, read: Read, *, again: bool = False, engine: str = ""
) -> Iterator[Outcome | Skipped | Notice]:
    """Read ``reports`` into ``ledger``, one result a report as soon as it is kept.

    A report that is known already is not read anew, unless ``again``: then a reading that says something else
    becomes its next generation. ``engine`` is the version of the rules behind ``read``. A bad report is skipped.
    Raises `LedgerError` when the ledger cannot be written; a fault of the program itself comes through.
    """
    from kelisim.sources import PassedOver  # opens files of every kind, which only this needs

    for report in reports:
        if isinstance(report, PassedOver):
            yield Notice(str(report))
        elif isinstance(report, BadReport):
            yield Skipped(str(report))
        else:
            yield _kept(report, ledger, read, again=again, engine=engine)


def correct(ledger: Ledger, report: str, correction: Correction, read: Read, *, engine: str = "") -> Outcome:
    """Correct what is said about a report, and read it again under the corrected facts.

    ``report`` is its whole id. Raises `UsageError` where nothing would change.
    """
    reading = read(ledger.stored_report(report, correction))
    return ledger.set_report(report, correction, reading, engine=engine)


def bring_together(ledger: Ledger) -> int:
    """Link the statements that readings, decisions or rules have changed since the last time; rows that are new.

    What one more report says is held against what shares a block with it; all is linked anew where there are no
    workings of the last time, under other rules, and where so much is new that words tell otherwise. The links are
    kept beside the statements, which stay as they are.
    """
    new = 0
    seen = ledger.to_be_linked(RULE)
    if seen is not None:
        from kelisim.account.linking import linked, relinked  # reads titles and times, which only this needs
        from kelisim.account.workings import Held
        from kelisim.digest_renewal import renewed

        link_again = (lambda workings, texts: relinked(workings, workings.decisions(), texts), (DIGEST_RULE, renewed))
        more = ledger.link_more(RULE, *link_again)
        if more is None:
            held = Held(every_entry(ledger))
            found = linked(held, ledger.decisions())
            more = ledger.keep_links(found.links, seen, (held.known, found.rescored))
        new = more
    keep(ledger)
    return new


def shelf_of(ledger: Ledger) -> Shelf:
    """The account in short under the links of the whole ledger, and the things behind it: see `kelisim.digests`.

    Links and digest are made first where they are not kept; where the ledger cannot be written, for this answer alone.
    """
    now = ledger.to_be_seen(RULE)
    if is_kept(ledger, now):
        return KeptShelf(ledger)
    try:
        bring_together(ledger)
    except LedgerError:
        from kelisim.account.linking import links_of

        entries = every_entry(ledger)
        return held(account_from(entries.sure(), links_of(entries, ledger.decisions())))
    return KeptShelf(ledger)


def account_in(ledger: Ledger, query: Query = Query()) -> Account:  # noqa: B008 - frozen
    """The account of what fulfils ``query`` and of what that is linked to, under the links of the whole ledger.

    The links are made first where they are not kept; where the ledger cannot be written, for this answer alone.
    """
    try:
        bring_together(ledger)
    except LedgerError:
        from kelisim.account.linking import links_of

        return account_from(_entries(ledger, query), links_of(_entries(ledger), ledger.decisions()))
    return _with_what_is_linked(ledger, _entries(ledger, query), query)


def _with_what_is_linked(ledger: Ledger, entries: Entries, query: Query) -> Account:
    known = set(entries.ids)
    looked_for = set(known)
    for _ in range(_STEPS):
        links = ledger.links(sorted(known))
        beyond = {id for link in links if link.verdict == "linked" for id in (link.left, link.right)} - looked_for
        if not beyond or not query.parties:
            break
        looked_for |= beyond
        more = [entry for entry in ledger.entries_of(sorted(beyond)) if is_sure(entry.statement) or not query.sure]
        entries = entries.with_more(more)
        known |= {entry.statement.id for entry in more}
    return account_from(entries, links)


def entries_of_thing(ledger: Ledger, name: str) -> tuple[AnyEntry, ...]:
    """The statements of the one thing whose id begins with ``name`` (six digits or more); none where there is none."""
    wanted = name.strip().lower()
    if len(wanted) < _SHORTEST_ID:
        return ()
    things = shelf_of(ledger).named(wanted)
    return in_order(ledger.entries_of(things[0])) if len(things) == 1 else ()


def judged(left: AnyEntry, right: AnyEntry, verdict: Decided) -> Judged:
    """What a person decides of two statements, by the words they rest on.

    Raises `UsageError` for statements of different sorts, or for one and the same.
    """
    if left.statement.statement != right.statement.statement:
        raise UsageError(
            f"{left.statement.id} is one of the {left.statement.statement}s, {right.statement.id} one of the "
            f"{right.statement.statement}s: never one thing; name two statements of the same sort"
        )
    if left.statement.id == right.statement.id:
        raise UsageError(f"{left.statement.id}: both are this statement; name two")
    kind = _KINDS[left.statement.statement]
    return Judged(kind=kind, left=_words(left), right=_words(right), verdict=verdict)


def _words(entry: AnyEntry) -> Words:
    statement = entry.statement
    head = statement.evidence.head
    return Words(statement=statement.statement, text_hash=entry.sources[0].text_hash, start=head.start, end=head.end)


def _entries(ledger: Ledger, query: Query = Query()) -> Entries:  # noqa: B008 - frozen
    return Entries(
        figures=ledger.figures(query), undertakings=ledger.undertakings(query), meetings=ledger.meetings(query)
    )


def _kept(report: Report, ledger: Ledger, read: Read, *, again: bool, engine: str) -> Outcome | Skipped:
    try:
        return _take_in(report, ledger, read, again=again, engine=engine)
    except LedgerError:
        raise
    except KelisimError as error:
        return Skipped(str(error))


def _take_in(report: Report, ledger: Ledger, read: Read, *, again: bool, engine: str) -> Outcome:
    known = ledger.find(report)
    if known is None:
        return ledger.add(report, read(report), engine=engine)
    if again:
        return ledger.add_again(known, read(ledger.stored_report(known)), engine=engine)
    return Outcome(report=known, source=report.source, status="known")
