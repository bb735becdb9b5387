"""Whether the rows of the ledger are what its statements say: every column is computed anew and compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from kelisim.errors import StatementRefused
from kelisim.ledger import questions
from kelisim.ledger.query import ReportEntry
from kelisim.ledger.tables import reports, statement_parties, statements
from kelisim.ledger.writing import statement_row
from kelisim.model import Document, Reading, Statement
from kelisim.records import report_id, text_hash


def readings_kept(connection: Connection, only: str | None = None) -> Iterator[Reading]:
    """The current reading of every report, or of one, made of its text and its stored statements alone."""
    asked = select(reports.c.id).order_by(reports.c.source, reports.c.id)
    for id in connection.scalars(asked if only is None else asked.where(reports.c.id == only)).all():
        text = connection.scalar(select(reports.c.text).where(reports.c.id == id)) or ""
        report = questions.reports_by_id(connection, [id])[id]
        yield _reading(report, text, questions.statements_of(connection, id))


def faults(connection: Connection, reading: Reading) -> Iterator[str]:
    """What is otherwise in the rows of a reading than its statements say; each fault names report and statement."""
    report = reading.document.id
    if not _is_named_for(connection, report, reading.text):
        yield f"report {report}: its id is not that of its text and address"
    rows = {
        row["id"]: dict(row)
        for row in connection.execute(
            select(statements).where(statements.c.report == report, questions.is_current(statements))
        ).mappings()
    }
    for item in reading.statements:
        row = rows[item.id]
        try:
            told = statement_row(item, reading)
        except StatementRefused as error:
            yield f"report {report}: {error}"
            continue
        told.pop("payload")  # what the statement was made of
        for column, value in told.items():
            if row[column] != value:
                yield f"report {report}, statement {item.id}: {column} is {row[column]!r}, its statement says {value!r}"
        named = _parties(connection, row)
        if named != tuple(sorted(set(item.parties))):
            yield f"report {report}, statement {item.id}: parties are {' '.join(named)}"


def _is_named_for(connection: Connection, report: str, text: str) -> bool:
    row = connection.execute(select(reports.c.text_hash, reports.c.address).where(reports.c.id == report)).one()
    return text_hash(text) == row.text_hash and report_id(row.text_hash, row.address or None) == report


def _parties(connection: Connection, row: dict[str, Any]) -> tuple[str, ...]:
    found = select(statement_parties.c.code).where(
        statement_parties.c.report == row["report"],
        statement_parties.c.generation == row["generation"],
        statement_parties.c.statement == row["id"],
    )
    return tuple(sorted(connection.scalars(found)))


def _reading(report: ReportEntry, text: str, told: list[Statement]) -> Reading:
    document = Document(
        id=report.id,
        source=report.source,
        sha256=report.sha256,
        language=report.language,
        title=report.title,
        dateline=report.dateline,
        outlet=report.outlet,
        author=report.author,
        url=report.url,
        published=report.published,
    )
    by_kind: dict[str, list[Any]] = {"figure": [], "undertaking": [], "meeting": []}
    for item in told:
        by_kind[item.statement].append(item)
    return Reading(
        document=document,
        text=text,
        figures=tuple(by_kind["figure"]),
        undertakings=tuple(by_kind["undertaking"]),
        meetings=tuple(by_kind["meeting"]),
    )
