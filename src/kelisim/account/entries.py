"""Entries of the three sorts together: those of a ledger, or readings as entries of a ledger that was never written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct

from kelisim.ledger.query import AnyEntry, Entry, FigureEntry, MeetingEntry, ReportEntry, S, UndertakingEntry
from kelisim.model import Reading, is_sure
from kelisim.records import text_hash


class Entries(Struct, frozen=True, kw_only=True):
    """What the ledger holds now, each statement once with all its reports."""

    figures: Sequence[FigureEntry] = ()
    undertakings: Sequence[UndertakingEntry] = ()
    meetings: Sequence[MeetingEntry] = ()

    @property
    def ids(self) -> list[str]:
        """The ids of all statements."""
        every: list[AnyEntry] = [*self.figures, *self.undertakings, *self.meetings]
        return [entry.statement.id for entry in every]

    def sure(self) -> Entries:
        """Those that are sure enough to count with."""
        return Entries(
            figures=[entry for entry in self.figures if is_sure(entry.statement)],
            undertakings=[entry for entry in self.undertakings if is_sure(entry.statement)],
            meetings=[entry for entry in self.meetings if is_sure(entry.statement)],
        )

    def with_more(self, more: Iterable[AnyEntry]) -> Entries:
        """These entries and ``more`` of any sort."""
        by_sort: dict[str, list[Any]] = {"figure": [], "undertaking": [], "meeting": []}
        for entry in more:
            by_sort[entry.statement.statement].append(entry)
        return Entries(
            figures=[*self.figures, *by_sort["figure"]],
            undertakings=[*self.undertakings, *by_sort["undertaking"]],
            meetings=[*self.meetings, *by_sort["meeting"]],
        )


def entries_of(readings: Iterable[Reading]) -> tuple[list[FigureEntry], list[UndertakingEntry], list[MeetingEntry]]:
    """The figures, undertakings and meetings of readings, each with its words and its report."""
    figures: list[FigureEntry] = []
    undertakings: list[UndertakingEntry] = []
    meetings: list[MeetingEntry] = []
    for reading in readings:
        source = _source(reading)
        figures += [_entry(item, reading, source) for item in reading.figures]
        undertakings += [_entry(item, reading, source) for item in reading.undertakings]
        meetings += [_entry(item, reading, source) for item in reading.meetings]
    return figures, undertakings, meetings


def _source(reading: Reading) -> ReportEntry:
    document = reading.document
    return ReportEntry(
        id=document.id,
        source=document.source,
        sha256=document.sha256,
        text_hash=text_hash(reading.text),
        url=document.url,
        outlet=document.outlet,
        author=document.author,
        title=document.title,
        dateline=document.dateline,
        language=document.language,
        published=document.published,
        retrieved_at="",
        generation=1,
        engine="",
    )


def _entry(item: S, reading: Reading, source: ReportEntry) -> Entry[S]:
    evidence = item.evidence
    return Entry(
        statement=item,
        sentence=evidence.sentence.quote(reading.text),
        head=evidence.head.quote(reading.text),
        sources=(source,),
    )
