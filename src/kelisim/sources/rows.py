"""Rows: a table with named columns as reports.

    rows = Rows("jahr.csv", ["Datum", "Titel", "Volltext"], given)
    rows.report(1, {"Volltext": "Astana und Taschkent …", "Datum": "2024-10-22"})     a Report, or a BadReport

Which column holds what is told by `Columns`, else by the names in `lexicons/shared/columns.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from msgspec import Struct

from kelisim.errors import BadReport
from kelisim.lexicons import load_table
from kelisim.model import Report
from kelisim.sources import limits
from kelisim.sources.given import Given, Raw, report_of


class _Names(Struct, frozen=True, forbid_unknown_fields=True):
    text: tuple[str, ...]
    title: tuple[str, ...]
    published: tuple[str, ...]
    url: tuple[str, ...]
    id: tuple[str, ...]
    outlet: tuple[str, ...]
    author: tuple[str, ...]
    language: tuple[str, ...]


@cache
def _names() -> dict[str, tuple[str, ...]]:
    table = load_table("shared/columns.toml", _Names)
    return {field: getattr(table, field) for field in _Names.__struct_fields__}


class Rows:
    """The reports of one table; ``wanted`` are the columns that are needed of it."""

    def __init__(self, source: str, names: Sequence[str], given: Given) -> None:
        """Find the columns. Raises `BadReport`, naming those that there are, where one is missing."""
        self._source = source
        self._given = given
        self._columns = self._found(list(names), given.columns.named)
        self.wanted = tuple(self._columns.values())

    def _found(self, names: list[str], named: Mapping[str, str]) -> dict[str, str]:
        folded: dict[str, str] = {}
        for name in names:
            folded.setdefault(name.strip().lower(), name)
        there = ", ".join(repr(name) for name in names[:50]) or "none"
        columns: dict[str, str] = {}
        for field, forms in _names().items():
            chosen = named.get(field)
            found = folded.get(chosen.strip().lower()) if chosen else _first(folded, forms)
            if chosen in names:
                found = chosen
            if found is not None:
                columns[field] = found
            elif chosen:
                raise BadReport(f"{self._source}: there is no column {chosen!r}; the columns are {there}")
        if "text" not in columns:
            raise BadReport(
                f"{self._source}: no column is known to hold the text; the columns are {there}; "
                "name it with --column text=NAME"
            )
        return columns

    def report(self, number: int, row: Mapping[str, object]) -> Report | BadReport:
        """The report of the row with this number (from 1, the head is not counted)."""
        place = f"{self._source}, row {number}"
        try:
            cells = {field: text for field, name in self._columns.items() if (text := _cell(row.get(name), name))}
            text = cells.pop("text", "")
            if len(text) > limits.LARGEST_TEXT:
                raise BadReport(f"more than {limits.LARGEST_TEXT:,} characters, which no report has; split it")
            source = f"{self._source}#{cells.pop('id', number)}"
            return report_of(Raw(source, text.encode("utf-8", "replace"), text, cells, place), self._given)
        except BadReport as error:
            message = str(error)
            return error if message.startswith(place) else BadReport(f"{place}: {message}")


def _first(folded: Mapping[str, str], forms: Sequence[str]) -> str | None:
    return next((folded[form] for form in forms if form in folded), None)


def _cell(value: object, name: str) -> str:
    """What stands in a cell, as text; nothing for an empty one. Raises `BadReport` for what is no text."""
    if value is None or value != value:  # noqa: PLR0124 - not a number
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, date):  # a moment too
        return value.isoformat()
    if isinstance(value, bytes):
        if len(value) > limits.LARGEST_TEXT:
            raise BadReport(f"more than {limits.LARGEST_TEXT:,} bytes in a cell, which no report has; split it")
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError as error:
            raise BadReport(f"column {name!r} holds bytes that are no UTF-8; store it as text") from error
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    raise BadReport(f"column {name!r} holds {type(value).__name__}, not text; name another column")
