"""The files of a part: `parts/<key>/reports.parquet`, `figures.parquet` … and `part.json`.

They are written into a folder of another name, which is renamed when all is there: a part is finished or not there.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex
from types import TracebackType
from typing import Any, Self

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from kelisim.bulk.manifest import PARTS, Counts, Part, damaged
from kelisim.bulk.rows import KINDS, TABLES, Row, Status, passed_row, report_row, schema, statement_row
from kelisim.errors import BadReport
from kelisim.model import Reading, Report
from kelisim.sources import PassedOver

UNFINISHED = ".unfinished-"
_HELD_ROWS = 2000
_HELD_CHARACTERS = 4_000_000


class PartWriter:
    """Takes the reports of one piece and writes its part. Use it in a ``with`` block: an error leaves no part."""

    def __init__(self, folder: Path, key: str, rules: str) -> None:
        """Begin the part ``key`` of ``folder``; ``rules`` is the version of the rules that read."""
        self.counts = Counts()
        self._home = folder / PARTS
        self._key = key
        self._rules = rules
        self._held: dict[str, list[Row]] = {table: [] for table in TABLES}
        self._characters = 0

    def __enter__(self) -> Self:
        self._home.mkdir(parents=True, exist_ok=True)
        self._place = self._home / f"{UNFINISHED}{token_hex(8)}"
        self._place.mkdir()  # with the rights that the user gives, as others may read the parts
        self._writers = {
            table: pq.ParquetWriter(self._place / f"{table}.parquet", schema(table), compression="zstd")
            for table in TABLES
        }
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for writer in self._writers.values():
            writer.close()
        shutil.rmtree(self._place, ignore_errors=True)  # it has another name by now if all went well

    def take(self, report: Report, reading: Reading) -> None:
        """Add a report that was read, with its statements."""
        self.counts.reports += 1
        self.counts.relevant += 1
        self.counts.without_date += reading.document.published is None
        self._hold("reports", report_row(report, self._rules, reading))
        for kind in KINDS:
            statements = getattr(reading, kind)
            setattr(self.counts, kind, getattr(self.counts, kind) + len(statements))
            self._held[kind] += (statement_row(item, self._rules, reading) for item in statements)
        self._count_characters(len(report.text), len(report.text))

    def pass_by(self, report: Report, status: Status, language: str | None) -> None:
        """Add a report that was not read."""
        self.counts.reports += 1
        setattr(self.counts, status, getattr(self.counts, status) + 1)
        self._hold("reports", passed_row(report, self._rules, status, language))
        self._count_characters(len(report.text), 0)

    def refuse(self, error: BadReport) -> None:
        """Add what could not be opened, or what is none of ours."""
        passed_over = isinstance(error, PassedOver)
        count = getattr(error, "count", 1) if passed_over else 1
        if passed_over:
            self.counts.passed_over += count
        else:
            self.counts.refuse(str(error))
        self._hold("refused", {"message": str(error), "counted": not passed_over, "count": count})

    def finish(self, part: Part) -> bool:
        """Give the part its name; False where another process has finished the same part before."""
        self._flush()
        for writer in self._writers.values():
            writer.close()
        (self._place / "part.json").write_bytes(msgspec.json.encode(part) + b"\n")
        for path in self._place.iterdir():
            _sync(path)
        try:
            self._place.rename(self._home / self._key)
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise
            return False
        return True

    def _hold(self, table: str, row: Row) -> None:
        self._held[table].append(row)

    def _count_characters(self, all: int, kept: int) -> None:
        self.counts.characters += all
        self._characters += kept
        if self._characters > _HELD_CHARACTERS or len(self._held["reports"]) >= _HELD_ROWS:
            self._flush()

    def _flush(self) -> None:
        for table, rows in self._held.items():
            if rows:
                self._writers[table].write_table(pa.Table.from_pylist(rows, schema=schema(table)))
                rows.clear()
        self._characters = 0


def _sync(path: Path) -> None:
    """Bring a file to the disk, so that no power cut leaves a finished name over an unfinished file."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def table_rows(folder: Path, key: str, table: str, columns: list[str] | None = None) -> Iterator[dict[str, Any]]:
    """The rows of one table of a part, a few at a time. Raises `KelisimError` for a file that is damaged."""
    path = folder / PARTS / key / f"{table}.parquet"
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=500, columns=columns):
                yield from batch.to_pylist()
    except (OSError, pa.ArrowException) as error:
        raise damaged(path, error) from error
