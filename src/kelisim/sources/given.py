"""What is known of a report beside its text: what its source says, and what the user says, who wins."""

from __future__ import annotations

import re
from hashlib import sha256

from msgspec import Struct

from kelisim.errors import BadReport, UsageError
from kelisim.model import Published, Report
from kelisim.sources.published import parse_published

FIELDS = ("url", "outlet", "author", "title", "published", "language")
COLUMNS = ("text", "id", *FIELDS)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Columns(Struct, frozen=True):
    """The names of columns that the user gives, by what they hold, one of `COLUMNS`."""

    named: dict[str, str] = {}

    def __post_init__(self) -> None:
        for field in self.named:
            if field not in COLUMNS:
                raise UsageError(f"{field!r} is nothing that a column can hold; it is one of {', '.join(COLUMNS)}")


class Given(Struct, frozen=True):
    """What the user says of the reports; it wins over what they say themselves."""

    published: Published | None = None
    url: str | None = None
    outlet: str | None = None
    columns: Columns = Columns()


class Raw(Struct, frozen=True):
    """One report as its source holds it: where it is from, its bytes, its text, and what is said about it."""

    source: str
    data: bytes
    text: str
    about: dict[str, str] = {}
    place: str = ""


def report_of(raw: Raw, given: Given) -> Report:
    """The report: text with plain line ends, and every field of ``about`` that is not blank.

    Raises `BadReport` for a text that is empty or holds NUL characters, and for a date that is none.
    """
    place = raw.place or raw.source
    text = raw.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        raise BadReport(f"{place}: the text holds NUL characters; remove them, or check that it is text at all")
    if not text.strip():
        raise BadReport(f"{place}: there is no text in it; remove it, or put the text of the report there")
    about = {key: value.strip() for key, value in raw.about.items() if key in FIELDS and value.strip()}
    return Report(
        source=printable(raw.source),
        sha256=sha256(raw.data).hexdigest(),
        text=text,
        url=given.url or about.get("url"),
        title=about.get("title"),
        outlet=given.outlet or about.get("outlet"),
        author=about.get("author"),
        language=about.get("language"),
        published=given.published or _published(about.get("published"), place),
    )


def printable(source: str) -> str:
    """The name of a report as text: bytes of a file name that are no UTF-8, which JSON cannot hold, are shown as �.

    So are line ends and codes for a terminal, which may stand in names and ids.
    """
    return _CONTROL.sub("�", source.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def _published(value: str | None, place: str) -> Published | None:
    if value is None:
        return None
    try:
        return parse_published(value)
    except UsageError as error:
        raise BadReport(f"{place}: published: {error}") from error
