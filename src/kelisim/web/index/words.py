"""Entries of the ledger as words, amounts and moments of a card."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kelisim.account.histories import Event
from kelisim.account.legal import LegalEvent
from kelisim.account.moments import Moment
from kelisim.ledger.days import LAST_DAY
from kelisim.ledger.query import Entry
from kelisim.model import Figure, Meeting, Undertaking
from kelisim.records import plain
from kelisim.web.index.cards import Amount, Carrier, Other, Said, Step, When, Words


def words(entry: Entry[Any]) -> Words:
    """The words of a statement with its first report."""
    source, evidence = entry.sources[0], entry.statement.evidence
    published = source.published
    return Words(
        id=entry.statement.id,
        head=entry.head,
        sentence=entry.sentence,
        at=evidence.head.start - evidence.start,
        report=source.id,
        source=source.source,
        outlet=source.outlet,
        url=source.url,
        earliest=published.earliest if published else None,
        latest=published.latest if published else None,
        basis=published.basis if published else None,
        text=source.text_hash[:16],
        attribution=entry.statement.attribution,
        more=len(entry.sources) - 1,
    )


def figure_amount(figure: Figure) -> Amount:
    """The number of a figure."""
    return Amount(
        low=plain(figure.low),
        high=plain(figure.high),
        unit=figure.unit,
        per=figure.per,
        qualifier=figure.qualifier,
        measure=figure.measure,
    )


def work_amount(work: Undertaking) -> Amount | None:
    """What an undertaking is worth, where that is told."""
    if work.amount is None:
        return None
    value = plain(work.amount)
    return Amount(low=value, high=value, unit=work.unit or "count", qualifier=work.amount_qualifier or "exact")


def others(entries: Iterable[Entry[Figure]]) -> tuple[Other, ...]:
    """Other numbers for a period, each once with how often it is told."""
    return _each_once((figure_amount(entry.statement), entry) for entry in entries)


def amounts(entries: Iterable[Entry[Undertaking]]) -> tuple[Other, ...]:
    """What an undertaking is worth by every report that says so, each number once with how often it is told."""
    told = ((work_amount(entry.statement), entry) for entry in entries)
    return _each_once((amount, entry) for amount, entry in told if amount)


def _each_once(told: Iterable[tuple[Amount, Entry[Any]]]) -> tuple[Other, ...]:
    found: dict[Amount, list[Entry[Any]]] = {}
    for amount, entry in told:
        found.setdefault(amount, []).append(entry)
    return tuple(Other(amount=amount, words=words(same[0]), texts=len(same)) for amount, same in found.items())


def carriers(entries: Iterable[Entry[Any]]) -> tuple[Carrier, ...]:
    """The reports that tell of a thing, each once, the earliest first; undated ones last."""
    reports = {source.id: source for entry in entries for source in entry.sources}
    found = [
        Carrier(
            report=one.id,
            name=one.title or one.source,
            outlet=one.outlet,
            earliest=one.published.earliest if one.published else None,
            latest=one.published.latest if one.published else None,
            text=one.text_hash[:16],
        )
        for one in reports.values()
    ]
    return tuple(sorted(found, key=lambda one: (one.latest or LAST_DAY, one.report)))


def when(moment: Moment) -> When:
    """A moment of the account."""
    first, last = (None if day == LAST_DAY else day for day in (moment.earliest, moment.latest))
    return When(earliest=first, latest=last, basis=moment.basis)


def step(event: Event | LegalEvent) -> Step:
    """One event of a history."""
    of_paper = event.of_paper if isinstance(event, Event) else False
    return Step(stage=event.stage, when=when(event.moment), of_paper=of_paper, words=words(event.entry))


def said(entry: Entry[Any], inferred: Mapping[str, str]) -> Said:
    """One side of a contradiction; ``inferred`` has periods that are not printed, by the id of the figure."""
    told: Figure | Undertaking | Meeting = entry.statement
    denied = told.polarity == "denied"
    if isinstance(told, Figure):
        known = inferred.get(told.id) if told.period is None else None
        return Said(
            words=words(entry),
            amount=figure_amount(told),
            period=told.period or known,
            inferred=known is not None,
            denied=denied,
        )
    if isinstance(told, Undertaking):
        return Said(words=words(entry), amount=work_amount(told), stage=told.stage, denied=denied)
    return Said(words=words(entry), period=told.date, denied=denied)
