"""What became of a claim: the verdict with its arithmetic and the rows it rests on."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from kelisim.ledger.official import Flow, StoredRow
from kelisim.statistics.bases import Value
from kelisim.statistics.claims import Claim
from kelisim.statistics.months import Months

Outcome = Literal["fits", "fits_other_reading", "differs", "no_data"]
ReadingName = Literal[
    "as_printed",
    "mirror",
    "other_side",
    "part_of_period",
    "one_flow",
    "goods",
    "direction",
    "scale",
    "other_year",
    "both_flows",
    "period_supplied",
]


class Option(Struct, frozen=True):
    """An official value that a claim is held against, whose data it is, and how the claim would have to be read.

    ``flow`` is that of the side's own data; ``times`` is what the printed number would have to be multiplied by.
    """

    reading: ReadingName
    says: str
    side: str
    value: Value
    flow: Flow
    months: Months
    times: float = 1.0


class Verdict(Struct, frozen=True, kw_only=True):
    """The judgement of one claim.

    ``side`` is the state whose data decided; ``gap`` how far the printed number is from the official one: a share of it
    for levels, a difference of shares for growth. ``arithmetic`` says what was compared; ``remarks`` say what else is
    to be known: the other side, further readings that fit, what is missing.
    """

    claim: Claim
    outcome: Outcome
    reading: ReadingName | None = None
    says: str = ""
    side: str | None = None
    official: float | None = None
    gap: float | None = None
    arithmetic: str = ""
    rows: tuple[StoredRow, ...] = ()
    remarks: tuple[str, ...] = ()
