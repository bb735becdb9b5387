"""The pages that commands print, each made of what stands on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from kelisim.account.sums import Item, Sums, sums
from kelisim.presentations.account.lists import (
    check_rows,
    conflict_rows,
    follow_up_sections,
    sum_text,
    target_rows,
)
from kelisim.presentations.account.pages import Page, Section
from kelisim.presentations.account.rows import meeting_rows, series_rows, title_of, undertaking_rows
from kelisim.presentations.account.standing import Standing
from kelisim.presentations.amounts import undertaking_amount
from kelisim.presentations.headings import phrase

MOST = 200  # rows of a section on a terminal; the other formats have all
_NAMED = 20  # undertakings that a line of sums names; JSON has all
Sections = Callable[[Standing, str], Iterator[Section]]


def page(view: str, found: Standing, lang: str) -> Page:
    """The page of a view: one of `SECTIONS`."""
    asked = found.question
    about = [" ".join(asked.parties), f"{phrase('as_of', lang)} {found.state.today}"]
    return Page(
        title=f"{phrase('view_' + view.replace('-', '_'), lang)} · {' · '.join(part for part in about if part)}",
        sections=tuple(replace(section, most=MOST) for section in SECTIONS[view](found, lang)),
        facts=facts(found),
        notes=left_out_notes(found, lang),
    )


def facts(found: Standing) -> dict[str, Any]:
    """What holds for the whole page."""
    added = sums(found.state.account.undertakings, found.state.histories)
    return {
        "today": found.state.today,
        "parties": list(found.question.parties),
        "undated_left_out": found.undated,
        "totals": [
            {
                "unit": total.unit,
                "value": total.value,
                "at_least": total.at_least,
                "counted": [item.thing.id for item in total.counted],
            }
            for total in added.totals
        ],
        "not_in_totals": [{"id": item.thing.id, "reason": item.left_out} for item in added.left_out],
    }


def left_out_notes(found: Standing, lang: str) -> tuple[str, ...]:
    """What a look back cannot place."""
    return (f"{phrase('undated_left_out', lang)}: {found.undated}",) if found.undated else ()


def _undertakings(found: Standing, lang: str) -> Iterator[Section]:
    rows = tuple(undertaking_rows(found.state, lang))
    yield Section(name="undertakings", heading=phrase("stages", lang), rows=rows)
    yield sums_section(found, lang)


def sums_section(found: Standing, lang: str) -> Section:
    """What the undertakings are worth by currency, with what is in each sum, and what is left out and why."""
    added = sums(found.state.account.undertakings, found.state.histories)
    return Section(name="sums", heading=phrase("sums", lang), rows=(), notes=tuple(_sum_lines(added, lang)))


def _sum_lines(added: Sums, lang: str) -> Iterator[str]:
    for total in added.totals:
        amount = sum_text(total.value, total.unit, total.at_least, lang)
        yield f"{phrase('sum', lang)} {amount}: {_items(total.counted, lang)}"
    reasons: dict[str, list[Item]] = {}
    for item in added.left_out:
        reasons.setdefault(item.left_out or "", []).append(item)
    for reason, items in reasons.items():
        named = "" if reason == "no_amount" else f": {_items(items, lang)}"
        yield f"{phrase('not_in_sum', lang)}, {phrase('out_' + reason, lang)} ({len(items)}){named}"


def _items(items: Sequence[Item], lang: str) -> str:
    more = [f"… {len(items) - _NAMED}"] if len(items) > _NAMED else []
    return "; ".join([*(_item(item, lang) for item in items[:_NAMED]), *more])


def _item(item: Item, lang: str) -> str:
    amount = undertaking_amount(item.entry.statement, lang) if item.entry else ""
    return f"{title_of(item.thing)}{f' ({amount})' if amount else ''}"


def _series(found: Standing, lang: str) -> Iterator[Section]:
    yield Section(name="series", heading=phrase("view_series", lang), rows=tuple(series_rows(found.state, lang)))


def _targets(found: Standing, lang: str) -> Iterator[Section]:
    rows = tuple(target_rows(found.state, lang))
    yield Section(name="targets", heading=phrase("view_targets", lang), rows=rows, shows_quotes=True)


def _meetings(found: Standing, lang: str) -> Iterator[Section]:
    rows = tuple(meeting_rows(found.state, found.titles, lang))
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
