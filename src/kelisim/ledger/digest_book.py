"""The digest into the ledger and out of it, in transactions that are passed in; what outlines say is not known here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, structs
from sqlalchemy import Connection, Select, and_, delete, exists, func, insert, intersect, or_, select

from kelisim.ledger.blocs import expand
from kelisim.ledger.digest_tables import (
    EVERY,
    digest_state,
    outline_codes,
    outline_members,
    outlines,
    thing_members,
    thing_names,
)
from kelisim.ledger.link_book import Seen
from kelisim.ledger.questions import is_current, take_part
from kelisim.ledger.tables import readings, statements

_AT_ONCE = 400
LINES = ("published", "possible", "recorded", "happened")


Days = tuple[str, str, str, str]


class Shelved(Struct, frozen=True, kw_only=True):
    """An outline as it is kept: sort, id, all codes of its parties, what it says.

    ``number`` is 0 for what is known now; from ``since`` to before ``until`` it is what was known: by what was
    published, by what may have been, by what was in the ledger, by what had happened. ``newest`` is the day from which
    on all of it is known.
    """

    sort: str
    id: str
    number: int
    codes: tuple[str, ...]
    newest: str
    since: Days
    until: Days
    owner: str
    payload: bytes


class Member(Struct, frozen=True):
    """A statement of an outline, and the undertaking, fact or meeting that it tells of.

    ``period`` is that of a figure where its report gives it away, ``possible`` the first day on which it may have been
    published, ``is_dated`` says whether it is known when it was so, ``rates`` is what the rate that it prints is looked
    up by.
    """

    statement: str
    outline: str
    thing: str
    period: str | None
    possible: str
    is_dated: bool
    rates: str | None


class Digest(Struct, frozen=True, kw_only=True):
    """All rows of a digest. By each name of a thing the one it goes by now is in ``names``, by the ids of statements,
    unsure ones too, their things in ``things``.
    """

    outlines: Sequence[Shelved]
    members: Sequence[Member]
    names: Mapping[str, str]
    things: Mapping[str, str]


class Renewed(Struct, frozen=True, kw_only=True):
    """What of a digest is renewed: outlines by their ids, statements with their things, things with their names.

    ``digest`` has their rows as they are now.
    """

    outlines: frozenset[str]
    statements: frozenset[str]
    things: frozenset[str]
    digest: Digest


def write_digest(connection: Connection, digest: Digest, seen: Seen) -> None:
    """Put ``digest`` in the place of the one that is kept; ``seen`` is what it was made of."""
    for table in EVERY:
        connection.execute(delete(table))
    _insert(connection, digest, seen)


def write_renewed(connection: Connection, renewed: Renewed, seen: Seen) -> None:
    """Put what is ``renewed`` in the place of what was kept of it."""
    for column, values in (
        (outlines.c.id, renewed.outlines),
        (outline_codes.c.id, renewed.outlines),
        (outline_members.c.statement, renewed.statements),
        (thing_members.c.statement, renewed.statements),
        (thing_names.c.thing, renewed.things),
    ):
        for part in _parts(sorted(values)):
            connection.execute(delete(column.table).where(column.in_(part)))
    connection.execute(delete(digest_state))
    _insert(connection, renewed.digest, seen)


def _insert(connection: Connection, digest: Digest, seen: Seen) -> None:
    kept = digest.outlines
    for table, rows in (
        (outlines, [_row(one) for one in kept]),
        (
            outline_codes,
            [{"sort": one.sort, "code": code, "id": one.id} for one in kept if not one.number for code in one.codes],
        ),
        (outline_members, [structs.asdict(member) for member in digest.members]),
        (thing_names, [{"name": name, "thing": thing} for name, thing in digest.names.items()]),
        (thing_members, [{"statement": id, "thing": thing} for id, thing in digest.things.items()]),
    ):
        if rows:
            connection.execute(insert(table), rows)
    row = {"rule": seen.rule, "readings": seen.readings, "decisions": seen.decisions}
    connection.execute(insert(digest_state), row)


def _row(one: Shelved) -> dict[str, Any]:
    row: dict[str, Any] = {"sort": one.sort, "id": one.id, "number": one.number, "newest": one.newest}
    row |= {"owner": one.owner, "payload": one.payload}
    for name, since, until in zip(LINES, one.since, one.until, strict=True):
        row |= {f"{name}_since": since, f"{name}_until": until}
    return row


def digest_seen(connection: Connection) -> Seen | None:
    """What the digest was made of; None where there is none."""
    row = connection.execute(select(digest_state)).first()
    return Seen(row.rule, row.readings, row.decisions) if row is not None else None


def ask_outlines(
    connection: Connection,
    sort: str,
    at: tuple[str, str] | None,
    parties: Sequence[str] = (),
    ids: Sequence[str] | None = None,
) -> list[bytes]:
    """What the outlines of a sort say in the order of their ids: now, or with ``at`` on a line and a day.

    With ``parties`` those that name each of them, with ``ids`` those alone.
    """
    if ids is not None:
        return [row for part in _parts(sorted(ids)) for row in _ask_outlines(connection, sort, at, part)]
    asked = _holding(sort, at)
    if parties:
        named = (
            select(outline_codes.c.id).where(outline_codes.c.sort == sort, outline_codes.c.code.in_(expand(party)))
            for party in parties
        )
        asked = asked.where(outlines.c.id.in_(intersect(*named)))
    return _payloads(connection, asked)


def _ask_outlines(connection: Connection, sort: str, at: tuple[str, str] | None, ids: Sequence[str]) -> list[bytes]:
    return _payloads(connection, _holding(sort, at).where(outlines.c.id.in_(ids)))


def _payloads(connection: Connection, asked: Select[Any]) -> list[bytes]:
    # the cursor's own rows: there are tens of thousands, and one column of each
    return [payload for (payload,) in connection.execute(asked.order_by(outlines.c.id)).cursor.fetchall()]


def _holding(sort: str, at: tuple[str, str] | None) -> Select[Any]:
    asked = select(outlines.c.payload).where(outlines.c.sort == sort)
    if at is None:
        return asked.where(outlines.c.number == 0)
    line, day = at
    return asked.where(outlines.c[f"{line}_since"] <= day, outlines.c[f"{line}_until"] > day)


def has_newer(connection: Connection, day: str, parties: Sequence[str]) -> bool:
    """Whether of an outline, of one with ``parties``, something was not known yet on ``day``."""
    asked = select(outlines.c.id).where(outlines.c.newest > day)
    for party in parties:
        same = (outline_codes.c.sort == outlines.c.sort, outline_codes.c.id == outlines.c.id)
        asked = asked.where(exists().where(*same, outline_codes.c.code.in_(expand(party))))
    return connection.execute(asked.limit(1)).first() is not None


def count_undated(connection: Connection, parties: Sequence[str]) -> int:
    """How many reports on ``parties`` tell something of which nobody knows when it was so."""
    about = [take_part(parties)] if parties else []
    asked = (
        select(func.count(statements.c.report.distinct()))
        .join(outline_members, outline_members.c.statement == statements.c.id)
        .where(~outline_members.c.is_dated, is_current(statements), *about)
    )
    return connection.scalar(asked) or 0


def count_left_out(connection: Connection, parties: Sequence[str], later_than: str | None) -> int:
    """How many reports on ``parties`` have no day; with a day how many have certainly appeared later than that."""
    same = and_(statements.c.report == readings.c.report, statements.c.generation == readings.c.generation)
    about = [take_part(parties)] if parties else []
    told = exists().where(same, statements.c.id == outline_members.c.statement, *about)
    undated = readings.c.published_earliest.is_(None)
    asked = select(func.count()).select_from(readings).where(is_current(readings))
    if later_than is None:
        return connection.scalar(asked.where(undated, told)) or 0
    may_be = outline_members.c.possible <= later_than
    known = exists().where(same, statements.c.id == outline_members.c.statement, may_be)
    later = or_(readings.c.published_earliest > later_than, and_(undated, ~known))
    return connection.scalar(asked.where(later, told)) or 0


def members_of(connection: Connection, ids: Sequence[str]) -> list[Member]:
    """The statements of these outlines."""
    asked = select(outline_members)
    return [
        Member(*row)
        for part in _parts(ids)
        for row in connection.execute(asked.where(outline_members.c.outline.in_(part)))
    ]


def outlines_with(connection: Connection, statements: Sequence[str]) -> list[Member]:
    """Which outlines these statements belong to."""
    asked = select(outline_members)
    return [
        Member(*row)
        for part in _parts(statements)
        for row in connection.execute(asked.where(outline_members.c.statement.in_(part)))
    ]


def found_in(connection: Connection, owners: Sequence[str]) -> dict[str, str]:
    """The contradictions, checks and series of families, packages and currencies: their ids with their sort."""
    asked = select(outlines.c.id, outlines.c.sort)
    return {
        row.id: row.sort
        for part in _parts(owners)
        for row in connection.execute(asked.where(outlines.c.owner.in_(part)))
    }


def owners_of(connection: Connection, ids: Sequence[str]) -> set[str]:
    """The families of series."""
    asked = select(outlines.c.owner).where(outlines.c.sort == "series")
    return {owner for part in _parts(ids) for owner in connection.scalars(asked.where(outlines.c.id.in_(part)))}


def printing_rates(connection: Connection, rates: Sequence[str]) -> list[str]:
    """The statements that print rates of currencies."""
    asked = select(outline_members.c.statement)
    return [id for part in _parts(rates) for id in connection.scalars(asked.where(outline_members.c.rates.in_(part)))]


def things_named(connection: Connection, prefix: str) -> list[str]:
    """The undertakings, facts and meetings that go by an id with this beginning."""
    # «g» comes after the last hexadecimal digit, so this is a range that an index answers.
    asked = select(thing_names.c.thing).where(thing_names.c.name >= prefix, thing_names.c.name < prefix + "g")
    return list(connection.scalars(asked.distinct()))


def statements_in(connection: Connection, thing: str) -> list[str]:
    """The statements of an undertaking, fact or meeting, unsure ones too."""
    return list(connection.scalars(select(thing_members.c.statement).where(thing_members.c.thing == thing)))


def statements_of(connection: Connection, things: Sequence[str]) -> list[str]:
    """The statements of these undertakings, facts and meetings."""
    asked = select(thing_members.c.statement)
    return [id for part in _parts(things) for id in connection.scalars(asked.where(thing_members.c.thing.in_(part)))]


def things_of(connection: Connection, statements: Sequence[str] | None = None) -> dict[str, str]:
    """By the id of a statement, of all or of these, that of its undertaking, fact or meeting."""
    asked = select(thing_members)
    if statements is None:
        return {row.statement: row.thing for row in connection.execute(asked)}
    return {
        row.statement: row.thing
        for part in _parts(statements)
        for row in connection.execute(asked.where(thing_members.c.statement.in_(part)))
    }


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE))


def read_digest(connection: Connection) -> Digest:
    """The whole digest that is kept."""
    codes: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in connection.execute(select(outline_codes).order_by(outline_codes.c.code)):
        codes[row.sort, row.id].append(row.code)
    members = connection.execute(select(outline_members))
    return Digest(
        outlines=[
            Shelved(
                sort=row.sort,
                id=row.id,
                number=row.number,
                codes=tuple(codes[row.sort, row.id]),
                newest=row.newest,
                since=(row.published_since, row.possible_since, row.recorded_since, row.happened_since),
                until=(row.published_until, row.possible_until, row.recorded_until, row.happened_until),
                owner=row.owner,
                payload=row.payload,
            )
            for row in connection.execute(select(outlines).order_by(*outlines.primary_key.columns))
        ],
        members=[Member(*row) for row in members],
        names={row.name: row.thing for row in connection.execute(select(thing_names))},
        things=things_of(connection),
    )


def rows(digest: Digest) -> tuple[object, ...]:
    """The rows of a digest in an order that does not depend on how they were made."""
    return (
        sorted(digest.outlines, key=lambda one: (one.sort, one.id, one.number)),
        sorted(digest.members, key=lambda one: one.statement),
        digest.names,
        digest.things,
    )
