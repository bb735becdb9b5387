"""What is to be read, cut into pieces of a few megabytes: lines of a large JSONL, rows of a large Parquet, files.

    *jahr.jsonl*, 600 MB  ->  Piece(files=("jahr.jsonl",), first=8000123, last=16000080, number=2711), …

A piece is named by what it holds (path, size, time of change, range) and by the rules that are to read it. Files in
object stores are a piece each, as are archives and WARC files: they are read from their beginning.
"""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from kelisim.errors import BadReport, first_line
from kelisim.sources.encodings import marked
from kelisim.sources.folders import walk
from kelisim.sources.limits import LARGEST_TEXT

MOST_FILES = 1000
_BLOCK = 1 << 20
_MOST_OF_A_GROUP = 16  # pieces
# A file is cut into so many pieces at least, if they are not smaller than that: so that all cores have work to the end.
# It goes by the file alone, so that neither other files nor the number of cores change what a part is made of.
_FEWEST = 32
_SMALLEST = 1_000_000


class Found(Struct, frozen=True):
    """A file that is to be read: its path or address as given, its size, and when it was changed (0: unknown)."""

    path: str
    size: int
    changed: int = 0


class Piece(Struct, frozen=True):
    """What one part is made of: whole files, or of one file the bytes or rows from ``first`` to ``last``.

    ``number`` is that of the first line; ``size`` is in bytes. The ``key`` names the part.
    """

    files: tuple[str, ...]
    size: int
    first: int = 0
    last: int = 0
    number: int = 1
    key: str = ""


def whole_paths(piece: Piece) -> tuple[str, ...]:
    """The files of a piece, whatever folder their paths count from."""
    return tuple(path if "://" in path else str(Path(path).absolute()) for path in piece.files)


def found(inputs: Sequence[str]) -> Iterator[Found | BadReport]:
    """The files under ``inputs`` in their order; what is not there, and what a folder holds besides, as a refusal."""
    for given in inputs:
        if "://" in given:
            yield from _stored(given)
        elif Path(given).is_dir():
            for path in walk(given):
                yield path if isinstance(path, BadReport) else _file(path)
        else:
            paths = [given] if Path(given).exists() else sorted(glob.glob(given, recursive=True))  # noqa: PTH207
            if not paths:
                yield BadReport(f"{given}: there is no such file; check the path, or the pattern")
            yield from (_file(path) for path in paths if Path(path).is_file())


def pieces(files: Iterable[Found], largest: int, told: str) -> Iterator[Piece]:
    """``files`` cut into pieces of about ``largest`` bytes, in their order.

    ``told`` is what else decides what a part holds: the version of the rules, and what the user says of the reports.
    """
    together: list[Found] = []
    for file in files:
        if together and (sum(one.size for one in together) + file.size > largest or len(together) == MOST_FILES):
            yield _whole(together, told)
            together = []
        ranges = _ranges(file, largest)
        if not ranges:
            together.append(file)
            continue
        if together:
            yield _whole(together, told)
            together = []
        yield from (_named(piece, [file], told) for piece in ranges)
    if together:
        yield _whole(together, told)


def _stored(address: str) -> Iterator[Found | BadReport]:
    """What stands in an object store under ``address``, which may be a glob."""
    from kelisim.bulk.engine import listed

    try:
        files = listed(address)
    except Exception as error:
        yield BadReport(f"{address}: cannot be listed ({first_line(error)}); check address and rights")
        return
    if not files:
        yield BadReport(f"{address}: nothing is there; check the address")
    yield from (Found(path, size) for path, size in files)


def _file(path: str) -> Found | BadReport:
    try:
        status = Path(path).stat()
    except OSError as error:
        return BadReport(f"{path}: cannot be read ({error.strerror}); check its rights")
    return Found(path, status.st_size, status.st_mtime_ns)


def _whole(files: list[Found], told: str) -> Piece:
    return _named(Piece(tuple(file.path for file in files), sum(file.size for file in files)), files, told)


def _named(piece: Piece, files: list[Found], told: str) -> Piece:
    about = msgspec.json.encode([files, whole_paths(piece), piece.first, piece.last, told])
    return replace(piece, key=sha256(about).hexdigest()[:16])


def _ranges(file: Found, largest: int) -> list[Piece]:
    """The pieces of a file that is too large for one and can be entered in the middle; none for another."""
    if file.size <= largest or "://" in file.path:
        return []
    largest = min(largest, max(file.size // _FEWEST, _SMALLEST))
    if file.path.lower().endswith(".jsonl"):
        return list(_line_ranges(file, largest))
    if file.path.lower().endswith(".parquet"):
        return list(_row_ranges(file, largest))
    return []


def _row_ranges(file: Found, largest: int) -> Iterator[Piece]:
    """Rows that stand for about that size; none of a file that cannot be opened, which is said when it is read."""
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import read_metadata
    except ImportError:
        return
    try:
        about = read_metadata(file.path)
    except (ArrowException, OSError):
        return
    rows = about.num_rows
    group = max((about.row_group(number).num_rows for number in range(about.num_row_groups)), default=0)
    # What lies before a range in its group is unpacked for it as well, so a group is not cut into many.
    step = max(1, rows * largest // file.size, group // _MOST_OF_A_GROUP)
    for first in range(0, rows, step):
        last = min(rows, first + step)
        yield Piece((file.path,), file.size * (last - first) // rows, first, last)


def _line_ranges(file: Found, largest: int) -> Iterator[Piece]:
    """Whole lines up to the size; UTF-16 has no lines of bytes and is left whole."""
    with Path(file.path).open("rb") as opened:
        if marked(opened.read(4)) not in {None, "utf-8-sig"}:
            return
        opened.seek(0)
        first, number = 0, 1
        while first < file.size:
            lines = 0
            while opened.tell() - first < largest and (block := opened.read(min(_BLOCK, largest))):
                lines += block.count(b"\n")
            while rest := opened.readline(LARGEST_TEXT):
                if rest.endswith(b"\n"):
                    lines += 1
                    break
            last = opened.tell()
            if last == first:
                return  # it has become shorter since its size was asked
            yield Piece((file.path,), last - first, first, last, number)
            first, number = last, number + lines
