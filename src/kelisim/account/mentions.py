"""What of an undertaking can be compared: its name taken apart, its places and bodies, the words around it.

In: entries of the ledger. Out: a `Mention` each, and `Rarity`, which says how much a word tells among them all.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable

from msgspec import Struct

from kelisim.account.keys import word_key
from kelisim.account.moments import first_reported
from kelisim.account.title_words import NAME, Title, title
from kelisim.language.known_persons import by_surname
from kelisim.language.transliteration import fold
from kelisim.ledger.days import Bounds, bounds
from kelisim.ledger.query import UndertakingEntry
from kelisim.ledger.workings import Key

_FLOOR = 0.5
_INITIAL = re.compile(r"\b[A-ZÄÖÜ](?=[^\W\d_]*[a-zäöüß])")
_ABBREVIATION = re.compile(r"\b[A-ZÄÖÜ]{3,6}\b")
_CAPITAL = re.compile(r"[A-ZÄÖÜ][^\W\d_]+")
_BEFORE = re.compile(r"([^\W\d_]+)\s+\Z")
_FOUND = re.compile(r"\b(?:über|für|zu[mr]?|betreffend)\b", re.IGNORECASE)


class Mention(Struct, frozen=True):
    """One statement of an undertaking with what can be compared of it.

    ``names`` are the names of title, place and organisations; ``around`` those of the sentence and the headline.
    ``tells`` is how much the title and the names beside it tell together, by their shipped weights. ``abbreviations``
    and ``initials`` are those of the title, ``days`` those of the stage. ``text`` is the text it stands in, whatever
    its addresses. ``is_paper`` holds for an agreement, ``about`` for a
    paper whose name says of which thing it is.
    """

    entry: UndertakingEntry
    title: Title
    names: dict[str, float]
    around: dict[str, float]
    parties: frozenset[str]
    text: str
    told: Bounds | None
    is_paper: bool
    about: bool
    word_before: str
    tells: float
    sectors: frozenset[str]
    abbreviations: tuple[str, ...]
    initials: str
    days: Bounds | None

    @property
    def id(self) -> str:
        """The id of the statement."""
        return self.entry.statement.id

    @property
    def is_bare(self) -> bool:
        """Whether nothing but its parties says which of its sort it is."""
        return self.title.is_bare and not self.names


def mention(entry: UndertakingEntry) -> Mention:
    """Take a statement of an undertaking apart."""
    statement = entry.statement
    own = title(statement.title)
    names = dict(own.names)
    for other in filter(None, (statement.place, *statement.organisations)):
        names.update(title(other).names)
    context = " ".join((entry.sentence, *{source.title or "" for source in entry.sources}))
    surroundings = title(context)
    people = {fold(word) for word in _CAPITAL.findall(context) if by_surname(word)}
    is_paper = statement.kind == "agreement"
    return Mention(
        entry=entry,
        title=own,
        names=names,
        around={
            name: weight for name, weight in surroundings.names.items() if name not in names and name not in people
        },
        parties=frozenset(statement.parties),
        text=entry.sources[0].text_hash,
        told=first_reported(entry),
        is_paper=is_paper,
        about=is_paper and own.head is not None and bool(_FOUND.search(statement.title)),
        word_before=_word_before(entry),
        tells=sum(own.words.values()) + sum(names.values()) + bool(own.numbers),
        sectors=frozenset(statement.sectors),
        abbreviations=tuple(_ABBREVIATION.findall(statement.title)),
        initials="".join(_INITIAL.findall(statement.title)),
        days=bounds(statement.stage_date),
    )


def _word_before(entry: UndertakingEntry) -> str:
    evidence = entry.statement.evidence
    match = _BEFORE.search(entry.sentence[: evidence.head.start - evidence.start])
    return match[1].lower() if match else ""


def stepped(count: int) -> int:
    """A count down to its two leading binary digits (4, 6, 8, 12 …): one text more seldom changes what words tell."""
    shift = max(0, count.bit_length() - 2)
    return count >> shift << shift


def size_step(texts: int) -> int:
    """A number of texts up to the next power of two: what words tell changes for all of them only where it doubles."""
    return 1 << max(0, texts - 1).bit_length()


class Rarity:
    """How much words tell: the shipped weight of each times its rarity in the ledger, between a floor and 1."""

    def __init__(self, texts: int, carriers: Callable[[Key, int], int]) -> None:
        """``texts`` tell of undertakings in all, ``carriers`` counts up to a number those in which a word stands."""
        self._texts = size_step(texts)
        self._most = 2 * math.isqrt(self._texts) + 2  # a word of so many texts stands at the floor
        self._carriers = carriers
        self._shares: dict[str, float] = {}

    def of(self, word: str, weight: float) -> float:
        """What ``word`` tells, if it weighs ``weight`` by itself."""
        share = self._shares.get(word)
        if share is None:
            share = self._shares[word] = self.share(word_key(word))
        return weight * share

    def share(self, key: Key) -> float:
        """What share of its weight the word with this key tells."""
        if self._texts <= 1:
            return 1.0
        known = stepped(max(1, self._carriers(key, self._most)))
        share = math.log((self._texts + 1) / (known + 0.5)) / math.log(self._texts + 1)
        return min(1.0, max(_FLOOR, share))

    def sum(self, words: Iterable[str], weights: dict[str, float]) -> float:
        """What all ``words`` tell together."""
        return sum(self.of(word, weights.get(word, NAME)) for word in words)
