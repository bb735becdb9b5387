"""Official statistics into the ledger and out of it, in transactions that are passed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from msgspec import Struct, structs
from sqlalchemy import Connection, Table, and_, func, insert, or_, select

from kelisim.errors import LedgerError
from kelisim.ledger.official import Deflator, OfficialRow, Rate, Record, StoredRow, Vintage
from kelisim.ledger.official_tables import official_deflators, official_rates, official_rows, official_vintages
from kelisim.ledger.writing import Stamp

_AT_ONCE = 10_000
_PAIRS_AT_ONCE = 200
_FIELDS = tuple(field.name for field in structs.fields(OfficialRow))

Pair = tuple[str, str]


class NewVintage(Struct, frozen=True, kw_only=True):
    """A file that is to become a vintage."""

    id: str
    path: str
    shape: str
    sha256: str
    retrieved_at: str | None = None  # the moment of writing where it is not known


def write_vintage(connection: Connection, new: NewVintage, records: Iterable[Record], stamp: Stamp) -> Vintage | None:
    """Add a file with its rows, rates and levels; None where this very file is there already."""
    if connection.scalar(select(official_vintages.c.id).where(official_vintages.c.id == new.id)):
        return None
    retrieved = new.retrieved_at or stamp.when
    connection.execute(
        insert(official_vintages).values(
            id=new.id,
            path=new.path,
            shape=new.shape,
            sha256=new.sha256,
            retrieved_at=retrieved,
            recorded_at=stamp.when,
            recorded_by=stamp.who,
        )
    )
    rows, rates, levels = _write_records(connection, new.id, iter(records))
    return Vintage(
        id=new.id,
        path=new.path,
        shape=new.shape,
        retrieved_at=retrieved,
        recorded_at=stamp.when,
        rows=rows,
        rates=rates,
        levels=levels,
    )


def _write_records(connection: Connection, vintage: str, records: Iterator[Record]) -> tuple[int, int, int]:
    rows = rates = levels = 0
    while batch := list(islice(records, _AT_ONCE)):
        found: list[tuple[Any, ...]] = []
        others: dict[type[Record], list[dict[str, Any]]] = {Rate: [], Deflator: []}
        for record in batch:
            if isinstance(record, OfficialRow):
                rows += 1
                found.append((vintage, rows, *structs.astuple(record)))
            else:
                others[type(record)].append(structs.asdict(record) | {"vintage": vintage})
        if found:  # as bare tuples: a million rows are to take seconds
            connection.exec_driver_sql(_insert_rows(connection), found)
        for table, values in ((official_rates, others[Rate]), (official_deflators, others[Deflator])):
            if values:
                connection.execute(insert(table), [_columns_of(table, each) for each in values])
        rates += len(others[Rate])
        levels += len(others[Deflator])
    return rows, rates, levels


def _columns_of(table: Table, values: dict[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in table.c.keys()}  # noqa: SIM118 - columns, not a dictionary


def _insert_rows(connection: Connection) -> str:
    """The statement that takes vintage, number and the fields of a row in their order."""
    names = dict.fromkeys(("vintage", "number", *_FIELDS))
    return str(insert(official_rows).values(names).compile(connection.engine, column_keys=list(names)))


def ask_rows(connection: Connection, pairs: Iterable[Pair] | None = None) -> Iterator[StoredRow]:
    """The rows that count now: of the same figure of the same source the one retrieved last.

    ``pairs`` are unordered pairs of states; both sides' rows come. Without it everything comes.
    """
    if connection.execute(select(official_vintages.c.id).limit(1)).first() is None:
        return
    wanted = None if pairs is None else sorted({(min(pair), max(pair)) for pair in pairs})
    chunks = [None] if wanted is None else [wanted[at : at + _PAIRS_AT_ONCE] for at in _starts(len(wanted))]
    for chunk in chunks:
        yield from _newest(connection, chunk)


def _starts(length: int) -> range:
    return range(0, length, _PAIRS_AT_ONCE)


def _newest(connection: Connection, pairs: list[Pair] | None) -> Iterator[StoredRow]:
    columns = [official_rows.c[name] for name in _FIELDS]
    question = select(*columns, official_rows.c.vintage, official_vintages.c.retrieved_at).join(official_vintages)
    if pairs is not None:
        sides = [side for left, right in pairs for side in ((left, right), (right, left))]
        table = official_rows.c
        question = question.where(or_(*(and_(table.reporter == one, table.partner == other) for one, other in sides)))
    when = official_vintages.c
    question = question.order_by(when.retrieved_at, when.recorded_at, when.id, official_rows.c.number)
    newest: dict[tuple[str, ...], StoredRow] = {}
    for *values, vintage, retrieved in connection.execute(question):
        row = OfficialRow(**dict(zip(_FIELDS, values, strict=True)))
        newest[figure_key(row)] = StoredRow(row, vintage, retrieved)
    yield from newest.values()


def figure_key(row: OfficialRow) -> tuple[str, ...]:
    """What makes two rows the same figure, told at different times."""
    return row.reporter, row.partner, row.period, row.flow, row.item, row.valuation, row.bound, row.source


def ask_rates(connection: Connection) -> list[Rate]:
    """The exchange rates that count now."""
    when = official_vintages.c
    question = (
        select(*(official_rates.c[name] for name in ("currency", "period", "usd_per_unit", "source")))
        .join(official_vintages)
        .order_by(when.retrieved_at, when.recorded_at, when.id)
    )
    newest = {(row.currency, row.period): Rate(**row._mapping) for row in connection.execute(question)}
    return list(newest.values())


def ask_deflators(connection: Connection) -> list[Deflator]:
    """The levels of price indices that count now."""
    when = official_vintages.c
    names = ("name", "period", "level", "source")
    question = (
        select(*(official_deflators.c[name] for name in names), when.retrieved_at)
        .join(official_vintages)
        .order_by(when.retrieved_at, when.recorded_at, when.id)
    )
    newest = {(row.name, row.period): Deflator(**row._mapping) for row in connection.execute(question)}
    return list(newest.values())


def ask_vintages(connection: Connection) -> list[Vintage]:
    """Every file that was imported, the one retrieved first before the others."""
    when = official_vintages.c
    counts = [
        select(func.count()).select_from(table).where(table.c.vintage == when.id).scalar_subquery().label(name)
        for name, table in (("rows", official_rows), ("rates", official_rates), ("levels", official_deflators))
    ]
    columns = (when.id, when.path, when.shape, when.retrieved_at, when.recorded_at, *counts)
    question = select(*columns).order_by(when.retrieved_at, when.recorded_at, when.id)
    return [Vintage(**row._mapping) for row in connection.execute(question)]


def refuse_other_scale(connection: Connection, vintage: str, path: str) -> None:
    """Refuse a file whose figures are mostly a power of ten away from what other sources say of the same.

    Raises `LedgerError`; the transaction is then taken back. Catches thousands and millions told as dollars.
    """
    new, old = official_rows.alias("new"), official_rows.alias("old")
    same = [new.c[name] == old.c[name] for name in ("reporter", "partner", "period", "flow", "item")]
    question = (
        select(new.c.value, old.c.value)
        .join(old, and_(*same, old.c.vintage != new.c.vintage))
        .where(new.c.vintage == vintage, new.c.value > 0, old.c.value > 0)
        .limit(1000)
    )
    ratios = sorted(mine / other for mine, other in connection.execute(question))
    if not ratios:
        return
    middle = ratios[len(ratios) // 2]
    if not 0.02 < middle < 50:
        raise LedgerError(
            f"{path}: its values are about {middle:.3g} times those that the ledger has for the same figures: "
            "thousands or millions told as dollars? Nothing was imported; mend the scale and import it again"
        )
