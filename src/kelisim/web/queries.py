"""Everything that pages ask: the one module that knows how the index answers.

Each question is a fixed number of look-ups, however many rows there are. `Sight` is one index at one moment, so that a
page never mixes two.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec
from msgspec import Struct

from kelisim.ledger.blocs import expand
from kelisim.web.index.cards import CARDS, SORT_OF, Aim, Card, CheckCard, Dispute, Hit, Meet, SeriesCard, Work
from kelisim.web.index.official import Official
from kelisim.web.index.opened import Opened
from kelisim.web.index.subjects import pair_key
from kelisim.web.search import MOST, Filter, Found, find, hits

C = TypeVar("C", bound=Card)
_DECODERS = {sort: msgspec.json.Decoder(type) for sort, type in CARDS.items()}
_OFFICIAL = msgspec.json.Decoder(Official)
_HIT = msgspec.json.Decoder(Hit)
_SHOWN = "SELECT hit FROM statements JOIN hits USING (number)"
_SHORTEST_ID = 6


class List(Struct, frozen=True):
    """Which list: of the items about ``keys`` (any of them) the ``part`` of one sort, from ``start`` on, so many."""

    keys: tuple[str, ...]
    part: str = ""
    start: int = 0
    most: int = 10


class Pair(Struct, frozen=True):
    """Two states with how much is told of them."""

    pair: str
    first: str
    second: str
    undertakings: int
    series: int
    meetings: int
    conflicts: int
    overdue: int
    trade: float | None
    trade_unit: str | None
    trade_period: str | None
    trade_id: str | None

    @property
    def told(self) -> int:
        """Undertakings, series and meetings together."""
        return self.undertakings + self.series + self.meetings


class Entity(Struct, frozen=True):
    """A body, person or place with all its spellings."""

    sort: str
    slug: str
    name: str
    spellings: tuple[str, ...]
    number: int


class Lists(ABC):
    """The account as lists of cards, whatever keeps them: an index, or what was known on a day."""

    def works(self, asked: List) -> list[Work]:
        """Undertakings of a list."""
        return self._cards(Work, asked)

    def series(self, asked: List) -> list[SeriesCard]:
        """Series of a list."""
        return self._cards(SeriesCard, asked)

    def meetings(self, asked: List) -> list[Meet]:
        """Meetings of a list."""
        return self._cards(Meet, asked)

    def targets(self, asked: List) -> list[Aim]:
        """Targets of a list."""
        return self._cards(Aim, asked)

    def conflicts(self, asked: List) -> list[Dispute]:
        """Contradictions of a list."""
        return self._cards(Dispute, asked)

    @abstractmethod
    def counts(self, keys: Sequence[str]) -> dict[str, dict[str, int]]:
        """By sort and part how many there are about ``keys``: exact for one key, at most for several."""

    @abstractmethod
    def _cards(self, type: type[C], asked: List) -> list[C]:
        """Cards of a list, in short."""


class Sight(Lists):
    """The account as one index shows it."""

    def __init__(self, opened: Opened) -> None:
        self._index = opened
        self.facts = opened.facts

    @property
    def day(self) -> str:
        """The day by which deadlines are judged."""
        return self.facts["day"]

    def find(self, name: str) -> tuple[str, str] | None:
        """The sort and present id of what is or was known under ``name``, its first six digits or more."""
        if not _SHORTEST_ID <= len(name) <= 16 or not name.isalnum():
            return None
        found = self._index.ask(
            "SELECT DISTINCT sort, id FROM names WHERE name >= ? AND name < ? LIMIT 2", (name, f"{name}g")
        )
        return (found[0][0], found[0][1]) if len(found) == 1 else None

    def card(self, type: type[C], id: str) -> C | None:
        """One card, whole."""
        found = self._index.ask("SELECT card FROM items WHERE id = ? AND sort = ?", (id, SORT_OF[type]))
        return _DECODERS[SORT_OF[type]].decode(found[0][0]) if found else None  # type: ignore[return-value]

    def checks(self, asked: List) -> list[CheckCard]:
        """Checked sums of a list."""
        return self._cards(CheckCard, asked)

    def _cards(self, type: type[C], asked: List) -> list[C]:
        sort = SORT_OF[type]
        marks = ", ".join("?" * len(asked.keys))
        inner = f"SELECT DISTINCT rank, item FROM about WHERE key IN ({marks}) AND sort = ? AND part = ?"  # noqa: S608 - marks alone
        rows = self._index.ask(
            f"SELECT slim FROM ({inner} ORDER BY rank, item LIMIT ? OFFSET ?) JOIN items ON number = item "  # noqa: S608
            "ORDER BY rank, item",
            (*asked.keys, sort, asked.part, asked.most, asked.start),
        )
        decode = _DECODERS[sort].decode
        return [decode(row[0]) for row in rows]  # type: ignore[misc]

    def counts(self, keys: Sequence[str]) -> dict[str, dict[str, int]]:
        """By sort and part how many there are about ``keys``: exact for one key, at most for several."""
        marks = ", ".join("?" * len(keys))
        rows = self._index.ask(
            f"SELECT sort, part, sum(number) FROM counts WHERE key IN ({marks}) GROUP BY sort, part",  # noqa: S608
            tuple(keys),
        )
        found: dict[str, dict[str, int]] = {sort: {} for sort in CARDS}
        for sort, part, number in rows:
            found[sort][part] = number
        return found

    def pairs(self, state: str | None = None) -> list[Pair]:
        """The pairs of ``state``, or all, those of whom most is told first."""
        where = "WHERE ? IN (first, second)" if state else ""
        values = (state,) if state else ()
        rows = self._index.ask(
            f"SELECT * FROM pairs {where} ORDER BY undertakings + series + meetings DESC, pair",  # noqa: S608
            values,
        )
        return [Pair(*row) for row in rows]

    def levels(self, indicator: str, unit: str) -> dict[str, float]:
        """By pair the latest level of a sort of series."""
        rows = self._index.ask("SELECT pair, value FROM levels WHERE indicator = ? AND unit = ?", (indicator, unit))
        return dict(rows)

    def level_sorts(self, most: int = 6) -> list[tuple[str, str]]:
        """The indicators and units that most pairs have levels of."""
        rows = self._index.ask(
            "SELECT indicator, unit FROM levels GROUP BY 1, 2 HAVING count(*) > 1 ORDER BY count(*) DESC, 1, 2 LIMIT ?",
            (most,),
        )
        return [(indicator, unit) for indicator, unit in rows]

    def official(self, parties: Sequence[str]) -> Official | None:
        """What statistical offices say of two states."""
        if len(parties) != 2:
            return None
        rows = self._index.ask("SELECT card FROM official WHERE pair = ?", (pair_key(*parties),))
        return _OFFICIAL.decode(rows[0][0]) if rows else None

    def entity(self, sort: str, slug: str) -> Entity | None:
        """A body, person or place."""
        rows = self._index.ask("SELECT * FROM entities WHERE sort = ? AND slug = ?", (sort, slug))
        return _entity(rows[0]) if rows else None

    def entities(self, sort: str, most: int = 40) -> list[Entity]:
        """Those of whom most is told."""
        rows = self._index.ask("SELECT * FROM entities WHERE sort = ? ORDER BY number DESC, name LIMIT ?", (sort, most))
        return [_entity(row) for row in rows]

    def hit(self, id: str) -> Hit | None:
        """A statement by its id, or its first six digits or more."""
        if not _SHORTEST_ID <= len(id) <= 16 or not id.isalnum():
            return None
        rows = self._index.ask(f"{_SHOWN} WHERE id >= ? AND id < ? LIMIT 2", (id, f"{id}g"))
        return _HIT.decode(rows[0][0]) if len(rows) == 1 else None

    def search(self, asked: Filter, order: str, start: int = 0) -> Found:
        """One page of the statements that ``asked`` finds, with facets."""
        return find(self._index, asked, order, start)

    def every_hit(self, asked: Filter, order: str, most: int = MOST) -> list[Hit]:
        """All that ``asked`` finds, up to ``most``."""
        return hits(self._index, asked, order, (0, most))

    def states(self) -> list[str]:
        """The codes of all who are a party of something, in their order."""
        return [row[0] for row in self._index.ask("SELECT DISTINCT code FROM codes ORDER BY code")]

    def hits_of(self, report: str) -> list[Hit]:
        """The statements of a report."""
        rows = self._index.ask(f"{_SHOWN} WHERE report = ? ORDER BY number", (report,))
        return [_HIT.decode(row[0]) for row in rows]

    def latest(self, most: int = 10) -> list[Hit]:
        """What was read last, the newest reports first."""
        rows = self._index.ask(f"{_SHOWN} WHERE sure ORDER BY published DESC, number DESC LIMIT ?", (most,))
        return [_HIT.decode(row[0]) for row in rows]


def _entity(row: tuple[str, str, str, str, int]) -> Entity:
    sort, slug, name, spellings, number = row
    return Entity(sort, slug, name, tuple(msgspec.json.decode(spellings, type=list[str])), number)


def keys_of(parties: Sequence[str]) -> tuple[str, ...]:
    """The keys of one or two parties; a bloc stands for itself and its members, each pair being two of them."""
    if not parties:
        return ("all",)
    groups = [expand(code) for code in parties]
    if len(groups) == 1:
        return tuple(f"state:{code}" for code in groups[0])
    return tuple(_distinct(f"pair:{pair_key(one, two)}" for one in groups[0] for two in groups[1] if one != two))


def _distinct(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))
