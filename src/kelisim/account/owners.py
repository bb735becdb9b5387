"""What a contradiction or a check is found in, so that it is looked for again only where something of that is new.

Numbers are set against each other within a family of series: those of one indicator between the same parties, with
exports, imports and turnover together; members against their package; printed rates among those of a currency.
"""

from __future__ import annotations

from collections.abc import Mapping

from kelisim.account.checks import Check
from kelisim.account.conflicts import Conflict
from kelisim.model import TRADE, Figure

Ids = tuple[str, ...]


def family(figure: Figure) -> str:
    """The family of the series of a figure."""
    return " ".join(("trade" if figure.indicator in TRADE else figure.indicator, *figure.parties))


def rates_of(figure: Figure) -> str | None:
    """What a printed rate is looked up by; None where a figure gives none."""
    return f"rates {figure.unit}" if figure.also else None


def owner_of_check(check: Check, thing_of: Mapping[str, str]) -> str:
    """What a check is found in; ``thing_of`` has the undertaking of each statement."""
    first, last = check.entries[0].statement, check.entries[-1].statement
    if not isinstance(first, Figure):
        return thing_of[last.id]
    return (rates_of(first) if check.kind == "conversion" else None) or family(first)


def owner_of_conflict(conflict: Conflict, owners: Mapping[tuple[Ids, str], str]) -> str:
    """What a contradiction is found in; ``owners`` are those of checks, by their statements and words."""
    if conflict.kind == "sum":
        return owners[ids_of(conflict), conflict.why]
    first = conflict.entries[0].statement
    return family(first) if isinstance(first, Figure) else conflict.about


def ids_of(found: Check | Conflict) -> Ids:
    """The ids of its statements."""
    return tuple(entry.statement.id for entry in found.entries)
