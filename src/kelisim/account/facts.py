"""Figures of many reports brought together: the same fact again, a vintage, a contradiction, a part of a longer period.

Two figures are one fact if they are of one sort (indicator, parties, direction, item, measure, unit), may speak of
one period, and may be one number at the precision they were printed with. An unknown period is compatible with every
other, not equal to it: then the printed numbers must be the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations

from msgspec import Struct

from kelisim.account.clusters import Bonds, Couple, couple, groups
from kelisim.account.precision import Range, printed_range
from kelisim.account.things import RULE, Link, Reason
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
_MOST = 60


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


def same_fact(left: Told, right: Told, apart_things: Callable[[str, str], bool]) -> Reason | None:
    """Why two figures are one fact, or None. ``apart_things`` tells whether two undertakings are different things."""
    if left.text == right.text or not same_sort(left, right) or not left.range.meets(right.range):
        return None
    one, other = left.figure, right.figure
    lasting = {one.indicator, other.indicator} <= {*_LASTING, *OF_THINGS}
    if left.planned != right.planned and not (lasting and _tells(left)):
        return None
    if one.of and other.of and apart_things(one.of, other.of) and not _tells(left):
        return None
    period = same_period(left, right)
    words = f"{left.entry.head} · {right.entry.head}"
    equal = one.low == other.low and one.high == other.high
    if period is False or (not equal and (period is None or one.unit == "count")):
        return None
    if period is None and not (left.planned and right.planned) and not _tells(left):
        return None
    return Reason("same number and period" if period else "same number, period not given", 1.0, words)


def _tells(told: Told) -> bool:
    """Whether a number without a period says enough by itself: more than one digit, and not a growth rate."""
    figure = told.figure
    if figure.measure == "change" and figure.unit in ("percent", "factor"):
        return False
    lasting = figure.indicator in _LASTING
    digits = len(str(figure.low.normalize()).split("E")[0].replace(".", "").strip("-0"))
    return digits > 1 or lasting or figure.unit not in ("USD", "EUR", "count")


def fact_groups(
    figures: Mapping[str, Told],
    decided: tuple[frozenset[Couple], frozenset[Couple]],
    things: Callable[[str, str], bool],
) -> tuple[list[tuple[str, ...]], list[Link]]:
    """Figures in groups, one a fact, with the links; ``decided`` are what persons brought together and kept apart."""
    together, apart = decided
    reasons: dict[Couple, Reason] = {}
    for left, right in _candidates(figures):
        reason = same_fact(figures[left], figures[right], things)
        if reason is not None and (left, right) not in apart:
            reasons[left, right] = reason
    bonds = Bonds(tuple((_score(reason), *pair) for pair, reason in reasons.items()), together, apart)

    def conflicts(left: str, right: str) -> bool:
        one, other = figures[left], figures[right]
        return same_period(one, other) is False or not one.range.meets(other.range) or one.text == other.text

    found = groups(figures, bonds, conflicts)
    group_of = {id: number for number, members in enumerate(found) for id in members}
    links = [
        Link(
            kind="same_figure", left=left, right=right, verdict="linked", score=_score(reason), by=RULE,
            reasons=(reason,),
        )
        for (left, right), reason in sorted(reasons.items())
        if group_of[left] == group_of[right]
    ]  # fmt: skip
    return found, links


def _score(reason: Reason) -> float:
    return 2.0 if reason.feature == "same number and period" else 1.0


def _candidates(figures: Mapping[str, Told]) -> Iterator[Couple]:
    """Pairs of one unit and measure that share two parties and a printed number or a period."""
    by_key: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for id, item in sorted(figures.items()):
        figure = item.figure
        for pair in combinations(sorted(figure.parties)[:6], 2) if len(figure.parties) > 1 else [figure.parties]:
            key = (*pair, figure.unit, figure.measure)
            by_key[(*key, "number", str(figure.low.normalize()))].append(id)
            if item.period:
                by_key[(*key, "period", item.period, figure.indicator)].append(id)
    seen: set[Couple] = set()
    for _, block in sorted(by_key.items()):
        for left, right in combinations(block[: 4 * _MOST] if len(block) > _MOST else block, 2):
            pair = couple(left, right)
            if pair not in seen:
                seen.add(pair)
                yield pair
