"""What the ledger holds of one report, asked while the next rows about it are written."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, select

from kelisim.errors import UsageError
from kelisim.ledger import questions
from kelisim.ledger.query import Facts
from kelisim.ledger.tables import readings, report_facts, reports


def find(connection: Connection, hashed: str, url: str | None) -> str | None:
    """The id of the report with this text at this address, or None.

    A report counts as standing at every address it was ever given, so a corrected file is not read in twice.
    """
    same = connection.scalar(
        select(reports.c.id).where(reports.c.text_hash == hashed, reports.c.address == (url or ""))
    )
    if same or not url:
        return same
    corrected = select(reports.c.id).join(report_facts, report_facts.c.report == reports.c.id)
    return connection.scalar(corrected.where(reports.c.text_hash == hashed, report_facts.c.url == url).limit(1))


def refuse_double(connection: Connection, report: str, url: str | None) -> None:
    """Raise `UsageError` where another report with the text of this one stands at an address."""
    hashed = connection.scalar(select(reports.c.text_hash).where(reports.c.id == report)) or ""
    other = find(connection, hashed, url)
    if other and other != report:
        raise UsageError(f"report {report}: report {other} has the very text at this address already")


def current_facts(connection: Connection, report: str) -> Facts:
    """What is said about a report now."""
    return questions.facts_of(connection, report)[-1].facts


def next_reading(connection: Connection, report: str) -> dict[str, Any]:
    """The key of the next reading of a report."""
    generation = connection.scalar(select(func.max(readings.c.generation)).where(readings.c.report == report)) or 0
    facts = connection.scalar(select(func.max(report_facts.c.number)).where(report_facts.c.report == report))
    return {"report": report, "generation": generation + 1, "facts": facts}
