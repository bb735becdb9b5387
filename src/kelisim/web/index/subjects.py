"""What a card is about, as keys of lists: pairs, states, sectors, bodies, persons, places."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

from kelisim.language.known_persons import by_surname
from kelisim.language.transliteration import fold
from kelisim.web.index.cards import Card, CheckCard, Dispute, Meet, SeriesCard, Work

_MOST_PARTIES = 14  # of a summit of more than so many the pairs are not told apart
_LONGEST = 80
_NO_LETTERS = re.compile(r"[\W_]+")
SPELLED = ("organisation", "person", "place")


def pair_key(first: str, second: str) -> str:
    """*KZ-UZ*, whatever the order."""
    return "-".join(sorted((first, second)))


class Subjects:
    """Collects bodies, persons and places over all cards, so that each stands under one name."""

    def __init__(self) -> None:
        self.spellings: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)

    def keys(self, card: Card) -> Iterator[str]:
        """The keys of a card, each once."""
        return iter(dict.fromkeys(self._keys(card)))

    def _keys(self, card: Card) -> Iterator[str]:
        yield "all"
        parties = sorted(set(card.parties))
        yield from (f"state:{code}" for code in parties)
        if len(parties) <= _MOST_PARTIES:
            yield from (f"pair:{pair_key(*two)}" for two in combinations(parties, 2))
        if isinstance(card, Dispute):
            yield f"of:{card.about}"
        if isinstance(card, Work):
            yield from (f"sector:{code}" for code in card.sectors)
        for sort, name in _named(card):
            slug = slug_of(sort, name)
            if slug:
                self.spellings[sort, slug][name] += 1
                yield f"{sort}:{slug}"


def _named(card: Card) -> Iterator[tuple[str, str]]:
    if isinstance(card, Work):
        yield from (("organisation", name) for name in card.organisations)
        yield from (("place", name) for name in card.places)
        yield from (("person", name) for name in card.persons)
    elif isinstance(card, Meet):
        yield from (("person", who.name) for who in card.participants)
        if card.place:
            yield "place", card.place
    elif isinstance(card, SeriesCard):
        names = {words.attribution for point in card.points for words in point.words if words.attribution}
        yield from (("person", name) for name in sorted(names))


def slug_of(sort: str, name: str) -> str:
    """One key for all spellings of a name; persons who are known by their surname stand under it."""
    parts = name.split()
    if sort == "person" and parts:
        known = by_surname(parts[-1])
        if len(known) == 1 and (len(parts) > 1 or not known[0].weak):
            parts = known[0].name.split()
    return _NO_LETTERS.sub("-", "-".join(fold(part) for part in parts)).strip("-")[:_LONGEST]


def parts_of(card: Card) -> Iterator[str]:
    """The lists of its sort in which a card stands: the whole one, and those of its stage, verdict, kind."""
    yield ""
    if isinstance(card, Work):
        yield card.stage
        yield from (f"call:{call}" for call in card.calls)
        if card.calls:
            yield "call"
        if card.deadline and card.stage not in ("completed", "cancelled"):
            yield "deadline"
    elif isinstance(card, SeriesCard):
        yield card.indicator
    elif isinstance(card, CheckCard):
        yield card.outcome
    elif isinstance(card, Meet):
        yield card.format
    elif isinstance(card, Dispute):
        yield card.kind
    else:
        yield card.standing
