"""What a table for people shows of an entry: for each view its columns, each with how its cell is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kelisim.ledger.query import Entry, ReportEntry
from kelisim.model import Figure, Meeting, Published, Statement, Undertaking, is_sure
from kelisim.presentations.amounts import figure_amount, undertaking_amount
from kelisim.presentations.headings import heading, name_of, phrase
from kelisim.presentations.views import ViewName

SHORT_ID = 8

Cells = Callable[[Any, str], str]


def published_text(published: Published | None, lang: str) -> str:
    """When a report appeared: a day, or the interval."""
    if published is None:
        return phrase("unknown_date", lang)
    if published.earliest == published.latest:
        return published.earliest
    return f"{published.earliest} – {published.latest}"


def source_text(entry: Entry[Any], _lang: str) -> str:
    """Who carries a statement: outlet, or address, or path; how many more."""
    names = [source.outlet or source.url or source.source for source in entry.sources]
    return names[0] if len(names) == 1 else f"{names[0]} (+{len(names) - 1})"


def _parties(entry: Entry[Any], _lang: str) -> str:
    statement = entry.statement
    if isinstance(statement, Figure) and statement.origin and statement.destination:
        others = [party for party in statement.parties if party not in (statement.origin, statement.destination)]
        return " ".join([f"{statement.origin} → {statement.destination}", *others])
    return " ".join(statement.parties)


def _value(entry: Entry[Figure], lang: str) -> str:
    return figure_amount(entry.statement, lang)


def _modality(entry: Entry[Figure], lang: str) -> str:
    figure = entry.statement
    marks = [name for name in ("conditional", "provisional", "estimate") if getattr(figure, name)]
    names = [name_of(figure.modality, lang), *(heading(mark, lang) for mark in marks)]
    return ", ".join(names + _warnings(figure, lang))


def _stage(entry: Entry[Undertaking], lang: str) -> str:
    undertaking = entry.statement
    marks = [heading("conditional", lang)] if undertaking.conditional else []
    return ", ".join([name_of(undertaking.stage, lang), *marks, *_warnings(undertaking, lang)])


def _format(entry: Entry[Meeting], lang: str) -> str:
    meeting = entry.statement
    ordinal = f"{meeting.ordinal}. " if meeting.ordinal else ""
    return ", ".join([ordinal + name_of(meeting.format, lang), *_warnings(meeting, lang)])


def _warnings(statement: Statement, lang: str) -> list[str]:
    """What keeps a statement out of sums."""
    denied = [name_of("denied", lang)] if statement.polarity == "denied" else []
    return denied + ([] if is_sure(statement) else [name_of("unsure", lang)])


def _indicator(entry: Entry[Figure], lang: str) -> str:
    figure = entry.statement
    kind = "" if figure.measure == "level" else f" ({name_of(figure.measure, lang)})"
    return name_of(figure.indicator, lang) + kind + (f": {figure.item}" if figure.item else "")


def _people(entry: Entry[Meeting], _lang: str) -> str:
    return "; ".join(person.name for person in entry.statement.participants)


def _id(entry: Entry[Any] | ReportEntry, _lang: str) -> str:
    return (entry.id if isinstance(entry, ReportEntry) else entry.statement.id)[:SHORT_ID]


def _of(name: str) -> Cells:
    """The field of a statement or report as it is, empty where it is unknown."""
    return lambda entry, _lang: str(getattr(getattr(entry, "statement", entry), name) or "")


COLUMNS: dict[ViewName, dict[str, Cells]] = {
    "figures": {
        "id": _id,
        "period": _of("period"),
        "indicator": _indicator,
        "value": _value,
        "parties": _parties,
        "modality": _modality,
        "source": source_text,
    },
    "undertakings": {
        "id": _id,
        "kind": lambda entry, lang: name_of(entry.statement.kind, lang),
        "title": _of("title"),
        "stage": _stage,
        "parties": _parties,
        "amount": lambda entry, lang: undertaking_amount(entry.statement, lang),
        "deadline": _of("deadline"),
        "place": _of("place"),
        "source": source_text,
    },
    "meetings": {
        "id": _id,
        "date": _of("date"),
        "format": _format,
        "place": _of("place"),
        "parties": _parties,
        "participants": _people,
        "source": source_text,
    },
    "reports": {
        "id": _id,
        "published": lambda entry, lang: published_text(entry.published, lang),
        "outlet": _of("outlet"),
        "title": _of("title"),
        "language": _of("language"),
        "source": _of("source"),
        "figures": lambda entry, _lang: str(entry.figures),
        "undertakings": lambda entry, _lang: str(entry.undertakings),
        "meetings": lambda entry, _lang: str(entry.meetings),
    },
}
