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
    from pyarrow.parquet import FileMetaData, ParquetFile

_ROWS = 64  # at a time: the longest reports are some megabytes


def read_parquet(stream: Stream, given: Given, first: int = 0, last: int | None = None) -> Iterator[Report | BadReport]:
    """The reports of a table, a row each (``source#id``, or ``source#row``); of its rows from ``first`` to ``last``.

    Raises `BadReport` where pyarrow is missing, the file is none of Parquet's, or lacks the columns.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise BadReport(f"{stream.source}: Parquet needs an extra: pip install 'kelisim[parquet]'") from error
    with _seekable(stream) as file:
        try:
            table = parquet.ParquetFile(file)
            rows = Rows(stream.source, table.schema_arrow.names, given)
            _check_groups(table.metadata, stream.source)
            yield from _reports(table, rows, first, table.metadata.num_rows if last is None else last)
        except (pyarrow.ArrowException, OSError) as error:
            raise BadReport(f"{stream.source}: this is no whole Parquet file ({error}); get it again") from error


def _reports(table: ParquetFile, rows: Rows, first: int, last: int) -> Iterator[Report | BadReport]:
    """The rows are counted from the first group that has some of them; what lies before is not unpacked."""
    groups: list[int] = []
    number = end = 0
    for group in range(table.metadata.num_row_groups):
        start, end = end, end + table.metadata.row_group(group).num_rows
        if end > first and start < last:
            number = number if groups else start
            groups.append(group)
    for batch in table.iter_batches(_ROWS, row_groups=groups, columns=list(rows.wanted), use_threads=False):
        number += len(batch)
        if number <= first:
            continue
        columns = [column.to_pylist() for column in batch.columns]
        for place, cells in enumerate(zip(*columns, strict=True), number - len(batch)):
            if first <= place < last:
                yield rows.report(place + 1, dict(zip(batch.schema.names, cells, strict=True)))
        if number >= last:
            return


def _check_groups(metadata: FileMetaData, source: str) -> None:
    """Raises `BadReport` for a group of rows that is larger than can be held."""
    for number in range(metadata.num_row_groups):
        size = metadata.row_group(number).total_byte_size
        if size > limits.LARGEST_TABLE:
            raise BadReport(
                f"{source}: group {number + 1} of its rows has {size:,} bytes, over {limits.LARGEST_TABLE:,}; "
                "write it again with smaller row groups"
            )


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
