"""JSON: records {"id", "text", "title"?, "url"?, "published"?, "outlet"?, "author"?, "language"?}.

One, a list, or one a line.
Other keys are ignored. A record that is broken is reported with its line, the rest is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from kelisim.errors import BadReport
from kelisim.model import Report
from kelisim.sources import limits
from kelisim.sources.encodings import decode, marked
from kelisim.sources.given import Given, Raw, printable, report_of

_MOST_IDS = 1_000_000  # that are remembered of one file, so that memory does not grow without end
_BYTE = re.compile(r"\(byte (\d+)\)")


class _Interval(Struct, frozen=True):
    earliest: str
    latest: str


class _Record(Struct, frozen=True):
    """One record as it may stand in a file."""

    text: str
    id: str | int | None = None
    title: str | None = None
    url: str | None = None
    published: str | int | _Interval | None = None
    outlet: str | None = None
    author: str | None = None
    language: str | None = None


_decode_record = msgspec.json.Decoder(_Record).decode
_decode_list = msgspec.json.Decoder(list[msgspec.Raw]).decode


def read_json(data: bytes, source: str, given: Given) -> Iterator[Report | BadReport]:
    """The reports of a `.json` file: one object, or a list of them (``source#id``)."""
    body = _utf8(data, source)
    if not body.lstrip().startswith(b"["):
        yield _report(body, _Place(source, source, data=data), given)
        return
    try:
        records = _decode_list(body)
    except (msgspec.DecodeError, RecursionError) as error:
        yield _broken(source, body, error)
        return
    if not records:
        yield BadReport(f"{source}: the list is empty; remove it, or put reports there")
    places = _Places(source, "record")
    for number, record in enumerate(records, 1):
        yield _numbered(bytes(record), places, number, given)


def read_lines(
    lines: Iterable[bytes | None], source: str, given: Given, first: int = 1
) -> Iterator[Report | BadReport]:
    """The reports of a `.jsonl`: one object a line, ``source#id`` or ``source#line`` without an id.

    ``None`` stands for a line that was too long to be read; ``first`` is the number of the first line given.
    """
    places = _Places(source, "line")
    empty = True
    for number, line in enumerate(lines, first):
        if line is None:
            empty = False
            yield BadReport(f"{source}, line {number}: longer than {limits.LARGEST_TEXT:,} bytes; split the report")
        elif line.strip():
            empty = False
            yield _numbered(line, places, number, given)
    if empty and first == 1:
        yield BadReport(f"{source}: there is no record in it; remove it, or put reports there")


def unmarked_lines(data: bytes, place: str) -> list[bytes]:
    """The lines of a whole `.jsonl` that is not UTF-8, as UTF-8."""
    return decode(data, place).encode("utf-8", "surrogatepass").split(b"\n")


class _Place(Struct, frozen=True):
    """Where a record stands: its source, how a message names it, and its bytes where they are not the record's own."""

    source: str
    name: str
    data: bytes | None = None


class _Places:
    """The places of the records of one file; knows which ids have been there."""

    def __init__(self, source: str, word: str) -> None:
        self._source = source
        self._word = word
        self._seen: dict[str, int] = {}

    def name(self, number: int) -> str:
        return f"{self._source}, {self._word} {number}"

    def take(self, identity: str, number: int) -> str:
        """The source of the record called ``identity``. Raises `BadReport` if there was one of that name."""
        if identity in self._seen:
            first = self._seen[identity]
            raise BadReport(
                f"{self.name(number)}: the id {identity!r} stands in {self._word} {first} already; give it another id"
            )
        if len(self._seen) < _MOST_IDS:
            self._seen[identity] = number
        return printable(f"{self._source}#{identity}")


def _numbered(line: bytes, places: _Places, number: int, given: Given) -> Report | BadReport:
    """One record of many. Its id is taken only if the record can be read, so that a mended copy may follow."""
    name = places.name(number)
    try:
        bare = line.strip(b"\r\n\t ")
        record = _record(bare, name)
        identity = str(number) if record.id is None or record.id == "" else str(record.id)
        report = report_of(_raw(record, _Place(f"#{identity}", name, bare)), given)
        return msgspec.structs.replace(report, source=places.take(identity, number))
    except BadReport as error:
        return error


def _report(line: bytes, place: _Place, given: Given) -> Report | BadReport:
    try:
        return report_of(_raw(_record(line, place.name), place), given)
    except BadReport as error:
        return error


def _record(line: bytes, name: str) -> _Record:
    """Read one object. Raises `BadReport` for broken JSON and for fields of the wrong kind."""
    body = _utf8(line, name)
    try:
        return _decode_record(body)
    except msgspec.ValidationError as error:
        raise BadReport(f'{name}: {error}; a record is {{"id": …, "text": …}} with text as a string') from error
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise _broken(name, body, error) from error


def _broken(name: str, body: bytes, error: Exception) -> BadReport:
    """The message for broken JSON: with the line, where the JSON has several."""
    at = _BYTE.search(str(error))
    lines = body[: int(at[1])].count(b"\n") + 1 if at else 1
    place = f"{name}, line {lines}" if b"\n" in body.strip() else name
    return BadReport(f"{place}: broken JSON: {error}; mend or remove it")


def _raw(record: _Record, place: _Place) -> Raw:
    published = record.published
    if isinstance(published, _Interval):
        published = f"{published.earliest}/{published.latest}"
    fields = {"title": record.title, "url": record.url, "outlet": record.outlet, "author": record.author}
    fields["language"] = record.language
    about = {key: value for key, value in fields.items() if value}
    if published is not None:
        about["published"] = str(published)
    return Raw(place.source, place.data or b"", record.text, about, place.name)


def _utf8(data: bytes, place: str) -> bytes:
    """The same JSON as UTF-8 without a mark."""
    if marked(data) is None:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return data
    return decode(data, place).encode("utf-8", "surrogatepass")
