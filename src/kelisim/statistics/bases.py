"""One side's data on a pair, with the sums that follow from them: a *basis*. Two bases of a pair are never mixed.

exports 3.1 bn, imports 1.3 bn of one source  ->  turnover 4.4 bn      twelve months  ->  the year, January to August, …
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from msgspec import Struct

from kelisim.ledger.official import Flow, OfficialRow, StoredRow
from kelisim.statistics.months import Months, months_of

FLOWS: tuple[Flow, ...] = ("exports", "imports", "turnover")
MIRROR: dict[Flow, Flow] = {"exports": "imports", "imports": "exports", "turnover": "turnover"}
# How far a vague bound of a quote reaches, as a share of it: «more than 4 bn» is taken as 4.0 to 4.4 bn.
_ROOM = 0.10
_ABOUT = 0.05
_AGRICULTURE = tuple(f"HS {chapter:02}" for chapter in range(1, 25))
AGRICULTURE = "agriculture"


class Value(Struct, frozen=True, gc=False):
    """An official figure, between ``low`` and ``high`` as far as its source is rounded, and the rows it is made of."""

    low: float
    high: float
    value: float
    rows: tuple[StoredRow, ...]
    how: str = ""  # the sum it is, where it is one
    exact: bool = True  # False for «more than», «almost»: good for comparing, not for growth

    def meets(self, low: float, high: float) -> bool:
        """Whether one number can be both; ends that merely touch are two numbers, as 2.5 and 2.6 are."""
        inner, outer = max(self.low, low), min(self.high, high)
        return inner < outer or (inner == outer and (self.low == self.high or low == high))


Key = tuple[Flow, Months, str]


class Basis:
    """What ``reporter`` says of its trade with ``partner``: values by flow, months and goods, of every source."""

    def __init__(self, reporter: str, partner: str, stored: Iterable[StoredRow]) -> None:
        """Add up what ``stored`` allows: turnover of one source's two flows, longer periods of its months."""
        self.reporter = reporter
        self.partner = partner
        self._values: dict[Key, list[Value]] = defaultdict(list)
        by_source: dict[str, dict[Key, Value]] = defaultdict(dict)
        for each in stored:
            months = months_of(each.row.period)
            if months:
                _put(by_source[each.row.source], (each.row.flow, months, each.row.item), each)
        for values in by_source.values():
            _add_longer_periods(values)
            _add_turnover(values)
            _add_agriculture(values)
            for key, value in values.items():
                self._values[key].append(value)
        self._items: dict[tuple[Flow, Months], list[tuple[str, Value]]] = defaultdict(list)
        for (flow, months, item), found in self._values.items():
            found.sort(key=lambda value: not value.exact)
            if item:
                self._items[flow, months] += [(item, value) for value in found]

    def values(self, flow: Flow, months: Months, item: str = "") -> list[Value]:
        """What is known of ``flow`` in exactly these months, one value a source; those without a bound first."""
        return self._values.get((flow, months, item), [])

    def items(self, flow: Flow, months: Months) -> Iterable[tuple[str, Value]]:
        """The goods that are known apart, with their values."""
        return self._items.get((flow, months), [])

    def within(self, flow: Flow, months: Months) -> list[tuple[Months, Value]]:
        """Values of shorter periods inside ``months``: what the flow was at least."""
        return self._related(flow, lambda other: other != months and months.covers(other))

    def around(self, flow: Flow, months: Months) -> list[tuple[Months, Value]]:
        """Values of longer periods around ``months``: what the flow was at most."""
        return self._related(flow, lambda other: other != months and other.covers(months))

    def annual(self, flow: Flow = "turnover") -> dict[int, Value]:
        """The best value of each whole year."""
        years: dict[int, Value] = {}
        for this_flow, months, item in self._values:
            if this_flow == flow and not item and months.is_year:
                years[months.year] = self.values(flow, months)[0]
        return dict(sorted(years.items()))

    def points(self, length: int, flow: Flow = "turnover") -> dict[int, float]:
        """The exact value of each month (``length`` 1) or quarter (3), by their number counted from the year 0."""
        return {
            months.first // length: values[0].value
            for (this_flow, months, item), values in self._values.items()
            if this_flow == flow
            and not item
            and months.length == length
            and not months.first % length
            and values[0].exact
        }

    def _related(self, flow: Flow, wanted: Callable[[Months], bool]) -> list[tuple[Months, Value]]:
        found: list[tuple[Months, Value]] = []
        for (this_flow, months, item), values in self._values.items():
            if this_flow == flow and not item and wanted(months):
                found += [(months, value) for value in values]
        return found


