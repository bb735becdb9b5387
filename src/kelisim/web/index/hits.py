"""Every current statement as a hit of the search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kelisim.account.moments import valid
from kelisim.account.things import Account
from kelisim.ledger import Ledger
from kelisim.ledger.days import LAST_DAY
from kelisim.ledger.query import Entry
from kelisim.model import Figure, Meeting, Undertaking, is_sure
from kelisim.web.index.cards import Hit
from kelisim.web.index.words import figure_amount, words, work_amount


def hits(ledger: Ledger, account: Account) -> Iterator[tuple[Hit, Entry[Any]]]:
    """The statements of the ledger, unsure ones too, with their entries."""
    things = _things(account)
    for entries in (ledger.figures(), ledger.undertakings(), ledger.meetings()):
        for entry in entries:
            yield hit_of(entry, things), entry


def _things(account: Account) -> Mapping[str, str]:
    found = {entry.statement.id: thing.id for thing in account.undertakings for entry in thing.entries}
    found |= {entry.statement.id: meeting.id for meeting in account.meetings for entry in meeting.entries}
    for series in account.series:
        found |= {entry.statement.id: series.id for fact in series.facts for entry in fact.entries}
    return found


def hit_of(entry: Entry[Any], things: Mapping[str, str]) -> Hit:
    """A statement in short; ``things`` has the id of its undertaking, series or meeting."""
    told: Figure | Undertaking | Meeting = entry.statement
    fields: dict[str, Any] = {
        "id": told.id,
        "sort": told.statement,
        "parties": told.parties,
        "denied": told.polarity == "denied",
        "sure": is_sure(told),
        "thing": things.get(told.id),
        "recorded": max(source.retrieved_at for source in entry.sources),
        "words": words(entry),
    }
    match told:
        case Figure():
            fields |= {"topic": told.indicator, "title": told.item or "", "amount": figure_amount(told)}
            fields |= {"period": told.period, "modality": told.modality}
            fields |= {"origin": told.origin, "destination": told.destination}
        case Undertaking():
            fields |= {"topic": told.kind, "title": told.title, "amount": work_amount(told), "stage": told.stage}
            fields |= {"period": told.stage_date or told.deadline, "place": told.place, "sectors": told.sectors}
        case Meeting():
            fields |= {"topic": told.format, "period": told.date, "place": told.place}
    return Hit(**fields)


def row(hit: Hit, entry: Entry[Any]) -> tuple[object, ...]:
    """The columns by which a hit is found and sorted; empty where nothing is known."""
    moment = valid(entry)
    day = moment.earliest if moment.latest == LAST_DAY else moment.latest
    year = "" if day == LAST_DAY else day[:4]
    return (
        hit.id, hit.sort, hit.topic, hit.stage or "", hit.modality or "", year, int(hit.sure), day,
        hit.words.latest or "", hit.recorded, hit.words.outlet or "", hit.words.report,
        float(hit.amount.low) if hit.amount else None,
    )  # fmt: skip


def body(hit: Hit, entry: Entry[Any]) -> str:
    """What a search looks through."""
    told = entry.statement
    named = (hit.title, getattr(told, "place", None), *getattr(told, "organisations", ()), told.attribution)
    people = (who.name for who in getattr(told, "participants", ()))
    titles = {source.title for source in entry.sources}
    return "\n".join(part for part in (entry.sentence, *named, *people, *titles) if part)
