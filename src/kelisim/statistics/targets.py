"""Targets for the trade of two states: a sum in US$ and the year by which it is to be reached, as reports tell it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from kelisim.ledger.query import FigureEntry
from kelisim.model import Figure

_YEAR = re.compile(r"(\d{4})(?:-\d\d(?:-\d\d)?)?$")


class Target(Struct, frozen=True, kw_only=True):
    """Turnover of ``value`` US$ between the parties by the end of ``year``, None where no year is printed.

    ``ids`` are the statements that say so, ``words`` those of the first.
    """

    parties: tuple[str, str]
    value: float
    year: int | None
    words: str
    ids: tuple[str, ...]


def targets_of(told: Iterable[Sequence[FigureEntry]]) -> list[Target]:
    """The targets among figures, those with a year first, the nearest first; ``told`` has by fact what tells of it.

    So a sum whose year only one of several reports prints is one target, as is what several facts say alike.
    """
    found: dict[tuple[tuple[str, str], float, int | None], list[FigureEntry]] = {}
    for same in told:
        aims = [entry for entry in same if _is_target(entry.statement)]
        if aims:
            figure = aims[0].statement
            year = next((year for entry in aims if (year := deadline(entry.statement.period))), None)
            key = ((figure.parties[0], figure.parties[1]), float(figure.high), year)
            found.setdefault(key, []).extend(aims)
    targets = [
        Target(parties=parties, value=value, year=year, words=same[0].head, ids=tuple(e.statement.id for e in same))
        for (parties, value, year), same in found.items()
    ]
    return sorted(targets, key=lambda target: (target.parties, target.year is None, target.year or 0, target.value))


def _is_target(figure: Figure) -> bool:
    is_aim = figure.modality in ("target", "potential", "forecast") and figure.polarity == "affirmed"
    whole = figure.indicator == "trade_turnover" and figure.measure == "level" and not figure.item
    return is_aim and whole and figure.unit == "USD" and len(figure.parties) == 2 and figure.high > 0


def deadline(period: str | None) -> int | None:
    """The year in which a target's period ends."""
    match = _YEAR.search(period or "")
    return int(match[1]) if match else None
