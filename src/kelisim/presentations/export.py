"""`kelisim export`: what the ledger holds for other programs, every statement with the thing it tells of."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kelisim.presentations.options import example
from kelisim.presentations.report_commands import LedgerOption, open_ledger

if TYPE_CHECKING:
    from kelisim.account import Account
    from kelisim.account.sums import Left
    from kelisim.ledger.query import AnyEntry


_RETOLD = "retold"  # another statement of the same thing is counted


class To(StrEnum):
    """The forms that `export` writes."""

    jsonl = "jsonl"


class What(StrEnum):
    """What `export` writes."""

    statements = "statements"
    things = "things"


def register(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command(
        name="export",
        short_help="Write the account for other programs.",
        epilog=example("kelisim export --to jsonl --what statements --output statements.jsonl"),
    )(_export)


def _export(
    to: Annotated[To, typer.Option("--to", help="The form.")] = To.jsonl,
    what: Annotated[What, typer.Option("--what", help="What is written.")] = What.statements,
    output: Annotated[
        Path | None, typer.Option(help="The file to write into, instead of printing.", metavar="FILE")
    ] = None,
    ledger: LedgerOption = None,
) -> None:
    """Every current statement, or every thing that statements tell of, a line each.

    A statement has statement (figure, undertaking or meeting), id, source (the path as given), evidence with
    offsets, head and sentence as printed, selector (the head as a TextQuoteSelector of W3C Web Annotation), thing
    (the id of the undertaking, of the fact of a series or of the meeting that it tells of; null for a denied
    figure) and all fields of the statement. A thing has its id and aliases, the ids of its statements, package and
    members, and grades: of its sources from 1 to 5, how many of them are independent (reprints are one), and how
    complete it is from 0 to 5. Undertakings say whether their value may be added up (recommended_for_aggregates),
    and why not: of several statements of one thing the one that values it may.
    """
    from kelisim.intake import account_in
    from kelisim.presentations.tables import print_utf8

    del to  # one so far
    with open_ledger(ledger) as opened:
        account = account_in(opened)
        entries: list[AnyEntry] = [*opened.figures(), *opened.undertakings(), *opened.meetings()]
    lines = "".join(statement_lines(account, entries) if what is What.statements else thing_lines(account))
    if output is None:
        print_utf8(lines)
    else:
        output.write_text(lines, encoding="utf-8")


def statement_lines(account: Account, entries: list[AnyEntry]) -> Iterator[str]:
    """A line of JSON a statement, in the order of reports and of their text."""
    import msgspec

    encoder = msgspec.json.Encoder(decimal_format="number")
    things, counted = thing_of(account), _aggregates(account)
    ordered = sorted(
        entries, key=lambda entry: (entry.sources[0].source, entry.statement.evidence.head, entry.statement.id)
    )
    for entry in ordered:
        record = _record(entry, things.get(entry.statement.id)) | counted.get(entry.statement.id, {})
        yield encoder.encode(record).decode() + "\n"


def thing_lines(account: Account) -> Iterator[str]:
    """A line of JSON an undertaking, fact or meeting, in the order of their ids."""
    import msgspec

    from kelisim.account.grades import graded
    from kelisim.account.memberships import packages
    from kelisim.account.things import Thing

    grades, held, reasons = graded(account), packages(account), _left_out(account)
    encoder = msgspec.json.Encoder()
    for thing in sorted(account.things(), key=lambda thing: thing.id):
        record: dict[str, Any] = {
            "thing": thing.id,
            "sort": thing.entries[0].statement.statement,
            "aliases": getattr(thing, "aliases", ()),
            "statements": [entry.statement.id for entry in thing.entries],
        }
        if isinstance(thing, Thing):
            package = held.get(thing.id)
            record |= {
                "package": thing.package,
                "parts": thing.parts,
                "members": package.count if package else None,
                "papers": thing.papers,
                "recommended_for_aggregates": reasons[thing.id] is None,
                "aggregates_reason": reasons[thing.id],
            }
        yield encoder.encode(record | {"grade": grades[thing.id]}).decode() + "\n"


def _left_out(account: Account) -> dict[str, Left | None]:
    """By the id of an undertaking why it is in no sum, None for what is in one; no day plays a part in it."""
    from kelisim.account.histories import history
    from kelisim.account.sums import left_out, sums
    from kelisim.ledger.days import LAST_DAY

    told = {thing.id: history(thing, LAST_DAY) for thing in account.undertakings}
    return left_out(sums(account.undertakings, told))


def _aggregates(account: Account) -> dict[str, dict[str, Any]]:
    """By the id of a statement of an undertaking whether its amount may be added up, and why not."""
    from kelisim.account.sums import valuing

    reasons = _left_out(account)
    found: dict[str, dict[str, Any]] = {}
    for thing in account.undertakings:
        valued = valuing(thing)
        for entry in thing.entries:
            reason = reasons[thing.id] or (None if entry is valued else _RETOLD)
            found[entry.statement.id] = {"recommended_for_aggregates": reason is None, "aggregates_reason": reason}
    return found


def thing_of(account: Account) -> dict[str, str]:
    """By the id of each statement the id of the undertaking, fact or meeting that it tells of."""
    return {entry.statement.id: thing.id for thing in account.things() for entry in thing.entries}


def _record(entry: AnyEntry, thing: str | None) -> dict[str, Any]:
    from kelisim.presentations.rows import to_record

    statement = to_record(entry.statement)
    where = {"source": entry.sources[0].source, "sources": [source.source for source in entry.sources]}
    first = {"statement": statement.pop("statement"), "id": statement.pop("id"), **where, "thing": thing}
    return first | {"head": entry.head, "sentence": entry.sentence, "selector": _selector(entry)} | statement


def _selector(entry: AnyEntry) -> dict[str, str]:
    """The head as a quote of W3C Web Annotation, which finds it again in an edited copy."""
    from kelisim.model import Span
    from kelisim.text.selectors import selector

    evidence = entry.statement.evidence
    head = Span(evidence.head.start - evidence.start, evidence.head.end - evidence.start)
    made = selector(entry.sentence, head)
    return {"type": "TextQuoteSelector", "exact": made.exact, "prefix": made.prefix, "suffix": made.suffix}
