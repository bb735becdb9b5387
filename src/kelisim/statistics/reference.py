"""The facts that come with the program: quotes of official statistics in the press, each with its source.

They stand in for what nobody has imported yet: a side of a pair of which the ledger has rows of its own never uses
them. Left out of them is what names no period or no side, and what the quoting page itself shows to be wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import cast

from kelisim.ledger.official import OfficialRow, StoredRow
from kelisim.statistics.files import open_file, read_table
from kelisim.statistics.shapes import plain

FILE = Path(__file__).with_name("reference.csv")
VINTAGE = "shipped"


@cache
def reference_rows() -> tuple[OfficialRow, ...]:
    """The shipped rows in the order of the file."""
    records = plain.read_table(read_table(open_file(FILE))).records
    return tuple(cast("OfficialRow", record) for record in records)


@cache
def shipped_values() -> Mapping[tuple[str, str, str, str], int]:
    """What is shipped of all goods without a bound, by reporter, partner, period and flow."""
    plain_rows = (row for row in reference_rows() if not row.item and not row.bound)
    return {(row.reporter, row.partner, row.period, row.flow): row.value for row in plain_rows}


def with_reference(stored: list[StoredRow]) -> list[StoredRow]:
    """The ledger's rows, and the shipped ones of every side of a pair about which the ledger has none."""
    known = {(each.row.reporter, each.row.partner) for each in stored}
    shipped = (StoredRow(row, VINTAGE, "") for row in reference_rows() if (row.reporter, row.partner) not in known)
    return [*stored, *shipped]
