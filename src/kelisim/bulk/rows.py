"""The columns of a part's tables, made from the nouns of `model.py`, and the rows of a report.

A statement has the columns of its fields (numbers as floating point), its words, and `json`: the statement exactly as
`kelisim extract` prints it, from which it is loaded again.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
import pyarrow as pa
from msgspec import Struct

from kelisim.model import Document, Figure, Meeting, Reading, Report, Statement, Undertaking
from kelisim.records import encode_statement, report_id, text_hash

Row = dict[str, Any]
Status = Literal["relevant", "irrelevant", "other_language"]
KINDS: dict[str, type[Struct]] = {"figures": Figure, "undertakings": Undertaking, "meetings": Meeting}
TABLES = ("reports", *KINDS, "refused")

PUBLISHED = ("published_earliest", "published_latest", "published_basis")
_TYPES: dict[Any, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    bool: pa.bool_(),
    float: pa.float64(),
    Decimal: pa.float64(),
    tuple[str, ...]: pa.list_(pa.string()),
}


@cache
def schema(table: str) -> pa.Schema:
    """The columns of one of `TABLES`."""
    if table == "refused":
        return pa.schema([("message", pa.string()), ("counted", pa.bool_()), ("count", pa.int64())])
    if table == "reports":
        return pa.schema(_report_columns())
    own = [("report", pa.string()), ("rules", pa.string())]
    words = [("head", pa.string()), ("sentence", pa.string()), ("json", pa.string())]
    return pa.schema(own + [(name, kind) for name, (_, kind) in _fields(KINDS[table]).items()] + words)


def _report_columns() -> list[tuple[str, pa.DataType]]:
    told = ("source", "sha256", "language", "title", "dateline", "outlet", "author", "url", *PUBLISHED)
    counted = ("characters", "figures", "undertakings", "meetings")
    return [
        *((name, pa.string()) for name in ("report", "rules", "status", *told)),
        *((name, pa.int64()) for name in counted),
        ("text", pa.string()),
        ("as_given", pa.string()),
    ]


@cache
def _fields(noun: type[Struct]) -> dict[str, tuple[str, pa.DataType]]:
    """The columns of a noun: name, attribute and type; what is made of parts itself stands in `json` alone."""
    hints = get_type_hints(noun)
    found = {item.encode_name: (item.name, _plain(hints[item.name])) for item in msgspec.structs.fields(noun)}
    return {name: (at, kind) for name, (at, kind) in found.items() if kind is not None and name != "statement"}


def _plain(hint: Any) -> pa.DataType | None:  # noqa: ANN401 - any annotation
    if get_origin(hint) in (Union, UnionType):
        [hint] = [inner for inner in get_args(hint) if inner is not type(None)]
    if get_origin(hint) is Literal:
        return pa.string()
    return _TYPES.get(hint)


def report_row(report: Report, rules: str, reading: Reading) -> Row:
    """The row of a report that was read, with its text and what its source said of it."""
    document = reading.document
    row = _document_row(document) | {"rules": rules, "status": "relevant", "characters": len(reading.text)}
    row |= {kind: len(getattr(reading, kind)) for kind in KINDS}
    bare = msgspec.structs.replace(report, text="")
    return row | {"text": reading.text, "as_given": msgspec.json.encode(bare).decode()}


def passed_row(report: Report, rules: str, status: Status, language: str | None) -> Row:
    """The row of a report that was not read: what its source says of it, without the text."""
    document = Document(
        id=report_id(text_hash(report.text), report.url),
        source=report.source,
        sha256=report.sha256,
        language=language,
        title=report.title,
        dateline=None,
        outlet=report.outlet,
        author=report.author,
        url=report.url,
        published=report.published,
    )
    row = _document_row(document) | {"rules": rules, "status": status, "characters": len(report.text)}
    return row | dict.fromkeys(KINDS, 0) | {"text": None, "as_given": None}


def _document_row(document: Document) -> Row:
    row = {name: getattr(document, name) for name in document.__struct_fields__ if name not in {"id", "published"}}
    when = document.published
    said = (when.earliest, when.latest, when.basis) if when else (None, None, None)
    return {"report": document.id, **row, **dict(zip(PUBLISHED, said, strict=True))}


def statement_row(statement: Statement, rules: str, reading: Reading) -> Row:
    """The row of a statement."""
    row: Row = {"report": reading.document.id, "rules": rules}
    for name, (at, _) in _fields(type(statement)).items():
        value = getattr(statement, at)
        row[name] = float(value) if isinstance(value, Decimal) else value
    evidence = statement.evidence
    row["head"] = evidence.head.quote(reading.text)
    row["sentence"] = evidence.sentence.quote(reading.text)
    row["json"] = encode_statement(statement).decode()
    return row
