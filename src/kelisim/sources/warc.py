"""WARC: the pages of a crawl, each response in turn; an extra (warcio).

HTTP heads are taken off, chunks and packing undone. Only successful responses with a page or plain text are reports;
what else a crawl holds (pictures, redirects, requests) is counted and said once at the end.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator
from email.message import Message
from io import BufferedReader, BytesIO
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct

from kelisim.errors import BadReport, first_line
from kelisim.model import Report
from kelisim.sources import limits
from kelisim.sources.encodings import decode
from kelisim.sources.folders import PassedOver
from kelisim.sources.given import Given, Raw, report_of
from kelisim.sources.html import NoArticle, read_html
from kelisim.sources.packing import unpacked
from kelisim.sources.streams import Stream

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

_HELD = ("response", "resource", "conversion")
_PAGES = ("text/html", "application/xhtml+xml")
_PLAIN = ("text/plain",)
_GZIP = ("gzip", "x-gzip")
_BLOCK = 1 << 16
_MOST_REASONS = 200
_SHOWN = 12


class Record(Struct, frozen=True):
    """One record: how its report and messages name it, its WARC type, and its content with the HTTP head.

    ``content_type`` is that of the record; only a record without an HTTP head is told by it. ``flaw`` is why a report
    in it is refused.
    """

    source: str
    place: str
    kind: str
    content: bytes
    url: str | None = None
    content_type: str | None = None
    flaw: str = ""


class _Said(Struct, frozen=True):
    """What is told of the content: its type, charset, and how it was sent."""

    media: str
    charset: str | None
    sent: bytes


def read_warc(stream: Stream, given: Given) -> Iterator[Report | BadReport]:
    """The reports of a crawl (``source#record id``), then what was passed over, with counts.

    Raises `BadReport` where warcio is missing, or the file is damaged: what stands before that is read.
    """
    source = stream.source
    passed: Counter[str] = Counter()
    number = 0
    for record in _records(stream):
        number += 1
        if record.kind in _HELD:
            found = read_record(record, given)
            if isinstance(found, PassedOver):
                reason = str(found).removeprefix(f"{record.place}: ")
                passed[reason if reason in passed or len(passed) < _MOST_REASONS else "of other types"] += 1
            else:
                yield found
    if not number:
        raise BadReport(f"{source}: there is no record in it; remove it, or get it again")
    if passed:
        count = sum(passed.values())
        reasons = ", ".join(f"{times:,} {reason}" for reason, times in passed.most_common(_SHOWN))
        rest = ", and others" if len(passed) > _SHOWN else ""
        yield PassedOver(f"{source}: {count:,} of {number:,} records passed over: {reasons}{rest}", count)


def read_record(record: Record, given: Given) -> Report | BadReport:
    """The report of one record; `PassedOver` with the reason for what is none by its kind."""
    place = record.place
    try:
        said = _said(record)
        data = _plain(said, place)
        if said.media in _PAGES:
            raw = read_html(data, place, said.charset)
        else:
            raw = Raw(place, data, decode(data, place, declared=said.charset))
        about = {**({"url": record.url} if record.url else {}), **raw.about}
        return report_of(Raw(record.source, data, raw.text, about, place), given)
    except NoArticle:
        return PassedOver(f"{place}: without an article")
    except BadReport as error:
        return error


def _records(stream: Stream) -> Iterator[Record]:
    """The records with their content, whole but where their ``flaw`` says otherwise."""
    source = stream.source
    try:
        from warcio.archiveiterator import WARCIterator
    except ImportError as error:
        raise BadReport(f"{source}: WARC needs an extra: pip install 'kelisim[warc]'") from error
    packed = stream.file.peek(2)[:2] == b"\x1f\x8b"
    bytes_ = _Heads(unpacked(stream.file, ".gz", source) if packed else stream.file, source)
    records = iter(WARCIterator(bytes_, no_record_parse=True))
    number = 0
    while True:
        number += 1
        place = f"{source}, record {number}"
        bytes_.left = limits.LARGEST_HEAD
        try:
            record = next(records, None)
        except BadReport:
            raise
        except Exception as error:  # what warcio can raise for a broken head is not documented
            raise BadReport(
                f"{place}: {first_line(error)[:200]}; nothing behind it was read, get the file again"
            ) from error
        if record is None:
            return
        bytes_.left = None
        yield _held(record, place, source, number)


def _held(record: ArcWarcRecord, place: str, source: str, number: int) -> Record:
    head = record.rec_headers
    url = head.get_header("WARC-Target-URI")
    place = f"{place} ({url})" if url else place
    length = head.get_header("Content-Length") or ""
    if not length.strip().isascii() or not length.strip().isdigit():
        raise BadReport(f"{place}: its length {length!r} is no number; nothing behind it was read, get the file again")
    kind = head.get_header("WARC-Type") or ""
    if kind not in _HELD:
        _pass_over(record.raw_stream)
        return Record(source, place, kind, b"")
    content: bytes = record.raw_stream.read(limits.LARGEST_TEXT + 1)
    flaw = ""
    if len(content) > limits.LARGEST_TEXT:
        _pass_over(record.raw_stream)
        flaw = f"more than {limits.LARGEST_TEXT:,} bytes, which no report has"
    elif head.get_header("WARC-Truncated"):
        flaw = f"the crawler cut it off ({head.get_header('WARC-Truncated')}); fetch it again"
    elif getattr(record.raw_stream, "limit", 0):
        flaw = "the file ends inside this record; get it again"
    identity = (head.get_header("WARC-Record-ID") or str(number)).strip("<>")
    media = head.get_header("Content-Type")
    return Record(f"{source}#{identity}", place, kind, content, url, media, flaw)


def _pass_over(content: BinaryIO) -> None:
    while content.read(_BLOCK):
        pass


class _Heads:
    """The bytes of a WARC; while ``left`` is a number, no more than that may pass, as only a head is looked for."""

    def __init__(self, file: BufferedReader, place: str) -> None:
        self._file = file
        self._place = place
        self.left: int | None = None

    def read(self, count: int) -> bytes:
        data = self._file.read1(count)  # what is sound comes before the damage behind it is told
        if self.left is not None:
            self.left -= len(data)
            if self.left < 0:
                raise BadReport(f"{self._place}: a head of over {limits.LARGEST_HEAD:,} bytes; this is no honest WARC")
        return data


def _said(record: Record) -> _Said:
    """The type of a record's content and the content. Raises `PassedOver` for what is no page and no plain text."""
    if record.kind != "response":
        media, charset = _media(record.content_type, record.place)
        return _Said(media, charset, _unflawed(record))
    from warcio.bufferedreaders import ChunkedDataReader
    from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

    content = BytesIO(record.content)
    try:
        head = StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/2.0", "HTTP/3"]).parse(content)
    except (StatusAndHeadersParserException, EOFError, ValueError) as error:
        raise PassedOver(f"{record.place}: without an HTTP head") from error
    status = head.get_statuscode()
    if status != "200":
        raise PassedOver(f"{record.place}: of status {status[:3]}")
    media, charset = _media(head.get_header("Content-Type"), record.place)
    _unflawed(record)
    if (head.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
        content = ChunkedDataReader(content)
    sent = content.read()
    packing = (head.get_header("Content-Encoding") or "").strip().lower()
    return _Said(media, charset, _inflated(sent, packing, record.place))


def _unflawed(record: Record) -> bytes:
    if record.flaw:
        raise BadReport(f"{record.place}: {record.flaw}")
    return record.content


def _media(value: str | None, place: str) -> tuple[str, str | None]:
    """Type and charset of a Content-Type. Raises `PassedOver` for other content."""
    head = Message()
    head["Content-Type"] = value or "application/octet-stream"
    media = head.get_content_type()[:60]
    if media not in _PAGES and media not in _PLAIN:
        raise PassedOver(f"{place}: of type {media}")
    return media, head.get_content_charset()


def _plain(said: _Said, place: str) -> bytes:
    if not said.sent.strip():
        raise PassedOver(f"{place}: empty")
    return said.sent


def _inflated(data: bytes, packing: str, place: str) -> bytes:
    """Undo Content-Encoding; crawlers that unpack and still name the packing are seen through.

    Raises `BadReport` for what cannot be undone, is cut off, or gives more than a report can be.
    """
    if packing in ("", "identity") or (packing in _GZIP and not data.startswith(b"\x1f\x8b")):
        return data
    if packing not in (*_GZIP, "deflate"):
        raise BadReport(f"{place}: sent as {packing}, which cannot be undone; crawl without it")
    windows = (31,) if packing in _GZIP else (15, -15)
    for window in windows:
        inflating = zlib.decompressobj(window)
        try:
            plain = inflating.decompress(data, limits.LARGEST_TEXT + 1)
        except zlib.error:
            continue
        if len(plain) > limits.LARGEST_TEXT:
            raise BadReport(f"{place}: unpacks to more than {limits.LARGEST_TEXT:,} bytes, which no report has")
        if not inflating.eof:
            raise BadReport(f"{place}: its {packing} data are cut off; fetch it again")
        return plain
    raise BadReport(f"{place}: its {packing} data are damaged; fetch it again")
