"""The page of a pair of states: series with targets, undertakings by stage, meetings, what is due, contradictions."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from kelisim.presentations.account.lists import change_sections, conflict_rows, follow_up_sections, target_rows
from kelisim.presentations.account.pages import Page, Section, sources_of
from kelisim.presentations.account.rows import meeting_rows, series_row, undertaking_row
from kelisim.presentations.account.showing import first_series, is_shown
from kelisim.presentations.account.standing import Changed, Standing
from kelisim.presentations.account.views import asked_for, assessed_of, counted, facts, left_out_notes, sums_section
from kelisim.presentations.headings import name_of, phrase
from kelisim.presentations.views import STAGES

MOST = 8  # rows of a section on a terminal; Markdown, JSON and documents have all

MOST_CHANGES = 25  # of each kind, likewise


def overview(found: Standing, title: str, lang: str) -> Page:
    """Everything of the account in the order in which one asks."""
    return Page(
        title=title,
        sections=counted(_sections(found, lang), found),
        facts=facts(found),
        notes=left_out_notes(found.undated, found.later, lang),
    )


def pair_title(found: Standing, lang: str) -> str:
    """*KZ UZ · as of 2026-06-01*."""
    return asked_for(found, lang)


def _sections(found: Standing, lang: str) -> Iterator[Section]:
    state = found.state
    shown = [series for series in state.account.series if is_shown(series.indicator, len(series.facts))]
    shown.sort(key=lambda series: first_series(series.indicator, len(series.facts), series.id))
    rows = tuple(series_row(series, found.grades, lang) for series in shown)
    rest = found.shown.counts["more_figures"]
    notes = (f"{phrase('more_figures', lang)}: {rest} (kelisim series)",) if rest else ()
    yield Section(name="series", heading=phrase("view_series", lang), rows=rows, notes=notes)
    yield Section(
        name="targets",
        heading=phrase("view_targets", lang),
        rows=tuple(target_rows(state, lang)),
        shows_quotes=True,
    )
    yield from _stages(found, lang)
    meetings = tuple(meeting_rows(found, lang))
    yield Section(name="meetings", heading=phrase("met", lang), rows=meetings)
    at = found.choice.shelf.at
    if at is None or at.line != "happened":  # what had happened was not known yet, so nobody could ask about it
        yield from follow_up_sections(state, lang)
    conflicts = tuple(conflict_rows(state, lang))
    yield Section(name="conflicts", heading=phrase("view_conflicts", lang), rows=conflicts, shows_quotes=True)


def _stages(found: Standing, lang: str) -> Iterator[Section]:
    """The undertakings of each stage, and their sums."""
    state = found.state
    things = state.account.undertakings
    stages = [stage for stage in STAGES if any(state.histories[thing.id].stage == stage for thing in things)]
    assessed = assessed_of(found)
    for stage in stages:
        mine = [thing for thing in things if state.histories[thing.id].stage == stage]
        mine.sort(key=lambda thing: (-sources_of(thing.entries), state.histories[thing.id].since, thing.id))
        yield Section(
            name=stage,
            heading=f"{phrase('stages_of', lang)}: {name_of(stage, lang)}",
            rows=tuple(replace(undertaking_row(state, thing, assessed, lang), cells={}) for thing in mine),
        )
    yield from sums_section(found, lang)


def difference(found: Changed, parties: tuple[str, ...], lang: str) -> Page:
    """What changed between two days."""
    before, after = found.days
    title = f"{phrase('changed', lang)}: {before} → {after}"
    sections = change_sections(found.changes, lang)
    return Page(
        title=" · ".join(part for part in (" ".join(parties), title) if part),
        sections=tuple(replace(one, most=found.most, total=found.counts[one.name]) for one in sections),
        facts={"from": before, "to": after, "undated_left_out": found.undated},
        notes=left_out_notes(found.undated, 0, lang),
    )
