"""Tables of links and decisions, beside those of the reports. Rows are only ever added.

link_decisions     what persons decided of two statements, by the words these rest on; the highest number counts
link_runs ──< links     what the rules found; of a pair the row of the latest run counts, «gone» takes it back
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Float, ForeignKey, Index, Integer, String, Table, Text

from kelisim.ledger.tables import metadata


def _words(side: str) -> tuple[Column[str], Column[str], Column[int], Column[int]]:
    """The words one of the two statements rests on."""
    return (
        Column(f"{side}_statement", String, nullable=False, comment="figure, undertaking or meeting"),
        Column(f"{side}_text", String, nullable=False, comment="SHA-256 of the text"),
        Column(f"{side}_start", Integer, nullable=False),
        Column(f"{side}_end", Integer, nullable=False),
    )


link_decisions = Table(
    "link_decisions",
    metadata,
    Column("pair", String, primary_key=True, comment="16 hexadecimal digits over kind and words of both"),
    Column("number", Integer, primary_key=True, comment="1, 2, …; the highest one counts"),
    Column("kind", String, nullable=False, comment="same_undertaking, same_figure, same_meeting …"),
    *_words("left"),
    *_words("right"),
    Column("verdict", String, nullable=False),
    Column("decided_by", String, nullable=False),
    Column("decided_at", String, nullable=False, comment="UTC"),
    Column("reason", String, nullable=False),
    CheckConstraint("verdict IN ('linked', 'apart', 'withdrawn')", name="decision_known"),
)

link_runs = Table(
    "link_runs",
    metadata,
    Column("number", Integer, primary_key=True, comment="1, 2, …; the highest one is the present"),
    Column("rule", String, nullable=False, comment="the rules that linked, with their version"),
    Column("readings", Integer, nullable=False, comment="how many readings there were"),
    Column("decisions", Integer, nullable=False, comment="how many decisions there were"),
    Column("recorded_at", String, nullable=False, comment="UTC"),
    Column("recorded_by", String, nullable=False),
)

links = Table(
    "links",
    metadata,
    Column("kind", String, primary_key=True),
    Column("left", String, primary_key=True, comment="id of a statement"),
    Column("right", String, primary_key=True, comment="id of a statement"),
    Column("run", ForeignKey("link_runs.number"), primary_key=True, comment="of one pair the highest run counts"),
    Column("verdict", String, nullable=False, comment="linked, suggested, apart; gone where it holds no more"),
    Column("score", Float, nullable=False),
    Column("decided_by", String, nullable=False, comment="the rule with its version, or a person"),
    Column("reasons", Text, nullable=False, comment="JSON: feature, weight, words of each"),
    Column("reason", String, nullable=False),
    Index("links_by_left", "left"),
    Index("links_by_right_and_kind", "right", "kind"),
)
