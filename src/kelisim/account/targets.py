"""What was promised of a series, and how far it has come: target, baseline, latest level, growth needed.

    target 10 bn USD for 2030; latest level 4.4 bn USD for 2023
    growth needed: (10 / 4.4)^(1 / 7) - 1 = 12.4 % a year

The growth needed is the compound annual rate between two years. Nothing is estimated beyond that arithmetic; the
verdict says which numbers it compares.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from kelisim.account.arithmetic import in_one_scale, percent
from kelisim.account.levels import Level, levels, statements_of
from kelisim.account.moments import reported
from kelisim.account.things import Fact, Series
from kelisim.ledger.days import LAST_DAY, bounds
from kelisim.ledger.query import FigureEntry

Verdict = Literal["met", "on_course", "behind", "missed", "no_report"]
# Each verdict with what it means; the first that holds is given. `docs/account.md` shows this table.
VERDICTS: tuple[tuple[Verdict, str], ...] = (
    ("met", "a level up to the deadline reaches the target: level >= target"),
    ("missed", "the deadline has passed, and the level of its year is below the target"),
    ("no_report", "the deadline has passed without a level of its year; or no two levels are known, or no deadline"),
    ("on_course", "growth made a year >= growth needed a year"),
    ("behind", "growth made a year < growth needed a year"),
)
# What is planned of single works: how long, how large, how many. No series is steered by it.
_OF_WORKS = ("undertaking_value", "agreement_count", "project_count", "capacity", "length", "duration", "other")
# The bounds with which a number is reached: «über 4 Mrd.» reaches 4, «fast 4 Mrd.» does not.
_REACHES = ("exact", "over", "at_least", "about")


class Target(Struct, frozen=True, kw_only=True):
    """One target of a series: what all statements of it say, and how it stands on a day.

    ``restated`` are earlier wordings with another number or date, the oldest first; ``slip`` says what became of them.
    ``baseline`` is the level the target was set from, ``latest`` the last whole year's, ``so_far`` that of a later year
    which is not over. ``needed`` and ``made`` are growth rates a year (0.124 is 12.4 %), None where levels are missing.
    """

    value: Decimal
    deadline: str | None
    entries: tuple[FigureEntry, ...]
    restated: tuple[FigureEntry, ...]
    slip: Literal["later", "lower", "higher", "sooner"] | None
    baseline: Level | None
    latest: Level | None
    so_far: Level | None
    needed: Decimal | None
    made: Decimal | None
    verdict: Verdict
    due_year: int | None
    arithmetic: tuple[str, ...]


def targets(series: Series, today: str, started: Mapping[str, str]) -> tuple[Target, ...]:
    """The targets of ``series`` by deadline as they stand on ``today``; ``started`` has the ids of statements that
    say what a target starts from, by the id of the target's.

    What is only the planned value or number of one undertaking is no target of the series; nor is a planned change.
    """
    aims = _aims(series)
    known = levels(series) if aims else []
    return tuple(_target(fact, aims, known, (today, started)) for fact in aims)


def verdicts(
    series: Series, days: tuple[str, str], started: Mapping[str, str]
) -> Iterator[tuple[FigureEntry, int | None, Verdict, Verdict]]:
    """The same in short: of each target its first statement, its year, and its verdict on two days."""
    aims = _aims(series)
    known = levels(series) if aims else []
    for fact in aims:
        found = _measured(fact, known, started)
        one, other = (_verdict(found.value, (found.due_year, day), found.in_time, found.rates) for day in days)
        yield found.entries[0], found.due_year, one, other


def _aims(series: Series) -> list[Fact]:
    if series.measure == "change" or series.indicator in _OF_WORKS:
        return []
    aims = [fact for fact in series.facts if any(not entry.statement.of for entry in statements_of(fact, "target"))]
    return sorted(aims, key=lambda fact: (_deadline(fact) is None, _deadline(fact) or "", fact.id))


def growth_needed(start: Level, value: Decimal, year: int) -> Decimal | None:
    """The compound growth a year from ``start`` to ``value`` in ``year``: (value / start)^(1 / years) - 1.

    None where there is no year between, or no positive level to grow from.
    """
    years = year - start.year
    if years <= 0 or start.value <= 0 or value <= 0:
        return None
    return (value / start.value) ** (Decimal(1) / years) - 1


class _Measured(Struct, frozen=True):
    """What the verdict on a target rests on: the levels up to its year, and the growth needed and made."""

    entries: Sequence[FigureEntry]
    value: Decimal
    due_year: int | None
    in_time: Sequence[Level]
    latest: Level | None
    baseline: Level | None
    rates: tuple[Decimal | None, Decimal | None]


def _measured(fact: Fact, known: Sequence[Level], started: Mapping[str, str]) -> _Measured:
    entries = statements_of(fact, "target")
    value = min(entry.statement.low for entry in entries)
    due = bounds(_deadline(fact))
    due_year = int(due[1][:4]) if due and due[1] != LAST_DAY else None
    in_time = [level for level in known if due_year is None or level.year <= due_year]
    whole = [level for level in in_time if level.whole]
    latest = whole[-1] if whole else None
    baseline = _baseline(entries, whole, started)
    needed = growth_needed(latest, value, due_year) if latest and due_year else None
    made = growth_needed(baseline, latest.value, latest.year) if baseline and latest else None
    return _Measured(entries, value, due_year, in_time, latest, baseline, (needed, made))


def _target(fact: Fact, aims: Sequence[Fact], known: Sequence[Level], about: tuple[str, Mapping[str, str]]) -> Target:
    found = _measured(fact, known, about[1])
    deadline, restated = _deadline(fact), _restated(fact, aims)
    return Target(
        value=found.value,
        deadline=deadline,
        entries=tuple(found.entries),
        restated=restated,
        slip=_slip(restated[-1], found.value, deadline) if restated else None,
        baseline=found.baseline,
        latest=found.latest,
        so_far=found.in_time[-1] if found.in_time and found.in_time[-1] is not found.latest else None,
        needed=found.rates[0],
        made=found.rates[1],
        verdict=_verdict(found.value, (found.due_year, about[0]), found.in_time, found.rates),
        due_year=found.due_year,
        arithmetic=_arithmetic((found.value, found.due_year), (found.baseline, found.latest), found.rates),
    )


def _deadline(fact: Fact) -> str | None:
    """The deadline that some statement of the target gives; another may leave it open."""
    return fact.period or next((e.statement.period for e in statements_of(fact, "target") if e.statement.period), None)


def _baseline(entries: Sequence[FigureEntry], whole: Sequence[Level], started: Mapping[str, str]) -> Level | None:
    """The level a report of the target starts from, else the nearest one before it was first set, else the first known.

    Growth cannot be seen from the latest year itself: where that is the nearest one, the year before it stands in.
    """
    earlier = whole[:-1]
    if not earlier:
        return whole[0] if whole else None
    named = {started.get(entry.statement.id) for entry in entries}
    linked = [level for level in earlier if level.entry.statement.id in named]
    if linked:
        return linked[0]
    year = _set_in(entries, whole)
    before = [level for level in earlier if year is None or level.year < year]
    return before[-1] if before else earlier[0]


def _set_in(entries: Sequence[FigureEntry], whole: Sequence[Level]) -> int | None:
    """The year in which a target was first set: of its first dated report, else the one after the levels it tells."""
    said = min((moment for entry in entries if (moment := reported(entry)).is_dated), default=None)
    if said:
        return int(said.latest[:4])
    texts = {source.text_hash for entry in entries for source in entry.sources}
    beside = [level.year for level in whole if texts.intersection(one.text_hash for one in level.entry.sources)]
    return max(beside) + 1 if beside else None


def _verdict(
    value: Decimal, when: tuple[int | None, str], in_time: Sequence[Level], rates: tuple[Decimal | None, Decimal | None]
) -> Verdict:
    due_year, today = when
    if any(level.value >= value and level.entry.statement.qualifier in _REACHES for level in in_time):
        return "met"
    if due_year is not None and due_year < int(today[:4]):
        reached = any(level.year == due_year and level.whole for level in in_time)
        return "missed" if reached else "no_report"
    needed, made = rates
    if needed is None or made is None:
        return "no_report"
    return "on_course" if made >= needed else "behind"


def _restated(fact: Fact, aims: Sequence[Fact]) -> tuple[FigureEntry, ...]:
    """What reports before the first one of this target wanted instead."""
    first = min(map(reported, statements_of(fact, "target")))
    others = [entry for aim in aims if aim is not fact for entry in statements_of(aim, "target")]
    return tuple(sorted((entry for entry in others if reported(entry).is_before(first)), key=reported))


def _slip(
    before: FigureEntry, value: Decimal, deadline: str | None
) -> Literal["later", "lower", "higher", "sooner"] | None:
    """How the target differs from its last wording: by its date where both have one, else by its number."""
    old, new = bounds(before.statement.period), bounds(deadline)
    if old and new and old[1] != new[1]:
        return "later" if new[1] > old[1] else "sooner"
    if value != before.statement.low:
        return "lower" if value < before.statement.low else "higher"
    return None


def _arithmetic(
    aim: tuple[Decimal, int | None],
    ends: tuple[Level | None, Level | None],
    rates: tuple[Decimal | None, Decimal | None],
) -> tuple[str, ...]:
    """The sums behind the rates, a line each."""
    (value, year), (baseline, latest), (needed, made) = aim, ends, rates
    lines = []
    if latest and year and needed is not None:
        lines.append(_growth("needed", (latest.value, latest.year), (value, year), needed))
    if baseline and latest and made is not None:
        lines.append(_growth("made", (baseline.value, baseline.year), (latest.value, latest.year), made))
    return tuple(lines)


def _growth(name: str, start: tuple[Decimal, int], end: tuple[Decimal, int], rate: Decimal) -> str:
    years = end[1] - start[1]
    (low, high), _ = in_one_scale((start[0], end[0]))
    power = f"({high} / {low})^(1 / {years}) - 1" if years > 1 else f"{high} / {low} - 1"
    return f"{name}: {power} = {percent(rate)} % a year, {start[1]} to {end[1]}"
