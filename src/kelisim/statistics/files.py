"""A file of a statistical office on disk: its bytes are hashed, its encoding found, its columns looked up by name."""

from __future__ import annotations

import csv
import hashlib
import json
from codecs import getincrementaldecoder
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from kelisim.errors import BadStatistics

Kind = Literal["json", "workbook", "table"]
_CHUNK = 1 << 20
_MOST_JSON = 1 << 30  # JSON is read as a whole


class GivenFile(Struct, frozen=True):
    """A file with the hash of its bytes, its encoding (UTF-8 tried first, then cp1252), and what it is."""

    path: Path
    sha256: str
    encoding: str
    kind: Kind

    @property
    def id(self) -> str:
        """The id of its vintage."""
        return self.sha256[:16]


class Table(Struct, frozen=True):
    """A table with a head: the place of every column by its name in lower case, and numbered lines."""

    path: Path
    columns: dict[str, int]
    lines: Iterator[tuple[int, list[str]]]
    width: int

    def place(self, *names: str) -> int | None:
        """The place of the first of these columns that is there."""
        return next((self.columns[name] for name in names if name in self.columns), None)

    def places(self, *names: str) -> list[int]:
        """The places of columns that must be there. Raises `BadStatistics` naming the missing ones."""
        missing = [name for name in names if name not in self.columns]
        if missing:
            raise BadStatistics(f"{self.path}, line 1: the columns {', '.join(missing)} are missing")
        return [self.columns[name] for name in names]


def open_file(path: Path) -> GivenFile:
    """Look at a file once from end to end. Raises `BadStatistics` where it cannot be read."""
    digest = hashlib.sha256()
    decoder, is_utf8, head = getincrementaldecoder("utf-8")(), True, b""
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                head = head or chunk[:200]
                digest.update(chunk)
                is_utf8 = is_utf8 and _decodes(decoder, chunk)
    except OSError as error:
        raise BadStatistics(f"{path}: {error.strerror or error}") from error
    if not head:
        raise BadStatistics(f"{path}: the file is empty")
    begin = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:2]
    kind: Kind = "workbook" if begin == b"PK" else "json" if begin[:1] in (b"{", b"[") else "table"
    return GivenFile(path, digest.hexdigest(), "utf-8-sig" if is_utf8 else "cp1252", kind)


def _decodes(decoder: Any, chunk: bytes) -> bool:  # noqa: ANN401 - the class of incremental decoders has no public name
    try:
        decoder.decode(chunk)
    except UnicodeDecodeError:
        return False
    return True


def read_json(file: GivenFile) -> Any:  # noqa: ANN401 - whatever the file holds
    """The whole JSON value. Raises `BadStatistics` for what is none."""
    if file.path.stat().st_size > _MOST_JSON:
        raise BadStatistics(f"{file.path}: more than 1 GiB of JSON; get it as CSV, which is read line by line")
    try:
        return json.loads(file.path.read_text(encoding=file.encoding))
    except ValueError as error:
        raise BadStatistics(f"{file.path}: no valid JSON: {error}") from error


def read_table(file: GivenFile) -> Table:
    """The table's head and its lines, read as they are asked for."""
    rows = _rows(file)
    head = next(rows, (1, []))[1]
    columns: dict[str, int] = {}
    for place, name in enumerate(head):
        columns.setdefault(name.strip().strip('"').casefold(), place)
    return Table(file.path, columns, rows, len(head))


def _rows(file: GivenFile) -> Iterator[tuple[int, list[str]]]:
    try:
        with file.path.open(encoding=file.encoding, errors="strict", newline="") as stream:
            first = stream.readline()
            stream.seek(0)
            mark = max("\t;,", key=first.count)
            reader = csv.reader(stream, delimiter=mark)
            for row in reader:
                if row:
                    yield reader.line_num, row
    except (csv.Error, UnicodeDecodeError) as error:
        raise BadStatistics(f"{file.path}: no readable table: {error}") from error
