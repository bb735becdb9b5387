"""Series of facts: points by period, with their vintages, contradictions and longer periods; baselines of targets."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import Literal

from msgspec import structs

from kelisim.account.clusters import couple
from kelisim.account.facts import OF_THINGS, Told, same_period, same_sort
from kelisim.account.minting import in_order, thing_id
from kelisim.account.same_figures import MOST_KIN, by_kin
from kelisim.account.things import RULE, Fact, Link, Reason, Series
from kelisim.ledger.query import FigureEntry
from kelisim.model import is_sure

Key = tuple[str, ...]
_SMALL = 0.15  # a share by which a number is revised without contradicting the one before
_MOST = 200


def difference_key(item: Told) -> Key | None:
    """What figures have in common that may give other numbers for one period; None where there is no period."""
    return (*_key(item), item.period) if item.period else None


def differences(block: Mapping[str, Told]) -> list[Link]:
    """Figures of one sort and period that cannot be one number: a later one revises, or the two contradict.

    Of those that say the same number each is held against the first one told of every other number.
    """
    told: dict[str, dict[str, Told]] = by_kin(block)
    kin = [_in_order(told[name]) for name in sorted(told)[:MOST_KIN]]
    found: dict[tuple[str, str], Link] = {}
    for mine, yours in combinations(kin, 2):
        if not _differ(mine[0], yours[0]):
            continue
        for left, right in (*product(mine, yours[:1]), *product(mine[:1], yours)):
            if left.text != right.text:  # a report that gives two numbers means two things
                found[couple(left.id, right.id)] = _difference(left, right)
    return [link for _, link in sorted(found.items())]


def _in_order(figures: Mapping[str, Told]) -> list[Told]:
    """As they were told, the sure ones first."""
    ordered = in_order(item.entry for item in figures.values())
    return [figures[entry.statement.id] for entry in sorted(ordered, key=lambda entry: not is_sure(entry.statement))]


def _differ(left: Told, right: Told) -> bool:
    return bool(
        same_sort(left, right, strictly=True) and same_period(left, right) and not left.range.meets(right.range)
    )


def _key(item: Told) -> Key:
    figure = item.figure
    return (figure.indicator, figure.measure, figure.unit, "planned" if item.planned else "actual", *figure.parties)


def _difference(left: Told, right: Told) -> Link:
    first, second = in_order((left.entry, right.entry))
    revised = _is_revised(first, second) or left.planned
    kind: Literal["revises", "contradicts"] = "revises" if revised else "contradicts"
    ids = (second.statement.id, first.statement.id) if revised else couple(left.id, right.id)
    words = f"{first.head} · {second.head}"
    return Link(
        kind=kind, left=ids[0], right=ids[1], verdict="linked", score=1.0, by=RULE,
        reasons=(Reason("another number for one period", 1.0, words),),
    )  # fmt: skip


def _is_revised(first: FigureEntry, second: FigureEntry) -> bool:
    """Whether the later number may be a better one of the same: the earlier was provisional, or they are close."""
    one, other = first.statement, second.statement
    if one.provisional or one.estimate:
        return True
    dates = [entry.sources[0].published for entry in (first, second)]
    if not all(dates) or dates[0] == dates[1]:
        return False
    most = max(abs(one.high), abs(other.high))
    return bool(most) and float(abs(one.high - other.high) / most) <= _SMALL


def baselines(figures: Iterable[Told]) -> Iterator[Link]:
    """What a target of a text starts from: the level of the same sort in the same sentence, else before it."""
    levels = sorted((item for item in figures if item.figure.measure == "level"), key=lambda item: item.id)
    for target in levels:
        if target.figure.modality != "target" or target.figure.of or target.figure.indicator in OF_THINGS:
            continue
        same = [item for item in levels if not item.planned and same_sort(item, target, strictly=True)]
        level = max(same, key=lambda item: _nearness(item, target), default=None)
        if level is not None:
            yield Link(
                kind="baseline_of", left=level.id, right=target.id, verdict="linked", score=1.0, by=RULE,
                reasons=(Reason("baseline", 1.0, f"{level.entry.head} · {target.entry.head}"),),
            )  # fmt: skip


def _nearness(level: Told, target: Told) -> tuple[bool, str, int]:
    evidence, other = level.figure.evidence, target.figure.evidence
    return evidence.start == other.start, level.days[1] if level.days else "", -abs(evidence.start - other.start)


def all_series(
    figures: Mapping[str, Told], found: Sequence[tuple[str, ...]], links: Sequence[Link]
) -> tuple[Series, ...]:
    """The facts in their series, by period; ``found`` are the groups of figures, ``links`` their differences."""
    fact_of = {id: members for members in found for id in members}
    others: dict[str, dict[tuple[str, ...], list[FigureEntry]]] = {"revises": {}, "contradicts": {}}
    for link in links:
        if link.kind == "revises":
            others["revises"].setdefault(fact_of[link.right], []).append(figures[link.left].entry)
        elif link.kind == "contradicts":
            for one, other in ((link.left, link.right), (link.right, link.left)):
                others["contradicts"].setdefault(fact_of[one], []).append(figures[other].entry)
    by_key: dict[Key, list[Fact]] = defaultdict(list)
    first_of: dict[Key, Told] = {}
    for members in found:
        entries = in_order(figures[id].entry for id in members)
        first = figures[entries[0].statement.id]
        key = _series_key(first)
        first_of.setdefault(key, first)
        period = next(
            (figures[id].period for id in (entry.statement.id for entry in entries) if figures[id].days), None
        )
        by_key[key].append(
            Fact(
                id=thing_id(entries[0]),
                entries=entries,
                period=period or first.period,
                vintages=in_order(_each_once(others["revises"].get(members, ()))),
                contradictions=in_order(_each_once(others["contradicts"].get(members, ()))),
            )
        )
    return tuple(_series(key, first_of[key], facts, figures) for key, facts in sorted(by_key.items()))


def _each_once(entries: Iterable[FigureEntry]) -> Iterable[FigureEntry]:
    return {entry.statement.id: entry for entry in entries}.values()


def _series_key(item: Told) -> Key:
    figure = item.figure
    ends = (figure.origin or "", figure.destination or "")
    return (*_key(item)[:3], figure.per or "", *ends, " ".join(sorted(item.item)), *figure.parties)


def series_id(first: Told) -> str:
    """The id of the series of a fact, which is told first by this figure."""
    return _id_of(_series_key(first))


def _id_of(key: Key) -> str:
    return hashlib.sha256("\n".join(("series", *key)).encode()).hexdigest()[:16]


def _series(key: Key, first: Told, facts: Sequence[Fact], figures: Mapping[str, Told]) -> Series:
    figure = first.figure
    days = {fact.id: figures[fact.entries[0].statement.id].days for fact in facts}
    ordered = sorted(facts, key=lambda fact: (days[fact.id] is None, days[fact.id] or ("", ""), fact.id))
    return Series(
        id=_id_of(key),
        indicator=figure.indicator,
        measure=figure.measure,
        parties=figure.parties,
        origin=figure.origin,
        destination=figure.destination,
        item=figure.item,
        unit=figure.unit,
        per=figure.per,
        facts=tuple(_within_longer(ordered, days)),
    )


def _within_longer(facts: Sequence[Fact], days: Mapping[str, tuple[str, str] | None]) -> Iterator[Fact]:
    """Facts with the id of the shortest longer period that contains theirs."""
    dated = [(fact, span) for fact in facts if (span := days[fact.id]) and span[1] < "9999"]
    for fact in facts:
        span = days[fact.id]
        around = [
            (other[1], other[0], holder.id)
            for holder, other in dated[:_MOST]
            if span and other != span and other[0] <= span[0] and span[1] <= other[1]
        ]
        yield structs.replace(fact, part_of_period=min(around)[2]) if around else fact
