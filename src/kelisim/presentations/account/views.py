"""The pages that commands print, each made of what stands on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from kelisim.account.assessments import Assessed, assessments
from kelisim.account.sums import LEFT_OUT, Item, Sums
from kelisim.presentations.account.lists import (
    check_rows,
    conflict_rows,
    follow_up_sections,
    sum_text,
    target_rows,
)
from kelisim.presentations.account.naming import SHORT_ID, called
from kelisim.presentations.account.pages import Page, Row, Section
from kelisim.presentations.account.rows import meeting_rows, series_rows, undertaking_rows
from kelisim.presentations.account.standing import Standing
from kelisim.presentations.amounts import amount_of, bounded
from kelisim.presentations.headings import name_of, phrase

MOST = 200  # rows of a section on a terminal; the other formats have all
_LINES = 24  # undertakings that a terminal names of a sum
_WITHOUT_AMOUNT = 8  # undertakings without an amount that a terminal names below the sums
Sections = Callable[[Standing, str], Iterator[Section]]


def page(view: str, found: Standing, lang: str) -> Page:
    """The page of a view: one of `SECTIONS`."""
    return Page(
        title=f"{phrase('view_' + view.replace('-', '_'), lang)} · {asked_for(found, lang)}",
        sections=counted(SECTIONS[view](found, lang), found),
        facts=facts(found),
        notes=left_out_notes(found.undated, found.later, lang),
    )


def asked_for(found: Standing, lang: str) -> str:
    """What a page is about: *KZ UZ · transport · since 2024-01-01 · as of 2026-06-01*."""
    asked = found.question
    least = f"{phrase('at_least_worth', lang)} {amount_of(asked.min_amount, 'count', lang)}" if asked.min_amount else ""
    days = (("since_day", asked.since), ("until_day", asked.until), ("as_of", found.state.today))
    about = (
        " ".join(asked.parties) or phrase("all_parties", lang),
        ", ".join(name_of(code, lang) for code in asked.sectors),
        asked.organisation,
        least,
        *(f"{phrase(name, lang)} {day}" for name, day in days if day),
    )
    return " · ".join(part for part in about if part)


def counted(sections: Iterable[Section], found: Standing) -> tuple[Section, ...]:
    """The sections with the rows that they would have in all, and how many of them stand on a terminal."""
    counts = found.shown.counts
    return tuple(replace(one, most=found.most, total=counts.get(one.name, len(one.rows))) for one in sections)


def assessed_of(found: Standing) -> Assessed:
    """What is to be thought of the undertakings that are shown."""
    shown = found.choice.shelf.undertakings(thing.id for thing in found.state.account.undertakings)
    return Assessed(assessments(shown, found.choice.sums), found.titles)


def facts(found: Standing) -> dict[str, Any]:
    """What holds for the whole page: for programs, so that a page for people goes without."""
    if found.most is not None:
        return {}
    added = found.choice.sums
    return {
        "today": found.state.today,
        "parties": list(found.question.parties),
        "undated_left_out": found.undated,
        "later_left_out": found.later,
        "totals": [
            {
                "unit": total.unit,
                "value": total.value,
                "at_least": total.at_least,
                "counted": [item.id for item in total.counted],
            }
            for total in added.totals
        ],
        "not_in_totals": [{"id": item.id, "reason": item.left_out} for item in added.left_out],
    }


def left_out_notes(undated: int, later: int, lang: str) -> tuple[str, ...]:
    """How many reports are not counted: those that a look back cannot place, those of a later day."""
    unplaced = f"{phrase('undated_left_out', lang)}: {undated}" if undated else ""
    newer = f"{phrase('later_left_out', lang)}: {later} (--later)" if later else ""
    return tuple(note for note in (unplaced, newer) if note)


def _undertakings(found: Standing, lang: str) -> Iterator[Section]:
    rows = tuple(undertaking_rows(found.state, assessed_of(found), lang))
    yield Section(name="undertakings", heading=phrase("stages", lang), rows=rows)
    yield from sums_section(found, lang)


def sums_section(found: Standing, lang: str) -> Iterator[Section]:
    """What the undertakings are worth by currency, with what is in each sum, and what is left out and why."""
    rows = tuple(_sum_rows(found.choice.sums, found.most is not None, lang))
    if rows:
        yield Section(name="sums", heading=phrase("sums", lang), rows=rows)


def _sum_rows(added: Sums, short: bool, lang: str) -> Iterator[Row]:
    """A row a currency with what is in its sum, then a row a reason with what is in none.

    A ``short`` row says how many there are, but has only the lines that stand on a terminal.
    """
    for total in added.totals:
        amount = sum_text(total.value, total.unit, total.at_least, lang)
        yield _sum_row(f"{phrase('sum', lang)} {amount}", total.counted, (_LINES, short), lang)
    for reason, _ in LEFT_OUT:
        items = [item for item in added.left_out if item.left_out == reason]
        if items:
            most = _WITHOUT_AMOUNT if reason == "no_amount" else _LINES
            yield _sum_row(f"{phrase('not_in_sum', lang)}, {phrase('out_' + reason, lang)}", items, (most, short), lang)


def _sum_row(title: str, items: Sequence[Item], most: tuple[int, bool], lang: str) -> Row:
    told = items[: most[0]] if most[1] else items
    lines = tuple(_item(item, lang) for item in told)
    return Row(
        records=(), title=f"{title} ({len(items)})", lines=lines, most=most[0], lines_more=len(items) - len(told)
    )


def _item(item: Item, lang: str) -> str:
    amount = ""
    if item.amount is not None:
        amount = f", {bounded(amount_of(item.amount, item.unit or 'count', lang), item.qualifier, lang)}"
    return f"{called(item.words)}{amount} [{item.id[:SHORT_ID]}]"


def _series(found: Standing, lang: str) -> Iterator[Section]:
    yield Section(
        name="series", heading=phrase("view_series", lang), rows=tuple(series_rows(found.state, found.grades, lang))
    )


def _targets(found: Standing, lang: str) -> Iterator[Section]:
    rows = tuple(target_rows(found.state, lang))
    yield Section(name="targets", heading=phrase("view_targets", lang), rows=rows, shows_quotes=True)


def _meetings(found: Standing, lang: str) -> Iterator[Section]:
    rows = tuple(meeting_rows(found, lang))
    yield Section(name="meetings", heading=phrase("met", lang), rows=rows)


def _conflicts(found: Standing, lang: str) -> Iterator[Section]:
    rows = tuple(conflict_rows(found.state, lang))
    yield Section(name="conflicts", heading=phrase("view_conflicts", lang), rows=rows, shows_quotes=True)
    rows = tuple(check_rows(found.state, lang))
    yield Section(name="checks", heading=phrase("checks", lang), rows=rows, shows_quotes=True)


SECTIONS: dict[str, Sections] = {
    "undertakings": _undertakings,
    "series": _series,
    "targets": _targets,
    "follow-up": lambda found, lang: follow_up_sections(found.state, lang),
    "conflicts": _conflicts,
    "meetings": _meetings,
}
