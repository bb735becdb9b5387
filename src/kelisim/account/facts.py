"""Figures of many reports brought together: the same fact again, a vintage, a contradiction, a part of a longer period.

Two figures are one fact if they are of one sort (indicator, parties, direction, item, measure, unit), may speak of
one period, and may be one number at the precision they were printed with. An unknown period is compatible with every
other, not equal to it: then the printed numbers must be the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from kelisim.account.precision import Range, printed_range
from kelisim.account.title_words import title
from kelisim.ledger.days import Bounds, bounds
from kelisim.ledger.query import FigureEntry
from kelisim.model import TRADE, Figure

# Indicators that one quantity goes by: a sum promised is told as investment, as a loan, as the value of what it buys.
_SORTS = {
    "investment": "money",
    "financing": "money",
    "undertaking_value": "money",
    "freight": "goods",
    "transit": "goods",
    "commodity_volume": "goods",
    "exports": "flow",
    "imports": "flow",
}
# What stays the same whether it is planned or done: a length planned is the length built.
_LASTING = ("capacity", "length", "duration", "other")
# What a thing is worth or counts; it starts from nothing.
OF_THINGS = ("undertaking_value", "agreement_count", "project_count", "job_count", "training_places", "length")


class Told(Struct, frozen=True):
    """One statement of a figure with what can be compared of it; ``period`` may be inferred from its report."""

    entry: FigureEntry
    range: Range
    period: str | None
    days: Bounds | None
    item: frozenset[str]
    text: str
    inferred: bool = False

    @property
    def figure(self) -> Figure:
        """The statement."""
        return self.entry.statement

    @property
    def id(self) -> str:
        """The id of the statement."""
        return self.entry.statement.id

    @property
    def planned(self) -> bool:
        """Whether it is a plan, an offer, a forecast, not a fact."""
        return self.figure.modality != "actual"


def told_figure(entry: FigureEntry, inferred: str | None = None) -> Told:
    """Take a figure apart; ``inferred`` is a period that its report gives away where the figure has none."""
    figure = entry.statement
    period = figure.period or inferred
    item = frozenset(title(figure.item).words) | frozenset(title(figure.item).names) if figure.item else frozenset()
    return Told(
        entry=entry,
        range=printed_range(figure, entry.head),
        period=period,
        days=bounds(period),
        item=item,
        text=entry.sources[0].text_hash,
        inferred=figure.period is None and inferred is not None,
    )


def told_figures(entries: Iterable[FigureEntry], inferred: Mapping[str, str]) -> dict[str, Told]:
    """The affirmed figures by their id; ``inferred`` has the periods that reports give away."""
    return {
        entry.statement.id: told_figure(entry, inferred.get(entry.statement.id))
        for entry in entries
        if entry.statement.polarity == "affirmed"
    }


def same_sort(left: Told, right: Told, *, strictly: bool = False) -> bool:
    """Whether two figures measure the same; ``strictly`` under the same indicator."""
    one, other = left.figure, right.figure
    if one.measure != other.measure or one.unit != other.unit or "denied" in (one.polarity, other.polarity):
        return False
    if one.per and other.per and one.per != other.per:
        return False
    if one.indicator != other.indicator and (
        strictly or _SORTS.get(one.indicator, one.indicator) != _SORTS.get(other.indicator, other.indicator)
    ):
        return False
    return _same_direction(one, other) and _same_item(left, right)


def _same_direction(one: Figure, other: Figure) -> bool:
    mine, yours = set(one.parties), set(other.parties)
    if mine != yours and not (len(mine & yours) >= 2 and (mine <= yours or yours <= mine)):
        return False
    if one.indicator in _LASTING:
        return True
    ends = ((one.origin, other.origin), (one.destination, other.destination))
    return all(here is None or there is None or here == there for here, there in ends)


def _same_item(left: Told, right: Told) -> bool:
    if bool(left.item) == bool(right.item):
        return not left.item or bool(left.item & right.item)
    return left.figure.indicator not in (*TRADE, "investment")


def same_period(left: Told, right: Told) -> bool | None:
    """Whether two figures speak of the same period; None where one of them does not say."""
    if left.period is None or right.period is None:
        return None
    if left.period.endswith("/..") or right.period.endswith("/.."):
        return None  # «since January» ends with the report, whose day is not known well enough
    if left.period == right.period:
        return True
    if left.days and right.days:
        return left.days == right.days
    known, partial = (left, right) if left.days else (right, left)
    if partial.days is None and partial.period and known.period and known.days:
        return partial.period[4:] == known.period[4:] and partial.period.startswith("XXXX")
    return False


def same_fact(left: Told, right: Told, apart_things: Callable[[str, str], bool]) -> bool | None:
    """Whether figures of two reports are one fact by number and period, or by number alone; None if they are not.

    ``apart_things`` tells whether two undertakings are different things.
    """
    if not same_sort(left, right) or not left.range.meets(right.range):
        return None
    one, other = left.figure, right.figure
    lasting = {one.indicator, other.indicator} <= {*_LASTING, *OF_THINGS}
    if left.planned != right.planned and not (lasting and _both_tell(left, right)):
        return None
    if one.of and other.of and apart_things(one.of, other.of) and not _both_tell(left, right):
        return None
    period = same_period(left, right)
    equal = one.low == other.low and one.high == other.high
    if period is False or (not equal and (period is None or one.unit == "count")):
        return None
    if period is None and not (left.planned and right.planned) and not _both_tell(left, right):
        return None
    return bool(period)


def _both_tell(left: Told, right: Told) -> bool:
    return tells(left) and tells(right)


def tells(told: Told) -> bool:
    """Whether a number without a period says enough by itself: more than one digit, and not a growth rate."""
    figure = told.figure
    if figure.measure == "change" and figure.unit in ("percent", "factor"):
        return False
    lasting = figure.indicator in _LASTING
    digits = len(str(figure.low.normalize()).split("E")[0].replace(".", "").strip("-0"))
    return digits > 1 or lasting or figure.unit not in ("USD", "EUR", "count")
