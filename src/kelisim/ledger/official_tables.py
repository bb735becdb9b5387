"""Tables of official statistics, beside those of the reports. Rows are only ever added.

official_vintages ──< official_rows      a file as it was imported, and its figures in the order of the file
       ├───────────< official_rates      exchange rates of a period
       └───────────< official_deflators  levels of a price index
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table

from kelisim.ledger.tables import metadata

official_vintages = Table(
    "official_vintages",
    metadata,
    Column("id", String, primary_key=True, comment="16 hexadecimal digits over the bytes of the file"),
    Column("path", String, nullable=False, comment="the path as given"),
    Column("shape", String, nullable=False, comment="which file shape it was recognised as"),
    Column("sha256", String, nullable=False),
    Column("retrieved_at", String, nullable=False, comment="UTC, when the file was got from its source"),
    Column("recorded_at", String, nullable=False, comment="UTC"),
    Column("recorded_by", String, nullable=False),
)

official_rows = Table(
    "official_rows",
    metadata,
    Column("vintage", ForeignKey("official_vintages.id"), primary_key=True),
    Column("number", Integer, primary_key=True, comment="1, 2, … in the order of the file"),
    Column("reporter", String, nullable=False, comment="ISO 3166-1 alpha-2: whose data"),
    Column("partner", String, nullable=False),
    Column("period", String, nullable=False),
    Column("flow", String, nullable=False),
    Column("value", BigInteger, nullable=False, comment="whole US$"),
    Column("rounding", BigInteger, nullable=False, comment="half of the last place the source gives"),
    Column("item", String, nullable=False, comment="the goods; empty for all"),
    Column("valuation", String, nullable=False),
    Column("status", String, nullable=False),
    Column("bound", String, nullable=False),
    Column("factor", String, nullable=False),
    Column("rate", String, nullable=False),
    Column("source", String, nullable=False),
    Column("note", String, nullable=False),
    Index("official_rows_by_pair", "reporter", "partner"),
)

official_rates = Table(
    "official_rates",
    metadata,
    Column("vintage", ForeignKey("official_vintages.id"), primary_key=True),
    Column("currency", String, primary_key=True),
    Column("period", String, primary_key=True),
    Column("usd_per_unit", String, nullable=False, comment="exact decimal"),
    Column("source", String, nullable=False),
)

official_deflators = Table(
    "official_deflators",
    metadata,
    Column("vintage", ForeignKey("official_vintages.id"), primary_key=True),
    Column("name", String, primary_key=True),
    Column("period", String, primary_key=True),
    Column("level", String, nullable=False, comment="exact decimal, in any scale"),
    Column("source", String, nullable=False),
)
