"""Periods that a report gives away by what it tells of: *im vergangenen Jahr* beside a meeting of November 2019.

An undated report of a meeting whose day another report gives appeared about that day; a relative period of its
figures is then known, as inferred.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kelisim.language.times import is_known, times
from kelisim.ledger.days import bounds
from kelisim.ledger.query import FigureEntry, MeetingEntry
from kelisim.model import TRADE, Published

# What has a value by the year: the year beside a term or a promise is that of the paper.
_FLOWS = (*TRADE, "investment", "freight", "transit", "commodity_volume", "people_count")


def inferred_periods(
    figures: Iterable[FigureEntry], meetings: Iterable[MeetingEntry], met: Iterable[Iterable[str]]
) -> dict[str, str]:
    """By the id of the statement the period of each figure that has none of its own; ``met`` are meetings in groups."""
    by_id = {entry.statement.id: entry for entry in meetings}
    dates = _dates([by_id[id] for id in members] for members in met)
    found = {}
    for entry in figures:
        source = entry.sources[0]
        date = dates.get(source.text_hash)
        told = entry.statement.modality == "actual" and entry.statement.indicator in _FLOWS
        if told and entry.statement.period is None and source.published is None and date is not None:
            period = _period(entry, date)
            if period:
                found[entry.statement.id] = period
    return found


def _dates(met: Iterable[Sequence[MeetingEntry]]) -> dict[str, Published]:
    """By text the day of a meeting that a report tells of, where another report gives it."""
    dates: dict[str, Published] = {}
    for members in met:
        days = [span for span in (bounds(entry.statement.date) for entry in members) if span]
        if len(members) > 1 and days and all(first[:7] == last[:7] for first, last in days):
            first, last = min(days)
            for entry in members:
                dates.setdefault(entry.sources[0].text_hash, Published(first, last, "meeting"))
    return dates


def _period(entry: FigureEntry, date: Published) -> str | None:
    relative = [time for time in times(entry.sentence, date) if time.basis == "reference" and is_known(time.point)]
    return relative[0].point if len(relative) == 1 and relative[0].role == "on" else None
