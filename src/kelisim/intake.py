"""From sources into the ledger: one report or a million, each read and kept in a transaction of its own.

    for result in take_in(reports(paths), ledger, read):
        …    # an Outcome (added, known, …), what was Skipped, and why, or a Notice

Killed at any moment, it is begun again with the same command: what the ledger holds is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from kelisim.errors import BadReport, KelisimError, LedgerError
from kelisim.ledger.query import Correction, Outcome
from kelisim.model import Reading, Report
from kelisim.sources import PassedOver

if TYPE_CHECKING:
    from kelisim.ledger import Ledger

Read = Callable[[Report], Reading]


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
