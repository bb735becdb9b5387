"""Tables of what linking keeps beside its links, so that one more report looks up a few statements and not all.

Nothing in them is knowledge: they are made of statements and links, and made anew with the next run where they are
missing or of another run, so they may be thrown away at any time.

linking_state    what the workings were made of; one row, none while there are none
linked_items ──< linked_keys      what each statement is looked up by; figures that say the very same are one item more
linked_scores    pairs that are likely the same, as far as they were compared
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, String, Table

from kelisim.ledger.tables import DERIVED, metadata, state_of_derived

linking_state = state_of_derived("linking_state", "the rules that linked, with their version")

linked_items = Table(
    "linked_items",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True, comment="id of a statement, or of what several figures say"),
    Column("sort", String, nullable=False, comment="figure, undertaking, meeting; figures"),
    Column("text", String, nullable=False, comment="SHA-256 of the text"),
    Column("kin", String, nullable=False, comment="of a figure the item of what it says"),
    Column("period", String, comment="of a figure the period that its report gives away"),
    Index("linked_items_by_text", "text", "sort"),
    Index("linked_items_by_sort", "sort", "text"),
    **DERIVED,
)

linked_keys = Table(
    "linked_keys",
    metadata,
    Column("key", Integer, primary_key=True, comment="a hash: even of a block, odd of a sign that parts it"),
    Column("item", Integer, primary_key=True),
    Index("linked_keys_by_item", "item"),
    **DERIVED,
    sqlite_with_rowid=False,
)

linked_scores = Table(
    "linked_scores",
    metadata,
    Column("kind", String, primary_key=True, comment="same_undertaking, same_meeting; met of texts"),
    Column("left", String, primary_key=True),
    Column("right", String, primary_key=True),
    Column("score", Float, nullable=False),
    Index("linked_scores_by_right", "kind", "right"),
    **DERIVED,
    sqlite_with_rowid=False,
)
EVERY = (linking_state, linked_items, linked_keys, linked_scores)
