"""The page of a pair of states: series with targets, undertakings by stage, meetings, what is due, contradictions."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from kelisim.account.assessments import assessments
from kelisim.account.snapshots import changes
from kelisim.account.things import Series
from kelisim.model import TRADE, Indicator
from kelisim.presentations.account.lists import change_sections, conflict_rows, follow_up_sections, target_rows
from kelisim.presentations.account.pages import Page, Section, sources_of
from kelisim.presentations.account.rows import meeting_rows, series_row, undertaking_row
from kelisim.presentations.account.standing import Standing
from kelisim.presentations.account.views import asked_for, facts, left_out_notes, sums_section
from kelisim.presentations.headings import name_of, phrase
from kelisim.presentations.views import STAGES

MOST = 8  # rows of a section on a terminal; Markdown, JSON and documents have all
_FIRST: tuple[Indicator, ...] = (*TRADE, "investment", "financing")


def overview(found: Standing, title: str, lang: str) -> Page:
    """Everything of the account in the order in which one asks."""
    sections = tuple(replace(section, most=MOST) for section in _sections(found, lang))
    return Page(title=title, sections=sections, facts=facts(found), notes=left_out_notes(found, lang))


def pair_title(found: Standing, lang: str) -> str:
    """*KZ UZ · as of 2026-06-01*."""
    return asked_for(found, lang)


def _sections(found: Standing, lang: str) -> Iterator[Section]:
    state = found.state
    shown = [series for series in state.account.series if _is_shown(series)]
    rows = tuple(series_row(series, lang) for series in sorted(shown, key=_order))
    rest = sum(len(series.facts) for series in state.account.series) - sum(len(series.facts) for series in shown)
    notes = (f"{phrase('more_figures', lang)}: {rest} (kelisim series)",) if rest else ()
    yield Section(name="series", heading=phrase("view_series", lang), rows=rows, notes=notes)
    yield Section(
        name="targets",
        heading=phrase("view_targets", lang),
        rows=tuple(target_rows(state, lang)),
        shows_quotes=True,
    )
    yield from _stages(found, lang)
    meetings = tuple(meeting_rows(state, found.titles, lang))
    yield Section(name="meetings", heading=phrase("met", lang), rows=meetings)
    yield from follow_up_sections(state, lang)
    conflicts = tuple(conflict_rows(state, lang))
    yield Section(name="conflicts", heading=phrase("view_conflicts", lang), rows=conflicts, shows_quotes=True)


def _stages(found: Standing, lang: str) -> Iterator[Section]:
    """The undertakings of each stage, and their sums."""
    state = found.state
    things = state.account.undertakings
    stages = [stage for stage in STAGES if any(state.histories[thing.id].stage == stage for thing in things)]
    assessed = assessments(state)
    for stage in stages:
        mine = [thing for thing in things if state.histories[thing.id].stage == stage]
        mine.sort(key=lambda thing: (-sources_of(thing.entries), state.histories[thing.id].since, thing.id))
        yield Section(
            name=stage,
            heading=f"{phrase('stages_of', lang)}: {name_of(stage, lang)}",
            rows=tuple(replace(undertaking_row(state, thing, assessed, lang), cells={}) for thing in mine),
        )
    yield from sums_section(found, lang)


def _is_shown(series: Series) -> bool:
    """What is told of once is in `kelisim series`; what flows between the two is shown even so."""
    return series.indicator in _FIRST or len(series.facts) > 1


def _order(series: Series) -> tuple[int, int, str]:
    rank = _FIRST.index(series.indicator) if series.indicator in _FIRST else len(_FIRST)
    return rank, -len(series.facts), series.id


def difference(before: Standing, after: Standing, lang: str) -> Page:
    """What changed between two days."""
    found = changes(before.state, after.state)
    title = f"{phrase('changed', lang)}: {before.state.today} → {after.state.today}"
    return Page(
        title=" · ".join(part for part in (" ".join(after.question.parties), title) if part),
        sections=tuple(change_sections(found, lang)),
        facts={"from": before.state.today, "to": after.state.today, "undated_left_out": after.undated},
        notes=left_out_notes(after, lang),
    )
