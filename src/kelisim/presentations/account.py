"""The account at a glance: trade by pair with its targets, undertakings by stage, meetings by day.

Unsure statements are in none of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kelisim.ledger import Query
from kelisim.model import Figure, Stage
from kelisim.presentations.amounts import figure_amount
from kelisim.presentations.headings import name_of
from kelisim.presentations.tables import clean, new_table
from kelisim.presentations.views import STAGES

if TYPE_CHECKING:
    from rich.table import Table

    from kelisim.ledger import Ledger
    from kelisim.ledger.query import UndertakingEntry

_TITLES = 4  # how many titles stand for a stage


def trade_table(ledger: Ledger, lang: str) -> Table:
    """Goods trade between pairs: what it was by period, and what it shall be."""
    table = new_table(("parties", "actual", "target"), lang)
    for column, modality in zip(table.columns[1:], ("actual", "target"), strict=True):
        column.header = name_of(modality, lang)
    by_pair: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for entry in ledger.figures(Query(indicator="trade_turnover", sure=True)):
        figure = entry.statement
        if figure.measure == "level" and figure.polarity == "affirmed" and not figure.item and len(figure.parties) == 2:
            by_pair[figure.parties].append(figure)
    for pair, figures in sorted(by_pair.items(), key=lambda item: (-len(item[1]), item[0])):
        actual = (figure for figure in figures if figure.modality == "actual")
        hoped = (figure for figure in figures if figure.modality != "actual")
        add_row(table, " ".join(pair), _amounts(actual, lang), _amounts(hoped, lang))
    return table


def add_row(table: Table, *cells: str) -> None:
    """Add a row whose cells hold lines of press text: no markup, no control characters."""
    from rich.text import Text

    table.add_row(*(Text("\n".join(clean(line) for line in cell.split("\n"))) for cell in cells))


def _amounts(figures: Iterable[Figure], lang: str) -> str:
    """A line for each amount with its period; what several reports say alike stands once."""
    lines = (figure_amount(figure, lang) + (f" ({figure.period})" if figure.period else "") for figure in figures)
    return "\n".join(dict.fromkeys(lines))


def stage_table(ledger: Ledger, lang: str) -> Table:
    """Undertakings by stage: how many, and the first few by name."""
    table = new_table(("stage", "undertakings", "title"), lang)
    by_stage: dict[Stage, list[UndertakingEntry]] = defaultdict(list)
    for entry in ledger.undertakings(Query(sure=True)):
        by_stage[entry.statement.stage].append(entry)
    for stage in STAGES:
        found = by_stage.get(stage, [])  # type: ignore[call-overload] # STAGES are the values of Stage
        if found:
            add_row(table, name_of(stage, lang), str(len(found)), _titles(found))
    return table


def _titles(entries: list[UndertakingEntry]) -> str:
    titles = dict.fromkeys(
        f"· {clean(entry.statement.title)} ({' '.join(entry.statement.parties)})" for entry in entries
    )
    shown = list(titles)[:_TITLES]
    return "\n".join([*shown, "…"] if len(titles) > _TITLES else shown)


def meeting_table(ledger: Ledger, lang: str) -> Table:
    """Meetings by day."""
    table = new_table(("date", "format", "place", "parties"), lang)
    for entry in ledger.meetings(Query(sure=True)):
        meeting = entry.statement
        add_row(
            table, meeting.date or "?", name_of(meeting.format, lang), meeting.place or "", " ".join(meeting.parties)
        )
    return table
