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


def read_parquet(stream: Stream, given: Given) -> Iterator[Report | BadReport]:
    """The reports of a table, a row each (``source#id``, or ``source#row``).

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
            yield from _reports(table, rows)
        except (pyarrow.ArrowException, OSError) as error:
            raise BadReport(f"{stream.source}: this is no whole Parquet file ({error}); get it again") from error


def _reports(table: ParquetFile, rows: Rows) -> Iterator[Report | BadReport]:
    number = 0
    for batch in table.iter_batches(batch_size=_ROWS, columns=list(rows.wanted), use_threads=False):
        columns = [column.to_pylist() for column in batch.columns]
        for cells in zip(*columns, strict=True):
            number += 1
            yield rows.report(number, dict(zip(batch.schema.names, cells, strict=True)))


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
