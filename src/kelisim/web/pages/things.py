"""One thing of the account: an undertaking, a series, a meeting, a statement."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Request

from kelisim.errors import UsageError
from kelisim.ledger import Ledger
from kelisim.ledger.query import Entry
from kelisim.model import Span
from kelisim.presentations.headings import name_of
from kelisim.presentations.rows import entry_record
from kelisim.web import flat
from kelisim.web.answers import Answer, Moved, Record, page, preferences_of, sight_of, site_of
from kelisim.web.fields import fields
from kelisim.web.index.cards import Hit, Meet, SeriesCard, Work
from kelisim.web.index.hits import hit_of
from kelisim.web.queries import C, List, Sight
from kelisim.web.rendering import amount_text, meeting_name, series_title

router = APIRouter(tags=["things"])
Id = Annotated[str, Path(min_length=6, max_length=16, pattern="^[0-9a-f]+$", description="An id, or its beginning.")]


@page(router, "/undertaking/{id}", "undertaking.html")
def undertaking(request: Request, id: Id) -> Answer | Moved:
    """An undertaking with its history, its parts, its sources and what is open about it."""
    card = _card(sight_of(request), Work, "undertaking", id)
    if isinstance(card, Moved):
        return card
    conflicts = sight_of(request).conflicts(List((f"of:{id}",), most=50))
    rows: list[Record] = [
        {
            "id": card.id, "title": card.title, "stage": step.stage, "since": step.when.latest,
            "since_basis": step.when.basis, **flat.words_row(step.words),
        }
        for step in card.steps
    ]  # fmt: skip
    return Answer(title=card.title, data={"undertaking": card, "conflicts": conflicts}, rows=rows)


@page(router, "/series/{id}", "series.html")
def series(request: Request, id: Id) -> Answer | Moved:
    """A series of figures with targets, other numbers told, and every source."""
    card = _card(sight_of(request), SeriesCard, "series", id)
    if isinstance(card, Moved):
        return card
    conflicts = sight_of(request).conflicts(List((f"of:{id}",), most=50))
    title = series_title(card, preferences_of(request).lang)
    return Answer(
        title=title[:1].upper() + title[1:], data={"series": card, "conflicts": conflicts}, rows=flat.rows([card])
    )


@page(router, "/meeting/{id}", "meeting.html")
def meeting(request: Request, id: Id) -> Answer | Moved:
    """A meeting with who took part, what was agreed, and what became of it."""
    card = _card(sight_of(request), Meet, "meeting", id)
    if isinstance(card, Moved):
        return card
    title = meeting_name(card, preferences_of(request).lang)
    return Answer(title=title, data={"meeting": card}, rows=flat.rows([card]))


@page(router, "/statement/{id}", "statement.html", kept=False)
def statement(request: Request, id: Id) -> Answer | Moved:
    """One statement: its words, every field with the words behind it, its reports, and how to cite it."""
    ledger = site_of(request).ledger
    hit = sight_of(request).hit(id)
    entry = _superseded(ledger, id) if hit is None else ledger.statement(hit.id)
    if entry.statement.id != id:
        return Moved(f"/statement/{entry.statement.id}")
    hit = hit or hit_of(entry, {})
    lang = preferences_of(request).lang
    text = ledger.report(hit.words.report).text
    return Answer(
        title=statement_title(hit, lang),
        data={"statement": entry_record(entry)},
        rows=flat.rows([hit]),
        shown={"hit": hit, "fields": list(fields(entry.statement, text, lang)), "sources": entry.sources},
    )


def _superseded(ledger: Ledger, id: str) -> Entry[Any]:
    """A statement that is in no index: what a later reading says of the same words, else it itself. 404 for none."""
    try:
        sort, whole = ledger.resolve(id)
    except UsageError as error:
        raise HTTPException(404) from error
    if sort == "report":
        raise HTTPException(404)
    entry = ledger.statement(whole)
    kind, head = entry.statement.statement, entry.statement.evidence.head
    now = [one for one in ledger.report(entry.sources[0].id).statements if one.statement == kind]
    later = max(now, key=lambda one: _shared(one.evidence.head, head), default=None)
    return ledger.statement(later.id) if later and _shared(later.evidence.head, head) > 0 else entry


def _shared(one: Span, other: Span) -> int:
    """How many characters two spans have in common."""
    return min(one.end, other.end) - max(one.start, other.start)


def statement_title(hit: Hit, lang: str) -> str:
    """What a statement is about in few words."""
    if hit.sort == "undertaking":
        return hit.title
    name = name_of(hit.topic, lang)
    amount = f" {amount_text(hit.amount, lang)}" if hit.amount else ""
    return f"{name[:1].upper()}{name[1:]}{amount}{f' ({hit.period})' if hit.period else ''}"


def _card(sight: Sight, sort: type[C], name: str, id: str) -> C | Moved:
    """The thing with this id; where it stands, if that is the id of something merged into it, of a point of it, or a
    beginning. Not found: 404.
    """
    found = sight.find(id)
    if found is not None and found != (name, id):
        return Moved(f"/{found[0]}/{found[1]}")
    card = sight.card(sort, id) if found else None
    if card is None:
        raise HTTPException(404)
    return card
