"""An answer of the ledger as records (JSON) and as flat rows (CSV): the codes of the contract, exact numbers.

The columns come from the structs themselves, so a new field is never forgotten.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import msgspec

from kelisim.ledger.query import Entry, ReportEntry
from kelisim.model import Figure, Meeting, Participant, Published, Sum, Undertaking
from kelisim.presentations.headings import heading
from kelisim.presentations.views import Answer, ViewName
from kelisim.records import plain

_ENCODER = msgspec.json.Encoder(decimal_format="number")
_STATEMENTS: dict[ViewName, type[msgspec.Struct]] = {
    "figures": Figure,
    "undertakings": Undertaking,
    "meetings": Meeting,
}
_LEFT_OUT = ("statement", "evidence")  # the first is the view, the second has columns of its own
_SOURCE = (
    "report",
    "published_earliest",
    "published_latest",
    "published_basis",
    "source",
    "url",
    "outlet",
    "sha256",
    "sources",
)
# Programs for tables take a cell that begins so for a formula, and run it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_records(answer: Answer) -> list[dict[str, Any]]:
    """The entries as plain dicts, numbers as `Decimal`: a statement as the contract prints it, with its words
    (``head``, ``sentence``) and ``sources``; a report with its facts.
    """
    return [entry_record(entry) for entry in answer.entries]


def entry_record(entry: Entry[Any] | ReportEntry) -> dict[str, Any]:
    """One entry as a plain dict."""
    if isinstance(entry, ReportEntry):
        return to_record(entry)
    statement = to_record(entry.statement)
    sources = [to_record(source) for source in entry.sources]
    return statement | {"head": entry.head, "sentence": entry.sentence, "current": entry.current, "sources": sources}


def to_record(value: msgspec.Struct) -> dict[str, Any]:
    """A struct as a plain dict under its JSON names; decimals stay decimals, spelled plainly."""
    record: dict[str, Any] = msgspec.to_builtins(value, builtin_types=(Decimal,))
    return _plain_record(record)


def to_json(value: object) -> str:
    """JSON for people and programs: indented, numbers exact."""
    return msgspec.json.format(_ENCODER.encode(value), indent=2).decode()


def to_csv(answer: Answer, lang: str) -> str:
    """The entries as CSV with a row of headings; see `cell` for what stands in them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = columns(answer.view)
    writer.writerow(heading(name, lang) for name in names)
    for entry in answer.entries:
        values = flat_row(entry)
        writer.writerow(cell(values[name]) for name in names)
    return out.getvalue()


def table_csv(rows: Iterable[dict[str, object]], lang: str) -> str:
    """Rows of the same columns as CSV with a row of headings; nothing at all where there is no row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for number, row in enumerate(rows):
        if number == 0:
            writer.writerow(heading(name, lang) for name in row)
        writer.writerow(map(cell, row.values()))
    return out.getvalue()


def columns(view: ViewName) -> tuple[str, ...]:
    """The columns of a view's CSV."""
    if view == "reports":
        fields = ReportEntry.__struct_encode_fields__
        at = fields.index("published")
        return (*fields[:at], "published_earliest", "published_latest", "published_basis", *fields[at + 1 :])
    own = (name for name in _STATEMENTS[view].__struct_encode_fields__ if name not in _LEFT_OUT)
    return (*own, "head", "sentence", *_SOURCE)


def flat_row(entry: Entry[Any] | ReportEntry) -> dict[str, object]:
    """The values of an entry by column; of several sources the first."""
    if isinstance(entry, ReportEntry):
        return dict(_fields(entry)) | _published(entry.published)
    source = entry.sources[0]
    where: dict[str, object] = {name: getattr(source, name) for name in ("source", "url", "outlet", "sha256")}
    where |= {"report": source.id, "sources": len(entry.sources), **_published(source.published)}
    return dict(_fields(entry.statement)) | {"head": entry.head, "sentence": entry.sentence} | where


def cell(value: object) -> str:
    """A value as CSV holds it: nothing for None, true/false, numbers with a point and all their digits, lists
    with semicolons. Text that a table program would run as a formula gets an apostrophe before it.
    """
    if isinstance(value, Decimal):
        return f"{plain(value):f}"
    if isinstance(value, bool):
        return str(value).lower()
    if value is None or isinstance(value, int | float):
        return "" if value is None else str(value)
    text = spelled(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def spelled(value: object) -> str:
    """A value of any field in words: lists with semicolons, a person with office and country."""
    if isinstance(value, tuple):
        return "; ".join(spelled(item) for item in value)
    if isinstance(value, Sum):
        high = f"–{plain(value.high):f}" if value.high != value.low else ""
        return f"{plain(value.low):f}{high} {value.unit}"
    if isinstance(value, Participant):
        return ", ".join(part for part in (value.name, value.role, value.country) if part)
    if isinstance(value, Published):
        day = value.earliest if value.earliest == value.latest else f"{value.earliest}/{value.latest}"
        return f"{day} ({value.basis})"
    if isinstance(value, Decimal):
        return f"{plain(value):f}"
    return "" if value is None else str(value)


def _fields(value: msgspec.Struct) -> Iterator[tuple[str, object]]:
    names = zip(value.__struct_encode_fields__, value.__struct_fields__, strict=True)
    return ((shown, getattr(value, name)) for shown, name in names)


def _published(published: Published | None) -> dict[str, object]:
    parts = ("earliest", "latest", "basis")
    return {f"published_{part}": getattr(published, part, None) for part in parts}


def _plainly(value: object) -> object:
    if isinstance(value, dict):
        return _plain_record(value)
    if isinstance(value, list | tuple):
        return [_plainly(inner) for inner in value]
    return plain(value) if isinstance(value, Decimal) else value


def _plain_record(record: dict[str, Any]) -> dict[str, Any]:
    return {key: _plainly(inner) for key, inner in record.items()}
