"""Rows of official statistics as plain frozen structs, no database: what an office says one state trades with another.

OfficialRow(reporter="UZ", partner="KZ", period="2024-01/2024-08", flow="exports", value=872500000, …)

A row is never changed. The same figure imported again is the same row in a newer *vintage*; the newest one counts.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Flow = Literal["exports", "imports", "turnover"]
Valuation = Literal["FOB", "CIF", "unknown"]
Status = Literal["reported", "estimated", "mirror"]
Bound = Literal["", "about", "at_least", "at_most"]


class OfficialRow(Struct, frozen=True, kw_only=True, gc=False):
    """One figure of one office: ``reporter`` says what went to (``exports``) or came from (``imports``) ``partner``.

    ``period`` is ISO 8601 as in statements; several months (``2024-01/2024-08``) are their sum. ``value`` is in whole
    US$, ``rounding`` half of the last place the source gives, so that the figure lies in value ± rounding. ``item``
    is the goods it is about, empty for all goods. ``factor`` turned the printed number into units; ``rate`` names the
    exchange rate where another currency was printed.
    """

    reporter: str
    partner: str
    period: str
    flow: Flow
    value: int
    rounding: int = 0
    item: str = ""
    valuation: Valuation = "unknown"
    status: Status = "reported"
    bound: Bound = ""
    factor: str = "1"
    rate: str = ""
    source: str
    note: str = ""


class Rate(Struct, frozen=True, kw_only=True):
    """What one unit of a currency was worth in US$ on average of a period, and who says so."""

    currency: str
    period: str
    usd_per_unit: str
    source: str


class Deflator(Struct, frozen=True, kw_only=True):
    """What a basket cost in a period, in any scale: a price index by which sums of different years are compared.

    ``retrieved_at`` is that of its vintage, empty before it is in the ledger.
    """

    name: str
    period: str
    level: str
    source: str
    retrieved_at: str = ""


class Vintage(Struct, frozen=True, kw_only=True):
    """One import of one file: the later it was retrieved, the more it counts."""

    id: str
    path: str
    shape: str
    retrieved_at: str
    recorded_at: str
    rows: int
    rates: int
    levels: int  # of price indices


Record = OfficialRow | Rate | Deflator  # what files hold


class StoredRow(Struct, frozen=True, gc=False):
    """A row as the ledger holds it now, with the vintage it comes from."""

    row: OfficialRow
    vintage: str
    retrieved_at: str
