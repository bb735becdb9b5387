"""A page of the account: sections of rows, each with the words it rests on; printing is decided elsewhere."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from kelisim.ledger.query import Entry
from kelisim.presentations.cells import published_text
from kelisim.presentations.tables import clean


class Quote(Struct, frozen=True, kw_only=True):
    """The words of a statement with their report: what a footnote says."""

    id: str
    head: str
    sentence: str
    where: str
    published: str

    def line(self) -> str:
        """The footnote."""
        return f"«{clean(self.sentence)}» {clean(self.where)}, {self.published} ({self.id[:8]})"


class Row(Struct, frozen=True, kw_only=True):
    """One item of a section.

    ``records`` are what programs get of it; people get ``title`` and ``lines`` in a list, or ``cells`` in a table.
    On a terminal ``most`` is how many lines stand there; ``lines_more`` were not even made.
    """

    records: tuple[dict[str, Any], ...]
    title: str = ""
    lines: tuple[str, ...] = ()
    cells: dict[str, str] = {}
    quotes: tuple[Quote, ...] = ()
    most: int = 24
    lines_more: int = 0


class Section(Struct, frozen=True, kw_only=True):
    """Rows under a heading. ``name`` is its key for programs; ``notes`` are lines below it.

    On a terminal ``shows_quotes`` puts the words below each row, ``most`` is how many rows stand there, and ``rest``
    says how to see the others; there are ``total``.
    """

    name: str
    heading: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    shows_quotes: bool = False
    most: int | None = None
    rest: str = "--format markdown"
    total: int = 0


class Page(Struct, frozen=True, kw_only=True):
    """The whole: ``facts`` are what holds for all of it (day, parties), for programs; ``notes`` the same for people."""

    title: str
    sections: tuple[Section, ...]
    facts: dict[str, Any] = {}
    notes: tuple[str, ...] = ()


def quote(entry: Entry[Any], lang: str) -> Quote:
    """The words of a statement with its first report."""
    source = entry.sources[0]
    return Quote(
        id=entry.statement.id,
        head=entry.head,
        sentence=entry.sentence,
        where=source.outlet or source.url or source.source,
        published=published_text(source.published, lang),
    )


def quoted(entry: Entry[Any]) -> dict[str, Any]:
    """The words of a statement as programs get them."""
    source = entry.sources[0]
    published = source.published
    return {
        "statement": entry.statement.id,
        "head": entry.head,
        "sentence": entry.sentence,
        "source": source.source,
        "url": source.url,
        "outlet": source.outlet,
        "published_earliest": published.earliest if published else None,
        "published_latest": published.latest if published else None,
    }


def sources_of(entries: tuple[Entry[Any], ...]) -> int:
    """How many texts tell it; a reprint counts once."""
    return len({source.text_hash for entry in entries for source in entry.sources})
