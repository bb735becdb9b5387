"""Parquet: a table in columns, read a few rows at a time; an extra (pyarrow)."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from kelisim.errors import BadReport
from kelisim.model import Report
from kelisim.sources import limits
from kelisim.sources.given import Given
from kelisim.sources.rows import Rows
from kelisim.sources.streams import Stream

if TYPE_CHECKING:
    from pyarrow import Array
    from pyarrow.parquet import FileMetaData, ParquetFile

_MOST_ROWS = 64  # at a time
_HELD = 256_000_000  # bytes that these may have in memory
_AS_BYTES = {"string": "binary", "large_string": "large_binary"}


def read_parquet(stream: Stream, given: Given, first: int = 0, last: int | None = None) -> Iterator[Report | BadReport]:
    """The reports of a table, a row each (``source#id``, or ``source#row``); of its rows from ``first`` to ``last``.

    Raises `BadReport` where pyarrow is missing, the file is none of Parquet's, or lacks the columns.
    """
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise BadReport(f"{stream.source}: Parquet needs an extra: pip install 'kelisim[parquet]'") from error
    with _seekable(stream) as file:
        try:
            table = parquet.ParquetFile(file)
            rows = Rows(stream.source, table.schema_arrow.names, given)
            last = table.metadata.num_rows if last is None else last
            yield from _reports(table, rows, range(first, last), _at_a_time(table.metadata, stream.source))
        except BadReport:
            raise
        except Exception as error:  # what pyarrow can raise for a damaged file is not documented
            raise BadReport(f"{stream.source}: this is no whole Parquet file ({error}); get it again") from error


def _reports(table: ParquetFile, rows: Rows, wanted: range, at_a_time: int) -> Iterator[Report | BadReport]:
    """The rows are counted from the first group that has some of them; what lies before is not unpacked."""
    groups: list[int] = []
    number = end = 0
    for group in range(table.metadata.num_row_groups):
        start, end = end, end + table.metadata.row_group(group).num_rows
        if end > wanted.start and start < wanted.stop:
            number = number if groups else start
            groups.append(group)
    for batch in table.iter_batches(at_a_time, row_groups=groups, columns=list(rows.wanted), use_threads=False):
        number += len(batch)
        if number <= wanted.start:
            continue
        columns = [_cells(column) for column in batch.columns]
        for place, cells in enumerate(zip(*columns, strict=True), number - len(batch)):
            if place in wanted:
                yield rows.report(place + 1, dict(zip(batch.schema.names, cells, strict=True)))
        if number >= wanted.stop:
            return


def _cells(column: Array) -> list[object]:
    """The values of a column; texts as their bytes, so that a broken one is told with its row."""
    values: list[object] = column.cast(_AS_BYTES.get(str(column.type), column.type)).to_pylist()
    return values


def _at_a_time(metadata: FileMetaData, source: str) -> int:
    """How many rows to read at once: a text that many rows share is held for each of them, though it is stored once.

    Raises `BadReport` for a group of rows that is larger than can be held.
    """
    largest = 1
    for number in range(metadata.num_row_groups):
        size = metadata.row_group(number).total_byte_size
        if size > limits.LARGEST_TABLE:
            raise BadReport(
                f"{source}: group {number + 1} of its rows has {size:,} bytes, over {limits.LARGEST_TABLE:,}; "
                "write it again with smaller row groups"
            )
        largest = max(largest, size)
    return min(_MOST_ROWS, max(1, _HELD // largest))


@contextmanager
def _seekable(stream: Stream) -> Iterator[IO[bytes]]:
    """A file to jump about in, as Parquet is read from its end; what comes out of an archive is put aside first."""
    if stream.file.seekable():
        yield stream.file
        return
    with tempfile.TemporaryFile() as file:
        while data := stream.file.read(1 << 20):
            if file.write(data) and file.tell() > limits.LARGEST_TABLE:
                raise BadReport(f"{stream.source}: larger than {limits.LARGEST_TABLE:,} bytes; unpack it first")
        file.seek(0)
        yield file
