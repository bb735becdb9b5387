"""Rows of what is to be looked at: targets, follow-up, contradictions, checks, changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from kelisim.account.arithmetic import percent
from kelisim.account.conflicts import Conflict
from kelisim.account.follow_up import CALLS, FollowUp, order
from kelisim.account.levels import Level
from kelisim.account.snapshots import CHANGES, Change
from kelisim.account.states import State
from kelisim.account.targets import Target
from kelisim.account.things import Series
from kelisim.ledger.query import Entry
from kelisim.model import Figure, Undertaking
from kelisim.presentations.account.naming import SHORT_ID, named, title_of
from kelisim.presentations.account.pages import Row, Section, quote, quoted
from kelisim.presentations.account.rows import moment_text, parties_of, series_name
from kelisim.presentations.amounts import amount_of, figure_amount, in_language, undertaking_amount
from kelisim.presentations.headings import headings, name_of, phrase


def target_rows(state: State, lang: str) -> Iterator[Row]:
    """The targets of all series by deadline, those without one last."""
    found = [(series, target) for series in state.account.series for target in state.targets[series.id]]
    found.sort(key=lambda item: (item[1].deadline is None, item[1].deadline or "", item[0].id))
    for series, target in found:
        yield target_row(series, target, lang)


def target_row(series: Series, target: Target, lang: str) -> Row:
    """A target with its levels and sums."""
    figure = target.entries[0].statement
    due = f" {phrase('by_day', lang)} {target.deadline}" if target.deadline else f", {phrase('no_deadline', lang)}"
    levels = (("latest_level", target.latest), ("so_far", target.so_far), ("baseline", target.baseline))
    told = [f"{phrase(name, lang)} {_level_text(level, lang)}" for name, level in levels if level]
    slip = [f"{phrase('restated', lang)}: {name_of(target.slip, lang)}"] if target.slip else []
    before = [f"{phrase('before', lang)}: {_aim_text(entry, lang)}" for entry in target.restated]
    return Row(
        records=(_target_record(series, target),),
        title=f"{series_name(series, lang)}: {figure_amount(figure, lang)}{due}: {_stands(target, lang)}",
        lines=tuple(
            line
            for line in (", ".join(told), *(_sum_in(line, lang) for line in target.arithmetic), *slip, *before)
            if line
        ),
        quotes=tuple(
            quote(entry, lang) for entry in sorted(target.entries, key=lambda e: e.statement.period is None)[:1]
        ),
    )


def _stands(target: Target, lang: str) -> str:
    """The verdict; of a target without a deadline that has not been met that it cannot be judged."""
    undated = target.verdict == "no_report" and target.due_year is None
    return phrase("not_to_judge", lang) if undated else name_of(target.verdict, lang)


def _sum_in(line: str, lang: str) -> str:
    """A sum with its words and numbers in the language of the page."""
    words = headings().sums
    spoken = re.sub("|".join(map(re.escape, words)), lambda found: words[found[0]].speak(lang), line)
    return in_language(spoken, lang)


def _level_text(level: Level, lang: str) -> str:
    others = ", ".join(dict.fromkeys(figure_amount(entry.statement, lang) for entry in level.against))
    disputed = f"; {phrase('disputed', lang)}: {phrase('against', lang)} {others}" if others else ""
    return f"{figure_amount(level.entry.statement, lang)} ({level.period}{disputed})"


def _aim_text(entry: Entry[Figure], lang: str) -> str:
    period = entry.statement.period
    return figure_amount(entry.statement, lang) + (f" ({period})" if period else "")


def _target_record(series: Series, target: Target) -> dict[str, Any]:
    return {
        "series": series.id,
        "indicator": series.indicator,
        "parties": list(series.parties),
        "item": series.item,
        "value": target.value,
        "unit": series.unit,
        "deadline": target.deadline,
        "verdict": target.verdict,
        "needed_percent_a_year": _percent(target.needed),
        "made_percent_a_year": _percent(target.made),
        "slip": target.slip,
        **_level_record("latest", target.latest),
        **_level_record("so_far", target.so_far),
        **_level_record("baseline", target.baseline),
        "arithmetic": list(target.arithmetic),
        "told": [quoted(entry) for entry in target.entries],
        "restated": [quoted(entry) for entry in target.restated],
    }


def _level_record(name: str, level: Level | None) -> dict[str, Any]:
    return {
        f"{name}_value": level.value if level else None,
        f"{name}_period": level.period if level else None,
        f"{name}_disputed": level.disputed if level else None,
        f"{name}_told": quoted(level.entry) if level else None,
    }


def _percent(rate: Decimal | None) -> Decimal | None:
    return None if rate is None else percent(rate)


def follow_up_sections(state: State, lang: str) -> Iterator[Section]:
    """What is to be asked about, a section for each reason, the most urgent first; each undertaking stands once."""
    rows = sorted((row for row in state.follow_ups.values() if row.calls), key=order)
    for call, _ in CALLS:
        found = tuple(_follow_up_row(row, lang) for row in rows if row.calls[0] == call)
        if found:
            yield Section(name=call, heading=_upper(phrase(call, lang)), rows=found)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _follow_up_row(row: FollowUp, lang: str) -> Row:
    thing, told = row.thing, row.history
    slipped = f" ({phrase('slipped', lang)})" if row.slipped else ""
    parts = [
        " ".join(parties_of(thing)),
        f"{name_of(told.stage, lang)}, {moment_text(told.since, lang)}",
        f"{phrase('due', lang)} {row.deadline}{slipped}" if row.deadline else "",
        f"{phrase('last_heard', lang)} {told.silent_since}" if told.silent_since else "",
        name_of(row.verdict, lang),
        *(phrase(call, lang).lower() for call in row.calls[1:]),
    ]
    return Row(
        records=(
            {
                "id": thing.id,
                "title": title_of(thing),
                "parties": list(parties_of(thing)),
                "stage": told.stage,
                "deadline": row.deadline,
                "slipped": row.slipped,
                "silent_since": told.silent_since,
                "verdict": row.verdict,
                "calls": list(row.calls),
                "told": [quoted(event.entry) for event in told.events],
            },
        ),
        title=f"{title_of(thing)} [{thing.id[:SHORT_ID]}]",
        lines=(" · ".join(part for part in parts if part),),
        quotes=tuple(quote(event.entry, lang) for event in told.events[-1:]),
    )


def conflict_rows(state: State, lang: str) -> Iterator[Row]:
    """The contradictions, each with all its quotes."""
    for conflict in state.conflicts:
        yield conflict_row(conflict, lang)


def conflict_row(conflict: Conflict, lang: str) -> Row:
    """One contradiction: what kind, about what, the sum, and every statement in it."""
    return Row(
        records=(
            {
                "kind": conflict.kind,
                "about": conflict.about,
                "parties": list(conflict.parties),
                "why": conflict.why,
                "told": [quoted(entry) for entry in conflict.entries],
            },
        ),
        title=f"{name_of(conflict.kind, lang)}: {_about(conflict.entries[0], lang)}, {' '.join(conflict.parties)}",
        lines=(_sum_in(conflict.why, lang),) if conflict.why else (),
        quotes=tuple(quote(entry, lang) for entry in conflict.entries),
    )


def check_rows(state: State, lang: str) -> Iterator[Row]:
    """Every check that was made, also those that come out."""
    for check in state.checks:
        yield Row(
            records=(
                {
                    "kind": check.kind,
                    "outcome": check.outcome,
                    "arithmetic": check.arithmetic,
                    "told": [quoted(entry) for entry in check.entries],
                },
            ),
            title=f"{name_of(check.kind, lang)}: {_about(check.entries[0], lang)}: {name_of(check.outcome, lang)}",
            lines=(_sum_in(check.arithmetic, lang),),
            quotes=tuple(quote(entry, lang) for entry in check.entries),
        )


def change_sections(found: tuple[Change, ...], lang: str) -> Iterator[Section]:
    """What changed, a section for each kind."""
    for kind, _ in CHANGES:
        rows = tuple(_change_row(change, lang) for change in found if change.kind == kind)
        if rows:
            yield Section(name=kind, heading=phrase(kind, lang), rows=rows)


def _change_row(change: Change, lang: str) -> Row:
    figure = isinstance(change.entries[0].statement, Figure) and change.kind in ("new_figure", "gone")
    sides = [] if figure else [_sum_in(name_of(side, lang), lang) for side in (change.before, change.after) if side]
    return Row(
        records=(
            {
                "change": change.kind,
                "about": change.about,
                "title": change.title,
                "parties": list(change.parties),
                "before": change.before or None,
                "after": change.after or None,
                "told": [quoted(entry) for entry in change.entries],
            },
        ),
        title=f"{_changed(change, lang)}, {' '.join(change.parties)} [{change.about[:SHORT_ID]}]",
        lines=(" → ".join(sides),) if sides else (),
        quotes=tuple(quote(entry, lang) for entry in change.entries),
    )


def _changed(change: Change, lang: str) -> str:
    """What has changed, in few words."""
    entry = change.entries[0]
    if isinstance(entry.statement, Undertaking) and change.kind not in ("new_conflict", "settled_conflict"):
        return named(entry)
    if change.kind in ("new_conflict", "settled_conflict"):
        return f"{name_of(change.title, lang)}: {_about(entry, lang)}"
    return _about(entry, lang) if change.kind in ("new_figure", "gone") else name_of(change.title, lang)


def _about(entry: Entry[Any], lang: str) -> str:
    """What a statement is about in few words."""
    told = entry.statement
    if isinstance(told, Figure):
        period = f" ({told.period})" if told.period else ""
        return f"{name_of(told.indicator, lang)} {figure_amount(told, lang)}{period}"
    if isinstance(told, Undertaking):
        amount = undertaking_amount(told, lang)
        return named(entry) + (f" ({amount})" if amount else "")
    return name_of(told.format, lang)


def sum_text(value: Decimal, unit: str, at_least: bool, lang: str) -> str:
    """A total with its bound."""
    amount = amount_of(value, unit, lang)
    return f"{name_of('at_least', lang)} {amount}" if at_least else amount