def bases_of(stored: Iterable[StoredRow]) -> dict[tuple[str, str], Basis]:
    """Every basis there is, by reporter and partner."""
    sides: dict[tuple[str, str], list[StoredRow]] = defaultdict(list)
    for each in stored:
        sides[each.row.reporter, each.row.partner].append(each)
    return {pair: Basis(*pair, rows) for pair, rows in sides.items()}


def _put(values: dict[Key, Value], key: Key, stored: StoredRow) -> None:
    """Keep a row's value; rather one without a bound, and of imports those with freight, as most offices print them."""
    before = values.get(key)
    if before is None or stored.row.valuation == "CIF" or (not before.exact and not stored.row.bound):
        values[key] = _value(stored)


def _value(stored: StoredRow) -> Value:
    row: OfficialRow = stored.row
    low, high = float(row.value - row.rounding), float(row.value + row.rounding)
    match row.bound:
        case "at_least":
            low, high = float(row.value), row.value * (1 + _ROOM)
        case "at_most":
            low, high = row.value * (1 - _ROOM), float(row.value)
        case "about":
            low, high = row.value * (1 - _ABOUT), row.value * (1 + _ABOUT)
        case _:
            pass
    return Value(low, high, float(row.value), (stored,), exact=not row.bound)


def _sum(values: list[Value], how: str) -> Value:
    return Value(
        sum(value.low for value in values),
        sum(value.high for value in values),
        sum(value.value for value in values),
        tuple(row for value in values for row in value.rows),
        how,
        all(value.exact for value in values),
    )


def _add_longer_periods(values: dict[Key, Value]) -> None:
    """January to every month, from months or quarters that follow one another without a gap."""
    starts = {
        (flow, months.year, item) for flow, months, item in values if months.first % 12 == 0 and months.length < 12
    }
    for flow, year, item in starts:
        for step in (1, 3):
            parts: list[Value] = []
            for first in range(12 * year, 12 * year + 12, step):
                part = values.get((flow, Months(first, first + step - 1), item))
                if part is None:
                    break
                parts.append(part)
                key = (flow, Months(12 * year, first + step - 1), item)
                if len(parts) > 1 and key not in values:
                    names = "months" if step == 1 else "quarters"
                    values[key] = _sum(parts, f"sum of {len(parts)} {names}")


def _add_turnover(values: dict[Key, Value]) -> None:
    for flow, months, item in list(values):
        key: Key = ("turnover", months, item)
        if flow == "exports" and key not in values and ("imports", months, item) in values:
            both = [values["exports", months, item], values["imports", months, item]]
            values[key] = _sum(both, f"exports {dollars(both[0].value)} + imports {dollars(both[1].value)}")


def _add_agriculture(values: dict[Key, Value]) -> None:
    """Chapters 1 to 24 of the goods list are food and what grows: agricultural trade as the press tells it."""
    chapters: dict[tuple[Flow, Months], list[Value]] = defaultdict(list)
    for (flow, months, item), value in values.items():
        if item in _AGRICULTURE:
            chapters[flow, months].append(value)
    for (flow, months), parts in chapters.items():
        values.setdefault((flow, months, AGRICULTURE), _sum(parts, f"sum of {len(parts)} chapters of HS 01 to 24"))


def dollars(value: float) -> str:
    """A sum for people: 4.97 bn, 872.5 m, 80.0 m."""
    size = abs(value)
    for scale, name in ((1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "th")):
        if size >= scale:
            decimals = 2 if scale >= 1e9 else 1
            return f"{value / scale:.{decimals}f} {name}"
    return f"{value:.0f}"


def between(low: str, high: str) -> str:
    """Both ends in brackets, nothing where they are printed alike."""
    return "" if low == high else f" ({low} to {high})"
