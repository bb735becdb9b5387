"""Confusion tables: for one field, how often each value of the gold was read as each value.

    stage       committed  pledged  missed
    committed          40        3       5
    pledged             2       20       7
    spurious            4        6

Gold with alternatives counts as the one that was read, where that is one of them, else as its first. What is not
scored (``"?"``) and optional gold are left out; a statement that was not found stands under `MISSED`, one that is
not in the gold in the row `SPURIOUS`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from kelisim.evaluation.fields import NOT_SCORED
from kelisim.evaluation.measures import Judged

# The fields that hold one code out of a list, by kind of statement.
CODED = {"figures": ("indicator", "modality"), "undertakings": ("kind", "stage"), "meetings": ("format",)}
MISSED = "missed"
SPURIOUS = "spurious"


class Confusion(Struct, frozen=True):
    """The counts of one field by (gold value, read value)."""

    group: str
    field: str
    counts: dict[tuple[str, str], int]

    @property
    def rows(self) -> tuple[str, ...]:
        """The values of the gold, the most frequent first; `SPURIOUS` last."""
        return self._ordered({want for want, _ in self.counts}, SPURIOUS)

    @property
    def columns(self) -> tuple[str, ...]:
        """The values read, in the order of the rows; `MISSED` last."""
        return self._ordered({have for _, have in self.counts}, MISSED)

    def count(self, want: str, have: str) -> int:
        """How often ``want`` was read as ``have``."""
        return self.counts.get((want, have), 0)

    def _ordered(self, values: set[str], last: str) -> tuple[str, ...]:
        totals: Counter[str] = Counter()
        for (want, _), count in self.counts.items():
            totals[want] += count
        return tuple(sorted(values, key=lambda value: (value == last, -totals[value], value)))


def confusions(judged: Iterable[Judged]) -> list[Confusion]:
    """The table of every coded field that has counts, in the order of `CODED`."""
    kept = [pair for pair in judged if not pair.is_optional]
    tables = [_table(kept, group, field) for group, fields in CODED.items() for field in fields]
    return [table for table in tables if table.counts]


def _table(judged: list[Judged], group: str, field: str) -> Confusion:
    cells = (_cell(pair, field) for pair in judged if pair.group == group)
    return Confusion(group, field, dict(Counter(cell for cell in cells if NOT_SCORED not in cell)))


def _cell(pair: Judged, field: str) -> tuple[str, str]:
    have = MISSED if pair.have is None else str(pair.have.get(field))
    if pair.want is None:
        return SPURIOUS, have
    return _meant(pair.want.get(field), have), have


def _meant(gold: Any, have: str) -> str:  # noqa: ANN401 - a code or alternatives
    options = gold if isinstance(gold, list) else [gold]
    return have if have in options else str(options[0])
