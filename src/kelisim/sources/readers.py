"""Readers: what is done with a file of each ending; an unknown ending is read as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kelisim.errors import BadReport
from kelisim.model import Report
from kelisim.sources.encodings import decode, marked
from kelisim.sources.front_matter import split_front_matter
from kelisim.sources.given import Given, Raw, report_of
from kelisim.sources.json_records import read_json, read_lines, unmarked_lines
from kelisim.sources.streams import Stream, lines, whole

Found = Iterator[Report | BadReport]


def read_stream(stream: Stream, ending: str, given: Given) -> Found:
    """The reports of one file. Raises `BadReport` for what is wrong with the file as a whole."""
    yield from _READERS.get(ending, _read_text)(stream, given)


def _text_of(data: bytes, source: str) -> Raw:
    """A text with what its front matter says."""
    about, text = split_front_matter(decode(data, source))
    return Raw(source, data, text, about)


def _filled(data: bytes, source: str) -> bytes:
    """The same bytes. Raises `BadReport` where there is nothing in them."""
    if not data.strip():
        raise BadReport(f"{source}: the file is empty; remove it, or put the text of the report there")
    return data


def _read_text(stream: Stream, given: Given) -> Found:
    yield report_of(_text_of(_filled(whole(stream), stream.source), stream.source), given)


def _read_page(stream: Stream, given: Given) -> Found:
    from kelisim.sources.html import read_html

    yield report_of(read_html(_filled(whole(stream), stream.source), stream.source), given)


def _read_json(stream: Stream, given: Given) -> Found:
    yield from read_json(_filled(whole(stream), stream.source), stream.source, given)


def _read_jsonl(stream: Stream, given: Given) -> Found:
    """Line by line, so that it may be large; UTF-16 has no lines of bytes and is read whole."""
    codec = marked(stream.file.peek(4)[:4])
    if codec == "utf-8-sig":
        stream.file.read(3)
    if codec in (None, "utf-8-sig"):
        yield from read_lines(lines(stream), stream.source, given)
    else:
        yield from read_lines(unmarked_lines(whole(stream), stream.source), stream.source, given)


def _read_csv(stream: Stream, given: Given) -> Found:
    from kelisim.sources.csv_tables import read_csv

    yield from read_csv(stream, given)


def _read_parquet(stream: Stream, given: Given) -> Found:
    from kelisim.sources.parquet import read_parquet

    yield from read_parquet(stream, given)


def _read_pdf(stream: Stream, given: Given) -> Found:
    from kelisim.sources.pdf import read_pdf

    yield from read_pdf(stream, given)


def _read_warc(stream: Stream, given: Given) -> Found:
    from kelisim.sources.warc import read_warc

    yield from read_warc(stream, given)


_READERS: dict[str, Callable[[Stream, Given], Found]] = {
    ".html": _read_page,
    ".htm": _read_page,
    ".json": _read_json,
    ".jsonl": _read_jsonl,
    ".csv": _read_csv,
    ".tsv": _read_csv,
    ".parquet": _read_parquet,
    ".warc": _read_warc,
    ".pdf": _read_pdf,
}
