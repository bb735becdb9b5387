"""Rows of undertakings, series and meetings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kelisim.account.assessments import Assessed
from kelisim.account.histories import Event, History
from kelisim.account.legal import legal_events, legal_stage
from kelisim.account.moments import Moment
from kelisim.account.outlines import held_on
from kelisim.account.states import State
from kelisim.account.statuses import aiddata_status, dates, iati_status
from kelisim.account.sums import valuing
from kelisim.account.things import Encounter, Fact, Grade, Series, Thing
from kelisim.ledger.query import FigureEntry
from kelisim.presentations.account.assessed import (
    assessment_cells,
    assessment_line,
    assessment_record,
    grade_record,
    membership_lines,
)
from kelisim.presentations.account.naming import SHORT_ID, title_of
from kelisim.presentations.account.pages import Row, quote, quoted, sources_of
from kelisim.presentations.account.showing import descending
from kelisim.presentations.amounts import figure_amount, ordinal_of, undertaking_amount
from kelisim.presentations.headings import name_of, phrase
from kelisim.presentations.views import INDICATORS, STAGES

if TYPE_CHECKING:
    from kelisim.presentations.account.standing import Standing


def parties_of(thing: Thing | Encounter) -> tuple[str, ...]:
    """All parties that some report names."""
    return tuple(sorted({party for entry in thing.entries for party in entry.statement.parties}))


def moment_text(moment: Moment, lang: str) -> str:
    """A day as it is known: the day, *until* the day of the report, or that it is not known."""
    if not moment.is_dated:
        return phrase("undated", lang)
    if moment.basis == "published":
        return f"{phrase('by_day', lang)} {moment.latest}"
    if moment.earliest[:4] != moment.latest[:4] or moment.earliest == moment.latest:
        return moment.earliest if moment.earliest == moment.latest else f"{moment.earliest}/{moment.latest}"
    return _shortest(moment)


def _shortest(moment: Moment) -> str:
    """A whole year by its number, a whole month by year and month."""
    if moment.earliest[5:] == "01-01" and moment.latest[5:] == "12-31":
        return moment.earliest[:4]
    if moment.earliest[:7] == moment.latest[:7]:
        return moment.earliest[:7]
    return f"{moment.earliest}/{moment.latest}"


def undertaking_rows(state: State, assessed: Assessed, lang: str) -> Iterator[Row]:
    """The undertakings by stage, the latest first; what is only undated comes last in its stage."""

    def order(thing: Thing) -> tuple[int, bool, str, str]:
        told = state.histories[thing.id]
        return STAGES.index(told.stage), not told.since.is_dated, descending(told.since.latest), thing.id

    for thing in sorted(state.account.undertakings, key=order):
        yield undertaking_row(state, thing, assessed, lang)


def undertaking_row(state: State, thing: Thing, assessed: Assessed, lang: str) -> Row:
    """One undertaking with its history, its grades, its members; ``assessed`` are all undertakings of the page."""
    mine = assessed.of[thing.id]
    told, asked = state.histories[thing.id], state.follow_ups[thing.id]
    valued = valuing(thing)
    amount = undertaking_amount(valued.statement, lang) if valued else ""
    due = f", {phrase('due', lang)} {asked.deadline}" if asked.deadline and not told.is_over else ""
    legal = legal_stage(legal_events(told))
    since = moment_text(told.since, lang)
    stage = name_of(told.stage, lang) + (f" ({phrase('dormant', lang)})" if told.dormant else "")
    parties = " ".join(parties_of(thing))
    about = " · ".join(part for part in (parties, since + due, amount, name_of(legal, lang)) if part)
    return Row(
        records=(_undertaking_record(state, thing) | assessment_record(mine, thing),),
        title=f"{title_of(thing)} [{thing.id[:SHORT_ID]}]",
        lines=(
            about,
            assessment_line(mine, lang),
            *membership_lines(assessed.titles, thing, mine.package, lang),
            *history_lines(told, lang),
        ),
        cells={
            "stage": f"{stage}, {since}{due}",
            "title": title_of(thing),
            "parties": parties,
            "amount": amount,
            **assessment_cells(mine, lang),
            "id": thing.id[:SHORT_ID],
        },
        quotes=tuple(quote(event.entry, lang) for event in told.events),
    )


def history_lines(told: History, lang: str) -> tuple[str, ...]:
    """The events of a history, where there is more than one."""
    if len(told.events) < 2:
        return ()
    return tuple(event_line(event, lang) for event in told.events)


def event_line(event: Event, lang: str) -> str:
    """A stage with its day and the words for it."""
    paper = f" ({name_of('agreement', lang)})" if event.of_paper else ""
    return f"{moment_text(event.moment, lang)}: {name_of(event.stage, lang)}{paper} «{event.entry.head}»"


def _undertaking_record(state: State, thing: Thing) -> dict[str, Any]:
    told, asked = state.histories[thing.id], state.follow_ups[thing.id]
    legal = legal_events(told)
    valued = valuing(thing)
    named: dict[str, str] = {}
    for day in dates(told):
        named[day.type] = day.day  # of several planned days the last one
    return {
        "id": thing.id,
        "title": title_of(thing),
        "kind": next((e.entry.statement.kind for e in told.events if not e.of_paper), "agreement"),
        "stage": told.stage,
        "since": told.since.latest if told.since.is_dated else None,
        "since_basis": told.since.basis,
        "legal_stage": legal_stage(legal),
        "iati_status": iati_status(told, legal_stage(legal)),
        "aiddata_status": aiddata_status(told),
        **{type: named.get(type) for type in ("planned_start", "actual_start", "planned_end", "actual_end")},
        "parties": list(parties_of(thing)),
        "organisations": sorted({name for entry in thing.entries for name in entry.statement.organisations}),
        "sectors": sorted({code for entry in thing.entries for code in entry.statement.sectors}),
        "place": next((entry.statement.place for entry in thing.entries if entry.statement.place), None),
        "amount": valued.statement.amount if valued else None,
        "unit": valued.statement.unit if valued else None,
        "amount_qualifier": valued.statement.amount_qualifier if valued else None,
        "deadline": asked.deadline,
        "slipped": asked.slipped,
        "verdict": asked.verdict,
        "calls": list(asked.calls),
        "silent_since": told.silent_since,
        "dormant": told.dormant,
        "package": thing.package,
        "parts": list(thing.parts),
        "aliases": list(thing.aliases),
        "texts": sources_of(thing.entries),
        "events": [_event_record(event) for event in told.events],
        "denied": [quoted(entry) for entry in told.denied],
        "legal_events": [{"stage": event.stage, **quoted(event.entry)} for event in legal],
    }


def _event_record(event: Event) -> dict[str, Any]:
    moment = event.moment
    days = {"earliest": moment.earliest, "latest": moment.latest} if moment.is_dated else {}
    return {
        "stage": event.stage,
        "of_paper": event.of_paper,
        "earliest": None,
        "latest": None,
        **days,
        "basis": moment.basis,
        **quoted(event.entry),
    }


def series_rows(state: State, grades: Mapping[str, Grade], lang: str) -> Iterator[Row]:
    """The series by indicator, those with most facts first; each with its points by period, and their ``grades``."""

    def order(series: Series) -> tuple[int, tuple[str, ...], int, str]:
        return INDICATORS.index(series.indicator), series.parties, -len(series.facts), series.id

    for series in sorted(state.account.series, key=order):
        yield series_row(series, grades, lang)


def series_row(series: Series, grades: Mapping[str, Grade], lang: str) -> Row:
    """A series with its points."""
    shown = [(fact.period or phrase("undated", lang), fact, fact.entries[0]) for fact in series.facts]
    width = max(len(period) for period, _, _ in shown)
    return Row(
        records=tuple(_fact_record(series, fact) | grade_record(grades.get(fact.id)) for fact in series.facts),
        title=series_name(series, lang),
        lines=tuple(f"{period:{width}}  {point_text(fact, lang)}" for period, fact, _ in shown),
        quotes=tuple(quote(entry, lang) for _, _, entry in shown),
    )


def series_name(series: Series, lang: str) -> str:
    """*trade turnover, KZ UZ*: what is measured between whom."""
    kind = "" if series.measure == "level" else f" ({name_of(series.measure, lang)})"
    item = f": {series.item}" if series.item else ""
    way = f"{series.origin} → {series.destination}" if series.origin and series.destination else ""
    return f"{name_of(series.indicator, lang)}{kind}{item}, {way or ' '.join(series.parties)}"


def point_text(fact: Fact, lang: str) -> str:
    """The value of a fact, what it is if not a fact told, and what other reports say of it."""
    figure = fact.entries[0].statement
    notes = [name_of(figure.modality, lang)] if figure.modality != "actual" else []
    others: tuple[tuple[str, tuple[FigureEntry, ...]], ...] = (
        ("revised", fact.vintages),
        ("against", fact.contradictions),
    )
    for name, entries in others:
        if entries:
            values = ", ".join(dict.fromkeys(figure_amount(entry.statement, lang) for entry in entries))
            notes.append(f"{phrase(name, lang)} {values}")
    texts = sources_of(fact.entries)
    if texts > 1:
        notes.append(f"{texts} {phrase('texts', lang)}")
    told = f" ({'; '.join(notes)})" if notes else ""
    return f"{figure_amount(figure, lang)}{told} [{figure.id[:SHORT_ID]}]"


def _fact_record(series: Series, fact: Fact) -> dict[str, Any]:
    figure = fact.entries[0].statement
    return {
        "series": series.id,
        "indicator": series.indicator,
        "measure": series.measure,
        "parties": list(series.parties),
        "from": series.origin,
        "to": series.destination,
        "item": series.item,
        "id": fact.id,
        "period": fact.period,
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "per": figure.per,
        "qualifier": figure.qualifier,
        "modality": figure.modality,
        "part_of_period": fact.part_of_period,
        "texts": sources_of(fact.entries),
        "told": [quoted(entry) for entry in fact.entries],
        "vintages": [quoted(entry) for entry in fact.vintages],
        "contradictions": [quoted(entry) for entry in fact.contradictions],
    }


def meeting_rows(found: Standing, lang: str) -> Iterator[Row]:
    """The meetings by day, undated ones last, with the undertakings that came of them."""

    def order(meeting: Encounter) -> tuple[bool, str, str]:
        date = held_on(meeting)
        return date is None, date or "", meeting.id

    for meeting in sorted(found.state.account.meetings, key=order):
        yield _meeting_row(found, meeting, lang)


def _meeting_row(found: Standing, meeting: Encounter, lang: str) -> Row:
    state, titles = found.state, found.titles
    first = meeting.entries[0].statement
    place = next((entry.statement.place for entry in meeting.entries if entry.statement.place), None)
    ordinal = f"{ordinal_of(first.ordinal, lang)} " if first.ordinal else ""
    date = held_on(meeting)
    named = (
        date or phrase("undated", lang),
        ordinal + name_of(first.format, lang),
        place,
        " ".join(parties_of(meeting)),
    )
    outcomes = [id for id in meeting.outcomes if id in titles]
    return Row(
        records=(
            {
                "id": meeting.id,
                "date": date,
                "format": first.format,
                "ordinal": first.ordinal,
                "place": place,
                "parties": list(parties_of(meeting)),
                "participants": sorted({who.name for e in meeting.entries for who in e.statement.participants}),
                "texts": sources_of(meeting.entries),
                **grade_record(found.grades.get(meeting.id)),
                "outcomes": [{"id": id, "title": titles[id], "stage": _stage_of(state, id)} for id in outcomes],
                "told": [quoted(entry) for entry in meeting.entries],
            },
        ),
        title=" · ".join(part for part in named if part),
        lines=tuple(_outcome(state, id, titles[id], lang) for id in outcomes),
        quotes=tuple(quote(entry, lang) for entry in meeting.entries),
    )


def _outcome(state: State, id: str, title: str, lang: str) -> str:
    stage = _stage_of(state, id)
    return f"→ {title}{f' ({name_of(stage, lang)})' if stage else ''} [{id[:SHORT_ID]}]"


def _stage_of(state: State, id: str) -> str | None:
    return state.histories[id].stage if id in state.histories else None
