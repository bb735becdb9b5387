"""Cards and hits into the file of the index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from kelisim.ledger.query import Entry
from kelisim.web.index.cards import SORT_OF, Card, Hit, Meet, SeriesCard, Work
from kelisim.web.index.hits import body, row
from kelisim.web.index.official import Official
from kelisim.web.index.ranks import rank
from kelisim.web.index.subjects import SPELLED, Subjects, pair_key, parts_of

ENCODER = msgspec.json.Encoder(decimal_format="number")
FORMAT = "15"  # one more whenever cards or tables change, so that an old file is made anew


class Writing:
    """A new file of the index: add cards and hits, then `finish` it."""

    def __init__(self, path: Path) -> None:
        """Begin the file at ``path``, over whatever is there."""
        path.unlink(missing_ok=True)
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._subjects = Subjects()
        self._levels: dict[tuple[str, str, str], tuple[float, str, str]] = {}
        self._number = 0
        for line in ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "BEGIN"):
            self._connection.execute(line)
        self._run("tables.sql")

    def add(self, card: Card) -> None:
        """A card with its names and the lists it stands in."""
        self._number += 1
        sort = SORT_OF[type(card)]
        values = (self._number, card.id, sort, ENCODER.encode(card.slim()), ENCODER.encode(card))
        self._connection.execute("INSERT INTO items VALUES (?, ?, ?, ?, ?)", values)
        if isinstance(card, SeriesCard) and (level := _level(card)):
            key, told = level
            self._levels[key] = max(self._levels.get(key, told), told, key=lambda one: (one[1], one[0]))
        names = ((name, sort, card.id) for name in _names(card))
        self._connection.executemany("INSERT OR IGNORE INTO names VALUES (?, ?, ?)", names)
        parts = [(part, rank(card, part)) for part in parts_of(card)]
        rows = ((key, sort, part, place, self._number) for key in self._subjects.keys(card) for part, place in parts)
        self._connection.executemany("INSERT OR IGNORE INTO about VALUES (?, ?, ?, ?, ?)", rows)

    def add_superseded(self, thing: str, statement: str) -> None:
        """What words found that no reading finds any more: under its old id stands the ``statement``."""
        self._connection.execute("INSERT OR IGNORE INTO names VALUES (?, 'statement', ?)", (thing, statement))

    def add_hits(self, found: Iterable[tuple[Hit, Entry[Any]]]) -> int:
        """Statements for exploring; how many there are."""
        number = 0
        for hit, entry in found:
            number += 1
            values = (number, *row(hit, entry))
            self._connection.execute(f"INSERT INTO statements VALUES ({', '.join('?' * len(values))})", values)  # noqa: S608 - marks alone
            self._connection.execute("INSERT INTO hits VALUES (?, ?)", (number, ENCODER.encode(hit)))
            searched = (number, body(hit, entry), " ".join(hit.parties))
            self._connection.execute("INSERT INTO words (rowid, body, parties) VALUES (?, ?, ?)", searched)
            for table, codes in (("codes", hit.parties), ("statement_sectors", hit.sectors)):
                rows = ((code, number) for code in dict.fromkeys(codes))
                self._connection.executemany(f"INSERT INTO {table} VALUES (?, ?)", rows)  # noqa: S608 - our own names
        return number

    def add_official(self, card: Official) -> None:
        """What offices say of a pair."""
        self._connection.execute("INSERT INTO official VALUES (?, ?)", (card.pair, ENCODER.encode(card)))

    def finish(self, facts: dict[str, str]) -> None:
        """Count, and write down what holds for the whole; the file is complete then."""
        entities = (
            (sort, slug, _name(spellings), ENCODER.encode(sorted(spellings)).decode(), spellings.total())
            for (sort, slug), spellings in self._subjects.spellings.items()
            if sort in SPELLED
        )
        self._connection.executemany("INSERT INTO entities VALUES (?, ?, ?, ?, ?)", entities)
        levels = ((*key, *told) for key, told in self._levels.items())
        self._connection.executemany("INSERT INTO levels VALUES (?, ?, ?, ?, ?, ?)", levels)
        self._run("indexes.sql")
        self._connection.executemany(
            "INSERT INTO pairs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _pairs(self._connection)
        )
        self._connection.executemany("INSERT INTO facts VALUES (?, ?)", (facts | {"format": FORMAT}).items())
        self._connection.execute("COMMIT")
        self._connection.execute("ANALYZE")
        self._connection.close()

    def _run(self, name: str) -> None:
        text = files("kelisim.web.index").joinpath(name).read_text(encoding="utf-8")
        for statement in text.split(";\n"):
            if statement.strip():
                self._connection.execute(statement)


def _names(card: Card) -> Iterator[str]:
    """Ids under which a card is found; targets and checks have no page of their own."""
    if isinstance(card, Work | Meet):
        yield from (card.id, *card.aliases)
    elif isinstance(card, SeriesCard):
        yield card.id
        yield from (point.id for point in card.points)


def _name(spellings: dict[str, int]) -> str:
    """The spelling used most, the longer one of two."""
    return max(spellings, key=lambda name: (spellings[name], len(name), name))


def _pairs(connection: sqlite3.Connection) -> Iterator[tuple[object, ...]]:
    """The pairs of states with their counts and latest trade turnover."""
    counted: dict[str, dict[tuple[str, str], int]] = {}
    for key, sort, part, number in connection.execute("SELECT * FROM counts WHERE key >= 'pair:' AND key < 'pair;'"):
        counted.setdefault(key, {})[sort, part] = number
    trade = dict(_trade(connection))
    columns = [(sort, "") for sort in ("undertaking", "series", "meeting", "conflict")]
    for key, numbers in sorted(counted.items()):
        pair = key.removeprefix("pair:")
        first, second = pair.split("-")
        counts = (numbers.get(column, 0) for column in (*columns, ("undertaking", "call:overdue")))
        yield pair, first, second, *counts, *trade.get(pair, (None, None, None, None))


def _trade(connection: sqlite3.Connection) -> Iterator[tuple[str, tuple[object, ...]]]:
    """The latest turnover of each pair: value, unit, year, statement; of one year that in US$."""
    rows = connection.execute(
        "SELECT pair, value, unit, period, statement FROM levels WHERE indicator = 'trade_turnover' "
        "ORDER BY period, unit = 'USD'"  # the last one of a pair stays
    )
    for pair, *told in rows:
        yield pair, tuple(told)


def _level(card: SeriesCard) -> tuple[tuple[str, str, str], tuple[float, str, str]] | None:
    """The latest level of a series of two parties: by pair, indicator and unit its value, year and statement."""
    if card.item or card.measure != "level" or len(card.parties) != 2:
        return None
    told = [point for point in card.levels if point.is_year and point.words]
    if not told:
        return None
    point = told[-1]
    key = (pair_key(*card.parties), card.indicator, card.unit)
    return key, (float(point.amount.low), point.period or "", point.words[0].id)
