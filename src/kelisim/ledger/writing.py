"""Rows of a report, of what is said about it, and of what it says.

In: a `Report` with its `Reading`. Out: rows for the tables, written in the transaction that is passed in.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, insert

from kelisim.errors import StatementRefused
from kelisim.ledger.days import LAST_DAY, bounds
from kelisim.ledger.query import Facts
from kelisim.ledger.tables import readings, report_facts, reports, statement_parties, statements
from kelisim.model import Figure, Published, Reading, Report, Statement, Undertaking
from kelisim.records import text_hash

_ENCODER = msgspec.json.Encoder(decimal_format="string", order="deterministic")
Row = dict[str, Any]


class Stamp(Struct, frozen=True):
    """Who writes a row, when (UTC), and why."""

    who: str
    when: str
    why: str


def engine_name(rules: str) -> str:
    """The program that read a report, with its version and that of its rules."""
    return f"{_program()}, rules {rules}" if rules else _program()


@cache
def _program() -> str:
    try:
        return f"kelisim {version('kelisim')}"
    except PackageNotFoundError:  # run from a bare folder of sources
        return "kelisim, not installed"


def write_report(connection: Connection, report: Report, id: str, stamp: Stamp) -> None:
    """Add the report as it came in, and the facts its metadata gives as their first row."""
    row = {
        "id": id,
        "text_hash": text_hash(report.text),
        "address": report.url or "",
        "sha256": report.sha256,
        "source": report.source,
        "title": report.title,
        "author": report.author,
        "text": report.text,
        "retrieved_at": stamp.when,
    }
    connection.execute(insert(reports), row)
    facts = Facts(published=report.published, url=report.url, outlet=report.outlet)
    write_facts(connection, {"report": id, "number": 1}, facts, stamp)


def write_facts(connection: Connection, key: Row, facts: Facts, stamp: Stamp) -> None:
    """Add what is said about a report: ``key`` has the report and the number of the row."""
    row = {**key, **_published(facts.published), "url": facts.url, "outlet": facts.outlet}
    author = {"recorded_by": stamp.who, "recorded_at": stamp.when, "reason": stamp.why}
    connection.execute(insert(report_facts), row | author)


def write_reading(connection: Connection, key: Row, reading: Reading, stamp: Stamp) -> None:
    """Add a reading with all its statements; ``key`` has report, generation, engine and number of the facts."""
    document = reading.document
    connection.execute(
        insert(readings),
        {
            **key,
            "read_at": stamp.when,
            "reason": stamp.why,
            "language": document.language,
            "title": document.title,
            "dateline": document.dateline,
            "outlet": document.outlet,
            "author": document.author,
            "url": document.url,
            **_published(document.published),
        },
    )
    place = {"report": key["report"], "generation": key["generation"]}
    rows = {item.id: place | statement_row(item, reading) for item in reading.statements}
    if rows:
        connection.execute(insert(statements), list(rows.values()))
    parties = [place | party for party in _parties(reading.statements)]
    if parties:
        connection.execute(insert(statement_parties), parties)


def statement_row(item: Statement, reading: Reading) -> Row:
    """One row of the table of statements, without the report's key.

    Raises `StatementRefused` for a statement without an id or with words outside the text.
    """
    evidence = item.evidence
    if not item.id or not 0 <= evidence.start <= evidence.head.start < evidence.head.end <= evidence.end:
        raise StatementRefused(f"{reading.document.source}: a {item.statement} without id or words: {item!r}")
    if evidence.end > len(reading.text):
        raise StatementRefused(f"{reading.document.source}: {item.statement} {item.id} rests on words behind the end")
    period = _own_period(item)
    first, last = _days(period, reading.document.published)
    return {
        "id": item.id,
        "statement": item.statement,
        "payload": _ENCODER.encode(item).decode(),
        **{name: getattr(item, name, None) for name in ("indicator", "measure", "modality", "stage", "kind")},
        "format": getattr(item, "format", None),
        "polarity": item.polarity,
        "period": period,
        "first_day": first,
        "last_day": last,
        **_amount(item),
        "sentence_start": evidence.start,
        "sentence_end": evidence.end,
        "head_start": evidence.head.start,
        "head_end": evidence.head.end,
    }


def _own_period(item: Statement) -> str | None:
    if isinstance(item, Figure):
        return item.period
    return item.stage_date if isinstance(item, Undertaking) else item.date


def _days(period: str | None, published: Published | None) -> tuple[str | None, str | None]:
    """The period's bounds; what is open at its end goes as far as its report can know."""
    span = bounds(period)
    if span is None:
        return None, None
    if span[1] == LAST_DAY and published is not None:
        return span[0], max(span[0], published.latest)
    return span


def _amount(item: Statement) -> Row:
    low: Decimal | None = None
    high: Decimal | None = None
    if isinstance(item, Figure):
        low, high = item.low, item.high
    elif isinstance(item, Undertaking):
        low = high = item.amount
    return {
        "unit": getattr(item, "unit", None),
        "low": None if low is None else f"{low:f}",
        "high": None if high is None else f"{high:f}",
        "low_value": None if low is None else float(low),
        "high_value": None if high is None else float(high),
    }


def _parties(items: Iterable[Statement]) -> list[Row]:
    pairs = {(item.id, code) for item in items for code in item.parties}
    return [{"statement": id, "code": code} for id, code in sorted(pairs)]


def _published(published: Published | None) -> Row:
    return {
        "published_earliest": published.earliest if published else None,
        "published_latest": published.latest if published else None,
        "published_basis": published.basis if published else None,
    }
