"""Stage 5, LEDGER: readings are kept, append-only, and can be asked.

In: a `Reading`. Out: rows that are never overwritten, and the current view computed from them. Reading the same
report twice changes nothing; *«report set … --published 2024-10-22»* is a new row with its reason.

`Ledger` brings the database library with it, so it is loaded when first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kelisim.ledger.query import Correction, Entry, Outcome, Query, ReportAccount, ReportEntry

if TYPE_CHECKING:
    from kelisim.ledger.book import Ledger

__all__ = ["Correction", "Entry", "Ledger", "Outcome", "Query", "ReportAccount", "ReportEntry"]


def __getattr__(name: str) -> object:
    if name == "Ledger":
        from kelisim.ledger.book import Ledger

        return Ledger
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
