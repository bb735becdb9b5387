"""Ids of things, minted of the words that found them, and the order in which a thing is told.

The id rests on the text and the place of the words in it, not on how they were read, so a newer reading keeps it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TypeVar

from kelisim.account.moments import first_reported
from kelisim.ledger.query import AnyEntry, FigureEntry, MeetingEntry, UndertakingEntry
from kelisim.model import Span

E = TypeVar("E", FigureEntry, UndertakingEntry, MeetingEntry)
_LENGTH = 16
_LAST = ("9999", "9999")


def thing_id(entry: AnyEntry) -> str:
    """The id of the thing that these words found, 16 hexadecimal digits."""
    statement = entry.statement
    return words_id(statement.statement, entry.sources[0].text_hash, statement.evidence.head)


def words_id(kind: str, text_hash: str, head: Span) -> str:
    """The id of the thing that words of a text found as a figure, an undertaking or a meeting."""
    words = f"thing\n{kind}\n{text_hash}\n{head.start}\n{head.end}"
    return hashlib.sha256(words.encode()).hexdigest()[:_LENGTH]


def on_same_words(entries: Iterable[AnyEntry]) -> Iterator[tuple[str, str]]:
    """The pairs of statements that rest on the very same words: of a text that was read twice, under two dates.

    They found the same thing, whatever was read.
    """
    by_words: dict[str, list[str]] = {}
    for entry in entries:
        by_words.setdefault(thing_id(entry), []).append(entry.statement.id)
    for ids in by_words.values():
        if len(ids) > 1:
            yield from combinations(sorted(ids), 2)


def in_order(entries: Iterable[E]) -> tuple[E, ...]:
    """Entries by the day that they were told, undated ones last, then by their id."""
    return tuple(sorted(entries, key=lambda entry: (first_reported(entry) or _LAST, entry.statement.id)))
