"""What is looked at while statements are linked, each taken apart once; words with what they tell in this ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kelisim.account.gatherings import Gathering, gathering
from kelisim.account.mentions import Mention, Rarity, mention
from kelisim.account.workings import Workings
from kelisim.ledger.query import AnyEntry, Entry, FigureEntry, MeetingEntry, UndertakingEntry
from kelisim.model import Figure, Meeting, Undertaking


class Desk:
    """The statements that were looked at; all of them are loaded with the others of their text or by their id."""

    def __init__(self, workings: Workings) -> None:
        self.workings = workings
        self.rarity = self.new_rarity()
        self._entries: dict[str, AnyEntry] = {}
        self._by_text: dict[str, list[AnyEntry]] = {}
        self._mentions: dict[str, Mention] = {}
        self._gatherings: dict[str, Gathering] = {}

    def new_rarity(self) -> Rarity:
        """What words tell as things are now."""
        return Rarity(self.workings.texts(), self.workings.carriers)

    def load(self, ids: Iterable[str]) -> Mapping[str, AnyEntry]:
        """The statements with these ids."""
        wanted = list(ids)
        missing = [id for id in wanted if id not in self._entries]
        if missing:
            self._entries.update(self.workings.entries(missing))
        return {id: self._entries[id] for id in wanted}

    def told_in(self, texts: Iterable[str]) -> list[AnyEntry]:
        """All statements of texts."""
        wanted = list(dict.fromkeys(texts))
        missing = [text for text in wanted if text not in self._by_text]
        if missing:
            self._by_text.update((text, []) for text in missing)
            for entry in self.workings.told_in(missing):
                self._by_text[entry.sources[0].text_hash].append(entry)
                self._entries[entry.statement.id] = entry
        return [entry for text in wanted for entry in self._by_text[text]]

    def texts_of(self, ids: Iterable[str]) -> set[str]:
        """The texts that statements stand in."""
        return {entry.sources[0].text_hash for entry in self.load(ids).values()}

    def mention(self, id: str) -> Mention:
        """An undertaking taken apart."""
        if id not in self._mentions:
            entry: Entry[Any] = self.load([id])[id]
            self._mentions[id] = mention(entry)
        return self._mentions[id]

    def gathering(self, id: str) -> Gathering:
        """A meeting taken apart."""
        if id not in self._gatherings:
            entry: Entry[Any] = self.load([id])[id]
            self._gatherings[id] = gathering(entry)
        return self._gatherings[id]

    def figures_in(self, texts: Iterable[str]) -> list[FigureEntry]:
        """The figures of texts."""
        return [entry for entry in self.told_in(texts) if isinstance(entry.statement, Figure)]

    def undertakings_in(self, texts: Iterable[str]) -> list[UndertakingEntry]:
        """The undertakings of texts."""
        return [entry for entry in self.told_in(texts) if isinstance(entry.statement, Undertaking)]

    def meetings_in(self, texts: Iterable[str]) -> list[MeetingEntry]:
        """The meetings of texts."""
        return [entry for entry in self.told_in(texts) if isinstance(entry.statement, Meeting)]


def ids_of(entries: Sequence[AnyEntry], *, affirmed: bool = False) -> list[str]:
    """The ids of statements; of those that are affirmed alone."""
    return [entry.statement.id for entry in entries if not affirmed or entry.statement.polarity == "affirmed"]
