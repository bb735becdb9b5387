"""The tables of the ledger. Rows are added, never changed or taken away; the present is computed from them.

    reports ──< report_facts     what metadata or a person says of a report: publication, address, outlet; latest counts
       └────< readings ──< statements ──< statement_parties      what the report says; the latest generation counts

Every key is made of the contents (report id, generation, statement id), never of the order of arrival, so two
ledgers that read the same reports hold the same rows but for times and names.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()
DERIVED: dict[str, Any] = {"info": {"derived": True}}  # of a table whose rows may be rewritten: no triggers


def state_of_derived(name: str, rule: str) -> Table:
    """The table of one row that says what derived tables were made of; ``rule`` explains its column of that name."""
    return Table(
        name,
        metadata,
        Column("rule", String, primary_key=True, comment=rule),
        Column("readings", Integer, nullable=False, comment="how many readings there were"),
        Column("decisions", Integer, nullable=False, comment="how many decisions there were"),
        **DERIVED,
    )


def _published() -> tuple[Column[str], Column[str], Column[str]]:
    """The publication interval: two ISO days and what narrows them; all NULL where nothing does."""
    return (
        Column("published_earliest", String),
        Column("published_latest", String),
        Column("published_basis", String),
    )


reports = Table(
    "reports",
    metadata,
    Column("id", String, primary_key=True, comment="16 hexadecimal digits over text hash and address"),
    Column("text_hash", String, nullable=False, comment="SHA-256 of the text as UTF-8"),
    Column("address", String, nullable=False, comment="the url it came with, empty where it had none"),
    Column("sha256", String, nullable=False, comment="SHA-256 of the raw bytes"),
    Column("source", String, nullable=False, comment="the path as given"),
    Column("title", String, comment="the title its metadata gave"),
    Column("author", String),
    Column("text", Text, nullable=False),
    Column("retrieved_at", String, nullable=False, comment="UTC, when it was read in"),
    UniqueConstraint("text_hash", "address"),
)

report_facts = Table(
    "report_facts",
    metadata,
    Column("report", ForeignKey("reports.id"), primary_key=True),
    Column("number", Integer, primary_key=True, comment="1 as it came in, then one more for each correction"),
    *_published(),
    Column("url", String),
    Column("outlet", String),
    Column("recorded_at", String, nullable=False, comment="UTC"),
    Column("recorded_by", String, nullable=False),
    Column("reason", String, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("report", String, primary_key=True),
    Column("generation", Integer, primary_key=True, comment="1, 2, …; the highest one counts"),
    Column("facts", Integer, nullable=False, comment="number of the report_facts it was read with"),
    Column("engine", String, nullable=False, comment="who read it: program and version"),
    Column("read_at", String, nullable=False, comment="UTC"),
    Column("reason", String, nullable=False),
    Column("language", String),
    Column("title", String, comment="as the reading found it"),
    Column("dateline", String),
    Column("outlet", String),
    Column("author", String),
    Column("url", String),
    *_published(),
    ForeignKeyConstraint(["report", "facts"], ["report_facts.report", "report_facts.number"]),
)

statements = Table(
    "statements",
    metadata,
    Column("report", String, primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("id", String, primary_key=True),
    Column("statement", String, nullable=False, comment="figure, undertaking or meeting"),
    Column("payload", Text, nullable=False, comment="the whole statement as JSON, numbers as exact decimal strings"),
    Column("indicator", String),
    Column("measure", String),
    Column("modality", String),
    Column("stage", String),
    Column("kind", String),
    Column("format", String),
    Column("polarity", String, nullable=False),
    Column("period", String, comment="period of a figure, stage date of an undertaking, date of a meeting"),
    Column("first_day", String, comment="first day the period can mean; NULL where it fixes no year"),
    Column("last_day", String),
    Column("unit", String),
    Column("low", String, comment="exact decimal; the amount of an undertaking"),
    Column("high", String),
    Column("low_value", Float, comment="low for sorting and charts"),
    Column("high_value", Float),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    Column("head_start", Integer, nullable=False),
    Column("head_end", Integer, nullable=False),
    ForeignKeyConstraint(["report", "generation"], ["readings.report", "readings.generation"]),
    CheckConstraint("0 <= sentence_start AND sentence_start <= head_start", name="head_begins_inside"),
    CheckConstraint("head_start < head_end AND head_end <= sentence_end", name="head_ends_inside"),
    CheckConstraint("statement IN ('figure', 'undertaking', 'meeting')", name="statement_known"),
    Index("statements_by_id", "id"),
    Index("statements_by_indicator", "statement", "indicator"),
)

statement_parties = Table(
    "statement_parties",
    metadata,
    Column("report", String, primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("statement", String, primary_key=True, comment="id of the statement"),
    Column("code", String, primary_key=True, comment="ISO 3166-1 alpha-2, or a bloc"),
    ForeignKeyConstraint(
        ["report", "generation", "statement"], ["statements.report", "statements.generation", "statements.id"]
    ),
    Index("statement_parties_by_code", "code"),
)
