"""What linking works on: statements by their id, text and keys, and what was found of them before.

A ledger keeps it beside its links (`kelisim.ledger.workings_book`), so that a report more looks up a few statements;
`Held` has the same at hand for statements that are linked all at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Protocol

from kelisim.account.entries import Entries
from kelisim.ledger.links import Link, LinkKind, Verdict
from kelisim.ledger.query import AnyEntry
from kelisim.ledger.workings import Indexed, Key, ScoreKind, Scores


class Workings(Protocol):
    """Statements as they are now; scores and links as they were before what is new is looked at."""

    def block(self, first: Key, most: int) -> Sequence[str]:
        """The items of a block, no more than one above ``most``."""

    def part(self, first: Key, second: Key, most: int) -> Sequence[str]:
        """Those of a block that bear a second sign as well."""

    def bearers(self, key: Key) -> Sequence[str]:
        """All items with a key."""

    def carriers(self, key: Key, most: int) -> int:
        """How many texts have an item with a key, counted up to ``most``."""

    def texts(self) -> int:
        """How many texts tell of undertakings."""

    def items(self, ids: Iterable[str]) -> Mapping[str, Indexed]:
        """How these are looked up, of those that are."""

    def indexed_in(self, texts: Iterable[str]) -> Mapping[str, Indexed]:
        """How the statements of texts were looked up."""

    def put(self, items: Mapping[str, Indexed], gone: Iterable[str] = ()) -> None:
        """Keep how items are looked up now; what they had before, and all of what is ``gone``, is forgotten."""

    def entries(self, ids: Iterable[str]) -> Mapping[str, AnyEntry]:
        """The statements with these ids."""

    def told_in(self, texts: Iterable[str]) -> Sequence[AnyEntry]:
        """All statements of texts."""

    def scores(self, kind: ScoreKind, ids: Iterable[str]) -> Scores:
        """The likely pairs with one of these, as they were."""

    def links(self, ids: Iterable[str], kinds: Sequence[LinkKind]) -> Sequence[Link]:
        """The links of these kinds with one of these statements, as they were."""

    def pairs(self, ids: Iterable[str], kind: LinkKind, verdict: Verdict = "linked") -> Sequence[tuple[str, str]]:
        """The ends of the links of a kind with one of these statements, as they were."""


class Held:
    """Statements at hand, of which nothing was found before."""

    def __init__(self, entries: Entries) -> None:
        every: list[AnyEntry] = [*entries.figures, *entries.undertakings, *entries.meetings]
        self.known: dict[str, Indexed] = {}
        self._entries = {entry.statement.id: entry for entry in every}
        self._by_text: dict[str, list[AnyEntry]] = defaultdict(list)
        for entry in every:
            self._by_text[entry.sources[0].text_hash].append(entry)
        self._by_key: dict[Key, list[str]] = defaultdict(list)
        self._parts: dict[Key, dict[Key, list[str]]] = {}

    @property
    def every_text(self) -> list[str]:
        """The texts of all statements."""
        return list(self._by_text)

    def block(self, first: Key, most: int) -> Sequence[str]:
        """The items of a block."""
        return list(islice(self._by_key.get(first, ()), most + 1))

    def part(self, first: Key, second: Key, most: int) -> Sequence[str]:
        """Those of a block that bear a second sign as well."""
        if first not in self._parts:
            parts: dict[Key, list[str]] = defaultdict(list)
            for id in self._by_key.get(first, ()):
                for sign in self.known[id].seconds:
                    parts[sign].append(id)
            self._parts[first] = parts
        return self._parts[first].get(second, [])[: most + 1]

    def bearers(self, key: Key) -> Sequence[str]:
        """All items with a key."""
        return self._by_key.get(key, [])

    def carriers(self, key: Key, most: int) -> int:
        """How many texts have an item with a key, counted up to ``most``."""
        texts: set[str] = set()
        for id in self._by_key.get(key, ()):
            texts.add(self.known[id].text)
            if len(texts) >= most:
                break
        return len(texts)

    def texts(self) -> int:
        """How many texts tell of undertakings."""
        return len({one.text for one in self.known.values() if one.sort == "undertaking"})

    def items(self, ids: Iterable[str]) -> Mapping[str, Indexed]:
        """How these are looked up, of those that are."""
        return {id: self.known[id] for id in ids if id in self.known}

    def indexed_in(self, texts: Iterable[str]) -> Mapping[str, Indexed]:
        """Nothing was looked up before."""
        del texts
        return {}

    def put(self, items: Mapping[str, Indexed], gone: Iterable[str] = ()) -> None:
        """Keep how items are looked up; each comes once."""
        del gone
        self.known.update(items)
        for id, own in items.items():
            for key in (*own.firsts, *own.seconds):
                self._by_key[key].append(id)

    def entries(self, ids: Iterable[str]) -> Mapping[str, AnyEntry]:
        """The statements with these ids."""
        return {id: self._entries[id] for id in ids}

    def told_in(self, texts: Iterable[str]) -> Sequence[AnyEntry]:
        """All statements of texts."""
        return [entry for text in texts for entry in self._by_text.get(text, ())]

    def scores(self, kind: ScoreKind, ids: Iterable[str]) -> Scores:
        """Nothing was found before."""
        del kind, ids
        return {}

    def links(self, ids: Iterable[str], kinds: Sequence[LinkKind]) -> Sequence[Link]:
        """Nothing was found before."""
        del ids, kinds
        return ()

    def pairs(self, ids: Iterable[str], kind: LinkKind, verdict: Verdict = "linked") -> Sequence[tuple[str, str]]:
        """Nothing was found before."""
        del ids, kind, verdict
        return ()
