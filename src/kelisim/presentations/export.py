"""`kelisim export`: what the ledger holds for other programs, every statement with the thing it tells of."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kelisim.model import Undertaking
from kelisim.presentations.options import example
from kelisim.presentations.report_commands import LedgerOption, open_ledger

if TYPE_CHECKING:
    from kelisim.account import Account
    from kelisim.account.sums import Left
    from kelisim.ledger import Ledger
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
        parts = statement_lines(opened) if what is What.statements else iter(["".join(thing_lines(account_in(opened)))])
        if output is None:
            for part in parts:
                print_utf8(part)
            return
        with output.open("w", encoding="utf-8", newline="") as file:
            file.writelines(parts)


def statement_lines(ledger: Ledger) -> Iterator[str]:
    """Lines of JSON, one a statement, in the order of reports and of their text; those of some reports at a time."""
    import msgspec

    from kelisim.account.choosing import Choice
    from kelisim.account.selection import Question
    from kelisim.account.sums import left_out
    from kelisim.intake import shelf_of
    from kelisim.ledger.questions import in_order_of_sources

    encoder = msgspec.json.Encoder(decimal_format="number")
    shelf = shelf_of(ledger)
    choice = Choice(shelf, Question())
    reasons = left_out(choice.sums)
    valued = {one.value.statement for one in choice.undertakings}
    with ledger.reading() as connection:
        for entries in in_order_of_sources(connection):
            ids = [entry.statement.id for entry in entries]
            things, outlines = shelf.things_of(ids), shelf.undertakings_of(ids)
            records = []
            for entry, id in zip(entries, ids, strict=True):
                record = _record(entry, things.get(id))
                if isinstance(entry.statement, Undertaking):
                    reason = reasons[outlines[id]] if id in outlines else _unsure(entry.statement)
                    record |= _aggregate(reason or (None if id in valued else _RETOLD))
                records.append(encoder.encode(record).decode() + "\n")
            yield "".join(records)


def _aggregate(reason: str | None) -> dict[str, Any]:
    """Whether an amount may be added up, and why not."""
    return {"recommended_for_aggregates": reason is None, "aggregates_reason": reason}


def _unsure(statement: Undertaking) -> Left:
    return "no_amount" if statement.amount is None else "unsure"


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
