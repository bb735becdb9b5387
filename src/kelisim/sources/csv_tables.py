"""CSV: a table as text, its first row the names of the columns; separated by comma, semicolon, tab or bar."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import chain

from kelisim.errors import BadReport
from kelisim.model import Report
from kelisim.sources import limits
from kelisim.sources.encodings import decode, marked
from kelisim.sources.given import Given
from kelisim.sources.rows import Rows
from kelisim.sources.streams import Stream, lines, whole

_SEPARATORS = ",;\t|"


def read_csv(stream: Stream, given: Given) -> Iterator[Report | BadReport]:
    """The reports of a table, a row each (``source#id``, or ``source#row``).

    Raises `BadReport` for a table without the columns, and where a quotation is not closed: nothing behind it is sure.
    """
    csv.field_size_limit(limits.LARGEST_TEXT)  # one for the whole program; the default is too little for an article
    decoded = _decoded(stream)
    head = next(decoded, "")
    if not head.strip():
        raise BadReport(f"{stream.source}: there is no head with the names of the columns; put one in the first line")
    reader = csv.reader(chain([head], decoded), delimiter=max(_SEPARATORS, key=head.count))
    number = 0
    try:
        names = next(reader)
        rows = Rows(stream.source, names, given)
        for number, cells in enumerate(filter(any, reader), 1):
            if len(cells) == len(names):
                yield rows.report(number, dict(zip(reversed(names), reversed(cells), strict=True)))
            else:
                yield BadReport(
                    f"{stream.source}, row {number} (line {reader.line_num}): {len(cells)} cells, and the head names "
                    f"{len(names)}; mend it"
                )
    except csv.Error as error:
        raise BadReport(
            f"{stream.source}, line {reader.line_num}: {error}; is a quotation not closed? nothing behind it was read"
        ) from error
    if not number:
        raise BadReport(f"{stream.source}: there is no row in it; remove it, or put reports there")


def _decoded(stream: Stream) -> Iterator[str]:
    """The lines as text, line ends kept, since a cell may hold some; each line in its own encoding as in `decode`."""
    codec = marked(stream.file.peek(4)[:4])
    if codec not in (None, "utf-8-sig"):
        yield from StringIO(decode(whole(stream), stream.source), newline="")
        return
    for number, line in enumerate(lines(stream), 1):
        place = f"{stream.source}, line {number}"
        if line is None:
            raise BadReport(f"{place}: longer than {limits.LARGEST_TEXT:,} bytes; split the table")
        if b"\x00" in line:
            raise BadReport(f"{place}: NUL byte: this is no text, or a damaged file; save it again as UTF-8")
        yield decode(line, place, begins=number == 1)
