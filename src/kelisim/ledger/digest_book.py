"""The digest into the ledger and out of it, in transactions that are passed in; what outlines say is not known here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, structs
from sqlalchemy import Connection, delete, exists, insert, intersect, select

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

_AT_ONCE = 400


class Shelved(Struct, frozen=True, kw_only=True):
    """An outline as it is kept: sort, id, all codes of its parties, the day from which on it is known, what it says."""

    sort: str
    id: str
    codes: tuple[str, ...]
    newest: str
    payload: bytes


class Member(Struct, frozen=True):
    """A statement of an outline, and the undertaking, fact or meeting that it tells of.

    ``period`` is that of a figure where its report gives it away.
    """

    statement: str
    outline: str
    thing: str
    period: str | None = None


class Digest(Struct, frozen=True, kw_only=True):
    """All rows of a digest. By each name of a thing the one it goes by now is in ``names``, by the ids of statements,
    unsure ones too, their things in ``things``.
    """

    outlines: Sequence[Shelved]
    members: Sequence[Member]
    names: Mapping[str, str]
    things: Mapping[str, str]


def write_digest(connection: Connection, digest: Digest, seen: Seen) -> None:
    """Put ``digest`` in the place of the one that is kept; ``seen`` is what it was made of."""
    for table in EVERY:
        connection.execute(delete(table))
    kept = digest.outlines
    for table, rows in (
        (outlines, [{"sort": one.sort, "id": one.id, "newest": one.newest, "payload": one.payload} for one in kept]),
        (outline_codes, [{"sort": one.sort, "code": code, "id": one.id} for one in kept for code in one.codes]),
        (outline_members, [structs.asdict(member) for member in digest.members]),
        (thing_names, [{"name": name, "thing": thing} for name, thing in digest.names.items()]),
        (thing_members, [{"statement": id, "thing": thing} for id, thing in digest.things.items()]),
    ):
        if rows:
            connection.execute(insert(table), rows)
    row = {"rule": seen.rule, "readings": seen.readings, "decisions": seen.decisions}
    connection.execute(insert(digest_state), row)


def digest_seen(connection: Connection) -> Seen | None:
    """What the digest was made of; None where there is none."""
    row = connection.execute(select(digest_state)).first()
    return Seen(row.rule, row.readings, row.decisions) if row is not None else None


def ask_outlines(connection: Connection, sort: str, parties: Sequence[str]) -> list[bytes]:
    """What the outlines of a sort say in the order of their ids; with ``parties`` those that name each of them."""
    asked = select(outlines.c.payload).where(outlines.c.sort == sort)
    if parties:
        named = (
            select(outline_codes.c.id).where(outline_codes.c.sort == sort, outline_codes.c.code.in_(expand(party)))
            for party in parties
        )
        asked = asked.where(outlines.c.id.in_(intersect(*named)))
    return list(connection.scalars(asked.order_by(outlines.c.id)))


def has_newer(connection: Connection, day: str, parties: Sequence[str]) -> bool:
    """Whether of an outline, of one with ``parties``, something was not known yet on ``day``."""
    asked = select(outlines.c.id).where(outlines.c.newest > day)
    for party in parties:
        same = (outline_codes.c.sort == outlines.c.sort, outline_codes.c.id == outlines.c.id)
        asked = asked.where(exists().where(*same, outline_codes.c.code.in_(expand(party))))
    return connection.execute(asked.limit(1)).first() is not None


def members_of(connection: Connection, ids: Sequence[str]) -> list[Member]:
    """The statements of these outlines."""
    asked = select(outline_members)
    return [
        Member(row.statement, row.outline, row.thing, row.period)
        for part in _parts(ids)
        for row in connection.execute(asked.where(outline_members.c.outline.in_(part)))
    ]


def outlines_with(connection: Connection, statements: Sequence[str]) -> list[Member]:
    """Which outlines these statements belong to."""
    asked = select(outline_members)
    return [
        Member(row.statement, row.outline, row.thing, row.period)
        for part in _parts(statements)
        for row in connection.execute(asked.where(outline_members.c.statement.in_(part)))
    ]


def things_named(connection: Connection, prefix: str) -> list[str]:
    """The undertakings, facts and meetings that go by an id with this beginning."""
    # «g» comes after the last hexadecimal digit, so this is a range that an index answers.
    asked = select(thing_names.c.thing).where(thing_names.c.name >= prefix, thing_names.c.name < prefix + "g")
    return list(connection.scalars(asked.distinct()))


def statements_in(connection: Connection, thing: str) -> list[str]:
    """The statements of an undertaking, fact or meeting, unsure ones too."""
    return list(connection.scalars(select(thing_members.c.statement).where(thing_members.c.thing == thing)))


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
                sort=row.sort, id=row.id, codes=tuple(codes[row.sort, row.id]), newest=row.newest, payload=row.payload
            )
            for row in connection.execute(select(outlines))
        ],
        members=[Member(row.statement, row.outline, row.thing, row.period) for row in members],
        names={row.name: row.thing for row in connection.execute(select(thing_names))},
        things=things_of(connection),
    )


def rows(digest: Digest) -> tuple[object, ...]:
    """The rows of a digest in an order that does not depend on how they were made."""
    return (
        sorted(digest.outlines, key=lambda one: (one.sort, one.id)),
        sorted(digest.members, key=lambda one: one.statement),
        digest.names,
        digest.things,
    )
