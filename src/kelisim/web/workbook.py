"""Rows as a workbook of a table program, with a sheet that says what was asked and when."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from io import BytesIO

from kelisim.presentations.headings import heading
from kelisim.presentations.rows import cell
from kelisim.web.answers import Record

_NO_CELL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 32_000  # characters of a cell, as the format allows


def workbook(rows: Sequence[Record], about: Mapping[str, str], lang: str) -> bytes:
    """The file. Text stays text: nothing of it is run as a formula."""
    from openpyxl import Workbook

    made = Workbook(write_only=True)
    sheet = made.create_sheet("kelisim")
    names = list(dict.fromkeys(name for row in rows for name in row))
    sheet.append([heading(name, lang) for name in names])
    for row in rows:
        sheet.append([_value(row.get(name)) for name in names])
    told = made.create_sheet("query")
    for name, value in about.items():
        told.append([name, _value(value)])
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _value(value: object) -> object:
    """Numbers as numbers, everything else as in a CSV, where what begins like a formula has an apostrophe before it."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = cell(tuple(value) if isinstance(value, list) else value)
    return _NO_CELL.sub(" ", text)[:_LONGEST] or None
