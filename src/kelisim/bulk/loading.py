"""Parts into the ledger: many reports a transaction, known ones passed over, so that a stopped run goes on.

Only what was read is brought in; what the gate let go by stays in the parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import msgspec
from msgspec.structs import replace

from kelisim.bulk.manifest import PARTS, damaged, part_at, parts_of, read_manifest
from kelisim.bulk.parts import table_rows
from kelisim.bulk.rows import KINDS, PUBLISHED, Row
from kelisim.errors import KelisimError
from kelisim.ledger import Ledger
from kelisim.ledger.query import Outcome
from kelisim.model import Document, Figure, Meeting, Published, Reading, Report, Undertaking

BATCH = 200  # reports a transaction


def load(folder: Path, ledger: Ledger) -> Iterator[Outcome]:
    """Bring the readings of ``folder`` into ``ledger``, one outcome a report as soon as its batch is kept.

    Raises `KelisimError` where the folder holds no parts, or damaged ones, or lacks one that was there.
    """
    manifest = read_manifest(folder)
    for key in manifest.parts:
        part = part_at(folder, key)
        if part is None:
            if manifest.complete:
                raise KelisimError(f"{folder / PARTS / key}: the part is missing; run kelisim bulk again, then load")
            continue  # planned and not there yet
        batch: list[tuple[Report, Reading]] = []
        for read in readings(folder, key):
            batch.append(read)
            if len(batch) == BATCH:
                yield from ledger.add_all(batch, engine=part.engine)
                batch = []
        yield from ledger.add_all(batch, engine=part.engine)


def refusals(folder: Path) -> Iterator[str]:
    """Why each report could not be opened that could not, in the order of the parts."""
    for part in parts_of(folder, read_manifest(folder).parts):
        if part.counts.refused:
            rows = table_rows(folder, part.key, "refused")
            yield from (row["message"] for row in rows if row["counted"])


def readings(folder: Path, key: str) -> Iterator[tuple[Report, Reading]]:
    """The reports of a part that were read, in their order, each with its reading.

    A report's row says how many statements it has; the tables of statements hold them in the same order.
    """
    statements = {kind: table_rows(folder, key, kind, ["json"]) for kind in KINDS}
    try:
        for row in table_rows(folder, key, "reports"):
            if row["status"] == "relevant":
                yield _report(row), _reading(row, statements)
    except (msgspec.DecodeError, TypeError, ValueError) as error:
        raise damaged(folder / PARTS / key, error) from error


def _report(row: Row) -> Report:
    return replace(msgspec.json.decode(row["as_given"], type=Report), text=row["text"])


def _reading(row: Row, statements: dict[str, Iterator[Row]]) -> Reading:
    told = {kind: [item["json"] for item in islice(statements[kind], row[kind])] for kind in KINDS}
    if any(len(told[kind]) != row[kind] for kind in KINDS):
        raise ValueError(f"statements of report {row['report']} are missing")
    return Reading(
        document=_document(row),
        text=row["text"],
        figures=tuple(msgspec.json.decode(item, type=Figure) for item in told["figures"]),
        undertakings=tuple(msgspec.json.decode(item, type=Undertaking) for item in told["undertakings"]),
        meetings=tuple(msgspec.json.decode(item, type=Meeting) for item in told["meetings"]),
    )


def _document(row: Row) -> Document:
    names = ("source", "sha256", "language", "title", "dateline", "outlet", "author", "url")
    earliest, latest, basis = (row[name] for name in PUBLISHED)
    published = Published(earliest, latest, basis) if earliest else None
    return Document(id=row["report"], published=published, **{name: row[name] for name in names})
