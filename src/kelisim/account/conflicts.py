"""Where reports contradict each other or themselves: each with all its quotes, nothing decided.

«21,4 Milliarden Euro»  against  «18,2 Milliarden Euro»     trade DE IN, 2018: apart beyond rounding and bounds
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct

from kelisim.account.arithmetic import in_one_scale, spread
from kelisim.account.checks import Check
from kelisim.account.histories import History
from kelisim.account.precision import printed_range
from kelisim.account.things import Series, Thing
from kelisim.ledger.query import Entry, FigureEntry

ConflictKind = Literal["figure", "sum", "stage", "denial", "amount"]
CONFLICTS: tuple[tuple[ConflictKind, str], ...] = (
    ("figure", "two numbers for one period of a series, apart beyond rounding and bounds"),
    ("sum", "a check of printed numbers that does not come out"),
    ("stage", "a stage told after another one that it cannot follow"),
    ("denial", "one report affirms what another one denies"),
    ("amount", "two values of one undertaking in one currency, apart beyond their bounds"),
)


class Conflict(Struct, frozen=True, kw_only=True):
    """What contradicts what; ``about`` is the id of the series or the thing."""

    kind: ConflictKind
    about: str
    parties: tuple[str, ...]
    entries: tuple[Entry[Any], ...]
    why: str


def order_of(conflict: Conflict) -> tuple[str, ...]:
    """By what contradictions stand in order: kind, parties, what they are about, statements."""
    rank = [kind for kind, _ in CONFLICTS].index(conflict.kind)
    ids = (entry.statement.id for entry in conflict.entries)
    return (str(rank), " ".join(conflict.parties), conflict.about, *ids)


def figure_conflicts(series: Iterable[Series]) -> Iterator[Conflict]:
    """Numbers of one period that cannot be the same."""
    for one in series:
        seen: set[str] = set()
        for fact in one.facts:
            seen.update(entry.statement.id for entry in fact.entries)
            for entry in fact.contradictions:
                if entry.statement.id in seen:
                    continue
                yield Conflict(
                    kind="figure",
                    about=one.id,
                    parties=one.parties,
                    entries=(fact.entries[0], entry),
                    why=_apart(fact.entries[0], entry) + _year(fact.entries[0], entry),
                )


def sum_conflicts(found: Iterable[Check]) -> Iterator[Conflict]:
    """Checks that do not come out."""
    for check in found:
        if check.outcome == "disagrees":
            first = check.entries[0].statement
            yield Conflict(
                kind="sum", about=first.id, parties=first.parties, entries=check.entries, why=check.arithmetic
            )


def thing_conflicts(things: Iterable[Thing], histories: Mapping[str, History]) -> Iterator[Conflict]:
    """Moves that cannot be, denials, and values that differ."""
    for thing in things:
        told = histories[thing.id]
        for move in told.conflicts:
            yield _conflict("stage", thing, (move.before.entry, move.after.entry), _move(move.before, move.after))
        affirmed = [event.entry for event in told.events if event.entry.statement.polarity == "affirmed"]
        if told.denied and affirmed:
            yield _conflict("denial", thing, (affirmed[0], told.denied[0]), "")
        yield from _amounts(thing)


def _conflict(kind: ConflictKind, thing: Thing, entries: tuple[Entry[Any], ...], why: str) -> Conflict:
    return Conflict(kind=kind, about=thing.id, parties=thing.entries[0].statement.parties, entries=entries, why=why)


def _move(before: Any, after: Any) -> str:  # noqa: ANN401 - two events of a history
    return f"{before.stage} ({before.moment.latest}) -> {after.stage} ({after.moment.earliest})"


def _year(*entries: FigureEntry) -> str:
    """What is to be said where a report does not tell the year itself, but gives it away."""
    return "; year inferred" if any(entry.statement.period is None for entry in entries) else ""


def _apart(left: FigureEntry, right: FigureEntry) -> str:
    one, other = printed_range(left.statement, left.head), printed_range(right.statement, right.head)
    numbers = [one.low, one.high, other.low, other.high]
    _, scale = in_one_scale([number for number in numbers if number.is_finite()])
    power = {"tn": 12, "bn": 9, "m": 6}.get(scale, 0)
    told = [spread(type(range)(range.low.scaleb(-power), range.high.scaleb(-power))) for range in (one, other)]
    return f"{told[0]} | {told[1]} {scale} {left.statement.unit}".replace("  ", " ")


def _amounts(thing: Thing) -> Iterator[Conflict]:
    """Each plain value of a currency against the first one; values with a bound are not compared."""
    first: dict[str | None, Entry[Any]] = {}
    for entry in _valued(thing):
        told = entry.statement
        other = first.setdefault(told.unit, entry)
        if other.statement.amount != told.amount:
            (one, two), scale = in_one_scale((other.statement.amount, told.amount))
            yield _conflict("amount", thing, (other, entry), f"{one} | {two} {scale} {told.unit}".replace("  ", " "))


def _valued(thing: Thing) -> Sequence[Entry[Any]]:
    return [e for e in thing.entries if e.statement.amount is not None and e.statement.amount_qualifier == "exact"]
