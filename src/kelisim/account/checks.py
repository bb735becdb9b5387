"""Whether printed numbers fit each other: every pair that can be checked is, at the precision it was printed with.

    «wuchs um 15 %»  «3,4 Mrd.» (2023)  «4 Mrd.» (2024)     3.95 … 4.05 / 3.35 … 3.45 - 1 = 14.5 … 20.9 %: agrees

A number stands for all that rounds to it (`precision`), so that only what cannot be true together disagrees.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice, pairwise, product
from typing import Any, Literal

from msgspec import Struct

from kelisim.account.arithmetic import in_one_scale, significant, spread
from kelisim.account.levels import statements_of, whole_year
from kelisim.account.moments import days_between, reported, valid
from kelisim.account.precision import INFINITY, Range, printed_range
from kelisim.account.things import Account, Series, Thing
from kelisim.ledger.days import LAST_DAY, Bounds, bounds
from kelisim.ledger.query import Entry, FigureEntry
from kelisim.model import TRADE, Sum

CheckKind = Literal["growth", "change", "share", "parts", "directions", "period", "conversion"]
Outcome = Literal["agrees", "not_contradicted", "disagrees"]
# Every kind with what is set against what. `docs/account.md` shows this table.
CHECKS: tuple[tuple[CheckKind, str], ...] = (
    ("growth", "a growth in percent or as a factor = level / level of the period before - 1"),
    ("change", "a change in numbers = level - level of the period before"),
    ("share", "a share = level of the part / level of the whole, for one period"),
    ("parts", "the sum of the parts <= the whole, for one period; of a package the sum of its members"),
    ("directions", "exports one way + exports the other way = trade turnover, for one period"),
    ("period", "the level of a part of a year <= the level of the year"),
    ("conversion", "a sum printed in two currencies gives a rate; two such within 45 days agree within 3 %"),
)
_FLOWS = (*TRADE, "freight", "transit", "commodity_volume", "people_count")
_RATES_STAND, _RATES_MOVE = 45, Decimal("0.03")  # days and share
_BOUNDS = ("over", "at_least", "up_to")
_MOST = 9  # pairs for one figure: where reports give many numbers for a year, the first of each

_When = tuple[str, str]
_Index = dict[_When, list[FigureEntry]]


class Check(Struct, frozen=True, kw_only=True):
    """Numbers set against each other: the statements, the sum in words, and what comes of it.

    What rests on a bound (*mehr als 4*) cannot agree: it is ``not_contradicted``, whatever the other numbers are.
    """

    kind: CheckKind
    entries: tuple[Entry[Any], ...]
    arithmetic: str
    outcome: Outcome


def checks(account: Account) -> tuple[Check, ...]:
    """Every check that the account allows, by indicator and parties."""
    by_sort: dict[tuple[object, ...], list[Series]] = defaultdict(list)
    for series in account.series:
        by_sort[series.indicator, series.parties, series.origin, series.destination, series.per].append(series)
    found: list[Check] = []
    for group in by_sort.values():
        found += _of_group(group)
    found += _directions(account.series)
    found += _packages(account.undertakings)
    found += _conversions(account.series)
    return tuple(sorted(found, key=order_of))


def order_of(check: Check) -> tuple[str, ...]:
    """By what checks stand in order: indicator and parties, kind, statements."""
    first = check.entries[0].statement
    ids = (entry.statement.id for entry in check.entries)
    return (getattr(first, "indicator", ""), " ".join(first.parties), check.kind, *ids)


def _of_group(group: Sequence[Series]) -> Iterator[Check]:
    """The checks among series of one sort, that differ by item, measure and unit alone."""
    by_item = {(series.item, series.unit): _index(series) for series in group if series.measure == "level"}
    for series in group:
        for fact in series.facts:
            for entry in statements_of(fact, "actual"):
                if series.measure == "change":
                    yield from _change(entry, series, by_item)
                elif series.measure == "share":
                    yield from _share(entry, series, by_item)
    for (item, unit), index in by_item.items():
        if item is None:
            parts = [other for (name, of_unit), other in by_item.items() if name is not None and of_unit == unit]
            yield from _parts(index, parts, unit)
        if group[0].indicator in _FLOWS:
            yield from _periods(index, unit)


def _index(series: Series) -> _Index:
    """The levels told as fact by their days; those that are not dated by their report, so that they meet there."""
    found: _Index = defaultdict(list)
    for fact in series.facts:
        for entry in statements_of(fact, "actual"):
            found[_when(entry, fact.period)].append(entry)
    return found


def _when(entry: FigureEntry, inferred: str | None = None) -> _When:
    moment = valid(entry)
    if moment.basis == "said" and moment.latest != LAST_DAY:
        return moment.earliest, moment.latest
    days = bounds(inferred) if entry.statement.period is None else None
    if days:
        return days
    return entry.sources[0].text_hash, entry.statement.period or ""


def _change(entry: FigureEntry, series: Series, by_item: dict[tuple[str | None, str], _Index]) -> Iterator[Check]:
    now, before = _ends(entry)
    if before is None:
        return
    told = printed_range(entry.statement, entry.head)
    for (item, unit), index in by_item.items():
        relative = series.unit in ("percent", "factor")
        if item != series.item or (not relative and unit != series.unit):
            continue
        for late, early in islice(product(index.get(now, ()), index.get(before, ())), _MOST):
            made = _growth(late, early, series.unit) if relative else _difference(late, early)
            if made is not None:
                kind: CheckKind = "growth" if relative else "change"
                words = f"{made[1]}; told: {spread(told, 2)}{_sign(series.unit)}"
                outcome = _compared(made[0], told, (late, early))
                yield Check(kind=kind, entries=(entry, late, early), arithmetic=words, outcome=outcome)


def _ends(entry: FigureEntry) -> tuple[_When, _When | None]:
    """The period of a change and the one it counts from: the year before, or of *2017/2024* the first of the two."""
    when = _when(entry)
    first, _, last = (entry.statement.period or "").partition("/")
    if len(first) == len(last) == 4 and first.isdigit() and last.isdigit():
        return (f"{last}-01-01", f"{last}-12-31"), (f"{first}-01-01", f"{first}-12-31")
    if len(when[0]) != 10 or not when[0][:4].isdigit():
        return when, None
    return when, (_year_before(when[0]), _year_before(when[1]))


def _year_before(day: str) -> str:
    return f"{int(day[:4]) - 1:04}{day[4:]}".replace("02-29", "02-28")


def _growth(late: FigureEntry, early: FigureEntry, unit: str) -> tuple[Range, str] | None:
    now, before = _range(late), _range(early)
    if before.low <= 0 or now.low < 0:
        return None
    least = _over(now.low, before.high) if before.high.is_finite() else -INFINITY
    ratio = Range(least, _over(now.high, before.low))
    (up, down), _ = in_one_scale((late.statement.low, early.statement.low))
    if unit == "factor":
        return ratio, f"{up} / {down} = {spread(ratio)}"
    made = Range((ratio.low - 1) * 100, (ratio.high - 1) * 100)
    return made, f"{up} / {down} - 1 = {spread(made, 1)} %"


def _over(part: Decimal, whole: Decimal) -> Decimal:
    if not whole.is_finite():
        return Decimal(0)
    return part / whole if part.is_finite() else INFINITY


def _difference(late: FigureEntry, early: FigureEntry) -> tuple[Range, str] | None:
    now, before = _range(late), _range(early)
    if not (before.low.is_finite() and before.high.is_finite() and now.low.is_finite()):
        return None
    made = Range(now.low - before.high, now.high - before.low)
    (up, down, low, high), scale = in_one_scale((late.statement.low, early.statement.low, made.low, made.high))
    return made, f"{up} - {down} = {low} … {high} {scale}".rstrip()


def _share(entry: FigureEntry, series: Series, by_item: dict[tuple[str | None, str], _Index]) -> Iterator[Check]:
    when, told = _when(entry), printed_range(entry.statement, entry.head)
    for (item, unit), index in by_item.items():
        if item != series.item or item is None or (None, unit) not in by_item:
            continue
        wholes = by_item[None, unit].get(when, ())
        for part, whole in islice(product(index.get(when, ()), wholes), _MOST):
            least, most = _range(part), _range(whole)
            if most.low > 0:
                made = Range(_over(least.low, most.high) * 100, _over(least.high, most.low) * 100)
                (up, down), _ = in_one_scale((part.statement.low, whole.statement.low))
                words = f"{up} / {down} = {spread(made, 1)} %; told: {spread(told, 2)} %"
                outcome = _compared(made, told, (part, whole))
                yield Check(kind="share", entries=(entry, part, whole), arithmetic=words, outcome=outcome)


def _parts(wholes: _Index, parts: Sequence[_Index], unit: str) -> Iterator[Check]:
    for when, [whole, *_] in wholes.items():
        found = [index[when][0] for index in parts if index.get(when)]
        if found:
            yield _sum_check("parts", found, whole, unit)


def _sum_check(kind: CheckKind, parts: Sequence[FigureEntry], whole: FigureEntry, unit: str) -> Check:
    """Parts may be fewer than there are: their sum is at most the whole; of directions it is the whole."""
    made = Range(
        sum((_range(part).low for part in parts), Decimal(0)), sum((_range(p).high for p in parts), Decimal(0))
    )
    most, entries = _range(whole), (*parts, whole)
    numbers, scale = in_one_scale([entry.statement.low for entry in entries])
    complete = kind == "directions"
    outcome = _compared(made, most, parts) if complete else _at_most(made, most, entries)
    sign = "=" if complete else "<="
    words = f"{' + '.join(numbers[:-1])} {sign} {numbers[-1]} {scale} {unit}".replace("  ", " ")
    return Check(kind=kind, entries=entries, arithmetic=words, outcome=outcome)


def _compared(made: Range, told: Range, operands: Sequence[FigureEntry]) -> Outcome:
    """What comes of a number that was ``made`` of ``operands`` against the one that is told.

    Of operands with a bound no number comes that could confirm anything; a bound that is told (*mehr als verdoppelt*)
    is confirmed by what lies wholly within it.
    """
    if not made.meets(told):
        return "disagrees"
    if _has_bound(operands):
        return "not_contradicted"
    within = told.low <= made.low and made.high <= told.high
    return "agrees" if within or (told.low.is_finite() and told.high.is_finite()) else "not_contradicted"


def _at_most(made: Range, most: Range, entries: Sequence[FigureEntry]) -> Outcome:
    """What comes of a sum that may be no more than the whole; ``entries`` are all that it rests on."""
    if made.low > most.high:
        return "disagrees"
    return "not_contradicted" if _has_bound(entries) and made.high > most.low else "agrees"


def _has_bound(entries: Iterable[FigureEntry]) -> bool:
    return any(entry.statement.qualifier in _BOUNDS for entry in entries)


def _periods(index: _Index, unit: str) -> Iterator[Check]:
    years = {year: found[0] for when, found in index.items() if (year := _year(when)) is not None}
    for when, found in index.items():
        whole = years.get(int(when[0][:4])) if _is_days(when) and when[0][:4] == when[1][:4] else None
        if whole is not None and _year(when) is None:
            yield _sum_check("period", found[:1], whole, unit)


def _is_days(when: Bounds) -> bool:
    return len(when[0]) == 10 and when[0][4] == "-"


def _year(when: _When) -> int | None:
    return whole_year(when) if _is_days(when) else None


def _directions(every: Sequence[Series]) -> Iterator[Check]:
    """Exports both ways against the turnover."""
    ways: dict[tuple[str, str, str], dict[tuple[str | None, str | None], _Index]] = defaultdict(dict)
    whole: dict[tuple[str, str, str], _Index] = {}
    for series in every:
        if series.measure == "level" and series.item is None and len(series.parties) == 2:
            key = (series.parties[0], series.parties[1], series.unit)
            if series.indicator in ("exports", "imports") and series.origin and series.destination:
                ways[key].setdefault((series.origin, series.destination), _index(series))
            elif series.indicator == "trade_turnover":
                whole[key] = _index(series)
    for key, index in whole.items():
        there, back = ways[key].get((key[0], key[1])), ways[key].get((key[1], key[0]))
        for when, [turnover, *_] in index.items():
            if there and back and there.get(when) and back.get(when):
                yield _sum_check("directions", (there[when][0], back[when][0]), turnover, key[-1])


def _packages(things: Sequence[Thing]) -> Iterator[Check]:
    """Members of a package against its value."""
    by_id = {thing.id: thing for thing in things}
    for thing in things:
        whole = _valued(thing)
        if whole is None:
            continue
        unit = whole.statement.unit
        members = [_valued(by_id[id]) for id in thing.parts if id in by_id]
        same = [entry for entry in members if entry is not None and entry.statement.unit == unit]
        if same:
            numbers, scale = in_one_scale([entry.statement.amount for entry in (*same, whole)])
            words = f"{' + '.join(numbers[:-1])} <= {numbers[-1]} {scale} {unit}".replace("  ", " ")
            total = sum(entry.statement.amount for entry in same)
            yield Check(kind="parts", entries=(*same, whole), arithmetic=words, outcome=_members(total, (*same, whole)))


def _members(total: Decimal, entries: Sequence[Entry[Any]]) -> Outcome:
    """What comes of the sum of members against the package, which stands last."""
    *members, whole = (entry.statement for entry in entries)
    if total <= whole.amount:
        open_above = any(one.amount_qualifier in ("over", "at_least", "about") for one in members)
        return "not_contradicted" if open_above else "agrees"
    return "not_contradicted" if whole.amount_qualifier in ("over", "at_least", "about") else "disagrees"


def _valued(thing: Thing) -> Entry[Any] | None:
    return next((entry for entry in thing.entries if entry.statement.amount is not None), None)


def _conversions(every: Sequence[Series]) -> Iterator[Check]:
    """Rates that printed sums in two currencies give away, each against the next one."""
    by_pair: dict[tuple[str, str], list[tuple[str, Range, FigureEntry]]] = defaultdict(list)
    for series in every:
        for fact in series.facts:
            for entry in fact.entries:
                moment = reported(entry)
                for other in entry.statement.also:
                    if moment.is_dated and entry.statement.low > 0:
                        by_pair[entry.statement.unit, other.unit].append((moment.latest, _rate(entry, other), entry))
    for (origin, target), found in sorted(by_pair.items()):
        found.sort(key=lambda item: (item[0], item[2].statement.id))
        for (day, rate, entry), (later, next_rate, next_entry) in pairwise(found):
            if days_between(day, later) <= _RATES_STAND:
                words = f"1 {origin} = {_digits(rate)} {target} ({day}), {_digits(next_rate)} {target} ({later})"
                outcome = _compared(_widened(rate), next_rate, (entry, next_entry))
                yield Check(kind="conversion", entries=(entry, next_entry), arithmetic=words, outcome=outcome)


def _rate(entry: FigureEntry, other: Sum) -> Range:
    told = _range(entry)
    if told.low <= 0:
        return Range(Decimal(0), INFINITY)
    return Range(_over(other.low, told.high), _over(other.high, told.low))


def _widened(rate: Range) -> Range:
    return Range(rate.low * (1 - _RATES_MOVE), rate.high * (1 + _RATES_MOVE))


def _digits(rate: Range) -> str:
    """A rate with four digits that count."""
    return " … ".join(dict.fromkeys(significant(end) for end in (rate.low, rate.high)))


def _range(entry: FigureEntry) -> Range:
    return printed_range(entry.statement, entry.head)


def _sign(unit: str) -> str:
    return " %" if unit == "percent" else ""
