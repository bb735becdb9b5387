"""Workings of linking into the ledger and out of it, in a transaction that is passed in.

`KeptWorkings` answers what linking asks of one more report: a few statements by what they are looked up by. What was
found goes back with `keep`; all of it is written anew with `write_workings`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from kelisim.ledger import link_book, questions
from kelisim.ledger.link_book import Seen
from kelisim.ledger.links import Decision, Link, LinkKind, Verdict
from kelisim.ledger.query import AnyEntry
from kelisim.ledger.workings import Found, Indexed, Key, Rescored, ScoreKind, Scores
from kelisim.ledger.workings_tables import EVERY, linked_items, linked_keys, linked_scores, linking_state
from kelisim.ledger.writing import Stamp

_AT_ONCE = 400
_SHARE = 20  # where more than one text in so many is new, linking all of them is quicker


def changed_texts(connection: Connection, now: Seen) -> list[str] | None:
    """The texts that were read or decided about since the last run; None where all must be linked anew.

    Rows are only ever added, so those of later readings stand behind those that the last run has seen.
    """
    seen = link_book.last_seen(connection)
    kept = connection.execute(select(linking_state)).first()
    if seen is None or kept is None or Seen(kept.rule, kept.readings, kept.decisions) != seen or now.rule != seen.rule:
        return None
    read = "SELECT r.text_hash FROM readings AS g JOIN reports AS r ON r.id = g.report WHERE g.rowid > ?"
    said = "SELECT left_text, right_text FROM link_decisions WHERE rowid > ?"
    of_readings = connection.exec_driver_sql(read, (seen.readings,)).all()
    of_decisions = connection.exec_driver_sql(said, (seen.decisions,)).all()
    if len(of_readings) != now.readings - seen.readings or len(of_decisions) != now.decisions - seen.decisions:
        return None
    texts = {text for row in (*of_readings, *of_decisions) for text in row}
    return sorted(texts) if len(texts) * _SHARE <= max(seen.readings, _SHARE) else None


class KeptWorkings:
    """What a ledger keeps of linking; see `kelisim.account.workings.Workings`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def block(self, first: Key, most: int) -> Sequence[str]:
        """The items of a block, no more than one above ``most``."""
        asked = "SELECT i.id FROM linked_keys AS k JOIN linked_items AS i ON i.number = k.item WHERE k.key = ? LIMIT ?"
        return self._ids(asked, first, most + 1)

    def part(self, first: Key, second: Key, most: int) -> Sequence[str]:
        """Those of a block that bear a second sign as well."""
        asked = (
            "SELECT i.id FROM linked_keys AS k JOIN linked_keys AS s ON s.item = k.item AND s.key = ? "
            "JOIN linked_items AS i ON i.number = k.item WHERE k.key = ? LIMIT ?"
        )
        return self._ids(asked, second, first, most + 1)

    def bearers(self, key: Key) -> Sequence[str]:
        """All items with a key."""
        return self._ids(
            "SELECT i.id FROM linked_keys AS k JOIN linked_items AS i ON i.number = k.item WHERE k.key = ?", key
        )

    def carriers(self, key: Key, most: int) -> int:
        """How many texts have an item with a key, counted up to ``most``."""
        asked = (
            "SELECT DISTINCT i.text FROM linked_keys AS k JOIN linked_items AS i ON i.number = k.item "
            "WHERE k.key = ? LIMIT ?"
        )
        return len(self._ids(asked, key, most))

    def texts(self) -> int:
        """How many texts tell of undertakings."""
        asked = "SELECT count(DISTINCT text) FROM linked_items WHERE sort = 'undertaking'"
        return int(self._connection.exec_driver_sql(asked).scalar_one())

    def items(self, ids: Iterable[str]) -> Mapping[str, Indexed]:
        """How these are looked up, of those that are."""
        return self._items(linked_items.c.id, ids)

    def indexed_in(self, texts: Iterable[str]) -> Mapping[str, Indexed]:
        """How the statements of texts were looked up."""
        return self._items(linked_items.c.text, texts)

    def put(self, items: Mapping[str, Indexed], gone: Iterable[str] = ()) -> None:
        """Keep how items are looked up now; what they had before, and all of what is ``gone``, is forgotten."""
        connection = self._connection
        for part in _parts([*items, *gone]):
            numbers = select(linked_items.c.number).where(linked_items.c.id.in_(part))
            connection.execute(delete(linked_keys).where(linked_keys.c.item.in_(numbers)))
            connection.execute(delete(linked_items).where(linked_items.c.id.in_(part)))
        _write_items(connection, items)

    def entries(self, ids: Iterable[str]) -> Mapping[str, AnyEntry]:
        """The statements with these ids."""
        return {entry.statement.id: entry for entry in questions.statements_by_ids(self._connection, sorted(set(ids)))}

    def told_in(self, texts: Iterable[str]) -> Sequence[AnyEntry]:
        """All statements of texts."""
        return questions.told_in(self._connection, list(texts))

    def scores(self, kind: ScoreKind, ids: Iterable[str]) -> Scores:
        """The likely pairs with one of these, as they were."""
        found: Scores = {}
        for part in _parts(list(ids)):
            for side in (linked_scores.c.left, linked_scores.c.right):
                asked = select(linked_scores).where(linked_scores.c.kind == kind, side.in_(part))
                found.update({(row.left, row.right): row.score for row in self._connection.execute(asked)})
        return found

    def links(self, ids: Iterable[str], kinds: Sequence[LinkKind]) -> Sequence[Link]:
        """The links of these kinds with one of these statements, as they were."""
        return link_book.ask_links(self._connection, list(ids), kinds)

    def pairs(self, ids: Iterable[str], kind: LinkKind, verdict: Verdict = "linked") -> Sequence[tuple[str, str]]:
        """The ends of the links of a kind with one of these statements, as they were."""
        return link_book.ask_pairs(self._connection, list(ids), (kind,), verdict)

    def decisions(self) -> list[Decision]:
        """Everything that persons decided."""
        return link_book.ask_decisions(self._connection)

    def keep(self, found: Found, seen: Seen, stamp: Stamp) -> tuple[int, set[str]]:
        """Keep what a run found as the next one; returns how many rows of links are new, and the statements that are
        told or linked otherwise now.
        """
        for one in found.rescored:
            _write_scores(self._connection, one)
        rows, ids = link_book.write_renewed(self._connection, found, seen, stamp)
        _write_state(self._connection, seen)
        return rows, ids | found.told | found.dated

    def _ids(self, asked: str, *values: int) -> list[str]:
        return [row[0] for row in self._connection.exec_driver_sql(asked, values)]

    def _items(self, column: Any, values: Iterable[str]) -> dict[str, Indexed]:  # noqa: ANN401 - a column
        found: dict[str, Indexed] = {}
        for part in _parts(list(values)):
            rows = self._connection.execute(select(linked_items).where(column.in_(part))).all()
            keys: dict[int, list[Key]] = {row.number: [] for row in rows}
            for numbers in _parts(list(keys)):
                for key, item in self._connection.execute(select(linked_keys).where(linked_keys.c.item.in_(numbers))):
                    keys[item].append(key)
            found.update({row.id: _item(row, keys[row.number]) for row in rows})
        return found


