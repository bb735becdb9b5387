"""Links and decisions into the ledger and out of it, in transactions that are passed in."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Any, Literal

import msgspec
from msgspec import Struct, structs
from sqlalchemy import Connection, Row, Select, and_, func, insert, select

from kelisim.ledger.link_tables import link_decisions, link_runs, links
from kelisim.ledger.links import Decided, Decision, Link, LinkKind, Reason, Verdict, Words
from kelisim.ledger.tables import readings
from kelisim.ledger.workings import Found, Renewed
from kelisim.ledger.writing import Stamp

_AT_ONCE = 400
_ENCODER = msgspec.json.Encoder()
_REASONS = msgspec.json.Decoder(tuple[Reason, ...])
_GONE = "gone"
Pair = tuple[str, str, str]
End = Literal["left", "right"]


class Judged(Struct, frozen=True, kw_only=True):
    """A pair that a person decides about: the sort of link, the words of both, and what is held of them."""

    kind: LinkKind
    left: Words
    right: Words
    verdict: Decided


def write_decision(connection: Connection, judged: Judged, stamp: Stamp) -> Decision:
    """Add a decision as the next one about its pair; of a part and its whole the part stays left."""
    first, second = sorted((judged.left, judged.right))
    pair = _pair_id(judged.kind, first, second)
    left, right = (judged.left, judged.right) if judged.kind == "part_of" else (first, second)
    last = connection.scalar(select(func.max(link_decisions.c.number)).where(link_decisions.c.pair == pair)) or 0
    row = {"pair": pair, "number": last + 1, "kind": judged.kind, "verdict": judged.verdict}
    row |= _columns("left", left) | _columns("right", right)
    row |= {"decided_by": stamp.who, "decided_at": stamp.when, "reason": stamp.why}
    connection.execute(insert(link_decisions), row)
    return Decision(
        kind=judged.kind, left=left, right=right, verdict=judged.verdict, number=last + 1, by=stamp.who,
        decided_at=stamp.when, why=stamp.why,
    )  # fmt: skip


def ask_decisions(connection: Connection) -> list[Decision]:
    """Every decision, the earliest first."""
    order = (link_decisions.c.decided_at, link_decisions.c.pair, link_decisions.c.number)
    return [
        Decision(
            kind=row.kind,
            left=_words("left", row),
            right=_words("right", row),
            verdict=row.verdict,
            number=row.number,
            by=row.decided_by,
            decided_at=row.decided_at,
            why=row.reason,
        )
        for row in connection.execute(select(link_decisions).order_by(*order))
    ]


class Seen(Struct, frozen=True):
    """What a run of the rules saw: under which rules, how many readings and decisions there were.

    Rows are only added, so these numbers tell one state of the ledger from another.
    """

    rule: str
    readings: int
    decisions: int


def has_replaced_since(connection: Connection, day: str) -> bool:
    """Whether after ``day`` some reading was replaced by a newer one, or a person decided something."""
    asked = (
        select(readings.c.report).where(readings.c.generation > 1, func.substr(readings.c.read_at, 1, len(day)) > day),
        select(link_decisions.c.pair).where(func.substr(link_decisions.c.decided_at, 1, len(day)) > day),
    )
    return any(connection.execute(one.limit(1)).first() is not None for one in asked)


def write_links(connection: Connection, found: Iterable[Link], seen: Seen, stamp: Stamp) -> int:
    """Add a run of the rules: rows for what is new, changed or gone, nothing for what is held already.

    ``seen`` is what the links were made of, which may be less than the ledger holds by now. Returns the number of rows.
    """
    return len(_write_run(connection, ask_links(connection), found, (seen, stamp)))


def write_renewed(connection: Connection, found: Found, seen: Seen, stamp: Stamp) -> tuple[int, set[str]]:
    """Add a run of the rules that looked at some of the statements: what it did not look at holds as it did.

    Returns the number of rows, and the statements that are linked otherwise.
    """
    by_person = {_key(link) for link in found.said}
    before: list[Link] = []
    now = [link for link in found.said if link.left in found.told or link.right in found.told]
    for kind in {one.kind for one in found.renewed}:
        scopes = [one for one in found.renewed if one.kind == kind]
        ids = found.told.union(*(one.ids for one in scopes))
        kept = ask_links(connection, sorted(ids), (kind,))
        before += [link for link in kept if _is_looked_at(link, scopes, found.told)]
        now += [link for one in scopes for link in one.links if _key(link) not in by_person]
    rows = _write_run(connection, before, now, (seen, stamp))
    return len(rows), {id for row in rows for id in (row["left"], row["right"])}


def _is_looked_at(link: Link, scopes: Sequence[Renewed], told: frozenset[str]) -> bool:
    """Whether a run made this link anew if it still holds: of a person by its texts."""
    ends = (link.left, link.right)
    if not link.reasons and link.score == 0:
        return not told.isdisjoint(ends)
    return any(one.verdict in (None, link.verdict) and not one.ids.isdisjoint(ends) for one in scopes)


def _write_run(
    connection: Connection, before: Iterable[Link], found: Iterable[Link], about: tuple[Seen, Stamp]
) -> list[dict[str, Any]]:
    seen, stamp = about
    kept = {_key(link): link for link in before}
    run = (connection.scalar(select(func.max(link_runs.c.number))) or 0) + 1
    connection.execute(
        insert(link_runs),
        {
            "number": run,
            "rule": seen.rule,
            "readings": seen.readings,
            "decisions": seen.decisions,
            "recorded_at": stamp.when,
            "recorded_by": stamp.who,
        },
    )
    now = {_key(link): structs.replace(link, decided_at=None) for link in found}  # the run tells when
    rows = [_link_row(link, run, link.verdict) for key, link in now.items() if kept.get(key) != link]
    rows += [_link_row(link, run, _GONE) for key, link in kept.items() if key not in now]
    if rows:
        connection.execute(insert(links), rows)
    return rows


def last_seen(connection: Connection) -> Seen | None:
    """What the last run saw; None before the first."""
    last = connection.execute(select(link_runs).order_by(link_runs.c.number.desc()).limit(1)).first()
    return Seen(last.rule, last.readings, last.decisions) if last is not None else None


def to_be_seen(connection: Connection, rule: str) -> Seen:
    """What a run under ``rule`` would see now."""
    counts = (connection.scalar(select(func.count()).select_from(table)) or 0 for table in (readings, link_decisions))
    return Seen(rule, *counts)


def ask_links(
    connection: Connection,
    ids: Sequence[str] | None = None,
    kinds: Sequence[LinkKind] = (),
    ends: Sequence[End] = ("left", "right"),
) -> list[Link]:
    """The links that hold now, all of them or those with one of the statements ``ids`` at one of the ``ends``; of
    these ``kinds`` alone.
    """
    current = _current().where(links.c.kind.in_(kinds)) if kinds else _current()
    rows = connection.execute(current) if ids is None else _rows_at(connection, current, ids, ends)
    held = (_link(row) for row in rows if row.verdict != _GONE)
    return sorted(held, key=lambda link: (link.kind, -link.score, link.left, link.right))


def ask_pairs(
    connection: Connection, ids: Sequence[str], kinds: Sequence[LinkKind], verdict: Verdict = "linked"
) -> list[tuple[str, str]]:
    """The ends of the links of these kinds that hold now with one of the statements ``ids``."""
    current = _current().where(links.c.kind.in_(kinds), links.c.verdict == verdict)
    few: Select[Any] = current.with_only_columns(links.c.kind, links.c.left, links.c.right)
    return [(row.left, row.right) for row in _rows_at(connection, few, ids, ("left", "right"))]


def _rows_at(connection: Connection, asked: Select[Any], ids: Sequence[str], ends: Sequence[End]) -> Iterable[Row[Any]]:
    """The rows, each once, with one of the statements at one end: an index answers for each end, but none for both."""
    each = (asked.where(links.c[end].in_(part)) for end in ends for part in _parts(ids))
    return {(row[0], row[1], row[2]): row for one in each for row in connection.execute(one).all()}.values()


def ask_suggested(
    connection: Connection, kinds: Sequence[LinkKind], among: Container[str] | None, most: int | None
) -> tuple[list[Link], int]:
    """The suggested links of these kinds, the likeliest first, no more than ``most``; and how many there are in all.

    With ``among`` those of which both statements are among these.
    """
    current = _current().where(links.c.kind.in_(kinds), links.c.verdict == "suggested")
    pairs = current.with_only_columns(links.c.kind, links.c.left, links.c.right)
    ordered = pairs.order_by(links.c.score.desc(), links.c.left, links.c.right)
    found = [
        (row.kind, row.left, row.right)
        for row in connection.execute(ordered)
        if among is None or (row.left in among and row.right in among)
    ]
    first = found[:most]
    ids = sorted({id for _, *ends in first for id in ends})
    known = {_key(link): link for link in ask_links(connection, ids, kinds)}
    return [known[pair] for pair in first], len(found)


def ask_dated_links(connection: Connection, ids: Sequence[str]) -> list[Link]:
    """The links of the statements ``ids`` with the time at which each was recorded."""
    found = ask_links(connection, ids)
    times = {row.number: row.recorded_at for row in connection.execute(select(link_runs))}
    runs = {
        (row.kind, row.left, row.right): row.run
        for part in _parts(ids)
        for end in (links.c.left, links.c.right)
        for row in connection.execute(_current().where(end.in_(part)))
    }
    return [structs.replace(link, decided_at=times[runs[_key(link)]]) for link in found]


def _current() -> Select[Any]:
    newer = links.alias("newer")
    same = and_(newer.c.kind == links.c.kind, newer.c.left == links.c.left, newer.c.right == links.c.right)
    return select(links).where(links.c.run == select(func.max(newer.c.run)).where(same).scalar_subquery())


def _pair_id(kind: str, left: Words, right: Words) -> str:
    return hashlib.sha256(_ENCODER.encode((kind, left, right))).hexdigest()[:16]


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE))


def _key(link: Link) -> Pair:
    return link.kind, link.left, link.right


def _columns(side: str, words: Words) -> dict[str, Any]:
    values = {"statement": words.statement, "text": words.text_hash, "start": words.start, "end": words.end}
    return {f"{side}_{name}": value for name, value in values.items()}


def _words(side: str, row: Row[Any]) -> Words:
    statement, text, start, end = (getattr(row, f"{side}_{name}") for name in ("statement", "text", "start", "end"))
    return Words(statement=statement, text_hash=text, start=start, end=end)


def _link_row(link: Link, run: int, verdict: str) -> dict[str, Any]:
    return {
        "kind": link.kind,
        "left": link.left,
        "right": link.right,
        "run": run,
        "verdict": verdict,
        "score": link.score,
        "decided_by": link.by,
        "reasons": _ENCODER.encode(link.reasons).decode(),
        "reason": link.why,
    }


def _link(row: Row[Any]) -> Link:
    return Link(
        kind=row.kind,
        left=row.left,
        right=row.right,
        verdict=row.verdict,
        score=row.score,
        by=row.decided_by,
        reasons=_REASONS.decode(row.reasons),
        why=row.reason,
    )
