"""Tables of the digest: what lists need to know of the account, worked out beforehand. The one part that is rewritten.

Nothing in it is knowledge: it is made of statements, links and decisions, and made anew whenever these change, so it
may be thrown away at any time. `kelisim verify` builds it again and compares.

digest_state      what the digest was made of; one row, none while there is no digest
outlines ──< outline_codes      undertakings, series, meetings, contradictions and checks in short, by party
outline_members   which sure statement belongs to which of them
thing_names, thing_members      every id that an undertaking, fact or meeting goes by; its statements, unsure ones too
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, String, Table

from kelisim.ledger.tables import DERIVED, metadata, state_of_derived

digest_state = state_of_derived("digest_state", "the rules of linking and of the digest, with their versions")

outlines = Table(
    "outlines",
    metadata,
    Column("sort", String, primary_key=True, comment="undertaking, series, meeting, conflict or check"),
    Column("id", String, primary_key=True, comment="id of the thing; of conflicts and checks a hash of what they say"),
    Column("number", Integer, primary_key=True, comment="0 is all that is known of it; others what once was"),
    Column("newest", String, nullable=False, comment="the day from which on all of it is known"),
    Column("published_since", String, nullable=False, comment="the day from which on just this was published"),
    Column("published_until", String, nullable=False, comment="the day on which it was no longer all"),
    Column("possible_since", String, nullable=False, comment="the same by what may have been published"),
    Column("possible_until", String, nullable=False),
    Column("recorded_since", String, nullable=False, comment="the same by what was in the ledger"),
    Column("recorded_until", String, nullable=False),
    Column("happened_since", String, nullable=False, comment="the same by when it was so"),
    Column("happened_until", String, nullable=False),
    Column("owner", String, nullable=False, comment="the family of a series; what conflicts and checks are found in"),
    Column("payload", LargeBinary, nullable=False, comment="the outline as MessagePack"),
    Index("outlines_by_id", "id"),
    Index("outlines_by_owner", "owner"),
    Index("outlines_by_newest", "newest"),
    **DERIVED,
)

outline_codes = Table(
    "outline_codes",
    metadata,
    Column("sort", String, primary_key=True),
    Column("code", String, primary_key=True, comment="ISO 3166-1 alpha-2, or a bloc"),
    Column("id", String, primary_key=True),
    Index("outline_codes_by_id", "id"),
    **DERIVED,
    sqlite_with_rowid=False,
)

outline_members = Table(
    "outline_members",
    metadata,
    Column("statement", String, primary_key=True, comment="id of a statement"),
    Column("outline", String, nullable=False, comment="id of its undertaking, series or meeting"),
    Column("thing", String, nullable=False, comment="id of its undertaking, fact or meeting"),
    Column("period", String, comment="the period of a figure, where its report gives it away"),
    Column("possible", String, nullable=False, comment="the first day on which it may have been published"),
    Column("is_dated", Boolean, nullable=False, comment="whether it is known when it was so"),
    Column("rates", String, comment="what the rate that a figure prints is looked up by"),
    Index("outline_members_by_outline", "outline"),
    Index("outline_members_by_rates", "rates"),
    **DERIVED,
    sqlite_with_rowid=False,
)

thing_names = Table(
    "thing_names",
    metadata,
    Column("name", String, primary_key=True, comment="id or alias of an undertaking, a fact or a meeting"),
    Column("thing", String, nullable=False, comment="the id that the thing goes by now"),
    Index("thing_names_by_thing", "thing"),
    **DERIVED,
    sqlite_with_rowid=False,
)

thing_members = Table(
    "thing_members",
    metadata,
    Column("statement", String, primary_key=True),
    Column("thing", String, nullable=False),
    Index("thing_members_by_thing", "thing"),
    **DERIVED,
    sqlite_with_rowid=False,
)
EVERY = (digest_state, outlines, outline_codes, outline_members, thing_names, thing_members)
