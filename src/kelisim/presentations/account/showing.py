"""Which rows of a choice stand on a page: the first ones of each section in its order, and how many there are in all.

A terminal shows the first ones, the other formats all of them; what is not shown is never loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from heapq import nsmallest
from typing import Any, TypeVar

from kelisim.account.choosing import Choice, Shown
from kelisim.account.follow_up import Thresholds
from kelisim.account.outlines import SeriesLine, UndertakingLine
from kelisim.model import TRADE
from kelisim.presentations.views import INDICATORS, STAGES

_NINES = str.maketrans("0123456789", "9876543210")
When = tuple[str, Thresholds]
T = TypeVar("T")
Most = int | None  # rows of a section; None for all
_FIRST: tuple[str, ...] = (*TRADE, "investment", "financing")


def shown(view: str, choice: Choice, most: Most, when: When) -> Shown:
    """What a view shows of a choice: one of `SHOWN`."""
    return SHOWN[view](choice, most, when)


def _undertakings(choice: Choice, most: Most, _when: When) -> Shown:
    def order(one: UndertakingLine) -> tuple[int, bool, str, str]:
        return STAGES.index(one.stage), not one.since.is_dated, descending(one.since.latest), one.id

    found = choice.undertakings
    return Shown(ids=_ids(_first(found, most, order)), counts={"undertakings": len(found)})


def descending(day: str) -> str:
    """A day as it is to be sorted where the last one comes first."""
    return day.translate(_NINES)


def _series(choice: Choice, most: Most, _when: When) -> Shown:
    def order(one: SeriesLine) -> tuple[int, tuple[str, ...], int, str]:
        return INDICATORS.index(one.indicator), one.parties, -len(one.told), one.id

    found = choice.series_lines
    return Shown(ids=_ids(_first(found, most, order)), counts={"series": len(found)})


def _targets(choice: Choice, most: Most, _when: When) -> Shown:
    found = [(aim.deadline is None, aim.deadline or "", aim.series) for aim in choice.targets]
    return Shown(ids=frozenset(id for _, _, id in _first(found, most)), counts={"targets": len(found)})


def _meetings(choice: Choice, most: Most, _when: When) -> Shown:
    found = [(one.date is None, one.date or "", one.id) for one in choice.meetings]
    return Shown(ids=frozenset(id for _, _, id in _first(found, most)), counts={"meetings": len(found)})


def _follow_up(choice: Choice, most: Most, when: When) -> Shown:
    found = choice.to_ask(*when)
    ids = frozenset(id for rows in found.values() for id in rows[:most])
    return Shown(ids=ids, counts={call: len(rows) for call, rows in found.items()})


def _conflicts(choice: Choice, most: Most, _when: When) -> Shown:
    checks = choice.checks
    return Shown(
        conflicts=choice.conflicts[:most],
        checks=checks[:most],
        counts={"conflicts": len(choice.conflicts), "checks": len(checks)},
    )


def _overview(choice: Choice, most: Most, when: When) -> Shown:
    series = [one for one in choice.series_lines if is_shown(one.indicator, len(one.told))]
    first = _first(series, most, lambda one: first_series(one.indicator, len(one.told), one.id))
    rest = sum(len(one.told) for one in choice.series_lines) - sum(len(one.told) for one in series)
    parts = [
        Shown(ids=_ids(first), counts={"series": len(series), "more_figures": rest}),
        _targets(choice, most, when),
        _stages(choice, most),
        _meetings(choice, most, when),
        _follow_up(choice, most, when),
    ]
    return Shown(
        ids=frozenset().union(*(part.ids for part in parts)),
        conflicts=choice.conflicts[:most],
        counts={"conflicts": len(choice.conflicts)} | {name: n for part in parts for name, n in part.counts.items()},
    )


def _everything(choice: Choice, _most: Most, _when: When) -> Shown:
    ids = _ids(choice.undertakings) | _ids(choice.series_lines) | frozenset(one.id for one in choice.meetings)
    return Shown(ids=ids, conflicts=choice.conflicts, checks=choice.checks)


def is_shown(indicator: str, facts: int) -> bool:
    """What is told of once is in `kelisim series`; what flows between the two is shown even so."""
    return indicator in _FIRST or facts > 1


def first_series(indicator: str, facts: int, id: str) -> tuple[int, int, str]:
    """The order of series on the page of a pair."""
    return _FIRST.index(indicator) if indicator in _FIRST else len(_FIRST), -facts, id


def _stages(choice: Choice, most: Most) -> Shown:
    ids: set[str] = set()
    counts = {}
    at_stage: dict[str, list[UndertakingLine]] = {stage: [] for stage in STAGES}
    for one in choice.undertakings:
        at_stage[one.stage].append(one)
    for stage, mine in at_stage.items():
        ids |= _ids(_first(mine, most, lambda one: (-one.texts, one.since, one.id)))
        counts[stage] = len(mine)
    return Shown(ids=frozenset(ids), counts=counts)


def _first(found: Sequence[T], most: Most, order: Callable[[T], Any] | None = None) -> list[T]:
    """The first ones in an order: of few all need not be put in order."""
    return sorted(found, key=order) if most is None else nsmallest(most, found, order)  # type: ignore[type-var, arg-type]


def _ids(found: Iterable[UndertakingLine] | Iterable[SeriesLine]) -> frozenset[str]:
    return frozenset(one.id for one in found)


SHOWN: dict[str, Callable[[Choice, Most, When], Shown]] = {
    "everything": _everything,
    "pair": _overview,
    "undertakings": _undertakings,
    "series": _series,
    "targets": _targets,
    "follow-up": _follow_up,
    "conflicts": _conflicts,
    "meetings": _meetings,
}
