"""The reports of a piece: by the same readers as those of `kelisim read`, from a path, a range, or an object store."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from msgspec.structs import replace

from kelisim.bulk.pieces import Piece
from kelisim.errors import BadReport, first_line
from kelisim.model import Report
from kelisim.sources import Given, limits, reports
from kelisim.sources.json_records import read_lines
from kelisim.sources.parquet import read_parquet
from kelisim.sources.streams import Stream, lines

_BLOCK = 1 << 20


def opened(piece: Piece, given: Given) -> Iterator[Report | BadReport]:
    """The reports of ``piece`` in their order; what cannot be read as a `BadReport`."""
    for path in piece.files:
        if "://" in path:
            yield from _fetched(path, given)
        elif not piece.last:
            yield from reports([path], given)
        else:
            with Path(path).open("rb") as file:
                yield from _ranged(file, piece, given)


def _ranged(file: BufferedReader, piece: Piece, given: Given) -> Iterator[Report | BadReport]:
    [path] = piece.files
    if not path.lower().endswith(".parquet"):
        yield from read_lines(_lines(file, piece), path, given, piece.number)
        return
    try:
        yield from read_parquet(Stream(file, path), given, piece.first, piece.last)
    except BadReport as error:
        yield error


def _lines(file: BufferedReader, piece: Piece) -> Iterator[bytes | None]:
    """The lines of the range; ``None`` for one that is too long."""
    file.seek(piece.first)
    if not piece.first:
        file.seek(3 if file.read(3) == b"\xef\xbb\xbf" else 0)
    for line in lines(Stream(file, piece.files[0])):
        yield line
        if file.tell() >= piece.last:
            return


def _fetched(address: str, given: Given) -> Iterator[Report | BadReport]:
    """The reports of a file in an object store, under its address."""
    from kelisim.bulk.engine import open_stored

    with TemporaryDirectory(prefix="kelisim-") as place:
        copy = Path(place) / address.rstrip("/").rpartition("/")[2]
        try:
            with open_stored(address) as file, copy.open("wb") as kept:
                _copy(file, kept, address)
        except BadReport as error:
            yield error
            return
        except Exception as error:
            yield BadReport(f"{address}: cannot be fetched ({first_line(error)}); check address and rights")
            return
        for report in reports([str(copy)], given):
            if isinstance(report, Report):
                yield replace(report, source=report.source.replace(str(copy), address, 1))
            else:
                report.args = (str(report).replace(str(copy), address, 1),)
                yield report


def _copy(file: BinaryIO, kept: BinaryIO, address: str) -> None:
    """Raises `BadReport` where the file is larger than any that is read."""
    while block := file.read(_BLOCK):
        if kept.tell() + len(block) > limits.LARGEST_FILE:
            raise BadReport(f"{address}: larger than {limits.LARGEST_FILE:,} bytes; split it")
        kept.write(block)
