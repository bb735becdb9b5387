"""Readings as entries of a ledger that was never written: for measuring, and for an account of texts at hand."""

from __future__ import annotations

from collections.abc import Iterable

from kelisim.ledger.query import Entry, FigureEntry, MeetingEntry, ReportEntry, S, UndertakingEntry
from kelisim.model import Reading
from kelisim.records import text_hash


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
