"""Sums of what undertakings are worth, by currency: each says what is in it and what is left out, and why.

1.35 bn USD     in: Logistikzentrum (350 m), Kraftwerk (1 bn)     out: Vertrag, in the package «76 Dokumente»
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Literal

from msgspec import Struct, structs

from kelisim.account.histories import History
from kelisim.account.statuses import aiddata_status
from kelisim.account.things import Thing
from kelisim.account.titles import Words, title_words
from kelisim.ledger.query import UndertakingEntry
from kelisim.model import Qualifier, is_sure

Left = Literal["no_amount", "denied", "unsure", "conditional", "cancelled", "suspended", "pledge", "in_package"]
# Why an undertaking is in no sum; the first that holds. `docs/account.md` shows this table.
LEFT_OUT: tuple[tuple[Left, str], ...] = (
    ("no_amount", "no report gives its value"),
    ("denied", "its value was denied"),
    ("unsure", "its value was read with a confidence below 0.5"),
    ("conditional", "its value hangs on a condition"),
    ("cancelled", "it was cancelled"),
    ("suspended", "it is suspended"),
    ("pledge", "it is only pledged, or signed in a paper that binds nobody: a pledge with AidData"),
    ("in_package", "it is a member of a package that is counted"),
)


class Item(Struct, frozen=True, kw_only=True, array_like=True):
    """An undertaking with its value, the statement that gives it, and why it is left out; None where it is in."""

    id: str
    statement: str | None
    words: Words
    package: str | None
    amount: Decimal | None
    unit: str
    qualifier: Qualifier | None
    left_out: Left | None


class Total(Struct, frozen=True, kw_only=True):
    """The sum of one currency; ``at_least`` if a value in it is only a lower bound."""

    unit: str
    value: Decimal
    at_least: bool
    counted: tuple[Item, ...]


class Sums(Struct, frozen=True, kw_only=True):
    """A total for each currency, and everything that is in none of them."""

    totals: tuple[Total, ...]
    left_out: tuple[Item, ...]


def sums(things: Iterable[Thing], histories: Mapping[str, History]) -> Sums:
    """Add up ``things`` by currency, the largest number of undertakings first."""
    return summed(item(thing, histories[thing.id]) for thing in things)


def summed(every: Iterable[Item]) -> Sums:
    """Add up undertakings that were looked at one by one."""
    items = {one.id: one for one in every}
    items = {id: _beside_package(found, items) for id, found in items.items()}
    by_unit: dict[str, list[Item]] = defaultdict(list)
    for found in items.values():
        if found.left_out is None:
            by_unit[found.unit].append(found)
    totals = [_total(unit, counted) for unit, counted in by_unit.items()]
    totals.sort(key=lambda total: (-len(total.counted), total.unit))
    return Sums(totals=tuple(totals), left_out=tuple(found for found in items.values() if found.left_out))


def left_out(found: Sums) -> dict[str, Left | None]:
    """By the id of an undertaking why it is in no sum, None for what is in one."""
    counted = {item.id: item.left_out for total in found.totals for item in total.counted}
    return counted | {item.id: item.left_out for item in found.left_out}


def item(thing: Thing, told: History) -> Item:
    """An undertaking by itself, packages not yet looked at."""
    entry = valuing(thing)
    told_value = entry.statement if entry is not None else None
    return Item(
        id=thing.id,
        statement=entry.statement.id if entry is not None else None,
        words=title_words(thing),
        package=thing.package,
        amount=told_value.amount if told_value else None,
        unit=(told_value.unit or "") if told_value else "",
        qualifier=told_value.amount_qualifier if told_value else None,
        left_out=_reason(entry, told),
    )


def valuing(thing: Thing) -> UndertakingEntry | None:
    """The statement whose value counts: the last told one that is affirmed, else any."""
    valued = [entry for entry in thing.entries if entry.statement.amount is not None]
    affirmed = [entry for entry in valued if entry.statement.polarity == "affirmed"]
    return next(reversed(affirmed or valued), None)


def _reason(entry: UndertakingEntry | None, told: History) -> Left | None:
    if entry is None:
        return "no_amount"
    if entry.statement.polarity == "denied":
        return "denied"
    if not is_sure(entry.statement):
        return "unsure"
    if entry.statement.conditional:
        return "conditional"
    if told.stage == "cancelled":
        return "cancelled"
    if told.stage == "suspended":
        return "suspended"
    return "pledge" if aiddata_status(told) == "pledge" else None


def _beside_package(found: Item, items: Mapping[str, Item]) -> Item:
    """A package with a value counts, its members do not; one without is counted by its members.

    What is worth more than the package came to be more than the paper that is its member.
    """
    package = items.get(found.package or "")
    if found.left_out is None and package is not None and package.left_out is None and not _exceeds(found, package):
        return structs.replace(found, left_out="in_package")
    return found


def _exceeds(found: Item, package: Item) -> bool:
    return found.unit == package.unit and (found.amount or 0) > (package.amount or 0)


def _total(unit: str, counted: list[Item]) -> Total:
    return Total(
        unit=unit,
        value=sum((one.amount for one in counted if one.amount is not None), Decimal(0)),
        at_least=any(one.qualifier in ("over", "at_least") for one in counted),
        counted=tuple(counted),
    )
