"""Which of the words that reports have for an undertaking are to name it; how they are spoken is decided elsewhere."""

from __future__ import annotations

from msgspec import Struct

from kelisim.account.things import Thing
from kelisim.ledger.query import UndertakingEntry
from kelisim.model import Instrument, Kind

LONGEST_TITLE = 90


class Words(Struct, frozen=True, array_like=True):
    """The title that one statement gives, the word before it, and what sort of thing it names."""

    title: str
    before: str
    kind: Kind
    instrument: Instrument | None


def title_words(thing: Thing) -> Words:
    """What to call an undertaking: words of the thing before those of a paper, a name in quotation marks first."""
    own = [entry for entry in thing.entries if entry.statement.kind != "agreement"] or thing.entries
    fitting = [entry for entry in own if len(entry.statement.title) <= LONGEST_TITLE]
    best = max(fitting or own[:1], key=lambda e: ("„" in e.statement.title, len(e.statement.title)))
    return words_of(best)


def words_of(entry: UndertakingEntry) -> Words:
    """The title of one statement with the word before it."""
    statement, evidence = entry.statement, entry.statement.evidence
    before = entry.sentence[: evidence.head.start - evidence.start].split()
    return Words(statement.title, before[-1] if before else "", statement.kind, statement.instrument)