def write_workings(
    connection: Connection, items: Mapping[str, Indexed], rescored: Iterable[Rescored], seen: Seen
) -> None:
    """Put workings of all statements in the place of those that are kept."""
    for table in EVERY:
        connection.execute(delete(table))
    _write_items(connection, items)
    for one in rescored:
        _write_scores(connection, one)
    _write_state(connection, seen)


def _item(row: Any, keys: Sequence[Key]) -> Indexed:  # noqa: ANN401 - a row
    return Indexed(
        sort=row.sort,
        text=row.text,
        firsts=tuple(sorted(key for key in keys if not key & 1)),
        seconds=tuple(sorted(key for key in keys if key & 1)),
        kin=row.kin,
        period=row.period,
    )


def _write_items(connection: Connection, items: Mapping[str, Indexed]) -> None:
    if not items:
        return
    last = connection.exec_driver_sql("SELECT max(number) FROM linked_items").scalar_one() or 0
    numbered = list(enumerate(items.items(), last + 1))
    row = "INSERT INTO linked_items (number, id, sort, text, kin, period) VALUES (?, ?, ?, ?, ?, ?)"
    connection.exec_driver_sql(row, [(n, id, one.sort, one.text, one.kin, one.period) for n, (id, one) in numbered])
    keys = sorted((key, n) for n, (_, one) in numbered for key in {*one.firsts, *one.seconds})
    if keys:
        connection.exec_driver_sql("INSERT INTO linked_keys (key, item) VALUES (?, ?)", keys)


def _write_scores(connection: Connection, rescored: Rescored) -> None:
    for part in _parts(sorted(rescored.ids)):
        for side in (linked_scores.c.left, linked_scores.c.right):
            connection.execute(delete(linked_scores).where(linked_scores.c.kind == rescored.kind, side.in_(part)))
    rows = [(rescored.kind, *pair, score) for pair, score in sorted(rescored.scores.items())]
    if rows:
        connection.exec_driver_sql('INSERT INTO linked_scores (kind, "left", "right", score) VALUES (?, ?, ?, ?)', rows)


def _write_state(connection: Connection, seen: Seen) -> None:
    connection.execute(delete(linking_state))
    row = {"rule": seen.rule, "readings": seen.readings, "decisions": seen.decisions}
    connection.execute(insert(linking_state), row)


def _parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[at : at + _AT_ONCE] for at in range(0, len(values), _AT_ONCE))
